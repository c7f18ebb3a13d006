import { term, type Term } from "./term.ts";
import type { Subject } from "./names.ts";
import { complianceView } from "./view-compliance.ts";
import { indexView } from "./view-index.ts";
import { limitsView } from "./view-limits.ts";
import { monthsView } from "./view-months.ts";
import { chapterOf, filingFactsView, partiesView } from "./view-parties.ts";
import { datesView, listingView, narrativesView, productView, sessionsView } from "./view-product.ts";
import { narrativeProse } from "./prose.ts";
import { dailyView, finalView, tradingView } from "./view-settlement.ts";
import { gradesView, numberingOf, sourcesView } from "./view-sources.ts";

/** The rules of the chapter in their order; a template names them, their numbers follow the chapter's. */
export const RULES = [
  "scope",
  "definitions",
  "unit",
  "price",
  "listing",
  "hours",
  "termination",
  "daily",
  "final",
  "index",
  "limits",
  "price-limits",
  "orders",
  "clearing",
  "participants",
  "determinations",
  "disputes",
] as const;

/** The number of a rule: the chapter's and two digits more, `81009`; a key that names none is a bug of a template. */
export function ruleNumber(chapter: Term, key: string): Term {
  const at = (RULES as readonly string[]).indexOf(key);
  if (at < 0) throw new Error(`a template names the rule ${key}, which the chapter does not have`);
  return term(`${chapter.text}${String(at + 1).padStart(2, "0")}`, ...chapter.clauses);
}

/** All the documents of one filing are written from this: plain values, each with the clauses it states. */
export function filingView(subject: Subject) {
  const numbers = numberingOf(subject);
  return {
    ...partiesView(subject),
    chapter: chapterOf(subject),
    filing: filingFactsView(subject, numbers),
    introduction: subject.filing.narrative.map((one) => narrativeProse(one, numbers)),
    product: productView(subject),
    listing: listingView(subject),
    dates: datesView(subject),
    sessions: sessionsView(subject),
    narratives: narrativesView(subject, numbers),
    daily: dailyView(subject),
    final: finalView(subject),
    trading: tradingView(subject),
    index: indexView(subject, numbers),
    grades: gradesView(subject, numbers),
    limits: limitsView(subject, numbers),
    months: monthsView(subject),
    compliance: complianceView(subject),
    sources: sourcesView(subject, numbers),
  };
}

export type FilingView = ReturnType<typeof filingView>;
