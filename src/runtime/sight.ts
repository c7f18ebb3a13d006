// What a line of a daily settlement sees of the market: trades, quotes and spreads in its window.
import type { Rational } from "./exact.ts";
import { add, divide, fromInteger, show, subtract } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { isMissing, missing } from "./figure.ts";
import { inside, refuseAt } from "./input.ts";
import type { Day, Month, Quote, Trade } from "./market.ts";
import { periodsApart, spreadTrades } from "./market.ts";
import type { Step } from "./pool.ts";
import { sum, vwap } from "./statistics.ts";

/** Which trades or quotes of which month a tier looks at; without `milliseconds` all up to the settlement time. */
export type Sight = {
  readonly of: "trades" | "quotes" | "spread-trades";
  readonly month: "this" | "lead";
  /** The other leg of a spread. */
  readonly against?: "lead" | "nearest-listed-before" | "nearer";
  /** The length of the window, its start included and its end not; it ends at the settlement time, or `before` that. */
  readonly milliseconds?: number;
  readonly before?: number;
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

/** Notes a figure among the steps and hands it on. */
export function noted(at: Standing, text: string, figure: Figure): Figure {
  if (!isMissing(figure)) at.steps.push({ text, value: show(figure), clause: at.clause });
  return figure;
}

/** The month a sight is of; the lead month is always among the months. */
export function monthSeen(at: Standing, month: "this" | "lead"): Month {
  return month === "this" ? at.month : (at.day.months.find(({ period }) => period === at.day.lead) as Month);
}

/** The month listed next before this one, or the lead month; none where there is none before. */
export function otherMonth(at: Standing, which: "lead" | "nearest-listed-before"): Month | undefined {
  if (which === "lead") return monthSeen(at, "lead");
  return at.day.months.findLast(({ period }) => period < at.month.period);
}

/** Inside the window, whose start is included and whose end is not; without one, up to the settlement time and on it. */
function inSight(at: Standing, { milliseconds, before = 0 }: Sight, time: bigint): boolean {
  if (milliseconds === undefined) return time <= at.day.time;
  const until = at.day.time - BigInt(before) * 1_000_000n;
  return time >= until - BigInt(milliseconds) * 1_000_000n && time < until;
}

function tradesSeen(at: Standing, sight: Sight): readonly Trade[] {
  if (sight.of !== "spread-trades")
    return monthSeen(at, sight.month).trades.filter(({ time }) => inSight(at, sight, time));
  if (sight.against === "nearer") return nearerSettled(at).flatMap((other) => spreadSeen(at, sight, other));
  const other = otherMonth(at, sight.against ?? "lead");
  return other === undefined ? [] : spreadSeen(at, sight, other);
}

/** Trades of the spread of `other` and this month in sight, at `other` less this month. */
function spreadSeen(at: Standing, sight: Sight, other: Month): Trade[] {
  return spreadTrades(at.day, other.period, at.month.period).filter(({ time }) => inSight(at, sight, time));
}

/** The months before this one that have their settlement of today, the nearest to this one last. */
function nearerSettled(at: Standing): Month[] {
  return at.day.months.filter(({ period }) => period < at.month.period && at.settled.has(period));
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

/**
 * What the spreads with nearer months say this one is worth: for each such month its settlement less the volume-weighted average price of
 * its spread with this one, weighted by the volume of the spread over how many periods the two are apart.
 */
export function impliedOf(at: Standing, sight: Sight): Figure {
  const implied = nearerSettled(at).flatMap((other) => {
    const trades = spreadSeen(at, sight, other);
    if (trades.length === 0) return [];
    const price = subtract(at.settled.get(other.period) as Rational, vwap(trades));
    const apart = fromInteger(periodsApart(other.period, at.month.period));
    const size = divide(sum(trades.map((one) => one.size)), apart);
    noted(at, `implied by the spread with ${other.period}`, price);
    noted(at, `weight of ${other.period}`, size);
    return [{ price, size }];
  });
  if (implied.length === 0) return missing(`no ${sight.text} with a nearer month`);
  return noted(at, `spread-implied price of ${sight.text}`, vwap(implied));
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

/** The bid, or with `ask` the offer, that stood last; missing where that side is. */
export function sideOf(at: Standing, sight: Sight, side: "bid" | "ask"): Figure {
  const words = side === "bid" ? "bid" : "offer";
  return noted(
    at,
    `${words} of ${sight.text}`,
    quoteSeen(at, sight)?.[side] ?? missing(`no ${words} of ${sight.text}`),
  );
}

/** The offer less the bid that stood last; missing where a side is. */
export function widthOf(at: Standing, sight: Sight): Figure {
  const quote = quoteSeen(at, sight);
  if (!quote?.bid || !quote.ask) return missing(`no ${sight.text} with both sides`);
  return noted(at, `width of ${sight.text}`, subtract(quote.ask, quote.bid));
}
