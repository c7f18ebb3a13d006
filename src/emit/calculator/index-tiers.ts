import type { Index } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code, Item } from "./code.ts";
import { arrow, call, flag, object, text, texts, whole } from "./code.ts";
import { formulaCode } from "./formula-code.ts";
import { computedTiers } from "./index-columns.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";

/** One entry of the waterfall of an index as code, with its id and the clauses it states. */
export type TierCode = { readonly item: Item; readonly tier: string; readonly clauses: readonly string[] };

/** The id of a tier of an index: `inputs`, or the fallback's place in its list. */
export function tierId(fallback: number | undefined): string {
  return fallback === undefined ? "inputs" : `fallback/${fallback + 1}`;
}

/** The tier of a fallback of an index, or of its inputs where there is no fallback at that place. */
export function tierCode(index: Index, name: string, at: number | undefined, spec: SpecText): TierCode {
  const fallback = at === undefined ? undefined : index.fallback[at];
  const tier = tierId(at);
  const clauses = fallback
    ? clausesIn(fallback)
    : index.inputs.filter(({ what }) => isPrimary(index, what)).map(({ clause }) => clause);
  const clause = clauses[0] as string;
  const cited = fallback ? [fallback.clause] : clauses;
  const take = arrow(undefined, takeCode(index, name, at));
  const code = object("IndexTier", { tier: text(tier), clause: text(clause), take });
  return {
    item: { comments: [...new Set(cited)].map(spec.cite), code },
    tier,
    clauses,
  };
}

function isPrimary(index: Index, what: string): boolean {
  return !index.fallback.some((one) => one.kind === "substitute" && one.use === what);
}

function takeCode(index: Index, name: string, at: number | undefined): Code {
  const fallback = at === undefined ? undefined : index.fallback[at];
  if (!fallback || fallback.kind === "substitute") {
    const tier = computedTiers(index).find((one) => one.fallback === at);
    return call(`${name}From`, "given", texts(tier?.kinds ?? []));
  }
  const { clause } = fallback;
  const said = oneLine(fallback.text);
  switch (fallback.kind) {
    case "previous":
      return call("repeated", "given", whole(fallback.atMost), text(said), text(clause));
    case "formula": {
      const code = formulaCode(fallback.formula, (leaf) =>
        leaf.op === "index"
          ? call("otherIndex", "given", text(leaf.index))
          : notYet(`\`${leaf.op}\` in a fallback of an index`, leaf.clause),
      );
      return call("fromFormula", code, flag(fallback.formula.op === "round"), text(said), text(clause));
    }
    case "determination": {
      const wanted = object("Wanted", { by: text(fallback.by), under: text(fallback.under) }, false);
      return call("determined", "given", wanted, text(clause));
    }
  }
}
