import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { verify } from "../../src/cli/command/verify.ts";
import { type Environment, libraryFolder } from "../../src/cli/environment.ts";
import { keepEvidence } from "../../src/cli/evidence-file.ts";
import { settleFiles } from "../../src/cli/settlement-run.ts";
import { sha256 } from "../../src/text/sha256.ts";
import { nodeHost } from "../../src/host/node.ts";
import isEvidence from "../../src/model/generated/evidence.validate.js";
import { evidenceText, firstDifference } from "../../src/run/evidence.ts";
import { renderText } from "../../src/diagnostic/render-text.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";
import { BOOK, CALL, DATE, type Loose, MARKET, optionInputs } from "../run/kit.ts";

const folder = tempFolder();
const said: string[] = [];
const environment: Environment = {
  host: nodeHost({ root: folder, library: libraryFolder(), cwd: folder }),
  cwd: folder,
  out: (text) => void said.push(text),
  error: (text) => void said.push(text),
};
const files = { out: "out", date: DATE, book: "book.json", market: "market.json" };
fs.cpSync(inProject("specs"), path.join(folder, "specs"), { recursive: true });
fs.cpSync(inProject(BOOK), path.join(folder, files.book));
fs.cpSync(inProject(MARKET), path.join(folder, files.market));
assert.is(build(environment, ["specs/gpu/gph.tenor", "specs/gpu/mgph.tenor"], { out: "out" }).code, 0, said.join(""));
const settled = await settleFiles(folder, files);
if (settled.kind === "refused") throw new Error(renderText(settled.diagnostics));
const evidence = evidenceText(settled.day, settled.grounds);
const texts: string[] = [];

/** What verifying says after `change`, whose doing is undone. */
async function verified(options: Parameters<typeof verify>[2] = {}, change: () => () => void = () => () => {}) {
  said.length = 0;
  const undo = change();
  const code = await verify(environment, "out", options);
  undo();
  return { code, text: said.join("") };
}

function edited(file: string, edit: (text: string) => string): () => () => void {
  return () => {
    const full = path.join(folder, file);
    const before = fs.readFileSync(full, "utf8");
    fs.writeFileSync(full, edit(before));
    return () => fs.writeFileSync(full, before);
  };
}

const given = { evidence: "evidence.json", book: files.book, market: files.market };

test("a build and its evidence hold: exit code 0, and how much was compared", async () => {
  assert.is(keepEvidence(folder, "evidence.json", evidence), undefined);
  assert.ok(isEvidence(JSON.parse(fs.readFileSync(path.join(folder, "evidence.json"), "utf8"))));
  const { code, text } = await verified(given);
  assert.is(code, 0, text);
  assert.match(text, /^\d+ files come from \d+ sources, and evidence\.json holds\n$/);
  assert.is((await verified()).code, 0);
});

test("a file of the build that was changed, taken away or added is exit code 5, each named", async () => {
  const config = edited("out/GPH/engine.json", (text) => text.replace("1000", "1001"));
  const changed = await verified({}, () => {
    const undo = config();
    const notice = path.join(folder, "out/GPH/notice.txt");
    const calendar = path.join(folder, "out/MGPH/calendar.csv");
    const before = fs.readFileSync(calendar);
    fs.writeFileSync(notice, "");
    fs.rmSync(calendar);
    return () => {
      undo();
      fs.rmSync(notice);
      fs.writeFileSync(calendar, before);
    };
  });
  assert.is(changed.code, 5);
  assert.match(changed.text, "out/GPH/engine.json is not as the build left it: it was changed");
  assert.match(changed.text, "out/MGPH/calendar.csv is not as the build left it: it is missing");
  assert.match(changed.text, "out/GPH/notice.txt is not as the build left it: the build did not write it");
  texts.push(changed.text);
});

test("a source that changed is exit code 5, and nothing is compiled from it", async () => {
  const { code, text } = await verified(
    {},
    edited("specs/gpu/gph.tenor", (spec) => spec.replace("0.001", "0.002")),
  );
  assert.is(code, 5);
  assert.match(text, "the build was made of another specs/gpu/gph.tenor: its text has changed since");
  texts.push(text);
});

test("a file that was changed together with its hash is found by compiling again", async () => {
  const config = "out/GPH/engine.json";
  const before = fs.readFileSync(path.join(folder, config), "utf8");
  const forged = before.replace("GPU-Hour", "GPU-Hours");
  const { code, text } = await verified({}, () => {
    const undo = [
      edited(config, () => forged)(),
      edited("out/manifest.json", (manifest) => manifest.replace(sha256(before), sha256(forged)))(),
    ];
    return () => undo.forEach((one) => one());
  });
  assert.is(code, 5);
  assert.match(text, "the same sources give another GPH/engine.json: its hash differs");
  texts.push(text);
});

test("evidence of another price, of another book or of another build does not hold", async () => {
  const dearer = await verified(
    given,
    edited("evidence.json", (text) => text.replace('"2.4359"', '"2.4395"')),
  );
  assert.is(dearer.code, 5, dearer.text);
  assert.match(dearer.text, "settling the same files again gives");
  texts.push(dearer.text);
  const book = await verified(
    given,
    edited(files.book, (text) => `${text}\n`),
  );
  assert.is(book.code, 5);
  assert.match(book.text, "the book book.json is not the one it was settled from");
  const build = await verified(
    given,
    edited("evidence.json", (text) => text.replace(/"manifest": "[0-9a-f]{4}/, '"manifest": "0000')),
  );
  assert.match(build.text, "the build is not the one that settled the day");
});

test("a day with options and an exercise is settled with evidence that holds, and evidence of another draw does not", async () => {
  const { book, market } = optionInputs((json) => {
    json.book["instructions"] = [
      { account: "A-1001", product: "OGPH", series: CALL, action: "exercise", lots: 10, time: `${DATE}T22:00:00Z` },
    ] as unknown as Loose;
  });
  const given = { book: "options-book.json", market: "options-market.json" };
  fs.writeFileSync(path.join(folder, given.book), JSON.stringify(book));
  fs.writeFileSync(path.join(folder, given.market), JSON.stringify(market));
  assert.is(build(environment, ["specs/gpu"], { out: "options" }).code, 0, said.join(""));
  const found = await settleFiles(folder, { out: "options", date: DATE, ...given });
  if (found.kind === "refused") throw new Error(renderText(found.diagnostics));
  const text = evidenceText(found.day, found.grounds);
  assert.ok(isEvidence(JSON.parse(text)));
  assert.match(text, /"tier": "traded"/);
  const holds = async (evidence: string): Promise<number> => {
    fs.writeFileSync(path.join(folder, "options-evidence.json"), evidence);
    return verify(environment, "options", { evidence: "options-evidence.json", ...given });
  };
  assert.is(await holds(text), 0, said.join(""));
  assert.is(await holds(text.replace(/"assigned": "7"/, '"assigned": "8"')), 5);
});

test("evidence is never written over", () => {
  assert.is(keepEvidence(folder, "evidence.json", evidence), undefined);
  const kept = keepEvidence(folder, "evidence.json", `${evidence} `);
  assert.is(kept?.code, "evidence-kept");
  assert.is(fs.readFileSync(path.join(folder, "evidence.json"), "utf8"), evidence);
  assert.is(keepEvidence(folder, "nowhere/evidence.json", evidence)?.code, "file-not-replaced");
  assert.equal(
    fs.readdirSync(folder).filter((one) => one.endsWith(".part")),
    [],
  );
  texts.push(renderText(kept === undefined ? [] : [kept]));
});

test("evidence without the files of its day is wrong usage", async () => {
  assert.is((await verified({ evidence: "evidence.json" })).code, 2);
  assert.is((await verified({ ...given, market: "none.json" })).code, 2);
});

test("the first difference of two values is named by its place", () => {
  assert.is(firstDifference({ a: [1, { b: "x" }] }, { a: [1, { b: "x" }] }), undefined);
  assert.equal(firstDifference({ a: [1, { b: "x" }] }, { a: [1, { b: "y" }] }), {
    ...{ pointer: "/a/1/b", held: '"x"', found: '"y"' },
  });
  assert.equal(firstDifference([1], [1, 2]), { pointer: "/1", held: "nothing", found: "2" });
  assert.equal(firstDifference([], {}), { pointer: "", held: "[]", found: "{}" });
});

test("every finding reads well", () => {
  golden("cli/verify.txt", texts.join("\n"));
});

test.run();
