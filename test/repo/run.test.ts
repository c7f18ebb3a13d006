import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inProject, tempFolder } from "../kit/files.ts";
import { type RunOptions, runTests } from "../kit/runner.ts";

const uvu = pathToFileURL(inProject("node_modules/uvu/dist/index.mjs")).href;

/** Runs the given test files in a folder of their own and gives the result and what was printed. */
async function run(files: Record<string, string>, options: Partial<RunOptions> = {}) {
  const folder = tempFolder();
  for (const [name, body] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `import { test } from ${JSON.stringify(uvu)};\n${body}\n`);
  }
  let printed = "";
  const result = await runTests({
    folder,
    floor: 0,
    requireData: false,
    print: (text) => (printed += text),
    ...options,
  });
  return { ...result, printed, lastLine: printed.trimEnd().split("\n").at(-1) };
}

const GOOD = `test("holds", () => {}); test.run();`;

test("counts what passed and failed over several processes", async () => {
  const result = await run({
    "a.test.ts": GOOD,
    "repo/b.test.ts": `${GOOD}\ntest("holds not", () => { throw new Error("no"); }); test.run();`,
    "deep/c.test.ts": `test("one", () => {}); test("two", async () => {}); test.run();`,
    "helper.ts": `throw new Error("not a test");`,
  });
  assert.equal(result.lastLine, "4 passed, 1 failed");
  assert.not(result.ok);
  assert.match(result.printed, '"holds not"');
});

test("is green when all is well, and repeats every skip once at the end", async () => {
  const says = `test("looks for data", () => { console.log("skipped: no ../shared/data (x)"); }); test.run();`;
  const result = await run({ "a.test.ts": says, "b.test.ts": says });
  assert.ok(result.ok);
  assert.ok(result.printed.endsWith("\nskipped: no ../shared/data (x)\n2 passed, 0 failed\n"), result.printed);
});

test("a skip for want of data fails where data is required", async () => {
  const files = { "a.test.ts": `test("t", () => { console.log("skipped: no ../shared/data (x)"); }); test.run();` };
  assert.equal((await run(files, { requireData: true })).lastLine, "1 passed, 1 failed");
});

test("a file without .run() fails", async () => {
  const result = await run({ "a.test.ts": GOOD, "b.test.ts": `test("never", () => {});` });
  assert.equal(result.lastLine, "1 passed, 1 failed");
  assert.match(result.printed, "no test ran in b.test.ts");
});

test("a file that cannot be loaded, a test that never ends and an early exit fail", async () => {
  for (const body of [
    `throw new Error("broken");`,
    `test("hangs", () => new Promise(() => {})); test.run();`,
    `test("leaves", () => { process.exit(0); }); test.run();`,
  ]) {
    const result = await run({ "a.test.ts": body });
    assert.not(result.ok, body);
    assert.match(result.printed, "stopped before their end");
  }
});

test("a rejection nobody waits for fails", async () => {
  const result = await run({
    "a.test.ts": `test("t", () => { setTimeout(() => { throw new Error("late"); }, 20); }); test.run();`,
  });
  assert.not(result.ok, result.printed);
});

test("a test left out by .only or .skip fails", async () => {
  const only = await run({ "a.test.ts": `test("t", () => {}); test["only"]("u", () => {}); test.run();` });
  assert.match(only.printed, "1 tests were left out");
  assert.not(only.ok);
});

test("fewer tests than the floor, and no test at all, fail", async () => {
  assert.not((await run({ "a.test.ts": GOOD }, { floor: 2 })).ok);
  assert.not((await run({}, {})).ok);
});

test.run();
