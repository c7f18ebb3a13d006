import type { Narrative } from "../model.ts";

/** What a part of a model refers to, each once and in the order in which it is first named. */
export type Gathered = {
  /** The ids of clauses. */
  readonly clauses: Set<string>;
  readonly units: Set<string>;
  readonly calendars: Set<string>;
  readonly citations: Set<string>;
  /** The first and the last of the dates `YYYY-MM-DD` it states as such. */
  first?: string;
  last?: string;
};

const DATE = /^\d{4}-\d\d-\d\d$/;

export function nothingGathered(): Gathered {
  return { clauses: new Set(), units: new Set(), calendars: new Set(), citations: new Set() };
}

/** Adds to `into` what the plain JSON `json` refers to: one walk for all of it, because models are large. */
export function gather(json: object, into: Gathered): void {
  if (Array.isArray(json)) {
    for (const one of json) if (typeof one === "object" && one !== null) gather(one as object, into);
    return;
  }
  for (const key in json) {
    const one = (json as Readonly<Record<string, unknown>>)[key];
    if (typeof one === "string") text(key, one, into);
    else if (typeof one === "object" && one !== null) {
      if (key === "narrative")
        for (const paragraph of one as readonly Narrative[])
          for (const source of paragraph.citations) into.citations.add(source);
      gather(one, into);
    }
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
      if (into.first !== undefined && value >= into.first && value <= (into.last as string)) return;
      if (!DATE.test(value)) return;
      if (into.first === undefined || value < into.first) into.first = value;
      if (into.last === undefined || value > into.last) into.last = value;
      return;
    default:
      if (key === "clause" || key.endsWith("Clause")) into.clauses.add(value);
  }
}

/** Adds what is known of one part to what is known of another. */
export function join(into: Gathered, other: Gathered): void {
  for (const one of other.clauses) into.clauses.add(one);
  for (const one of other.units) into.units.add(one);
  for (const one of other.calendars) into.calendars.add(one);
  for (const one of other.citations) into.citations.add(one);
}
