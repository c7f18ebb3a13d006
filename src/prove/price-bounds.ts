import { contractName, formulasIn } from "../model/formulas.ts";
import type { ContractModel, Fallback, Formula } from "../model/model.ts";
import { show } from "../runtime/exact.ts";
import { leafWords } from "./counterexample.ts";
import { indexBounds } from "./index-bounds.ts";
import type { Range } from "./intervals.ts";

/** One end of what a price can be: its value where it has one, and why it is there or is not. */
export type BoundEnd = { readonly value?: string; readonly because: string };

/**
 * What is proved of one price before any day has come: it lies between `low` and `high`, both included, in `unit`, or is one of the determinations in
 * `unless`. `function` is the one of the calculator that gives it.
 */
export type PriceBounds = {
  readonly of: string;
  readonly function: string;
  readonly unit: string;
  readonly low: BoundEnd;
  readonly high: BoundEnd;
  readonly unless: readonly string[];
  readonly clauses: readonly string[];
};

/** The leaves of a formula that lack an end, in words, or undefined where none does. */
export function openLeaves(
  parts: readonly Formula[],
  side: "low" | "high",
  rangeOfLeaf: (leaf: Formula) => Range,
): string | undefined {
  const names = parts
    .flatMap(formulasIn)
    .filter((one) => !("left" in one) && !COMPOSED.has(one.op) && rangeOfLeaf(one)[side] === undefined)
    .map((one) => (one.op === "contract-settlement" ? `${contractName(one)}.settlement` : leafWords(one)));
  const all = [...new Set(names)];
  return all.length === 0 ? undefined : all.join(", ");
}

const COMPOSED: ReadonlySet<string> = new Set(["number", "round", "average", "lowest", "highest", "first", "case"]);

/** An end with its value, or why it has none. */
export function endOf(range: Range, side: "low" | "high", held: string, open: string | undefined): BoundEnd {
  const value = range[side];
  if (value !== undefined) return { value: show(value), because: held };
  const what = side === "low" ? "lowest" : "highest";
  return {
    because: open === undefined ? `what it is made of has no ${what} together` : `no ${what} is stated of ${open}`,
  };
}

/** What a named body decides in the place of a price, in the words of the spec. */
export function decidedIn(fallback: readonly Fallback[]): readonly { text: string; clause: string }[] {
  return fallback.flatMap((line) =>
    line.kind === "determination"
      ? [{ text: `determination by ${line.by} under "${line.under}"`, clause: line.clause }]
      : [],
  );
}

/** The bounds of every index of the model. */
export function indicesBounded(model: ContractModel): PriceBounds[] {
  return model.indices.map((index) => {
    const { range, held, clauses } = indexBounds(index, model);
    const decided = decidedIn(index.fallback);
    const of = held.length === 0 ? "" : held.map(({ text }) => `\`${text.replace(/\s+/g, " ")}\``).join(", ");
    const low = index.price.signed ? of : of === "" ? "prices are zero or more" : `prices are zero or more; ${of}`;
    return {
      of: index.id,
      function: "referencePrice",
      unit: index.price.unit,
      low: endOf(range, "low", low || "its inputs", "its inputs"),
      high: endOf(range, "high", of || "its inputs and lines", "its inputs, or of what it falls back on"),
      unless: decided.map(({ text }) => text),
      clauses: [...new Set([...clauses, ...decided.map(({ clause }) => clause)])],
    };
  });
}
