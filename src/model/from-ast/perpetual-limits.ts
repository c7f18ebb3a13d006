import { fieldOf, sectionOf } from "../../check/block.ts";
import type { Limits } from "../model.ts";
import { checkAggregateCircle } from "./aggregate-circle.ts";
import { aggregates } from "./aggregates.ts";
import { aggregationOf } from "./aggregation.ts";
import { clauseOf, type Lowering } from "./builder.ts";
import type { DateScope } from "./date-rule.ts";
import { exemptionsOf } from "./exemptions.ts";
import { basisOf, checkBasis } from "./limit-basis.ts";
import { countingOf, reportedInOf } from "./limit-counting.ts";
import { levelsOf, referencedOf } from "./limits.ts";
import { productEnv, type ProductTerms } from "./terms.ts";
import { contractsOf } from "./whole-contracts.ts";

/**
 * The `limits` block of a perpetual; undefined when there is none. It has no contract months: its whole position is what another product holds in all
 * months together, and that is the scope of its levels.
 */
export function perpetualLimits(at: Lowering, terms: ProductTerms): Limits | undefined {
  const section = sectionOf(at.block, "limits");
  if (section === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const field = (key: string) => fieldOf(section.block, key);
  const basis = basisOf(at, field("basis"), env);
  const levels = levelsOf(at, "all-months", field("position"), env, noDates(at));
  checkBasis(at, levels, basis, { stated: field("basis"), scopes: ["all-months"] });
  const reportable = field("reportable");
  const level = reportable && contractsOf(at, reportable, env);
  const referenced = field("referenced");
  checkAggregateCircle(at);
  return {
    ...(basis === undefined ? {} : { basis }),
    levels,
    ...countingOf(at, field("counting")),
    ...(reportable === undefined || level === undefined
      ? {}
      : { reportable: { contracts: level, clause: clauseOf(at.context, reportable) } }),
    ...reportedInOf(at, field("reported-in"), env),
    aggregate: [
      ...aggregates(at, field("aggregate"), false, terms.size),
      ...aggregates(at, field("aggregate-into"), true, terms.size),
    ],
    ...aggregationOf(at, field("aggregation")),
    ...(referenced === undefined ? {} : { referenced: referencedOf(at, referenced) }),
    exemptions: exemptionsOf(at, section.block, env),
    clause: clauseOf(at.context, section),
  };
}

/** A perpetual names no dates of its own. */
function noDates({ context }: Lowering): DateScope {
  return { context, dates: new Set(), intervals: new Map() };
}
