// A daily settlement: for each month the first tier that holds, rounded once, with its reasons.
import type { Rational, RoundingMode } from "./exact.ts";
import { fromInteger, roundTo, show, subtract, toFixed } from "./exact.ts";
import type { Figure, Verdict } from "./figure.ts";
import { isMissing, missing } from "./figure.ts";
import { daysBetween, inside, readDetermination, refuseAt } from "./input.ts";
import type { Day, Month } from "./market.ts";
import { readOther } from "./observations.ts";
import type { Step } from "./pool.ts";
import type { Standing } from "./sight.ts";
import { monthSeen, noted, otherMonth } from "./sight.ts";

/** One line of a waterfall. */
export type Tier = {
  readonly id: string;
  readonly text: string;
  readonly clause: string;
  readonly when?: (at: Standing) => Verdict;
  readonly price: (at: Standing) => Figure;
};

/** How settlement prices are rounded; `toward` is what ties lean to. */
export type SettlementRounding = {
  readonly mode: RoundingMode;
  readonly increment: Rational;
  readonly decimals: number;
  readonly toward?: "previous settlement";
  readonly text: string;
  readonly clause: string;
};

/** The tiers of some months, and how their prices are rounded where it is not as those of the others. */
export type MonthGroup = {
  readonly months: "expiring" | "spot" | "lead" | "other" | "all";
  readonly tiers: readonly Tier[];
  readonly round?: SettlementRounding;
};

/** A daily settlement as a spec states it: groups of months in order, and the tiers for months without a settlement yet. */
export type DailyRule = {
  readonly groups: readonly MonthGroup[];
  readonly newlyListed: readonly Tier[];
  readonly lastDay?: { readonly id: string; readonly text: string; readonly clause: string };
  readonly round: SettlementRounding;
};

/** The settlement of one month; every number is text, exact. */
export type MonthSettlement = {
  readonly period: string;
  readonly price: string;
  readonly tier: string;
  readonly skipped: readonly { readonly tier: string; readonly reason: string }[];
  readonly steps: readonly Step[];
};

/** The settlement of the day before; missing on the day a month is listed. */
export function previousOf(at: Standing, month: "this" | "lead"): Figure {
  const { period, previous } = monthSeen(at, month);
  return noted(at, `previous settlement of ${period}`, previous ?? missing(`${period} has no previous settlement`));
}

/** Today's settlement of the lead month; missing until it has one. */
export function settlementOfLead(at: Standing): Figure {
  const lead = at.day.lead as string;
  return noted(at, `settlement of ${lead}`, at.settled.get(lead) ?? missing(`${lead} is not settled yet`));
}

/** What the settlement of another month changed by since the day before. */
export function changeOf(at: Standing, which: "lead" | "nearest-listed-before"): Figure {
  const other = otherMonth(at, which);
  if (!other) return missing(`no month is listed before ${at.month.period}`);
  const { period, previous } = other;
  const settled = at.settled.get(period);
  if (!settled) return missing(`${period} is not settled yet`);
  return noted(
    at,
    `change of ${period}`,
    previous ? subtract(settled, previous) : missing(`${period} has no previous settlement`),
  );
}

/** Today's settlement of the month next before this one; missing where there is none or it has none yet. */
export function settlementBefore(at: Standing): Figure {
  const before = otherMonth(at, "nearest-listed-before");
  if (!before) return missing(`no month is listed before ${at.month.period}`);
  const { period } = before;
  return noted(at, `settlement of ${period}`, at.settled.get(period) ?? missing(`${period} is not settled yet`));
}

/** Today's value of an index; missing where it was not published. */
export function indexToday(at: Standing, name: string): Figure {
  const value = readOther(at.day.fields, name, at.day.reads.indices);
  return noted(at, name, value ?? missing(`${name} was not published`));
}

/** The price a named body determined for this month; without it the settlement is refused with `determination-needed`. */
export function determinedPrice(at: Standing, wanted: { readonly by: string; readonly under: string }): Figure {
  const { reads } = at.day;
  const place = inside(at.month.at, "determination");
  const { value } = readDetermination(at.month.determination, place, wanted, reads.signed, reads.ticks.settlement);
  return noted(at, `determined by ${wanted.by} under ${wanted.under}`, value);
}

/** A date of a month as the spec names it, `trade-date` for the day that is settled. */
export type DayNamed = { readonly date: string; readonly month: "this" | "lead" | "nearest-listed-before" };

/** The calendar days from one date until another, below zero where the second is the earlier; missing where a month is. */
export function daysOf(at: Standing, start: DayNamed, end: DayNamed): Figure {
  const [first, last] = [dayNamed(at, start), dayNamed(at, end)];
  if (first === undefined || last === undefined) return missing(`no month is listed before ${at.month.period}`);
  return noted(at, `days from ${first} until ${last}`, fromInteger(daysBetween(first, last)));
}

function dayNamed(at: Standing, { date, month }: DayNamed): string | undefined {
  if (date === "trade-date") return at.day.date;
  return (month === "this" ? at.month : otherMonth(at, month))?.dates[date];
}

/**
 * The settlement of every month that trades by this text, in the order of their periods. Each takes the first tier of its group that holds; a month
 * without a previous settlement goes on to the tiers for newly listed months; a month on its last trading day takes its
 * final settlement. A price below zero where none is allowed is no price, and the next tier is tried. No tier at all is refused
 * with `no-price`.
 */
export function settleDay(day: Day, rule: DailyRule): { readonly date: string; readonly months: MonthSettlement[] } {
  const settled = new Map<string, Rational>();
  const found = new Map<string, MonthSettlement>();
  for (const { period, elsewhere } of day.months)
    if (elsewhere !== undefined && elsewhere !== "none yet") settled.set(period, elsewhere);
  const here = day.months.filter(({ elsewhere }) => elsewhere === undefined);
  for (const group of rule.groups) {
    for (const month of here) {
      if (groupOfMonth(day, month, rule.groups) !== group) continue;
      const settlement = settleMonth(day, month, group, rule, settled);
      settled.set(month.period, settlement.value);
      found.set(month.period, settlement.print);
    }
  }
  return { date: day.date, months: here.map(({ period }) => found.get(period) as MonthSettlement) };
}

/** The one group a month is in: what is said of its last day goes before what is said of its spot period, and that before the rest. */
function groupOfMonth(day: Day, month: Month, groups: readonly MonthGroup[]): MonthGroup | undefined {
  const of = (months: MonthGroup["months"]): MonthGroup | undefined => groups.find((one) => one.months === months);
  return (
    (month.expiring ? of("expiring") : undefined) ??
    (month.spot ? of("spot") : undefined) ??
    (month.period === day.lead ? of("lead") : undefined) ??
    of("other") ??
    of("all")
  );
}

type Settled = { readonly value: Rational; readonly print: MonthSettlement };

function settleMonth(
  day: Day,
  month: Month,
  group: MonthGroup,
  rule: DailyRule,
  settled: ReadonlyMap<string, Rational>,
): Settled {
  const { period, previous, final } = month;
  const { lastDay } = rule;
  const { tiers, round = rule.round } = group;
  if (lastDay && final) {
    const price = toFixed(final, rule.round.decimals);
    const steps = [{ text: lastDay.text, value: price, clause: lastDay.clause }];
    return { value: final, print: { period, price, tier: lastDay.id, skipped: [], steps } };
  }
  const skipped: { tier: string; reason: string }[] = [];
  for (const tier of previous ? tiers : [...tiers, ...rule.newlyListed]) {
    const at: Standing = { day, month, settled, steps: [], clause: tier.clause };
    const verdict = tier.when?.(at) ?? true;
    const figure = verdict === true ? possible(day, tier.price(at)) : missing(verdict.reason);
    if (isMissing(figure)) {
      skipped.push({ tier: tier.id, reason: figure.reason });
      continue;
    }
    const value = roundSettlement(figure, round, month);
    const price = toFixed(value, rule.round.decimals);
    const steps = [...at.steps, { text: round.text, value: price, clause: round.clause }];
    return { value, print: { period, price, tier: tier.id, skipped, steps } };
  }
  const reasons = skipped.map(({ tier, reason }) => `${tier}: ${reason}`).join("; ");
  return refuseAt(month.at, "no-price", `a price for ${period} from one of its tiers`, reasons);
}

/** A figure that may be a price: one below zero is none where prices are not signed. */
function possible({ reads }: Day, figure: Figure): Figure {
  if (reads.signed || isMissing(figure) || figure.n >= 0n) return figure;
  return missing(`${show(figure)} is below zero`);
}

/**
 * Rounds as the spec says. A month has no previous settlement on the day it is listed: ties that lean to it have no side then, and the
 * even multiple is taken, so that every path ends in a price.
 */
function roundSettlement(figure: Rational, round: SettlementRounding, month: Month): Rational {
  if (round.toward === undefined) return roundTo(figure, round.increment, round.mode);
  return month.previous
    ? roundTo(figure, round.increment, round.mode, month.previous)
    : roundTo(figure, round.increment, "half-even");
}
