import type { ContractModel } from "../../../model/model.ts";
import type { Emission } from "../../emitter.ts";
import type { Declaration } from "../code.ts";
import { twinSources } from "../generated/twin-sources.ts";
import type { CalculatorFunction } from "../interface.ts";
import { calculatorFile } from "../names.ts";
import { declared, fieldName, namesOf, snake, wrapped } from "./python-code.ts";
import { headText } from "./head.ts";
import { lacking, reachable, runtimeCalls, type TwinNames } from "./reachable.ts";
import type { Subject, Target, Without } from "./target.ts";

/** One module and the runtime beside it, which needs Python's standard library alone. */
export const python: Target = {
  name: "python",
  title: "Python 3.9 and later: a module on fractions of whole numbers, without any dependency",
  withholds,
  emit,
};

function withholds({ service, name }: CalculatorFunction, _: ContractModel, subject: Subject): string | undefined {
  if (service.endsWith("-columns")) return "columns are of JavaScript and WebAssembly";
  const missing = lacking(subject, name, twinNames(), snake, fieldName);
  return missing === undefined ? undefined : `its runtime has no ${missing}`;
}

let known: TwinNames | undefined;

/** What the twin has, read out of its text once. */
function twinNames(): TwinNames {
  if (known !== undefined) return known;
  const text = twinSources["tenor_runtime.py"];
  const records = [...text.matchAll(/^class (\w+)\(NamedTuple\):\n((?:(?: {4}.*)?\n)*)/gm)];
  known = {
    functions: new Set([...text.matchAll(/^def (\w+)\(/gm)].map(([, one = ""]) => one)),
    fields: new Map(
      records.map(([, name = "", body = ""]) => [
        name,
        new Set([...body.matchAll(/^ {4}(\w+): /gm)].map(([, one = ""]) => one)),
      ]),
    ),
  };
  return known;
}

const RUNTIME = "calculator/tenor_runtime.py";

function emit(subject: Subject, without: readonly Without[]): Emission {
  const { model, sections } = subject;
  const file = calculatorFile(model).replace(/[^/]+$/, (name) => `${name.replace(/\.js$/, "").replace(/-/g, "_")}.py`);
  const parts = reachable(subject, without);
  const named = namesOf(parts);
  const content = `${[
    `"""${headText(subject, without, (lines) => wrapped(lines, "").replace(/\\/g, "\\\\").replace(/"/g, '\\"'))}\n"""`,
    importsFor(parts, named),
    `\n${declared(parts, named)}`,
    `\n${ending(subject, parts, named)}`,
  ].join("\n\n")}\n`;
  const kept = new Set(parts.map(({ name }) => name));
  const offered = (at: string): boolean => kept.has(at.slice(1).split("/")[0] as string);
  return {
    artifacts: [
      { path: file, content },
      { path: RUNTIME, content: twinSources["tenor_runtime.py"] },
    ],
    trace: sections.flatMap(({ trace }) => trace.filter(({ at }) => offered(at)).map((entry) => ({ file, ...entry }))),
  };
}

/** The import of exactly the names that the code uses. */
function importsFor(parts: readonly Declaration[], named: (name: string) => string): string {
  const { calls, records } = runtimeCalls(parts);
  const names = [...new Set([...calls.map(named), ...records, "run_vectors"])].sort((a, b) => (a < b ? -1 : 1));
  const line = `from tenor_runtime import ${names.join(", ")}`;
  return line.length <= 100 ? line : `from tenor_runtime import (\n${names.map((one) => `    ${one},\n`).join("")})`;
}

/** The functions by the names that vectors call them, and the runner of vectors. */
function ending({ offered }: Subject, parts: readonly Declaration[], named: (name: string) => string): string {
  const there = new Set(parts.map(({ name }) => name));
  const functions = offered.functions.filter(({ name }) => there.has(name));
  const aliases = functions.flatMap(({ name, alias }) =>
    alias === undefined ? [] : [`${named(alias)} = ${named(name)}\n\n`],
  );
  const table = functions
    .flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]))
    .map((name) => `    "${name}": ${named(name)},\n`)
    .join("");
  return `${aliases.join("")}FUNCTIONS = {\n${table}}\n\n\nif __name__ == "__main__":\n    run_vectors(FUNCTIONS)`;
}
