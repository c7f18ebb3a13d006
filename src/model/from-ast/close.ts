import type { DateWorld } from "../../value/date-rule-node.ts";
import { type Day, FIRST_DAY, formatDay, LAST_DAY, parseDay } from "../../value/day.ts";
import type {
  Citation,
  Clause,
  ContractModel,
  Filing,
  Grade,
  Index,
  Organisation,
  Product,
  Reference,
} from "../model.ts";
import { type Calendars, calendarTerm } from "./calendars.ts";
import { citationsOf, clausesOf, indicesFrom, indicesOfProduct, valuesOf } from "./closure.ts";

/** Everything a workspace declares, lowered, from which each model takes what it needs. */
export type Parts = {
  readonly indices: ReadonlyMap<string, Index>;
  readonly grades: Named<Grade>;
  readonly organisations: Named<Organisation>;
  readonly sources: Named<Citation>;
  /** Filings by the product they are of. */
  readonly filings: ReadonlyMap<string, Filing[]>;
  readonly calendars: Calendars;
  readonly world: DateWorld;
  readonly place: (id: string) => Clause | undefined;
  readonly compiler: string;
};

/** Declarations of a kind by name. */
export type Named<T> = {
  readonly has: (id: string) => boolean;
  /** Those of the names that there are, in the order in which they were declared. */
  readonly chosen: (ids: Iterable<string>) => T[];
};

/** A model takes a handful of many declarations: they are found by name, and not by asking each. */
export function byName<T extends { readonly id: string }>(all: readonly T[]): Named<T> {
  const places = new Map(all.map((one, place) => [one.id, place]));
  return {
    has: (id) => places.has(id),
    chosen: (ids) => {
      const found = new Set<number>();
      for (const id of ids) {
        const place = places.get(id);
        if (place !== undefined) found.add(place);
      }
      return [...found].sort((a, b) => a - b).map((place) => all[place] as T);
    },
  };
}

type Root =
  | { readonly kind: "product"; readonly root: string; readonly asOf: string; readonly product: Product }
  | { readonly kind: "reference"; readonly root: string; readonly asOf: string; readonly reference: Reference }
  | { readonly kind: "index"; readonly root: string };

/** The model of one product or index with all it refers to, and nothing else. */
export function closedModel(parts: Parts, root: Root): ContractModel {
  const product = root.kind === "product" ? root.product : undefined;
  const reference = root.kind === "reference" ? root.reference : undefined;
  const settled = product === undefined ? [] : indicesOfProduct(product);
  const indices = indicesFrom(root.kind === "index" ? [root.root] : settled, parts.indices);
  const filings = parts.filings.get(root.root) ?? [];
  const units = valuesOf([product, reference, indices], (key) => key === "unit").join(" ");
  const graded = new Set([...units.matchAll(/\bof ([\w-]+)/g)].map((match) => match[1] as string));
  for (const one of product?.finalSettlement.delivery?.grades ?? []) graded.add(one.name);
  const grades = parts.grades.chosen(graded);
  const names = new Set([
    ...(product === undefined ? [] : [product.venue, product.clearing, ...bodiesOfDelivery(product)]),
    ...(reference === undefined ? [] : [reference.venue]),
    ...indices.flatMap((one) => [
      ...(one.administrator === undefined ? [] : [one.administrator]),
      ...one.inputs.flatMap((input) => input.from),
      ...one.members.flatMap((set) => set.members),
      ...one.fallback.flatMap((line) => (line.kind === "determination" ? [line.by] : [])),
    ]),
  ]);
  const organisations = parts.organisations.chosen(names);
  const cited = new Set([
    ...citationsOf([product, reference, indices, grades, organisations, filings]),
    ...(reference?.restates.sources ?? []),
    ...filings.flatMap((one) =>
      one.facts.flatMap((fact) => [...cites(fact.value), ...(fact.items ?? []), ...(fact.items ?? []).flatMap(cites)]),
    ),
    ...(product?.limits?.basis === undefined
      ? []
      : (product.limits.basis.text.match(/[A-Za-z_][\w-]*/g) ?? []).filter((name) => parts.sources.has(name))),
  ]);
  // What a source says of itself may cite others.
  for (let size = -1; size !== cited.size;) {
    size = cited.size;
    for (const key of citationsOf(parts.sources.chosen(cited))) cited.add(key);
  }
  const sources = parts.sources.chosen(cited);
  const model = {
    format: "tenor-model/1" as const,
    compiler: parts.compiler,
    root: root.root,
    kind: root.kind,
    ...(root.kind === "product" ? { asOf: root.asOf, product: root.product } : {}),
    ...(root.kind === "reference" ? { asOf: root.asOf, reference: root.reference } : {}),
    indices,
    grades,
    organisations,
    sources,
    calendars: calendarTerms(parts, root, indices),
    filings,
  };
  return { ...model, clauses: clausesOf(model, parts.place) };
}

/** The bodies that decide or inspect where a product is delivered. */
function bodiesOfDelivery({ finalSettlement: { delivery } }: Product): string[] {
  if (delivery === undefined) return [];
  const decide = delivery.failures.flatMap((one) => (one.kind === "determination" ? [one.by] : []));
  return [...decide, ...(delivery.inspection === undefined ? [] : [delivery.inspection.by])];
}

/** The keys a fact cites: `[RENTAL-STUDY]`. */
function cites(text: string): string[] {
  return [...text.matchAll(/\[([A-Za-z][\w-]*)\]/g)].map((match) => match[1] as string);
}

/** The calendars a model names, over the years from its date to the last date it states; an index alone has all their sure years. */
function calendarTerms(parts: Parts, root: Root, indices: readonly Index[]): ContractModel["calendars"] {
  const stated = root.kind === "product" ? root.product : root.kind === "reference" ? root.reference : undefined;
  const start =
    root.kind === "product" ? root.product.listing.first : root.kind === "reference" ? root.asOf : undefined;
  const names = valuesOf([stated, indices], (key) => key === "calendar");
  const days = valuesOf(stated?.contracts ?? [], (key) => ["date", "from", "to", "until", "listed"].includes(key))
    .filter((one) => /^\d{4}-\d\d-\d\d$/.test(one))
    .sort();
  const [from, to] = [days[0] ?? start, days.at(-1) ?? start];
  // The first session of a year may belong to a holiday of the year before.
  const before = root.kind === "product" && root.product.sessions.onHolidays !== undefined ? 14 : 0;
  const first = from === undefined ? FIRST_DAY : yearStart(formatDay((parseDay(from) as Day) - before));
  const last = to === undefined ? LAST_DAY : yearEnd(to);
  return names.flatMap((name) => {
    const key = `${name} ${first} ${last}`;
    const known = parts.calendars.terms.get(key);
    if (known !== undefined) return [known];
    const context = parts.calendars.contexts.get(name);
    const compiled = parts.world.calendar(name);
    if (context === undefined || !compiled.ok) return [];
    const term = calendarTerm(context, compiled.value, first, last);
    parts.calendars.terms.set(key, term);
    return [term];
  });
}

function yearStart(date: string): Day {
  return parseDay(`${date.slice(0, 4)}-01-01`) as Day;
}

function yearEnd(date: string): Day {
  return parseDay(`${date.slice(0, 4)}-12-31`) as Day;
}
