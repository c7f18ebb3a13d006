import type { ContractTerms, Leaf, MonthTerms, StatedTerm } from "./generated/terms.ts";
import type { Calendar, ContractModel, ContractMonth } from "./model.ts";

type Of = StatedTerm["of"];
type Draft = Omit<StatedTerm, "values" | "wording" | "follows"> & Record<"values" | "wording" | "follows", Leaf[]>;

/** What is no term: identities that are told beside the terms, prose, and what is worked out for contract months. */
const NO_TERM: ReadonlySet<string> = new Set(["id", "clause", "narrative"]);
/** What names an element of a list, from the most telling. */
const NAMES = [
  "role",
  "scheme",
  "name",
  "id",
  "product",
  "scope",
  "member",
  "principle",
  "from",
  "of",
  "each",
] as const;
/** How a term is said; it counts as the term itself only where nothing else of it is there. */
const WORDING: ReadonlySet<string> = new Set(["text", "because", "addText", "haltText", "intervalText"]);
/** What follows from other terms: the worth of a tick from tick and size, contracts of a basis from its formula. */
const FOLLOWS =
  /^(?:ticks|premiumTicks|futureTick|legs|cabinet)\b.*\b(?:decimals|value\/(?:amount|currency))$|^premiumTicks\b.*\bvalue\/|^limits\/\w*[bB]asis\/(?:contracts|steps|share)\b|bounds\/range\/|^futureTick\/|^legs\[[^\]]*\]\/(?:tick|title|signed)/;

/** True for a model that has terms to compare: of a contract, and not of an index alone or of another exchange's contract. */
export function hasTerms(model: ContractModel): boolean {
  return contractOf(model) !== undefined && model.asOf !== undefined;
}

type Contract = NonNullable<ContractModel["product" | "option" | "spread" | "perpetual"]>;

function contractOf({ product, option, spread, perpetual }: ContractModel): Contract | undefined {
  return product ?? option ?? spread ?? perpetual;
}

/**
 * Every term of a contract and of the indices, grades, calendars and firms it rests on, in the order of the model; a value belongs to the field of
 * the spec that states it. Two models with the same list are economically the same contract. The model has terms (`hasTerms`).
 */
export function termsOf(model: ContractModel): ContractTerms {
  const contract = contractOf(model);
  if (contract === undefined || model.asOf === undefined) throw new Error(`${model.root} is no contract as of a day`);
  const months = monthsOf(contract);
  const texts = new Map(model.clauses.map((one) => [one.id, one.text]));
  const within = (value: object, of: Of, name: string) => sectionTerms(value, of, name, texts);
  const last = lastDayOf(model.asOf, months);
  return {
    format: "tenor-terms/1",
    compiler: model.compiler,
    asOf: model.asOf,
    product: { id: contract.id, title: contract.title, kind: contract.kind, clause: contract.clause },
    terms: [
      ...within(contract, "product", contract.id),
      ...model.indices.flatMap((one) => within(one, "index", one.id)),
      ...model.grades.flatMap((one) => within(one, "grade", one.id)),
      ...model.calendars.flatMap((one) => within(calendarWithin(one, model.asOf as string, last), "calendar", one.id)),
      ...model.organisations.flatMap((one) => within(one, "organisation", one.id)),
    ],
    months,
  };
}

/** The last day on which anything of the listed months falls; the day itself where none is listed. */
export function lastDayOf(asOf: string, months: readonly MonthTerms[]): string {
  return months.flatMap(({ values }) => values.map((one) => one.value)).reduce((a, b) => (a > b ? a : b), asOf);
}

/** Of a calendar its closed and short days from `from` to `to`: what lies outside no listed month can feel. */
function calendarWithin({ closed, earlyCloses, holidaySessions, ...rest }: Calendar, from: string, to: string): object {
  const days = (all: readonly { readonly date: string; readonly title: string; readonly at?: string }[]) =>
    all
      .filter((one) => one.date >= from && one.date <= to)
      .map(({ date, title, at }) => ({ name: date, why: at === undefined ? title : `${at} ${title}` }));
  const { id, title, clause, weekend } = rest;
  return {
    id,
    title,
    clause,
    weekend,
    closed: days(closed),
    earlyCloses: days([...earlyCloses, ...(holidaySessions ?? [])]),
  };
}

function sectionTerms(value: object, of: Of, name: string, texts: ReadonlyMap<string, string>): StatedTerm[] {
  const drafts = new Map<string, Draft>();
  const draftOf = (clause: string): Draft => {
    const field = clause.split("/").slice(1).join("/");
    const known = drafts.get(field);
    if (known !== undefined) return known;
    const made: Draft = {
      of,
      name,
      field,
      clause,
      words: wordsOf(texts.get(clause)),
      values: [],
      wording: [],
      follows: [],
    };
    drafts.set(field, made);
    return made;
  };
  const put = (clause: string, key: string, leaf: Leaf): void => {
    const draft = draftOf(clause);
    if (FOLLOWS.test(leaf.at)) draft.follows.push(leaf);
    else if (WORDING.has(key)) draft.wording.push(leaf);
    else draft.values.push(leaf);
  };
  const walk = (one: unknown, at: string, key: string, clause: string, named = false): void => {
    if (one === undefined || one === null) return;
    if (typeof one === "string" || typeof one === "number" || typeof one === "boolean")
      return put(clause, key, { at, value: `${one}` });
    if (typeof one !== "object") return;
    if (Array.isArray(one)) {
      if (one.every((item) => typeof item !== "object")) return put(clause, key, { at, value: one.join(", ") });
      const names = keysOf(one as object[]);
      return one.forEach((item, i) => walk(item, `${at}[${names[i]}]`, key, clause, true));
    }
    const own = "clause" in one && typeof one.clause === "string" ? one.clause : clause;
    if ("op" in one) {
      const worked = workedOut(one);
      if (worked.length > 0) draftOf(clause).follows.push({ at, value: worked.join(", ") });
      return put(clause, key, { at, value: JSON.stringify(bare(one, texts)) });
    }
    for (const [name, item] of Object.entries(one)) {
      if (NO_TERM.has(name) || name.endsWith("Clause") || (name === "contracts" && Array.isArray(item))) continue;
      // What names an element stands in its place; where nothing else is said of it, that it is there is what is said.
      if (named && name === nameOf(one)?.[0] && Object.keys(one).some((key) => key !== name && key !== "clause"))
        continue;
      // A rounding to a tick follows the tick.
      if (name === "increment" && "role" in one && "mode" in one) continue;
      const stated = (one as Record<string, unknown>)[`${name}Clause`];
      walk(item, at === "" ? name : `${at}/${name}`, name, typeof stated === "string" ? stated : own);
    }
  };
  walk(value, "", "", (value as { clause: string }).clause);
  return [...drafts.values()]
    .map((one) => (one.values.length > 0 ? one : { ...one, values: one.wording, wording: [] }))
    .filter((one) => one.values.length > 0 || one.follows.length > 0);
}

/** The elements of a list by what names them; those that nothing names, and all but the first of a name, by their place. */
function keysOf(items: readonly object[]): string[] {
  const seen = new Set<string>();
  return items.map((item, place) => {
    const found = nameOf(item)?.[1];
    const name = found === undefined || seen.has(found) ? `${found ?? ""}#${place + 1}` : found;
    seen.add(name);
    return name;
  });
}

function nameOf(item: object): readonly [key: string, name: string] | undefined {
  for (const key of NAMES) {
    const one = (item as Record<string, unknown>)[key];
    if (typeof one === "string" || typeof one === "number") return [key, String(one)];
  }
  return undefined;
}

/** A formula or condition without its places; a number worked out from other clauses, such as `5 ticks`, stands as it is written. */
function bare(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => bare(one, texts));
  if (typeof value !== "object" || value === null) return value;
  const one = value as Record<string, unknown>;
  if (one["op"] === "number" && Array.isArray(one["from"]) && typeof one["clause"] === "string")
    return { op: "number", written: wordsOf(texts.get(one["clause"])), unit: one["unit"] };
  const kept = Object.entries(one).filter(
    ([key]) => key !== "clause" && key !== "text" && !(key === "increment" && "role" in one),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, bare(item, texts)]));
}

/** The numbers of a formula that were worked out from other clauses: `5 ticks` is another price when the tick is. */
function workedOut(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const one = value as Record<string, unknown>;
  if (one["op"] === "number" && Array.isArray(one["from"]))
    return [`${one["value"] as string} ${one["unit"] as string}`];
  return Object.values(one).flatMap(workedOut);
}

/** The words of a clause without the key they stand behind. */
function wordsOf(text: string | undefined): string {
  return (text ?? "").replace(/^(?:"[^"]*"|[a-z][\w-]*):\s*/, "");
}

function monthsOf(contract: Contract): MonthTerms[] {
  if (contract.kind === "perpetual" || !("contracts" in contract)) return [];
  return contract.contracts.map((one): MonthTerms => {
    const month: ContractMonth = "month" in one ? one.month : one;
    return {
      period: month.period,
      code: month.code,
      values: [
        ...month.dates.map(({ name, date }) => ({ at: name, value: date })),
        ...month.intervals.flatMap(({ name, from, to }) => [
          { at: `${name}/from`, value: from },
          { at: `${name}/to`, value: to },
        ]),
      ],
    };
  });
}
