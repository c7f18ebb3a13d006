import type { Field } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { compare, fromInteger, show } from "../../runtime/exact.ts";
import type { ParticipantTerm } from "../model.ts";
import type { Lowering } from "./builder.ts";
import { phrasesOf, shareOf, wholeOf } from "./phrases.ts";
import { underOf } from "./under.ts";

/** What a field of `participants` asks for beside admission. */
export type Duties = Pick<ParticipantTerm, "custody" | "obligation">;

/** Fields that say nothing but the rule they follow. */
const HOOKS: readonly string[] = ["screening", "suitability", "aml"];

/** How what participants bring is kept, what market makers owe, and the rule of a hook; nothing after a finding and for other fields. */
export function participantDutiesOf(at: Lowering, field: Field): Duties {
  const key = field.key.text;
  if (HOOKS.includes(key)) ruleNeeded(at, field);
  if (key === "custody") return custodyOf(at, field);
  return key === "market-makers" ? obligationOf(at, field) : {};
}

function ruleNeeded(at: Lowering, field: Field): void {
  if (field.value === undefined || underOf(field) !== undefined) return;
  report(at.context, "value-of-another-kind", field.value.span, {
    field: field.key.text,
    wanted: 'the rule it follows, such as `under "Rule 513"`',
  });
}

/** `segregated, under "Rule 971"`. */
function custodyOf(at: Lowering, field: Field): Duties {
  const said = phrasesOf(at, field, {
    how: { words: /^(segregated|individually-segregated|omnibus)$/, example: "segregated", needed: "yes" },
  });
  const custody = said?.how?.places[0];
  return custody === undefined ? {} : { custody };
}

/** `at least 2, two-sided, spread at most 10 ticks, size at least 25 contracts, 85% of session`: each clause may stand alone. */
function obligationOf(at: Lowering, field: Field): Duties {
  const said = phrasesOf(at, field, {
    makers: { words: /^at least ([0-9_.]+)$/, example: "at least 2" },
    twoSided: { words: /^two-sided$/, example: "two-sided" },
    spread: { words: /^spread at most ([0-9_.]+) ticks?$/, example: "spread at most 10 ticks" },
    size: { words: /^size at least ([0-9_.]+) contracts?$/, example: "size at least 25 contracts" },
    share: { words: /^([0-9_.]+)% of session$/, example: "85% of session" },
  });
  if (said === undefined) return {};
  const makers = said.makers && wholeOf(at, said.makers, "a number of market makers", 1_000);
  const spreadTicks = said.spread && wholeOf(at, said.spread, "a number of ticks", 1_000_000);
  const contracts = said.size && wholeOf(at, said.size, "a number of contracts", 1_000_000_000);
  const share = said.share && shareOf(at, said.share, "a share of the session");
  if (said.share !== undefined && share !== undefined && compare(share, fromInteger(1)) > 0) {
    const params = {
      what: "a share of the session",
      least: "0%",
      most: "100%",
      value: `${said.share.places[0] ?? ""}%`,
    };
    report(at.context, "number-out-of-range", said.share.clause.span, params);
    return {};
  }
  return {
    obligation: {
      ...(makers === undefined ? {} : { makers }),
      twoSided: said.twoSided !== undefined,
      ...(spreadTicks === undefined ? {} : { spreadTicks }),
      ...(contracts === undefined ? {} : { contracts }),
      ...(share === undefined ? {} : { share: show(share) }),
    },
  };
}
