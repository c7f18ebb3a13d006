import { fc } from "../kit/property.ts";
import type { CalendarData, HolidayDays, HolidayRule, Observance, OneOff } from "../../src/value/calendar.ts";
import type { DateCondition, DateRule, DayKind, SpanRule } from "../../src/value/date-rule.ts";
import type { WeekdayName } from "../../src/value/day.ts";
import { dayOf, formatDay } from "../../src/value/day.ts";

/** Random calendars over 2020 to 2024 and random rules over them, as data. */

export const FROM = 2020;
export const TO = 2024;
const CALENDARS = ["A", "B", "AB", "ANY"];

const weekday = fc.constantFrom<WeekdayName>("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
const month = fc.integer({ min: 1, max: 12 });
const text = fc.integer({ min: dayOf(FROM - 1, 11, 1), max: dayOf(TO + 1, 2, 1) }).map(formatDay);
const monthDate = fc
  .tuple(month, fc.integer({ min: 1, max: 31 }))
  .filter(([m, d]) => d <= (m === 2 ? 29 : [4, 6, 9, 11].includes(m) ? 30 : 31));

const plainDays: fc.Arbitrary<HolidayDays> = fc.oneof(
  monthDate.map(([m, d]) => ({ kind: "month-day" as const, month: m, date: d })),
  fc.record({
    kind: fc.constant("nth-weekday" as const),
    n: fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -5),
    weekday,
    month,
  }),
  fc.record({ kind: fc.constant("easter" as const), days: fc.integer({ min: -60, max: 60 }) }),
  fc
    .tuple(weekday, fc.constantFrom("before" as const, "on-or-before", "after", "on-or-after", "nearest"), monthDate)
    .map(([w, side, [m, d]]) => ({ kind: "relative-weekday" as const, weekday: w, side, month: m, date: d })),
  fc.record({ kind: fc.constant("listed" as const), days: fc.array(text, { maxLength: 5 }) }),
);
const holidayDays = fc.oneof(
  { weight: 5, arbitrary: plainDays },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: -3, max: 3 }), plainDays)
      .map(([days, of]) => ({ kind: "offset" as const, days, of })),
  },
);

const observance: fc.Arbitrary<Observance> = fc.oneof(
  fc.record({ kind: fc.constant("moved" as const), from: weekday, to: weekday }),
  fc.record({ kind: fc.constant("substitute" as const), from: fc.subarray<WeekdayName>(["Sat", "Sun", "Fri"]) }),
);
const holiday: fc.Arbitrary<HolidayRule> = fc.record(
  {
    title: fc.constantFrom("P", "Q", "R"),
    days: holidayDays,
    observed: fc.array(observance, { maxLength: 2 }),
    from: fc.integer({ min: FROM - 1, max: FROM + 1 }),
    until: fc.integer({ min: TO - 1, max: TO + 1 }),
    only: fc.subarray<WeekdayName>(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], { minLength: 4 }),
  },
  { requiredKeys: ["title", "days", "observed"] },
);
const oneOff: fc.Arbitrary<OneOff> = fc.record({ title: fc.constantFrom("P", "S"), date: text });
const weekend = fc.constantFrom<readonly WeekdayName[]>(["Sat", "Sun"], ["Fri", "Sat"], ["Sun"], []);

const changes = {
  holidays: fc.array(holiday, { maxLength: 8 }),
  closed: fc.array(oneOff, { maxLength: 4 }),
  opened: fc.array(oneOff, { maxLength: 3 }),
  earlyCloses: fc.constant([]),
};

/** Four calendars: A from rules, B derived from A, and the two joined both ways. */
export const calendars: fc.Arbitrary<readonly CalendarData[]> = fc
  .tuple(
    fc.record({
      kind: fc.constant("rules" as const),
      id: fc.constant("A"),
      title: fc.constant("A"),
      from: fc.constant(FROM),
      to: fc.constant(TO),
      weekend,
      ...changes,
    }),
    fc.record(
      {
        kind: fc.constant("derived" as const),
        id: fc.constant("B"),
        title: fc.constant("B"),
        base: fc.constant("A"),
        without: fc.constant<string[]>([]),
        weekend,
        to: fc.constant(TO - 1),
        ...changes,
      },
      { requiredKeys: ["kind", "id", "title", "base", "without", "holidays", "closed", "opened", "earlyCloses"] },
    ),
    fc.boolean(),
  )
  .map(([a, b, drop]) => {
    const known = [...a.holidays, ...a.closed, ...a.opened].some((one) => one.title === "P");
    const joined = (id: string, open: "all" | "any"): CalendarData => ({
      kind: "joined",
      id,
      title: id,
      open,
      parts: ["A", "B"],
    });
    return [a, { ...b, without: drop && known ? ["P"] : [] }, joined("AB", "all"), joined("ANY", "any")];
  });

const dayKind = fc.constantFrom<DayKind>("business", "business", "calendar", "weekday", "Mon", "Wed", "Fri", "Sun");
const side = fc.constantFrom("before" as const, "after" as const);
const calendar = fc.constantFrom(...CALENDARS);
const comparison = fc.constantFrom("<" as const, "<=", "=", ">=", ">");
const monthText = fc
  .tuple(fc.integer({ min: FROM, max: TO }), month)
  .map(([y, m]) => `${y}-${String(m).padStart(2, "0")}`);

const anchors: fc.Arbitrary<DateRule>[] = [
  text.map((date) => ({ kind: "date" as const, date })),
  monthDate.map(([m, d]) => ({ kind: "month-day" as const, month: m, date: d })),
  fc.constant({ kind: "easter" as const }),
  fc.constant({ kind: "reference" as const, date: "other" }),
];

/** A rule of at most this depth; `it` occurs only where it means something. */
export function dateRule(depth: number, hasIt: boolean): fc.Arbitrary<DateRule> {
  const span = spanRule(depth - 1, hasIt);
  const nthDay = fc.record({
    kind: fc.constant("nth-day" as const),
    n: fc.constantFrom(1, 2, 3, 5, 9, -1, -2, -4),
    day: dayKind,
    of: span,
  });
  const dayOf = fc.record(
    {
      kind: fc.constant("day-of" as const),
      date: fc.integer({ min: 1, max: 31 }),
      of: span,
      short: fc.constant("last-day" as const),
    },
    { requiredKeys: ["kind", "date", "of"] },
  );
  const edge = fc.record({
    kind: fc.constant("edge" as const),
    edge: fc.constantFrom("start" as const, "end"),
    of: span,
  });
  const flat = fc.oneof(
    ...anchors,
    nthDay,
    nthDay,
    dayOf,
    edge,
    ...(hasIt ? [fc.constant({ kind: "it" as const })] : []),
  );
  if (depth <= 0) return flat;
  const of = dateRule(depth - 1, hasIt);
  const relativeDay = fc.record({
    kind: fc.constant("relative-day" as const),
    n: fc.integer({ min: 1, max: 6 }),
    day: dayKind,
    side,
    inclusive: fc.boolean(),
    of,
  });
  const offset = fc
    .tuple(
      fc.integer({ min: 1, max: 20 }),
      fc.oneof(dayKind, fc.constantFrom("week" as const, "month", "year")),
      side,
      of,
      fc.constantFrom("clamp" as const, "end-of-month"),
    )
    .map(([n, unit, where, rule, monthEnd]): DateRule => {
      const base = { kind: "offset" as const, n: unit === "year" ? 1 : n, unit, side: where, of: rule };
      return unit === "month" || unit === "year" ? { ...base, monthEnd } : base;
    });
  const adjustment = fc.oneof(
    fc.record({
      kind: fc.constant("adjustment" as const),
      roll: fc.constantFrom("preceding" as const, "following", "modified-preceding", "modified-following"),
      of,
    }),
    fc.record({
      kind: fc.constant("adjustment" as const),
      roll: fc.constant("nearest" as const),
      ties: fc.constantFrom("preceding" as const, "following"),
      of,
    }),
  );
  const inside = condition(depth - 1, true);
  return fc.oneof(
    flat,
    relativeDay,
    offset,
    offset,
    adjustment,
    adjustment,
    fc.record({ kind: fc.constant("nearest-day" as const), day: weekday, to: of }),
    fc.record({ kind: fc.constantFrom("earlier" as const, "later"), of: fc.array(of, { minLength: 2, maxLength: 3 }) }),
    fc.record({ kind: fc.constant("on-calendar" as const), calendar, of }),
    fc.record({ kind: fc.constant("where" as const), of: fc.oneof(nthDay, relativeDay), condition: inside }),
    fc.record({ kind: fc.constant("unless" as const), of, condition: inside, then: dateRule(depth - 1, true) }),
    fc
      .tuple(condition(depth - 1, hasIt), of, of)
      .map(([when, a, b]) => ({ kind: "case" as const, arms: [{ when, date: a }, { date: b }] })),
    fc.tuple(fc.array(fc.record({ period: monthText, date: text }), { maxLength: 6 }), of).map(([rows, rule]) => ({
      kind: "provisional" as const,
      of: rule,
      source: "S",
      rows: rows.filter((row, i) => rows.findIndex((one) => one.period === row.period) === i),
    })),
  );
}

function spanRule(depth: number, hasIt: boolean): fc.Arbitrary<SpanRule> {
  const flat = fc.oneof(
    { weight: 6, arbitrary: fc.constant<SpanRule>({ kind: "contract" }) },
    { weight: 1, arbitrary: monthText.map((period) => ({ kind: "exact" as const, period })) },
    { weight: 1, arbitrary: month.map((m) => ({ kind: "named-month" as const, month: m })) },
  );
  if (depth <= 0) return flat;
  const of = spanRule(depth - 1, hasIt);
  const day = dateRule(depth - 1, hasIt);
  const unit = fc.constantFrom("week" as const, "month", "month", "quarter", "year");
  return fc.oneof(
    { weight: 4, arbitrary: flat },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("shifted" as const), by: fc.integer({ min: -3, max: 3 }), unit, of }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("period-of" as const), unit, day }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("part" as const),
        unit,
        which: fc.constantFrom("first" as const, "last"),
        of,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("between" as const), interval: interval(day) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("nearest" as const),
        product: fc.constant("Q"),
        date: fc.constant("ltd"),
        inclusive: fc.boolean(),
        from: day,
      }),
    },
  );
}

const interval = (day: fc.Arbitrary<DateRule>): fc.Arbitrary<{ from: DateRule; to: DateRule; inclusive: boolean }> =>
  fc.record({ from: day, to: day, inclusive: fc.boolean() });

function condition(depth: number, hasIt: boolean): fc.Arbitrary<DateCondition> {
  const of = dateRule(depth - 1, hasIt);
  const flat: fc.Arbitrary<DateCondition>[] = [
    fc.record({ kind: fc.constant("contract" as const), is: comparison, period: monthText }),
    fc.record({ kind: fc.constant("contract-month" as const), months: fc.uniqueArray(month) }),
    fc.record({ kind: fc.constant("open" as const), of, calendar }),
    fc.record({ kind: fc.constant("is-one-of" as const), of, days: fc.array(of, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant("compare" as const), left: of, is: comparison, right: of }),
  ];
  if (hasIt) {
    const back = fc
      .integer({ min: 1, max: 6 })
      .map((n): DateRule => ({ kind: "offset", n, unit: "weekday", side: "before", of: { kind: "it" } }));
    const week = fc.record({ from: back, to: fc.constant<DateRule>({ kind: "it" }), inclusive: fc.boolean() });
    flat.push(
      fc.record({
        kind: fc.constant("every-open" as const),
        day: fc.constantFrom("calendar" as const, "weekday"),
        interval: week,
        calendar,
      }),
    );
  }
  if (depth <= 0) return fc.oneof(...flat);
  const inner = condition(depth - 1, hasIt);
  return fc.oneof(
    ...flat,
    fc.record({ kind: fc.constant("not" as const), of: inner }),
    fc.record({ kind: fc.constantFrom("all" as const, "any"), of: fc.array(inner, { maxLength: 3 }) }),
  );
}
