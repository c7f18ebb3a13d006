/**
 * The catalogue from source to proved models, side by side with what people use today, in one process. Peers are in their
 * best configuration: js-yaml with its plain schema, `yaml` without positions or warnings, Ajv compiled before the clock starts. Prints
 * milliseconds, ratios and memory; a first argument is the number of specs.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { analyse } from "../src/analysis.ts";
import { parseFile } from "../src/ast/parse.ts";
import type { ContractModel } from "../src/model/model.ts";
import { memoryReader } from "../src/resolve/memory-reader.ts";
import { makeSource } from "../src/text/source.ts";
import { catalogue, FULL } from "./catalogue/generate.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const root = PROJECT;
const load = createRequire(import.meta.url);
type JsYaml = {
  load: (text: string, options: object) => unknown;
  dump: (data: unknown, options: object) => string;
  JSON_SCHEMA: object;
};
type Yaml = { parse: (text: string, options: object) => unknown };
const jsYaml = load("js-yaml") as JsYaml;
const yaml = load("yaml") as Yaml;

const ROUNDS = 5;
/** `yaml` is asked for every twentieth file only, and its time taken twenty times: whole rounds of it would take minutes. */
const YAML_SHARE = 20;

/** Kinds of fact, as the schema of a model calls them. */
const KINDS = [
  "Product",
  "Option",
  "Spread",
  "Perpetual",
  "Reference",
  "Index",
  "Grade",
  "Organisation",
  "Citation",
  "Amendment",
] as const;

const count = Number(process.argv[2] ?? FULL);
const { specs, forms } = catalogue(count);
const files = Object.fromEntries(specs.map((one) => [one.path, one.text]));
const roots = specs.map((one) => one.path);
const sources = specs.map((one) => makeSource(one.path, one.text));
const characters = specs.reduce((sum, one) => sum + one.text.length, 0);

const collect = (globalThis as { gc?: () => void }).gc;
function heap(): number {
  collect?.();
  return process.memoryUsage().heapUsed;
}

const empty = heap();
const first = timed(() => analyse(roots, memoryReader(files)));
const errors = first.result.diagnostics.filter((one) => one.severity === "error");
if (errors.length > 0)
  throw new Error(`the catalogue is not sound: ${errors[0]?.span.source.path}: ${errors[0]?.message}`);
const held = heap() - empty;
const models = first.result.models;

// The facts of all files, each in one place as the files have them: products, indices, grades, organisations and sources, without what is
// computed from them. What calendars and units say is left out, so that there is a little less to load than to compile.
const facts = factsOf(models);
const factsYaml = facts.map((one) => jsYaml.dump(one.data, { noRefs: true, lineWidth: -1 }));
const factKinds = facts.map((one) => one.kind);
// And as engines get them: each product or index with all it refers to.
const terms = models.map(termsOf);
const termsJson = terms.map((one) => JSON.stringify(one));
const termsYaml = terms.map((one) => jsYaml.dump(one, { noRefs: true, lineWidth: -1 }));
const contentJson = sources.map((one) =>
  JSON.stringify(parseFile(one).file, (key, value: unknown) =>
    key === "span" || key === "source" ? undefined : value,
  ),
);
const { model: validate, facts: validateFact } = schemas();

const contenders: Readonly<Record<string, () => void>> = {
  "tenor: source to proved model": () => void analyse(roots, memoryReader(files)),
  "tenor: parse alone": () => {
    for (const one of sources) parseFile(one);
  },
  "JSON.parse, trees of the same files": () => {
    for (const one of contentJson) JSON.parse(one);
  },
  "JSON.parse, terms of the models": () => {
    for (const one of termsJson) JSON.parse(one);
  },
  "js-yaml + Ajv, each fact once": () => {
    factsYaml.forEach((one, at) => soundFact(at, jsYaml.load(one, { schema: jsYaml.JSON_SCHEMA })));
  },
  "js-yaml + Ajv, terms of the models": () => {
    for (const one of termsYaml) sound(jsYaml.load(one, { schema: jsYaml.JSON_SCHEMA }));
  },
};
const times = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
const slow: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries(contenders)) {
    collect?.();
    times.get(name)?.push(timed(run).milliseconds);
  }
  if (round > 1) continue;
  collect?.();
  const took = timed(() => {
    for (let at = 0; at < factsYaml.length; at += YAML_SHARE)
      soundFact(
        at,
        yaml.parse(factsYaml[at] as string, { schema: "json", logLevel: "silent", prettyErrors: false, merge: false }),
      );
  });
  slow.push((took.milliseconds * factsYaml.length) / Math.ceil(factsYaml.length / YAML_SHARE));
}
times.set("yaml + Ajv, each fact once", slow);

print();
coldStart();

/** Processor time: on one core that nobody else uses it is the time on the clock, and on a shared one it is still ours. */
function timed<T>(run: () => T): { readonly result: T; readonly milliseconds: number } {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { result, milliseconds: (user + system) / 1000 };
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
}

function termsOf(model: ContractModel): object {
  const { calendars: _calendars, clauses: _clauses, versions: _versions, ...terms } = model;
  const { product, option, spread, reference, ...rest } = terms;
  return {
    ...rest,
    ...(product && { product: stated(product) }),
    ...(option && { option: stated(option) }),
    ...(spread && { spread: stated(spread) }),
    ...(reference && { reference: stated(reference) }),
  };
}

/** What is said of a contract, without its months, which are computed. */
function stated<T extends { readonly contracts: unknown }>(of: T): Omit<T, "contracts"> {
  const { contracts: _contracts, ...rest } = of;
  return rest;
}

type Kind = (typeof KINDS)[number];
type Fact = { readonly kind: Kind; readonly data: object };

/** Every declaration that some model holds, once. */
function factsOf(models: readonly ContractModel[]): Fact[] {
  const found = new Map<object, Fact>();
  const add = (kind: Kind, of: object, data = of) => void (found.has(of) || found.set(of, { kind, data }));
  const amended = new Set<string>();
  for (const { product, option, spread, perpetual, reference, ...rest } of models) {
    const { indices, grades, organisations, sources, amendments } = rest;
    if (product !== undefined) add("Product", product, stated(product));
    if (option !== undefined) add("Option", option, stated(option));
    if (spread !== undefined) add("Spread", spread, stated(spread));
    if (perpetual !== undefined) add("Perpetual", perpetual);
    if (reference !== undefined) add("Reference", reference, stated(reference));
    for (const one of amendments ?? []) {
      // Each model has its own record of an amendment that touches it.
      if (!amended.has(one.id)) add("Amendment", one);
      amended.add(one.id);
    }
    for (const one of indices) add("Index", one);
    for (const one of grades) add("Grade", one);
    for (const one of organisations) add("Organisation", one);
    for (const one of sources) add("Citation", one);
  }
  return [...found.values()];
}

/** The published schema of a model, with what is computed left out of what is required, and the same of each kind of fact in it. */
function schemas(): { readonly model: ValidateFunction; readonly facts: Readonly<Record<Kind, ValidateFunction>> } {
  type Node = { required?: string[]; properties?: Record<string, unknown>; $defs?: Record<string, Node> };
  const schema = JSON.parse(fs.readFileSync(path.join(root, "src/model/schema/model.schema.json"), "utf8")) as Node;
  const relax = (node: Node | undefined): void => {
    if (node?.required !== undefined)
      node.required = node.required.filter((key) => !["contracts", "untold", "calendars", "clauses"].includes(key));
  };
  relax(schema);
  for (const one of Object.values(schema.$defs ?? {})) relax(one);
  const ajv = new Ajv2020({ strict: false });
  const of = (kind: Kind) => ajv.compile({ $defs: schema.$defs, $ref: `#/$defs/${kind}` });
  return {
    model: ajv.compile(schema),
    facts: Object.fromEntries(KINDS.map((one) => [one, of(one)])) as Record<Kind, ValidateFunction>,
  };
}

function soundFact(at: number, data: unknown): void {
  const validator = validateFact[factKinds[at] as Kind];
  if (!validator(data)) throw new Error(`an equivalent fact does not fit: ${JSON.stringify(validator.errors?.[0])}`);
}

function sound(data: unknown): void {
  if (!validate(data))
    throw new Error(`an equivalent file does not fit the schema: ${JSON.stringify(validate.errors?.[0])}`);
}

function print(): void {
  const whole = median(times.get("tenor: source to proved model") ?? []);
  const mega = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  const length = (list: readonly string[]): string =>
    `${(list.reduce((sum, one) => sum + one.length, 0) / 1e6).toFixed(1)} M characters`;
  console.log(
    `${specs.length} specs, ${(characters / 1e6).toFixed(2)} M characters, ${forms.size} kinds of clause, ${models.length} models`,
  );
  console.log(
    `facts as YAML ${length(factsYaml)}; terms of the models: JSON ${length(termsJson)}, YAML ${length(termsYaml)}; trees as JSON ${length(contentJson)}\n`,
  );
  console.log(
    `${"".padEnd(38)}${"median".padStart(10)}${"least".padStart(10)}${"most".padStart(10)}${"tenor is".padStart(12)}`,
  );
  for (const [name, list] of times) {
    const own = name === "JSON.parse, trees of the same files" ? median(times.get("tenor: parse alone") ?? []) : whole;
    const ratio = name.startsWith("tenor") ? "" : `${(median(list) / own).toFixed(2)}x`;
    console.log(
      `${name.padEnd(38)}${[median(list), Math.min(...list), Math.max(...list)].map((one) => `${one.toFixed(0)} ms`.padStart(10)).join("")}${ratio.padStart(12)}`,
    );
  }
  console.log(
    `\nmemory: ${mega(held)} held by the analysis of all, ${(held / 1024 / specs.length).toFixed(1)} KiB a spec; first run ${first.milliseconds.toFixed(0)} ms`,
  );
}

/** Whole processes, one after the other in turn: the bundled command against an empty program. */
function coldStart(): void {
  const bundle = path.join(root, "dist/tenor.cjs");
  if (!fs.existsSync(bundle)) {
    console.log("cold start: skipped, no dist/tenor.cjs (npm run build)");
    return;
  }
  const programs: Readonly<Record<string, readonly string[]>> = {
    "node -e 0": ["-e", "0"],
    "tenor check std/units.tenor": [bundle, "check", "specs/std/units.tenor"],
    "tenor check gpu/gph.tenor": [bundle, "check", "specs/gpu/gph.tenor"],
  };
  const took = new Map(Object.keys(programs).map((name) => [name, [] as number[]]));
  const processor = new Map(Object.keys(programs).map((name) => [name, 0]));
  for (let round = 0; round < 11; round++)
    for (const [name, given] of Object.entries(programs)) {
      const before = ofChildren();
      const run = () => execFileSync(process.execPath, given, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
      took.get(name)?.push(onClock(run));
      processor.set(name, (processor.get(name) as number) + ofChildren() - before);
    }
  const empty = took.get("node -e 0") ?? [];
  const ratio = (list: readonly number[], of: (all: readonly number[]) => number): string =>
    `${(of(list) / of(empty)).toFixed(2)}x`;
  const shortest = (list: readonly number[]): number => Math.min(...list);
  console.log(
    `\n${"whole processes, on the clock".padEnd(38)}${"median".padStart(10)}${"least".padStart(10)}${"of node -e 0, by each".padStart(24)}${"processor, mean".padStart(18)}`,
  );
  for (const [name, list] of took) {
    const times = [median(list), shortest(list)].map((one) => `${one.toFixed(0)} ms`.padStart(10)).join("");
    console.log(
      `${name.padEnd(38)}${times}${ratio(list, median).padStart(14)}${ratio(list, shortest).padStart(10)}${mean(name)}`,
    );
  }
  if (process.platform !== "linux")
    console.log("processor time of whole processes: skipped, it is told by Linux alone");

  function mean(name: string): string {
    const [own, least] = [processor.get(name), processor.get("node -e 0")] as [number, number];
    return least === 0 ? "" : `${(own / 11).toFixed(0)} ms`.padStart(11) + `${(own / least).toFixed(2)}x`.padStart(7);
  }
}

/** The processor time, in milliseconds, of all processes that this one has started and that have ended; 0 where the system does not tell. */
function ofChildren(): number {
  if (process.platform !== "linux") return 0;
  const [, behind = ""] = fs.readFileSync("/proc/self/stat", "utf8").split(") ");
  const [user, system] = behind.split(" ").slice(13, 15).map(Number) as [number, number];
  // Counted in hundredths of a second (proc_pid_stat(5), `cutime` and `cstime`).
  return (user + system) * 10;
}

function onClock(run: () => unknown): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
