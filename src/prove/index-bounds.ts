import { formulasIn } from "../model/formulas.ts";
import type { ContractModel, Index } from "../model/model.ts";
import { add, multiply, parse, ZERO } from "../runtime/exact.ts";
import { numberOf } from "../value/rational.ts";
import { ANY, bounds, clampedTo, FROM_ZERO, hullOf, isWithin, type Range, roundedTo, within } from "./intervals.ts";
import { rangeOf } from "./ranges.ts";

/** All values an index can come to without a determination, and the lines of its method that bound them. */
export type IndexBounds = {
  readonly range: Range;
  readonly held: readonly { text: string; clause: string }[];
  /** All clauses that the bounds rest on. */
  readonly clauses: readonly string[];
};

const known = new WeakMap<Index, IndexBounds>();

/**
 * The bounds of an index: of what its inputs are when screens have passed them, for every statistic of prices lies between them, and of what its lines of
 * `fallback` come to. A determination has no other bound than that of prices. Where prices are not signed a value below zero is refused.
 */
export function indexBounds(index: Index, model: ContractModel): IndexBounds {
  const before = known.get(index);
  if (before !== undefined) return before;
  // Of an index that reads itself, which is a finding of its own, nothing is known.
  known.set(index, { range: ANY, held: [], clauses: [] });
  const { range: inputs, held } = screened(index, model);
  const base = index.price.signed ? ANY : FROM_ZERO;
  // What is held near the value before stays near one that a body determined, however far that lies.
  const made = followsDecisions(index) ? ANY : overTime(index, grouped(index, inputs));
  const computed = roundedTo(within(made, base), step(index));
  const lines = index.fallback.flatMap((line) => {
    if (line.kind !== "formula") return [];
    const range = rangeOf(line.formula, model, (leaf) => (leaf.op === "index" ? named(leaf.index, model) : undefined));
    return [within(line.formula.op === "round" ? range : roundedTo(range, step(index)), base)];
  });
  const formulas = index.fallback.flatMap((line) => (line.kind === "formula" ? formulasIn(line.formula) : []));
  const grouping = index.steps.flatMap(({ round }) => (round === undefined ? [] : [round.clause]));
  const quoted = (index.quotes ?? []).flatMap(({ of }) => of.map(({ clause }) => clause));
  const clauses = [
    index.price.clause,
    ...held.map(({ clause }) => clause),
    ...quoted,
    ...grouping,
    index.value.round.clause,
    ...formulas.map(({ clause }) => clause),
  ];
  const found = { range: lines.reduce(hullOf, computed), held, clauses: [...new Set(clauses)] };
  known.set(index, found);
  return found;
}

/** True where today's value rests on the one before, and that may be a determination. */
function followsDecisions({ screens, fallback }: Index): boolean {
  return (
    screens.some(({ action, subject }) => action === "clamp" && subject === "value") &&
    fallback.some(({ kind }) => kind === "determination")
  );
}

/** What prices of inputs can be when all screens have passed them. */
export function inputRange(index: Index, model: ContractModel): Range {
  return screened(index, model).range;
}

const step = (index: Index) => parse(index.value.round.increment);

/** The bounds of the index of that name; where the model has none of it nothing is known. */
function named(id: string, model: ContractModel): Range {
  const found = model.indices.find((one) => one.id === id);
  return found === undefined ? ANY : indexBounds(found, model).range;
}

/** What inputs can be after all screens of prices: each drops what lies outside its bounds or brings it to them. */
function screened(index: Index, model: ContractModel): Omit<IndexBounds, "clauses"> {
  let range = index.inputs.map((input) => inputsOf(input, index, model)).reduce(hullOf, { low: ZERO, high: ZERO });
  if (index.inputs.length === 0) range = ANY;
  const held: { text: string; clause: string }[] = [];
  for (const { action, of, comparison, value, low, high, text, clause } of index.screens) {
    let next = range;
    if (action === "drop" && of === "price" && comparison !== undefined && value !== undefined) {
      const level = numberOf(value);
      next = within(range, comparison.startsWith("<") ? { low: level } : { high: level });
    } else if (action === "clamp" && (low !== undefined || high !== undefined))
      next = clampedTo(
        range,
        bounds(low === undefined ? undefined : parse(low), high === undefined ? undefined : parse(high)),
      );
    if (!isWithin(range, next)) held.push({ text, clause });
    range = next;
  }
  return { range, held };
}

/** Prices of an input in the unit and of the grade of the index. */
function inputsOf({ what, from }: Index["inputs"][number], index: Index, model: ContractModel): Range {
  const base = index.price.signed ? ANY : FROM_ZERO;
  let range = what === "prints" && from.length > 0 ? from.map((id) => named(id, model)).reduce(hullOf) : base;
  for (const { by, of } of index.quotes ?? []) {
    const turned = of.map(({ times, plus }) => {
      const [factor, added] = [numberOf(times), numberOf(plus)];
      const turn = (end: Range["low"]) => end && add(multiply(end, factor), added);
      return bounds(turn(range.low), turn(range.high));
    });
    // What stands in no table is in the index's own already.
    range = turned.reduce(hullOf, by === "all" && turned[0] !== undefined ? turned[0] : range);
  }
  return range;
}

/** Groups lie between their members; each rounding moves them to a multiple beside. */
function grouped({ steps }: Index, range: Range): Range {
  return steps.reduce((so, { round }) => (round === undefined ? so : roundedTo(so, parse(round.increment))), range);
}

/** A successor's price is multiplied by what its member was worth, a basket goes on from its base by the quotients of prices, and rates that earn on one another come to no less than the lowest. */
function overTime(index: Index, range: Range): Range {
  if (index.base !== undefined || (index.retired ?? []).some(({ successor }) => successor !== undefined))
    return range.low && range.low.n >= 0n ? FROM_ZERO : ANY;
  // Compounded rates have no simple highest.
  if (index.value.statistic !== "compounded-rate") return range;
  return range.low && range.low.n >= 0n ? { low: range.low } : ANY;
}
