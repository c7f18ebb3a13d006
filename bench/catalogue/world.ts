import type { Random } from "./random.ts";

/** A spec of the catalogue: where it stands, what it says, and the clauses of which kinds it has. */
export type Spec = { readonly path: string; readonly text: string; readonly forms: ReadonlySet<string> };

export type Grade = { readonly id: string; readonly path: string; readonly unit: string };
export type Index = {
  readonly id: string;
  readonly path: string;
  /** Its lines, for amendments that change what is there. */
  readonly lines: readonly string[];
  readonly grade: Grade;
  readonly currency: string;
  /** Whether its price may be below zero; no contract of the catalogue has such a price. */
  readonly signed: boolean;
  readonly calendar: Calendar;
  /** The hour by UTC, with a half as 0.5, at which a day's price is there at the latest. */
  readonly known: number;
};
export type Calendar = {
  readonly id: string;
  readonly path: string;
  /** Its Saturdays are business days, on which no session of the catalogue ends. */
  readonly saturdays?: boolean;
};
export type Venue = {
  readonly path: string;
  readonly venue: string;
  readonly house: string;
  readonly firms: readonly string[];
  readonly rules: readonly string[];
};
export type Source = { readonly id: string; readonly path: string; readonly figure?: { name: string; grade: Grade } };
export type Profile = { readonly id: string; readonly path: string; readonly has: ReadonlySet<string> };
export type Future = {
  readonly id: string;
  readonly path: string;
  readonly index: Index;
  readonly derives: boolean;
  readonly monthly: boolean;
  /** Units of its underlying in one contract. */
  readonly size: number;
  readonly venue: Venue;
  /** The calendar of its dates. */
  readonly calendar: Calendar;
  /** How many months one after the other are listed at least; 0 where only months of a cycle are. */
  readonly near: number;
  /** Its lines, for amendments that change what is there. */
  readonly lines: readonly string[];
};

/** An option on a future, with the finest step of its strikes. */
export type Option = {
  readonly id: string;
  readonly path: string;
  readonly on: string;
  readonly step: string;
  /** The calendar of its dates. */
  readonly calendar: Calendar;
};

/** What has been declared so far; later specs refer to it. */
export type World = {
  readonly venues: Venue[];
  readonly sources: Source[];
  readonly calendars: Calendar[];
  readonly grades: Grade[];
  readonly indices: Index[];
  readonly profiles: Profile[];
  readonly futures: Future[];
  readonly options: Option[];
  /** The names of what an amendment changes already. */
  readonly amended: string[];
};

/** One spec being written: its lines, what it imports, and the forms of clause it used. */
export type Draft = {
  readonly random: Random;
  readonly world: World;
  readonly path: string;
  readonly id: string;
  readonly imports: Set<string>;
  readonly forms: Set<string>;
};

/** Notes that a form of clause was used, and gives its text. */
export function form(draft: Draft, name: string, text: string): string {
  draft.forms.add(name);
  return text;
}

/** One of several forms of a clause, by name. */
export function oneForm(draft: Draft, forms: Readonly<Record<string, string>>): string {
  const name = draft.random.pick(Object.keys(forms));
  return form(draft, name, forms[name]!);
}

const SENTENCES = [
  "Prices are read once a day, and nobody may change them afterwards",
  "The figure is fictional and shows only what a reader would find here",
  "Users asked for this in the autumn, and the exchange agreed",
  "It follows what is customary among those who trade the underlying",
  "A change of this clause is announced before it takes effect",
  "The window is long enough that no single trade decides it",
] as const;

/** Prose above a clause, with the source it cites now and then. */
export function prose(draft: Draft, percent: number, indent = ""): string[] {
  const { random, world } = draft;
  if (!random.chance(percent)) return [];
  const sources = world.sources;
  const cites = sources.length > 0 && random.chance(60);
  const source = cites ? random.pick(sources) : undefined;
  if (source !== undefined) draft.imports.add(source.path);
  const text = `${random.pick(SENTENCES)}${source === undefined ? "" : ` [${source.id}]`}.`;
  return [form(draft, source === undefined ? "prose" : "prose with a citation", `${indent}/// ${text}`)];
}

/** The text of a spec: its imports, then its lines. */
export function written(draft: Draft, lines: readonly string[]): Spec {
  const body = lines.join("\n");
  // A clause that was drawn and then left out may have been the only one that named a source, or the venue and its firms.
  const unread = new Set([
    ...draft.world.sources.flatMap(({ id, path }) => (body.includes(id) ? [] : [path])),
    ...draft.world.venues.flatMap(({ venue, house, firms, path }) =>
      [venue, house, ...firms].some((id) => body.includes(id)) ? [] : [path],
    ),
  ]);
  const imports = [...draft.imports]
    .filter((one) => one !== draft.path && !unread.has(one))
    .sort()
    .map((one) => `import "${one.startsWith("std/") ? one : up(draft.path) + one}"`);
  const text = [...imports, ...(imports.length > 0 ? [""] : []), body, ""].join("\n");
  return { path: draft.path, text, forms: draft.forms };
}

function up(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}
