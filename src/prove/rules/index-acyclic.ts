import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { indicesOf } from "../../model/formulas.ts";
import type { Index } from "../../model/model.ts";
import type { ProofRule } from "../rule.ts";

/** No index needs its own value of the same day, by whatever way round; a circle is one finding, at the line of its first index by name. */
export const indexAcyclic: ProofRule = {
  name: "index-circular",
  check: ({ model, at }) => {
    // Most indices need no other, and most models have one.
    if (model.indices.every((one) => needed(one).length === 0)) return [];
    const needs = new Map(model.indices.map((one) => [one.id, needed(one)]));
    const found = new Map<string, readonly Need[]>();
    for (const one of model.indices) {
      const circle = way(one.id, one.id, needs, new Set());
      if (circle === undefined) continue;
      const names = circle.map((step) => step.from);
      const least = [...names].sort()[0] as string;
      const turn = names.indexOf(least);
      found.set([...names].sort().join(" "), [...circle.slice(turn), ...circle.slice(0, turn)]);
    }
    return [...found.values()].map((circle) => {
      const [first, ...others] = circle as [Need, ...Need[]];
      const evidence = [circle.map((step) => `${step.from} falls back on ${step.to}`).join(", ")];
      const related = others.map((step) => ({ span: at(step.clause), label: `${step.from} falls back on ${step.to}` }));
      return diagnostic("index-circular", at(first.clause), { name: first.from }, { related, evidence });
    });
  },
};

/** One index falls back on another in a line. */
type Need = { readonly from: string; readonly to: string; readonly clause: string };

/** The shortest known steps that lead from one index to another. */
function way(
  from: string,
  to: string,
  needs: ReadonlyMap<string, readonly Need[]>,
  seen: Set<string>,
): readonly Need[] | undefined {
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const step of needs.get(from) ?? []) {
    if (step.to === to) return [step];
    const rest = way(step.to, to, needs, seen);
    if (rest !== undefined) return [step, ...rest];
  }
  return undefined;
}

function needed(index: Index): Need[] {
  const averaged = index.inputs.flatMap(({ what, from, clause }) =>
    what === "prints" ? from.map((to) => ({ from: index.id, to, clause })) : [],
  );
  const lines = index.fallback.flatMap((line) =>
    line.kind === "formula" ? indicesOf(line.formula).map((to) => ({ from: index.id, to, clause: line.clause })) : [],
  );
  return [...averaged, ...lines];
}
