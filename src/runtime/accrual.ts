// Rates that count for the days they are in force: an average of them, or what they come to compounded.
import type { Rational } from "./exact.ts";
import { ONE, add, divide, fromInteger, multiply, show, subtract } from "./exact.ts";
import { daysSince1970, readDate, readList, refuseAt } from "./input.ts";
import type { Attempt } from "./index-price.ts";
import type { IndexInput } from "./observations.ts";
import type { Pool, Step } from "./pool.ts";
import { sum } from "./statistics.ts";

/** How rates accrue; lookback and lockout are counted in business days, `year` in days, `scale` is what 1 is as a ratio. */
export type Accrual = {
  readonly lookback: number;
  readonly lockout: number;
  readonly shift: boolean;
  readonly year?: number;
  readonly scale?: Rational;
};

/** A business day of the period, the day whose rate it takes, and how many calendar days that counts for. */
export type AccrualDay = { readonly day: string; readonly observed: string; readonly counts: number };

const numberOf = (day: string): number => Number(daysSince1970(day));

/**
 * Every business day of the period with the day it takes its rate from. A day that is none counts with the business day before it, so a
 * Friday counts for three. With a lookback of n each takes the rate of n business days before, and the last ones, as many as the
 * lockout says, that of the day before them; with a shift the days counted are those behind the rates. The period is `days` of the input, without a
 * gap; `business` are all business days from those looked back to until its end. Refused: `days-with-a-gap`, `days-out-of-order`, and
 * `business-days-missing` where the list begins too late or names a day after the period.
 */
export function accrualDays(given: IndexInput, { lookback, lockout, shift }: Accrual): readonly AccrualDay[] {
  const days = (given.days ?? []).map(numberOf);
  const [start] = days as [number];
  days.forEach((day, at) => {
    if (day !== start + at)
      refuseAt(`days[${at}]`, "days-with-a-gap", "the day after the one before", dayOf(given, at));
  });
  const end = start + days.length;
  const names = readList(given.fields["business"], "business", readDate);
  const business = names.map(numberOf);
  business.forEach((day, at) => {
    if (at > 0 && day <= (business[at - 1] as number))
      refuseAt(`business[${at}]`, "days-out-of-order", `a day after ${names[at - 1]}`, names[at] as string);
    if (day >= end)
      refuseAt(`business[${at}]`, "days-out-of-order", `a day up to ${dayOf(given, -1)}`, names[at] as string);
  });
  // The rate of a closed first day is that of the business day before it.
  const first = business.findLastIndex((day) => day <= start);
  if (first < lookback)
    refuseAt(
      "business",
      "business-days-missing",
      `${lookback} business days before ${dayOf(given, 0)}`,
      String(Math.max(first, 0)),
    );
  const last = business.length - 1;
  return business.slice(first).map((day, place) => {
    const at = first + place;
    const from = Math.max(day, start);
    const until = at < last ? (business[at + 1] as number) : end;
    const behind = at - lookback;
    const counts =
      shift && lookback > 0 ? (business[behind + 1] as number) - (business[behind] as number) : until - from;
    const rated = Math.max(Math.min(at, last - lockout), first) - lookback;
    return { day: names[at] as string, observed: names[rated] as string, counts };
  });
}

const dayOf = ({ days = [] }: IndexInput, at: number): string => days.at(at) as string;

/** The days whose rates are read, each once, ascending: the parts of such an index. */
export function observedDays(given: IndexInput, accrual: Accrual): readonly string[] {
  return [...new Set(accrualDays(given, accrual).map(({ observed }) => observed))].sort();
}

/** Of each accrual day the rate that counts for it, one step each. */
function rates(
  pool: Pool,
  given: IndexInput,
  accrual: Accrual,
  clause: string,
): { rate: Rational; counts: number; step: Step }[] {
  const observed = observedDays(given, accrual);
  return accrualDays(given, accrual).map(({ day, observed: of, counts }) => {
    const part = String(observed.indexOf(of) + 1);
    const rate = pool.groups.find(({ keys }) => keys["part"] === part)?.value as Rational;
    const text = `${day} counts ${counts} ${counts === 1 ? "day" : "days"} at the rate of ${of}`;
    return { rate, counts, step: { text, value: show(rate), clause } };
  });
}

/**
 * The mean of the rates, each counting for its days, or compounded: `(Π (1 + rate × days / year) − 1) × year / all days`, the rates as
 * ratios by `scale` (ISDA 2021 Definitions, section 7.3). Exact, and not rounded yet; what failed before stays failed.
 */
export function accruedOver(pool: Pool, given: IndexInput, accrual: Accrual, text: string, clause: string): Attempt {
  if (pool.failed.length > 0) return { pool, steps: pool.steps, reasons: pool.failed };
  const all = rates(pool, given, accrual, clause);
  const days = fromInteger(all.reduce((so, { counts }) => so + counts, 0));
  const { year, scale } = accrual;
  const value =
    year === undefined || scale === undefined
      ? divide(sum(all.map(({ rate, counts }) => multiply(rate, fromInteger(counts)))), days)
      : compounded(all, fromInteger(year), scale, days);
  const steps = [...pool.steps, ...all.map(({ step }) => step), { text, value: show(value), clause }];
  return { pool, value, steps, reasons: [] };
}

function compounded(
  all: readonly { readonly rate: Rational; readonly counts: number }[],
  year: Rational,
  scale: Rational,
  days: Rational,
): Rational {
  const grown = all.reduce((so, { rate, counts }) => {
    const factor = add(ONE, divide(multiply(multiply(rate, scale), fromInteger(counts)), year));
    return multiply(so, factor);
  }, ONE);
  return divide(multiply(subtract(grown, ONE), year), multiply(days, scale));
}
