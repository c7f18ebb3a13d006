import type { Condition, Formula, Index, Statistic } from "../../model/model.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import {
  absolute,
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
import { capShares, mean, median, sum, vwap, weightedMedian } from "../../runtime/statistics.ts";
import { KIND_OF, columnNamed, computedTiers, screensOf, stepsOf, weighsBySize } from "../calculator/index-columns.ts";
import { tierId } from "../calculator/index-tiers.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import type { JsonObject } from "./read.ts";
import { determinationIn, exact, fieldsOf, listOf, instantOf, needed, onGrid } from "./read.ts";

/** What an index comes to: the value, the tier and how often it has been repeated. Refusals are thrown as `refuse` throws them. */
export type IndexOutcome = { readonly value: string; readonly tier: string; readonly repeats: string };

type Row = { readonly cells: Readonly<Record<string, string>>; readonly price: Rational; readonly weight: Rational };

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
  const rows = screened(index, rowsOf(index, kinds, input));
  if (!rows) return undefined;
  const grouped = grouping(index, rows);
  if (!grouped) return undefined;
  const { left, values } = grouped;
  for (const { count, of } of index.quorum) {
    const column = columnNamed(of);
    const found = column === undefined ? left.length : new Set(left.map(({ cells }) => cells[column])).size;
    if (found < count) return undefined;
  }
  return values.length === 0 ? undefined : final(index, values);
}

/** The observations a tier may use: of its kinds, in the window, members, and as the inputs' conditions say. */
function rowsOf(index: Index, kinds: readonly string[], input: JsonObject): Row[] {
  const all = listOf(input["observations"]).filter((one) => kinds.includes((one["kind"] as string) ?? kinds[0]));
  return all.flatMap((one): Row[] => {
    const { source, time, price, size, attributes } = one;
    const cells: Record<string, string> = { ...(attributes as Record<string, string> | undefined) };
    cells["source"] = cells["provider"] = source as string;
    cells["part"] = "1";
    if (index.window) {
      const { from, until } = fieldsOf(input["window"]);
      const [start, end, at] = [instantOf(from), instantOf(until), instantOf(time)];
      if (at < start || at >= end) return [];
      const parts = index.window.kind === "clock" ? index.window.parts : 1;
      cells["part"] = String(((at - start) * BigInt(parts)) / (end - start) + 1n);
    }
    const line = index.inputs.find(
      ({ what, from }) =>
        KIND_OF[what] === (one["kind"] ?? KIND_OF[what]) && (from.length === 0 || from.includes(source as string)),
    );
    if (line?.where && !isTrue(line.where, cells)) return [];
    if (!index.members.every(({ of, members }) => members.includes(cells[of] as string))) return [];
    const weight = weighsBySize(index) || size !== undefined ? exact(size) : fromInteger(1);
    return [{ cells, price: exact(price), weight }];
  });
}

function isTrue(condition: Condition, cells: Readonly<Record<string, string>>): boolean {
  if (condition.op === "is") return condition.values.includes(cells[condition.attribute] as string);
  if (condition.op === "not") return !isTrue(condition.operand, cells);
  if (condition.op === "and") return condition.operands.every((one) => isTrue(one, cells));
  if (condition.op === "or") return condition.operands.some((one) => isTrue(one, cells));
  throw new Error(`a condition \`${condition.op}\` on inputs`);
}

/** The rows by a column, in no order that matters. */
function by(rows: readonly Row[], column: string | undefined): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = column === undefined ? "" : (row.cells[column] as string);
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

const medianPrice = (rows: readonly Row[]): Rational => median(rows.map(({ price }) => price));
const volume = (rows: readonly Row[]): Rational => sum(rows.map(({ weight }) => weight));

/** Each screen on what the one before it left; `undefined` where a cap cannot hold. */
function screened(index: Index, given: readonly Row[]): readonly Row[] | undefined {
  let rows = given;
  for (const { screen, column, center } of screensOf(index)) {
    if (rows.length === 0) return rows;
    if (screen.action === "cap") {
      const groups = [...by(rows, column)];
      const cap = exact(screen.at);
      if (compare(multiply(cap, fromInteger(groups.length)), fromInteger(1)) < 0) return undefined;
      const total = volume(rows);
      const shares = capShares(
        groups.map(([, members]) => volume(members)),
        cap,
      );
      rows = groups.flatMap(([, members], at) => {
        const factor = divide(multiply(shares[at] as Rational, total), volume(members));
        return members.map((row) => ({ ...row, weight: multiply(row.weight, factor) }));
      });
      continue;
    }
    const limit = exact(screen.threshold);
    const far = (value: Rational, middle: Rational): boolean =>
      compare(absolute(subtract(value, middle)), multiply(limit, absolute(middle))) > 0;
    if (column === undefined) {
      rows = [...by(rows, center).values()].flatMap((group) => {
        const middle = medianPrice(group);
        return group.filter(({ price }) => !far(price, middle));
      });
    } else {
      const groups = [...by(rows, column).values()];
      const middle = median(groups.map(medianPrice));
      rows = groups.filter((group) => !far(medianPrice(group), middle)).flat();
    }
  }
  return rows;
}

type Grouped = { readonly left: readonly Row[]; readonly values: readonly Row[] };

/** The groupings of an index: what they are left with, and their values; `undefined` where a part must not be empty and is. */
function grouping(index: Index, rows: readonly Row[]): Grouped | undefined {
  let values = rows;
  let left = rows;
  for (const { each, within, step } of stepsOf(index)) {
    const columns = [each, ...within];
    const name = (row: Row): string => JSON.stringify(columns.map((column) => row.cells[column]));
    const groups = new Map<string, Row[]>();
    for (const row of values) groups.set(name(row), [...(groups.get(name(row)) ?? []), row]);
    if (!step && [...groups.values()].some((group) => group.length > 1))
      refuse("several-prices", `several prices of one ${each}`);
    const kept = [...groups].filter(([, group]) => group.length >= (step?.atLeast?.count ?? 0));
    values = kept.map(([, group]) => ({
      cells: (group[0] as Row).cells,
      price: statistic(step?.statistic ?? "median", group),
      weight: volume(group),
    }));
    left = left.filter((row) => kept.some(([one]) => one === name(row)));
    const parts = index.window?.kind === "clock" ? index.window.parts : 1;
    if (each === "part" && step?.empty === undefined && new Set(left.map(({ cells }) => cells["part"])).size < parts) {
      return undefined;
    }
  }
  return { left, values };
}

function statistic(name: Statistic, rows: readonly Row[]): Rational {
  const sized = rows.map(({ price, weight }) => ({ price, size: weight }));
  if (name === "median") return medianPrice(rows);
  if (name === "mean") return mean(rows.map(({ price }) => price));
  return name === "volume-weighted-median" ? weightedMedian(sized) : vwap(sized);
}

function final(index: Index, values: readonly Row[]): Rational | undefined {
  const { weights, value } = index;
  if (!weights) return statistic(value.statistic, values);
  const last = stepsOf(index).at(-1)?.each;
  const members = index.members.find(({ of }) => of === last)?.members.length ?? values.length;
  const times = weights.capTimesEqualShare;
  // Equal weights are above their cap all at once or not at all.
  if (
    times !== undefined &&
    compare(divide(exact(times), fromInteger(members)), divide(fromInteger(1), fromInteger(values.length))) < 0
  ) {
    return undefined;
  }
  const weighed = values.map((row) => ({ ...row, weight: fromInteger(1) }));
  return statistic(value.statistic === "mean" ? "weighted-mean" : value.statistic, weighed);
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
