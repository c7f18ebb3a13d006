import type { Organisation } from "../../model/model.ts";
import { documentsOf, exhibitsOf, letterOf } from "./documents.ts";
import {
  type ApprovalFact,
  factOf,
  factsWanted,
  FILING_FACTS,
  type FilingFact,
  PERPETUAL_FACTS,
  UNDERLYING_FACTS,
} from "./facts.ts";
import { declaredRules } from "../../model/declared-rules.ts";
import { APPROVAL, type IndexedSubject, limitsOf, type Subject } from "./names.ts";
import { citedIn, factProse, type Numbering } from "./prose.ts";
import { term, type Prose, type Term } from "./term.ts";
import { capital, clock, ended, fullDate, longDate } from "./words.ts";

/** A fact that must be there: facts are looked for before any document is written. */
function fact(facts: Organisation["facts"], name: string) {
  const found = factOf(facts, name);
  if (found === undefined) throw new Error(`a document is written without ${name}`);
  return found;
}

/** A firm by its legal name where it gives one. */
export function firm(organisation: Organisation, ...clauses: readonly string[]): Term {
  const legal = factOf(organisation.facts, "legal-name");
  if (legal === undefined) return term(organisation.title, organisation.clause, ...clauses);
  return term(legal.value, legal.clause, organisation.clause, ...clauses);
}

/** A fact of a filing as a term. */
export function factTerm(facts: Organisation["facts"], name: string): Term {
  const { value, clause } = fact(facts, name);
  return term(value, clause);
}

const plain = (organisation: Organisation, name: string): Term => {
  const { value, clause } = fact(organisation.facts, name);
  return term(value, clause);
};

/** The exchange and the clearing house of a filing. */
export function partiesView({ venue, clearing, product }: Subject) {
  return {
    venue: {
      name: firm(venue, product.venueClause),
      title: term(venue.title, venue.clause),
      address: plain(venue, "address"),
      website: plain(venue, "website"),
      registered: plain(venue, "registered"),
      mic: plain(venue, "mic"),
      rules: declaredRules(venue.facts).map(({ number, title, clause }) => ({
        number: term(number, clause),
        title: term(title, clause),
      })),
    },
    clearing: { name: firm(clearing, product.clearingClause), registered: plain(clearing, "registered") },
  };
}

/** Who answers for the index of a contract. */
export function administratorView({ administrator, index }: IndexedSubject) {
  if (administrator === undefined) throw new Error("a document is written without an administrator");
  return { name: firm(administrator, index.administratorClause ?? index.clause), lei: plain(administrator, "lei") };
}

/** Each fact of the filing as prose by its name in camel case, its own clause traced. */
type FactProse = { readonly [name: string]: Prose };

/** The facts that documents may speak of wherever they are stated, wanted or not. */
const STATED: readonly string[] = Object.keys({ ...FILING_FACTS, ...UNDERLYING_FACTS, ...PERPETUAL_FACTS });

const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Items of a fact; a fact without a list is a list of one. */
function items(subject: Subject, name: FilingFact | "exhibits", numbers: Numbering): Prose[] {
  const found = factOf(subject.filing.facts, name);
  if (found === undefined) return [];
  return (found.items ?? [found.value]).map((text) => factProse(ended(text), numbers, found.clause));
}

/** Chapter number of the rules, from the product or from the filing. */
export function chapterOf({ product, filing }: Subject): Term {
  const own = factOf(filing.facts, "chapter");
  if (product.chapter !== undefined)
    return term(product.chapter.text, product.chapter.clause, ...(own === undefined ? [] : [own.clause]));
  return term(fact(filing.facts, "chapter").value, fact(filing.facts, "chapter").clause);
}

/** The facts of the filing block: prose where they speak, terms where they name. */
export function filingFactsView(subject: Subject, numbers: Numbering) {
  const { filing, product, model } = subject;
  const facts: Record<string, Prose> = {};
  for (const name of STATED.concat(factsWanted(subject).map(([fact]) => fact))) {
    const found = factOf(filing.facts, name);
    if (found !== undefined) facts[camel(name)] = factProse(ended(capital(found.value)), numbers, found.clause);
  }
  const form = fact(filing.facts, "form");
  const at = factOf(filing.facts, "filed-at");
  const approval = filing.form === APPROVAL;
  const own = exhibitsOf(subject);
  const one = (name: FilingFact | ApprovalFact): Term =>
    term(fact(filing.facts, name).value, fact(filing.facts, name).clause);
  const day = (name: FilingFact, say: (date: string) => string): Term =>
    term(say(one(name).text), ...one(name).clauses);
  const none = (name: FilingFact): boolean => one(name).text.trim() === "none";
  const exhibit = (text: string, clause: string): Prose => {
    const source = model.sources.find((entry) => entry.id === text);
    const number = numbers.get(text);
    const words = source === undefined || number === undefined ? text : `${source.title} [${text}]`;
    return factProse(words, numbers, clause, ...(source === undefined ? [] : [source.clause]));
  };
  const exhibits = factOf(filing.facts, "exhibits");
  return {
    facts: facts as FactProse,
    submission: one("submission"),
    filed: day("filed", longDate),
    certification: approval ? null : term(filing.form, form.clause),
    approval: approval ? term(filing.form, form.clause) : null,
    filedAt: at === undefined ? null : term(`${clock(at.value)} Washington time`, at.clause),
    receivedBy: approval ? null : day("received-by", fullDate),
    posted: one("posted"),
    signer: {
      name: one("signer-name"),
      title: one("signer-title"),
      phone: one("signer-phone"),
      email: one("signer-email"),
    },
    referenced: referenced(subject, numbers),
    otherPrinciples: otherPrinciples(subject, numbers),
    consultations: items(subject, "consultations", numbers),
    noOpposing: none("opposing-views") ? term("none", ...one("opposing-views").clauses) : null,
    nothingConfidential: none("confidential") ? term("none", ...one("confidential").clauses) : null,
    confidential: items(subject, "confidential", numbers),
    documents: documentsOf(subject)
      .filter((document) => !document.exhibit && document.name !== "exhibits" && document.name !== "signer")
      .map(({ title, name }) => ({ title, file: `${name}.md` })),
    made: own.map(({ letter, title, name }) => ({ letter, title, file: `${name}.md` })),
    exhibits: (exhibits === undefined ? [] : (exhibits.items ?? [exhibits.value])).map((text, at) => ({
      letter: letterOf(own.length + at),
      text: exhibit(text, exhibits!.clause),
      withheld: withheldIn(subject).has(text) ? term("withheld", ...one("confidential").clauses) : null,
    })),
    listed: term(fullDate(product.listing.first), product.listing.clause),
  };
}

/** The sources whose data the filing asks to be kept confidential: those its `confidential` cites in brackets. */
export function withheldIn({ filing, model }: Pick<Subject, "filing" | "model">): ReadonlySet<string> {
  const found = factOf(filing.facts, "confidential");
  const texts = found === undefined ? [] : (found.items ?? [found.value]);
  return new Set(texts.flatMap((text) => citedIn(text, new Set(model.sources.map((source) => source.id)))));
}

/** Core principles of which the filing says something, and which no filing has to speak of: by number, then those that have only a name. */
function otherPrinciples({ filing }: Subject, numbers: Numbering) {
  return filing.facts
    .map((one) => ({ ...one, key: one.name.slice(one.name.lastIndexOf("/") + 1) }))
    .filter(({ key, clause }) => NUMBERED.test(key) || clause.includes("/core-principles/"))
    .filter(({ key }) => !Object.hasOwn(FILING_FACTS, key))
    .map((one) => ({ ...one, number: Number(NUMBERED.exec(one.key)?.[1] ?? Number.POSITIVE_INFINITY) }))
    .sort((a, b) => (a.number === b.number ? 0 : a.number - b.number))
    .map(({ key, number, value, items: all, clause }) => ({
      name: term(Number.isFinite(number) ? `Core Principle ${number}` : `the core principle “${key}”`, clause),
      statements: (all ?? [value]).map((text) => factProse(ended(capital(text)), numbers, clause)),
    }));
}

const NUMBERED = /^core-principle-(\d+)$/;

/** Whether it is a referenced contract, and why: the model's own word goes before the filing's. Citations are left to the prose. */
export function referencedTerms(subject: Subject): { readonly is: Term; readonly because: Term } {
  const { filing } = subject;
  const own = limitsOf(subject)?.referenced;
  const said = (is: boolean, because: string, clause: string) => ({
    is: term(is ? "yes" : "no", clause),
    because: term(ended(capital(because)), clause),
  });
  if (own?.because !== undefined) return said(own.value, own.because, own.clause);
  const { value, clause } = fact(filing.facts, "referenced-contract");
  return said(/^yes\b/.test(value), value.replace(/^(?:yes|no)[\s:,;.-]*/, ""), clause);
}

function referenced(subject: Subject, numbers: Numbering) {
  const { is, because } = referencedTerms(subject);
  return { is: is.text === "yes" ? is : null, because: factProse(because.text, numbers, ...because.clauses) };
}
