import type { Clause, Field } from "../../ast/nodes.ts";
import { contentOf, fieldsOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { parse } from "../../runtime/exact.ts";
import type { ParticipantTerm } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { participantDutiesOf } from "./participant-duties.ts";
import { digitsOf } from "./digits.ts";
import { underOf } from "./under.ts";

/** Whom a field of `participants` admits; the others say in words how that is made sure of. */
const ADMITTED: readonly string[] = ["retail", "professional", "eligible-contract-participant", "regions"];

type Admission = { allowedIn?: string[]; leverageAtMost?: string };

/** `retail: allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"`: each clause is understood, or a finding. */
export function participantsOf(at: Lowering): ParticipantTerm[] {
  return fieldsOf(sectionOf(at.block, "participants")?.block).map((field) => {
    const under = underOf(field);
    // A rule without its quotes would be words like others, and nobody would look for it among the venue's.
    if (under === undefined && field.value !== undefined && /^(?:under )?(?:Rule|Chapter) \S+$/.test(wordsOf(field)))
      report(at.context, "value-of-another-kind", field.value.span, {
        field: field.key.text,
        wanted: 'the rule it follows, such as `under "Rule 513"`',
      });
    onlyModifiers(at.context, field.value?.modifiers ?? [], "under");
    return {
      name: field.key.text,
      text: wordsOf(field),
      ...(ADMITTED.includes(field.key.text) ? admission(at, field) : {}),
      ...participantDutiesOf(at, field),
      ...(under === undefined ? {} : { under }),
      clause: clauseOf(at.context, field),
    };
  });
}

function admission(at: Lowering, field: Field): Admission {
  const found: Admission = {};
  const content = contentOf(field, "clauses-value");
  if (content === undefined && field.value !== undefined)
    report(at.context, "value-of-another-kind", field.value.span, { field: field.key.text, wanted: WANTED });
  for (const clause of content?.clauses ?? []) {
    const read = clauseOfAdmission(clause);
    if (read === undefined)
      report(at.context, "phrase-not-here", clause.span, { found: plainWords(clause) }, { help: `write ${WANTED}` });
    else if (read.leverageAtMost === undefined || parse(read.leverageAtMost).n > 0n) Object.assign(found, read);
    else report(at.context, "not-above-zero", clause.span, { what: "leverage", value: read.leverageAtMost });
  }
  return found;
}

const WANTED = '`not allowed`, or `allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"`';

function clauseOfAdmission(clause: Clause): Admission | undefined {
  const words = plainWords(clause);
  if (words === "not allowed" || /^(suitability )?under "[^"]*"$/.test(words)) return {};
  const places = /^allowed in \[([^\]]*)\]$/.exec(words)?.[1];
  if (places !== undefined) return { allowedIn: places.split(",").map((one) => one.trim()) };
  const leverage = /^leverage at most ([0-9._]+) to 1$/.exec(words)?.[1];
  return leverage === undefined ? undefined : { leverageAtMost: digitsOf(leverage) };
}
