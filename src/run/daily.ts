import { diagnostic } from "../diagnostic/diagnostic.ts";
import type { Quote, SpreadTrade, Trade } from "../model/generated/market.ts";
import type { MonthDay } from "../model/generated/settlement.ts";
import type { MonthSettlement } from "../runtime/settle.ts";
import { call } from "./calculator.ts";
import {
  clauseAt,
  clauseOf,
  type Desk,
  determinationOf,
  determinationOrigin,
  isDetermined,
  noteRefusal,
  type Origin,
} from "./desk.ts";
import type { Finals } from "./final.ts";
import { comparable } from "./instant.ts";
import type { ListedMonth, MonthsOfDay } from "./months.ts";
import { farOff, listed, type Row, rowsOfProduct } from "./observations.ts";
import { changeOf, type Prints } from "./reference.ts";
import { isZero } from "./table.ts";

export type DailyPrices = { readonly months: readonly MonthDay[]; readonly determined: boolean };

type ProductRow = Row<Trade | SpreadTrade | Quote>;
type Spread = { readonly near: string; readonly far: string; readonly rows: Row<SpreadTrade>[] };

/** The one month to settle where months trade by different texts, and the settlements made so far by whatever text. */
export type Alone = { readonly period: string; readonly settled: ReadonlyMap<string, string> };

/**
 * The settlement price of every listed month, or of the one that is settled alone, computed by the generated calculator; undefined where
 * something was refused, which is then noted among the problems of the desk.
 */
export function dailyPrices(
  desk: Desk,
  of: MonthsOfDay,
  prints: Prints,
  finals: Finals,
  alone?: Alone,
): DailyPrices | undefined {
  const { engine, inputs, calculator } = desk.output;
  const reads = inputs.daily;
  if (reads === undefined) throw new Error(`the calculator of ${engine.product.id} settles no days`);
  const before = desk.problems.length;
  const rows = rowsOfProduct(desk.day, engine.product.id).filter((row) => isSound(desk, of, row));
  if (desk.problems.length > before) return undefined;
  const spreads = spreadsOf(rows);
  const months = of.months.map((one) => ({ ...one, ...rowsOfMonth(rows, one.month.period) }));
  const input = {
    date: desk.day.date,
    ...(reads.time ? { settlementTime: of.trade.settlement } : {}),
    ...(reads.lead ? { lead: of.lead } : {}),
    months: months.map((one) => monthInput(desk, one, finals, alone)),
    ...(reads.spreads ? { spreads: spreads.map(spreadInput) } : {}),
    ...(reads.indices.length > 0
      ? { indices: Object.fromEntries(reads.indices.flatMap((id) => valueOf(prints, id))) }
      : {}),
  };
  const found = call<{ readonly months: readonly MonthSettlement[] }>(calculator, "dailySettlement", input);
  if (found.kind === "refused") {
    const month = months[Number(/^months\[(\d+)\]/.exec(found.refusal.place)?.[1])]?.month.period;
    const what = [engine.product.id, month, "of", desk.day.date].filter((one) => one !== undefined).join(" ");
    const asked = { of: engine.product.id, settlement: "daily" as const, decisions: reads.determinations };
    return noteRefusal(desk, what, found.refusal, originsOf(desk, months, spreads), {
      ...asked,
      ...(month === undefined ? {} : { month }),
    });
  }
  const settled = found.value.months.map((one) => monthDay(desk, of, one, finals));
  return { months: settled, determined: found.value.months.some((one) => wasDetermined(desk, one)) };
}

function valueOf({ values }: Prints, id: string): [string, string | null][] {
  const value = values.get(id);
  return value === undefined ? [] : [[id, value]];
}

function wasDetermined(desk: Desk, { period, steps }: MonthSettlement): boolean {
  const month = { period, settlement: "daily" as const };
  return determinationOf(desk, desk.output.engine.product.id, month) !== undefined && isDetermined(desk, steps);
}

/** Notes what is wrong with a row of the product; true where nothing is. */
function isSound(desk: Desk, of: MonthsOfDay, { at, row }: ProductRow): boolean {
  const { day, output, problems } = desk;
  const before = problems.length;
  const { venue, product } = output.engine;
  if (row.source !== venue.id) {
    problems.push(
      diagnostic("source-not-venue", day.market.place(`${at}/source`), { source: row.source, venue: venue.id }),
    );
  }
  const periods = of.months.map(({ month }) => month.period);
  const named = row.kind === "spread-trade" ? row.months : [row.month];
  for (const month of named) {
    if (periods.includes(month)) continue;
    const place = day.market.place(row.kind === "spread-trade" ? `${at}/months` : `${at}/month`);
    problems.push(diagnostic("month-not-listed", place, { product: product.id, month, known: listed(periods) }));
  }
  const { sessions, tradeDate } = of.trade;
  const [open, close] = [sessions[0]?.open ?? "", sessions.at(-1)?.close ?? ""];
  const time = comparable(row.time);
  if (time < comparable(open) || time >= comparable(close)) {
    problems.push(farOff(day, at, row.time, `the sessions of ${tradeDate}, ${open} until ${close}`));
  }
  return problems.length === before;
}

type MonthRows = { readonly trades: readonly Row<Trade>[]; readonly quotes: readonly Row<Quote>[] };
type MonthAndRows = ListedMonth & MonthRows;

function rowsOfMonth(rows: readonly ProductRow[], period: string): MonthRows {
  return {
    trades: rows.flatMap(({ at, row }) => (row.kind === "trade" && row.month === period ? [{ at, row }] : [])),
    quotes: rows.flatMap(({ at, row }) => (row.kind === "quote" && row.month === period ? [{ at, row }] : [])),
  };
}

function monthInput(
  desk: Desk,
  { month, previous, trades, quotes, last }: MonthAndRows,
  finals: Finals,
  alone?: Alone,
): unknown {
  const { inputs, engine } = desk.output;
  const fields = inputs.daily?.month ?? [];
  const dates = inputs.daily?.dates;
  const determinations = inputs.daily?.determinations ?? [];
  const { period } = month;
  return {
    period,
    previous: previous ?? null,
    ...(fields.includes("trades") ? { trades: trades.map(tradeInput) } : {}),
    ...(fields.includes("quotes") ? { quotes: quotes.map(({ row: { time, bid, ask } }) => ({ time, bid, ask })) } : {}),
    ...(fields.includes("finalSettlement") ? { finalSettlement: finals.prices.get(period)?.price ?? null } : {}),
    ...(fields.includes("spot") ? { spot: inSpot(month, desk.day.date) } : {}),
    ...(fields.includes("expiring") ? { expiring: last } : {}),
    ...(dates === undefined ? {} : { dates: datesNamed(month, dates) }),
    ...(determinations.length > 0
      ? { determination: determinationOf(desk, engine.product.id, { period, settlement: "daily" }) ?? null }
      : {}),
    ...(alone === undefined || alone.period === period ? {} : { settled: alone.settled.get(period) ?? null }),
  };
}

/** True while the day lies in the spot period of the month. */
export function inSpot({ intervals }: ListedMonth["month"], date: string): boolean {
  return intervals.some(
    ({ name, from, to, inclusive }) => name === "spot-period" && from <= date && (inclusive ? date <= to : date < to),
  );
}

/** The dates of a month by their names; an engine config without one of them is our bug. */
function datesNamed({ dates, period }: ListedMonth["month"], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const found = dates.find((one) => one.name === name);
      if (found === undefined) throw new Error(`engine.json has no ${name} of ${period}`);
      return [name, found.date];
    }),
  );
}

const tradeInput = ({ row: { time, price, size, id } }: Row<Trade | SpreadTrade>): unknown => ({
  time,
  price,
  size,
  ...(id === undefined ? {} : { id }),
});

/** Spread trades by their pair of months, the earlier one near. */
function spreadsOf(rows: readonly ProductRow[]): Spread[] {
  const pairs = new Map<string, Spread>();
  for (const { at, row } of rows) {
    if (row.kind !== "spread-trade") continue;
    const [near, far] = [...row.months].sort() as [string, string];
    const pair = pairs.get(`${near} ${far}`) ?? { near, far, rows: [] };
    pair.rows.push({ at, row });
    pairs.set(`${near} ${far}`, pair);
  }
  return [...pairs.values()];
}

/** The calculator takes each pair of months once, at the price of the first less the second; a row says its own order. */
function spreadInput({ near, far, rows }: Spread): unknown {
  const trades = rows.map(({ at, row }) =>
    tradeInput({ at, row: row.months[0] === near ? row : { ...row, price: negated(row.price) } }),
  );
  return { legs: [near, far], trades };
}

/** The same decimal with the other sign, its digits as they are. */
function negated(price: string): string {
  if (isZero(price)) return price;
  return price.startsWith("-") ? price.slice(1) : `-${price}`;
}

function originsOf(desk: Desk, months: readonly MonthAndRows[], spreads: readonly Spread[]): readonly Origin[] {
  const { market } = desk.day;
  const place = (at: string | undefined, field: string | undefined) =>
    at === undefined ? undefined : market.place(field === undefined ? at : `${at}/${field}`);
  return [
    [
      /^months\[(\d+)\]\.(trades|quotes)\[(\d+)\](?:\.(\w+))?/,
      ([, month, list, row, field]) => place(months[Number(month)]?.[list as keyof MonthRows][Number(row)]?.at, field),
    ],
    [
      /^spreads\[(\d+)\]\.trades\[(\d+)\](?:\.(\w+))?/,
      ([, pair, row, field]) => place(spreads[Number(pair)]?.rows[Number(row)]?.at, field),
    ],
    [/^spreads\[(\d+)\](?:\.legs.*)?$/, ([, pair]) => place(spreads[Number(pair)]?.rows[0]?.at, "months")],
    [
      /^months\[(\d+)\]\.previous$/,
      ([, month]) =>
        market.place(`/previous/settlements/${desk.output.engine.product.id}/${months[Number(month)]?.month.period}`),
    ],
    determinationOrigin(desk),
  ];
}

function monthDay(desk: Desk, of: MonthsOfDay, found: MonthSettlement, finals: Finals): MonthDay {
  const one = of.months.find(({ month }) => month.period === found.period);
  if (one === undefined) throw new Error(`${found.period} was settled and is not listed`);
  const { previous, month } = one;
  const clause = (tier: string) => clauseAt(desk, `#dailySettlement/${tier}`);
  const final = finals.prices.get(found.period);
  return {
    month: found.period,
    code: month.code,
    settlement: found.price,
    ...(previous === undefined ? {} : { previous, change: changeOf(found.price, previous) }),
    tier: found.tier,
    clause: clause(found.tier),
    ...amendmentsOf(desk),
    final: final !== undefined,
    skipped: [
      ...(final?.skipped ?? []).map(({ reason, clause: id }) => ({ clause: clauseOf(desk, id), reasons: [reason] })),
      ...found.skipped.map(({ tier, reason }) => ({ clause: clause(tier), reasons: [reason] })),
    ],
    steps: [...(final?.steps ?? []), ...found.steps].map(({ text, value, clause: id }) => ({
      text,
      value,
      clause: clauseOf(desk, id),
    })),
  };
}

/** The amendments of the text by which the months of a desk trade, where other months trade by another. */
function amendmentsOf({ output }: Desk): Pick<MonthDay, "amendments"> {
  const { amendments = [] } = output.engine.versions?.find((one) => one.here) ?? {};
  return amendments.length === 0 ? {} : { amendments: [...amendments] };
}
