import { lazily } from "../../model/lazily.ts";
import { term, type Term } from "./term.ts";
import { RULES, ruleNumber } from "./chapter-rules.ts";
import type { FutureSubject, OptionSubject, PerpetualSubject, SpreadSubject, Subject } from "./names.ts";
import { optionView } from "./option-view.ts";
import { optionExample } from "./option-example.ts";
import { spreadExample } from "./spread-example.ts";
import { spreadView } from "./spread-view.ts";
import { optionChecks, optionMonthsView, underlyingsView } from "./view-option.ts";
import { perpetualExample } from "./perpetual-example.ts";
import { fundingView, markView, perpetualListingView, perpetualTermsView, statusView } from "./view-perpetual.ts";
import { versionOf } from "./version.ts";
import { boundsView } from "./view-bounds.ts";
import { complianceView } from "./view-compliance.ts";
import { evidenceView } from "./view-evidence.ts";
import { exampleView } from "./view-example.ts";
import { indexView } from "./view-index.ts";
import { limitsView } from "./view-limits.ts";
import { monthsView } from "./view-months.ts";
import { administratorView, chapterOf, filingFactsView, partiesView, withheldIn } from "./view-parties.ts";
import { datesView, headView, listingView, narrativesView, productView, sessionsView } from "./view-product.ts";
import { portalItems } from "./portal.ts";
import { narrativeProse, type Numbering } from "./prose.ts";
import { dailyView, finalView, fixingView, tradingView } from "./view-settlement.ts";
import { gradesView, numberingOf, sourcesView } from "./view-sources.ts";

/** The data of the portal record. */
export function portalOf(subject: Subject) {
  const chapter = chapterOf(subject);
  const rules = RULES[subject.kind];
  const numberOf = (at: number): Term => ruleNumber(chapter, rules.at(at) ?? "", subject.kind);
  return portalItems(subject, numberOf(0), numberOf(-1));
}

/** What the documents of every contract are written from. */
function commonView(subject: Subject, numbers: Numbering, copy: "public" | "full") {
  return {
    ...partiesView(subject),
    chapter: chapterOf(subject),
    filing: filingFactsView(subject, numbers),
    introduction: subject.filing.narrative.map((one) => narrativeProse(one, numbers)),
    sessions: sessionsView(subject),
    narratives: narrativesView(subject, numbers),
    trading: tradingView(subject),
    grades: gradesView(subject, numbers),
    version: versionOf(subject.model),
    portal: portalOf(subject).map(({ label, value }) => ({ label, value })),
    copy: copy === "full" ? term("full", subject.filing.clause) : null,
    compliance: complianceView(subject),
    sources: sourcesView(subject, numbers),
  };
}

type Common = ReturnType<typeof commonView>;

function futureView(subject: FutureSubject, common: Common, numbers: Numbering, withheld: ReadonlySet<string>) {
  const view = {
    ...common,
    ...kindsView(subject),
    administrator: administratorView(subject),
    product: productView(subject),
    listing: listingView(subject),
    dates: datesView(subject),
    daily: dailyView(subject),
    final: { ...finalView(subject), fixing: fixingView(subject) },
    bounds: boundsView(subject),
    index: indexView(subject, numbers),
    limits: limitsView(subject, numbers, withheld),
    evidence: evidenceView(subject, withheld),
    months: monthsView(subject),
  };
  // Only one document needs it, and it costs more than all the others.
  return lazily(view, "example", () => exampleView(subject));
}

function optionPackView(subject: OptionSubject, common: Common, numbers: Numbering, withheld: ReadonlySet<string>) {
  const view = {
    ...common,
    ...kindsView(subject),
    ...optionView(subject.model, subject.product),
    chapter: common.chapter,
    filing: common.filing,
    venue: common.venue,
    clearing: common.clearing,
    exchange: common.venue.name,
    clearer: common.clearing.name,
    version: common.version,
    product: headView(subject),
    underlyings: underlyingsView(subject),
    limits: limitsView(subject, numbers, withheld),
    months: optionMonthsView(subject),
    checks: optionChecks(subject),
  };
  return lazily(view, "example", () => optionExample(subject));
}

function spreadPackView(subject: SpreadSubject, common: Common) {
  const view = {
    ...common,
    ...kindsView(subject),
    spread: spreadView(subject),
    product: headView(subject),
    listing: listingView(subject),
    dates: datesView(subject),
    underlyings: underlyingsView(subject),
  };
  return lazily(view, "example", () => spreadExample(subject));
}

function perpetualPackView(
  subject: PerpetualSubject,
  common: Common,
  numbers: Numbering,
  withheld: ReadonlySet<string>,
) {
  const view = {
    ...common,
    ...kindsView(subject),
    administrator: administratorView(subject),
    status: statusView(subject, numbers),
    product: perpetualTermsView(subject),
    listing: perpetualListingView(subject),
    mark: markView(subject),
    funding: fundingView(subject),
    index: indexView(subject, numbers),
    limits: limitsView(subject, numbers, withheld),
    evidence: evidenceView(subject, withheld),
  };
  return lazily(view, "example", () => perpetualExample(subject));
}

/** Which kind a contract is of, so that a template shared by several says what is so. */
function kindsView({ kind, product }: Subject) {
  const is = (name: Subject["kind"]): Term | null => (kind === name ? term(name, product.clause) : null);
  const kinds = { future: is("future"), option: is("option"), spread: is("spread"), perpetual: is("perpetual") };
  return { kinds };
}

/** All the documents of one filing are written from this: plain values, each with the clauses it states. */
export function filingView(subject: Subject, copy: "public" | "full" = "public") {
  const numbers = numberingOf(subject);
  const withheld = copy === "full" ? new Set<string>() : withheldIn(subject);
  const common = commonView(subject, numbers, copy);
  switch (subject.kind) {
    case "option":
      return optionPackView(subject, common, numbers, withheld);
    case "spread":
      return spreadPackView(subject, common);
    case "perpetual":
      return perpetualPackView(subject, common, numbers, withheld);
    default:
      return futureView(subject, common, numbers, withheld);
  }
}

export type FilingView = ReturnType<typeof filingView>;
