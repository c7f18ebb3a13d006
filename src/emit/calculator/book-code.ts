import type { Product } from "../../model/model.ts";
import { divide, parse, show } from "../../runtime/exact.ts";
import { clausesIn } from "../dependencies.ts";
import type { Declaration } from "./code.ts";
import { call, constant, flag, handing, list, number, object, text } from "./code.ts";
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

/** Where money moves in another currency than prices: the clauses of that currency and of the fixed rate into it, one where one says both. */
function paymentTerms({ payment }: Product): { readonly clause: string }[] {
  return [...new Set(clausesIn([payment]))].map((clause) => ({ clause }));
}

/** The functions of positions and prices: ticks, money and price bands. */
export function bookCode(product: Product, spec: SpecText): Section {
  const { size, price, payment, ticks, tickValueExactTo, priceLimits } = product;
  const worth = worthCode({
    currency: tickValueExactTo.currency,
    multiplier: multiplierOf(product),
    ...(product.flow === undefined
      ? {}
      : { counts: Object.fromEntries(product.contracts.map(({ period, amount }) => [period, amount?.count ?? 0])) }),
    exactTo: tickValueExactTo.amount,
    signed: price.signed,
    ticks,
  });
  const clauses = clausesIn([size, price, payment, ticks, tickValueExactTo]);
  const bands = priceLimits && bandsCode(product, spec);
  // The multiplier of a flow is for one hour or day, and the month says how many there are.
  const month = product.flow === undefined ? [] : ["month"];
  const parts: Declaration[] = [
    constant(
      "worth",
      worth,
      [size, price, ...paymentTerms(product), ...ticks].map(({ clause }) => spec.cite(clause)),
    ),
    ...(bands ? bands.constants : []),
    handing(
      "ticks",
      ["price", "role"],
      "How many ticks of this role make up the price; a price between two ticks is refused.",
      call("ticksOf", "worth", "price", "role"),
    ),
    handing(
      "roundToTick",
      ["price", "role", "mode", "reference"],
      "The price rounded to the tick of this role in the mode named; modes that lean to a price need it as `reference`.",
      call("roundedToTick", "worth", "price", "role", "mode", "reference"),
    ),
    handing(
      "settlementValue",
      ["price", "lots", ...month],
      "What the contracts stand for at this price; lots are signed.",
      call("valueOfLots", "worth", "price", "lots", ...month),
    ),
    handing(
      "variationMargin",
      ["position"],
      "What a position receives, or pays where it is negative, as its price moves from `previous` to `settlement`.",
      call("variationOf", "worth", "position"),
    ),
    ...collateralCode(product, spec),
    ...(bands ? [bands.function] : []),
  ];
  return {
    parts,
    trace: [
      ...["ticks", "roundToTick"].map((name) => ({ at: `#${name}`, clauses: clausesIn([price, ticks]) })),
      ...["settlementValue", "variationMargin"].map((name) => ({ at: `#${name}`, clauses })),
      ...(product.fullCollateral === undefined
        ? []
        : [{ at: "#collateral", clauses: [...clauses, ...collateralClauses(product)] }]),
      ...(bands ? [{ at: "#priceBands", clauses: clausesIn([price, ticks, bandTerms(product)]) }] : []),
    ],
  };
}

/** The function of what a position pays in, where each side pays in all it can lose. */
function collateralCode({ fullCollateral, finalSettlement: { bounds } }: Product, spec: SpecText): Declaration[] {
  if (fullCollateral === undefined || bounds === undefined) return [];
  const { floor, floorClause, cap, capClause } = bounds;
  const between = object("PayoutBounds", { floor: number(floor), cap: number(cap) });
  return [
    constant("payoutBounds", between, [floorClause, capClause].map(spec.cite)),
    handing(
      "collateral",
      ["position"],
      `All that a position can lose from its price on, which is what it pays in (${spec.where(fullCollateral.clause)}).`,
      call("collateralOf", "worth", "payoutBounds", "position"),
    ),
  ];
}

function collateralClauses({ fullCollateral, finalSettlement: { bounds } }: Product): string[] {
  return fullCollateral === undefined || bounds === undefined
    ? []
    : [fullCollateral.clause, bounds.floorClause, bounds.capClause];
}

/** What the bands depend on: not the halts, which are the engine's. */
function bandTerms({ priceLimits }: Product): unknown {
  return priceLimits && [{ clause: priceLimits.clause }, priceLimits.round];
}

function bandsCode(
  { priceLimits, ticks }: Product,
  spec: SpecText,
): { readonly constants: readonly Declaration[]; readonly function: Declaration } | undefined {
  if (!priceLimits) return undefined;
  const { bands, round, clause } = priceLimits;
  if (round.mode === "nearest-ties-toward" && round.reference === undefined)
    return notYet("ties without a side", round.clause);
  const decimals = ticks.find(({ role }) => role === round.role)?.decimals;
  const rounding = object("BandRounding", {
    mode: text(runtimeMode(round)),
    leans: flag(round.reference !== undefined),
    grid: gridCode(round.increment, decimals),
  });
  return {
    constants: [constant("bandShares", list(bands.map(number)), [spec.cite(clause)]), constant("bandRound", rounding)],
    function: handing(
      "priceBands",
      ["previousSettlement"],
      `The lowest and highest price of each band around a previous settlement (${spec.where(clause)}).`,
      call("bandsAround", "worth", "previousSettlement", "bandShares", "bandRound"),
    ),
  };
}
