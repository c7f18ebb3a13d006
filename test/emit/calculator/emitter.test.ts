import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { check } from "prettier";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../../src/emit/calculator/emitter.ts";
import { functionName } from "../../../src/emit/calculator/names.ts";
import type { ContractModel, Index } from "../../../src/model/model.ts";
import { golden, inProject } from "../../kit/files.ts";
import { sampleGph, sampleItk } from "../../kit/sample-model.ts";
import { load } from "./load.ts";

const samples: readonly (readonly [name: string, model: ContractModel])[] = [
  ["gph", sampleGph],
  ["itk", sampleItk],
];

const textOf = (model: ContractModel, ending: string): string =>
  calculatorEmitter.emit(model).artifacts.find(({ path: file }) => file.endsWith(ending))?.content as string;

/** The code without comments and texts. */
const bare = (code: string): string =>
  code
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, "")
    .replace(/`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');

for (const [name, model] of samples) {
  test(`${name}: the calculator and its types read as they were read before`, () => {
    golden(`calculator/${name}.js`, textOf(model, `${name}.js`));
    golden(`calculator/${name}.d.ts`, textOf(model, `${name}.d.ts`));
  });

  test(`${name}: generated code is formatted as the project is`, async () => {
    assert.ok(await check(textOf(model, `${name}.js`), { parser: "babel", printWidth: 120 }));
    assert.ok(await check(textOf(model, `${name}.d.ts`), { parser: "typescript", printWidth: 120 }));
  });

  test(`${name}: it imports its runtime and nothing else, evaluates no text, and has no fraction in it`, () => {
    for (const file of [`${name}.js`, "runtime.js"]) {
      const code = textOf(model, file);
      const imported = [...code.matchAll(/\bfrom "([^"]+)";|\bimport\(|\brequire\(/g)].map(
        ([whole, from]) => from ?? whole,
      );
      assert.equal(imported, file === "runtime.js" ? [] : ["./runtime.js"]);
      assert.not.match(bare(code), /\beval\b|\bFunction\(|\bprocess\b|\bglobalThis\b|\bDate\b|\bMath\.(?!max|min)/);
      assert.not.match(bare(code), /\bparseFloat\b|\bNumber\.parseFloat|\btoPrecision\b|[0-9]\.[0-9]|\b[0-9]+e[0-9]/);
    }
  });

  test(`${name}: every comment cites a line of the spec that holds a clause`, () => {
    const places = new Set(model.clauses.map(({ path: file, line }) => `${file}:${line}`));
    const cited = [...textOf(model, `${name}.js`).matchAll(/\(([^()\s]+\.tenor:[0-9]+)\)/g)].map(
      ([, place]) => place as string,
    );
    assert.ok(cited.length > 15);
    assert.equal(
      cited.filter((place) => !places.has(place)),
      [],
    );
  });

  test(`${name}: every exported function and every tier is traced to clauses of the model`, async () => {
    const { trace } = calculatorEmitter.emit(model);
    const clauses = new Set(model.clauses.map(({ id }) => id));
    assert.equal(
      trace.flatMap((one) => one.clauses).filter((id) => !clauses.has(id)),
      [],
    );
    assert.equal(
      trace.filter((one) => one.clauses.length === 0),
      [],
    );
    const traced = new Set(trace.map(({ at }) => at));
    const exported = Object.keys(await load(model)).filter((one) => !/^referencePrice(?:OfColumns)?$/.test(one));
    assert.equal(
      exported.filter((one) => !traced.has(`#${one}`)),
      [],
    );
    assert.ok(traced.has("#dailySettlement/last-day/1"));
  });

  test(`${name}: the same model gives the same bytes`, () => {
    assert.equal(calculatorEmitter.emit(structuredClone(model)), calculatorEmitter.emit(model));
  });
}

test("another threshold changes its own lines of the code, of rows and of columns, and nothing else", () => {
  const changed = structuredClone(sampleGph);
  const [screen] = (changed.indices[0] as Index).screens;
  (screen as { threshold: string }).threshold = "0.3";
  const [before, after] = [textOf(sampleGph, "gph.js").split("\n"), textOf(changed, "gph.js").split("\n")];
  const lines = before.filter((line, at) => line !== after[at]);
  assert.equal(lines, [
    '  pool = dropDeviating(pool, "part", parse("0.25"), "H100_RENTAL/screen/1");',
    '    (table) => dropTicksDeviating(table, "part", parse("0.25")),',
  ]);
  assert.is(textOf(sampleGph, "gph.d.ts"), textOf(changed, "gph.d.ts"));
});

test("texts of a spec cannot end a comment or a string, nor turn what a reader sees", async () => {
  const changed = structuredClone<ContractModel>(sampleGph);
  const hostile = "a */ throw 1; /* `${x}` \u2028 \u202e \"quoted\" 'so' \\ \n// next";
  const [index] = changed.indices as [Index];
  index.title = hostile;
  (index.fallback[1] as { text: string }).text = hostile;
  (index.value as { text: string }).text = hostile;
  for (const clause of changed.clauses) clause.text = hostile;
  const code = textOf(changed, "gph.js");
  assert.not.match(code, /[\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
  const calculator = await load(changed);
  assert.type(calculator["h100Rental"], "function");
});

test("an index whose name is taken gets another one for its function", () => {
  const named = (id: string): string => functionName({ ...(sampleGph.indices[0] as Index), id });
  assert.is(named("H100_RENTAL"), "h100Rental");
  for (const taken of ["CLASS", "MEDIAN", "TICKS", "REFERENCE_PRICE", "POOL", "PARSE", "DAILY_ROUND"]) {
    assert.match(named(taken), /Index$/, taken);
  }
  assert.is(named("CLASS"), "classIndex");
});

test("the types are those of a module that TypeScript accepts, and refuse a number for a price", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-types-"));
  try {
    fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
    for (const { path: file, content } of calculatorEmitter.emit(sampleGph).artifacts) {
      fs.writeFileSync(path.join(folder, path.basename(file)), content);
    }
    const use = (margin: string): string => `import { priceBands, referencePrice, variationMargin } from "./gph.js";
const margin = variationMargin({ lots: "1", previous: "2.0000", settlement: ${margin} });
const bands: readonly { lower: string }[] = priceBands("2.0000");
export const all: readonly string[] = [margin.amount, ...bands.map(({ lower }) => lower), typeof referencePrice];
`;
    fs.writeFileSync(path.join(folder, "right.ts"), use('"2.0001"'));
    fs.writeFileSync(path.join(folder, "wrong.ts"), use("2.0001"));
    const compile = (file: string): string => {
      const options = [
        "--ignoreConfig",
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "--types",
        "",
      ];
      try {
        execFileSync(
          process.execPath,
          [inProject("node_modules/typescript/bin/tsc"), ...options, path.join(folder, file)],
          { stdio: "pipe" },
        );
        return "";
      } catch (thrown) {
        return String((thrown as { stdout: Buffer }).stdout);
      }
    };
    assert.is(compile("right.ts"), "");
    assert.match(compile("wrong.ts"), /wrong\.ts.*Type 'number' is not assignable to type 'string'/);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
