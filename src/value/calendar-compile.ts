import type { CalendarData, CalendarProblem, DayNote, EarlyClose, HolidayRule, OneOff, Outcome } from "./calendar.ts";
import type { Day, Weekday, WeekdayName } from "./day.ts";
import { checkCalendar } from "./calendar-check.ts";
import { observedHolidays } from "./calendar-holidays.ts";
import { answer, refuse } from "./calendar.ts";
import { dayOf, parseDay, weekdayNumber, weekdayOf } from "./day.ts";
import { firstDayOfMonth, lastDayOfMonth, monthOf } from "./month.ts";

/** A day's early close as the calendar states it. */
export type EarlyDay = {
  readonly title: string;
  readonly close: string;
  readonly zone: string;
  readonly calendar: string;
};

/**
 * A calendar worked out for its sure years, `first` to `last`. Entry i of `open` is 1 when day `first + i` is a business
 * day; `before[i]` counts the business days from `first` up to and without that day; `openDays` lists them.
 */
export type CompiledCalendar = {
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly first: Day;
  readonly last: Day;
  readonly open: Uint8Array;
  readonly before: Int32Array;
  readonly openDays: Int32Array;
  readonly notes: ReadonlyMap<Day, readonly DayNote[]>;
  readonly early: ReadonlyMap<Day, readonly EarlyDay[]>;
};

/** Finds the data of another calendar by its id. */
export type CalendarLookup = (id: string) => CalendarData | undefined;

/** The years a calendar without holidays is sure about when it states none. */
export const WIDEST_FROM = 1900;
export const WIDEST_TO = 2199;

/** Where fewer days in a row are closed, no month is. */
const SHORTEST_MONTH = 28;

/** A calendar with its bases folded in: only rules, years and weekend are left. */
type Folded = {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly weekend: readonly WeekdayName[];
  readonly holidays: readonly HolidayRule[];
  readonly closed: readonly OneOff[];
  readonly opened: readonly OneOff[];
  readonly earlyCloses: readonly EarlyClose[];
};

/**
 * The calendar worked out day by day, or the first thing wrong with it or with one it needs. With `knownOn`, one-off
 * days announced after that day are left out: the calendar as people knew it then.
 */
export function compileCalendar(
  data: CalendarData,
  lookup: CalendarLookup,
  options: { readonly knownOn?: Day } = {},
): Outcome<CompiledCalendar, CalendarProblem> {
  const problem = checkCalendar(data, lookup);
  if (problem !== undefined) return refuse(problem);
  return compileChecked(data, lookup, options.knownOn);
}

function compileChecked(
  data: CalendarData,
  lookup: CalendarLookup,
  knownOn: Day | undefined,
): Outcome<CompiledCalendar, CalendarProblem> {
  if (data.kind === "joined") return join(data, lookup, knownOn);
  const folded = fold(data, lookup);
  const from = folded.from ?? WIDEST_FROM;
  const to = folded.to ?? WIDEST_TO;
  const first = dayOf(from, 1, 1);
  const last = dayOf(to, 12, 31);
  const weekend = new Set(folded.weekend.map(weekdayNumber));
  const open = new Uint8Array(last - first + 1);
  for (let i = 0; i < 7; i++) open[i] = weekend.has(weekdayOf(first + i)) ? 0 : 1;
  for (let known = 7; known < open.length; known *= 2) open.copyWithin(known, 0, known);
  const notes = new Map<Day, DayNote[]>();
  const note = (day: Day, isOpen: 0 | 1, entry: DayNote): void => {
    if (day < first || day > last) return;
    open[day - first] = isOpen;
    notes.set(day, [...(notes.get(day) ?? []), entry]);
  };
  if (folded.holidays.length > 0) {
    for (const { title, day, nominal } of observedHolidays(folded.holidays, weekend, from, to)) {
      const moved = day === nominal ? {} : { nominal };
      note(day, 0, { kind: "holiday", calendar: data.id, title, ...moved });
    }
  }
  for (const kind of ["closed", "opened"] as const) {
    for (const one of folded[kind]) {
      const announced = one.announced === undefined ? undefined : parseDay(one.announced);
      if (announced !== undefined && knownOn !== undefined && announced > knownOn) continue;
      const known = announced === undefined ? {} : { announced, ...(one.latest === true ? { latest: true } : {}) };
      note(parseDay(one.date)!, kind === "opened" ? 1 : 0, { kind, calendar: data.id, title: one.title, ...known });
    }
  }
  return finish(data, from, to, open, notes, earlyDays(folded.earlyCloses, data.id, weekend, from, to));
}

/** Folds a derived calendar into its base; the base was checked to exist and not to lead back here. */
function fold(data: Exclude<CalendarData, { kind: "joined" }>, lookup: CalendarLookup): Folded {
  if (data.kind === "rules") return { ...data, from: data.from, to: data.to };
  const base = lookup(data.base);
  if (base === undefined || base.kind === "joined") throw new Error(`unchecked base of ${data.id}`);
  const below = fold(base, lookup);
  const kept = <T extends { readonly title: string }>(list: readonly T[]): readonly T[] =>
    list.filter((one) => !data.without.includes(one.title));
  return {
    from: data.from ?? below.from,
    to: data.to ?? below.to,
    weekend: data.weekend ?? below.weekend,
    holidays: [...kept(below.holidays), ...data.holidays],
    closed: [...kept(below.closed), ...data.closed],
    opened: [...kept(below.opened), ...data.opened],
    earlyCloses: [...kept(below.earlyCloses), ...data.earlyCloses],
  };
}

function earlyDays(
  rules: readonly EarlyClose[],
  calendar: string,
  weekend: ReadonlySet<Weekday>,
  from: number,
  to: number,
): ReadonlyMap<Day, readonly EarlyDay[]> {
  const found = new Map<Day, EarlyDay[]>();
  const [first, last] = [dayOf(from, 1, 1), dayOf(to, 12, 31)];
  for (const { close, zone, ...rule } of rules) {
    // One rule at a time: early closes do not take days from each other as substitute holidays do.
    for (const { title, day } of observedHolidays([{ observed: [], ...rule }], weekend, from, to)) {
      if (day < first || day > last) continue;
      found.set(day, [...(found.get(day) ?? []), { title, close, zone, calendar }]);
    }
  }
  return found;
}

function join(
  data: Extract<CalendarData, { kind: "joined" }>,
  lookup: CalendarLookup,
  knownOn: Day | undefined,
): Outcome<CompiledCalendar, CalendarProblem> {
  const parts: CompiledCalendar[] = [];
  for (const id of data.parts) {
    const part = compileChecked(lookup(id)!, lookup, knownOn);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const from = Math.max(...parts.map((part) => part.from));
  const to = Math.min(...parts.map((part) => part.to));
  if (parts.length === 0 || from > to) return refuse({ kind: "calendar-years", calendar: data.id, why: "no-common" });
  const first = dayOf(from, 1, 1);
  const open = new Uint8Array(dayOf(to, 12, 31) - first + 1);
  const notes = new Map<Day, DayNote[]>();
  const early = new Map<Day, EarlyDay[]>();
  const all = data.open === "all";
  open.fill(all ? 1 : 0);
  for (const part of parts) {
    const offset = first - part.first;
    for (let i = 0; i < open.length; i++) if (part.open[i + offset] !== open[i]) open[i] = all ? 0 : 1;
  }
  const days = (of: (part: CompiledCalendar) => ReadonlyMap<Day, unknown>): Day[] =>
    [...new Set(parts.flatMap((part) => [...of(part).keys()]))]
      .filter((day) => day >= first && day < first + open.length)
      .sort((a, b) => a - b);
  for (const day of days((part) => part.notes)) {
    notes.set(
      day,
      parts.flatMap((part) => part.notes.get(day) ?? []),
    );
  }
  for (const day of days((part) => part.early)) {
    early.set(
      day,
      parts.flatMap((part) => part.early.get(day) ?? []),
    );
  }
  return finish(data, from, to, open, notes, early);
}

function finish(
  { id, title }: CalendarData,
  from: number,
  to: number,
  open: Uint8Array,
  notes: ReadonlyMap<Day, readonly DayNote[]>,
  early: ReadonlyMap<Day, readonly EarlyDay[]>,
): Outcome<CompiledCalendar, CalendarProblem> {
  const first = dayOf(from, 1, 1);
  const length = open.length;
  const before = new Int32Array(length + 1);
  const every = new Int32Array(length);
  let count = 0;
  // The longest stretch of days between two business days, and the first of the stretch in hand.
  let longest = 0;
  let since = 0;
  for (let i = 0; i < length; i++) {
    if (open[i] === 1) {
      if (i - since > longest) longest = i - since;
      since = i;
      every[count++] = first + i;
    }
    before[i + 1] = count;
  }
  if (Math.max(longest, length - since) >= SHORTEST_MONTH) {
    for (let month = monthOf(from, 1); month <= monthOf(to, 12); month++) {
      const [start, end] = [firstDayOfMonth(month) - first, lastDayOfMonth(month) + 1 - first];
      if (before[end] === before[start]) return refuse({ kind: "month-closed", calendar: id, month });
    }
  }
  const openDays = every.slice(0, count);
  return answer({ id, title, from, to, first, last: first + open.length - 1, open, before, openDays, notes, early });
}
