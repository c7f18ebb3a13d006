import { factOf } from "./facts.ts";
import type { FilingFinding } from "./findings.ts";
import { APPROVAL, type PerpetualSubject } from "./names.ts";
import { longDate } from "./words.ts";

/** What stands in the way of a filing of a contract without an expiry, whatever else it states. */
export function perpetualFindings(subject: PerpetualSubject): FilingFinding[] {
  return [...pending(subject), ...ends(subject)];
}

/** 17 CFR 40.2(a)(3)(iv): nobody certifies that a contract complies of which the specification says that this is not decided; 40.3 asks. */
function pending({ filing, product }: PerpetualSubject): FilingFinding[] {
  if (filing.form === APPROVAL || product.status.value !== "pending") return [];
  const clause = factOf(filing.facts, "form")?.clause ?? filing.clause;
  return [
    { code: "filing-status-pending", clause, params: { perpetual: product.id, because: product.status.because } },
  ];
}

/** Appendix C to Part 38, (c)(4)(i)(G): where the licence of the index ends before the contract has to, its end is part of how the contract ends. */
function ends({ filing, product, index }: PerpetualSubject): FilingFinding[] {
  const fact = factOf(filing.facts, "termination");
  const until = index.licence?.until;
  if (fact === undefined || fact.value.trim() === "" || until === undefined) return [];
  if (product.horizon !== undefined && product.horizon.until <= until) return [];
  if (/\blicen[cs]e\b/i.test(fact.value)) return [];
  const wanted = `a word on the licence of the index, which ends on ${longDate(until)}, before the contract has to`;
  return [
    { code: "filing-fact-malformed", clause: fact.clause, params: { fact: fact.name, value: fact.value, wanted } },
  ];
}
