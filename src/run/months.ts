import { diagnostic } from "../diagnostic/diagnostic.ts";
import type { Month, TradeDay } from "../model/generated/engine.ts";
import type { Desk } from "./desk.ts";
import { listed } from "./observations.ts";

/** The months of a product on the day being settled, with the settlement each had before. */
export type ListedMonth = {
  readonly month: Month;
  /** Undefined on the day the month is listed. */
  readonly previous: string | undefined;
  /** True on the day on which the month has its final price, mostly its last trading day. */
  readonly ends: boolean;
  /** True on the last trading day of the month. */
  readonly last: boolean;
};

export type MonthsOfDay = {
  readonly trade: TradeDay;
  readonly months: readonly ListedMonth[];
  /** Months that trade no more and wait for the day on which their final price is fixed. */
  readonly waiting: readonly string[];
  readonly lead: string | undefined;
};

/**
 * The trade day and the months listed on it. Noted as problems: a date that is no trade date, a build that lists the months of another
 * day or the text before an amendment, a settlement before that is missing or of a month that is not listed, settlements of another day than
 * the one before. `every` are the months of all texts of the product.
 */
export function monthsOfDay(desk: Desk, every: readonly Month[]): MonthsOfDay | undefined {
  const { engine } = desk.output;
  const { date, market } = desk.day;
  const product = engine.product.id;
  const { schedule } = engine.sessions;
  const trade = tradeDayOf(desk);
  if (trade === undefined) return undefined;
  const at = schedule.indexOf(trade);
  if (changedSince(desk, every)) return undefined;
  const ended = every.find((one) => endOf(desk, one) < date);
  if (ended !== undefined) {
    const params = { product, month: ended.period, last: endOf(desk, ended), asOf: engine.asOf };
    desk.problems.push(diagnostic("build-out-of-date", market.place("/date"), params));
    return undefined;
  }
  const before = schedule[at - 1]?.tradeDate;
  const previous = previousDateOf(desk);
  if (before === undefined ? previous >= date : previous !== before) {
    const wanted = before ?? `a day before ${date}`;
    const place = market.place("/previous/date");
    const help = `the settlements before ${date} are those of ${wanted}${before === undefined ? "" : ", the trade date before it"}`;
    desk.problems.push(diagnostic("input-other-day", place, { found: previous, wanted }, { help }));
  }
  const known = every.filter((one) => one.listed <= date);
  const waits = (one: Month): boolean => one.lastClose.date < date && endOf(desk, one) !== date;
  const open = known.filter((one) => !waits(one));
  const months = open.flatMap((month) => listedMonth(desk, month) ?? []);
  strangeMonths(desk, known);
  return { trade, months, waiting: known.filter(waits).map(({ period }) => period), lead: leadOn(open, date) };
}

/** The day in the product's schedule; one that is no trade date is a problem. */
export function tradeDayOf(desk: Desk): TradeDay | undefined {
  const { engine } = desk.output;
  const { date, market } = desk.day;
  const { schedule } = engine.sessions;
  const trade = schedule.find(({ tradeDate }) => tradeDate === date);
  if (trade !== undefined) return trade;
  const [from, to] = [schedule[0]?.tradeDate ?? engine.asOf, schedule.at(-1)?.tradeDate ?? engine.asOf];
  desk.problems.push(
    diagnostic("day-not-traded", market.place("/date"), { product: engine.product.id, date, from, to }),
  );
  return undefined;
}

/** Whether an amendment has taken effect since the day of the build, for a month that trades: its text is then another. */
function changedSince(desk: Desk, every: readonly Month[]): boolean {
  const { engine } = desk.output;
  const { date, market } = desk.day;
  const found = engine.amendments?.find(
    ({ inForce, effective, months }) =>
      !inForce &&
      effective <= date &&
      every.some(
        ({ period, listed: first }) =>
          first <= date && (months?.from ?? period) <= period && period <= (months?.to ?? period),
      ),
  );
  if (found === undefined) return false;
  const params = { product: engine.product.id, amendment: found.id, effective: found.effective, asOf: engine.asOf };
  desk.problems.push(diagnostic("build-before-amendment", market.place("/date"), params));
  return true;
}

function listedMonth(desk: Desk, month: Month): ListedMonth | undefined {
  const { date, market } = desk.day;
  const product = desk.output.engine.product.id;
  const settlements = settlementsOf(desk);
  const previous = Object.hasOwn(settlements, month.period) ? settlements[month.period] : undefined;
  if (previous === undefined && month.listed < date) {
    const params = { product, month: month.period, previous: previousDateOf(desk) };
    desk.problems.push(diagnostic("previous-missing", market.place(`/previous/settlements/${product}`), params));
    return undefined;
  }
  return { month, previous, ends: endOf(desk, month) === date, last: month.lastClose.date === date };
}

/** The day whose settlements the months of the product come from: that of the market, or the product's own. */
function previousDateOf({ day, output }: Desk): string {
  return day.previousDates?.get(output.engine.product.id) ?? day.market.data.previous.date;
}

/** The day on which a month has its final price: its last day, or the one that the spec names for it. */
export function endOf({ output }: Pick<Desk, "output">, { lastClose, dates }: Month): string {
  const named = output.inputs.final?.priceDay;
  return dates.find(({ name }) => name === named)?.date ?? lastClose.date;
}

function settlementsOf({ day, output }: Desk): Readonly<Record<string, string>> {
  const all = day.market.data.previous.settlements;
  const product = output.engine.product.id;
  return Object.hasOwn(all, product) ? (all[product] ?? {}) : {};
}

/** Settlements before of months that are not listed, or that are listed only today. */
function strangeMonths(desk: Desk, open: readonly Month[]): void {
  const { market, date } = desk.day;
  const product = desk.output.engine.product.id;
  const known = open.filter((one) => one.listed < date).map(({ period }) => period);
  for (const month of Object.keys(settlementsOf(desk))) {
    if (known.includes(month)) continue;
    const place = market.place(`/previous/settlements/${product}/${month}`);
    desk.problems.push(diagnostic("month-not-listed", place, { product, month, known: listed(known) }));
  }
}

/** The nearest month that is not past the day on which it stops being the lead month. */
function leadOn(months: readonly Month[], date: string): string | undefined {
  return months
    .filter(({ lead }) => lead !== undefined && date < lead.until)
    .map(({ period }) => period)
    .sort()[0];
}
