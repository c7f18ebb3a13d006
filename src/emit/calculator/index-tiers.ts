import type { Index } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { call, list, object, quote, statement } from "./code.ts";
import { formulaCode } from "./formula-code.ts";
import { computedTiers } from "./index-columns.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";

const strings = (values: readonly string[]): Code => list(values.map(quote));

/** One entry of the waterfall of an index as code, with its id and the clauses it states. */
export type TierCode = { readonly code: string; readonly tier: string; readonly clauses: readonly string[] };

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
  const code = object({ tier: quote(tier), clause: quote(clause), take: takeField(index, name, at) });
  return {
    code:
      [...new Set(cited)].map((one) => `    // ${spec.cite(one)}\n`).join("") +
      `${statement("", code, 4).slice(0, -1)},`,
    tier,
    clauses,
  };
}

function isPrimary(index: Index, what: string): boolean {
  return !index.fallback.some((one) => one.kind === "substitute" && one.use === what);
}

function takeField(index: Index, name: string, at: number | undefined): Code {
  return { kind: "arrow", open: "() =>", items: [takeCode(index, name, at)], close: "", tall: false };
}

function takeCode(index: Index, name: string, at: number | undefined): Code {
  const fallback = at === undefined ? undefined : index.fallback[at];
  if (!fallback || fallback.kind === "substitute") {
    const tier = computedTiers(index).find((one) => one.fallback === at);
    return call(`${name}From`, "given", strings(tier?.kinds ?? []));
  }
  const { clause } = fallback;
  const said = oneLine(fallback.text);
  switch (fallback.kind) {
    case "previous":
      return call("repeated", "given", `${fallback.atMost}n`, quote(said), quote(clause));
    case "formula": {
      const code = formulaCode(fallback.formula, (leaf) =>
        leaf.op === "index"
          ? call("otherIndex", "given", quote(leaf.index))
          : notYet(`\`${leaf.op}\` in a fallback of an index`, leaf.clause),
      );
      return call("fromFormula", code, String(fallback.formula.op === "round"), quote(said), quote(clause));
    }
    case "determination": {
      const wanted = object({ by: quote(fallback.by), under: quote(fallback.under) }, false);
      return call("determined", "given", wanted, quote(clause));
    }
  }
}
