import type { Organisation } from "../../model/model.ts";
import { factOf, FILING_FACTS, type FilingFact } from "./facts.ts";
import { declaredRules } from "../../model/declared-rules.ts";
import type { Subject } from "./names.ts";
import { factProse, type Numbering } from "./prose.ts";
import { term, type Prose, type Term } from "./term.ts";
import { capital, ended, fullDate, longDate } from "./words.ts";

/** A fact that must be there: facts are looked for before any document is written. */
function fact(facts: Organisation["facts"], name: string) {
  const found = factOf(facts, name);
  if (found === undefined) throw new Error(`a document is written without ${name}`);
  return found;
}

/** A firm by its legal name where it gives one. */
function firm(organisation: Organisation, ...clauses: readonly string[]): Term {
  const legal = factOf(organisation.facts, "legal-name");
  if (legal === undefined) return term(organisation.title, organisation.clause, ...clauses);
  return term(legal.value, legal.clause, organisation.clause, ...clauses);
}

const plain = (organisation: Organisation, name: string): Term => {
  const { value, clause } = fact(organisation.facts, name);
  return term(value, clause);
};

/** The firms of a filing. */
export function partiesView({ venue, clearing, administrator, product, index }: Subject) {
  if (administrator === undefined) throw new Error("a document is written without an administrator");
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
    administrator: {
      name: firm(administrator, index.administratorClause ?? index.clause),
      lei: plain(administrator, "lei"),
    },
  };
}

/** Each fact of the filing as prose by its name in camel case, its own clause traced. */
type FactProse = { readonly [name: string]: Prose };

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
  for (const name of Object.keys(FILING_FACTS)) {
    const found = factOf(filing.facts, name);
    if (found !== undefined) facts[camel(name)] = factProse(ended(capital(found.value)), numbers, found.clause);
  }
  const one = (name: FilingFact): Term => term(fact(filing.facts, name).value, fact(filing.facts, name).clause);
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
    receivedBy: day("received-by", fullDate),
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
    exhibits: (exhibits === undefined ? [] : (exhibits.items ?? [exhibits.value])).map((text, at) => ({
      // Exhibit A is the chapter itself.
      letter: String.fromCharCode(66 + at),
      text: exhibit(text, exhibits!.clause),
    })),
    listed: term(fullDate(product.listing.first), product.listing.clause),
  };
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

/** Whether it is a referenced contract, and why: the model's own word goes before the filing's. */
function referenced({ product, filing }: Subject, numbers: Numbering) {
  const own = product.limits?.referenced;
  const view = (is: boolean, because: string, clause: string) => ({
    is: is ? term("yes", clause) : null,
    because: factProse(ended(capital(because)), numbers, clause),
  });
  if (own?.because !== undefined) return view(own.value, own.because, own.clause);
  const { value, clause } = fact(filing.facts, "referenced-contract");
  return view(/^yes\b/.test(value), value.replace(/^(?:yes|no)[\s:,;.-]*/, ""), clause);
}
