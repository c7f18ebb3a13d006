import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ClauseId, ContractModel, ContractMonth } from "../../model/model.ts";
import type { Span } from "../../text/source.ts";
import { type Day, formatDay, parseDay, weekdayOf } from "../../value/day.ts";
import { isFederalBusinessDay } from "../../value/federal-days.ts";
import { evidenceFindings } from "./evidence-findings.ts";
import { factOf, type MissingFact, missingOf } from "./facts.ts";
import { filingsOf, subjectOf, type Subject } from "./names.ts";
import { perpetualFindings } from "./perpetual-findings.ts";
import { textFindings } from "./text-findings.ts";
import { unprintedFindings } from "./unprinted.ts";
import { longDate } from "./words.ts";

/** A finding of the filing emitter at a clause of the model; the caller gives it the span of that clause. */
export type FilingFinding =
  | {
      readonly code: "filing-fact-missing";
      readonly clause: ClauseId;
      readonly params: { filing: string; facts: readonly MissingFact[] };
    }
  | {
      readonly code: "filing-fact-malformed";
      readonly clause: ClauseId;
      readonly params: { fact: string; value: string; wanted: string };
    }
  | {
      readonly code: "filing-dates-in-order";
      readonly clause: ClauseId;
      readonly params: { first: string; firstDay: string; then: string; thenDay: string };
    }
  | {
      readonly code: "filing-received-by-business-day";
      readonly clause: ClauseId;
      readonly params: { day: string; reason: string };
    }
  | {
      readonly code: "filing-licence-covers-listing";
      readonly clause: ClauseId;
      readonly params: { index: string; until: string; contract: string; settles: string };
    }
  | {
      readonly code: "filing-citation-known";
      readonly clause: ClauseId;
      readonly params: { key: string; fact: string };
    }
  | {
      readonly code: "filing-chapter-agrees";
      readonly clause: ClauseId;
      readonly params: { filing: string; product: string };
    }
  | {
      readonly code: "filing-evidence-contradicts";
      readonly clause: ClauseId;
      readonly params: { term: string; evidence: string; provision: string; help: string };
    }
  | {
      readonly code: "filing-figure-agrees";
      readonly clause: ClauseId;
      readonly params: { fact: string; figure: string; known: string };
    }
  | {
      readonly code: "filing-term-agrees";
      readonly clause: ClauseId;
      readonly params: { fact: string; said: string; term: string; stated: string };
    }
  | {
      readonly code: "filing-term-defined";
      readonly clause: ClauseId;
      readonly params: { fact: string; term: string };
    }
  | {
      readonly code: "filing-form-laxer";
      readonly clause: ClauseId;
      readonly params: { form: string; amendment: string; changes: readonly string[] };
    }
  | { readonly code: "filing-form-needless"; readonly clause: ClauseId; readonly params: { amendment: string } }
  | {
      readonly code: "filing-effective-too-early";
      readonly clause: ClauseId;
      readonly params: { effective: string; filed: string; earliest: string; provision: string };
    }
  | {
      readonly code: "filing-notice-too-late";
      readonly clause: ClauseId;
      readonly params: { effective: string; filed: string; last: string; provision: string };
    }
  | {
      readonly code: "filing-products-agree";
      readonly clause: ClauseId;
      readonly params: { filing: string; amendment: string; product: string; changed: boolean };
    }
  | {
      readonly code: "filing-status-pending";
      readonly clause: ClauseId;
      readonly params: { perpetual: string; because: string };
    }
  | { readonly code: "filing-claim-cited"; readonly clause: ClauseId; readonly params: { fact: string } }
  | {
      readonly code: "filing-source-reachable";
      readonly clause: ClauseId;
      readonly params: { fact: string; source: string };
    }
  | {
      readonly code: "filing-fact-unprinted";
      readonly clause: ClauseId;
      readonly params: { fact: string; product: string; why: string };
    }
  | {
      readonly code: "filing-rule-known";
      readonly clause: ClauseId;
      readonly params: { fact: string; rule: string; venue: string; known: string };
    };

/** All that stands in the way of the model's 40.2 filings, in the order of its filings; none: the documents can be written. */
export function filingFindings(model: ContractModel): FilingFinding[] {
  return filingsOf(model).flatMap((filing) => findingsOf(subjectOf(model, filing)));
}

/** The same for one filing. */
export function findingsOf(subject: Subject): FilingFinding[] {
  const { filing } = subject;
  const lacking = missingOf(subject);
  // What one declaration lacks is one finding: a filing that is only begun lacks fifty facts, and nobody reads fifty findings.
  const missing = [...new Set(lacking.map(({ clause }) => clause))].map((clause): FilingFinding => ({
    code: "filing-fact-missing",
    clause,
    params: { filing: filing.id, facts: lacking.filter((one) => one.clause === clause) },
  }));
  const formed = formFindings(filing.facts, [...ADDRESSED, ...LISTED]);
  return [
    ...missing,
    ...formed,
    ...unprintedFindings(subject),
    // What has no form is not calculated with.
    ...(formed.length > 0 ? [] : evidenceFindings(subject)),
    ...textFindings(subject),
    ...dates(subject),
    ...licence(subject),
    ...(subject.kind === "perpetual" ? perpetualFindings(subject) : []),
    ...chapters(subject),
    ...citationFindings(subject),
  ];
}

/** Words that answer a question where the documents would print them as the matter itself: `none` alone says that there is none. */
const UNCLEAR = /^(?!none$)(?:yes|no|none|nothing|nil|true|false|n\/?a|not (?:requested|applicable))\.?$/i;

const isAmount = (text: string): boolean => /^(?!0+(?:\.0+)?$)\d+(?:\.\d+)?$/.test(text);

/** A fact that has a form: what holds of its text, and what is wanted in the place of another. */
export type FactForm = readonly [fact: string, holds: (text: string) => boolean, wanted: string];

/** What every letter prints: days, addresses, a word for nothing. */
export const ADDRESSED: readonly FactForm[] = [
  ["filed", (text) => parseDay(text) !== undefined, "a day such as 2027-01-06"],
  ["posted", (text) => /^https:\/\/\S+$/.test(text), "an address that begins with https://"],
  ["signer-email", (text) => /^\S+@\S+$/.test(text), "an e-mail address"],
  ["confidential", (text) => !UNCLEAR.test(text.trim()), "`none` or the supporting data to be kept confidential"],
  ["opposing-views", (text) => !UNCLEAR.test(text.trim()), "`none` or the views"],
];

/** Facts that have a form in the filing of a new product: a number, evidence, an answer. */
const LISTED: readonly FactForm[] = [
  ["received-by", (text) => parseDay(text) !== undefined, "a day such as 2027-01-08"],
  ["chapter", (text) => /^[1-9]\d*$/.test(text), "a whole number such as 850"],
  ["cash-increment", isAmount, "an amount in the unit of the price, such as 0.01"],
  ["customary-trade", isAmount, "an amount in the unit of the contract's size, such as 5840"],
  [
    "daily-move",
    (text) => /^\d+(?:\.\d+)?% of \d+ days within \d+(?:\.\d+)?%/.test(text),
    "a share of days and a move, such as `99% of 500 days within 6.4%`",
  ],
  [
    "security-status",
    (text) => /\bswap\b/.test(text) && /\bsecurit/.test(text) && /40\.11/.test(text) && /40\.12/.test(text),
    "a word each on swaps, securities and sections 40.11 and 40.12",
  ],
  ["perpetual-status", (text) => /^(?:future|swap)[\s:,;.-]+\S/.test(text), "`future` or `swap`, and the reason"],
  ["referenced-contract", (text) => /^(?:yes|no)[\s:,;.-]+\S/.test(text), "`yes` or `no`, and the reason"],
];

/** Facts whose text is not of the form that is wanted; a fact that is not stated, or is blank, has another finding. */
export function formFindings(facts: Subject["filing"]["facts"], forms: readonly FactForm[]): FilingFinding[] {
  return forms.flatMap(([name, holds, wanted]): FilingFinding[] => {
    const fact = factOf(facts, name);
    if (fact === undefined || fact.value.trim() === "" || holds(fact.value)) return [];
    return [{ code: "filing-fact-malformed", clause: fact.clause, params: { fact: name, value: fact.value, wanted } }];
  });
}

/** 17 CFR 40.2(a)(2): filed, received on an earlier business day, listed. Dates written alike compare as texts. */
function dates({ filing, product, model }: Subject): FilingFinding[] {
  const filed = factOf(filing.facts, "filed");
  const by = factOf(filing.facts, "received-by");
  if (by === undefined || parseDay(by.value) === undefined) return [];
  const found: FilingFinding[] = [];
  const order = (first: string, firstDay: string, then: string, thenDay: string) =>
    found.push({
      code: "filing-dates-in-order",
      clause: by.clause,
      params: { first, firstDay: longDate(firstDay), then, thenDay: longDate(thenDay) },
    });
  if (filed !== undefined && parseDay(filed.value) !== undefined && filed.value > by.value)
    order("filed", filed.value, "received-by", by.value);
  const listed = product.listing.first;
  if (by.value >= listed) order("received-by", by.value, "first day of listing", listed);
  // A calendar of the government may close on days that the law of holidays does not name.
  const government = model.calendars.find((one) => one.id === "US_GOVERNMENT" || one.id === "US_FEDERAL");
  const shut = (day: Day): string | undefined =>
    weekdayOf(day) > 5
      ? "a weekend"
      : (government?.closed.find((one) => one.date === formatDay(day))?.title ??
        (isFederalBusinessDay(day) ? undefined : "a federal holiday"));
  let deadline = parseDay(listed)! - 1;
  while (shut(deadline) !== undefined) deadline--;
  const day = parseDay(by.value)!;
  const closed = shut(day);
  const reason =
    closed !== undefined
      ? `no business day in Washington: ${closed}`
      : day < deadline
        ? `not the business day before the first day of listing, which is ${longDate(formatDay(deadline))}`
        : undefined;
  if (reason !== undefined)
    found.push({
      code: "filing-received-by-business-day",
      clause: by.clause,
      params: { day: longDate(by.value), reason },
    });
  return found;
}

/** Appendix C to Part 38, (c)(4)(i)(G): no month is listed past the end of the index licence. */
function licence(subject: Subject): FilingFinding[] {
  if (subject.kind !== "future") return [];
  const { product, index } = subject;
  const until = index.licence?.until;
  if (until === undefined) return [];
  const late = product.contracts.find((one) => lastDayOf(one) > until);
  if (late === undefined) return [];
  const params = {
    index: index.title,
    until: longDate(until),
    contract: late.code,
    settles: longDate(lastDayOf(late)),
  };
  return [{ code: "filing-licence-covers-listing", clause: index.licence!.clause, params }];
}

/** The last day any date of a contract falls on. */
export function lastDayOf(contract: ContractMonth): string {
  return contract.dates.map((one) => one.date).reduce((latest, date) => (date > latest ? date : latest), "");
}

function chapters({ filing, product }: Subject): FilingFinding[] {
  const fact = factOf(filing.facts, "chapter");
  if (fact === undefined || product.chapter === undefined || fact.value === product.chapter.text) return [];
  return [
    {
      code: "filing-chapter-agrees",
      clause: fact.clause,
      params: { filing: fact.value, product: product.chapter.text },
    },
  ];
}

/** 17 CFR 40.2(a)(3)(v): what is relied upon is cited, and the citation leads to it. */
export function citationFindings({ filing, model }: Pick<Subject, "filing" | "model">): FilingFinding[] {
  const known = new Set(model.sources.map((source) => source.id));
  return filing.facts.flatMap(({ name, value, items, clause }) =>
    (items ?? [value])
      .flatMap((text) => [...text.matchAll(/\[([A-Z][A-Za-z0-9_-]+)\](?!\()/g)].map((match) => match[1]!))
      .filter((key) => !known.has(key))
      .map((key): FilingFinding => ({ code: "filing-citation-known", clause, params: { key, fact: name } })),
  );
}

/** The findings as diagnostics of the catalogue, each at the span that `spanOf` gives its clause. */
export function findingDiagnostics(
  findings: readonly FilingFinding[],
  spanOf: (clause: ClauseId) => Span,
): Diagnostic[] {
  // The union pairs each code with its own parameters; TypeScript loses the pairing when it is taken apart.
  return findings.map((one) => diagnostic(one.code, spanOf(one.clause), one.params as never, { evidence: asked(one) }));
}

/** What each of several facts is for, and the changes that ask for a stricter form; of a single fact the help says it. */
function asked(finding: FilingFinding): readonly string[] {
  if (finding.code === "filing-form-laxer") return finding.params.changes;
  if (finding.code !== "filing-fact-missing" || finding.params.facts.length === 1) return [];
  return finding.params.facts.map(({ fact, why }) => `${fact}: ${why}`);
}
