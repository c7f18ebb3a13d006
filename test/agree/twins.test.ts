import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { conformanceModel } from "../kit/conformance-model.ts";
import { tempFolder } from "../kit/files.ts";
import { fc } from "../kit/property.ts";
import { sampleGph, sampleItk } from "../kit/sample-model.ts";
import { isThere, languages } from "./languages.ts";
import { randomCases } from "./random-cases.ts";
import { twinMutants } from "./twin-mutants.ts";

const fields = (file: string, name: string): ContractModel =>
  conformanceModel(`test/conformance/fields/${file}.tenor`, name);

/** What is held against a twin with a bug, the smallest first. */
const held: { readonly model: ContractModel; readonly vectors: string }[] = [
  sampleGph,
  sampleItk,
  fields("delivery", "DELIVERED"),
  fields("settlement", "GROUPED"),
  fields("final-lines", "ENDED"),
  conformanceModel("test/conformance/final.case/valid.tenor", "DERIVED"),
  conformanceModel("test/conformance/index.clamp.value/valid.tenor", "HELD"),
  // Amounts finer than cents, which columns round.
  conformanceModel("test/conformance/fields/structured.tenor", "BETWEEN", (text) =>
    text
      .replace("outright: 0.001; settlement: 0.0001", "outright: 0.000005; settlement: 0.000005")
      .replace("exact to 0.01 USD", "exact to 0.001 USD"),
  ),
].map((model) => ({ model, vectors: JSON.stringify(vectorsFile(model)) }));

// The days are the same in every run, whatever its seed: a bug must be found by what is always there, never by chance.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 6 });
for (const { model, vectors } of await randomCases())
  held.push({ model, vectors: JSON.stringify({ vectors, whole: true }) });

for (const language of languages.filter(isThere)) {
  const { target, runtime, isCalculator } = language;
  const below = tempFolder();
  const folders = held.flatMap(({ model, vectors }, at) => {
    const { artifacts } = calculatorEmitter.emit(model, { targets: [target] });
    if (!artifacts.some((one) => isCalculator(path.basename(one.path)))) return [];
    const folder = path.join(below, `c${at}`);
    fs.mkdirSync(folder);
    for (const one of artifacts) fs.writeFileSync(path.join(folder, path.basename(one.path)), one.content);
    fs.writeFileSync(path.join(folder, "vectors.json"), vectors);
    return [folder];
  });
  const twin = fs.readFileSync(path.join(folders[0] as string, runtime), "utf8");
  const mutants = twinMutants[target] ?? [];

  test(`${target}: twenty bugs and more are seeded in its runtime, each in a place that is there once`, () => {
    assert.ok(mutants.length >= 20, `${mutants.length} bugs`);
    for (const { name, from, to } of mutants) {
      assert.is(twin.split(from).length - 1, 1, name);
      assert.is.not(from, to, name);
    }
  });

  const found = language.foundBy(folders, twin, mutants);
  for (const [at, { name }] of mutants.entries())
    test(`${target}, found: ${name}`, () => {
      assert.type(found[at], "string");
    });
}

test.run();
