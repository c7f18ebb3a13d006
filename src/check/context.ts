import type { Declaration, Keyword, Name } from "../ast/nodes.ts";
import { diagnostic, type Diagnostic, type Extras } from "../diagnostic/diagnostic.ts";
import type { Code, Params } from "../diagnostic/catalogue.ts";
import { homeOf, lookup } from "../resolve/lookup.ts";
import type { Module, Symbol, Workspace } from "../resolve/workspace.ts";
import type { Span } from "../text/source.ts";
import { type Unit, unitNamed } from "../value/unit.ts";
import type { ClauseIds } from "./clauses.ts";

/** What every check and lowering of one declaration has in hand. Findings are collected, never thrown. */
export type Context = {
  readonly workspace: Workspace;
  readonly module: Module;
  readonly declaration: Declaration;
  /** Units by the names this file sees. */
  readonly units: ReadonlyMap<string, Unit>;
  /** Units by the names another file sees. */
  readonly unitsOf: (path: string) => ReadonlyMap<string, Unit>;
  readonly clauses: ClauseIds;
  readonly diagnostics: Diagnostic[];
};

/** Adds the finding `code` at `span`. */
export function report<C extends Code>(
  context: Context,
  code: C,
  span: Span,
  params: Params<C>,
  extras: Extras = {},
): undefined {
  context.diagnostics.push(diagnostic(code, span, params, extras));
  return undefined;
}

/** The declaration `name` means, of one of the `wanted` kinds; otherwise a finding. */
export function find(context: Context, name: Name, ...wanted: Keyword[]): Symbol | undefined {
  return lookup(context.workspace, context.module, name, wanted, context.diagnostics);
}

/** The declaration a name means where it stands, whatever its kind; no finding when there is none. */
export function visible(context: Context, name: Name): Symbol | undefined {
  return homeOf(context.workspace, name, context.module).visible.get(name.text);
}

/** The unit a name means where it stands. */
export function unitAt(context: Context, name: Name): Unit | undefined {
  const home = homeOf(context.workspace, name, context.module);
  return unitNamed(home === context.module ? context.units : context.unitsOf(home.path), name.text);
}

/** The same context for the text of another file or declaration. */
export function within(
  context: Context,
  module: Module,
  declaration: Declaration,
  units: ReadonlyMap<string, Unit>,
): Context {
  return { ...context, module, declaration, units };
}
