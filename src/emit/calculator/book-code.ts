import type { Product } from "../../model/model.ts";
import { divide, parse, show } from "../../runtime/exact.ts";
import { clausesIn } from "../dependencies.ts";
import { list, number, object, quote, statement } from "./code.ts";
import { runtimeMode } from "./formula-code.ts";
import type { Section } from "./index-code.ts";
import { gridCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet } from "./spec-text.ts";
import { worthCode } from "./worth-code.ts";

/** Money per contract for a price of 1, as an exact number: what one tick is worth over the tick, the same for every tick. */
export function multiplierOf(product: Product): string {
  const all = product.ticks.map(({ increment, value }) => show(divide(parse(value.amount), parse(increment))));
  const [first] = all;
  if (first === undefined || all.some((one) => one !== first))
    throw new Error(`the ticks of ${product.id} disagree on its size`);
  return first;
}

/** The functions of positions and prices: ticks, money and price bands. */
export function bookCode(product: Product, spec: SpecText): Section {
  const { size, price, ticks, tickValueExactTo, priceLimits } = product;
  const worth = worthCode({
    currency: price.currency,
    multiplier: multiplierOf(product),
    exactTo: tickValueExactTo.amount,
    signed: price.signed,
    ticks,
  });
  const clauses = clausesIn([size, price, ticks, tickValueExactTo]);
  const bands = priceLimits && bandsCode(product, spec);
  const text = [
    ...[size, price, ...ticks].map(({ clause }) => `// ${spec.cite(clause)}`),
    statement("const worth = ", worth),
    ...(bands ? ["", bands.constants] : []),
    "",
    "/** How many ticks of this role make up the price; a price between two ticks is refused. */",
    "export function ticks(price, role) {",
    "  return ticksOf(worth, price, role);",
    "}",
    "",
    "/** The price rounded to the tick of this role in the mode named; modes that lean to a price need it as `reference`. */",
    "export function roundToTick(price, role, mode, reference) {",
    "  return roundedToTick(worth, price, role, mode, reference);",
    "}",
    "",
    "/** What the contracts stand for at this price; lots are signed. */",
    "export function settlementValue(price, lots) {",
    "  return valueOfLots(worth, price, lots);",
    "}",
    "",
    "/** What a position receives, or pays where it is negative, as its price moves from `previous` to `settlement`. */",
    "export function variationMargin(position) {",
    "  return variationOf(worth, position);",
    "}",
    ...(bands ? ["", bands.text] : []),
  ].join("\n");
  return {
    text,
    trace: [
      ...["ticks", "roundToTick"].map((name) => ({ at: `#${name}`, clauses: clausesIn([price, ticks]) })),
      ...["settlementValue", "variationMargin"].map((name) => ({ at: `#${name}`, clauses })),
      ...(bands ? [{ at: "#priceBands", clauses: clausesIn([price, ticks, bandTerms(product)]) }] : []),
    ],
  };
}

/** What the bands depend on: not the halts, which are the engine's. */
function bandTerms({ priceLimits }: Product): unknown {
  return priceLimits && [{ clause: priceLimits.clause }, priceLimits.round];
}

function bandsCode(
  { priceLimits, ticks }: Product,
  spec: SpecText,
): { readonly constants: string; readonly text: string } | undefined {
  if (!priceLimits) return undefined;
  const { bands, round, clause } = priceLimits;
  if (round.mode === "nearest-ties-toward" && round.reference === undefined)
    return notYet("ties without a side", round.clause);
  const decimals = ticks.find(({ role }) => role === round.role)?.decimals;
  const rounding = object({
    mode: quote(runtimeMode(round)),
    leans: String(round.reference !== undefined),
    grid: gridCode(round.increment, decimals),
  });
  const constants = [
    `// ${spec.cite(clause)}`,
    statement("const bandShares = ", list(bands.map(number))),
    statement("const bandRound = ", rounding),
  ];
  const text = [
    `/** The lowest and highest price of each band around a previous settlement (${spec.where(clause)}). */`,
    "export function priceBands(previousSettlement) {",
    "  return bandsAround(worth, previousSettlement, bandShares, bandRound);",
    "}",
  ];
  return { constants: constants.join("\n"), text: text.join("\n") };
}
