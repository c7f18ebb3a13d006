import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { formulasIn } from "../../model/formulas.ts";
import type { Formula } from "../../model/model.ts";
import { cellsOf } from "../cells.ts";
import { knownOf } from "../conditions.ts";
import { holds } from "../evaluate.ts";
import type { Proof, ProofRule } from "../rule.ts";

/** Every line of a choice by condition is taken for some values: its condition can hold, and where it does no line above it is always taken first. */
export const choicesReached: ProofRule = {
  name: "choices-reached",
  check: (proof) => {
    const price = proof.model.product?.finalSettlement.price;
    return (price === undefined ? [] : formulasIn(price)).flatMap((one) => (one.op === "case" ? dead(proof, one) : []));
  },
};

function dead({ model, at }: Proof, { arms, otherwise, clause }: Extract<Formula, { op: "case" }>): Diagnostic[] {
  const never = arms.filter(({ when }) => knownOf(when, model) === "never");
  const cells = cellsOf(
    arms.map(({ when }) => when),
    model,
  );
  const taken = cells && new Set(cells.map((cell) => arms.findIndex(({ when }) => holds(when, cell) === true)));
  const covered = arms.filter((arm, place) => !never.includes(arm) && taken?.has(place) === false);
  const possible = cells && covered.filter(({ when }) => cells.some((cell) => holds(when, cell) === true));
  const span = at(clause);
  return [
    ...[...never, ...covered.filter((one) => possible?.includes(one) !== true)].map(({ text }) =>
      diagnostic("condition-can-hold", span, { line: `… when ${text}` }),
    ),
    ...(possible ?? []).map(({ text }) =>
      diagnostic("line-never-reached", span, { what: `whenever \`${text}\` holds, a line above it is taken` }),
    ),
    ...(taken?.has(-1) === false
      ? [
          diagnostic("line-never-reached", at(otherwise.clause), {
            what: "the lines above `otherwise` take every value",
          }),
        ]
      : []),
  ];
}
