import type { Product } from "../../src/model/model.ts";
import { readWorth } from "./reading-flow.ts";
import { fraction, less, minus, over, places, plus, read, round, times, write } from "./number.ts";

/** What so many contracts stand for at a price, from the size of the product and not from its ticks. */
export function readValue(product: Product, price: string, lots: string, month?: string): string {
  return write(
    times(times(read(price), readWorth(product, month)), read(lots)),
    places(product.tickValueExactTo.amount),
  );
}

/** What each side of a contract between two bounds may lose yet: down to the floor, or up to the cap. */
export function readCollateral(product: Product, price: string, lots: string, month?: string): string | undefined {
  const { bounds } = product.finalSettlement;
  if (bounds === undefined || less(read(price), read(bounds.floor)) || less(read(bounds.cap), read(price)))
    return undefined;
  const count = read(lots.replace("-", ""));
  const lost = lots.startsWith("-") ? minus(read(bounds.cap), read(price)) : minus(read(price), read(bounds.floor));
  return write(times(times(lost, readWorth(product, month)), count), places(product.tickValueExactTo.amount));
}

/** How many ticks a price is; nothing where it lies between two. */
export function readTicks(product: Product, price: string, role: string): string | undefined {
  const tick = product.ticks.find((one) => one.role === role);
  const count = tick && over(read(price), read(tick.increment));
  return count?.bottom === 1n ? String(count.top) : undefined;
}

/** A price on the tick that the mode picks. */
export function readRounded(product: Product, price: string, role: string, mode: string): string | undefined {
  const tick = product.ticks.find((one) => one.role === role);
  return tick && write(round(read(price), read(tick.increment), mode), places(tick.increment));
}

/** The ends of every band around the settlement before. */
export function readBands(product: Product, previous: string): { at: string; lower: string; upper: string }[] {
  const { priceLimits, ticks } = product;
  const rule = priceLimits?.round;
  if (priceLimits === undefined || rule === undefined) return [];
  const center = read(previous);
  const step = ticks.find((one) => one.role === rule.role)?.increment ?? rule.increment;
  const edge = (factor: ReturnType<typeof read>): string =>
    write(round(times(center, factor), read(rule.increment), rule.mode, rule.reference && center), places(step));
  const one = fraction(1n);
  return priceLimits.bands.map((at) => ({
    at,
    lower: edge(minus(one, read(at))),
    upper: edge(plus(one, read(at))),
  }));
}

/** What positions gain as prices move, from the size of the product: in steps of what its ticks are exact to, or rounded to `to`. */
export function readMargin(
  product: Product,
  lots: bigint,
  previous: string,
  settlement: string,
  to?: string,
  mode = "half-even",
): string {
  const gain = times(times(minus(read(settlement), read(previous)), readWorth(product, undefined)), fraction(lots));
  const step = to ?? product.tickValueExactTo.amount;
  return write(to === undefined ? gain : round(gain, read(to), mode), places(step));
}
