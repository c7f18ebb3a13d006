import type { Condition, DayOfMonth, Formula, Product, Rounding, Tier, TierGroup } from "../../model/model.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  isRefused,
  multiply,
  ratio,
  refuse,
  roundTo,
  subtract,
  toFixed,
} from "../../runtime/exact.ts";
import { daysBetween } from "../../runtime/input.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { arithmetic } from "./interpret-index.ts";
import { observed } from "./interpret-market.ts";
import type { Json, JsonObject } from "./read.ts";
import { determinationIn, exact, fieldsOf, listOf, needed, periodOf } from "./read.ts";

export type MonthOutcome = { readonly period: string; readonly price: string; readonly tier: string };

/** One month while the day is settled. */
export type Here = {
  readonly input: JsonObject;
  readonly month: JsonObject;
  readonly months: readonly JsonObject[];
  readonly settled: ReadonlyMap<string, Rational>;
  readonly increment: string;
  readonly round: Rounding;
};

/** The settlement of every month by the model itself, in the order of their periods. Refusals are thrown. */
export function interpretDaily(product: Product, input: JsonObject): MonthOutcome[] {
  const { groups, newlyListed, lastDay, round } = product.dailySettlement;
  const months = [...listOf(input["months"])].sort((a, b) => (periodOf(a) < periodOf(b) ? -1 : 1));
  const settled = new Map<string, Rational>();
  const outcomes: MonthOutcome[] = [];
  const decimals = decimalsOf(round.increment);
  for (const group of groups) {
    for (const month of months) {
      if (groupOf(groups, month, input) !== group) continue;
      const here = { input, month, months, settled, increment: round.increment, round: group.round ?? round };
      const known = lastDay === undefined ? null : (month["finalSettlement"] ?? null);
      const tiers = month["previous"] === null ? [...group.tiers, ...newlyListed] : group.tiers;
      const found =
        lastDay && known !== null ? { id: lastDay.id, value: exact(known) } : firstTier(product, tiers, here);
      settled.set(periodOf(month), found.value);
      outcomes.push({ period: periodOf(month), price: toFixed(found.value, decimals), tier: found.id });
    }
  }
  return outcomes.sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The group of a month: of its last day, of its spot period, of the lead month, or of the others. */
function groupOf(groups: readonly TierGroup[], month: JsonObject, input: JsonObject): TierGroup | undefined {
  const kinds: TierGroup["months"][] = [
    ...(month["expiring"] === true ? ["expiring" as const] : []),
    ...(month["spot"] === true ? ["spot" as const] : []),
    ...(periodOf(month) === input["lead"] ? ["lead" as const] : []),
    "other",
    "all",
  ];
  return kinds.flatMap((kind) => groups.find(({ months }) => months === kind) ?? [])[0];
}

function firstTier(product: Product, tiers: readonly Tier[], here: Here): { id: string; value: Rational } {
  for (const tier of tiers) {
    if (tier.when && decide(tier.when, here) !== true) continue;
    const price = figure(tier.price, here);
    if (!price) continue;
    if (!product.price.signed && price.n < 0n) continue;
    return { id: tier.id, value: rounded(price, here) };
  }
  return refuse("no-price", `no tier holds for ${periodOf(here.month)}`);
}

function rounded(price: Rational, { month, round }: Here): Rational {
  const increment = exact(round.increment);
  if (round.reference === undefined) return roundTo(price, increment, round.mode as RoundingMode);
  const mode = round.mode === "toward" ? "toward" : "nearest";
  if (month["previous"] !== null) return roundTo(price, increment, mode, exact(month["previous"]));
  return roundTo(price, increment, "half-even");
}

/** True, false, or `undefined` where a figure it needs is missing. */
function decide(condition: Condition, here: Here): boolean | undefined {
  switch (condition.op) {
    case "compare": {
      const [left, right] = [figure(condition.left, here), figure(condition.right, here)];
      if (!left || !right) return undefined;
      const sign = compare(left, right);
      const signs = { "<": [-1], "<=": [-1, 0], ">": [1], ">=": [1, 0], "=": [0], "!=": [-1, 1] };
      return signs[condition.comparison].includes(sign);
    }
    case "not": {
      const operand = decide(condition.operand, here);
      return operand === undefined ? undefined : !operand;
    }
    case "and":
    case "or": {
      const all = condition.operands.map((one) => decide(one, here));
      const strong = condition.op === "or";
      if (all.includes(strong)) return strong;
      return all.includes(undefined) ? undefined : !strong;
    }
    default:
      throw new Error(`a tier on the condition \`${condition.op}\``);
  }
}

const monthBefore = ({ month, months }: Here): JsonObject | undefined =>
  months.findLast((one) => periodOf(one) < periodOf(month));

function dayOf({ date, month }: DayOfMonth, here: Here): string | undefined {
  const { input, months } = here;
  if (date === "trade-date") return input["date"] as string;
  const lead = months.find((one) => periodOf(one) === input["lead"]);
  const of = { this: here.month, lead, "nearest-listed-before": monthBefore(here) }[month];
  return of && (fieldsOf(of["dates"])[date] as string);
}

/** The value of a formula for this month, or `undefined` where something it needs is missing. */
function figure(formula: Formula, here: Here): Rational | undefined {
  const { input, month, months, settled } = here;
  const lead = months.find((one) => periodOf(one) === input["lead"]);
  const of = "month" in formula && formula.month === "lead" ? (lead as JsonObject) : month;
  const previous = of["previous"] === null ? undefined : of["previous"];
  switch (formula.op) {
    case "number":
      return exact(formula.value);
    case "observe":
      return observed(formula, of, here);
    case "days": {
      const [start, end] = [dayOf(formula.start, here), dayOf(formula.end, here)];
      return start === undefined || end === undefined ? undefined : fromInteger(daysBetween(start, end));
    }
    case "previous-settlement":
      return previous === undefined ? undefined : exact(previous);
    case "settlement": {
      if (formula.month === "lead") return settled.get(input["lead"] as string);
      const before = monthBefore(here);
      return before && settled.get(periodOf(before));
    }
    case "change": {
      const other = formula.month === "lead" ? lead : monthBefore(here);
      const today = other && settled.get(periodOf(other));
      return today && other["previous"] !== null ? subtract(today, exact(other["previous"])) : undefined;
    }
    case "index": {
      const indices = fieldsOf(needed(input["indices"], "missing-input", "indices"));
      const value = needed(indices[formula.index], "missing-input", formula.index);
      return value === null ? undefined : exact(value);
    }
    case "determination":
      return determinationIn(month["determination"], formula.by, formula.under, here.increment);
    case "round": {
      const value = figure(formula.of, here);
      return value && roundTo(value, exact(formula.rounding.increment), formula.rounding.mode as RoundingMode);
    }
    case "average":
    case "lowest":
    case "highest":
    case "first":
    case "case":
    case "contract-settlement":
    case "final-settlement":
      throw new Error(`\`${formula.op}\` in a daily settlement`);
    default: {
      const [left, right] = [figure(formula.left, here), figure(formula.right, here)];
      return left && right && arithmetic(formula.op, left, right);
    }
  }
}

/** `price × lots × size` as money of the product, by the worth of its ticks; of a flow that of the contract month. */
export function interpretMoney(product: Product, price: Rational, lots: string, month?: string): string {
  const [tick] = product.ticks;
  if (!tick) throw new Error(`${product.id} has no tick`);
  const perTick = divide(price, exact(tick.increment));
  const { amount: own } = product.contracts.find(({ period }) => period === month) ?? {};
  const counted = product.flow === undefined ? 1 : (own?.count ?? 0);
  const each = multiply(exact(tick.value.amount), fromInteger(counted));
  const amount = multiply(multiply(perTick, each), ratio(BigInt(lots), 1n));
  return toFixed(amount, decimalsOf(product.tickValueExactTo.amount));
}

/** The bands around a previous settlement. */
export function interpretBands(product: Product, previous: string): Json {
  const { priceLimits, ticks } = product;
  if (!priceLimits) return [];
  const { round, bands } = priceLimits;
  const decimals = ticks.find(({ role }) => role === round.role)?.decimals ?? decimalsOf(round.increment);
  const center = exact(previous);
  const edge = (factor: Rational): string => {
    const value = multiply(center, factor);
    const mode = round.mode === "nearest-ties-toward" ? "nearest" : round.mode;
    const increment = exact(round.increment);
    const reference = round.reference === undefined ? undefined : center;
    return toFixed(roundTo(value, increment, mode, reference), decimals);
  };
  return bands.map((at) => ({
    at,
    lower: edge(subtract(fromInteger(1), exact(at))),
    upper: edge(add(fromInteger(1), exact(at))),
  }));
}

/** The code of a refusal, or what was computed. */
export function outcomeOf<T extends Json>(compute: () => T): { readonly refused: string } | { readonly value: T } {
  try {
    return { value: compute() };
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    return { refused: thrown.code };
  }
}
