// What a settlement day is given, read strictly.
import type { Rational } from "./exact.ts";
import { compare, negate, show } from "./exact.ts";
import type { Fields, Nanoseconds } from "./input.ts";
import {
  daysBetween,
  inWords,
  inside,
  readChoice,
  readDate,
  readFields,
  readInstant,
  readList,
  readPrice,
  readSize,
  readText,
  refuseAt,
  requireDistinct,
  requireNear,
} from "./input.ts";
import { readIndices } from "./observations.ts";

/** A trade in whole contracts. */
export type Trade = { readonly time: Nanoseconds; readonly price: Rational; readonly size: Rational };

/** The best bid and offer that stood from `time` on; a side without orders is missing. */
export type Quote = { readonly time: Nanoseconds; readonly bid?: Rational; readonly ask?: Rational };

/** What one contract month shows on a settlement day. `previous` is missing on the day it is listed. */
export type Month = {
  readonly at: string;
  readonly period: string;
  readonly previous?: Rational;
  readonly final?: Rational;
  readonly trades: readonly Trade[];
  readonly quotes: readonly Quote[];
  /** True in the spot period of the month, and on its last trading day, where the spec asks. */
  readonly spot: boolean;
  readonly expiring: boolean;
  /** The dates by which a price is carried, by their names. */
  readonly dates: Readonly<Record<string, string>>;
  readonly determination: unknown;
  /** Of a month that trades by another text of the contract: its settlement by that text, or that it has none yet. It is seen, not settled. */
  readonly elsewhere?: Rational | "none yet";
};

/** What a daily settlement reads; a field it does not read is refused. */
export type DayReads = {
  /** The fields of a month beside `period` and `previous`, in the spec's order. */
  readonly month: readonly ("trades" | "quotes" | "finalSettlement" | "spot" | "expiring")[];
  /** The dates of each month that it reads; without any it has no field for them. */
  readonly dates?: readonly string[];
  readonly spreads: boolean;
  readonly lead: boolean;
  readonly time: boolean;
  readonly indices: readonly string[];
  readonly determination: boolean;
  readonly signed: boolean;
  /** Where an amendment in force changed the ticks: a settlement of the day before may be on another. */
  readonly formerTicks?: true;
  /** The increments that trades and quotes, spread trades, and settlement prices must be multiples of. */
  readonly ticks: { readonly outright: Rational; readonly spread: Rational; readonly settlement: Rational };
};

/** A settlement day, read; the months in the order of their periods. */
export type Day = {
  readonly reads: DayReads;
  readonly date: string;
  readonly time: Nanoseconds;
  readonly lead: string | undefined;
  readonly months: readonly Month[];
  /** Trades of calendar spreads by the pair of months, the earlier one first, at its price less that of the later one. */
  readonly spreads: ReadonlyMap<string, readonly Trade[]>;
  readonly fields: Fields;
};

/**
 * Reads a settlement day. Refused, with the place of the first fault: unknown fields, a price off its tick, a price below
 * zero where prices are not signed, a size that is no whole number above zero, a bid above the offer, a month given twice,
 * a lead month that is not among the months, a spread of a month with itself or given twice.
 */
export function readDay(input: unknown, reads: DayReads): Day {
  const needed = ["date", "months"];
  if (reads.time) needed.push("settlementTime");
  if (reads.lead) needed.push("lead");
  if (reads.spreads) needed.push("spreads");
  const fields = readFields(input, "", needed, reads.indices.length > 0 ? ["indices"] : []);
  const date = readDate(fields["date"], "date");
  const time = reads.time ? readInstant(fields["settlementTime"], "settlementTime") : 0n;
  if (reads.time) requireNear(time, date, "settlementTime");
  const months = readList(fields["months"], "months", (value, place) => readMonth(value, place, reads));
  const periods = months.map(({ period }) => period);
  requireDistinct(periods, "months", "month");
  const lead = reads.lead ? readText(fields["lead"], "lead") : undefined;
  if (lead !== undefined && !periods.includes(lead)) {
    refuseAt("lead", "unknown-month", `one of ${periods.join(", ")}`, inWords(lead));
  }
  const spreads = reads.spreads ? readSpreads(fields["spreads"], months, reads) : new Map<string, readonly Trade[]>();
  if (fields["indices"] !== undefined) readIndices(fields["indices"], reads.indices);
  const ordered = [...months].sort((a, b) => (a.period < b.period ? -1 : 1));
  return { reads, date, time, lead, months: ordered, spreads, fields };
}

const PERIOD =
  /^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?|-W(?:0[1-9]|[1-4][0-9]|5[0-3])|-Q[1-4])?$/;

/** The contract period at `place`: a month, week, quarter or year. Refused with `not-a-period`. */
export function readPeriod(value: unknown, place: string): string {
  if (typeof value !== "string" || !PERIOD.test(value)) {
    return refuseAt(
      place,
      "not-a-period",
      "a period such as 2027-03, 2027-W09, 2027-Q1, 2027 or 2027-03-12",
      inWords(value),
    );
  }
  return value;
}

function readMonth(value: unknown, at: string, reads: DayReads): Month {
  const { signed, dates = [] } = reads;
  const fields = readFields(
    value,
    at,
    ["period", "previous", ...reads.month, ...(dates.length > 0 ? ["dates"] : [])],
    reads.determination ? ["determination", "settled"] : ["settled"],
  );
  // What trades by another text has the ticks of that one.
  const ticks = fields["settled"] === undefined ? reads.ticks : undefined;
  const price = (name: string, tick: Rational | undefined): Rational | undefined =>
    fields[name] === undefined || fields[name] === null
      ? undefined
      : readPrice(fields[name], inside(at, name), signed, tick);
  const previous = price("previous", reads.formerTicks ? undefined : ticks?.settlement);
  const final = price("finalSettlement", ticks?.settlement);
  const elsewhere = fields["settled"] === null ? "none yet" : price("settled", undefined);
  const trades =
    fields["trades"] === undefined ? [] : readTrades(fields["trades"], inside(at, "trades"), signed, ticks?.outright);
  return {
    at,
    period: readPeriod(fields["period"], inside(at, "period")),
    trades,
    quotes:
      fields["quotes"] === undefined
        ? []
        : readList(fields["quotes"], inside(at, "quotes"), (one, place) =>
            readQuote(one, place, signed, ticks?.outright),
          ),
    spot: reads.month.includes("spot") && readFlag(fields["spot"], inside(at, "spot")),
    expiring: reads.month.includes("expiring") && readFlag(fields["expiring"], inside(at, "expiring")),
    dates: dates.length > 0 ? readDates(fields["dates"], inside(at, "dates"), dates) : {},
    determination: fields["determination"],
    ...(previous === undefined ? {} : { previous }),
    ...(final === undefined ? {} : { final }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
}

function readTrades(value: unknown, place: string, signed: boolean, tick: Rational | undefined): Trade[] {
  const seen = new Set<string>();
  return readList(value, place, (one, at) => {
    const fields = readFields(one, at, ["time", "price", "size"], ["id"]);
    const id = fields["id"] === undefined ? undefined : readText(fields["id"], inside(at, "id"));
    if (id !== undefined && seen.has(id)) refuseAt(inside(at, "id"), "duplicate", "each trade once", `${id} twice`);
    if (id !== undefined) seen.add(id);
    const size = readSize(fields["size"], inside(at, "size"));
    if (size.d !== 1n) refuseAt(inside(at, "size"), "not-an-integer", "a whole number of contracts", show(size));
    return {
      time: readInstant(fields["time"], inside(at, "time")),
      price: readPrice(fields["price"], inside(at, "price"), signed, tick),
      size,
    };
  });
}

function readQuote(value: unknown, at: string, signed: boolean, tick: Rational | undefined): Quote {
  const fields = readFields(value, at, ["time", "bid", "ask"]);
  const side = (name: string): Rational | undefined =>
    fields[name] === null ? undefined : readPrice(fields[name], inside(at, name), signed, tick);
  const bid = side("bid");
  const ask = side("ask");
  if (bid && ask && compare(bid, ask) > 0) refuseAt(at, "crossed-quote", `an ask of ${show(bid)} or more`, show(ask));
  return { time: readInstant(fields["time"], inside(at, "time")), ...(bid ? { bid } : {}), ...(ask ? { ask } : {}) };
}

/** True or false at `place`; anything else is refused with `not-a-flag`. */
function readFlag(value: unknown, place: string): boolean {
  if (typeof value !== "boolean") return refuseAt(place, "not-a-flag", "true or false", inWords(value));
  return value;
}

function readDates(value: unknown, place: string, names: readonly string[]): Record<string, string> {
  const fields = readFields(value, place, names);
  return Object.fromEntries(names.map((name) => [name, readDate(fields[name], inside(place, name))]));
}

/** The trades of each pair of months, turned where the later month is the first leg. */
function readSpreads(value: unknown, months: readonly Month[], reads: DayReads): ReadonlyMap<string, readonly Trade[]> {
  const pairs: string[] = [];
  const found = new Map<string, readonly Trade[]>();
  const periods = months.map(({ period }) => period);
  const elsewhere = new Set(months.flatMap((one) => (one.elsewhere === undefined ? [] : [one.period])));
  readList(value, "spreads", (one, at) => {
    const fields = readFields(one, at, ["legs", "trades"]);
    const place = inside(at, "legs");
    const legs = readList(fields["legs"], place, (leg, where) => readChoice(leg, where, periods, "unknown-month"));
    const [first, second] = legs as [string, string];
    if (legs.length !== 2 || first === second)
      refuseAt(place, "spread-legs", "two different months", legs.join(" and "));
    pairs.push([...legs].sort().join(" and "));
    const tick = elsewhere.has(first) || elsewhere.has(second) ? undefined : reads.ticks.spread;
    const trades = readTrades(fields["trades"], inside(at, "trades"), true, tick);
    found.set(pairOf(first, second), first < second ? trades : trades.map(turned));
  });
  requireDistinct(pairs, "spreads", "pair of months");
  return found;
}

const pairOf = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** The trades of the spread of two months at the price of the first less the second. */
export function spreadTrades({ spreads }: Day, first: string, second: string): readonly Trade[] {
  const trades = spreads.get(pairOf(first, second)) ?? [];
  return first < second ? trades : trades.map(turned);
}

const turned = (trade: Trade): Trade => ({ ...trade, price: negate(trade.price) });

/** How many months, weeks, quarters or years lie from one period to a later one of the same kind. */
export function periodsApart(from: string, to: string): number {
  return placeOfPeriod(to) - placeOfPeriod(from);
}

function placeOfPeriod(period: string): number {
  const [year = 0, part = 0] = period.split(/-[WQ]?/).map(Number);
  if (period.includes("Q")) return year * 4 + part;
  if (period.includes("W")) {
    // The week with January 4 is the first of its year (ISO 8601); 1969-12-29 was a Monday, three days before the count begins.
    const days = daysBetween("1970-01-01", `${period.slice(0, 4)}-01-04`) + 3;
    return (days - (days % 7)) / 7 + part;
  }
  return period.includes("-") ? year * 12 + part : year;
}
