import { diagnostic, type Diagnostic, sortDiagnostics } from "../../diagnostic/diagnostic.ts";
import { placeOf } from "../../host/failure.ts";
import type { Market } from "../../model/generated/market.ts";
import type { Span } from "../../text/source.ts";
import { divide, parse } from "../../runtime/exact.ts";
import type { ProductOutput } from "../desk.ts";
import type { InputFile } from "../input-file.ts";
import { isIndexInput } from "../observations.ts";
import { MOST_SHOWN } from "./faults.ts";

/**
 * What is wrong with a market: what was `said` of it, and every price off its tick at its own row, where a calculator stops at the first one that it reads. The first hundred findings
 * are shown; all are counted by what is wrong.
 */
export function marketFaults(
  said: readonly Diagnostic[],
  market: InputFile<Market> | undefined,
  products: readonly ProductOutput[],
): Diagnostic[] {
  const rows = market === undefined ? [] : offTick(market, products);
  const within = (one: Span): boolean =>
    rows.some(({ span }) => span.source.path === one.source.path && span.start <= one.start && one.end <= span.end);
  const rest = said.filter(({ code, span }) => code !== "input-refused" || !within(span));
  return firstOf([...rest, ...rows]);
}

/** Every trade and quote whose price is no multiple of the tick that the text of its month has. */
function offTick(market: InputFile<Market>, products: readonly ProductOutput[]): Diagnostic[] {
  type Ticks = {
    readonly text: ProductOutput;
    readonly price: string | undefined;
    readonly spread: string | undefined;
  };
  const ticks = new Map<string, Ticks>();
  for (const product of products)
    for (const text of [product, ...(product.others ?? [])]) {
      const { id } = text.engine.product;
      const of = (role: string): string | undefined =>
        text.engine.price.ticks.find((one) => one.role === role)?.increment;
      const price = of("outright") ?? of("settlement");
      for (const { period } of text.engine.months)
        ticks.set(`${id} ${period}`, { text, price, spread: of("calendar-spread") ?? price });
    }
  return market.data.observations.flatMap((row, at) => {
    if (isIndexInput(row)) return [];
    const months = row.kind === "spread-trade" ? row.months : [row.month];
    const [found, other = found] = months.map((month) => ticks.get(`${row.product} ${month}`));
    // Months that trade by different texts have no tick of their spread.
    if (found?.text !== other?.text) return [];
    const tick = row.kind === "spread-trade" ? found?.spread : found?.price;
    if (tick === undefined) return [];
    const prices = row.kind === "quote" ? { bid: row.bid, ask: row.ask } : { price: row.price };
    return Object.entries(prices).flatMap(([column, price]) =>
      price === null || divide(parse(price), parse(tick)).d === 1n
        ? []
        : [
            diagnostic("row-malformed", market.place(`/observations/${at}`), {
              ...{ column, found: price, wanted: `a multiple of ${tick}` },
            }),
          ],
    );
  });
}

function firstOf(all: readonly Diagnostic[]): Diagnostic[] {
  const sorted = sortDiagnostics(all);
  const [first] = sorted;
  if (first === undefined || all.length <= MOST_SHOWN) return sorted;
  const counts = new Map<string, number>();
  for (const { code } of all) counts.set(code, (counts.get(code) ?? 0) + 1);
  const evidence = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([code, n]) => `${n}: ${code}`);
  const params = { count: String(all.length), shown: String(MOST_SHOWN) };
  const file = placeOf(first.span.source.path.replace(/ row \d+$/, ""));
  return [...sorted.slice(0, MOST_SHOWN), diagnostic("rows-at-fault", file, params, { evidence })];
}
