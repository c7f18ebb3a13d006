import type { Condition, Formula, Product, Tier } from "../../src/model/model.ts";
import type { Fraction } from "./number.ts";
import { average, fraction, less, minus, over, places, plus, read, round, times, total, write } from "./number.ts";

export type Deal = { readonly time: string; readonly price: string; readonly size: string };
export type Quoted = { readonly time: string; readonly bid: string | null; readonly ask: string | null };

export type Listed = {
  readonly period: string;
  readonly previous: string | null;
  readonly trades?: readonly Deal[];
  readonly quotes?: readonly Quoted[];
  readonly finalSettlement?: string | null;
};

export type MarketDay = {
  readonly date: string;
  readonly settlementTime: string;
  readonly lead?: string;
  readonly months: readonly Listed[];
  readonly spreads?: readonly { readonly legs: readonly [string, string]; readonly trades: readonly Deal[] }[];
  readonly indices?: Readonly<Record<string, string | null>>;
};

export type Priced = { readonly period: string; readonly price: string; readonly tier: string };

/** Why the second reading has no price: the codes a calculator refuses with. */
export type Reason = "no-price" | "negative-price";

/** The settlement of a day read from the model alone: every month, or the reason why there is none. */
export function readDaily(product: Product, day: MarketDay): { readonly months: Priced[] } | { readonly none: Reason } {
  const prices = new Map<string, Fraction>();
  const months: Priced[] = [];
  const order = [...day.months].sort((a, b) => (a.period < b.period ? -1 : 1));
  const { dailySettlement: daily } = product;
  for (const group of daily.groups) {
    const here = order.filter(({ period }) => {
      if (prices.has(period)) return false;
      return group.months === "all" || (group.months === "lead") === (period === day.lead);
    });
    for (const month of here) {
      if (daily.lastDay && month.finalSettlement) {
        prices.set(month.period, read(month.finalSettlement));
        months.push({
          period: month.period,
          price: write(read(month.finalSettlement), places(daily.round.increment)),
          tier: daily.lastDay.id,
        });
        continue;
      }
      const settled = settle(product, group.tiers, month, day, order, prices);
      if ("none" in settled) return settled;
      prices.set(month.period, settled.price);
      months.push({
        period: month.period,
        price: write(settled.price, places(daily.round.increment)),
        tier: settled.tier,
      });
    }
  }
  return { months: months.sort((a, b) => (a.period < b.period ? -1 : 1)) };
}

function settle(
  product: Product,
  tiers: readonly Tier[],
  month: Listed,
  day: MarketDay,
  order: readonly Listed[],
  prices: ReadonlyMap<string, Fraction>,
): { readonly price: Fraction; readonly tier: string } | { readonly none: Reason } {
  const { newlyListed, round: rule } = product.dailySettlement;
  const own = month.previous === null ? [...tiers, ...newlyListed] : tiers;
  const value = (formula: Formula): Fraction | undefined => worth(formula, month, day, order, prices);
  for (const tier of own) {
    if (tier.when && !isSo(tier.when, value)) continue;
    const raw = value(tier.price);
    if (!raw) continue;
    if (!product.price.signed && raw.top < 0n) return { none: "negative-price" };
    const step = read(rule.increment);
    if (rule.reference === undefined) return { price: round(raw, step, rule.mode), tier: tier.id };
    if (month.previous !== null) return { price: round(raw, step, rule.mode, read(month.previous)), tier: tier.id };
    return { price: round(raw, step, "half-even"), tier: tier.id };
  }
  return { none: "no-price" };
}

function isSo(condition: Condition, value: (formula: Formula) => Fraction | undefined): boolean {
  if (condition.op !== "compare") throw new Error(`the second reading has no ${condition.op} in a tier`);
  const [left, right] = [value(condition.left), value(condition.right)];
  if (!left || !right) return false;
  const [below, above] = [less(left, right), less(right, left)];
  return { "<": below, "<=": !above, ">": above, ">=": !below, "=": !below && !above, "!=": below || above }[
    condition.comparison
  ];
}

/** What a formula is worth for a month; nothing where something is missing. */
function worth(
  formula: Formula,
  month: Listed,
  day: MarketDay,
  order: readonly Listed[],
  prices: ReadonlyMap<string, Fraction>,
): Fraction | undefined {
  const again = (inner: Formula): Fraction | undefined => worth(inner, month, day, order, prices);
  const lead = order.find(({ period }) => period === day.lead);
  switch (formula.op) {
    case "number":
      return read(formula.value);
    case "previous-settlement": {
      const of = formula.month === "lead" ? lead : month;
      return of?.previous ? read(of.previous) : undefined;
    }
    case "settlement": {
      const before = order.findLast(({ period }) => period < month.period);
      return prices.get((formula.month === "lead" ? day.lead : before?.period) ?? "");
    }
    case "change": {
      const today = prices.get(day.lead ?? "");
      return today && lead?.previous ? minus(today, read(lead.previous)) : undefined;
    }
    case "index": {
      const value = day.indices?.[formula.index];
      return value ? read(value) : undefined;
    }
    case "observe":
      return watch(formula, formula.month === "lead" ? (lead as Listed) : month, day);
    case "add":
    case "subtract":
    case "multiply":
    case "divide": {
      const [left, right] = [again(formula.left), again(formula.right)];
      if (!left || !right) return undefined;
      return { add: plus, subtract: minus, multiply: times, divide: over }[formula.op](left, right);
    }
    default:
      throw new Error(`the second reading has no ${formula.op} in a day`);
  }
}

function watch(formula: Extract<Formula, { op: "observe" }>, month: Listed, day: MarketDay): Fraction | undefined {
  const end = Date.parse(day.settlementTime);
  const inside = ({ time }: { readonly time: string }): boolean => {
    const at = Date.parse(time);
    if (formula.window?.kind !== "trailing") return at <= end;
    return at < end && end - at <= formula.window.milliseconds;
  };
  if (formula.of === "quotes") {
    const seen = (month.quotes ?? []).filter(inside).sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
    const last = seen.at(-1);
    if (!last || last.bid === null || last.ask === null) return undefined;
    const [bid, ask] = [read(last.bid), read(last.ask)];
    return formula.what === "width" ? minus(ask, bid) : over(plus(bid, ask), fraction(2n));
  }
  const deals = (formula.of === "trades" ? (month.trades ?? []) : against(month, day)).filter(inside);
  const volume = total(deals.map((deal) => read(deal.size)));
  if (formula.what === "volume") return volume;
  if (formula.what === "count") return fraction(BigInt(deals.length));
  if (deals.length === 0) return undefined;
  return over(total(deals.map((deal) => times(read(deal.price), read(deal.size)))), volume);
}

/** Trades of lead month less this month, whichever of the two is named first. */
function against(month: Listed, day: MarketDay): Deal[] {
  const found: Deal[] = [];
  for (const { legs, trades } of day.spreads ?? []) {
    const [first, second] = legs;
    if (first === day.lead && second === month.period) found.push(...trades);
    if (first === month.period && second === day.lead) {
      found.push(...trades.map((deal) => ({ ...deal, price: negated(deal.price) })));
    }
  }
  return found;
}

const negated = (price: string): string => (price.startsWith("-") ? price.slice(1) : `-${price}`);

/** The final settlement price: the mean of the prints of the days, rounded once. */
export function readFinalPrice(product: Product, prints: readonly string[]): string {
  const { price, round: rule } = product.finalSettlement;
  if (price.op !== "average" || price.of.op !== "index")
    throw new Error("the second reading has averages of an index only");
  return write(round(average(prints.map(read)), read(rule.increment), rule.mode), places(rule.increment));
}

/** `(to - from) × size × lots`, from the size of the product and not from its ticks. */
export function readVariation(product: Product, from: string, to: string, lots: string): string {
  const money = times(times(minus(read(to), read(from)), read(product.size.value)), read(lots));
  return write(money, places(product.tickValueExactTo.amount));
}
