import { digitsOf } from "../../model/from-ast/digits.ts";
import { compare, parse } from "../../runtime/exact.ts";
import type { FilingFinding } from "./findings.ts";
import { factOf } from "./facts.ts";
import { limitsOf, priceOf, type Subject } from "./names.ts";
import { citedIn } from "./prose.ts";
import { quantity, shortQuantity } from "./units.ts";
import { clock, longDate, zoneName } from "./words.ts";

export type Said = { readonly name: string; readonly text: string; readonly clause: string };

/** What is wrong with the words of a filing: terms stated otherwise than the contract states them, terms nobody defines, claims and documents nobody can follow. */
export function textFindings(subject: Subject): FilingFinding[] {
  const said = subject.filing.facts.flatMap(({ name, value, items, clause }): Said[] =>
    (items ?? [value]).map((text) => ({ name, text, clause })),
  );
  const above = [...subject.product.narrative, ...subject.filing.narrative].map(({ text, clause }) => ({
    name: "///",
    text,
    clause,
  }));
  return [
    ...said.flatMap((one) => disagreements(subject, one)),
    ...answers(subject),
    ...undefinedTermFindings({ ...subject, title: subject.product.title }, [...said, ...above]),
    ...submissions(subject),
    ...claims(said),
    ...sourceFindings(subject, said),
  ];
}

/** A term that a fact repeats: how it is written there, and whether the contract states it so. */
type Repeated = {
  readonly term: string;
  readonly pattern: RegExp;
  readonly stated: (found: string, at: string) => string | undefined;
};

const figure = (text: string): string => digitsOf(text.replaceAll(",", ""));
const CITIES: Readonly<Record<string, string>> = {
  London: "Europe/London",
  Chicago: "America/Chicago",
  "New York": "America/New_York",
};

/** The terms that a filing is known to repeat. `stated` gives what the contract states where that is something else. */
function repeated(subject: Subject): readonly Repeated[] {
  const { product } = subject;
  const { size, ticks, listing } = product;
  const price = priceOf(product);
  const index = "index" in subject ? subject.index : undefined;
  const publish = index?.publish;
  const until = index?.licence?.until;
  // A spread is no contract: a contract that its filing speaks of is one of a leg.
  const sized: readonly Repeated[] = [
    {
      term: "the size of a contract",
      pattern: /\bcontract (?:of|is) (\d[\d,_]*(?:\.\d+)?)(?= [A-Za-z])(?! contracts?\b)/g,
      stated: (found) =>
        compare(parse(figure(found)), parse(size.value)) === 0 ? undefined : quantity(size.value, size.unit),
    },
  ];
  return [
    ...(product.kind === "spread" ? [] : sized),
    {
      term: "the minimum price increment",
      pattern: /\b(?:tick|increment) (?:of|is) (?:USD )?(\d+(?:\.\d+)?)\b(?! (?:ticks?|percent))/g,
      stated: (found) =>
        ticks.some((one) => compare(parse(one.increment), parse(figure(found))) === 0)
          ? undefined
          : ticks.map((one) => shortQuantity(one.increment, price.unit)).join(", "),
    },
    {
      term: "the first day of listing",
      pattern: /\b(?:listed|listing) on (\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4})\b/g,
      stated: (found) =>
        found === listing.first || found === longDate(listing.first) ? undefined : longDate(listing.first),
    },
    {
      term: "the end of the licence",
      pattern: /\blicen[cs]e (?:ends on|until|runs until|lasts until) (\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4})\b/g,
      stated: (found) =>
        until === undefined || found === until || found === longDate(until) ? undefined : longDate(until),
    },
    {
      term: "the time at which the index is published",
      pattern: /\b(?:value|index) is published at (\d\d:\d\d) (London|Chicago|New York)\b/g,
      stated: (found, city) =>
        publish === undefined || CITIES[city] !== publish.zone || publish.at.startsWith(found)
          ? undefined
          : `${clock(publish.at)} ${zoneName(publish.zone)}`,
    },
  ];
}

function disagreements(subject: Subject, { name, text, clause }: Said): FilingFinding[] {
  return repeated(subject).flatMap(({ term, pattern, stated }) =>
    [...text.matchAll(pattern)].flatMap((match): FilingFinding[] => {
      const own = stated(match[1]!, match[2] ?? "");
      if (own === undefined) return [];
      return [{ code: "filing-term-agrees", clause, params: { fact: name, said: match[0], term, stated: own } }];
    }),
  );
}

/** Whether it is a referenced contract is asked of the contract and of its filing, and both are printed. */
function answers(subject: Subject): FilingFinding[] {
  const { filing } = subject;
  const own = limitsOf(subject)?.referenced;
  const fact = factOf(filing.facts, "referenced-contract");
  const said = /^(yes|no)\b/.exec(fact?.value ?? "")?.[1];
  if (own === undefined || fact === undefined || said === undefined || (said === "yes") === own.value) return [];
  const params = {
    fact: fact.name,
    said,
    term: "whether it is a referenced contract",
    stated: own.value ? "yes" : "no",
  };
  return [{ code: "filing-term-agrees", clause: fact.clause, params }];
}

/** The submission of an underlying future, where its filing is at hand, is the one that is referred to. */
function submissions({ filing }: Subject): FilingFinding[] {
  const fact = factOf(filing.facts, "underlying-submission");
  if (fact === undefined) return [];
  return (filing.underlyings ?? []).flatMap(({ product, submission }): FilingFinding[] => {
    if (submission === undefined || fact.value.includes(submission.value)) return [];
    const params = {
      fact: fact.name,
      said: fact.value,
      term: `the submission that lists ${product}`,
      stated: submission.value,
    };
    return [{ code: "filing-term-agrees", clause: fact.clause, params }];
  });
}

/** Names that stand for something everybody knows; whoever else is named is declared. */
const KNOWN =
  /^(?:Commission|Act|Commodity Exchange Act|Congress|Secretary|Treasury|Federal Reserve|European Union|Union|United (?:States|Kingdom)|States?|Regulations?|Sections?|Rules?|Chapters?|Exhibits?|Annex|Appendix|Articles?|Core Principles?|Principles?|Parts?|Staff Advisory|Advisory|Board of Governors|Freedom of Information Act|Internet|Exchange|Contract|Option|Spread|Clearing House|Administrator|Index)$/;
const CALENDAR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|Easter|Christmas|London|Chicago|New York|Washington|Europe|European|America|American|North America|US|EU|UK)\b/;

/** A word with a capital within a sentence, behind an article, is a term; it is defined by quotation marks, or is the name of something declared. */
export function undefinedTermFindings(
  { model, title, filing }: Pick<Subject, "model" | "filing"> & { readonly title: string },
  said: readonly Said[],
): FilingFinding[] {
  const names = [
    title,
    filing.title,
    ...[...model.indices, ...model.organisations, ...model.grades, ...model.sources, ...model.calendars].map(
      (one) => one.title,
    ),
    ...model.organisations.flatMap((one) => one.facts.map((fact) => fact.value)),
    ...model.sources.flatMap((one) => one.facts.map((fact) => fact.value)),
    ...(filing.underlyings ?? []).flatMap((one) => [one.title, one.index.title]),
  ].join("\n");
  const defined = new Set(
    said.flatMap(({ text }) => [...text.matchAll(/[“"']([A-Z][A-Za-z -]+)[”"']/g)].map((match) => match[1]!)),
  );
  return said.flatMap(({ name, text, clause }) =>
    [...text.matchAll(/\b(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very|[Aa]ny|[Nn]o) ((?:[A-Z][a-z]+)(?:[ -][A-Z][a-z]+)*)\b/g)]
      .map((match) => match[1]!)
      .filter((term) => !KNOWN.test(term) && !CALENDAR.test(term) && !defined.has(term) && !names.includes(term))
      .filter((term, at, all) => all.indexOf(term) === at)
      .map((term): FilingFinding => ({ code: "filing-term-defined", clause, params: { fact: name, term } })),
  );
}

/** What a filing says of the market rests on documents, 17 CFR 40.2(a)(3)(v). */
const CLAIMS: readonly string[] = ["hedgers", "typical-trade", "risks", "reliability", "acceptability"];

function claims(said: readonly Said[]): FilingFinding[] {
  return said
    .filter(({ name }) => CLAIMS.includes(name.slice(name.lastIndexOf("/") + 1)))
    .filter(({ text }) => /\d/.test(text.replace(/\b[A-Z]\d+\b/g, "")) && !/\[[A-Z][\w-]*\]/.test(text))
    .map(({ name, clause }) => ({ code: "filing-claim-cited", clause, params: { fact: name } }));
}

/** A document that is cited is enclosed as an exhibit, is a table of the filing, or is told where it can be had. */
export function sourceFindings(
  { model, filing }: Pick<Subject, "model" | "filing">,
  said: readonly Said[],
): FilingFinding[] {
  const exhibits = factOf(filing.facts, "exhibits");
  const enclosed = new Set(exhibits === undefined ? [] : (exhibits.items ?? [exhibits.value]));
  const ids = new Set(model.sources.map((one) => one.id));
  const cited = said.flatMap(({ name, text, clause }) => citedIn(text, ids).map((id) => ({ name, id, clause })));
  return cited
    .filter(({ id }, at) => cited.findIndex((one) => one.id === id) === at && !enclosed.has(id))
    .flatMap(({ name, id, clause }): FilingFinding[] => {
      const source = model.sources.find((one) => one.id === id);
      const reached = source === undefined || source.table !== undefined || factOf(source.facts, "where") !== undefined;
      return reached ? [] : [{ code: "filing-source-reachable", clause, params: { fact: name, source: id } }];
    });
}
