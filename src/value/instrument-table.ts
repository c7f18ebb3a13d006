import type { Outcome } from "./calendar.ts";
import type { CompiledDateRule } from "./date-rule-compile.ts";
import type { DateWorld } from "./date-rule-node.ts";
import type { ProductDates } from "./date-rule.ts";
import type { Day } from "./day.ts";
import type { CompiledListing } from "./listing-periods.ts";
import type { ListedPeriod, ListingProblem, ListingRule } from "./listing.ts";
import { answer, refuse } from "./calendar.ts";
import { compileNamedDate } from "./date-rule-compile.ts";
import { NO_DAY } from "./day.ts";
import { compileListing } from "./listing-periods.ts";

/**
 * The contracts listed on a day as columns, nearest first: entry i of each is of one contract. `dates[k]` has the days of the declared date
 * `names[k]`. Texts are made where a table is written, never here.
 */
export type InstrumentTable = {
  readonly periods: Int32Array;
  readonly listed: Int32Array;
  readonly last: Int32Array;
  readonly names: readonly string[];
  readonly dates: readonly Int32Array[];
};

/** The table of any day; a date that cannot be told is a problem, as in the listing. The columns are to be read only: days may share them. */
export type CompiledInstruments = { readonly on: (asOf: Day) => Outcome<InstrumentTable, ListingProblem> };

/** What products with the same listing and the same dates have in common, by their text; one for all products of one world. */
export type SharedInstruments = Map<string, Outcome<CompiledInstruments, readonly ListingProblem[]>>;

/**
 * Compiles the instrument table of a product. Dates are functions of rule, calendar and period alone, so two products that say the same
 * share their columns where `shared` is given; dates from tables and dates fixed when listed are the product's own.
 */
export function compileInstruments(
  rule: ListingRule,
  world: DateWorld,
  product: ProductDates,
  shared: SharedInstruments = new Map(),
): Outcome<CompiledInstruments, readonly ListingProblem[]> {
  const text = JSON.stringify([rule, product.period, product.months, product.dates]);
  const own =
    /"kind":"(?:listed|fixed-when-listed|provisional)"/.test(text) || text.includes(`"product":"${product.id}"`);
  const key = own ? `${product.id} ${text}` : text;
  const known = shared.get(key);
  if (known !== undefined) return known;
  const made = compileOwn(rule, world, product);
  shared.set(key, made);
  return made;
}

function compileOwn(
  rule: ListingRule,
  world: DateWorld,
  product: ProductDates,
): Outcome<CompiledInstruments, readonly ListingProblem[]> {
  const listing = compileListing(rule, world, product);
  const rules = product.dates.map((date) => compileNamedDate(world, product, date.name));
  const sound = rules.flatMap((one) => (one.ok ? [one.value] : []));
  if (!listing.ok || sound.length < rules.length) {
    return refuse([...(listing.ok ? [] : listing.problem), ...rules.flatMap((one) => (one.ok ? [] : one.problem))]);
  }
  const names = product.dates.map((date) => date.name);
  return answer({ on: tables(listing.value, names, sound) });
}

function tables(
  listing: CompiledListing,
  names: readonly string[],
  rules: readonly CompiledDateRule[],
): CompiledInstruments["on"] {
  // The table asked for last: an exchange asks about one day many times, and a day later about the next.
  // On most days nothing is listed and nothing leaves: the listing says through which day, and until then nothing is looked at.
  let from: Day = Infinity;
  let through: Day = -Infinity;
  let latest: Outcome<InstrumentTable, never> | undefined;
  return (asOf) => {
    if (latest !== undefined && asOf >= from && asOf <= through) return latest;
    const found = listing.on(asOf);
    if (!found.ok) return found;
    const before = latest?.ok === true ? latest.value : undefined;
    const table = instrumentColumns(found.value, names, rules, before);
    const missing = table.dates === before?.dates ? undefined : missingIn(table, rules);
    if (missing !== undefined) return refuse(missing);
    [from, through] = [asOf, listing.unchangedThrough(asOf)];
    latest = answer(table);
    return latest;
  };
}

/**
 * The columns of listed contracts under these rules, `NO_DAY` where a rule names no day of one: the one way in which contracts get their
 * dates. Where the same contracts are listed as in the table before, the dates stand as they stood.
 */
export function instrumentColumns(
  listed: readonly ListedPeriod[],
  names: readonly string[],
  rules: readonly Pick<CompiledDateRule, "days">[],
  before?: InstrumentTable,
): InstrumentTable {
  const n = listed.length;
  const [periods, since, last] = [new Int32Array(n), new Int32Array(n), new Int32Array(n)];
  for (let i = 0; i < n; i++) {
    const one = listed[i]!;
    periods[i] = one.period;
    since[i] = one.listed;
    last[i] = one.last;
  }
  if (before !== undefined && same(periods, before.periods)) return { ...before, listed: since, last };
  const dates = rules.map((rule) => {
    const days = new Int32Array(n);
    rule.days(periods, days);
    return days;
  });
  return { periods, listed: since, last, names, dates };
}

/** Why a date of a table cannot be told, of the first contract that lacks one. */
function missingIn(
  { periods, dates }: InstrumentTable,
  rules: readonly CompiledDateRule[],
): ListingProblem | undefined {
  for (const [at, days] of dates.entries()) {
    const missing = days.indexOf(NO_DAY);
    if (missing < 0) continue;
    const why = rules[at]!.resolve(periods[missing]!);
    if (why.ok) throw new Error("a date that resolves is also found in a column");
    return why.problem;
  }
  return undefined;
}

function same(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
