import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { indicesOf } from "../../model/formulas.ts";
import type { Fallback, Formula, Tier } from "../../model/model.ts";
import type { Proof, ProofRule } from "../rule.ts";

/**
 * Every waterfall ends in a price or in a named determination, and no line stands behind one that always gives a price. A line always
 * gives a price when it has no condition and reads nothing that may be missing that day: no trade, no quote, no month listed before.
 */
export const settles: ProofRule = {
  name: "settles",
  check: (proof) => {
    const found: Diagnostic[] = [];
    const daily = proof.model.product?.dailySettlement;
    for (const group of daily?.groups ?? [])
      found.push(...waterfall(proof, group.tiers, `the settlement ${group.text}`, group.clause));
    if (daily !== undefined && daily.newlyListed.length > 0) {
      found.push(
        ...waterfall(
          proof,
          daily.newlyListed,
          "the settlement of a newly listed month",
          daily.newlyListed[0]?.clause ?? daily.clause,
        ),
      );
    }
    for (const index of proof.model.indices) {
      const last = index.fallback.at(-1);
      if (last === undefined || !certainFallback(last)) {
        found.push(
          diagnostic("waterfall-open-end", proof.at(last?.clause ?? index.clause), { what: `the index ${index.id}` }),
        );
      }
      for (const line of index.fallback.slice(0, -1)) {
        if (certainFallback(line)) {
          const next = index.fallback[index.fallback.indexOf(line) + 1];
          found.push(
            diagnostic(
              "line-never-reached",
              proof.at(next?.clause ?? line.clause),
              { what: `\`${line.text}\` above it always gives a value` },
              { related: [{ span: proof.at(line.clause), label: "always gives a value" }] },
            ),
          );
        }
      }
    }
    return found;
  },
};

function waterfall(proof: Proof, tiers: readonly Tier[], what: string, clause: string): Diagnostic[] {
  const ends = tiers.findIndex((tier) => tier.when === undefined && certain(tier.price));
  if (ends < 0) return [diagnostic("waterfall-open-end", proof.at(tiers.at(-1)?.clause ?? clause), { what })];
  const behind = tiers[ends + 1];
  if (behind === undefined) return [];
  const end = tiers[ends] ?? behind;
  // The tries of `newly-listed` are one clause: there is no second place to show.
  const related = end.clause === behind.clause ? [] : [{ span: proof.at(end.clause), label: "always gives a price" }];
  return [
    diagnostic(
      "line-never-reached",
      proof.at(behind.clause),
      { what: `\`${end.text}\` above it always gives a price` },
      { related },
    ),
  ];
}

/** Another index may be waiting for a decision of its own that day, so what is computed from it is no certain end. */
function certainFallback(line: Fallback): boolean {
  return (
    line.kind === "determination" ||
    (line.kind === "formula" && indicesOf(line.formula).length === 0 && certain(line.formula))
  );
}

/** True when the formula has a value on every settlement day; an index has one because its own fallback is proved. */
function certain(formula: Formula): boolean {
  switch (formula.op) {
    case "observe":
      return false;
    case "settlement":
      return formula.month === "lead";
    case "average":
    case "round":
      return certain(formula.of);
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return certain(formula.left) && certain(formula.right);
    default:
      return true;
  }
}
