import type { CalculatorInterface as InterfaceFile } from "../../model/generated/interface.ts";
import type { Emission } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { calculatorFile } from "./names.ts";
import type { Subject, Target, Without } from "./targets/target.ts";

const FILE = "calculator/interface.json";

type Printed = { readonly target: Target; readonly without: readonly Without[]; readonly emission: Emission };

/** `calculator/interface.json`: what the calculator offers, in which files of which target, and what a target does not offer. */
export function interfaceFile({ model, offered, sections }: Subject, printed: readonly Printed[]): Emission {
  const traced = new Map(sections.flatMap(({ trace }) => trace.map(({ at, clauses }) => [at, clauses] as const)));
  const clausesOf = (name: string): readonly string[] => traced.get(`#${name}`) ?? [];
  const { id, title, unit, clause, types } = offered;
  const content = {
    format: "tenor-interface/1",
    compiler: model.compiler,
    root: model.root,
    id,
    title,
    unit,
    clause,
    types,
    functions: offered.functions.map((one) => ({ ...one, clauses: clausesOf(one.name) })),
    targets: printed.map(({ target, without, emission }) => ({
      name: target.name,
      title: target.title,
      files: emission.artifacts.map(({ path }) => path.slice(folderOf(model).length)),
      without,
    })),
  } as unknown as InterfaceFile;
  const all = [...new Set([clause, ...offered.functions.flatMap(({ name }) => clausesOf(name))])];
  return {
    artifacts: [{ path: FILE, content: writeJson(content) }],
    trace: [
      ...["/id", "/title", "/unit", "/types"].map((at) => ({ file: FILE, at, clauses: all })),
      ...offered.functions.map((one, at) => ({
        file: FILE,
        at: `/functions/${at}`,
        clauses: [...new Set([one.clause, ...clausesOf(one.name)])],
      })),
    ],
  };
}

const folderOf = (model: Subject["model"]): string => calculatorFile(model).replace(/[^/]+$/, "");
