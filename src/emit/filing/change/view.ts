import { type Day, formatDay, weekdayOf } from "../../../value/day.ts";
import { isFederalBusinessDay } from "../../../value/federal-days.ts";
import { sha256 } from "../../../text/sha256.ts";
import { isConfidential, letterOf } from "../documents.ts";
import { factOf } from "../facts.ts";
import { factProse, numberSources, type Numbering } from "../prose.ts";
import { term, type Prose, type Term } from "../term.ts";
import { versionOf } from "../version.ts";
import { firm, withheldIn } from "../view-parties.ts";
import { sourcesView } from "../view-sources.ts";
import { capital, clock, count, ended, fullDate, list, longDate, periodName } from "../words.ts";
import { daysOf, type Washington } from "./deadline.ts";
import { type ChangeDocument, exhibitsOfChange } from "./documents.ts";
import { CHANGE_FACTS, EXPLAINED_FACTS, APPROVED_FACTS, EMERGENCY_FACTS } from "./facts.ts";
import { changePortal } from "./portal.ts";
import { changedClauses, type ChangeSubject } from "./subject.ts";
import { changesView, openMonthsView, principlesView } from "./view-changes.ts";

/** The rules of a chapter that an amendment changes, by the contract whose chapter it is. */
export type ChangedRules = ReadonlyMap<string, readonly string[]>;

const PROSE_FACTS = [
  ...Object.keys(CHANGE_FACTS),
  ...Object.keys(EXPLAINED_FACTS),
  ...Object.keys(APPROVED_FACTS),
  ...Object.keys(EMERGENCY_FACTS),
  "open-positions",
  "consultations",
  "routine-index-change",
];

const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The version of an amendment: the first sixteen digits of the SHA-256 of the versions of its contracts and of the filing. */
export function versionOfChange({ contracts, filing, amendment }: ChangeSubject): string {
  return sha256(
    JSON.stringify([contracts.map((one) => [one.onFile, one.amended].map(versionOf)), filing, amendment]),
  ).slice(0, 16);
}

/** All documents of an amendment's filing are written from this: plain values, each with the clauses it states. */
export function changeView(subject: ChangeSubject, documents: readonly ChangeDocument[], rules: ChangedRules) {
  const { filing, amendment, model, venue, contracts } = subject;
  const numbers = numbersOf(subject);
  const own = contracts.find((one) => one.product === filing.product);
  const title = term(own?.title ?? filing.product, amendment.clause);
  const plain = (name: string): Term => {
    const found = factOf(venue.facts, name);
    if (found === undefined) throw new Error(`a document is written without ${name}`);
    return term(found.value, found.clause);
  };
  return {
    venue: {
      name: firm(venue),
      title: term(venue.title, venue.clause),
      address: plain("address"),
      website: plain("website"),
      registered: plain("registered"),
      mic: plain("mic"),
    },
    product: { title },
    filing: factsView(subject, numbers, documents),
    change: {
      title: term(amendment.title, amendment.clause),
      effective: term(fullDate(amendment.effective), amendment.clause),
      months: monthWords(subject),
      stricter: stricterWords(subject),
    },
    timing: timingView(subject),
    products: productsView(subject, documents, rules),
    changes: changesView(subject, numbers),
    open: openMonthsView(subject),
    principles: principlesView(subject, numbers),
    portal: changePortal(subject, rules).map(({ label, value }) => ({ label, value })),
    sources: sourcesView({ model }, numbers),
    version: versionOfChange(subject),
  };
}

export type ChangeView = ReturnType<typeof changeView>;

function numbersOf({ filing, amendment, model }: ChangeSubject): Numbering {
  const texts = [
    ...amendment.narrative.map((one) => one.text),
    ...filing.narrative.map((one) => one.text),
    ...filing.facts.flatMap((one) => one.items ?? [one.value]),
  ];
  return numberSources(model.sources, texts, [], factOf(filing.facts, "exhibits")?.items ?? []);
}

function factsView(subject: ChangeSubject, numbers: Numbering, documents: readonly ChangeDocument[]) {
  const { filing, form, model, amendment } = subject;
  const found = (name: string) => factOf(filing.facts, name);
  const facts: Record<string, Prose | null> = {};
  for (const name of PROSE_FACTS) {
    const one = found(name);
    facts[camel(name)] = one === undefined ? null : factProse(ended(capital(one.value)), numbers, one.clause);
  }
  const one = (name: string): Term => {
    const fact = found(name);
    if (fact === undefined) throw new Error(`a document is written without ${name}`);
    return term(fact.value, fact.clause);
  };
  const maybe = (name: string): Term | null => (found(name) === undefined ? null : one(name));
  const items = (name: string): Prose[] => {
    const fact = found(name);
    return fact === undefined
      ? []
      : (fact.items ?? [fact.value]).map((text) => factProse(ended(text), numbers, fact.clause));
  };
  const none = (name: string): Term | null =>
    found(name)?.value.trim() === "none" ? term("none", one(name).clauses[0]!) : null;
  const at = found("filed-at");
  const made = exhibitsOfChange(documents);
  const exhibits = found("exhibits");
  return {
    facts,
    form: term(form ?? filing.form, found("form")?.clause ?? filing.clause),
    submission: one("submission"),
    filed: term(longDate(one("filed").text), ...one("filed").clauses),
    filedAt: at === undefined ? null : term(`${clock(at.value)} Washington time`, at.clause),
    posted: maybe("posted"),
    signer: {
      name: one("signer-name"),
      title: one("signer-title"),
      phone: one("signer-phone"),
      email: one("signer-email"),
    },
    consultations: items("consultations"),
    noOpposing: none("opposing-views"),
    noOtherRules: none("other-rules"),
    noRegulations: none("regulations"),
    nothingConfidential: isConfidential({ filing }) ? null : term("none", ...one("confidential").clauses),
    confidential: items("confidential"),
    introduction: filing.narrative.map((said) => factProse(said.text, numbers, said.clause)),
    documents: documents
      .filter((document) => !document.exhibit && document.name !== "exhibits" && document.name !== "signer")
      .map(({ title, name }) => ({ title, file: `${name}.md` })),
    made: made.map(({ letter, title, name }) => ({ letter, title, file: `${name}.md` })),
    exhibits: (exhibits === undefined ? [] : (exhibits.items ?? [exhibits.value])).map((text, place) => {
      const source = model.sources.find((entry) => entry.id === text);
      const words = source === undefined || !numbers.has(text) ? text : `${source.title} [${text}]`;
      return {
        letter: letterOf(made.length + place),
        text: factProse(words, numbers, exhibits!.clause, ...(source === undefined ? [] : [source.clause])),
        withheld: withheldIn({ filing, model }).has(text) ? term("withheld", amendment.clause) : null,
      };
    }),
  };
}

/** For which contract months the amendment is, where it is not for all. */
function monthWords({ amendment }: ChangeSubject): Term | null {
  const { months, clause } = amendment;
  if (months === undefined) return null;
  const { from, to } = months;
  const words =
    from === undefined
      ? `up to ${periodName(to ?? "")}`
      : to === undefined
        ? `from ${periodName(from)} on`
        : `from ${periodName(from)} to ${periodName(to)}`;
  return term(words, clause);
}

/** Where the author files by a stricter form than the classes ask for: what they ask for. */
function stricterWords({ class: kind, form, filing }: ChangeSubject): Term | null {
  const asked = kind === "certification" ? "40.6(a)" : kind === "notification" ? "40.6(d)" : undefined;
  if (form === asked || form === "40.6(a)(6)") return null;
  const clause = factOf(filing.facts, "form")?.clause ?? filing.clause;
  return term(asked === undefined ? "no filing at all" : `Regulation ${asked}`, clause);
}

/** When it is received and when it takes effect; the ten business days of a certification are counted one by one. */
function timingView(subject: ChangeSubject) {
  const days = daysOf(subject);
  if (days === undefined) throw new Error("a document is written without a day of filing");
  const { effective, received, earliest, by } = days;
  const filed = factOf(subject.filing.facts, "filed");
  const on = (text: string) => term(text, subject.amendment.clause, ...(filed === undefined ? [] : [filed.clause]));
  const moment = ({ day, time }: Washington) =>
    `${fullDate(formatDay(day))}${time === undefined ? "" : `, ${time} Washington time`}`;
  const counted = subject.route === "certification" ? businessDays(received, effective - 1) : undefined;
  return {
    received: on(fullDate(formatDay(received))),
    earliest: earliest === undefined ? null : on(fullDate(formatDay(earliest))),
    by: by === undefined ? null : on(moment(by)),
    counted: counted === undefined ? null : on(counted.days),
    count: counted === undefined ? null : on(count(counted.count, "business day")),
    holidays: counted?.holidays === undefined ? null : on(counted.holidays),
  };
}

/** The business days of the Commission from one day to another, one by one, with the federal holidays among them that are not counted. */
function businessDays(from: Day, to: Day) {
  const days = Array.from({ length: Math.max(to - from + 1, 0) }, (_, at) => from + at);
  const counted = days.filter(isFederalBusinessDay);
  const holidays = days.filter((day) => weekdayOf(day) < 6 && !isFederalBusinessDay(day));
  const words = (all: readonly Day[]) => list(all.map((day) => longDate(formatDay(day))));
  return {
    count: counted.length,
    days: words(counted),
    holidays: holidays.length === 0 ? undefined : words(holidays),
  };
}

/** The contracts that change, with the submission that put each chapter on file and where it is marked. */
function productsView(subject: ChangeSubject, documents: readonly ChangeDocument[], rules: ChangedRules) {
  const { contracts, filing, amendment } = subject;
  const made = exhibitsOfChange(documents);
  return [...new Set(contracts.map((one) => one.product))].map((product) => {
    const one = contracts.find((contract) => contract.product === product)!;
    const { listing, after } = one;
    const submission = listing && factOf(listing.facts, "submission");
    const { chapter, listing: months } = after.product ?? after.option ?? after.spread ?? after.perpetual ?? {};
    const place = (marked: boolean) => {
      const found = made.find(
        (document) => document.chapter?.contract.product === product && document.chapter.marked === marked,
      );
      return found === undefined ? null : { letter: found.letter, file: `${found.name}.md` };
    };
    const root = months !== undefined && "code" in months ? months.code?.root : undefined;
    const changed = rules.get(product) ?? [];
    return {
      title: term(one.title, amendment.clause),
      code: term(root ?? product, amendment.clause),
      own: product === filing.product,
      chapter: chapter === undefined ? null : term(chapter.text, chapter.clause),
      submission: submission === undefined ? null : term(submission.value, submission.clause),
      rules: changed.length === 0 ? null : term(list(changed), amendment.clause, ...changedClauses(subject)),
      marked: place(true),
      clean: place(false),
    };
  });
}
