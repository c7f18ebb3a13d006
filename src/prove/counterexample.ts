import { contractName, formulasIn } from "../model/formulas.ts";
import type { ContractModel, Formula } from "../model/model.ts";
import { fromInteger, multiply, parse, type Rational, show, subtract } from "../runtime/exact.ts";
import { sameness } from "./conditions.ts";
import { evaluate } from "./evaluate.ts";
import { rangeOf } from "./ranges.ts";

/** Values of what a formula reads for which it is below zero, as `a = 0.001, b = -0.002`, and the value; undefined where none was found. */
export function belowZero(
  formula: Formula,
  model: ContractModel,
): { readonly inputs: string; readonly value: string } | undefined {
  const leaves = new Map<string, Formula>();
  for (const one of formulasIn(formula))
    if (!("left" in one) && !["number", "round", "average", "first", "case"].includes(one.op))
      leaves.set(sameness(one), one);
  const tried = [...leaves].map(([key, leaf]) => ({ key, leaf, values: candidates(leaf, model) }));
  for (const values of combinations(tried.map((one) => one.values))) {
    const found = evaluate(formula, new Map(tried.map(({ key }, place) => [key, values[place] as Rational])));
    if (found !== undefined && found.n < 0n) {
      const inputs = tried.map(({ leaf }, place) => `${leafWords(leaf)} = ${show(values[place] as Rational)}`);
      return { inputs: inputs.join(", "), value: show(found) };
    }
  }
  return undefined;
}

/** Values an input may have: the ends of its range, and a few steps from them. */
function candidates(leaf: Formula, model: ContractModel): Rational[] {
  const tick = parse(model.product?.dailySettlement.round.increment ?? "1");
  const { low, high } = rangeOf(leaf, model);
  const steps = [-2, -1, 1, 2].map((times) => multiply(tick, fromInteger(times)));
  const inside = (one: Rational): boolean =>
    (low === undefined || subtract(one, low).n >= 0n) && (high === undefined || subtract(high, one).n >= 0n);
  return [...(low === undefined ? [] : [low]), ...steps, ...(high === undefined ? [] : [high])].filter(inside);
}

const MOST_TRIED = 4096;

function combinations(lists: readonly (readonly Rational[])[]): Rational[][] {
  let all: Rational[][] = [[]];
  for (const list of lists) all = all.flatMap((one) => list.map((value) => [...one, value])).slice(0, MOST_TRIED);
  return all;
}

const MONTHS = {
  this: "",
  lead: " of lead month",
  "nearest-listed-before": " of nearest month listed before",
} as const;

/** What a formula reads, in the words of the language. */
export function leafWords(leaf: Formula): string {
  switch (leaf.op) {
    case "observe":
      return leaf.what === "implied"
        ? "spread-implied price"
        : `${leaf.what} of ${leaf.of === "spread-trades" ? "calendar-spread" : leaf.of}`;
    case "previous-settlement":
      return "previous settlement";
    case "settlement":
    case "change":
      return `${leaf.op}${MONTHS[leaf.month]}`;
    case "index":
      return leaf.index;
    case "contract-settlement":
      return `${contractName(leaf)}.settlement`;
    case "days":
      return `days from ${leaf.start.date} until ${leaf.end.date}`;
    default:
      return leaf.op.replace(/-/g, " ");
  }
}
