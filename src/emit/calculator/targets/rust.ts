import type { ContractModel } from "../../../model/model.ts";
import type { Emission } from "../../emitter.ts";
import type { Declaration } from "../code.ts";
import { twinSources } from "../generated/twin-sources.ts";
import type { CalculatorFunction } from "../interface.ts";
import { calculatorFile } from "../names.ts";
import { headText } from "./head.ts";
import { wrapped } from "./python-code.ts";
import { lacking, reachable, type TwinNames, twinNames } from "./reachable.ts";
import { declaration, documented, free, quote, snaked, takenBy, type Twin, type Words, wordsOf } from "./rust-code.ts";
import type { Subject, Target, Without } from "./target.ts";

/** One file and the runtime beside it, which needs the standard library of Rust alone. */
export const rust: Target = {
  name: "rust",
  title: "Rust 1.63 and later: one crate of two files on fractions of whole numbers, without any dependency",
  withholds,
  emit,
};

function withholds({ service, name }: CalculatorFunction, _: ContractModel, subject: Subject): string | undefined {
  if (service.endsWith("-columns")) return "columns are of JavaScript and WebAssembly";
  names ??= twinNames(twinOf().functions.keys(), twinOf().records);
  const missing = lacking(subject, name, names, snaked, (_of, field) => snaked(field));
  return missing === undefined ? undefined : `its runtime has no ${missing}`;
}

const RUNTIME = "tenor_runtime.rs";

let known: Twin | undefined;
let names: TwinNames | undefined;

/** What the twin offers to calculators, read out of its text once: what is public. */
function twinOf(): Twin {
  if (known !== undefined) return known;
  const text = twinSources[RUNTIME];
  const functions = text.matchAll(/^pub fn (\w+)(?:<[^(]*>)?\(([\s\S]*?)\)(?: -> ([^{:]+))? \{$/gm);
  const records = text.matchAll(/^pub struct (\w+)(?:<'a>)? \{\n([\s\S]*?)^\}/gm);
  known = {
    functions: new Map(
      [...functions].map(([, name = "", takes = "", returns = ""]) => [
        name,
        { takes: typesIn(takes), returns: returns.replace(/'_/g, "") },
      ]),
    ),
    records: new Map(
      [...records].map(([, name = "", inside = ""]) => [
        name,
        new Map([...inside.matchAll(/^ {4}pub (\w+): (.*),$/gm)].map(([, field = "", type = ""]) => [field, type])),
      ]),
    ),
  };
  return known;
}

/** The types of parameters: no type of a public function has a comma outside of brackets but between two of them. */
const typesIn = (parameters: string): string[] =>
  [...parameters.matchAll(/(?:^|,)\s*\w+: ((?:[^,(<[]|\([^)]*\)|\[[^\]]*\]|<[^>]*>)+)/g)].map(([, type = ""]) =>
    type.trim(),
  );

function emit(subject: Subject, without: readonly Without[]): Emission {
  const { model, sections } = subject;
  const file = calculatorFile(model).replace(/[^/]+$/, (name) => `${name.replace(/\.js$/, "").replace(/-/g, "_")}.rs`);
  const parts = reachable(subject, without);
  const words = wordsOf(parts, twinOf());
  const content = `${[
    headText(subject, without, (text) => wrapped(text, "//! ")).replace(/\n\n/g, "\n//!\n"),
    "mod tenor_runtime;\n\nuse tenor_runtime::*;",
    ...parts.map((one) => declaration(one, words)),
    ...ending(subject, parts, words),
  ].join("\n\n")}\n`;
  const kept = new Set(parts.map((one) => one.name));
  const offered = (at: string): boolean => kept.has(at.slice(1).split("/")[0] as string);
  return {
    artifacts: [
      { path: file, content },
      { path: `calculator/${RUNTIME}`, content: twinSources[RUNTIME] },
    ],
    trace: sections.flatMap(({ trace }) => trace.filter(({ at }) => offered(at)).map((entry) => ({ file, ...entry }))),
  };
}

/** The functions of other names, all functions by the names that vectors call them, and the runner of vectors. */
function ending({ offered }: Subject, parts: readonly Declaration[], { own, twin }: Words): string[] {
  const called = offered.functions.flatMap(({ name, alias }) => {
    const part = parts.find((one) => one.name === name);
    return part?.kind === "function" ? [{ name, alias, part, calls: own.get(name)?.name as string }] : [];
  });
  const aliases = called.flatMap(({ alias, calls }) =>
    alias === undefined
      ? []
      : [
          `${documented(`The same as \`${calls}\`.`, 0)}\npub fn ${free(alias, twin)}(input: &Value) -> Answer {\n    ${calls}(input)\n}`,
        ],
  );
  const entries = called.flatMap(({ name, alias, part, calls }) => {
    const given = takenBy(part.parameters).map((type, at) => `given.${type === "&Value" ? "get" : "optional"}(${at})`);
    return [[name, calls] as const, ...(alias === undefined ? [] : [[alias, free(alias, twin)] as const])].map(
      ([listed, calling]) => {
        const call = `${calling}(${given.join(", ")})`;
        const short = `    (${quote(listed)}, |given| ${call}),\n`;
        if (short.length <= 101) return short;
        return `    (${quote(listed)}, |given| {\n        ${call}\n    }),\n`;
      },
    );
  });
  return [
    ...aliases,
    `/// The functions by the names that vectors call them.\nconst FUNCTIONS: &[(&str, Calculation)] = &[\n${entries.join("")}];`,
    "/// Prints how many vectors agree, or the first that does not, and then ends with 1.\nfn main() {\n    run_vectors(FUNCTIONS);\n}",
  ];
}
