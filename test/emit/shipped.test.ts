import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { loadEngineConfig } from "../../src/engine.ts";
import { compile } from "../../src/index.ts";
import validEngine from "../../src/model/generated/engine.validate.js";
import validInterface from "../../src/model/generated/interface.validate.js";
import validFix from "../../src/model/generated/fix.validate.js";
import validInputs from "../../src/model/generated/inputs.validate.js";
import validRecords from "../../src/model/generated/instrument-records.validate.js";
import validInstruments from "../../src/model/generated/instruments.validate.js";
import validLimits from "../../src/model/generated/limits.validate.js";
import validManifest from "../../src/model/generated/manifest.validate.js";
import validModel from "../../src/model/generated/model.validate.js";
import validOption from "../../src/model/generated/option.validate.js";
import validPerpetual from "../../src/model/generated/perpetual.validate.js";
import validAmendmentRecord from "../../src/model/generated/amendment-record.validate.js";
import validPortal from "../../src/model/generated/portal.validate.js";
import validReference from "../../src/model/generated/reference.validate.js";
import validRisk from "../../src/model/generated/risk-parameters.validate.js";
import validRts23 from "../../src/model/generated/rts23.validate.js";
import validRules from "../../src/model/generated/rules.validate.js";
import validSeries from "../../src/model/generated/series.validate.js";
import validSpread from "../../src/model/generated/spread.validate.js";
import validTerms from "../../src/model/generated/terms.validate.js";
import validTrace from "../../src/model/generated/trace.validate.js";
import validVectors from "../../src/model/generated/vectors.validate.js";
import { filesBelow, inProject } from "../kit/files.ts";

const specs = Object.fromEntries(
  filesBelow("specs", (file) => /\.(?:tenor|csv)$/.test(file) && !file.startsWith("specs/std/")).map((file) => [
    file.slice("specs/".length),
    fs.readFileSync(inProject(file), "utf8").replaceAll('"../std/', '"std/'),
  ]),
);
const compiled = compile(specs);

const VALIDATORS: readonly (readonly [RegExp, { (json: unknown): boolean; errors?: unknown }])[] = [
  [/\/engine\.json$/, validEngine],
  [/\/instruments\.json$/, validInstruments],
  [/\/calculator\/inputs\.json$/, validInputs],
  [/\/calculator\/interface\.json$/, validInterface],
  [/\/calculator\/vectors\.json$/, validVectors],
  [/\/limits\.json$/, validLimits],
  [/\/messages\/security-definitions\.json$/, validFix],
  [/\/messages\/security-list\.json$/, validFix],
  [/\/messages\/instrument-records\.json$/, validRecords],
  [/\/messages\/risk-parameters\.json$/, validRisk],
  [/\/option\.json$/, validOption],
  [/\/reference\.json$/, validReference],
  [/\/reference-data\/rts23\.json$/, validRts23],
  [/\/rules\.json$/, validRules],
  [/\/series\.json$/, validSeries],
  [/\/perpetual\.json$/, validPerpetual],
  [/\/cftc-40\.[56][^/]*\/(?:.*\/)?portal\.json$/, validAmendmentRecord],
  [/\/portal\.json$/, validPortal],
  [/\/spread\.json$/, validSpread],
  [/\/terms\.json$/, validTerms],
  [/\/trace\.json$/, validTrace],
  [/^manifest\.json$/, validManifest],
];

test("the shipped specs have no finding at all", () => {
  assert.equal(
    compiled.diagnostics.map((one) => `${one.code}: ${one.message}`),
    [],
  );
  assert.ok(["GPH", "ITK", "MGPH", "GPU_H100"].every((root) => compiled.models.some((model) => model.root === root)));
});

test("every model is of its schema", () => {
  for (const model of compiled.models)
    assert.ok(validModel(model), `${model.root}: ${JSON.stringify(validModel.errors?.[0])}`);
});

test("every JSON file that is emitted is of its published schema, and each has one", () => {
  let checked = 0;
  for (const [file, text] of compiled.files) {
    if (!file.endsWith(".json")) continue;
    const valid = VALIDATORS.find(([name]) => name.test(file))?.[1];
    assert.ok(valid !== undefined, `${file} has no schema`);
    assert.ok(valid(JSON.parse(text)), `${file}: ${JSON.stringify(valid.errors)}`);
    checked++;
  }
  assert.ok(checked > 100, `${checked} files`);
});

test("engines load every config", () => {
  for (const [file, text] of compiled.files) {
    if (!file.endsWith("/engine.json")) continue;
    const loaded = loadEngineConfig(JSON.parse(text));
    assert.ok(loaded.ok, `${file}: ${loaded.ok ? "" : JSON.stringify(loaded.problems)}`);
  }
});

test("the same sources give the same bytes, in whatever order they are given", () => {
  const reversed = Object.fromEntries(Object.entries(specs).reverse());
  const again = compile(reversed);
  assert.equal([...again.files.keys()].sort(), [...compiled.files.keys()].sort());
  for (const [file, text] of compiled.files) assert.is(again.files.get(file), text, file);
});

test("no output names a clock, a path of this machine or a host", () => {
  const now = String(new Date().getUTCFullYear());
  for (const [file, text] of compiled.files) {
    assert.not.ok(text.includes(process.cwd()), file);
    if (file === "manifest.json") assert.not.match(text, new RegExp(`${now}-\\d\\dT`));
  }
});

test.run();
