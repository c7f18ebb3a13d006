import type { CalendarData, HolidayDays } from "../../src/value/calendar.ts";
import type { DateCondition, DateRule, DayKind, ProductDates, SpanRule } from "../../src/value/date-rule.ts";

/**
 * A second reading of calendars and date rules, slow and plain: every answer is found by walking day by day with the
 * JavaScript Date in UTC. It shares no code with src/value, only the shape of the data.
 */

const MS = 86_400_000;
const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export const utc = (year: number, month: number, date: number): number => {
  const at = new Date(Date.UTC(2000, month - 1, date));
  at.setUTCFullYear(year, month - 1, date);
  return at.getTime() / MS;
};
const js = (day: number): Date => new Date(day * MS);
export const year = (day: number): number => js(day).getUTCFullYear();
export const month = (day: number): number => js(day).getUTCMonth() + 1;
export const date = (day: number): number => js(day).getUTCDate();
export const weekday = (day: number): string => NAMES[js(day).getUTCDay()]!;
export const iso = (day: number): string => js(day).toISOString().slice(0, 10);
export const fromIso = (text: string): number => Date.parse(`${text}T00:00:00Z`) / MS;

/** Easter as the Prayer Book finds it: the Sunday after the Paschal full moon, from golden number and epact. */
export function slowEaster(y: number): number {
  const golden = (y % 19) + 1;
  const century = Math.floor(y / 100) + 1;
  const solar = Math.floor((3 * century) / 4) - 12;
  const lunar = Math.floor((8 * century + 5) / 25) - 5;
  let epact = (11 * golden + 20 + lunar - solar) % 30;
  if (epact < 0) epact += 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let moon = utc(y, 3, 21) + ((44 - epact - 21 + 30) % 30);
  moon += 1;
  while (weekday(moon) !== "Sun") moon += 1;
  return moon;
}

/** Thrown for whatever has no answer; `unsure` when a calendar is asked outside its years. */
export class NoDay extends Error {}
const none = (why: string): never => {
  throw new NoDay(why);
};

export type SlowCalendar = { readonly from: number; readonly to: number; readonly isOpen: (day: number) => boolean };

function daysOf(rule: HolidayDays, y: number): number[] {
  const all: number[] = [];
  for (let day = utc(y, 1, 1); day <= utc(y, 12, 31); day++) all.push(day);
  switch (rule.kind) {
    case "month-day":
      return all.filter((day) => month(day) === rule.month && date(day) === rule.date);
    case "nth-weekday": {
      const those = all.filter((day) => month(day) === rule.month && weekday(day) === rule.weekday);
      const found = those.at(rule.n > 0 ? rule.n - 1 : rule.n);
      return found === undefined ? [] : [found];
    }
    case "easter":
      return [slowEaster(y) + rule.days];
    case "relative-weekday": {
      const base = all.find((day) => month(day) === rule.month && date(day) === rule.date);
      if (base === undefined) return [];
      const order: Record<typeof rule.side, number[]> = {
        before: [-1, -2, -3, -4, -5, -6, -7],
        "on-or-before": [0, -1, -2, -3, -4, -5, -6],
        after: [1, 2, 3, 4, 5, 6, 7],
        "on-or-after": [0, 1, 2, 3, 4, 5, 6],
        nearest: [0, 1, -1, 2, -2, 3, -3],
      };
      return [base + order[rule.side].find((by) => weekday(base + by) === rule.weekday)!];
    }
    case "offset":
      return daysOf(rule.of, y).map((day) => day + rule.days);
    case "listed":
      return rule.days.map(fromIso).filter((day) => year(day) === y);
  }
}

export function slowCalendar(data: CalendarData, lookup: (id: string) => CalendarData): SlowCalendar {
  if (data.kind === "joined") {
    const parts = data.parts.map((id) => slowCalendar(lookup(id), lookup));
    const isOpen = (day: number): boolean =>
      data.open === "all" ? !parts.some((part) => !part.isOpen(day)) : parts.some((part) => part.isOpen(day));
    return { from: Math.max(...parts.map((p) => p.from)), to: Math.min(...parts.map((p) => p.to)), isOpen };
  }
  const chain: Exclude<CalendarData, { kind: "joined" }>[] = [data];
  for (let top = data; top.kind === "derived";) {
    const base = lookup(top.base);
    if (base.kind === "joined") throw new Error("a derived calendar has no joined base");
    chain.unshift(base);
    top = base;
  }
  let weekend: readonly string[] = [];
  let from = 1900;
  let to = 2199;
  let holidays: (typeof data.holidays)[number][] = [];
  let closed: string[] = [];
  let opened: string[] = [];
  let titles: [string, string][] = [];
  for (const one of chain) {
    weekend = one.weekend ?? weekend;
    from = one.from ?? from;
    to = one.to ?? to;
    if (one.kind === "derived") {
      holidays = holidays.filter((h) => !one.without.includes(h.title));
      titles = titles.filter(([title]) => !one.without.includes(title));
    }
    holidays = [...holidays, ...one.holidays];
    for (const c of one.closed) titles.push([c.title, `-${c.date}`]);
    for (const c of one.opened) titles.push([c.title, `+${c.date}`]);
  }
  closed = titles.filter(([, d]) => d.startsWith("-")).map(([, d]) => d.slice(1));
  opened = titles.filter(([, d]) => d.startsWith("+")).map(([, d]) => d.slice(1));
  const shut = new Set<number>();
  const later: number[] = [];
  for (let y = from - 1; y <= to + 1 && holidays.length > 0; y++) {
    for (const rule of holidays) {
      if (y < (rule.from ?? y) || y > (rule.until ?? y)) continue;
      for (const day of daysOf(rule.days, y)) {
        if (rule.only !== undefined && !rule.only.some((name) => name === weekday(day))) continue;
        const how = rule.observed.find((o) => (o.kind === "moved" ? [o.from] : o.from).some((w) => w === weekday(day)));
        if (how === undefined) shut.add(day);
        else if (how.kind === "substitute") later.push(day);
        else shut.add(day + [0, 1, -1, 2, -2, 3, -3].find((by) => weekday(day + by) === how.to)!);
      }
    }
  }
  for (const day of later.sort((a, b) => a - b)) {
    let to = day + 1;
    while (weekend.includes(weekday(to)) || shut.has(to)) to += 1;
    shut.add(to);
  }
  const [shutOnce, openOnce] = [new Set(closed.map(fromIso)), new Set(opened.map(fromIso))];
  const isOpen = (day: number): boolean => {
    if (year(day) < from || year(day) > to) return none("unsure");
    if (openOnce.has(day)) return true;
    return !(shutOnce.has(day) || shut.has(day) || weekend.includes(weekday(day)));
  };
  return { from, to, isOpen };
}

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
      return grow("month", fromIso(`${span.period}-01`));
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
