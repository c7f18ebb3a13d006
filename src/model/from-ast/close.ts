import type { DateWorld } from "../../value/date-rule-node.ts";
import { type Day, FIRST_DAY, LAST_DAY, parseDay } from "../../value/day.ts";
import type { Citation, Clause, ContractModel, Filing, Grade, Index, Organisation, Product } from "../model.ts";
import { type Calendars, calendarTerm } from "./calendars.ts";
import { citationsOf, clausesOf, indicesFrom, indicesOfProduct, valuesOf } from "./closure.ts";

/** Everything a workspace declares, lowered, from which each model takes what it needs. */
export type Parts = {
  readonly indices: ReadonlyMap<string, Index>;
  readonly grades: readonly Grade[];
  readonly organisations: readonly Organisation[];
  readonly sources: readonly Citation[];
  readonly filings: readonly Filing[];
  readonly calendars: Calendars;
  readonly world: DateWorld;
  readonly place: (id: string) => Clause | undefined;
  readonly compiler: string;
};

type Root =
  | { readonly kind: "product"; readonly root: string; readonly asOf: string; readonly product: Product }
  | { readonly kind: "index"; readonly root: string };

/** The model of one product or index with all it refers to, and nothing else. */
export function closedModel(parts: Parts, root: Root): ContractModel {
  const product = root.kind === "product" ? root.product : undefined;
  const indices = indicesFrom(product === undefined ? [root.root] : indicesOfProduct(product), parts.indices);
  const filings = parts.filings.filter((one) => one.product === root.root);
  const units = valuesOf([product, indices], (key) => key === "unit").join(" ");
  const grades = parts.grades.filter((one) => new RegExp(`\\bof ${escaped(one.id)}(?![\\w-])`).test(units));
  const names = new Set([
    ...(product === undefined ? [] : [product.venue, product.clearing]),
    ...indices.flatMap((one) => [
      ...(one.administrator === undefined ? [] : [one.administrator]),
      ...one.inputs.flatMap((input) => input.from),
      ...one.members.flatMap((set) => set.members),
      ...one.fallback.flatMap((line) => (line.kind === "determination" ? [line.by] : [])),
    ]),
  ]);
  const organisations = parts.organisations.filter((one) => names.has(one.id));
  const cited = new Set([
    ...citationsOf([product, indices, grades, organisations, filings]),
    ...filings.flatMap((one) =>
      one.facts.flatMap((fact) => [...cites(fact.value), ...(fact.items ?? []), ...(fact.items ?? []).flatMap(cites)]),
    ),
    ...(product?.limits?.basis === undefined
      ? []
      : parts.sources.filter((one) => product.limits?.basis?.text.includes(one.id)).map((one) => one.id)),
  ]);
  // What a source says of itself may cite others.
  for (let size = -1; size !== cited.size;) {
    size = cited.size;
    for (const key of citationsOf(parts.sources.filter((one) => cited.has(one.id)))) cited.add(key);
  }
  const sources = parts.sources.filter((one) => cited.has(one.id));
  const model = {
    format: "tenor-model/1" as const,
    compiler: parts.compiler,
    root: root.root,
    kind: root.kind,
    ...(root.kind === "product" ? { asOf: root.asOf, product: root.product } : {}),
    indices,
    grades,
    organisations,
    sources,
    calendars: calendarTerms(parts, product, indices),
    filings,
  };
  return { ...model, clauses: clausesOf(model, parts.place) };
}

/** The keys a fact cites: `[RENTAL-STUDY]`. */
function cites(text: string): string[] {
  return [...text.matchAll(/\[([A-Za-z][\w-]*)\]/g)].map((match) => match[1] as string);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The calendars a model names, over the years from its date to the last date it states; an index alone has all their sure years. */
function calendarTerms(
  parts: Parts,
  product: Product | undefined,
  indices: readonly Index[],
): ContractModel["calendars"] {
  const names = valuesOf([product, indices], (key) => key === "calendar");
  const days = valuesOf(product?.contracts ?? [], (key) => ["date", "from", "to", "until", "listed"].includes(key))
    .filter((one) => /^\d{4}-\d\d-\d\d$/.test(one))
    .sort();
  const [from, to] = [days[0] ?? product?.listing.first, days.at(-1) ?? product?.listing.first];
  const first = from === undefined ? FIRST_DAY : yearStart(from);
  const last = to === undefined ? LAST_DAY : yearEnd(to);
  return names.flatMap((name) => {
    const context = parts.calendars.contexts.get(name);
    const compiled = parts.world.calendar(name);
    return context !== undefined && compiled.ok ? [calendarTerm(context, compiled.value, first, last)] : [];
  });
}

function yearStart(date: string): Day {
  return parseDay(`${date.slice(0, 4)}-01-01`) as Day;
}

function yearEnd(date: string): Day {
  return parseDay(`${date.slice(0, 4)}-12-31`) as Day;
}
