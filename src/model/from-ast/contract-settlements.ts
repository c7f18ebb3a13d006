import { report } from "../../check/context.ts";
import { compileNamedDate } from "../../value/date-rule-compile.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import { type Day, formatDay, parseDay } from "../../value/day.ts";
import { parsePeriod } from "../../value/month.ts";
import { contractName, contractsOf } from "../formulas.ts";
import type { Product } from "../model.ts";
import { listedOf } from "./listed-months.ts";
import type { LoweredProduct } from "./product.ts";

type Read = ReturnType<typeof contractsOf>[number];

/**
 * Each settlement of another contract that a final price reads is there on the day of the price, in every listed month: the other product settles on
 * that day, and the contract meant is listed and trades. No contract waits for its own price in this way. Otherwise a finding for each contract.
 */
export function contractsSettled(
  lowered: LoweredProduct,
  product: Product,
  products: ReadonlyMap<string, LoweredProduct>,
  world: DateWorld,
): void {
  const { context } = lowered.at;
  for (const read of contractsOf(product.finalSettlement.price)) {
    const span = context.clauses.place(read.clause) ?? context.declaration.name.span;
    const contract = contractName(read);
    const on = products.get(read.product);
    const circle = circleFrom(read.product, product.id, products, [product.id]);
    if (circle !== undefined) {
      // One circle is one finding, at the first of its contracts by name.
      if (circle.every((one) => product.id <= one))
        report(context, "settlement-circular", span, { path: circle.join(" → ") });
      continue;
    }
    // What has a finding of its own, and contracts of other exchanges, are not there.
    const why = on === undefined ? "it has no terms here" : firstWithout(product, read, on, world);
    if (why !== undefined) report(context, "settlement-not-there", span, { contract, why });
  }
}

function circleFrom(
  at: string,
  wanted: string,
  products: ReadonlyMap<string, LoweredProduct>,
  path: readonly string[],
): string[] | undefined {
  if (at === wanted) return [...path, at];
  if (path.includes(at)) return undefined;
  const price = products.get(at)?.product.finalSettlement.price;
  for (const next of price === undefined ? [] : contractsOf(price)) {
    const found = circleFrom(next.product, wanted, products, [...path, at]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Why the settlement is not there, in the first month that lacks it. */
function firstWithout(product: Product, read: Read, on: LoweredProduct, world: DateWorld): string | undefined {
  if (read.place === undefined && on.product.contract.period !== product.contract.period)
    return `its contracts are each of a ${on.product.contract.period}: write \`${read.product}[1].settlement\` for the nearest`;
  const end = compileNamedDate(world, on.productDates, "last-trading-day");
  const calendar = world.calendar(on.product.sessions.calendar);
  if (!end.ok || !calendar.ok) return undefined;
  const priced = product.finalSettlement.priceDay ?? "last-trading-day";
  for (const { code, period, dates } of product.contracts) {
    const date = dates.find(({ name }) => name === priced)?.date;
    const day = date === undefined ? undefined : parseDay(date);
    if (date === undefined || day === undefined) continue;
    const said = `the final price of ${code} is of ${date}`;
    if (calendar.value.open[day - calendar.value.first] !== 1)
      return `${said}, on which ${read.product} does not trade`;
    const trading = tradingOn(on, world, day, end.value.day);
    if (trading === undefined) continue;
    if (read.place !== undefined && trading.length < read.place)
      return `${said}, on which only ${trading.length} contracts of ${read.product} trade`;
    if (read.place === undefined && !trading.includes(period))
      return `${said}, on which its contract of ${period} does not trade`;
  }
  return undefined;
}

/** The contracts that are listed on a day and have not ended before it. */
function tradingOn(
  on: LoweredProduct,
  world: DateWorld,
  day: Day,
  end: (period: number) => Day,
): readonly string[] | undefined {
  const listed = listedOf({ on }, world, day);
  return listed && [...listed].filter((one) => formatDay(end(parsePeriod(one)?.index ?? 0)) >= formatDay(day)).sort();
}
