import type { Condition, Index } from "../../model/model.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, compare, fromInteger, max, min, multiply, parse, roundTo } from "../../runtime/exact.ts";
import { attributesOf, columnNamed, computedTiers, stepsOf, weighsBySize } from "../calculator/index-columns.ts";
import { membersOn } from "../../runtime/members.ts";
import { fallbackFields, kindsOf, otherIndices } from "../calculator/index-code.ts";
import { retiredOf } from "../calculator/index-members.ts";
import { partDays } from "./interpret-accrual.ts";
import { quotedPrice } from "./interpret-quotes.ts";
import type { JsonObject } from "./read.ts";
import { fieldsOf } from "./read.ts";
import { basePrice, instantAt, seedOf, text } from "./vector.ts";

/** The day all vectors of an index are of: an ordinary business day. */
export const DATE = "2027-02-02";

/** So often nothing is repeated. */
const MOST_REPEATS = 1_000_000;

const START = 15 * 3_600_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The days of a month up to the day of the vectors. */
const DAYS = ["2027-02-01", DATE] as const;

/** So many hours that end when the window of other vectors does. */
const HOURS = 4;

/** The business days before the first of them, nearest first. */
function lookedBack(index: Index): string[] {
  const days: string[] = [];
  for (let at = Date.parse(DAYS[0]) - DAY; days.length < (index.accrual?.lookback ?? 0); at -= DAY)
    if (![0, 6].includes(new Date(at).getUTCDay())) days.unshift(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** The days whose inputs are read: those of the window, or those whose rates count for them. */
function daysRead(index: Index, before: readonly string[]): readonly string[] {
  if (index.accrual === undefined) return DAYS;
  return partDays(index, { days: [...DAYS], business: [...before, ...DAYS] });
}

/** How long inputs are spread over, in milliseconds: 0 where their time does not matter. */
function lengthOf(window: Index["window"], days: readonly string[]): number {
  if (window?.kind === "month") return days.length * DAY;
  if (window?.kind === "hours") return HOURS * HOUR;
  return window?.kind === "trailing" ? window.milliseconds : window ? HOUR : 0;
}

/** An observation before it is written. */
export type Draft = {
  readonly kind: string;
  readonly source: string;
  /** Milliseconds from the start of the window. */
  readonly after: number;
  readonly price: string;
  readonly size: string;
  readonly attributes: JsonObject;
};

/** A small market made from the model of an index, healthy unless something is done to it. */
export type IndexWorld = {
  readonly index: Index;
  /** The length of the window in milliseconds, 0 where there is none. */
  readonly length: number;
  readonly parts: number;
  readonly base: string;
  /** Nearly that, and a price the index can publish. */
  readonly published: string;
  /** Healthy observations of some kinds, spread over sources, members and parts; `times` as many as it takes at the least. */
  readonly healthy: (kinds: readonly string[], times?: number) => Draft[];
  /** The input with these observations; every fallback that can fail does, and the determination is there. */
  readonly input: (drafts: readonly Draft[], fields?: JsonObject) => JsonObject;
};

/** The market of an index. */
export function indexWorld(index: Index): IndexWorld {
  const seed = seedOf(index.id);
  const { window } = index;
  const before = lookedBack(index);
  const days = daysRead(index, before);
  const length = lengthOf(window, days);
  // A window of days ends on the day, wherever it begins.
  const start = length > HOUR ? START + HOUR - length : START;
  const parts =
    window?.kind === "clock"
      ? window.parts
      : { month: days.length, hours: HOURS, count: 1, trailing: 1 }[window?.kind ?? "count"];
  const base = allowed(index, basePrice(seed, "0.001"));
  const latest = youngest(index);
  const smallest = leastSize(index);
  const published = text(roundTo(base, parse(index.value.round.increment), "down"));
  const cells = memberCells(index);
  const sized = weighsBySize(index);
  const attributes = attributesOf(index);
  const fixed = fixedCells(index);
  const healthy = (kinds: readonly string[], times = 1): Draft[] =>
    kinds.flatMap((kind) => {
      const sources = sourcesOf(index, kind);
      const least = wanted(index, parts, sources.length);
      // What has groups of its own has one observation in each: a second would be another price of the same thing.
      const rounds = Math.max(
        sources.length * cells.length,
        index.quorum.length > 0 && parts > 1 ? least * times : least,
      );
      return Array.from({ length: rounds }, (_, at): Draft => {
        // Shifted by one each time round the parts, so that no source sits in some parts only.
        const shift = parts > 1 ? Math.floor(at / parts) : 0;
        const source = sources[(at + shift) % sources.length] as string;
        const cell = cells[Math.floor(at / sources.length) % cells.length] as JsonObject;
        const part = at % parts;
        const own = { ...Object.fromEntries(attributes.map((name) => [name, "ANY"])), ...fixed, ...cell };
        return {
          kind,
          source,
          after:
            latest < length && parts === 1
              ? length - 1 - ((at * 7 + seed) % latest)
              : Math.floor((part * length) / parts) + Math.floor((length / parts / 7) * (1 + ((at * 3 + seed) % 5))),
          price: text(add(base, multiply(fromInteger((at * 7 + seed) % 11), parse("0.001")))),
          size: String(smallest + 100 + ((at * 37 + seed) % 50)),
          attributes: own,
        };
      });
    });
  const written = (draft: Draft): JsonObject => ({
    ...(Object.keys(kindsOf(index)).length > 1 ? { kind: draft.kind } : {}),
    source: draft.source,
    ...(window?.kind === "month"
      ? { day: days[Math.min(Math.floor(draft.after / DAY), days.length - 1)] ?? DATE }
      : window
        ? { time: instantAt(DATE, start + draft.after) }
        : {}),
    price: quotedPrice(index, { ...draft.attributes, source: draft.source }, draft.price),
    ...(sized ? { size: draft.size } : {}),
    ...(attributes.length > 0 ? { attributes: draft.attributes } : {}),
  });
  // What a basket with a base goes on from: every member at the base price.
  const prices = Object.fromEntries(cells.map((cell) => [cell[index.value.over] as string, text(base)]));
  const chained = (fields: JsonObject): JsonObject => {
    if (index.base === undefined || index.base.from >= DATE) return fields;
    const previous = fields["previous"] ?? { value: published, repeats: String(MOST_REPEATS) };
    const chain = { date: index.base.from, value: text(parse(index.base.value)), prices };
    return { ...fields, previous: { ...fieldsOf(previous), chain } };
  };
  const input = (drafts: readonly Draft[], fields: JsonObject = {}): JsonObject => ({
    date: DATE,
    ...(window?.kind === "month" ? { days: [...DAYS] } : {}),
    ...(window?.kind === "hours"
      ? { hours: Array.from({ length: HOURS }, (_, at) => instantAt(DATE, start + at * HOUR)) }
      : {}),
    ...(index.accrual ? { business: [...before, ...DAYS] } : {}),
    ...(window?.kind === "clock" || window?.kind === "trailing"
      ? { window: { from: instantAt(DATE, start), until: instantAt(DATE, start + length) } }
      : {}),
    observations: drafts.map(written),
    ...linksGiven(index),
    ...chained({ ...failing(index, published), ...fields }),
  });
  return { index, length, parts, base: text(base), published, healthy, input };
}

/** A price that no screen of prices leaves out. */
function allowed(index: Index, price: Rational): Rational {
  const bounds = index.screens.filter(({ of, comparison }) => of === "price" && comparison !== undefined);
  const low = bounds.filter(({ comparison }) => comparison?.startsWith("<")).map(({ value }) => parse(value as string));
  const high = bounds
    .filter(({ comparison }) => comparison?.startsWith(">"))
    .map(({ value }) => parse(value as string));
  const least = low.reduce<Rational | undefined>((so, one) => (so ? max(so, one) : one), undefined);
  const most = high.reduce<Rational | undefined>((so, one) => (so ? min(so, one) : one), undefined);
  const inside = (!least || compare(price, least) > 0) && (!most || compare(price, most) < 0);
  if (inside) return price;
  const from = least ?? multiply(most as Rational, parse("0.5"));
  return most
    ? roundTo(multiply(add(from, most), parse("0.5")), parse("0.001"), "down")
    : multiply(from, fromInteger(2));
}

/** The most milliseconds before the end of the window that a screen of ages allows. */
function youngest(index: Index): number {
  const ages = index.screens.filter(({ of, behind }) => of === "age" && behind === undefined);
  const behind = index.screens.filter((one) => one.behind !== undefined);
  return Math.min(...[...ages, ...behind].map(({ milliseconds }) => milliseconds as number), Number.MAX_SAFE_INTEGER);
}

/** The greatest size that a screen of sizes still leaves out. */
function leastSize(index: Index): number {
  const sizes = index.screens.filter(({ of, comparison }) => of === "size" && comparison?.startsWith("<"));
  return Math.ceil(Math.max(0, ...sizes.map(({ value }) => Number(value))));
}

/** What successors in force were linked at. */
function linksGiven(index: Index): JsonObject {
  const links = (index.retired ?? []).flatMap(({ successor, effective }) =>
    successor === undefined || effective > DATE ? [] : [[successor, { retired: "2.5", successor: "2" }] as const],
  );
  return links.length === 0 ? {} : { links: Object.fromEntries(links) };
}

/** What every fallback needs to fail, and the determination to end in. */
function failing(index: Index, published: string): JsonObject {
  const fields = fallbackFields(index);
  const last = index.fallback.find((one) => one.kind === "determination");
  return {
    ...(fields.includes("previous") ? { previous: null } : {}),
    ...(fields.includes("indices")
      ? { indices: Object.fromEntries(otherIndices(index).map((name) => [name, null])) }
      : {}),
    ...(last ? { determination: { by: last.by, rule: last.under, value: published, signature: "vector" } } : {}),
  };
}

/** Sources of a kind; where the index allows any, as many made-up ones as it asks for, three at the least. */
function sourcesOf(index: Index, kind: string): string[] {
  const named = kindsOf(index)[kind] ?? [];
  const allowed = index.members
    .filter(({ of }) => of === "provider" || of === "source")
    .flatMap(({ members }) => members);
  const sources =
    allowed.length > 0 && named.length > 0 ? named.filter((one) => allowed.includes(one)) : [...named, ...allowed];
  if (sources.length > 0) return sources;
  const asked = [
    ...index.quorum,
    ...index.steps.flatMap(({ quorum, atLeast }) => [...(quorum ?? []), ...(atLeast ? [atLeast] : [])]),
  ];
  const least = asked.filter(({ of }) => of === "sources" || of === "providers").map(({ count }) => count);
  return Array.from({ length: Math.max(3, ...least) }, (_, at) => `SOURCE_${at + 1}`);
}

/** How many observations a healthy market has: enough for every quorum, and one for each source and part. */
function wanted(index: Index, parts: number, sources: number): number {
  const counts = index.quorum.filter(({ of }) => columnNamed(of) === undefined).map(({ count }) => count);
  // Where nothing makes several prices of a part one, each has one.
  const several = stepsOf(index)[0]?.step !== undefined;
  return Math.max(parts, sources, ...counts) + (parts > 1 && several ? 4 : 0);
}

/** One cell for each combination of the members of the columns that are grouped or filtered, sources left out. */
function memberCells(index: Index): JsonObject[] {
  const columns = index.members.filter(({ of }) => of !== "provider" && of !== "source");
  let cells: JsonObject[] = [{}];
  for (const { of, members } of columns)
    cells = cells.flatMap((cell) =>
      membersOn(DATE, members, retiredOf(index, of)).map((member) => ({ ...cell, [of]: member })),
    );
  const grouped = stepsOf(index)
    .map(({ each }) => each)
    .filter((each) => !["part", "source", "provider"].includes(each) && !columns.some(({ of }) => of === each));
  for (const each of grouped)
    cells = cells.flatMap((cell) => ["A", "B", "C"].map((name) => ({ ...cell, [each]: `${each}-${name}` })));
  return cells;
}

/** Attributes for which the conditions on the inputs hold. */
function fixedCells(index: Index): JsonObject {
  const quoted = (index.quotes ?? []).map(({ by, of }) => ({ [by]: of[0]?.name ?? "" }));
  return Object.assign(
    {},
    ...index.inputs.map(({ where }) => (where ? satisfying(where) : {})),
    ...quoted,
  ) as JsonObject;
}

function satisfying(condition: Condition): JsonObject {
  if (condition.op === "is") return { [condition.attribute]: condition.values[0] as string };
  if (condition.op === "and") return Object.assign({}, ...condition.operands.map(satisfying)) as JsonObject;
  return condition.op === "or" && condition.operands[0] ? satisfying(condition.operands[0]) : {};
}

/** The kinds of the inputs themselves, and of each substitution by its place. */
export function kindsOfTier(index: Index, fallback: number | undefined): readonly string[] {
  return computedTiers(index).find((tier) => tier.fallback === fallback)?.kinds ?? [];
}
