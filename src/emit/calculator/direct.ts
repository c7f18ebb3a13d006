import type { ContractModel } from "../../model/model.ts";
import * as runtime from "../../runtime/index.ts";
import type { Code, Declaration, Fields, Statement, Test } from "./code.ts";
import { functionName, mainIndex } from "./names.ts";
import { sectionsOf } from "./sections.ts";

/** The functions of a calculator by their names. */
export type DirectCalculator = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** What names mean where a piece of code stands: its own, then those around it. */
type Scope = { readonly own: Map<string, unknown>; readonly around: Scope | undefined };

/**
 * The calculator of a model, run from the same tree that the printed ones are printed from, so that a page whose policy forbids code made at
 * run time can settle: nothing is evaluated that was a text. Functions, answers, steps and refusals are those of the JavaScript module.
 */
export function directCalculator(model: ContractModel): DirectCalculator {
  const names: Scope = { own: new Map(Object.entries(runtime)), around: undefined };
  const module: Scope = { own: new Map(), around: names };
  const parts = sectionsOf(model).flatMap((one) => one.parts);
  const offered = new Map<string, (...given: readonly unknown[]) => unknown>();
  for (const one of parts) {
    if (one.kind === "constant") module.own.set(one.name, value(one.code, module));
    else {
      const code = functionOf(one, module);
      module.own.set(one.name, code);
      if (one.exported) offered.set(one.name, code);
    }
  }
  if (model.option === undefined && model.spread === undefined) {
    const main = functionName(mainIndex(model));
    for (const ending of ["", "OfColumns"]) {
      const price = offered.get(`${main}${ending}`);
      if (price !== undefined) offered.set(`referencePrice${ending}`, price);
    }
  }
  return Object.fromEntries(offered);
}

type Function = Extract<Declaration, { kind: "function" }>;

function functionOf({ parameters, body }: Function, module: Scope): (...given: readonly unknown[]) => unknown {
  return (...given) => {
    const scope: Scope = { own: new Map(parameters.map((name, at) => [name, given[at]])), around: module };
    return run(body, scope);
  };
}

function run(body: readonly Statement[], scope: Scope): unknown {
  for (const { op, name, code } of body) {
    const found = value(code, scope);
    if (op === "return") return found;
    scope.own.set(name, found);
  }
  return undefined;
}

function value(code: Code, scope: Scope): unknown {
  if (typeof code === "string") return named(code, scope);
  switch (code.kind) {
    case "text":
      return code.text;
    case "exact":
      return exact(code.value);
    case "whole":
      return BigInt(code.value);
    case "count":
      return Number(code.value);
    case "flag":
      return code.value;
    case "none":
      return undefined;
    case "figure":
      return (named("read", scope) as Record<string, unknown>)[code.name];
    case "call": {
      const called = named(code.name, scope) as (...given: readonly unknown[]) => unknown;
      return called(...code.items.map((one) => value(one, scope)));
    }
    case "list":
      return code.items.map((one) => value(one.code, scope));
    case "record":
    case "map":
      return fields(code.fields, scope);
    case "arrow": {
      const { parameter, body } = code;
      return (given: unknown) =>
        value(body, { own: new Map(parameter === undefined ? [] : [[parameter, given]]), around: scope });
    }
    default:
      return holds(code, scope);
  }
}

/** Defined and not set, so that a name of the spec such as `__proto__` is a name like any other. */
function fields(given: Fields, scope: Scope): Record<string, unknown> {
  return Object.fromEntries(given.map(([name, one]) => [name, value(one, scope)]));
}

function exact(written: string): runtime.Rational {
  const [above = "", below] = written.split("/");
  return below === undefined ? runtime.parse(above) : runtime.ratio(BigInt(above), BigInt(below));
}

/** `pool`, or a field of what a name means, such as `given.window`. */
function named(path: string, scope: Scope): unknown {
  const [head = "", ...inner] = path.split(".");
  let found: unknown;
  for (let at: Scope | undefined = scope; ; at = at.around) {
    if (at === undefined) throw new Error(`the calculator has no ${head}`);
    if (!at.own.has(head)) continue;
    found = at.own.get(head);
    break;
  }
  for (const name of inner) found = (found as Record<string, unknown>)[name];
  return found;
}

/** A condition on an input, which is called `one`. */
function holds(test: Test, scope: Scope): boolean {
  switch (test.kind) {
    case "is": {
      const one = named("one", scope) as { source: string; attributes: Record<string, string> };
      return test.values.includes((test.own ? one.source : one.attributes[test.column]) as string);
    }
    case "not":
      return !holds(test.test, scope);
    case "and":
      return test.tests.every((one) => holds(one, scope));
    case "or":
      return test.tests.some((one) => holds(one, scope));
  }
}
