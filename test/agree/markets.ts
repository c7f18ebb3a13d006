import { fc } from "../kit/property.ts";
import type { ContractModel, Index } from "../../src/model/model.ts";
import type { IndexDay, MarketDay, Seen } from "./reading.ts";

const DATE = "2027-02-02";
const at = (milliseconds: number): string => new Date(Date.parse(`${DATE}T15:00:00Z`) + milliseconds).toISOString();
/** A whole number as a decimal with so many places. */
const decimal = (units: number, places: number): string => {
  const digits = String(Math.abs(units)).padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0 ? `-${text}` : text;
};

/** Prices close together, with some far off, some alike and now and then zero. */
const prices = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 2300, max: 2400 }) },
  { weight: 3, arbitrary: fc.constantFrom(2345, 2350) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9000 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);

/** The days that inputs are of; the index reads those in the middle. */
const MONTH = ["2027-01-27", "2027-01-28", "2027-01-29", "2027-02-01", DATE, "2027-02-03"];

/** When hours begin, with one left out between them; inputs are made before, in and after all of them. */
const HOURS = ["13:30", "14:30", "16:30", "17:30"].map((clock) => `${DATE}T${clock}:00Z`);

/** Calendar days over a weekend, and the business days that their rates are of. */
const ACCRUING = ["2027-01-28", "2027-01-29", "2027-01-30", "2027-01-31", "2027-02-01", DATE];
const BUSINESS = [
  "2027-01-22",
  "2027-01-25",
  "2027-01-26",
  "2027-01-27",
  "2027-01-28",
  "2027-01-29",
  "2027-02-01",
  DATE,
];

/** Days of an index: from nothing at all to more than the quorum, some of it outside the window or on its edges. */
export function indexDays(
  index: Index,
  kinds: readonly string[],
  columns: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<IndexDay> {
  const sources = index.inputs[0]?.from ?? [];
  const one = fc.record({
    kind: fc.constantFrom(...kinds),
    source: fc.nat(),
    time: fc.oneof(
      { weight: 10, arbitrary: fc.integer({ min: 0, max: 3_600_000 - 1 }) },
      { weight: 1, arbitrary: fc.constantFrom(-1, 0, 300_000, 299_999, 3_599_999, 3_600_000) },
    ),
    price: prices,
    size: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(20_000)),
    cells: fc.record(
      Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, fc.constantFrom(...values)])),
    ),
  });
  const written = (drawn: {
    kind: string;
    source: number;
    time: number;
    price: number;
    size: number;
    cells: object;
  }): Seen => {
    const from = index.inputs.find(({ what }) => what === `${drawn.kind}s`)?.from ?? sources;
    return {
      ...(kinds.length > 1 ? { kind: drawn.kind } : {}),
      source: from[drawn.source % from.length] as string,
      ...(index.accrual
        ? { day: BUSINESS[Math.floor(drawn.time / 450_000)] ?? "2027-01-28" }
        : index.window?.kind === "month"
          ? { day: MONTH[Math.floor(drawn.time / 600_000)] ?? "2027-01-29" }
          : index.window
            ? { time: at(index.window.kind === "hours" ? drawn.time * 6 - 7_200_000 : drawn.time) }
            : {}),
      price: decimal(drawn.price, 3),
      ...(sized ? { size: decimal(drawn.size, 1) } : {}),
      ...(Object.keys(columns).length > 0 ? { attributes: drawn.cells as Record<string, string> } : {}),
    };
  };
  const has = (kind: string): boolean => index.fallback.some((fallback) => fallback.kind === kind);
  const excludes = index.screens.some(({ readmit }) => readmit !== undefined);
  const readsPrevious = has("previous") || excludes || index.screens.some(({ from }) => from === "previous value");
  const sized = index.window !== undefined;
  // A value published before, or determined, lies on the grid of the index.
  const grid = Number(index.value.round.increment) * 10_000;
  const value = fc.integer({ min: 0, max: 50_000 }).map((units) => decimal(units * grid, 4));
  return fc
    .record({
      observations: fc.array(one, { maxLength: 90, size: "max" }),
      previous: fc.option(
        fc.record({
          value,
          repeats: fc.integer({ min: 0, max: 4 }).map(String),
          ...(excludes ? { excluded: fc.subarray([...sources]) } : {}),
        }),
      ),
      other: fc.option(value),
      determination: fc.option(value),
    })
    .map(({ observations, previous, other, determination }): IndexDay => ({
      date: DATE,
      observations: observations.map(written),
      ...(index.accrual
        ? { days: ACCRUING, business: BUSINESS.slice(8 - 4 - index.accrual.lookback) }
        : index.window?.kind === "month"
          ? { days: MONTH.slice(1, 5) }
          : index.window?.kind === "hours"
            ? { hours: HOURS }
            : {}),
      ...(index.window?.kind === "clock" || index.window?.kind === "trailing"
        ? { window: { from: at(0), until: at(3_600_000) } }
        : {}),
      ...(index.retired ? { links: { FIR: { retired: "2.4", successor: "0.8" } } } : {}),
      ...(index.base ? { previous: chained(index, previous) } : readsPrevious ? { previous } : {}),
      ...(has("formula") ? { indices: { H200_RENTAL: other } } : {}),
      ...(has("determination") ? { determination: determination === null ? null : signed(index, determination) } : {}),
    }));
}

/** The print before with what a basket goes on from; one member joined since and has no price there. */
function chained(
  index: Index,
  previous: NonNullable<IndexDay["previous"]> | null,
): NonNullable<IndexDay["previous"]> | null {
  const { from } = index.base as NonNullable<Index["base"]>;
  if (from === DATE) return previous;
  const prices = { ALDER: "2.35", BIRCH: "1.175", CEDAR: "0.7", ELM: "9.4" };
  const last = { date: "2027-02-01", value: "98.0250", prices: { ...prices, BIRCH: "0.9", CEDAR: "0.82", ELM: "8.8" } };
  const chain = { date: from, value: "101.5000", prices, ...(index.retired && { last }) };
  return { ...(previous ?? { value: "0.0000", repeats: "4" }), chain };
}

function signed(index: Index, value: string): { by: string; rule: string; value: string; signature: string } | null {
  const last = index.fallback.find((fallback) => fallback.kind === "determination");
  return last ? { by: last.by, rule: last.under, value, signature: "random" } : null;
}

/** Settlement days of a product over four months, any of them leading, with quiet, busy and crossed-out markets. */
export function marketDays(model: ContractModel, tickPlaces: number, spreads: boolean): fc.Arbitrary<MarketDay> {
  const periods = ["2027-02", "2027-03", "2027-04", "2027-06"];
  const before = (milliseconds: number): string =>
    new Date(Date.parse(`${DATE}T20:30:00Z`) - milliseconds).toISOString();
  const times = fc
    .constantFrom(0, 1, 1000, 60_000, 119_999, 120_000, 120_001, 1_700_000, 1_800_000, 1_800_001, -1)
    .map(before);
  const outright = fc.integer({ min: 2000, max: 2010 }).map((units) => decimal(units, tickPlaces));
  const deals = (price: fc.Arbitrary<string>): fc.Arbitrary<{ time: string; price: string; size: string }[]> =>
    fc.array(fc.record({ time: times, price, size: fc.integer({ min: 1, max: 12 }).map(String) }), { maxLength: 5 });
  const quote = fc
    .record({
      bid: fc.integer({ min: 2000, max: 2010 }),
      width: fc.integer({ min: 0, max: 25 }),
      sides: fc.constantFrom("both", "both", "bid", "ask", "none"),
    })
    .map(({ bid, width, sides }) => ({
      bid: sides === "both" || sides === "bid" ? decimal(bid, tickPlaces) : null,
      ask: sides === "both" || sides === "ask" ? decimal(bid + width, tickPlaces) : null,
    }));
  const settlement = fc.integer({ min: 20_000, max: 20_100 }).map((units) => decimal(units, 4));
  const month = fc.record({
    previous: fc.option(settlement, { freq: 6 }),
    trades: deals(outright),
    // Two quotes of one instant that differ are refused, so every quote has its own.
    quotes: fc
      .uniqueArray(fc.record({ time: times, quote }), { selector: ({ time }) => time, maxLength: 3 })
      .map((all) => all.map(({ time, quote: sides }) => ({ time, ...sides }))),
    finalSettlement: settlement,
    last: fc.integer({ min: 0, max: 9 }),
  });
  const spread = deals(fc.integer({ min: -40, max: 40 }).map((units) => decimal(units * 5, 4)));
  return fc
    .record({
      months: fc.tuple(month, month, month, month),
      lead: fc.nat({ max: 3 }),
      spreads: fc.tuple(spread, spread, spread),
      turned: fc.boolean(),
      index: fc.option(settlement, { freq: 5 }),
    })
    .map((drawn): MarketDay => {
      const lead = periods[drawn.lead] as string;
      const others = periods.filter((period) => period !== lead);
      return {
        date: DATE,
        settlementTime: before(0),
        ...(spreads ? { lead } : {}),
        months: drawn.months.map(({ last, finalSettlement, ...shown }, place) => ({
          period: periods[place] as string,
          ...shown,
          finalSettlement: last === 0 ? finalSettlement : null,
        })),
        ...(spreads
          ? {
              spreads: others.map((period, place) => ({
                legs: drawn.turned ? [period, lead] : [lead, period],
                trades: drawn.spreads[place] ?? [],
              })),
            }
          : {}),
        indices: { [model.product?.underlying.index as string]: drawn.index },
      };
    });
}
