import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Index } from "../../model/model.ts";
import { show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { belowZero } from "../counterexample.ts";
import { ofEachIndex } from "../each-index.ts";
import { inputRange } from "../index-bounds.ts";
import { rangeOf } from "../ranges.ts";
import type { Proof, ProofRule } from "../rule.ts";

/**
 * Where an index is not signed, none of its lines comes to less than zero, whatever other indices are, and no differential makes a price of an input
 * that its screens would let through below zero: such a value is refused, and no further line is tried.
 */
export const indexNotBelowZero: ProofRule = {
  name: "index-not-below-zero",
  check: ofEachIndex((proof, index) => (index.price.signed ? [] : [...lines(proof, index), ...inputs(proof, index)])),
};

function lines({ model, at }: Proof, { id, fallback }: Index): Diagnostic[] {
  return fallback.flatMap((line) => {
    if (line.kind !== "formula") return [];
    const { low } = rangeOf(line.formula, model);
    if (low !== undefined && low.n >= 0n) return [];
    const found = belowZero(line.formula, model);
    const evidence = found === undefined ? [] : [`${found.inputs} gives ${found.value} ${line.formula.unit}`];
    const what = `the index ${id}`;
    return [diagnostic("index-below-zero", at(line.clause), { what }, { evidence })];
  });
}

function inputs({ model, at }: Proof, index: Index): Diagnostic[] {
  const { low } = inputRange(index, model);
  if (low !== undefined && low.n >= 0n) return [];
  const lowering = (index.quotes ?? []).flatMap(({ of }) => of.filter(({ plus }) => numberOf(plus).n < 0n));
  return lowering.slice(0, 1).map(({ name, plus, clause }) => {
    const evidence = [`a price of 0 of ${name} gives ${show(numberOf(plus))} ${index.price.unit}`];
    return diagnostic("index-below-zero", at(clause), { what: `the index ${index.id}` }, { evidence });
  });
}
