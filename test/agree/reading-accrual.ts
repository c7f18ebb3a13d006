import type { Index } from "../../src/model/model.ts";
import type { Fraction } from "./number.ts";
import { fraction, minus, over, plus, read, times, total } from "./number.ts";

/** The business day in force on a day: itself, or the last one before. */
const inForce = (business: readonly string[], day: string): string => business.findLast((one) => one <= day) as string;

/** So many business days before one. */
const back = (business: readonly string[], day: string, count: number): string =>
  business.filter((one) => one <= day).at(-1 - count) as string;

/** Of each calendar day the day whose rate it takes, and the business day it belongs to. */
export function rated(
  index: Index,
  days: readonly string[],
  business: readonly string[],
): { own: string; rate: string }[] {
  const { lookback, lockout } = index.accrual as NonNullable<Index["accrual"]>;
  const used = [...new Set(days.map((day) => inForce(business, day)))];
  // The last that is not locked out; where all would be, the first.
  const open = used[Math.max(used.length - 1 - lockout, 0)] as string;
  return days.map((day) => {
    const own = inForce(business, day);
    return { own, rate: back(business, own > open ? open : own, lookback) };
  });
}

/** The value of rates that accrue: day by day for a mean, business day by business day compounded. */
export function accruing(
  index: Index,
  days: readonly string[],
  business: readonly string[],
  rateOf: (day: string) => Fraction,
): Fraction {
  const { year, scale, lookback, shift } = index.accrual as NonNullable<Index["accrual"]>;
  const all = rated(index, days, business);
  const length = (own: string): bigint => {
    if (!shift || lookback === 0) return BigInt(all.filter((one) => one.own === own).length);
    const from = Date.parse(back(business, own, lookback));
    return BigInt((Date.parse(back(business, own, lookback - 1)) - from) / 86_400_000);
  };
  const owns = [...new Set(all.map(({ own }) => own))];
  const rates = owns.map((own) => ({
    days: fraction(length(own)),
    rate: rateOf((all.find((one) => one.own === own) as { rate: string }).rate),
  }));
  const sum = total(rates.map((one) => one.days));
  if (year === undefined) return over(total(rates.map((one) => times(one.rate, one.days))), sum);
  const unit = read(scale as string);
  const basis = fraction(BigInt(year));
  const factors = rates.map((one) => plus(fraction(1n), over(times(times(one.rate, unit), one.days), basis)));
  const growth = minus(factors.reduce(times, fraction(1n)), fraction(1n));
  return over(over(times(growth, basis), sum), unit);
}
