import type { Context } from "../check/context.ts";
import type { Span } from "../text/source.ts";
import { formatPeriod } from "../value/month.ts";
import { lazily, lazyCopy } from "./lazily.ts";
import type { ContractModel, Product } from "./model.ts";
import { monthDays, noteMonthDays } from "./month-days.ts";

/** What the terms of some products and indices can rest on. */
export type Scope = { readonly contexts: readonly Context[]; readonly names: ReadonlySet<string> };

export type Scopes = {
  /** For any names the declarations their models can rest on, in the order of the contexts. */
  readonly of: (roots: readonly string[]) => Scope;
  /** All names of which the scope holds one of `targets`. */
  readonly resting: (targets: Iterable<string>) => ReadonlySet<string>;
};

/**
 * What names rest on: the declarations they name, those these name, and so on, with the filings and amendments of the names themselves. A
 * word in prose counts too, so that nothing is missed.
 */
export function scopesOf(contexts: readonly Context[]): Scopes {
  const named = new Map(contexts.map((one) => [one.declaration.name.text, one]));
  const places = new Map(contexts.map((one, place) => [one.declaration.name.text, place]));
  const mentions = mentionsIn(named.keys());
  const said = new Map<string, readonly string[]>();
  const namesIn = (name: string): readonly string[] => {
    const known = said.get(name);
    if (known !== undefined) return known;
    const span = named.get(name)?.declaration.span;
    const found = span === undefined ? [] : mentions(span);
    said.set(name, found);
    return found;
  };
  const about = new Map<string, string[]>();
  for (const { declaration } of contexts) {
    if (declaration.keyword !== "filing" && declaration.keyword !== "amendment") continue;
    for (const to of namesIn(declaration.name.text)) add(about, to, declaration.name.text);
  }
  const made = new Map<string, Scope>();
  let by: Map<string, string[]> | undefined;
  const namedBy = (): ReadonlyMap<string, readonly string[]> => {
    if (by !== undefined) return by;
    by = new Map();
    for (const name of named.keys()) for (const one of namesIn(name)) add(by, one, name);
    return by;
  };
  return {
    of: (roots) => {
      const key = roots.join();
      const known = made.get(key);
      if (known !== undefined) return known;
      const names = new Set([...roots, ...roots.flatMap((one) => about.get(one) ?? [])]);
      for (const name of names) for (const one of namesIn(name)) names.add(one);
      const own = [...names].flatMap((one) => places.get(one) ?? []).sort((one, other) => one - other);
      const scope = { contexts: own.map((place) => contexts[place] as Context), names };
      made.set(key, scope);
      return scope;
    },
    resting: (targets) => {
      const found = new Set(targets);
      for (const name of found) for (const one of namedBy().get(name) ?? []) found.add(one);
      // What a filing or an amendment rests on, the names it is about rest on, too.
      for (const [name, some] of about) if (some.some((one) => found.has(one))) found.add(name);
      return found;
    },
  };
}

function add(lists: Map<string, string[]>, key: string, one: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}

/** Finds which of `names`, or of their plurals, stand as words in a text. */
function mentionsIn(names: Iterable<string>): (span: Span) => string[] {
  const all = new Set(names);
  // Nearly all words are none of them, and their first two letters tell; a name of one letter lets all pass that begin with it.
  const starts = new Set<number>();
  for (const one of all)
    for (const second of one.length > 1 ? [one.charCodeAt(1)] : Array.from({ length: 129 }, (_, code) => code))
      starts.add(pairOf(one.charCodeAt(0), second));
  return ({ source: { text }, start, end }) => {
    const found = new Set<string>();
    for (let at = start; at < end;) {
      const from = at++;
      if (!isLetter(text.charCodeAt(from))) continue;
      while (at < end && isInWord(text.charCodeAt(at))) at += 1;
      if (!starts.has(pairOf(text.charCodeAt(from), at - from > 1 ? text.charCodeAt(from + 1) : END))) continue;
      const word = text.slice(from, at);
      if (all.has(word)) found.add(word);
      if (word.endsWith("s") && all.has(word.slice(0, -1))) found.add(word.slice(0, -1));
    }
    return [...found];
  };
}

/** Behind a word of one letter, where another would have its second. */
const END = 128;

function pairOf(first: number, second: number): number {
  return first * 256 + Math.min(second, END);
}

/** `[A-Za-z]`. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** `[\w-]`. */
function isInWord(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 95 || code === 45;
}

/** The first day on which a model's contracts are listed, or stated; undefined of an index. */
export function firstDay({ product, option, spread, perpetual, reference, asOf }: ContractModel): string | undefined {
  return (product ?? option ?? spread ?? perpetual)?.listing.first ?? (reference && asOf);
}

/** The contract months of a model, `YYYY-MM` or what its period is called; of a spread those its combinations begin with. */
export function periodsOf({ product, option, spread, reference }: ContractModel): string[] {
  return [
    ...(product === undefined ? [] : monthDays(product)).map(({ period }) =>
      formatPeriod((product as Product).contract.period, period),
    ),
    ...[...(option?.contracts ?? []), ...(spread?.contracts ?? [])].map((one) => one.month.period),
    ...(reference?.contracts ?? []).map((one) => one.period),
  ];
}

/** The model with those contract months alone of which `keep` is true. */
export function withPeriods(model: ContractModel, keep: (period: string) => boolean): ContractModel {
  if (periodsOf(model).every(keep)) return model;
  const { product, option, spread, reference } = model;
  if (product !== undefined) return Object.assign(lazyCopy(model), { product: someMonths(product, keep) });
  if (option !== undefined)
    return { ...model, option: { ...option, contracts: option.contracts.filter((one) => keep(one.month.period)) } };
  if (spread !== undefined)
    return { ...model, spread: { ...spread, contracts: spread.contracts.filter((one) => keep(one.month.period)) } };
  if (reference !== undefined)
    return { ...model, reference: { ...reference, contracts: reference.contracts.filter((one) => keep(one.period)) } };
  return model;
}

/** The product with those contract months alone; they are written out when somebody reads them. */
function someMonths(product: Product, keep: (period: string) => boolean): Product {
  const days = monthDays(product).filter(({ period }) => keep(formatPeriod(product.contract.period, period)));
  const some = lazily(lazyCopy(product), "contracts", () => product.contracts.filter((one) => keep(one.period)));
  noteMonthDays(some, days);
  return some;
}
