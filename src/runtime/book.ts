// What positions are worth: ticks, money and price bands of one product.
import type { Rational, RoundingMode } from "./exact.ts";
import { ONE, add, compare, fromInteger, multiples, multiply, roundTo, show, subtract, toFixed } from "./exact.ts";
import { inWords, readFields, readPrice, readWhole, refuseAt } from "./input.ts";

/** A minimum price increment of a product; prices on it are written with `decimals`. */
export type TickGrid = { readonly increment: Rational; readonly decimals: number };

/** What money is made of: how much of the currency one whole price is worth per contract, and what amounts are exact to. */
export type Worth = {
  readonly currency: string;
  /** Currency per contract for a price of 1. */
  readonly multiplier: Rational;
  /** Where each contract month has its own size: how many hours or days it has, which `multiplier` is then for one of. */
  readonly counts?: Readonly<Record<string, bigint>>;
  readonly exactTo: Rational;
  readonly decimals: number;
  readonly signed: boolean;
  readonly ticks: Readonly<Record<string, TickGrid>>;
};

/** An exact amount; negative is paid by the holder of the position. */
export type Amount = { readonly amount: string; readonly currency: string };

/** The grid of a named tick; a name that is none of them is refused with `unknown-tick`. */
function gridOf(worth: Worth, role: unknown): TickGrid {
  if (typeof role !== "string" || !Object.hasOwn(worth.ticks, role)) {
    return refuseAt("role", "unknown-tick", `one of ${Object.keys(worth.ticks).join(", ")}`, inWords(role));
  }
  return worth.ticks[role] as TickGrid;
}

/** How many ticks make up the price, a whole number; a price between two ticks is refused with `off-tick`. */
export function ticksOf(worth: Worth, price: unknown, role: unknown): string {
  const { increment } = gridOf(worth, role);
  return String(multiples(readPrice(price, "price", worth.signed, increment), increment));
}

/**
 * The price rounded to the named tick in the mode the caller names, written with the tick's decimals. Modes that lean to a
 * reference need one; refused as `roundTo` refuses, and `unknown-tick`.
 */
export function roundedToTick(
  worth: Worth,
  price: unknown,
  role: unknown,
  mode: RoundingMode,
  reference?: unknown,
): string {
  const { increment, decimals } = gridOf(worth, role);
  const value = readPrice(price, "price", worth.signed);
  const leaning = reference === undefined ? undefined : readPrice(reference, "reference", worth.signed);
  return toFixed(roundTo(value, increment, mode, leaning), decimals);
}

/** An amount of money, a whole number of what amounts are exact to; anything finer is refused with `amount-not-exact`. */
export function money(worth: Worth, amount: Rational): Amount {
  if ((amount.n * worth.exactTo.d) % (amount.d * worth.exactTo.n) !== 0n) {
    refuseAt("", "amount-not-exact", `a whole number of ${show(worth.exactTo)} ${worth.currency}`, show(amount));
  }
  return { amount: toFixed(amount, worth.decimals), currency: worth.currency };
}

/** Refuses with `off-tick` a price that is on no tick of the product. */
function readOnTick(worth: Worth, value: unknown, place: string): Rational {
  const price = readPrice(value, place, worth.signed);
  const on = Object.values(worth.ticks).some(({ increment: i }) => (price.n * i.d) % (price.d * i.n) === 0n);
  if (!on) refuseAt(place, "off-tick", `a price on a tick: ${ticksInWords(worth)}`, show(price));
  return price;
}

function ticksInWords(worth: Worth): string {
  return Object.entries(worth.ticks)
    .map(([role, { increment }]) => `${role} ${show(increment)}`)
    .join(", ");
}

/** Currency per contract for a price of 1, of a month where each has its own; one that is not listed is refused with `unknown-month`. */
function multiplierOf({ multiplier, counts }: Worth, month: unknown): Rational {
  if (counts === undefined) return multiplier;
  if (typeof month !== "string" || !Object.hasOwn(counts, month))
    refuseAt("month", "unknown-month", `one of ${Object.keys(counts).join(", ")}`, inWords(month));
  return multiply(multiplier, fromInteger(counts[month] as bigint));
}

/** `(settlement - previous) × multiplier × lots`: what a position receives, or pays where it is negative. Lots are signed. */
export function variationOf(worth: Worth, position: unknown): Amount {
  const own = worth.counts === undefined ? [] : ["month"];
  const fields = readFields(position, "", ["lots", "previous", "settlement", ...own]);
  const multiplier = multiplierOf(worth, fields["month"]);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  const previous = readOnTick(worth, fields["previous"], "previous");
  const settlement = readOnTick(worth, fields["settlement"], "settlement");
  return money(worth, multiply(multiply(subtract(settlement, previous), multiplier), lots));
}

/** `price × multiplier × lots`: what the contracts stand for. Lots are signed. */
export function valueOfLots(worth: Worth, price: unknown, lots: unknown, month?: unknown): Amount {
  const value = multiply(readOnTick(worth, price, "price"), multiplierOf(worth, month));
  return money(worth, multiply(value, fromInteger(readWhole(lots, "lots"))));
}

/** Between which prices a contract settles whatever happens. */
export type PayoutBounds = { readonly floor: Rational; readonly cap: Rational };

/**
 * All that a position can lose from `price` on: `(price - floor) × multiplier × lots` bought, `(cap - price) × multiplier × lots` sold. Lots are signed, the
 * amount is zero or more. A price that lies between no bounds is refused with `out-of-bounds`.
 */
export function collateralOf(worth: Worth, { floor, cap }: PayoutBounds, position: unknown): Amount {
  const own = worth.counts === undefined ? [] : ["month"];
  const fields = readFields(position, "", ["lots", "price", ...own]);
  const multiplier = multiplierOf(worth, fields["month"]);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  const price = readOnTick(worth, fields["price"], "price");
  if (compare(price, floor) < 0 || compare(price, cap) > 0)
    refuseAt("price", "out-of-bounds", `a price from ${show(floor)} to ${show(cap)}`, show(price));
  const loss = lots.n < 0n ? subtract(price, cap) : subtract(price, floor);
  return money(worth, multiply(multiply(loss, multiplier), lots));
}

/** One price band: at this share of the previous settlement, the lowest and the highest price. */
export type PriceBand = { readonly at: string; readonly lower: string; readonly upper: string };

/** How bands are rounded; `toward` and `nearest` lean to the previous settlement. */
export type BandRounding = { readonly mode: RoundingMode; readonly leans: boolean; readonly grid: TickGrid };

/** The bands around a previous settlement, each end rounded as the spec says. */
export function bandsAround(
  worth: Worth,
  previous: unknown,
  shares: readonly Rational[],
  round: BandRounding,
): PriceBand[] {
  const center = readOnTick(worth, previous, "previousSettlement");
  const rounded = (factor: Rational): string => {
    const { increment, decimals } = round.grid;
    const edge = multiply(center, factor);
    return toFixed(
      round.leans ? roundTo(edge, increment, round.mode, center) : roundTo(edge, increment, round.mode),
      decimals,
    );
  };
  return shares.map((share) => ({
    at: show(share),
    lower: rounded(subtract(ONE, share)),
    upper: rounded(add(ONE, share)),
  }));
}
