import type { Index } from "../../model/model.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, divide, fromInteger, multiply, subtract } from "../../runtime/exact.ts";
import type { Row } from "./interpret-screens.ts";
import type { JsonObject } from "./read.ts";
import { exact } from "./read.ts";

const DAY = 86_400_000;

/** Of each calendar day of the period the business day it counts with, and the one whose rate it takes. */
function calendarDays(index: Index, input: JsonObject): { readonly counted: string; readonly rated: string }[] {
  const { lookback, lockout } = index.accrual as NonNullable<Index["accrual"]>;
  const days = input["days"] as readonly string[];
  const business = input["business"] as readonly string[];
  return days.map((day) => {
    const counted = business.findLastIndex((one) => one <= day);
    const first = business.findLastIndex((one) => one <= (days[0] as string));
    const rated = Math.max(Math.min(counted, business.length - 1 - lockout), first) - lookback;
    return { counted: business[counted] as string, rated: business[rated] as string };
  });
}

/** The days that are the parts of an index: those given, or those whose rates accrue. */
export function partDays(index: Index, input: JsonObject): readonly string[] {
  if (!index.accrual) return input["days"] as readonly string[];
  return [...new Set(calendarDays(index, input).map(({ rated }) => rated))].sort();
}

/** The mean of rates over the calendar days, or what they come to compounded. */
export function accrued(index: Index, values: readonly Row[], input: JsonObject): Rational {
  const { year, scale, lookback, shift } = index.accrual as NonNullable<Index["accrual"]>;
  const parts = partDays(index, input);
  const business = input["business"] as readonly string[];
  const days = calendarDays(index, input);
  const rateOf = (day: string): Rational =>
    (values.find(({ cells }) => cells["part"] === String(parts.indexOf(day) + 1)) as Row).price;
  const stretches = [...new Set(days.map(({ counted }) => counted))].map((counted) => {
    const own = days.filter((one) => one.counted === counted);
    const at = business.indexOf(counted);
    const [from, until] = [at - lookback, at - lookback + 1].map((place) => Date.parse(business[place] ?? counted));
    const counts = shift && lookback > 0 ? Math.round(((until as number) - (from as number)) / DAY) : own.length;
    return { rate: rateOf((own[0] as { rated: string }).rated), counts: fromInteger(counts) };
  });
  const all = stretches.reduce((so, { counts }) => add(so, counts), fromInteger(0));
  if (year === undefined) {
    const weighed = stretches.reduce((so, { rate, counts }) => add(so, multiply(rate, counts)), fromInteger(0));
    return divide(weighed, all);
  }
  const one = fromInteger(1);
  const ratio = exact(scale);
  const grown = stretches.reduce(
    (so, { rate, counts }) =>
      multiply(so, add(one, divide(multiply(multiply(rate, ratio), counts), fromInteger(year)))),
    one,
  );
  return divide(multiply(subtract(grown, one), fromInteger(year)), multiply(all, ratio));
}
