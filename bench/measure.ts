/**
 * The catalogue from source to proved models, side by side with what people use today. Peers are in their best configuration: js-yaml with
 * its plain schema, `yaml` without positions or warnings, Ajv compiled before the clock starts. Every contender runs in processes of its own,
 * in turn with the others, with each of the engine's settings below, and is counted with the one it is fastest with. Prints milliseconds,
 * ratios and memory; a first argument is the number of specs.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { analyse } from "../src/analysis.ts";
import { parseFile } from "../src/ast/parse.ts";
import { memoryReader } from "../src/resolve/memory-reader.ts";
import { makeSource } from "../src/text/source.ts";
import { catalogue, FULL } from "./catalogue/generate.ts";
import { coldStart } from "./cold.ts";
import { CONTENDERS, type Contender, type Given, jsYaml, YAML_SHARE } from "./contenders.ts";
import { factsOf, termsOf } from "./facts.ts";
import { median, timed } from "./time.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

/** Processes of each contender and setting, and rounds in each: one cold and the others warm. */
const PROCESSES = 2;
const ROUNDS = 4;
/**
 * A young generation of 64 MiB, with the default of 16 each of them spends a fifth of its time collecting it; and one of 256 with code
 * optimised later, as the command itself asks for.
 */
const SETTINGS: readonly (readonly string[])[] = [
  ["--max-semi-space-size=64"],
  ["--max-semi-space-size=256", "--min-semi-space-size=64", "--interrupt-budget=500000"],
];

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
// And as engines get them: each product or index with all it refers to.
const terms = models.map(termsOf);
const plain = { noRefs: true, lineWidth: -1 };
const given: Readonly<Record<Contender["reads"], Given>> = {
  specs: { paths: roots, texts: specs.map((one) => one.text) },
  trees: {
    texts: sources.map((one) =>
      JSON.stringify(parseFile(one).file, (key, value: unknown) =>
        key === "span" || key === "source" ? undefined : value,
      ),
    ),
  },
  "terms-json": { texts: terms.map((one) => JSON.stringify(one)) },
  "facts-yaml": { texts: facts.map((one) => jsYaml.dump(one.data, plain)), kinds: facts.map((one) => one.kind) },
  "terms-yaml": { texts: terms.map((one) => jsYaml.dump(one, plain)) },
};
const folder = path.join(PROJECT, "bench/node_modules/.measure");
const fileOf = (reads: Contender["reads"]): string => path.join(folder, `${reads}.json`);
for (const [reads, texts] of Object.entries(given))
  fs.writeFileSync(fileOf(reads as Contender["reads"]), JSON.stringify(texts));

/** Of each contender and setting the first rounds of its processes and the others. */
const taken = new Map<string, { readonly cold: number[]; readonly warm: number[] }[]>();
for (let turn = 0; turn < PROCESSES; turn++)
  for (const [name, { reads, times }] of Object.entries(CONTENDERS))
    SETTINGS.forEach((flags, at) => {
      const rounds = times > 1 ? 2 : ROUNDS;
      const command = [...["--expose-gc", "--max-old-space-size=6144", ...flags], path.join(folder, "alone.mjs")];
      const said = execFileSync(process.execPath, [...command, name, fileOf(reads), String(rounds)], {
        encoding: "utf8",
      });
      const [cold = Number.NaN, ...warm] = JSON.parse(said) as number[];
      const list = taken.get(name) ?? SETTINGS.map(() => ({ cold: [], warm: [] }));
      list[at]?.cold.push(cold);
      list[at]?.warm.push(...warm);
      taken.set(name, list);
    });

print();
coldStart();

function print(): void {
  const best = (name: string) => {
    const all = (taken.get(name) ?? []).map((one, at) => ({ ...one, at, middle: median(one.warm) }));
    return all.reduce((one, other) => (other.middle < one.middle ? other : one));
  };
  const whole = best("tenor: source to proved model").middle;
  const mega = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  const length = ({ texts }: Given): string =>
    `${(texts.reduce((sum, one) => sum + one.length, 0) / 1e6).toFixed(1)} M characters`;
  console.log(
    `${specs.length} specs, ${(characters / 1e6).toFixed(2)} M characters, ${forms.size} kinds of clause, ${models.length} models`,
  );
  console.log(
    `facts as YAML ${length(given["facts-yaml"])}; terms of the models: JSON ${length(given["terms-json"])}, YAML ${length(given["terms-yaml"])}; trees as JSON ${length(given.trees)}; yaml reads one in ${YAML_SHARE}\n`,
  );
  console.log(
    `${"".padEnd(38)}${["median", "least", "most", "cold"].map((one) => one.padStart(10)).join("")}${"tenor takes".padStart(14)}  setting`,
  );
  for (const name of taken.keys()) {
    const { warm, cold, middle, at } = best(name);
    const own = name === "JSON.parse, trees of the same files" ? best("tenor: parse alone").middle : whole;
    const ratio = name.startsWith("tenor") ? "" : `${(own / middle).toFixed(2)}x`;
    const figures = [middle, Math.min(...warm), Math.max(...warm), Math.min(...cold)];
    console.log(
      `${name.padEnd(38)}${figures.map((one) => `${one.toFixed(0)} ms`.padStart(10)).join("")}${ratio.padStart(14)}  ${at + 1}`,
    );
  }
  console.log(
    `\nmemory: ${mega(held)} held by the analysis of all, ${(held / 1024 / specs.length).toFixed(1)} KiB a spec`,
  );
}
