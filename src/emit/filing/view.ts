import { lazily } from "../../model/lazily.ts";
import type { ContractModel } from "../../model/model.ts";
import { sha256 } from "../../text/sha256.ts";
import { term, type Term } from "./term.ts";
import type { Subject } from "./names.ts";
import { boundsView } from "./view-bounds.ts";
import { complianceView } from "./view-compliance.ts";
import { evidenceView } from "./view-evidence.ts";
import { exampleView } from "./view-example.ts";
import { indexView } from "./view-index.ts";
import { limitsView } from "./view-limits.ts";
import { monthsView } from "./view-months.ts";
import { chapterOf, filingFactsView, partiesView, withheldIn } from "./view-parties.ts";
import { datesView, listingView, narrativesView, productView, sessionsView } from "./view-product.ts";
import { portalItems } from "./portal.ts";
import { narrativeProse } from "./prose.ts";
import { dailyView, finalView, fixingView, tradingView } from "./view-settlement.ts";
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

/** The data of the portal record. */
export function portalOf(subject: Subject) {
  const chapter = chapterOf(subject);
  return portalItems(subject, ruleNumber(chapter, RULES[0]), ruleNumber(chapter, RULES.at(-1)!));
}

/** The version of a contract: the first sixteen digits of the SHA-256 of all that its model states, whoever compiled it and wherever it stands. */
export function versionOf(model: ContractModel): string {
  const { product, indices, grades, organisations, sources } = model;
  // A change that is filed later leaves the version that was filed first as it is.
  const filings = model.filings.filter(({ amendment }) => amendment === undefined);
  return sha256(JSON.stringify([product, indices, grades, organisations, sources, filings])).slice(0, 16);
}

/** All the documents of one filing are written from this: plain values, each with the clauses it states. */
export function filingView(subject: Subject, copy: "public" | "full" = "public") {
  const numbers = numberingOf(subject);
  const withheld = copy === "full" ? new Set<string>() : withheldIn(subject);
  const view = {
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
    final: { ...finalView(subject), fixing: fixingView(subject) },
    bounds: boundsView(subject),
    trading: tradingView(subject),
    index: indexView(subject, numbers),
    grades: gradesView(subject, numbers),
    limits: limitsView(subject, numbers, withheld),
    evidence: evidenceView(subject, withheld),
    version: versionOf(subject.model),
    portal: portalOf(subject).map(({ label, value }) => ({ label, value })),
    copy: copy === "full" ? term("full", subject.filing.clause) : null,
    months: monthsView(subject),
    compliance: complianceView(subject),
    sources: sourcesView(subject, numbers),
  };
  // Only one document needs it, and it costs more than all the others.
  return lazily(view, "example", () => exampleView(subject));
}

export type FilingView = ReturnType<typeof filingView>;
