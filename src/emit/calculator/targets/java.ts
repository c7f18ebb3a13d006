import type { ContractModel } from "../../../model/model.ts";
import type { Emission } from "../../emitter.ts";
import type { Declaration } from "../code.ts";
import { twinSources } from "../generated/twin-sources.ts";
import type { CalculatorFunction } from "../interface.ts";
import { calculatorFile } from "../names.ts";
import { headText } from "./head.ts";
import {
  bare,
  documented,
  free,
  inAscii,
  member,
  quote,
  returned,
  type Twin,
  type Words,
  wordsOf,
} from "./java-code.ts";
import { wrapped } from "./python-code.ts";
import { lacking, reachable, type TwinNames, twinNames } from "./reachable.ts";
import type { Subject, Target, Without } from "./target.ts";

/** One class and the runtime beside it, which needs the base module of Java alone. */
export const java: Target = {
  name: "java",
  title: "Java 17 and later: a class on fractions of `BigInteger`, without any dependency",
  withholds,
  emit,
};

function withholds({ service, name }: CalculatorFunction, _: ContractModel, subject: Subject): string | undefined {
  if (service.endsWith("-columns") && service !== "margin-columns")
    return "columns of inputs, trades and samples are of JavaScript and WebAssembly";
  names ??= twinNames(twinOf().returns.keys(), twinOf().records);
  const missing = lacking(
    subject,
    name,
    names,
    (called) => called,
    (__, field) => field,
  );
  return missing === undefined ? undefined : `its runtime has no ${missing}`;
}

const RUNTIME = "TenorRuntime.java";

let known: Twin | undefined;
let names: TwinNames | undefined;

/** What the twin offers to calculators, read out of its text once: what is not private. */
function twinOf(): Twin {
  if (known !== undefined) return known;
  const text = twinSources[RUNTIME];
  const functions = text.matchAll(/^ {4}static (?:<\w+> )?([\w.<>, ]+?) (\w+)\(/gm);
  const records = text.matchAll(/^ {4}record (\w+)\(([^)]*)\)/gm);
  known = {
    returns: new Map([...functions].map(([, type = "", name = ""]) => [name, type])),
    records: new Map(
      [...records].map(([, name = "", inside = ""]) => [
        name,
        new Map(
          [...inside.matchAll(/([\w.]+(?:<[^()]*?>)?) (\w+)(?:,|$)/g)].map(([, type = "", one = ""]) => [one, type]),
        ),
      ]),
    ),
  };
  return known;
}

/** Classes that a calculator's own name would hide. */
const TAKEN =
  /^(?:Arguments|BigInteger|Calculation|Fields|Figure|Fraction|IOException|List|Map|Object|Pool|RefusedInput|String|System|TenorRuntime|Verdict)$/;

/** `calculator/h100-rental.js` as a class is called: `H100Rental`. */
function className(model: ContractModel): string {
  const words = (calculatorFile(model).split("/").at(-1) as string).replace(/\.js$/, "").split("-");
  const name = words.map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join("");
  const taken = TAKEN.test(name) || twinOf().records.has(name);
  return `${/^[0-9]/.test(name) ? "C" : ""}${name}${taken ? "Calculator" : ""}`;
}

function emit(subject: Subject, without: readonly Without[]): Emission {
  const { model, sections } = subject;
  const name = className(model);
  const file = `calculator/${name}.java`;
  const parts = reachable(subject, without);
  const words = wordsOf(parts, twinOf());
  const content = `${[
    "import java.io.IOException;\nimport java.util.List;\nimport java.util.Map;",
    `/**\n${headText(subject, without, (text) => wrapped(bare(text), " * ")).replace(/\n\n/g, "\n *\n")}\n */\npublic final class ${name} extends TenorRuntime {\n    private ${name}() {}`,
    ...parts.map((one) => member(one, words)),
    ...ending(subject, parts, words),
  ].join("\n\n")}\n}\n`;
  const kept = new Set(parts.map((one) => one.name));
  const offered = (at: string): boolean => kept.has(at.slice(1).split("/")[0] as string);
  return {
    artifacts: [
      { path: file, content: inAscii(content) },
      { path: `calculator/${RUNTIME}`, content: twinSources[RUNTIME] },
    ],
    trace: sections.flatMap(({ trace }) => trace.filter(({ at }) => offered(at)).map((entry) => ({ file, ...entry }))),
    ranges: sections.flatMap(({ ranges = [] }) => ranges.map((entry) => ({ file, ...entry }))),
  };
}

/** The functions of other names, all functions by the names that vectors call them, and the runner of vectors. */
function ending({ offered }: Subject, parts: readonly Declaration[], words: Words): string[] {
  const { own, twin } = words;
  const called = offered.functions.flatMap(({ name, alias }) => {
    const part = parts.find((one) => one.name === name);
    return part?.kind === "function" ? [{ name, alias, part, own: own.get(name) as string }] : [];
  });
  const aliases = called.flatMap(({ alias, part, own: other }) =>
    alias === undefined
      ? []
      : [
          `${documented(`The same as ${other}.`, 4)}\n    public static ${returned(part, twin)} ${free(alias, twin)}(Object input) {\n        return ${other}(input);\n    }`,
        ],
  );
  const entries = called.flatMap(({ name, alias, part, own: other }) => {
    const given = part.parameters.map((_, at) => `given.get(${at})`).join(", ");
    return [[name, other] as const, ...(alias === undefined ? [] : [[alias, free(alias, twin)] as const])].map(
      ([listed, calls]) => {
        const short = `            entry(${quote(listed)}, given -> ${calls}(${given}))`;
        return short.length < 99
          ? short
          : `            entry(\n                ${quote(listed)},\n                given -> ${calls}(${given}))`;
      },
    );
  });
  return [
    ...aliases,
    `    /** The functions by the names that vectors call them. */\n    static final Map<String, Calculation> FUNCTIONS =\n        table(\n${entries.join(",\n")});`,
    `    /** Prints how many vectors agree, or the first that does not, and then ends with 1. */\n    public static void main(String[] arguments) throws IOException {\n        runVectors(FUNCTIONS, arguments);\n    }`,
  ];
}
