import type { Field } from "../../ast/nodes.ts";
import { contentOf, modifierOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Spread } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers, plainWords, required, wordsOf } from "./builder.ts";
import { roundingOf } from "./formula.ts";
import { type LegRead, type LegsRead, legName } from "./spread-legs.ts";
import { productEnv } from "./terms.ts";

/** How the legs of a trade get their prices: the anchored ones by their settlement, the one that is left by the spread's price. */
export type LegPrices = Spread["legPrices"] & { readonly anchored: readonly boolean[] };

/** `leg-prices: near leg at settlement, round half-even to 0.0004`; undefined after a finding. */
export function legPricesOf(at: Lowering, { legs, strip }: LegsRead): LegPrices | undefined {
  const { context } = at;
  const field = required(at, "leg-prices", "it says at which price each leg of a trade is booked");
  const clauses = contentOf(field, "clauses-value")?.clauses;
  if (field?.value === undefined) return undefined;
  const wanted = strip ? WANTED_OF_STRIP : wantedOf(legs);
  if (clauses === undefined)
    return report(context, "value-of-another-kind", field.value.span, { field: "leg-prices", wanted });
  if (!onlyModifiers(context, field.value.modifiers, "round")) return undefined;
  const named = new Set<LegRead>();
  const earlier = strip && clauses.length === 1 && clauses.every((one) => plainWords(one) === EARLIER);
  for (const clause of earlier ? [] : clauses) {
    const name = /^(\S+) leg at settlement$/.exec(plainWords(clause))?.[1];
    const meant = legs.filter((leg) => [leg.month, leg.on.product.id, legName(leg)].includes(name ?? ""));
    const [leg] = meant;
    if (leg === undefined || meant.length > 1 || named.has(leg))
      return report(context, "value-of-another-kind", clause.span, { field: "leg-prices", wanted });
    named.add(leg);
  }
  if (earlier) for (const leg of legs.slice(0, -1)) named.add(leg);
  if (named.size !== legs.length - 1)
    return report(context, "value-of-another-kind", field.value.span, { field: "leg-prices", wanted });
  const round = roundOf(at, field, [...named]);
  if (round === "found") return undefined;
  return {
    anchored: legs.map((leg) => named.has(leg)),
    text: wordsOf(field),
    ...(round === undefined ? {} : { round }),
    clause: clauseOf(context, field),
  };
}

const EARLIER = "earlier legs at settlement";
const WANTED_OF_STRIP = `\`${EARLIER}\`: the last month of a strip follows from its price`;

function wantedOf(legs: readonly LegRead[]): string {
  const call = (leg: LegRead): string => {
    const alone = (name: (one: LegRead) => string): boolean =>
      legs.filter((one) => name(one) === name(leg)).length === 1;
    if (alone((one) => one.month)) return leg.month;
    return alone((one) => one.on.product.id) ? leg.on.product.id : legName(leg);
  };
  const others = legs.slice(0, -1).map((leg) => `${call(leg)} leg at settlement`);
  return `all legs but one, such as \`${others.join(", ")}\`: the one that is left follows from the price of the spread`;
}

/** The rounding of settlements before they become prices of legs; undefined without one, `found` after a finding. */
function roundOf(at: Lowering, field: Field, named: readonly LegRead[]): Spread["legPrices"]["round"] | "found" {
  const node = modifierOf(field, "round");
  const [first] = named;
  const price = first?.on.terms.price;
  if (node === undefined) return undefined;
  if (first === undefined || price === undefined) return "found";
  const round = roundingOf(
    node.rounding,
    price.unit,
    productEnv(at.context, first.on.terms),
    clauseOf(at.context, node),
  );
  if (round === undefined) return "found";
  if (round.reference === undefined) return round;
  report(at.context, "phrase-not-here", node.span, { found: plainWords(node) });
  return "found";
}
