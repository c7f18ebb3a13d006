import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { rootsOf } from "../../src/cli/roots.ts";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { analyse } from "../../src/pipeline.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { root, tempFolder } from "../kit/files.ts";
import { isThere, languages, type Language, said } from "./languages.ts";
import { type RandomCase, randomCases } from "./random-cases.ts";

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const shipped = analyse(rootsOf(host, ["specs"]).paths, hostReader(host)).models.filter(
  (one) => one.kind !== "reference",
);

const cases: readonly RandomCase[] = await randomCases();

/** The calculator of a model in a folder of its own; undefined where the language offers nothing of it. */
function written(model: ContractModel, { target, isCalculator }: Language, below: string): string | undefined {
  const { artifacts } = calculatorEmitter.emit(model, { targets: [target] });
  if (!artifacts.some((one) => isCalculator(path.basename(one.path)))) return undefined;
  const folder = path.join(below, path.basename(fs.mkdtempSync(path.join(below, "c"))));
  for (const one of artifacts) fs.writeFileSync(path.join(folder, path.basename(one.path)), one.content);
  return folder;
}

for (const language of languages.filter(isThere)) {
  const below = tempFolder();
  const vectorsOf = new Map<string, { readonly name: string; readonly folder: string }>();
  const add = (name: string, model: ContractModel, vectors: string): void => {
    const folder = written(model, language, below);
    if (folder === undefined) return;
    const file = path.join(folder, "vectors.json");
    fs.writeFileSync(file, vectors);
    vectorsOf.set(name, { name, folder });
  };
  for (const model of shipped) add(model.root, model, JSON.stringify(vectorsFile(model)));
  // Where a language has no reference prices, what holds nothing else holds nothing of it.
  const held = cases.filter(
    ({ vectors }) => language.noIndices !== true || vectors.some((one) => one.function !== "referencePrice"),
  );
  for (const one of held) add(one.name, one.model, JSON.stringify({ vectors: one.vectors, whole: true }));
  language.accept([...vectorsOf.values()].map(({ folder }) => folder));

  for (const { name, folder } of vectorsOf.values()) {
    test(`${language.target}, ${name}: it comes to what the vectors and JavaScript say, and refuses what they refuse`, () => {
      const told = said(folder);
      assert.ok(/^[1-9][0-9]* vectors agree(?:, [0-9]+ of functions not offered)?$/.test(told), told.slice(0, 2000));
    });
  }

  test(`${language.target}: the shipped specs and the random cases are there`, () => {
    const fewest = held.length + (language.noIndices === true ? 5 : 30);
    assert.ok(vectorsOf.size >= fewest, `${vectorsOf.size} calculators, not ${fewest}`);
  });
}

test.run();
