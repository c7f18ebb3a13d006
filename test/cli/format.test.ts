import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { format } from "../../src/cli/command/format.ts";
import type { Environment } from "../../src/cli/environment.ts";
import { nodeHost } from "../../src/host/node.ts";
import { faultyDisk } from "../kit/faulty-disk.ts";
import { inProject, tempFolder } from "../kit/files.ts";
import { tenor } from "./kit.ts";

const LOOSE = 'unit  a "a" measures b // said\n';
const STYLED = 'unit a "a" measures b  // said\n';
const BROKEN = 'unit "a"\n';

type Ran = {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  readonly read: (file: string) => string;
};

async function run(
  files: Readonly<Record<string, string>>,
  asked: readonly string[],
  options: Parameters<typeof format>[2] = {},
  input: string | Uint8Array = "",
  disk?: Parameters<typeof nodeHost>[0]["disk"],
): Promise<Ran> {
  const root = tempFolder();
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(root, name), text);
  const said = { out: "", error: "" };
  const environment: Environment = {
    host: nodeHost({ root, library: inProject("specs/std"), cwd: root, ...(disk === undefined ? {} : { disk }) }),
    cwd: root,
    out: (text) => void (said.out += text),
    error: (text) => void (said.error += text),
  };
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const code = await format(environment, asked, options, () => Promise.resolve(bytes));
  return { code, ...said, read: (file) => fs.readFileSync(path.join(root, file), "utf8") };
}

test("files are rewritten in place, and the ones in the one style are left alone", async () => {
  const { code, out, error, read } = await run({ "a.tenor": LOOSE, "b.tenor": STYLED }, ["."]);
  assert.is(code, 0);
  assert.is(out, "formatted a.tenor\n");
  assert.is(error, "");
  assert.is(read("a.tenor"), STYLED);
  const again = await run({ "a.tenor": STYLED, "b.tenor": STYLED }, ["."]);
  assert.is(again.out, "2 specs are in the one style\n");
});

test("a file that does not parse is left alone with its findings, and the others are formatted", async () => {
  const { code, error, out, read } = await run({ "a.tenor": LOOSE, "b.tenor": BROKEN }, ["."]);
  assert.is(code, 1);
  assert.match(error, "error[name-missing]");
  assert.is(out, "formatted a.tenor\n");
  assert.is(read("b.tenor"), BROKEN);
});

test("a check writes nothing, shows what would change and fails", async () => {
  const { code, out, error, read } = await run({ "a.tenor": LOOSE }, ["a.tenor"], { check: true });
  assert.is(code, 1);
  assert.is(out, `a.tenor\n@@ line 1\n-${LOOSE}+${STYLED}`);
  assert.match(error, "1 spec is not in the one style");
  assert.is(read("a.tenor"), LOOSE);
  assert.is((await run({ "a.tenor": STYLED }, ["a.tenor"], { check: true })).code, 0);
});

test("standard input goes to standard output, and a refused text gives none", async () => {
  const { code, out } = await run({}, ["-"], {}, LOOSE);
  assert.is(code, 0);
  assert.is(out, STYLED);
  const refused = await run({}, ["-"], {}, BROKEN);
  assert.is(refused.code, 1);
  assert.is(refused.out, "");
  assert.match(refused.error, "standard input:1:1");
  assert.is((await run({}, ["-"], { check: true }, LOOSE)).code, 1);
  assert.match((await run({}, ["-"], {}, Uint8Array.of(0xff))).error, "error[file-not-text]");
});

test("everything as JSON", async () => {
  const { code, out } = await run({ "a.tenor": LOOSE, "b.tenor": STYLED, "c.tenor": BROKEN }, ["."], {
    check: true,
    json: true,
  });
  assert.is(code, 1);
  const found = JSON.parse(out) as {
    files: { path: string; state: string; diff: string[] }[];
    diagnostics: { code: string }[];
  };
  assert.equal(
    found.files.map((one) => [one.path, one.state, one.diff.length]),
    [
      ["a.tenor", "differs", 3],
      ["b.tenor", "unchanged", 0],
      ["c.tenor", "refused", 0],
    ],
  );
  assert.equal(
    found.diagnostics.map((one) => one.code),
    ["name-missing"],
  );
  const piped = await run({}, ["-"], { json: true }, LOOSE);
  assert.is((JSON.parse(piped.out) as { files: { text: string }[] }).files[0]?.text, STYLED);
});

test("a full disk leaves the file as it was and says so; a missing file is told as one", async () => {
  const { disk } = faultyDisk({ at: 0, code: "ENOSPC", fromThenOn: true });
  const { code, error, out, read } = await run({ "a.tenor": LOOSE }, ["a.tenor"], {}, "", disk);
  assert.is(code, 2);
  assert.match(error, "error[file-not-replaced]");
  assert.is(out, "");
  assert.is(read("a.tenor"), LOOSE);
  assert.is((await run({}, ["x.tenor"])).code, 2);
});

test("the verb, as a process: the shipped specs are in the one style", () => {
  const { code, out, error } = tenor(["format", "--check", "specs"]);
  assert.is(code, 0, out + error);
  assert.match(out, /^\d+ specs are in the one style\n$/);
});

test.run();
