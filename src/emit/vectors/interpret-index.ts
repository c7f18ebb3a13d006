import type { Condition, Formula, Index, Statistic } from "../../model/model.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import {
  add,
  compare,
  divide,
  equal,
  fromInteger,
  max,
  min,
  multiply,
  refuse,
  roundTo,
  subtract,
  toFixed,
} from "../../runtime/exact.ts";
import { capShares, mean, trimmedMean, vwap, weightedMedian } from "../../runtime/statistics.ts";
import { KIND_OF, columnNamed, computedTiers, limitsMove, stepsOf, weighsBySize } from "../calculator/index-columns.ts";
import { tierId } from "../calculator/index-tiers.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { membersOn } from "../../runtime/members.ts";
import { retiredOf, sharesOf } from "../calculator/index-members.ts";
import { accrued, partDays } from "./interpret-accrual.ts";
import { chainedRows } from "./interpret-chain.ts";
import { turnedQuote } from "./interpret-quotes.ts";
import { clampGroups, medianPrice, type Row, screened, volume } from "./interpret-screens.ts";
import type { JsonObject } from "./read.ts";
import { determinationIn, exact, fieldsOf, listOf, instantOf, needed, onGrid } from "./read.ts";

/** What an index comes to: the value, the tier and how often it has been repeated. Refusals are thrown as `refuse` throws them. */
export type IndexOutcome = { readonly value: string; readonly tier: string; readonly repeats: string };

/** Reads the model of an index itself, without the calculator: what vectors expect of the calculator. */
export function interpretIndex(index: Index, input: JsonObject): IndexOutcome {
  const { increment } = index.value.round;
  const print = (value: Rational, tier: string, repeats = 0n): IndexOutcome => {
    if (!index.price.signed && value.n < 0n) refuse("negative-price", "a price below zero");
    return { value: toFixed(value, decimalsOf(increment)), tier, repeats: String(repeats) };
  };
  const round = (value: Rational): Rational => roundTo(value, exact(increment), index.value.round.mode as RoundingMode);
  const tiers = new Map(computedTiers(index).map((tier) => [tier.fallback, tier.kinds]));
  const first = computed(index, tiers.get(undefined) ?? [], input);
  if (first) return print(round(first), tierId(undefined));
  for (const [at, fallback] of index.fallback.entries()) {
    const tier = tierId(at);
    if (fallback.kind === "substitute") {
      const value = computed(index, tiers.get(at) ?? [], input);
      if (value) return print(round(value), tier);
    } else if (fallback.kind === "previous") {
      const previous = needed(input["previous"], "missing-input", "previous");
      if (previous === null) continue;
      const { value, repeats } = fieldsOf(previous);
      if (BigInt(repeats as string) >= BigInt(fallback.atMost)) continue;
      return print(onGrid(value, increment), tier, BigInt(repeats as string) + 1n);
    } else if (fallback.kind === "formula") {
      const value = formulaValue(fallback.formula, input);
      if (value) return print(fallback.formula.op === "round" ? value : round(value), tier);
    } else {
      return print(determinationIn(input["determination"], fallback.by, fallback.under, increment), tier);
    }
  }
  return refuse("no-value", `${index.id} has no value`);
}

/** The value of the observations of some kinds, or `undefined` where quorum, caps or emptiness forbid one. */
function computed(index: Index, kinds: readonly string[], input: JsonObject): Rational | undefined {
  const rows = screened(index, rowsOf(index, kinds, input), input);
  if (!rows) return undefined;
  const grouped = grouping(index, rows, input);
  if (!grouped) return undefined;
  const { left, values } = chainedRows(index, grouped, input);
  if (!meets(left, index.quorum)) return undefined;
  return values.length === 0 ? undefined : held(index, final(index, values, input), input);
}

/** A value no further from the one before than the index lets it move, where there is one and it is not zero. */
function held(index: Index, value: Rational | undefined, input: JsonObject): Rational | undefined {
  const limit = index.screens.find(limitsMove);
  if (limit === undefined || value === undefined) return value;
  const previous = needed(input["previous"], "missing-input", "previous");
  if (previous === null) return value;
  const before = exact(fieldsOf(previous)["value"]);
  if (before.n === 0n) return value;
  const share = exact(limit.threshold);
  const ends = [add(before, multiply(before, share)), subtract(before, multiply(before, share))] as const;
  return max(min(...ends), min(max(...ends), value));
}

/** The observations a tier may use: of its kinds, in the window, members, and as the inputs' conditions say. */
function rowsOf(index: Index, kinds: readonly string[], input: JsonObject): Row[] {
  const all = listOf(input["observations"]).filter((one) => kinds.includes((one["kind"] as string) ?? kinds[0]));
  const rows = all.flatMap((one): Row[] => {
    const { source, time, price, size, attributes } = one;
    const cells: Record<string, string> = { ...(attributes as Record<string, string> | undefined) };
    cells["source"] = cells["provider"] = source as string;
    cells["part"] = "1";
    const part = partOf(index, one, input);
    if (part === undefined) return [];
    cells["part"] = String(part);
    const line = index.inputs.find(
      ({ what, from }) =>
        KIND_OF[what] === (one["kind"] ?? KIND_OF[what]) && (from.length === 0 || from.includes(source as string)),
    );
    if (line?.where && !isTrue(line.where, cells)) return [];
    const date = input["date"] as string;
    if (
      !index.members.every(({ of, members }) =>
        membersOn(date, members, retiredOf(index, of)).includes(cells[of] as string),
      )
    )
      return [];
    const weight = weighsBySize(index) || size !== undefined ? exact(size) : fromInteger(1);
    const instant = time === undefined ? {} : { time: instantOf(time) };
    const turned = turnedQuote(index, cells, exact(price), weight);
    return [{ cells, price: turned.price, weight: turned.size, size: turned.size, count: 1, ...instant }];
  });
  if (index.window?.kind !== "count") return rows;
  const newest = rows.map(({ time }) => time as bigint).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const oldest = newest[Math.min(index.window.count, newest.length) - 1];
  return rows.filter(({ time }) => oldest !== undefined && (time as bigint) >= oldest);
}

/** The part an input falls into, counted from 1; undefined for one outside the window. */
function partOf(index: Index, one: JsonObject, input: JsonObject): number | undefined {
  const { window } = index;
  if (window?.kind === "month") {
    const at = partDays(index, input).indexOf(one["day"] as string);
    return at < 0 ? undefined : at + 1;
  }
  if (window?.kind === "hours") {
    const at = instantOf(one["time"]);
    const hours = (input["hours"] as readonly string[]).map((hour) => instantOf(hour));
    const found = hours.findIndex((hour) => at >= hour && at < hour + 3_600_000_000_000n);
    return found < 0 ? undefined : found + 1;
  }
  if (window?.kind !== "clock" && window?.kind !== "trailing") return 1;
  const { from, until } = fieldsOf(input["window"]);
  const [start, end, at] = [instantOf(from), instantOf(until), instantOf(one["time"])];
  if (at < start || at >= end) return undefined;
  return Number(((at - start) * BigInt(window.kind === "clock" ? window.parts : 1)) / (end - start)) + 1;
}

/** The value of a group with those of the members it follows: each time what the one before was over what it was itself. */
function linked(index: Index, column: string, row: Row, input: JsonObject): Row {
  const date = input["date"] as string;
  let { price } = row;
  let name = row.cells[column] as string;
  for (;;) {
    const step = retiredOf(index, column).find(({ successor, effective }) => successor === name && effective <= date);
    if (step === undefined) return { ...row, price };
    const link = needed(fieldsOf(input["links"] ?? {})[name], "missing-input", name);
    const { retired, successor } = fieldsOf(link);
    price = multiply(price, divide(exact(retired), exact(successor)));
    name = step.member;
  }
}

/** How many parts a day has. */
function partsOf(index: Index, input: JsonObject): number {
  if (index.window?.kind === "month") return partDays(index, input).length;
  if (index.window?.kind === "hours") return (input["hours"] as readonly string[]).length;
  return index.window?.kind === "clock" ? index.window.parts : 1;
}

/** The values with each empty part given that of the part before; undefined where the first is empty. */
function repeating(values: readonly Row[], within: readonly string[], parts: number): readonly Row[] | undefined {
  const inside = (row: Row): string => JSON.stringify(within.map((column) => row.cells[column]));
  const filled: Row[] = [];
  for (const name of new Set(values.map(inside))) {
    const own = values.filter((row) => inside(row) === name);
    let before: Row | undefined;
    for (let part = 1; part <= parts; part += 1) {
      before = own.find(({ cells }) => cells["part"] === String(part)) ?? before;
      if (before === undefined) return undefined;
      filled.push({ ...before, cells: { ...before.cells, part: String(part) } });
    }
  }
  return filled;
}

function isTrue(condition: Condition, cells: Readonly<Record<string, string>>): boolean {
  if (condition.op === "is") return condition.values.includes(cells[condition.attribute] as string);
  if (condition.op === "not") return !isTrue(condition.operand, cells);
  if (condition.op === "and") return condition.operands.every((one) => isTrue(one, cells));
  if (condition.op === "or") return condition.operands.some((one) => isTrue(one, cells));
  throw new Error(`a condition \`${condition.op}\` on inputs`);
}

type Grouped = { readonly left: readonly Row[]; readonly values: readonly Row[] };

/** The groupings of an index: what they are left with, and their values; `undefined` where a part must not be empty and is. */
function grouping(index: Index, rows: readonly Row[], input: JsonObject): Grouped | undefined {
  let values = rows;
  let left = rows;
  for (const { each, within, step } of stepsOf(index)) {
    const columns = [each, ...within];
    const name = (row: Row): string => JSON.stringify(columns.map((column) => row.cells[column]));
    const groups = new Map<string, Row[]>();
    for (const row of values) groups.set(name(row), [...(groups.get(name(row)) ?? []), row]);
    if (!step && [...groups.values()].some((group) => group.length > 1))
      refuse("several-prices", `several prices of one ${each}`);
    const enough = ([one, group]: [string, Row[]]): boolean =>
      group.length >= (step?.atLeast?.count ?? 0) &&
      meets(
        left.filter((row) => name(row) === one),
        step?.quorum ?? [],
      );
    const kept = [...groups].filter(enough);
    values = kept.map(([, group]) => {
      const [first] = group as [Row];
      const end = endOf(index, input, columns.includes("part") ? first.cells["part"] : undefined);
      const value = statistic(step?.statistic ?? "median", group, step?.trim, end);
      const { round } = step ?? {};
      const count = group.reduce((so, row) => so + row.count, 0);
      const weight = { volume: volume(group), count: fromInteger(count), equal: fromInteger(1) }[
        step?.weigh?.by ?? "volume"
      ];
      const price = round ? roundTo(value, exact(round.increment), round.mode as RoundingMode) : value;
      return { cells: first.cells, price, weight, count };
    });
    const parts = partsOf(index, input);
    if (step?.empty === "repeat") {
      const filled = repeating(values, within, parts);
      if (!filled) return undefined;
      values = filled;
    }
    values = values.map((row) => linked(index, each, row, input));
    values = clampGroups(index, each, within, values);
    left = left.filter((row) => kept.some(([one]) => one === name(row)));
    if (each === "part" && step?.empty === undefined && new Set(left.map(({ cells }) => cells["part"])).size < parts) {
      return undefined;
    }
  }
  return { left, values };
}

/** Whether there is at least so much of everything. */
function meets(rows: readonly Row[], quorum: Index["quorum"]): boolean {
  return quorum.every(({ count, of }) => {
    const column = columnNamed(of);
    return (column === undefined ? rows.length : new Set(rows.map(({ cells }) => cells[column])).size) >= count;
  });
}

/** The instant a price last counts to: the end of its part, or of the window. */
function endOf(index: Index, input: JsonObject, part: string | undefined): Rational {
  if (index.window?.kind !== "clock" && index.window?.kind !== "trailing") return fromInteger(0);
  const { from, until } = fieldsOf(input["window"]);
  const [start, end] = [instantOf(from), instantOf(until)];
  const parts = index.window.kind === "clock" ? index.window.parts : 1;
  const share = part === undefined ? fromInteger(1) : divide(fromInteger(Number(part)), fromInteger(parts));
  return add(fromInteger(start), multiply(share, fromInteger(end - start)));
}

function statistic(name: Statistic, rows: readonly Row[], trim: string | undefined, end: Rational): Rational {
  const sized = rows.map(({ price, weight }) => ({ price, size: weight }));
  const prices = rows.map(({ price }) => price);
  switch (name) {
    case "median":
      return medianPrice(rows);
    case "mean":
      return mean(prices);
    case "trimmed-mean":
      return trimmedMean(prices, exact(trim));
    case "volume-weighted-median":
      return weightedMedian(sized);
    case "last": {
      const newest = rows.reduce((so, { time }) => ((time as bigint) > so ? (time as bigint) : so), -(2n ** 80n));
      return medianPrice(rows.filter(({ time }) => time === newest));
    }
    case "time-weighted-mean":
      return vwap(
        rows.map(({ price, time }) => {
          const later = rows.map((one) => one.time as bigint).filter((one) => one > (time as bigint));
          const until = later.length === 0 ? end : fromInteger(later.reduce((a, b) => (a < b ? a : b)));
          const together = rows.filter((one) => one.time === time).length;
          return { price, size: divide(subtract(until, fromInteger(time as bigint)), fromInteger(together)) };
        }),
      );
    default:
      return vwap(sized);
  }
}

function final(index: Index, values: readonly Row[], input: JsonObject): Rational | undefined {
  const { weights, value } = index;
  const end = endOf(index, input, undefined);
  if (index.accrual) return accrued(index, values, input);
  if (!weights) return statistic(value.statistic, values, value.trim, end);
  const last = stepsOf(index).at(-1)?.each as string;
  const set = index.members.find(({ of }) => of === last)?.members;
  const date = input["date"] as string;
  const members = set === undefined ? values.length : membersOn(date, set, retiredOf(index, last)).length;
  const raw = values.map((row) => {
    if (weights.scheme === "volume") return row.weight;
    if (weights.scheme === "equal") return fromInteger(1);
    return exact(sharesOf(index).find(({ member }) => member === row.cells[last])?.share);
  });
  const most =
    weights.capTimesEqualShare === undefined
      ? weights.cap && exact(weights.cap)
      : divide(exact(weights.capTimesEqualShare), fromInteger(members));
  if (most && compare(multiply(most, fromInteger(values.length)), fromInteger(1)) < 0) return undefined;
  const shares = most ? capShares(raw, most) : raw;
  const weighed = values.map((row, at) => ({ ...row, weight: shares[at] as Rational }));
  return statistic(value.statistic === "mean" ? "weighted-mean" : value.statistic, weighed, value.trim, end);
}

/** The value of a formula over other indices; `undefined` where one of them was not published. */
function formulaValue(formula: Formula, input: JsonObject): Rational | undefined {
  if (formula.op === "number") return exact(formula.value);
  if (formula.op === "index") {
    const indices = fieldsOf(needed(input["indices"], "missing-input", "indices"));
    const value = needed(indices[formula.index], "missing-input", formula.index);
    return value === null ? undefined : exact(value);
  }
  if (formula.op === "round") {
    const value = formulaValue(formula.of, input);
    return value && roundTo(value, exact(formula.rounding.increment), formula.rounding.mode as RoundingMode);
  }
  if (!("left" in formula)) throw new Error(`\`${formula.op}\` in a fallback of an index`);
  const [left, right] = [formulaValue(formula.left, input), formulaValue(formula.right, input)];
  return left && right && arithmetic(formula.op, left, right);
}

/** Arithmetic on two values; `undefined` for a division by zero. */
export function arithmetic(op: string, left: Rational, right: Rational): Rational | undefined {
  if (op === "add") return add(left, right);
  if (op === "subtract") return subtract(left, right);
  if (op === "multiply") return multiply(left, right);
  if (op === "divide") return equal(right, fromInteger(0)) ? undefined : divide(left, right);
  return op === "minimum" ? min(left, right) : max(left, right);
}
