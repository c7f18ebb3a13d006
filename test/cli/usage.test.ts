import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { nodeHost } from "../../src/host/node.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";
import { tenor } from "./kit.ts";

test("--help lists every verb, and those that are not there yet as such", () => {
  const { code, out } = tenor(["--help"]);
  assert.is(code, 0);
  const [commands = "", later = ""] = out.split("Not there yet:");
  for (const verb of ["check", "build", "calendar", "settle", "explain", "format"]) {
    assert.match(commands, new RegExp(`^  ${verb} `, "m"));
    assert.not.match(later, new RegExp(`^  ${verb} `, "m"));
  }
  for (const verb of ["limits", "diff", "new", "lsp", "play"]) {
    assert.match(later, new RegExp(`^  ${verb} `, "m"));
    assert.not.match(commands, new RegExp(`^  ${verb} `, "m"));
  }
});

test("a verb that is not there yet says so and is wrong usage", () => {
  const { code, out, error } = tenor(["limits", "out", "--date", "2027-02-02"]);
  assert.is(code, 2);
  assert.is(out, "");
  assert.match(error, "tenor limits is not there yet: ");
});

test("an unknown verb or flag is wrong usage, with what may have been meant", () => {
  const verb = tenor(["setle"]);
  assert.is(verb.code, 2);
  assert.match(verb.error, "(Did you mean settle?)");
  const flag = tenor(["settle", "out", "--date", "2027-02-02", "--book", "b", "--market", "m", "--explian"]);
  assert.is(flag.code, 2);
  assert.match(flag.error, "(Did you mean --explain?)");
});

test("--version is that of the package", () => {
  const { version } = JSON.parse(fs.readFileSync(inProject("package.json"), "utf8")) as { version: string };
  const { code, out } = tenor(["--version"]);
  assert.is(code, 0);
  assert.is(out, `${version}\n`);
});

test("what was mistyped on the command line is said with what would be right", () => {
  const folder = tempFolder();
  const errors: string[] = [];
  const host = nodeHost({ root: folder, library: inProject("specs/std"), cwd: folder });
  const environment = { host, cwd: folder, out: () => {}, error: (text: string) => void errors.push(text) };
  assert.is(build(environment, ["."], { out: "out", only: "confg", asOf: "2027-02-30" }).code, 2);
  const product = tenor(["calendar", "GHP", "specs/gpu"]);
  assert.is(product.code, 2);
  golden("cli/usage.txt", [...errors, product.error].join("\n"));
});

test("settle's help is honest about the ledger", () => {
  const { code, out } = tenor(["settle", "--help"]);
  assert.is(code, 0);
  assert.match(out, /--ledger <file> +not there yet: comes with the ledger/);
  const ledger = tenor(["settle", "out", "--date", "2027-02-02", "--book", "b", "--market", "m", "--ledger", "l"]);
  assert.is(ledger.code, 2);
  assert.match(ledger.error, "it comes with the ledger");
});

test.run();
