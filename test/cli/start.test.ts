import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { libraryFolder } from "../../src/cli/environment.ts";
import { makeEverything } from "../../src/cli/everything.ts";
import { type Made, summaryText } from "../../src/cli/summary.ts";
import { nodeHost } from "../../src/host/node.ts";
import { plainInk } from "../../src/run/table.ts";
import { golden, root, tempFolder } from "../kit/files.ts";
import { script } from "./kit.ts";

const out = path.join(tempFolder(), "out");
const said: string[] = [];
const say = (text: string) => void said.push(text);
const host = nodeHost({ root, library: libraryFolder(), cwd: root });
const { made, sound } = await makeEverything({ host, cwd: root, out: say, error: say }, out);

/** The summary as if everything had gone to `out`: the width of its columns does not depend on a folder's name then. */
function summary(change: (made: Made) => Made = (one) => one): string {
  if (made === undefined) throw new Error(said.join(""));
  const plain = { ...made, out: "out", version: "0.0.0", again: made.again.replace(out, "out") };
  return summaryText(change(plain), plainInk);
}

test("all 34 published values are computed again to the cent, and the book is settled", () => {
  assert.equal(said, []);
  assert.is(sound, true);
  assert.is(made?.compared.length, 34);
  assert.ok(made?.compared.every(({ agrees }) => agrees));
  assert.equal(made?.day?.totals, [{ currency: "USD", amount: "0.00", balanced: true }]);
});

test("the summary reads as it did, on lines of at most a hundred characters", () => {
  const text = summary();
  // How many there are grows with the library.
  golden(
    "cli/start.txt",
    text
      .replace(/\d+ specs compiled/, "N specs compiled")
      .replace(/\d+ references/, "N references")
      .replace(/[\d,]+ files in/, "N files in"),
  );
  for (const line of text.split("\n")) assert.ok(Array.from(line).length <= 100, line);
});

test("every file the summary names is there", () => {
  const files = [...summary().matchAll(/\bout\/([\w.@/-]+)/g)]
    .map(([, file = ""]) => file)
    .filter((file) => /\.\w+$/.test(file));
  assert.ok(files.length > 6);
  for (const file of files) assert.ok(fs.existsSync(path.join(out, file)), file);
});

test("every folder the summary names holds as many files as it says", () => {
  const folders = [...summary().matchAll(/\bout\/([\w.@-]+)\/ .* (\d+) files/g)];
  const others = (made?.products.length ?? 0) - 1;
  assert.ok(others > 8, String(others));
  assert.is(folders.length, others);
  for (const [, folder = "", count] of folders) {
    const inside = fs.readdirSync(path.join(out, folder), { recursive: true, withFileTypes: true });
    assert.is(inside.filter((one) => one.isFile()).length, Number(count), folder);
  }
});

test("a value that differs is marked and counted", () => {
  const text = summary((one) => ({
    ...one,
    compared: one.compared.map((found, at) => (at === 0 ? { ...found, ours: "8.71", agrees: false } : found)),
  }));
  assert.match(text, "33 of 34 agree to the cent.");
  assert.match(text, /B300 +8\.71 +8\.70 +✗/);
});

test("npm start is green and tells where to look; a second run writes the same bytes", () => {
  const before = fs.readFileSync(path.join(out, "manifest.json"), "utf8");
  const { code, out: text, error } = script("src/cli/start.ts", [out]);
  assert.is(error, "");
  assert.is(code, 0);
  assert.match(text, "34 of 34 agree to the cent.");
  assert.match(text, `Open this first: ${out}/GPH/filings/cftc-40.2/letter.html`);
  assert.is(fs.readFileSync(path.join(out, "manifest.json"), "utf8"), before);
});

test.run();
