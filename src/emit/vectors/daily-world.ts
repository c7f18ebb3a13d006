import type { Product } from "../../model/model.ts";
import { add, fromInteger, multiply, negate, parse } from "../../runtime/exact.ts";
import { dailyFields } from "../calculator/daily-code.ts";
import type { JsonObject } from "./read.ts";
import { basePrice, instantAt, seedOf, text } from "./vector.ts";

/** The day all vectors of a settlement are of, and its settlement time. */
export const DATE = "2027-02-02";
const SETTLEMENT = 20 * 3_600_000 + 30 * 60_000;

export type Side = "trades" | "quotes" | "spread-trades";

/** Small settlement days of a product, quiet unless something is put into them. */
export type DailyWorld = {
  readonly product: Product;
  readonly periods: readonly string[];
  readonly lead: string | undefined;
  /** The price all months stood at, and a price so many outright ticks away from it. */
  readonly price: (ticks?: number | bigint) => string;
  /** A price of a spread, so many of its ticks. */
  readonly spread: (ticks: number) => string;
  readonly tick: (role: string) => string;
  /** `milliseconds` before the settlement time as an instant. */
  readonly before: (milliseconds: number) => string;
  /** A day on which each month shows what `months` says of it, by its period. */
  readonly day: (months?: Readonly<Record<string, JsonObject>>, fields?: JsonObject) => JsonObject;
  /** The spread of the lead month, or of `other`, and this one with these trades at that less this, written with either leg first. */
  readonly spreads: (period: string, trades: readonly JsonObject[], otherFirst?: boolean, other?: string) => JsonObject;
};

/** The settlement days of a product, over three of its months, of which the middle one leads. */
export function dailyWorld(product: Product): DailyWorld {
  const reads = dailyFields(product.dailySettlement);
  const settlement = product.dailySettlement.round.increment;
  const tick = (role: string): string => product.ticks.find((one) => one.role === role)?.increment ?? settlement;
  const spreadTick = product.ticks.find((one) => one.role === "calendar-spread")?.increment ?? tick("outright");
  const base = basePrice(seedOf(product.id), tick("outright"));
  const periods = periodsOf(product);
  const lead = reads.lead ? (periods[1] ?? periods[0]) : undefined;
  const month = (period: string): JsonObject => ({
    period,
    previous: text(base),
    ...(reads.month.includes("trades") ? { trades: [] } : {}),
    ...(reads.month.includes("quotes") ? { quotes: [] } : {}),
    ...(reads.month.includes("finalSettlement") ? { finalSettlement: null } : {}),
    ...(reads.month.includes("spot") ? { spot: false } : {}),
    ...(reads.month.includes("expiring") ? { expiring: false } : {}),
    ...(reads.dates.length > 0 ? { dates: datesOf(product, period, reads.dates) } : {}),
    ...(reads.determination ? { determination: null } : {}),
  });
  const day: DailyWorld["day"] = (months = {}, fields = {}) => ({
    date: DATE,
    ...(reads.time ? { settlementTime: instantAt(DATE, SETTLEMENT) } : {}),
    ...(lead === undefined ? {} : { lead }),
    months: periods.map((period) => ({ ...month(period), ...months[period] })),
    ...(reads.spreads ? { spreads: [] } : {}),
    ...(reads.indices.length > 0
      ? { indices: Object.fromEntries(reads.indices.map((name) => [name, text(base)])) }
      : {}),
    ...fields,
  });
  return {
    product,
    periods,
    lead,
    tick,
    spread: (ticks) => text(multiply(fromInteger(ticks), parse(spreadTick))),
    price: (ticks = 0) => text(add(base, multiply(fromInteger(ticks), parse(tick("outright"))))),
    before: (milliseconds) => instantAt(DATE, SETTLEMENT - milliseconds),
    day,
    spreads: (period, trades, otherFirst = true, other = lead ?? period) => ({
      spreads: [
        { legs: otherFirst ? [other, period] : [period, other], trades: otherFirst ? trades : trades.map(turned) },
      ],
    }),
  };
}

/** The same trades with the lead month as the second leg. */
const turned = (trade: JsonObject): JsonObject => ({
  ...trade,
  price: text(negate(parse(trade["price"] as string))),
});

/** Dates of a month: its own where it is listed, else days of it in the order of the names. */
function datesOf({ contracts }: Product, period: string, names: readonly string[]): JsonObject {
  const own = contracts.find((one) => one.period === period)?.dates ?? [];
  const other = (at: number): string => `${period.slice(0, 4)}-12-${String(at + 1).padStart(2, "0")}`;
  return Object.fromEntries(names.map((name, at) => [name, own.find((one) => one.name === name)?.date ?? other(at)]));
}

function periodsOf({ contracts, contract }: Product): string[] {
  const listed = contracts.map(({ period }) => period).sort();
  if (listed.length >= 3) return listed.slice(0, 3);
  return {
    day: ["2027-02-01", "2027-02-02", "2027-02-03"],
    month: ["2027-02", "2027-03", "2027-04"],
    week: ["2027-W07", "2027-W08", "2027-W09"],
    quarter: ["2027-Q1", "2027-Q2", "2027-Q3"],
    year: ["2027", "2028", "2029"],
  }[contract.period];
}
