import type { Field, Name } from "../../ast/nodes.ts";
import { fieldOf, sectionOf } from "../../check/block.ts";
import { type Context, report } from "../../check/context.ts";
import { effectiveBlock } from "../../check/effective.ts";
import { lookup } from "../../resolve/lookup.ts";
import type { Symbol } from "../../resolve/workspace.ts";
import { firstNames } from "./aggregates.ts";
import type { Lowering } from "./builder.ts";

type Edge = { readonly from: string; readonly into: string; readonly field: Field };

/** Reports a product whose positions would count towards itself by way of others, with the field that closes the circle. */
export function checkAggregateCircle(at: Lowering): void {
  const own = at.context.declaration.name.text;
  const edges: Edge[] = [];
  const symbol = at.context.module.own.get(own);
  if (symbol !== undefined) gather(at.context, symbol, edges, new Set());
  // Each product a position of `own` reaches, with the field it got there by.
  const reached = new Map<string, Field>();
  const open = [own];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const edge of edges.filter(({ from }) => from === name)) {
      if (edge.into === own) {
        const first = reached.get(name) ?? edges.find(({ from, into }) => from === own && into === name)?.field;
        return said(at, own, name, edge.field, first ?? edge.field);
      }
      if (reached.has(edge.into)) continue;
      reached.set(edge.into, edge.field);
      open.push(edge.into);
    }
  }
}

function said(at: Lowering, product: string, other: string, closing: Field, first: Field): void {
  const block = sectionOf(at.block, "limits")?.block;
  const here = [fieldOf(block, "aggregate-into"), fieldOf(block, "aggregate")].find((one) => one !== undefined);
  const place = here ?? first;
  const there = [closing, first].find((one) => one !== place);
  const related = there === undefined ? [] : [{ span: there.span, label: `comes back to ${product}` }];
  report(at.context, "aggregate-circular", place.span, { product, other }, { related });
}

/** Every edge of the products that this one names, and that those name. */
function gather(context: Context, symbol: Symbol, edges: Edge[], seen: Set<string>): void {
  if (seen.has(symbol.name)) return;
  seen.add(symbol.name);
  const module = context.workspace.modules.get(symbol.path);
  if (module === undefined) return;
  const block = sectionOf(effectiveBlock(context.workspace, symbol.path, symbol.declaration, []), "limits")?.block;
  for (const key of ["aggregate", "aggregate-into"]) {
    const field = fieldOf(block, key);
    for (const name of namesOf(field)) {
      const [from, into] = key === "aggregate" ? [name.text, symbol.name] : [symbol.name, name.text];
      if (field !== undefined) edges.push({ from, into, field });
      const other = lookup(context.workspace, module, name, ["future", "perpetual"], []);
      if (other !== undefined) gather(context, other, edges, seen);
    }
  }
}

function namesOf(field: Field | undefined): Name[] {
  return field?.value === undefined ? [] : firstNames(field.value.content);
}
