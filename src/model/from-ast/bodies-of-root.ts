import type { Index, Option, Perpetual, Product, Reference, Spread } from "../model.ts";

/** What a model is of. */
export type Root =
  | { readonly kind: "product"; readonly root: string; readonly asOf: string; readonly product: Product }
  | { readonly kind: "reference"; readonly root: string; readonly asOf: string; readonly reference: Reference }
  | { readonly kind: "option"; readonly root: string; readonly asOf: string; readonly option: Option }
  | { readonly kind: "spread"; readonly root: string; readonly asOf: string; readonly spread: Spread }
  | { readonly kind: "perpetual"; readonly root: string; readonly asOf: string; readonly perpetual: Perpetual }
  | { readonly kind: "index"; readonly root: string };

/** Who lists and clears a root, and who decides, inspects or states anything of it. */
export function bodiesOfRoot(root: Root): Set<string> {
  switch (root.kind) {
    case "product":
      return new Set([root.product.venue, root.product.clearing, ...bodiesOfDelivery(root.product)]);
    case "option":
      return new Set([root.option.venue, root.option.clearing, ...bodiesOfMarks(root.option)]);
    case "spread":
      return new Set([root.spread.venue, root.spread.clearing]);
    case "perpetual":
      return new Set([root.perpetual.venue, root.perpetual.clearing]);
    case "reference":
      return new Set([root.reference.venue]);
    case "index":
      return new Set();
  }
}

/** Adds the bodies that make an index, and those it reads and takes prices from. */
export function addBodies({ administrator, inputs, members, fallback }: Index, names: Set<string>): void {
  if (administrator !== undefined) names.add(administrator);
  for (const { from } of inputs) for (const one of from) names.add(one);
  for (const set of members) for (const one of set.members) names.add(one);
  for (const line of fallback) if (line.kind === "determination") names.add(line.by);
}

/** The bodies that decide or inspect where a product is delivered. */
function bodiesOfDelivery({ finalSettlement: { delivery } }: Product): string[] {
  if (delivery === undefined) return [];
  const decide = delivery.failures.flatMap((one) => (one.kind === "determination" ? [one.by] : []));
  return [...decide, ...(delivery.inspection === undefined ? [] : [delivery.inspection.by])];
}

/** The bodies that state rates and volatilities. */
function bodiesOfMarks({ marks: { rate, volatility } }: Option): string[] {
  return [volatility.by, ...(rate.kind === "stated" ? [rate.by] : [])];
}
