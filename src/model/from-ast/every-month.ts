import { report } from "../../check/context.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { DateProblem } from "../../value/date-rule-problem.ts";
import { compileNamedDate, type CompiledDateRule } from "../../value/date-rule-compile.ts";
import { type Day, NO_DAY, parseDay } from "../../value/day.ts";
import { type ProductRules, productRules } from "../../value/product-rules.ts";
import { compileMembers } from "../../value/listing-window.ts";
import { lastDayOfPeriod, parsePeriod, PERIOD_STARTS, periodIndexOfDay, sayPeriod } from "../../value/month.ts";
import { sayProblem } from "./problems.ts";
import type { LoweredProduct } from "./product.ts";

/** The whole cycle of weekdays over leap years, as far as the calendars are sure: what fails at all fails within it. */
const YEARS = 28;

/** Problems of the rule itself. Years a calendar is not sure about, and rows a table lacks, are told when such a month is listed. */
const OF_THE_RULE: ReadonlySet<DateProblem["kind"]> = new Set([
  "no-such-day",
  "no-case-holds",
  "no-nearest-period",
  "interval-reversed",
]);

/**
 * The date rules of a product when each of its dates names a day in every month its listing may come to, and none leads back to itself. A
 * date that does not is a finding with an example month; a circle is one finding, however many products it leads through.
 */
export function datesHold(
  lowered: LoweredProduct,
  world: DateWorld,
  products: ReadonlyMap<string, LoweredProduct>,
  circles: Set<string>,
): ProductRules | undefined {
  const { at, productDates } = lowered;
  const first = parseDay(lowered.listing.rule.first);
  if (first === undefined) return productRules(world, productDates);
  // While all months are looked at, one that is not listed yet is taken to be listed with the first ones.
  let looking = true;
  const asListed: DateWorld = {
    ...world,
    listedOn: (id, period) => world.listedOn(id, period) ?? (looking ? first : undefined),
  };
  const rules = productRules(asListed, productDates);
  const periods = periodsOf(lowered, first, world);
  const holds = lowered.dates.terms.map((term) => {
    const rule = rules.named(term.name);
    if (!rule.ok) {
      const circle = rule.problem.find((one) => one.kind === "reference-cycle");
      if (circle?.kind !== "reference-cycle") return true;
      sayCircle(circle.path, products, circles);
      return false;
    }
    const gap = firstGap(periods, rules.daysOf(term.name, rule.value, periods), rule.value);
    if (gap === undefined) return true;
    const kind = productDates.period;
    // Where a date it rests on has none either, that one has the finding.
    const resting = referencesOf(term.rule).some(({ product, date }) => {
      const owner = product === undefined ? productDates : asListed.product(product);
      const other = owner && compileNamedDate(asListed, owner, date);
      return other?.ok === true && other.value.day(gap.period) === NO_DAY;
    });
    if (resting) return false;
    const span = at.context.clauses.place(term.clause) ?? at.context.declaration.name.span;
    const evidence = [`this is so in ${gap.missed} of the next ${gap.asked} contract ${kind}s that can be listed`];
    const params = { name: term.name, period: sayPeriod(kind, gap.period), why: gap.why };
    report(at.context, "date-names-no-day", span, params, { evidence });
    return false;
  });
  looking = false;
  return holds.includes(false) ? undefined : rules;
}

type Named = { readonly product?: string; readonly date: string };

/** The dates a rule names, wherever in it they stand. */
function referencesOf(rule: unknown): Named[] {
  if (typeof rule !== "object" || rule === null) return [];
  const { kind } = rule as { kind?: unknown };
  const own = kind === "reference" || kind === "nearest" ? [rule as Named] : [];
  return [...own, ...Object.values(rule).flatMap(referencesOf)];
}

type Gap = { readonly period: number; readonly why: string; readonly missed: number; readonly asked: number };

/** The periods that can be listed from the first day of listing on. */
function periodsOf({ listing, productDates }: LoweredProduct, first: Day, world: DateWorld): Int32Array {
  const kind = productDates.period;
  const { firstPeriod } = listing.rule;
  const since = firstPeriod === undefined ? undefined : parsePeriod(firstPeriod);
  const from = since?.kind === kind ? since.index : periodIndexOfDay(kind, first);
  const to = periodIndexOfDay(
    kind,
    lastDayOfPeriod("year", periodIndexOfDay("year", PERIOD_STARTS[kind](from)) + YEARS),
  );
  const all = new Uint8Array(to - from + 1);
  for (const group of listing.rule.groups) {
    const { members } = group;
    const calendar = members.kind === "open-days" ? world.calendar(members.calendar) : undefined;
    if (calendar?.ok === false) continue;
    const known = new Map(members.kind === "open-days" && calendar?.ok ? [[members.calendar, calendar.value]] : []);
    const test = compileMembers(group, kind, known);
    for (let at = 0; at < all.length; at++) {
      if (all[at] === 1) continue;
      const is = test(from + at);
      if (is.ok && is.value) all[at] = 1;
    }
  }
  let count = 0;
  for (const one of all) count += one;
  const periods = new Int32Array(count);
  for (let at = 0, next = 0; at < all.length; at++) if (all[at] === 1) periods[next++] = from + at;
  return periods;
}

/** The first period that can be listed and for which the rule names no day, and in how many of them it is so; `days` is what it names for each. */
function firstGap(periods: Int32Array, days: Int32Array, rule: CompiledDateRule): Gap | undefined {
  let asked = 0;
  let missed = 0;
  let gap: Pick<Gap, "period" | "why"> | undefined;
  for (let at = 0; at < periods.length; at++) {
    if (days[at] !== NO_DAY) {
      asked += 1;
      continue;
    }
    const period = periods[at] as number;
    const found = rule.resolve(period);
    // Behind the last sure year nothing more is told.
    if (!found.ok && found.problem.kind === "unsure" && asked > 0) break;
    if (found.ok || !OF_THE_RULE.has(found.problem.kind)) continue;
    asked += 1;
    missed += 1;
    gap ??= { period, why: sayProblem(found.problem) };
  }
  return gap && { ...gap, missed, asked };
}

/** One finding for each circle, at the first of its dates in the order of their names. */
function sayCircle(path: readonly string[], products: ReadonlyMap<string, LoweredProduct>, circles: Set<string>): void {
  const ring = path.slice(0, -1);
  const least = ring.indexOf([...ring].sort()[0]!);
  const turned = [...ring.slice(least), ...ring.slice(0, least)];
  const key = turned.join(" ");
  if (circles.has(key)) return;
  circles.add(key);
  const places = turned.map((name) => {
    const dot = name.indexOf(".");
    const product = products.get(name.slice(0, dot));
    const term = product?.dates.terms.find((one) => one.name === name.slice(dot + 1));
    return { name, context: product?.at.context, span: term && product?.at.context.clauses.place(term.clause) };
  });
  // A date of another exchange's contract has no place here: the finding is at one that has.
  const first = places.find((one) => one.span !== undefined);
  const others = places.filter((one) => one !== first);
  if (first?.context === undefined || first.span === undefined) return;
  const related = others.flatMap(({ name, span }) => (span === undefined ? [] : [{ span, label: name }]));
  report(first.context, "dates-circular", first.span, { path: [...turned, turned[0]!].join(" → ") }, { related });
}
