import { readWorth } from "./reading-flow.ts";
import type { Condition, Formula, Product, TierGroup } from "../../src/model/model.ts";
import type { Fraction } from "./number.ts";
import { fraction, less, minus, over, places, plus, read, round, times, total, write } from "./number.ts";

export type Deal = { readonly time: string; readonly price: string; readonly size: string };
export type Quoted = { readonly time: string; readonly bid: string | null; readonly ask: string | null };

export type Listed = {
  readonly period: string;
  readonly previous: string | null;
  readonly trades?: readonly Deal[];
  readonly quotes?: readonly Quoted[];
  readonly finalSettlement?: string | null;
  readonly spot?: boolean;
  readonly expiring?: boolean;
  readonly dates?: Readonly<Record<string, string>>;
  readonly determination?: { readonly value: string } | null;
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

/** Why the second reading has no price: the code a calculator refuses with. */
export type Reason = "no-price";

/** The settlement of a day read from the model alone: every month, or the reason why there is none. */
export function readDaily(product: Product, day: MarketDay): { readonly months: Priced[] } | { readonly none: Reason } {
  const prices = new Map<string, Fraction>();
  const months: Priced[] = [];
  const order = [...day.months].sort((a, b) => (a.period < b.period ? -1 : 1));
  const { dailySettlement: daily } = product;
  for (const group of daily.groups) {
    const here = order.filter((month) => kindOf(month, day, daily) === group.months);
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
      const settled = settle(product, group, month, day, order, prices);
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

/** The kind of group that settles a month; each kind that is said takes its months from those behind it. */
function kindOf(month: Listed, day: MarketDay, { groups }: Product["dailySettlement"]): TierGroup["months"] {
  const said = (kind: TierGroup["months"]): boolean => groups.some(({ months }) => months === kind);
  if (said("expiring") && month.expiring === true) return "expiring";
  if (said("spot") && month.spot === true) return "spot";
  if (said("lead") && month.period === day.lead) return "lead";
  return said("other") ? "other" : "all";
}

function settle(
  product: Product,
  group: TierGroup,
  month: Listed,
  day: MarketDay,
  order: readonly Listed[],
  prices: ReadonlyMap<string, Fraction>,
): { readonly price: Fraction; readonly tier: string } | { readonly none: Reason } {
  const { newlyListed } = product.dailySettlement;
  const rule = group.round ?? product.dailySettlement.round;
  const own = month.previous === null ? [...group.tiers, ...newlyListed] : group.tiers;
  const value = (formula: Formula): Fraction | undefined => worth(formula, month, day, order, prices);
  for (const tier of own) {
    if (tier.when && !isSo(tier.when, value)) continue;
    const raw = value(tier.price);
    if (!raw) continue;
    if (!product.price.signed && raw.top < 0n) continue;
    const step = read(rule.increment);
    if (rule.reference === undefined) return { price: round(raw, step, rule.mode), tier: tier.id };
    if (month.previous !== null) return { price: round(raw, step, rule.mode, read(month.previous)), tier: tier.id };
    return { price: round(raw, step, "half-even"), tier: tier.id };
  }
  return { none: "no-price" };
}

function isSo(condition: Condition, value: (formula: Formula) => Fraction | undefined): boolean {
  return decided(condition, value) === "yes";
}

/** A condition on something that is missing is open, and so is all that hangs on it alone. */
function decided(condition: Condition, value: (formula: Formula) => Fraction | undefined): "yes" | "no" | "open" {
  const again = (one: Condition) => decided(one, value);
  switch (condition.op) {
    case "compare": {
      const [left, right] = [value(condition.left), value(condition.right)];
      if (!left || !right) return "open";
      const [below, above] = [less(left, right), less(right, left)];
      const holds = { "<": below, "<=": !above, ">": above, ">=": !below, "=": !below && !above, "!=": below || above };
      return holds[condition.comparison] ? "yes" : "no";
    }
    case "not":
      return { yes: "no", no: "yes", open: "open" }[again(condition.operand)] as "yes" | "no" | "open";
    case "and":
    case "or": {
      const [strong, weak] = condition.op === "or" ? (["yes", "no"] as const) : (["no", "yes"] as const);
      const all = condition.operands.map(again);
      return all.includes(strong) ? strong : all.includes("open") ? "open" : weak;
    }
    default:
      throw new Error(`the second reading has no ${condition.op} in a tier`);
  }
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
      const other = formula.month === "lead" ? lead : order.findLast(({ period }) => period < month.period);
      const today = prices.get(other?.period ?? "");
      return today && other?.previous ? minus(today, read(other.previous)) : undefined;
    }
    case "days": {
      const [start, end] = [formula.start, formula.end].map(({ date, month: whose }) => {
        const before = order.findLast(({ period }) => period < month.period);
        const of = { this: month, lead, "nearest-listed-before": before }[whose];
        return date === "trade-date" ? day.date : of?.dates?.[date];
      });
      if (start === undefined || end === undefined) return undefined;
      return fraction(BigInt(Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000)));
    }
    case "determination":
      return month.determination ? read(month.determination.value) : undefined;
    case "index": {
      const value = day.indices?.[formula.index];
      return value ? read(value) : undefined;
    }
    case "observe":
      return watch(formula, formula.month === "lead" ? (lead as Listed) : month, day, order, prices);
    case "add":
    case "subtract":
    case "multiply":
    case "divide": {
      const [left, right] = [again(formula.left), again(formula.right)];
      if (!left || !right) return undefined;
      if (formula.op === "divide" && right.top === 0n) return undefined;
      return { add: plus, subtract: minus, multiply: times, divide: over }[formula.op](left, right);
    }
    case "minimum":
    case "maximum": {
      const [left, right] = [again(formula.left), again(formula.right)];
      if (!left || !right) return undefined;
      return less(left, right) === (formula.op === "minimum") ? left : right;
    }
    default:
      throw new Error(`the second reading has no ${formula.op} in a day`);
  }
}

type Observe = Extract<Formula, { op: "observe" }>;

function watch(
  formula: Observe,
  month: Listed,
  day: MarketDay,
  order: readonly Listed[],
  prices: ReadonlyMap<string, Fraction>,
): Fraction | undefined {
  const end = Date.parse(day.settlementTime);
  const inside = ({ time }: { readonly time: string }): boolean => {
    const early = end - Date.parse(time);
    if (formula.window?.kind !== "trailing") return early >= 0;
    const gap = formula.window.before ?? 0;
    return early > gap && early <= gap + formula.window.milliseconds;
  };
  if (formula.of === "quotes") return quoted(formula, (month.quotes ?? []).filter(inside));
  if (formula.of === "trades") return dealt(formula, (month.trades ?? []).filter(inside));
  const nearer = order.filter(({ period }) => period < month.period);
  const done = nearer.filter(({ period }) => prices.has(period)).map(({ period }) => period);
  const spread = (other: string): Deal[] => between(other, month.period, day).filter(inside);
  if (formula.what === "implied") {
    const parts = done
      .filter((other) => spread(other).length > 0)
      .map((other) => {
        const weight = over(
          total(spread(other).map(({ size }) => read(size))),
          fraction(BigInt(apart(other, month.period))),
        );
        const price = minus(prices.get(other) as Fraction, mid(spread(other)));
        return { price, weight };
      });
    if (parts.length === 0) return undefined;
    return over(
      total(parts.map(({ price, weight }) => times(price, weight))),
      total(parts.map(({ weight }) => weight)),
    );
  }
  if (formula.against === "nearer") return dealt(formula, done.flatMap(spread));
  const other = formula.against === "nearest-listed-before" ? nearer.at(-1)?.period : day.lead;
  return dealt(formula, other === undefined ? [] : spread(other));
}

function quoted({ what }: Observe, quotes: readonly Quoted[]): Fraction | undefined {
  const last = [...quotes].sort((a, b) => Date.parse(a.time) - Date.parse(b.time)).at(-1);
  if (!last) return undefined;
  if (what === "bid" || what === "ask") return last[what] === null ? undefined : read(last[what]);
  if (last.bid === null || last.ask === null) return undefined;
  const [bid, ask] = [read(last.bid), read(last.ask)];
  return what === "width" ? minus(ask, bid) : over(plus(bid, ask), fraction(2n));
}

function dealt({ what }: Observe, deals: readonly Deal[]): Fraction | undefined {
  if (what === "volume") return total(deals.map((deal) => read(deal.size)));
  if (what === "count") return fraction(BigInt(deals.length));
  if (deals.length === 0) return undefined;
  if (what !== "last") return mid(deals);
  return read([...deals].sort((a, b) => Date.parse(a.time) - Date.parse(b.time)).at(-1)?.price ?? "");
}

const mid = (deals: readonly Deal[]): Fraction =>
  over(
    total(deals.map((deal) => times(read(deal.price), read(deal.size)))),
    total(deals.map((deal) => read(deal.size))),
  );

/** How many months, weeks, quarters or years lie between two periods. */
function apart(near: string, far: string): number {
  const [a, b] = [near, far].map((period) => {
    const [year, part] = [Number(period.slice(0, 4)), Number(period.replace(/^\d{4}-?[WQ]?/, "") || "0")];
    if (period.includes("Q")) return year * 4 + part;
    if (!period.includes("W")) return period.length > 4 ? year * 12 + part : year;
    const fourth = new Date(Date.UTC(year, 0, 4));
    const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
    return monday / (7 * 86_400_000) + part;
  }) as [number, number];
  return b - a;
}

/** Trades of the spread of two months, at the first less the second, whichever of the two is named first. */
function between(one: string, other: string, day: MarketDay): Deal[] {
  const found: Deal[] = [];
  for (const { legs, trades } of day.spreads ?? []) {
    const [first, second] = legs;
    if (first === one && second === other) found.push(...trades);
    if (first === other && second === one)
      found.push(...trades.map((deal) => ({ ...deal, price: negated(deal.price) })));
  }
  return found;
}

const negated = (price: string): string => (price.startsWith("-") ? price.slice(1) : `-${price}`);

/** `(to - from) × size × lots`, from the size of the product and not from its ticks. */
export function readVariation(product: Product, from: string, to: string, lots: string, month?: string): string {
  const money = times(times(minus(read(to), read(from)), readWorth(product, month)), read(lots));
  return write(money, places(product.tickValueExactTo.amount));
}
