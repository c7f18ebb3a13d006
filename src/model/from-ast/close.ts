import type { DateWorld } from "../../value/date-rule-node.ts";
import { type Day, FIRST_DAY, formatDay, LAST_DAY, parseDay } from "../../value/day.ts";
import type {
  Classification,
  Citation,
  Clause,
  ContractModel,
  Filing,
  Grade,
  Index,
  Option,
  Organisation,
  Product,
  Reference,
} from "../model.ts";
import { addBodies, bodiesOfRoot, type Root } from "./bodies-of-root.ts";
import type { Calendars } from "./calendars.ts";
import { indicesFrom, indicesOfProduct } from "./closure.ts";
import { lazily } from "../lazily.ts";
import { scheduleEnd } from "./perpetual-sessions.ts";
import { gather, type Gathered, gatherListed, gatherMonths, gatherTerm, join, nothingGathered } from "./gather.ts";

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
  /** The ids of all clauses that models name, as they were gathered. */
  readonly used: Set<readonly string[]>;
  /** What was found of declarations and units that an earlier model holds. */
  readonly gathered: Map<object, Gathered>;
  readonly gradesOfUnits: Map<string, readonly string[]>;
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
      if (found.size === 0) return [];
      return [...found].sort((a, b) => a - b).map((place) => all[place] as T);
    },
  };
}

export type { Root } from "./bodies-of-root.ts";

/** The model of one product or index with all it refers to, and nothing else. */
export function closedModel(parts: Parts, root: Root): ContractModel {
  const product = root.kind === "product" ? root.product : undefined;
  const reference = root.kind === "reference" ? root.reference : undefined;
  const option = root.kind === "option" ? root.option : undefined;
  const spread = root.kind === "spread" ? root.spread : undefined;
  const perpetual = root.kind === "perpetual" ? root.perpetual : undefined;
  const settled = product === undefined ? [] : indicesOfProduct(product);
  const tied = perpetual === undefined ? [] : [perpetual.underlying.index];
  const indices = indicesFrom(root.kind === "index" ? [root.root] : [...settled, ...tied], parts.indices);
  const filings = parts.filings.get(root.root) ?? [];
  const own = nothingGathered();
  const stated = product ?? option ?? spread ?? perpetual ?? reference;
  const days = nothingGathered();
  if (stated !== undefined) {
    // In the order of the model, in which clauses are listed; only the contract months say from when to when its calendars are needed.
    for (const key of Object.keys(stated)) {
      // The months of a future name nothing that its terms do not.
      if (product !== undefined && key === "contracts") gatherMonths(product, days);
      else if (key === "contracts") {
        for (const one of (stated as Option | Reference).contracts) gatherListed(one, days);
        own.clauses.push(...days.clauses);
        join(own, days);
      } else gatherTerm(key, (stated as unknown as Readonly<Record<string, unknown>>)[key], own);
    }
  }
  return closed(parts, root, indices, filings, own, days);
}

/** The model of what refers to `own`, whose contract months state `days`. */
function closed(
  parts: Parts,
  root: Root,
  indices: Index[],
  filings: Filing[],
  own: Gathered,
  days: Gathered,
): ContractModel {
  const clauses: (readonly string[])[] = [own.clauses];
  for (const index of indices) {
    const named = gathered(parts, index);
    join(own, named);
    clauses.push(named.clauses);
  }
  const grades = gradesFor(parts, root, own);
  const names = bodiesOfRoot(root);
  for (const index of indices) addBodies(index, names);
  const organisations = parts.organisations.chosen(names);
  const cited = citedBy(parts, root, own, filings);
  for (const all of [grades, organisations, filings])
    for (const one of all) for (const key of gathered(parts, one).citations) cited.add(key);
  // What a source says of itself may cite others.
  for (let size = -1; size !== cited.size;) {
    size = cited.size;
    for (const source of parts.sources.chosen(cited))
      for (const key of gathered(parts, source).citations) cited.add(key);
  }
  const sources = parts.sources.chosen(cited);
  const calendars = calendarTerms(parts, root, own.calendars, days);
  for (const all of [grades, organisations, sources, calendars, filings])
    for (const one of all) clauses.push(gathered(parts, one).clauses);
  for (const some of clauses) parts.used.add(some);
  const { compiler } = parts;
  const stated = { indices, grades, organisations, sources, calendars, filings };
  return lazily(termsOf(root, compiler, stated), "clauses", () => clausesOf(parts, clauses));
}

type Stated = Pick<ContractModel, "indices" | "grades" | "organisations" | "sources" | "calendars" | "filings">;

/** The terms of a model in the order of its schema; one literal a kind, so that models of a kind have one shape. */
function termsOf(root: Root, compiler: string, stated: Stated): Omit<ContractModel, "clauses"> {
  const format = "tenor-model/1" as const;
  const { root: name } = root;
  switch (root.kind) {
    case "product":
      return { format, compiler, root: name, kind: root.kind, asOf: root.asOf, product: root.product, ...stated };
    case "reference":
      return { format, compiler, root: name, kind: root.kind, asOf: root.asOf, reference: root.reference, ...stated };
    case "option":
      return { format, compiler, root: name, kind: root.kind, asOf: root.asOf, option: root.option, ...stated };
    case "spread":
      return { format, compiler, root: name, kind: root.kind, asOf: root.asOf, spread: root.spread, ...stated };
    case "perpetual":
      return { format, compiler, root: name, kind: root.kind, asOf: root.asOf, perpetual: root.perpetual, ...stated };
    case "index":
      return { format, compiler, root: name, kind: root.kind, ...stated };
  }
}

/** The grades that the units of a root name, and those it delivers. */
function gradesFor(parts: Parts, root: Root, own: Gathered): Grade[] {
  const graded = new Set<string>();
  for (const unit of own.units) for (const grade of gradesOf(parts, unit)) graded.add(grade);
  if (root.kind === "product")
    for (const one of root.product.finalSettlement.delivery?.grades ?? []) graded.add(one.name);
  return parts.grades.chosen(graded);
}

/** The sources that a root and its filings cite, and those that the formula of its limits names. */
function citedBy(parts: Parts, root: Root, own: Gathered, filings: readonly Filing[]): Set<string> {
  const cited = new Set(own.citations);
  if (root.kind === "reference") for (const one of root.reference.restates.sources) cited.add(one);
  for (const { facts } of filings)
    for (const { value, items = [] } of facts) {
      for (const one of cites(value)) cited.add(one);
      // A fact that is the name of a source, and no more, leads to it.
      if (parts.sources.has(value.trim())) cited.add(value.trim());
      for (const one of items) cited.add(one);
      for (const item of items) for (const one of cites(item)) cited.add(one);
    }
  // Instrument numbers rest on the table that has them.
  for (const { codes, value } of classificationIn(root)) if (codes !== undefined) cited.add(value);
  const limits = limitsOf(root);
  for (const basis of [limits?.basis, limits?.otherMonthsBasis])
    for (const name of basis?.text.match(/[A-Za-z_][\w-]*/g) ?? []) if (parts.sources.has(name)) cited.add(name);
  return cited;
}

function limitsOf(root: Root): Product["limits"] {
  if (root.kind === "product") return root.product.limits;
  if (root.kind === "option") return root.option.limits;
  return root.kind === "perpetual" ? root.perpetual.limits : undefined;
}

function classificationIn(root: Root): readonly Classification[] {
  switch (root.kind) {
    case "product":
      return root.product.classification;
    case "option":
      return root.option.classification;
    case "spread":
      return root.spread.classification;
    case "perpetual":
      return root.perpetual.classification;
    default:
      return [];
  }
}

/** The clauses by their ids, each once and in the order in which they are first named; an id that no text has is left out. */
function clausesOf(parts: Parts, ids: readonly (readonly string[])[]): Clause[] {
  const found: Clause[] = [];
  for (const id of new Set(ids.flat())) {
    const clause = parts.place(id);
    if (clause !== undefined) found.push(clause);
  }
  return found;
}

/** What a declaration refers to, found once for all the models that hold it. */
function gathered(parts: Parts, part: object): Gathered {
  const known = parts.gathered.get(part);
  if (known !== undefined) return known;
  const found = nothingGathered();
  gather(part, found);
  parts.gathered.set(part, found);
  return found;
}

/** The grades a unit names: `USD / GPU_hour of H100_SXM`. */
function gradesOf(parts: Parts, unit: string): readonly string[] {
  const known = parts.gradesOfUnits.get(unit);
  if (known !== undefined) return known;
  const found = [...unit.matchAll(/\bof ([\w-]+)/g)].map((match) => match[1] as string);
  parts.gradesOfUnits.set(unit, found);
  return found;
}

/** The keys a fact cites: `[RENTAL-STUDY]`. */
function cites(text: string): string[] {
  return [...text.matchAll(/\[([A-Za-z][\w-]*)\]/g)].map((match) => match[1] as string);
}

/** The calendars a model names, over the years from its date to the last date it states; an index alone has all their sure years. */
function calendarTerms(
  parts: Parts,
  root: Root,
  names: ReadonlySet<string>,
  days: Gathered,
): ContractModel["calendars"] {
  const listed = listedIn(root);
  const start = root.kind === "reference" ? root.asOf : listed?.listing.first;
  const end = root.kind === "perpetual" ? scheduleEnd(root.perpetual, root.asOf) : start;
  const [from, to] = root.kind === "index" ? [] : [days.first ?? start, days.last ?? end];
  // The first session of a year may belong to a holiday of the year before.
  const before = listed?.sessions.onHolidays === undefined ? 0 : 14;
  const first = from === undefined ? FIRST_DAY : yearStart(formatDay((parseDay(from) as Day) - before));
  const last = to === undefined ? LAST_DAY : yearEnd(to);
  return [...names].flatMap((name) => {
    const context = parts.calendars.contexts.get(name);
    const compiled = parts.world.calendar(name);
    if (context === undefined || !compiled.ok) return [];
    return [parts.calendars.terms(context, compiled.value, first, last)];
  });
}

/** What of a root has months and a day on which they are first listed. */
function listedIn(
  root: Root,
): (Pick<Product, "sessions"> & { readonly listing: { readonly first: string } }) | undefined {
  if (root.kind === "product") return root.product;
  if (root.kind === "option") return root.option;
  if (root.kind === "spread") return root.spread;
  return root.kind === "perpetual" ? root.perpetual : undefined;
}

function yearStart(date: string): Day {
  return parseDay(`${date.slice(0, 4)}-01-01`) as Day;
}

function yearEnd(date: string): Day {
  return parseDay(`${date.slice(0, 4)}-12-31`) as Day;
}
