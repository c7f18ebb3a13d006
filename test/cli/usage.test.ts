import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import validCalendar from "../../src/model/generated/calendar.validate.js";
import validChanges from "../../src/model/generated/listing-changes.validate.js";
import validTradeDate from "../../src/model/generated/trade-date.validate.js";
import { nodeHost } from "../../src/host/node.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";
import { tenor } from "./kit.ts";

test("--help lists every verb", () => {
  const { code, out } = tenor(["--help"]);
  assert.is(code, 0);
  const verbs = [
    "check",
    "build",
    "calendar",
    "settle",
    "limits",
    "diff",
    "lock",
    "verify",
    "explain",
    "format",
    "new",
    "lsp",
    "play",
  ];
  for (const verb of verbs) assert.match(out, new RegExp(`^  ${verb} `, "m"));
  assert.not.match(out, "not there yet");
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
  assert.is(build(environment, ["."], { out: "out", only: "confg", target: "javascript", asOf: "2027-02-30" }).code, 2);
  const product = tenor(["calendar", "GHP", "specs/gpu"]);
  assert.is(product.code, 2);
  const changes = tenor(["calendar", "GPH", "specs/gpu", "--changes", "--from", "2027-02-01", "--to", "2027-01-11"]);
  assert.is(changes.code, 2);
  const days = ["--changes", "--from", "2026-01-12", "--to", "2026-02-02"];
  const reference = tenor(["calendar", "SGX_TW", "specs/reference/asia.tenor", ...days]);
  assert.is(reference.code, 2);
  const instant = tenor(["calendar", "GPH", "specs/gpu", "--at", "2027-03-26T18:30"]);
  assert.is(instant.code, 2);
  const at = tenor(["calendar", "SGX_TW", "specs/reference/asia.tenor", "--at", "2026-03-26T18:30Z"]);
  assert.is(at.code, 2);
  golden(
    "cli/usage.txt",
    [...errors, product.error, changes.error, reference.error, instant.error, at.error].join("\n"),
  );
});

test("what is listed and delisted between two days is told as a table, as CSV and as JSON", () => {
  const span = ["calendar", "GPH", "specs/gpu", "--changes", "--from", "2027-02-26", "--to", "2027-03-01"];
  const lines = tenor(span).out.trimEnd().split("\n");
  assert.is(lines.length, 3);
  assert.match(lines[1] ?? "", /^2027-02-26 +delisted +GPHG27 +2027-02 +2027-01-11 +2027-02-26$/);
  assert.match(lines[2] ?? "", /^2027-03-01 +listed +GPHG28 /);
  assert.is(tenor([...span, "--csv"]).out.split("\n")[1], "2027-02-26,delisted,GPHG27,2027-02,2027-01-11,2027-02-26");
  const { format, product, from, to, changes } = JSON.parse(tenor([...span, "--json"]).out) as Record<string, unknown>;
  assert.equal([format, product, from, to], ["tenor-listing-changes/1", "GPH", "2027-02-26", "2027-03-01"]);
  assert.equal(
    (changes as { change: string; code: string }[]).map((one) => `${one.change} ${one.code}`),
    ["delisted GPHG27", "listed GPHG28"],
  );
});

test("--at tells the trade date of an instant, with its session, the reason and the contracts of that day", () => {
  const asked = ["calendar", "GPH", "specs/gpu", "--at", "2027-03-26T18:30-05:00"];
  const { code, out } = tenor(asked);
  assert.is(code, 0);
  const [head, , friday] = out.split("\n");
  assert.is(head, "closed; the next trade date is Mon 29 March 2027");
  assert.is(friday, "    2  Fri 26 March 2027 is closed on US_EXCHANGE: Good Friday");
  assert.match(out, /^GPHH27  2027-03  trading, spot  2027-01-11  2027-03-31$/m);
  const told: unknown = JSON.parse(tenor([...asked, "--json"]).out);
  assert.ok(validTradeDate(told), JSON.stringify(validTradeDate.errors));
  const early = tenor(["calendar", "GPH", "specs/gpu", "--at", "2027-01-04T18:30Z"]);
  assert.match(early.out, /\nno contract is listed on that date\n$/);
});

test("what the verb prints for programs keeps to its schemas, for futures, options and references", () => {
  for (const asked of [
    ["GPH", "specs/gpu"],
    ["OGPH", "specs/gpu"],
    ["SHFE_cu", "specs/reference/china.tenor"],
  ]) {
    const years = asked[0] === "SHFE_cu" ? ["--from", "2026-06-01", "--to", "2027-06-30"] : [];
    const { code, out } = tenor(["calendar", ...asked, ...years, "--json"]);
    assert.is(code, 0, asked[0]);
    const told: unknown = JSON.parse(out);
    assert.ok(validCalendar(told), JSON.stringify(validCalendar.errors));
  }
  const span = ["--changes", "--from", "2027-02-26", "--to", "2027-03-30", "--json"];
  for (const product of ["GPH", "OGPH"]) {
    const told: unknown = JSON.parse(tenor(["calendar", product, "specs/gpu", ...span]).out);
    assert.ok(validChanges(told), JSON.stringify(validChanges.errors));
    assert.ok((told as { changes: unknown[] }).changes.length > 0, product);
  }
});

test("options of a ledger without one, and those of a day without a ledger beside one, are wrong usage", () => {
  const day = ["settle", "out", "--date", "2027-02-02", "--book", "b.json", "--market", "m.json"];
  for (const [more, said] of [
    [["--correct", "why"], "`--correct` is about a ledger: it goes with `--ledger`"],
    [["--book", "c.json"], "`--book` is given once where there is no `--ledger`"],
    [["--ledger", "l.duckdb", "--product", "GPH"], "`--product` is about a day without a ledger"],
  ] as const) {
    const { code, out, error } = tenor([...day, ...more]);
    assert.is(code, 2);
    assert.is(out, "");
    assert.match(error, said);
  }
});

test.run();
