import type { DayInput } from "../desk.ts";
import type { LedgerSummary } from "../../model/generated/ledger-summary.ts";
import type { SettlementDay } from "../../model/generated/settlement.ts";
import { add, parse, type Rational, show, ZERO } from "../../runtime/exact.ts";
import { isIndexInput } from "../observations.ts";
import { changeOf } from "../reference.ts";
import type { Contract } from "./contracts.ts";
import type { OpenInterest } from "./held.ts";
import type { PriceRow } from "./write.ts";

export type Figures = Pick<LedgerSummary, "products" | "prints"> & { readonly prices: readonly PriceRow[] };
type ProductSummary = LedgerSummary["products"][number];

/** What the ledger keeps of a settled day by contract month: the forward curve with its basis to the index, open interest and volume. */
export function figuresOf(
  day: SettlementDay,
  input: DayInput,
  contracts: readonly Contract[],
  open: readonly OpenInterest[],
): Figures {
  const volumes = volumesOf(input);
  const held = new Map(open.map((one) => [`${one.product}\n${one.month}`, one.long]));
  const prices: PriceRow[] = [];
  const row = (product: string, month: string, ends: string, settlement: string, interest: bigint, basis?: string) => {
    const volume = show(volumes.get(`${product}\n${month}`) ?? ZERO);
    const more = basis === undefined ? {} : { basis };
    prices.push({ product, month, settlement, ends, openInterest: interest, volume, ...more });
    return { settlement, openInterest: String(interest), volume, ...more };
  };
  const futures = day.products.map((one): ProductSummary => {
    const output = input.products.find(({ engine }) => engine.product.id === one.product);
    const index = one.references.find((print) => print.index === output?.engine.underlying.index);
    const months = one.months.map((month) => {
      const ends = contracts.find((of) => of.product === one.product && of.month === month.month)?.ends ?? day.date;
      const basis = index === undefined ? undefined : changeOf(month.settlement, index.value);
      const interest = held.get(`${one.product}\n${month.month}`) ?? 0n;
      const kept = row(one.product, month.month, ends, month.settlement, interest, basis);
      return { month: month.month, ...changed(month), final: month.final, ...kept };
    });
    const { product, title, unit, currency, lead } = one;
    return {
      ...{ product, kind: "future", title, unit, currency },
      ...(lead === undefined ? {} : { lead }),
      ...(index === undefined ? {} : { index: index.index }),
      months,
    };
  });
  const { options = [], perpetuals = [] } = input.book.data;
  const optional = (day.options ?? []).map((one): ProductSummary => {
    const months = one.series.map((series) => {
      const rows = options.filter((of) => of.product === one.product && of.series === series.series && of.lots > 0);
      const kept = row(one.product, series.series, series.expiry, series.settlement, lotsOf(rows));
      return { month: series.series, ...changed(series), final: series.expiry === day.date, ...kept };
    });
    const { product, title, unit, currency } = one;
    return { ...{ product, kind: "option", title, unit, currency }, months };
  });
  const perpetual = (day.perpetuals ?? []).map((one): ProductSummary => {
    const rows = perpetuals.filter((of) => of.product === one.product && of.lots > 0);
    const kept = row(one.product, "mark", NEVER, one.mark, lotsOf(rows));
    const { product, title, unit, currency } = one;
    const months = [{ month: "mark", ...changed(one), final: false, ...kept }];
    return { ...{ product, kind: "perpetual", title, unit, currency }, months };
  });
  return { products: [...futures, ...optional, ...perpetual], prints: printsOf(day), prices };
}

/** The last day there is: a perpetual does not end. */
const NEVER = "9999-12-31";

function lotsOf(rows: readonly { readonly lots: number }[]): bigint {
  return rows.reduce((sum, { lots }) => sum + BigInt(lots), 0n);
}

function changed({ previous, change }: { readonly previous?: string; readonly change?: string }) {
  return { ...(previous === undefined ? {} : { previous }), ...(change === undefined ? {} : { change }) };
}

/** Contracts dealt by product and month or series; a spread trade is one of each of its months. */
function volumesOf({ market, perpetuals }: DayInput): ReadonlyMap<string, Rational> {
  const volumes = new Map<string, Rational>();
  const count = (product: string, month: string, size: string): void => {
    const key = `${product}\n${month}`;
    volumes.set(key, add(volumes.get(key) ?? ZERO, parse(size)));
  };
  for (const row of market.data.observations) {
    if (isIndexInput(row) || row.kind === "quote") continue;
    if (row.kind === "trade") count(row.product, row.month, row.size);
    else for (const month of row.months) count(row.product, month, row.size);
  }
  for (const [product, { trades = [] }] of Object.entries(market.data.options ?? {}))
    for (const { series, size } of trades) count(product, series, size);
  for (const { perpetual } of perpetuals ?? []) volumes.set(`${perpetual.product.id}\nmark`, ZERO);
  return volumes;
}

function printsOf(day: SettlementDay): LedgerSummary["prints"] {
  const all = day.products.flatMap(({ references }) => references);
  return all
    .filter((one, at) => all.findIndex(({ index }) => index === one.index) === at)
    .map(({ index, value, previous, unit, used, dropped }) => ({
      ...{ index, value, unit, used, dropped: dropped.length },
      ...(previous === undefined ? {} : { previous }),
    }));
}
