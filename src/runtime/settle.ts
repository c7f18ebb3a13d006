// A daily settlement: for each month the first tier that holds, rounded once, with its reasons.
import type { Rational, RoundingMode } from "./exact.ts";
import { add, divide, fromInteger, roundTo, show, subtract, toFixed } from "./exact.ts";
import type { Figure, Verdict } from "./figure.ts";
import { isMissing, missing } from "./figure.ts";
import { inside, readDetermination, refuseAt } from "./input.ts";
import type { Day, Month, Quote, Trade } from "./market.ts";
import { readOther } from "./observations.ts";
import type { Step } from "./pool.ts";
import { sum, vwap } from "./statistics.ts";

/** Which trades or quotes of which month a tier looks at; without `milliseconds` all up to the settlement time. */
export type Sight = {
  readonly of: "trades" | "quotes" | "spread-trades";
  readonly month: "this" | "lead";
  /** The length of the window that ends at the settlement time, its start included and the settlement time not. */
  readonly milliseconds?: number;
  /** The spec's words, such as `trades over last 2 minutes`. */
  readonly text: string;
};

/** Where a tier stands while it is tried: its month, what was settled before it today, and the steps so far. */
export type Standing = {
  readonly day: Day;
  readonly month: Month;
  readonly settled: ReadonlyMap<string, Rational>;
  readonly steps: Step[];
  readonly clause: string;
};

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

/** A daily settlement as a spec states it: groups of months in order, and the tiers for months without a settlement yet. */
export type DailyRule = {
  readonly groups: readonly { readonly months: "lead" | "other" | "all"; readonly tiers: readonly Tier[] }[];
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

/** Notes a figure among the steps and hands it on. */
function noted(at: Standing, text: string, figure: Figure): Figure {
  if (!isMissing(figure)) at.steps.push({ text, value: show(figure), clause: at.clause });
  return figure;
}

/** The month a sight is of; the lead month is always among the months. */
function monthSeen(at: Standing, month: "this" | "lead"): Month {
  return month === "this" ? at.month : (at.day.months.find(({ period }) => period === at.day.lead) as Month);
}

/** Inside the window that ends at the settlement time; without one, up to the settlement time and on it. */
function inSight(at: Standing, sight: Sight, time: bigint): boolean {
  const until = at.day.time;
  if (sight.milliseconds === undefined) return time <= until;
  return time >= until - BigInt(sight.milliseconds) * 1_000_000n && time < until;
}

function tradesSeen(at: Standing, sight: Sight): readonly Trade[] {
  const month = monthSeen(at, sight.month);
  return (sight.of === "spread-trades" ? month.spreadTrades : month.trades).filter(({ time }) =>
    inSight(at, sight, time),
  );
}

/** The elements that stand at the latest time. */
function latest<T extends { readonly time: bigint }>(elements: readonly T[]): T[] {
  const last = elements.reduce<bigint | undefined>(
    (so, { time }) => (so === undefined || time > so ? time : so),
    undefined,
  );
  return elements.filter(({ time }) => time === last);
}

/** The quote that stood at the end of the sight; two different ones of the same instant are refused with `ambiguous-quote`. */
function quoteSeen(at: Standing, sight: Sight): Quote | undefined {
  const month = monthSeen(at, sight.month);
  const standing = latest(month.quotes.filter(({ time }) => inSight(at, sight, time)));
  const words = new Set(standing.map(({ bid, ask }) => `${bid ? show(bid) : "-"} to ${ask ? show(ask) : "-"}`));
  if (words.size > 1)
    refuseAt(inside(month.at, "quotes"), "ambiguous-quote", "one last quote", [...words].join(" and "));
  return standing[0];
}

/** The volume-weighted average price of the trades in sight; missing where there are none. */
export function vwapOf(at: Standing, sight: Sight): Figure {
  const trades = tradesSeen(at, sight);
  return noted(at, `vwap of ${sight.text}`, trades.length === 0 ? missing(`no ${sight.text}`) : vwap(trades));
}

/** The contracts dealt in sight, zero where there are none. */
export function volumeOf(at: Standing, sight: Sight): Figure {
  return noted(at, `volume of ${sight.text}`, sum(tradesSeen(at, sight).map(({ size }) => size)));
}

/** The number of trades in sight. */
export function countOf(at: Standing, sight: Sight): Figure {
  return noted(at, `number of ${sight.text}`, fromInteger(tradesSeen(at, sight).length));
}

/** The price of the last trade in sight; two prices in the same instant are refused with `ambiguous-trade`. */
export function lastOf(at: Standing, sight: Sight): Figure {
  const trades = latest(tradesSeen(at, sight));
  const prices = [...new Set(trades.map(({ price }) => show(price)))];
  if (prices.length > 1)
    refuseAt(monthSeen(at, sight.month).at, "ambiguous-trade", "one last trade", prices.join(" and "));
  return noted(at, `last of ${sight.text}`, trades[0]?.price ?? missing(`no ${sight.text}`));
}

/** The middle of the bid and the offer that stood last; missing where a side is. */
export function midpointOf(at: Standing, sight: Sight): Figure {
  const quote = quoteSeen(at, sight);
  if (!quote?.bid || !quote.ask) return missing(`no ${sight.text} with both sides`);
  return noted(at, `midpoint of ${sight.text}`, divide(add(quote.bid, quote.ask), fromInteger(2)));
}

/** The offer less the bid that stood last; missing where a side is. */
export function widthOf(at: Standing, sight: Sight): Figure {
  const quote = quoteSeen(at, sight);
  if (!quote?.bid || !quote.ask) return missing(`no ${sight.text} with both sides`);
  return noted(at, `width of ${sight.text}`, subtract(quote.ask, quote.bid));
}

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

/** What the lead month's settlement changed by since the day before. */
export function changeOfLead(at: Standing): Figure {
  const { period, previous } = monthSeen(at, "lead");
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
  const before = at.day.months.findLast(({ period }) => period < at.month.period);
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

/**
 * The settlement of every month, in the order of their periods. Each takes the first tier of its group that holds; a month
 * without a previous settlement goes on to the tiers for newly listed months; a month on its last trading day takes its
 * final settlement. No tier at all is refused with `no-price`, a price below zero where none is allowed with `negative-price`.
 */
export function settleDay(day: Day, rule: DailyRule): { readonly date: string; readonly months: MonthSettlement[] } {
  const settled = new Map<string, Rational>();
  const found = new Map<string, MonthSettlement>();
  for (const { months, tiers } of rule.groups) {
    for (const month of day.months) {
      if (found.has(month.period) || (months !== "all" && (month.period === day.lead) !== (months === "lead")))
        continue;
      const settlement = settleMonth(day, month, tiers, rule, settled);
      settled.set(month.period, settlement.value);
      found.set(month.period, settlement.print);
    }
  }
  return { date: day.date, months: day.months.map(({ period }) => found.get(period) as MonthSettlement) };
}

type Settled = { readonly value: Rational; readonly print: MonthSettlement };

function settleMonth(
  day: Day,
  month: Month,
  tiers: readonly Tier[],
  rule: DailyRule,
  settled: ReadonlyMap<string, Rational>,
): Settled {
  const { period, previous, final } = month;
  const { round, lastDay } = rule;
  if (lastDay && final) {
    const price = toFixed(final, round.decimals);
    const steps = [{ text: lastDay.text, value: price, clause: lastDay.clause }];
    return { value: final, print: { period, price, tier: lastDay.id, skipped: [], steps } };
  }
  const skipped: { tier: string; reason: string }[] = [];
  for (const tier of previous ? tiers : [...tiers, ...rule.newlyListed]) {
    const at: Standing = { day, month, settled, steps: [], clause: tier.clause };
    const verdict = tier.when?.(at) ?? true;
    const figure = verdict === true ? tier.price(at) : missing(verdict.reason);
    if (isMissing(figure)) {
      skipped.push({ tier: tier.id, reason: figure.reason });
      continue;
    }
    if (!day.reads.signed && figure.n < 0n)
      refuseAt(month.at, "negative-price", "a price of zero or more", `${show(figure)} by ${tier.id}`);
    const value = roundSettlement(figure, round, month);
    const price = toFixed(value, round.decimals);
    const steps = [...at.steps, { text: round.text, value: price, clause: round.clause }];
    return { value, print: { period, price, tier: tier.id, skipped, steps } };
  }
  const reasons = skipped.map(({ tier, reason }) => `${tier}: ${reason}`).join("; ");
  return refuseAt(month.at, "no-price", `a price for ${period} from one of its tiers`, reasons);
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
