import type { DateCondition, DateRule, DayKind, ProductDates, SpanRule } from "../../src/value/date-rule.ts";
import type { SlowCalendar } from "./slow-calendar.ts";
import { date, fromIso, iso, month, none, slowEaster, utc, weekday, year } from "./slow-calendar.ts";

/** A second reading of date rules, by walking day by day; it shares no code with src/value, only the shape of the data. */

export type SlowContext = {
  readonly calendars: Readonly<Record<string, SlowCalendar>>;
  readonly products: Readonly<Record<string, ProductDates>>;
  readonly product: ProductDates;
  /** The first and last day of the contract period. */
  readonly first: number;
  readonly last: number;
  readonly calendar?: string;
  readonly it?: number;
  readonly near?: number;
};

const isKind = (kind: DayKind, day: number, c: SlowContext): boolean => {
  if (kind === "calendar") return true;
  if (kind === "weekday") return !["Sat", "Sun"].includes(weekday(day));
  if (kind === "business") return open(day, c);
  return weekday(day) === kind;
};
const open = (day: number, c: SlowContext, own?: string): boolean => {
  const cal = c.calendars[own ?? c.calendar ?? none("no calendar")]!;
  if (year(day) < cal.from || year(day) > cal.to) return none("unsure");
  return cal.isOpen(day);
};

function walk(start: number, n: number, step: number, inclusive: boolean, keep: (day: number) => boolean): number {
  let left = n;
  let day = inclusive ? start : start + step;
  // A filtered count looks ten years far; plain counts of the tests never get there.
  for (; Math.abs(day - start) <= 3_653; day += step) {
    if (keep(day)) left -= 1;
    if (left === 0) return day;
  }
  return none("too far");
}

/** The days of a span; `unit` is what it would be counted in. */
function slowSpan(span: SpanRule, c: SlowContext): { first: number; last: number } {
  const grow = (unit: string, day: number): { first: number; last: number } => {
    const same = (other: number): boolean => {
      if (unit === "day") return other === day;
      if (unit === "week") return monday(other) === monday(day);
      if (unit === "month") return year(other) === year(day) && month(other) === month(day);
      if (unit === "quarter")
        return year(other) === year(day) && Math.ceil(month(other) / 3) === Math.ceil(month(day) / 3);
      return year(other) === year(day);
    };
    let [first, last] = [day, day];
    while (same(first - 1)) first -= 1;
    while (same(last + 1)) last += 1;
    return { first, last };
  };
  switch (span.kind) {
    case "contract":
      return { first: c.first, last: c.last };
    case "exact":
      return exact(span.period, grow);
    case "shifted": {
      const of = slowSpan(span.of, c);
      let at = grow(span.unit, span.by > 0 ? of.last : of.first);
      for (let left = Math.abs(span.by); left > 0; left--)
        at = grow(span.unit, span.by > 0 ? at.last + 1 : at.first - 1);
      return at;
    }
    case "period-of":
      return grow(span.unit, slowDate(span.day, c));
    case "part": {
      const of = slowSpan(span.of, c);
      return grow(span.unit, span.which === "first" ? of.first : of.last);
    }
    case "named-month":
      return grow("month", utc(year(slowSpan(span.of ?? { kind: "contract" }, c).first), span.month, 1));
    case "between": {
      const [from, to] = [slowDate(span.interval.from, c), slowDate(span.interval.to, c)];
      if (to < from) return none("reversed");
      return { first: from, last: span.interval.inclusive ? to : to - 1 };
    }
    case "nearest": {
      const product = span.product === undefined ? c.product : c.products[span.product]!;
      const from = slowDate(span.from, c);
      // Dates lie within a few months of their contract month.
      let at = grow("month", from - 400);
      for (let guard = 0; guard < 60; guard++, at = grow("month", at.last + 1)) {
        if (product.months !== undefined && !product.months.includes(month(at.first))) continue;
        const day = named(product, span.date, at, c);
        if (span.inclusive ? day >= from : day > from) return at;
      }
      return none("no nearest");
    }
  }
}

/** `2027-03`, `2027-Q1`, `2027-W05`, `2027`. */
function exact<T>(text: string, grow: (unit: string, day: number) => T): T {
  const y = Number(text.slice(0, 4));
  const n = Number(text.slice(6));
  if (text.length === 4) return grow("year", utc(y, 1, 1));
  if (text[5] === "Q") return grow("quarter", utc(y, n * 3, 1));
  // The first week of a year is that of 4 January.
  if (text[5] === "W") return grow("week", utc(y, 1, 4) + 7 * (n - 1));
  return grow("month", fromIso(`${text}-01`));
}

const monday = (day: number): number => {
  let at = day;
  while (weekday(at) !== "Mon") at -= 1;
  return at;
};

function named(product: ProductDates, name: string, at: { first: number; last: number }, c: SlowContext): number {
  const found = product.dates.find((one) => one.name === name)!;
  const { calendars, products } = c;
  return slowDate(found.rule, {
    calendars,
    products,
    product,
    ...at,
    ...(found.calendar === undefined ? {} : { calendar: found.calendar }),
  });
}

export function slowDate(rule: DateRule, c: SlowContext): number {
  switch (rule.kind) {
    case "date":
      return fromIso(rule.date);
    case "month-day":
      return yearly(c, undefined, (y) => {
        const day = utc(y, rule.month, rule.date);
        return month(day) === rule.month ? day : undefined;
      });
    case "easter":
      return yearly(c, rule.of, slowEaster);
    case "reference": {
      const product = rule.product === undefined ? c.product : c.products[rule.product]!;
      return named(product, rule.date, slowSpan(rule.of ?? { kind: "contract" }, c), c);
    }
    case "it":
      return c.it ?? none("no it");
    case "nth-day":
    case "relative-day":
      return select(rule, c, () => true);
    case "where": {
      if (rule.of.kind !== "nth-day" && rule.of.kind !== "relative-day") return none("where");
      return select(rule.of, c, (it) => slowTest(rule.condition, { ...c, it }));
    }
    case "day-of": {
      const { first, last } = slowSpan(rule.of, c);
      if (first + rule.date - 1 <= last) return first + rule.date - 1;
      return rule.short === "last-day" ? last : none("no such day");
    }
    case "nearest-day": {
      const to = slowDate(rule.to, c);
      return to + [0, 1, -1, 2, -2, 3, -3].find((by) => weekday(to + by) === rule.day)!;
    }
    case "earlier":
      return Math.min(...rule.of.map((one) => slowDate(one, c)));
    case "later":
      return Math.max(...rule.of.map((one) => slowDate(one, c)));
    case "edge":
      return slowSpan(rule.of, c)[rule.edge === "start" ? "first" : "last"];
    case "offset":
      return slowOffset(rule, c);
    case "adjustment":
      return slowAdjust(rule, c);
    case "on-calendar":
      return slowDate(rule.of, { ...c, calendar: rule.calendar });
    case "unless": {
      const it = slowDate(rule.of, c);
      return slowTest(rule.condition, { ...c, it }) ? slowDate(rule.then, { ...c, it }) : it;
    }
    case "case": {
      const arm = rule.arms.find((one) => one.when === undefined || slowTest(one.when, c));
      return arm === undefined ? none("no case") : slowDate(arm.date, c);
    }
    case "listed":
    case "provisional": {
      const row = rule.rows?.find((one) => one.period === iso(c.first).slice(0, 7));
      if (row !== undefined) return fromIso(row.date);
      return rule.kind === "provisional" ? slowDate(rule.of, c) : none("not in table");
    }
    case "fixed-when-listed":
      return none("not here");
  }
}

function yearly(c: SlowContext, of: SpanRule | undefined, inYear: (y: number) => number | undefined): number {
  if (of === undefined && c.near !== undefined) {
    const near = c.near;
    const three = [-1, 0, 1].map((by) => inYear(year(near) + by)).filter((day) => day !== undefined);
    return three.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0] ?? none("no such day");
  }
  return inYear(year(slowSpan(of ?? { kind: "contract" }, c).first)) ?? none("no such day");
}

function select(
  rule: Extract<DateRule, { kind: "nth-day" | "relative-day" }>,
  c: SlowContext,
  keep: (day: number) => boolean,
): number {
  const good = (day: number): boolean => isKind(rule.day, day, c) && keep(day);
  if (rule.kind === "relative-day") {
    return walk(slowDate(rule.of, c), rule.n, rule.side === "after" ? 1 : -1, rule.inclusive, good);
  }
  const { first, last } = slowSpan(rule.of, c);
  let left = Math.abs(rule.n);
  for (let i = 0; i <= last - first; i++) {
    const day = rule.n > 0 ? first + i : last - i;
    if (good(day)) left -= 1;
    if (left === 0) return day;
  }
  return none("no such day");
}

function slowOffset(rule: Extract<DateRule, { kind: "offset" }>, c: SlowContext): number {
  const start = slowDate(rule.of, c);
  const step = rule.side === "after" ? 1 : -1;
  if (rule.unit === "week") return start + 7 * step * rule.n;
  if (rule.unit !== "month" && rule.unit !== "year") {
    const { unit } = rule;
    return walk(start, rule.n, step, false, (day) => isKind(unit, day, c));
  }
  const months = step * rule.n * (rule.unit === "year" ? 12 : 1);
  const first = utc(year(start), month(start) + months, 1);
  let last = first;
  while (month(last + 1) === month(first)) last += 1;
  if (rule.monthEnd === "end-of-month" && month(start + 1) !== month(start)) return last;
  return Math.min(last, first + date(start) - 1);
}

function slowAdjust(rule: Extract<DateRule, { kind: "adjustment" }>, c: SlowContext): number {
  const day = slowDate(rule.of, c);
  const back = (): number => walk(day, 1, -1, true, (one) => open(one, c));
  const ahead = (): number => walk(day, 1, 1, true, (one) => open(one, c));
  const inMonth = (step: number): number | undefined => {
    for (let at = day; month(at) === month(day); at += step) if (open(at, c)) return at;
    return undefined;
  };
  switch (rule.roll) {
    case "preceding":
      return back();
    case "following":
      return ahead();
    case "modified-following":
      return inMonth(1) ?? back();
    case "modified-preceding":
      return inMonth(-1) ?? ahead();
    case "nearest": {
      const [a, b] = [back(), ahead()];
      if (day - a === b - day) return rule.ties === "following" ? b : a;
      return day - a < b - day ? a : b;
    }
  }
}

export function slowTest(condition: DateCondition, c: SlowContext): boolean {
  const compare = (a: number, is: string, b: number): boolean =>
    ({ "<": a < b, "<=": a <= b, "=": a === b, ">=": a >= b, ">": a > b })[is]!;
  switch (condition.kind) {
    case "contract":
      return compare(c.first, condition.is, fromIso(`${condition.period}-01`));
    case "contract-month":
      return condition.months.includes(month(c.first));
    case "every-open": {
      const [from, to] = [slowDate(condition.interval.from, c), slowDate(condition.interval.to, c)];
      if (to < from) return none("reversed");
      for (let day = from; condition.interval.inclusive ? day <= to : day < to; day++) {
        if (isKind(condition.day, day, c) && !open(day, c, condition.calendar)) return false;
      }
      return true;
    }
    case "open":
      return open(slowDate(condition.of, c), c, condition.calendar);
    case "is-one-of": {
      const day = slowDate(condition.of, c);
      return condition.days.some((other) => slowDate(other, { ...c, near: day }) === day);
    }
    case "compare":
      return compare(slowDate(condition.left, c), condition.is, slowDate(condition.right, c));
    case "not":
      return !slowTest(condition.of, c);
    case "all":
      return condition.of.every((one) => slowTest(one, c));
    case "any":
      return condition.of.some((one) => slowTest(one, c));
  }
}
