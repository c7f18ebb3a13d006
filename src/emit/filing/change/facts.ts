import type { ClauseId } from "../../../model/model.ts";
import { principlesOf } from "../../../prove/amendment/core-principles.ts";
import { factOf, type MissingFact, PARTY_FACTS } from "../facts.ts";
import { monthsOf } from "./months.ts";
import type { ChangeSubject } from "./subject.ts";

/** What every filing of an amendment states. */
export const CHANGE_FACTS = {
  submission: "the identifier of the submission, asked for by Appendix D to Part 40",
  filed: "the day of filing, asked for by Appendix D to Part 40",
  effect: "what the change does to the exchange, its participants and the market, asked for by Appendix D to Part 40",
  confidential: "what is to be kept confidential under 17 CFR 40.8, or `none`",
  "signer-name": "who signs",
  "signer-title": "the office of who signs",
  "signer-phone": "how Commission staff reach who signs",
  "signer-email": "how Commission staff reach who signs",
} as const;

/** What a certification, a request for approval and an emergency rule state beside that; a weekly notification need not. */
export const EXPLAINED_FACTS = {
  posted: "where notice and copy of the submission are posted, 17 CFR 40.6(a)(2)",
  operation: "how the changed terms work, 17 CFR 40.6(a)(7)(v)",
  purpose: "what the change is for, 17 CFR 40.6(a)(7)(v)",
  "opposing-views": "substantive opposing views, or `none`, 17 CFR 40.6(a)(7)(vi)",
} as const;

/** What a request for approval asks for beside that, 17 CFR 40.5(a). */
export const APPROVED_FACTS = {
  adopted: "when and by which board or committee it was adopted, 17 CFR 40.5(a)(4)",
  authority: "the rule that authorises it, 17 CFR 40.5(a)(4)",
  benefits: "whom it benefits, 17 CFR 40.5(a)(5)",
  competition: "its anticompetitive effects, or that there are none, 17 CFR 40.5(a)(5)",
  "self-regulation": "how it fits into the exchange's regulation of itself, 17 CFR 40.5(a)(5)",
  "other-rules": "the text of other rules that it affects, or `none`, 17 CFR 40.5(a)(7)",
  regulations: "regulations of the Commission to be amended or interpreted, or `none`, 17 CFR 40.5(a)(9)",
} as const;

/** What an emergency rule states beside that, 17 CFR 40.6(a)(6). */
export const EMERGENCY_FACTS = {
  emergency: "the emergency, and why there was no time for another form, 17 CFR 40.6(a)(6)",
  authority: "the rule under which the emergency was met, 17 CFR 38.350",
} as const;

type Wanted = readonly (readonly [fact: string, why: string])[];

/** The facts that a filing of the subject needs, with what each is for. */
export function changeFactsWanted(subject: ChangeSubject): Wanted {
  const { form, contracts, filing } = subject;
  const common: Wanted = Object.entries(CHANGE_FACTS);
  const chapter: Wanted = needsFiling(subject)
    ? [["on-file", `the filing by which ${filing.product} was listed, whose chapter is changed, 17 CFR 40.6(a)(7)(ii)`]]
    : [];
  if (form === "40.6(d)" || form === undefined) return [...common, ...chapter];
  const open = monthsOf(subject).some((one) => one.amended);
  const changes = contracts.flatMap((one) => one.difference.changes);
  return [
    ...common,
    ...chapter,
    ...Object.entries(EXPLAINED_FACTS),
    ...(open
      ? [["open-positions", "what it means for positions in open months, core principles 2 and 3"] as const]
      : []),
    ...principlesOf(changes).map((one): Wanted[number] => [
      `core-principle-${one}`,
      "a changed term bears on it, 17 CFR 40.6(a)(7)(v)",
    ]),
    ...(form === "40.5" ? Object.entries(APPROVED_FACTS) : []),
    ...(form === "40.6(a)(6)" ? Object.entries(EMERGENCY_FACTS) : []),
  ];
}

/** Whether the chapter of the product is written from the facts of the filing that lists it, as that of a future is. */
function needsFiling({ contracts, filing }: ChangeSubject): boolean {
  return contracts.some((one) => one.product === filing.product && one.after.option === undefined);
}

/** Every fact that the filing needs and the spec does not state, in the order of the documents. */
export function missingOfChange(subject: ChangeSubject): MissingFact[] {
  const { filing, venue, amendment, form } = subject;
  const lacks = (facts: ChangeSubject["filing"]["facts"], name: string): boolean => {
    const fact = factOf(facts, name);
    return fact === undefined || (fact.items ?? [fact.value]).every((text) => text.trim() === "");
  };
  const wanted = (facts: ChangeSubject["filing"]["facts"], clause: ClauseId, all: Wanted): MissingFact[] =>
    all.flatMap(([fact, why]) => (lacks(facts, fact) ? [{ fact, clause, why }] : []));
  const explained = form === "40.6(d)" || amendment.narrative.length > 0;
  return [
    ...wanted(filing.facts, filing.clause, changeFactsWanted(subject)),
    ...wanted(venue.facts, venue.clause, Object.entries(PARTY_FACTS.venue)),
    ...(explained
      ? []
      : [
          {
            fact: "narrative",
            clause: amendment.clause,
            why: "the explanation of the change, above the amendment or its clauses, 17 CFR 40.6(a)(7)(v)",
          },
        ]),
  ];
}
