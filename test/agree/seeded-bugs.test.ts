import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { fc } from "../kit/property.ts";
import * as esbuild from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import type { Emitter } from "../../src/emit/emitter.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { type Calculator, outcome, sameParts } from "../emit/calculator/load.ts";
import { conformanceModel } from "../kit/conformance-model.ts";
import { inProject } from "../kit/files.ts";
import { h100Rental } from "../kit/sample/h100-index.ts";
import { tokenBasket } from "../kit/sample/itk-index.ts";
import { sampleGph, sampleItk } from "../kit/sample-model.ts";
import { secondReading } from "./compare.ts";
import { indexDays, marketDays } from "./markets.ts";
import { type Mutant, mutants } from "./mutants.ts";

const option = (change?: (text: string) => string): ContractModel =>
  conformanceModel("test/conformance/fields/option.tenor", "CALLS", change);

const perpetual = (...changes: readonly (readonly [string, string])[]): ContractModel =>
  conformanceModel("test/conformance/fields/perpetual.tenor", "ROLLING", (text) =>
    changes.reduce((changed, [from, to]) => changed.replaceAll(from, to), text),
  );

/** What is held against a calculator: every function of futures, indices, deliveries, options, spreads and perpetuals. */
const models: Readonly<Record<string, ContractModel>> = {
  gph: sampleGph,
  itk: sampleItk,
  european: option(),
  margined: conformanceModel("test/conformance/option.ladder/valid.tenor", "CALLS"),
  "a year of 360 days": option((text) => text.replace("year:       365", "year:       360")),
  "settled by groups": conformanceModel("test/conformance/fields/settlement.tenor", "GROUPED"),
  "settled by lines": conformanceModel("test/conformance/fields/final-lines.tenor", "ENDED"),
  "held near the print before": conformanceModel("test/conformance/index.clamp.value/valid.tenor", "HELD"),
  "by the hour": conformanceModel("test/conformance/fields/index.tenor", "OFF_PEAK"),
  "quoted in other units": conformanceModel("test/conformance/fields/index.tenor", "MIXED_OFFERS"),
  barriers: conformanceModel("test/conformance/fields/structured.tenor", "BETWEEN", (text) =>
    text.replace(
      /payoff:.*\n/,
      `observe RENT = RENTAL over business days of contract month on US_EXCHANGE
  event IN = RENT <= 1.80 on any observation
  event HIGH = RENT > 2.00 on all observations
  payoff: case {
    4.00 USD / GPU_hour of H100_SXM - average of RENT when IN and not HIGH
    highest of RENT - lowest of RENT + 1.60 USD / GPU_hour of H100_SXM when HIGH
    2.50 USD / GPU_hour of H100_SXM otherwise
  }
`,
    ),
  ),
  delivered: conformanceModel("test/conformance/fields/delivery.tenor", "DELIVERED"),
  "spread of months": conformanceModel("test/conformance/fields/spread.tenor", "PAIR"),
  butterfly: conformanceModel("test/conformance/fields/spread.tenor", "PAIR", (text) =>
    text
      .replace("-1 GOOD[far]", "-2 GOOD[middle] +1 GOOD[far]")
      .replace("outright: 0.0005", "outright: 0.001")
      .replace("near leg at settlement", "near leg at settlement, middle leg at settlement, round half-even to 0.0010"),
  ),
  perpetual: perpetual(),
  "a low cap": perpetual(["cap:            0.05", "cap:            0.005"]),
  "samples repeated": perpetual(["leave out", "take previous"], ["mean of sample", "weighted mean of sample"]),
  "a third of a rate": perpetual(
    ["mean of sample", "median of sample"],
    ["8 hours\n", "24 hours\n"],
    ["longs to shorts", "shorts to longs"],
  ),
};

type Call = { readonly name: string; readonly function: string; readonly arguments: readonly unknown[] };
type Wanted = { readonly refused?: string; readonly returns?: unknown };

/** What must come of a call: what the vector says, and what the second reading does. */
type Held = {
  readonly name: string;
  readonly call: string;
  readonly given: readonly unknown[];
  readonly wanted: readonly Wanted[];
};

const TOKEN_COLUMNS = {
  tier: ["on-demand", "on-demand", "spot"],
  model: ["ALDER", "BIRCH", "CEDAR", "ELM", "FIR"],
};

/** Random days, the same in every run, for what vectors show once only. */
const days: Readonly<Record<string, readonly Call[]>> = {
  gph: [
    ...sampled(marketDays(sampleGph, 3, true), "dailySettlement"),
    ...sampled(indexDays(h100Rental, ["trade", "offer"], {}), "referencePrice", "H100_RENTAL"),
  ],
  itk: [
    ...sampled(marketDays(sampleItk, 2, false), "dailySettlement"),
    ...sampled(indexDays(tokenBasket, ["listing"], TOKEN_COLUMNS), "referencePrice", "TOKEN_BASKET"),
  ],
};

function sampled(days: fc.Arbitrary<unknown>, call: string, of = "random"): Call[] {
  return fc
    .sample(days, { numRuns: 30, seed: 20270202 })
    .map((day, at) => ({ name: `${of}: day ${at}`, function: call, arguments: [day] }));
}

const held = new Map(Object.entries(models).map(([name, model]) => [name, heldAgainst(name, model)]));

function heldAgainst(key: string, model: ContractModel): Held[] {
  const ofVectors = vectorsFile(model).vectors.map(({ name, function: call, arguments: given, expected }) => {
    const second = "refused" in expected ? undefined : secondReading(model, { name, function: call, arguments: given });
    const wanted = second !== undefined && "says" in second ? [expected, { returns: second.says }] : [expected];
    return { name, call, given, wanted };
  });
  const ofDays = (days[key] ?? []).flatMap((one) => {
    const second = secondReading(model, one);
    if (second === undefined) return [];
    const wanted = "none" in second ? [{ refused: second.none }] : [{ returns: second.says }];
    return [{ name: one.name, call: one.function, given: one.arguments, wanted }];
  });
  return [...ofVectors, ...ofDays];
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-mutants-"));
fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');

/** The text of a bundled module, one of its files changed. */
async function bundled(entry: string, mutant: Mutant | undefined): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [inProject(entry)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
    plugins: mutant === undefined ? [] : [changing(mutant)],
  });
  return outputFiles[0]?.text ?? "";
}

function changing({ file, from, to }: Mutant): esbuild.Plugin {
  const full = inProject(file);
  return {
    name: "mutant",
    setup: (build) =>
      build.onLoad({ filter: /\.ts$/ }, (args) =>
        args.path === full
          ? { contents: fs.readFileSync(full, "utf8").replace(from, () => to), loader: "ts" as const }
          : undefined,
      ),
  };
}

const RUNTIME = "src/runtime/index.ts";
const PRINTER = "src/emit/calculator/emitter.ts";

/** The calculators as the changed printer prints them, or on the changed runtime. */
async function calculators(name: string, mutant: Mutant): Promise<Map<string, () => Promise<Calculator>>> {
  const here = path.join(folder, name.replace(/\W+/g, "-"));
  fs.mkdirSync(here, { recursive: true });
  const ofRuntime = mutant.file.startsWith("src/runtime/");
  const text = await bundled(ofRuntime ? RUNTIME : PRINTER, mutant);
  const changed = path.join(here, "changed.mjs");
  fs.writeFileSync(changed, text);
  const emitter = ofRuntime
    ? calculatorEmitter
    : ((await import(pathToFileURL(changed).href)) as { calculatorEmitter: Emitter }).calculatorEmitter;
  return new Map(
    Object.entries(models).map(([key, model]) => [
      key,
      async () => {
        const into = path.join(here, key.replace(/\W+/g, "-"));
        fs.mkdirSync(path.join(into, "calculator"), { recursive: true });
        const { artifacts } = emitter.emit(model);
        for (const { path: file, content } of artifacts)
          fs.writeFileSync(path.join(into, file), ofRuntime && file.endsWith("runtime.js") ? text : content);
        return (await import(pathToFileURL(path.join(into, artifacts[0]?.path as string)).href)) as Calculator;
      },
    ]),
  );
}

/** The first call that comes to something else than it must; undefined where none does. */
async function found(name: string, mutant: Mutant): Promise<string | undefined> {
  let made: Awaited<ReturnType<typeof calculators>>;
  try {
    made = await calculators(name, mutant);
  } catch (thrown) {
    return `it prints nothing: ${String(thrown)}`;
  }
  for (const [key, load] of made) {
    let calculator: Calculator;
    try {
      calculator = await load();
    } catch (thrown) {
      return `${key}: it does not load: ${String(thrown)}`;
    }
    for (const one of held.get(key) ?? []) if (differs(calculator, one)) return `${key}: ${one.name}`;
  }
  return undefined;
}

function differs(calculator: Calculator, { call, given, wanted }: Held): boolean {
  let came: ReturnType<typeof outcome>;
  try {
    came = outcome(() => calculator[call]?.(...given));
  } catch {
    return true;
  }
  return wanted.some(({ refused, returns }) => {
    if (refused !== undefined) return !("refused" in came) || came.refused !== refused;
    return "refused" in came || !same(sameParts(came.returns, returns), returns);
  });
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortedKeys) === JSON.stringify(b, sortedKeys);
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test("fifty bugs and more are seeded, each in a place of its own that is there once", () => {
  assert.ok(mutants.length >= 50, `${mutants.length} bugs`);
  assert.is(new Set(mutants.map(({ name }) => name)).size, mutants.length);
  for (const { name, file, from, to } of mutants) {
    const text = fs.readFileSync(inProject(file), "utf8");
    assert.is(text.split(from).length - 1, 1, `${name}: ${file} has \`${from}\``);
    assert.is.not(from, to, name);
  }
});

test("without a bug nothing is found", async () => {
  const nothing = { name: "none", file: "src/runtime/exact.ts", from: "\n", to: "\n" };
  assert.is(await found("none", nothing), undefined);
  assert.is(await found("none printed", { ...nothing, file: PRINTER }), undefined);
});

for (const mutant of mutants) {
  test(`found: ${mutant.name} (${mutant.file.slice("src/".length)})`, async () => {
    assert.type(await found(mutant.name, mutant), "string");
  });
}

test.after(() => fs.rmSync(folder, { recursive: true, force: true }));

test.run();
