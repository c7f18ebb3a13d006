import type { Declaration, Reference } from "../ast/nodes.ts";
import { ONE } from "../runtime/exact.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { seldomWhole } from "../resolve/seldom-whole.ts";
import type { Module, Symbol, Workspace } from "../resolve/workspace.ts";
import { baseUnit, isReservedUnit, namedUnit, type Unit } from "../value/unit.ts";
import { headOf } from "./block.ts";
import type { ClauseIds } from "./clauses.ts";
import { type Context, report } from "./context.ts";
import { typed } from "./expression.ts";
import type { Typed } from "./typed.ts";

/** The declared units that each file sees, by name. Circular and reserved names are findings. */
export function unitTables(
  workspace: Workspace,
  clauses: ClauseIds,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, ReadonlyMap<string, Unit>> {
  const known = new Map<Declaration, Unit | "open" | "failed">();
  const unitIn = (symbol: Symbol | undefined): Unit | undefined => {
    const home = symbol?.keyword === "unit" ? workspace.modules.get(symbol.path) : undefined;
    return symbol === undefined || home === undefined ? undefined : unitOf(home, symbol.declaration);
  };
  const tableOf = ({ visible }: Module): ReadonlyMap<string, Unit> =>
    seldomWhole(
      (name) => unitIn(visible.get(name)),
      () =>
        new Map(
          [...visible.values()].flatMap((symbol) => {
            const unit = unitIn(symbol);
            return unit === undefined ? [] : [[symbol.name, unit] as const];
          }),
        ),
    );
  const unitOf = (module: Module, declaration: Declaration): Unit | undefined => {
    const before = known.get(declaration);
    if (before === "failed") return undefined;
    const context: Context = {
      workspace,
      module,
      declaration,
      units: new Map(),
      unitsOf: () => new Map(),
      clauses,
      diagnostics,
    };
    const name = declaration.name.text;
    if (before === "open") {
      const open = [...known].filter(([, state]) => state === "open").map(([one]) => one);
      const circle = open.slice(open.indexOf(declaration));
      const evidence = [[...circle, declaration].map((one) => one.name.text).join(" is made of ")];
      const related = circle.slice(1).map((one) => ({ span: one.name.span, label: "on the way" }));
      return report(context, "unit-circular", declaration.name.span, { name }, { related, evidence });
    }
    if (before !== undefined) return before;
    known.set(declaration, "open");
    const unit = evaluate(context, module, declaration);
    known.set(declaration, unit ?? "failed");
    return unit;
  };
  const evaluate = (context: Context, module: Module, declaration: Declaration): Unit | undefined => {
    const name = declaration.name.text;
    if (isReservedUnit(name)) return report(context, "unit-reserved", declaration.name.span, { name });
    if (declaration.equals === undefined) {
      if (headOf(declaration, "head-measures") === undefined) {
        return report(context, "unit-measures-nothing", declaration.name.span, { name });
      }
      return baseUnit(name);
    }
    // Each name in it is looked up when it is met, so that a unit may be declared below the one that uses it.
    const reference = (node: Reference): Typed | "reported" | undefined => {
      const symbol = module.visible.get(node.path[0]?.text ?? "");
      const home = symbol?.keyword === "unit" ? workspace.modules.get(symbol.path) : undefined;
      if (symbol === undefined || home === undefined || node.path.length > 1 || node.index !== undefined)
        return undefined;
      const unit = unitOf(home, symbol.declaration);
      return unit === undefined ? "reported" : { op: "constant", constant: ONE, unit, node };
    };
    const value = typed(declaration.equals, { context, reference, known: [] });
    if (value === undefined) return undefined;
    if (value.constant === undefined || value.constant.n <= 0n) {
      return report(context, "unit-expected", declaration.equals.span, { found: name });
    }
    return namedUnit(name, value.constant, value.unit);
  };
  // A file stands behind those it imports, so that what a unit is made of is known before it.
  const tables = new Map<string, ReadonlyMap<string, Unit>>();
  for (const module of workspace.modules.values()) {
    for (const symbol of module.own.values()) unitIn(symbol);
    tables.set(module.path, tableOf(module));
  }
  return tables;
}
