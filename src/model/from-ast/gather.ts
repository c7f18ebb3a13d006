import { type Day, formatDay, NO_DAY } from "../../value/day.ts";
import type { Narrative, Product } from "../model.ts";
import { monthDays } from "../month-days.ts";

/** What a part of a model refers to, in the order in which it is first named. */
export type Gathered = {
  /** The ids of clauses, the same one perhaps several times. */
  readonly clauses: string[];
  readonly units: Set<string>;
  readonly calendars: Set<string>;
  readonly citations: Set<string>;
  /** The first and the last of the dates `YYYY-MM-DD` it states as such. */
  first?: string;
  last?: string;
};

const DATE = /^\d{4}-\d\d-\d\d$/;

export function nothingGathered(): Gathered {
  return { clauses: [], units: new Set(), calendars: new Set(), citations: new Set() };
}

/** Adds to `into` what the plain JSON `json` refers to: one walk for all of it, because models are large. */
export function gather(json: object, into: Gathered): void {
  if (Array.isArray(json)) {
    for (const one of json) if (typeof one === "object" && one !== null) gather(one as object, into);
    return;
  }
  for (const key in json) gatherTerm(key, (json as Readonly<Record<string, unknown>>)[key], into);
}

/** The same of one term, `key` of what it belongs to. */
export function gatherTerm(key: string, one: unknown, into: Gathered): void {
  if (typeof one === "string") text(key, one, into);
  else if (typeof one === "object" && one !== null) {
    if (key === "narrative")
      for (const paragraph of one as readonly Narrative[])
        for (const source of paragraph.citations) into.citations.add(source);
    gather(one, into);
  }
}

function text(key: string, value: string, into: Gathered): void {
  switch (key) {
    case "unit":
      into.units.add(value);
      return;
    case "calendar":
      into.calendars.add(value);
      return;
    case "date":
    case "from":
    case "to":
    case "until":
    case "listed":
      dated(value, into);
      return;
    default:
      // All parts of one formula name the same clause, one after the other.
      if ((key === "clause" || key.endsWith("Clause")) && into.clauses[into.clauses.length - 1] !== value)
        into.clauses.push(value);
  }
}

function dated(value: string, into: Gathered): void {
  if (into.first !== undefined && value >= into.first && value <= (into.last as string)) return;
  if (!DATE.test(value)) return;
  if (into.first === undefined || value < into.first) into.first = value;
  if (into.last === undefined || value > into.last) into.last = value;
}

/** Adds the first and the last of the days that the contract months of a product state. */
export function gatherMonths(product: Product, into: Gathered): void {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const add = (day: Day): void => {
    if (day === NO_DAY) return;
    if (day < first) first = day;
    if (day > last) last = day;
  };
  for (const { listed, dates, intervals, limits } of monthDays(product)) {
    add(listed);
    for (const day of dates) add(day);
    for (const { from, to } of intervals) {
      add(from);
      add(to);
    }
    for (const day of limits) add(day);
  }
  if (first > last) return;
  into.first = formatDay(first);
  into.last = formatDay(last);
}

/** What is worked out only when somebody reads it, and names nothing. */
const TOLD_LATER: readonly string[] = ["steps", "strikes"];

/** Adds what a contract month of an option, a spread or a reference refers to. */
export function gatherListed(contract: object, into: Gathered): void {
  for (const key in contract) {
    if (TOLD_LATER.includes(key)) continue;
    const one = (contract as Readonly<Record<string, unknown>>)[key];
    if (key === "month") gatherListed(one as object, into);
    else if (key === "dates") for (const date of one as readonly object[]) gatherListed(date, into);
    else gatherTerm(key, one, into);
  }
}

/** Adds what is known of one part to what is known of another, but for its clauses. */
export function join(into: Gathered, other: Gathered): void {
  for (const one of other.units) into.units.add(one);
  for (const one of other.calendars) into.calendars.add(one);
  for (const one of other.citations) into.citations.add(one);
}
