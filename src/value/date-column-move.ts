import type { CompiledCalendar } from "./calendar-compile.ts";
import type { Roll, Ties } from "./calendar-days.ts";
import type { DayKind } from "./date-rule.ts";
import type { Day, Weekday } from "./day.ts";
import type { PeriodKind } from "./month.ts";
import { rollDay } from "./calendar-days.ts";
import { countWeekdays, weekdayIn, weekdayShift } from "./date-rule-count.ts";
import { NO_DAY, weekdayNearest, weekdayOnOrBefore } from "./day.ts";
import { PERIOD_STARTS, addMonths, firstDayOfMonth, periodIndexOfDay } from "./month.ts";

/** Moves the first `n` entries of an array, each to where its day (or period) leads; `NO_DAY` stays what it is. */
export type Move = (days: Int32Array, n: number) => void;

/**
 * Counts days as the `Counter` of the same kind does, a whole array at a time; business days need their calendar. The loops below differ
 * by what stands in them so that each stays a few instructions an entry: one loop that asks what it is doing costs three times as much.
 */
export function countMove(
  kind: DayKind,
  calendar: CompiledCalendar | undefined,
  count: number,
  step: 1 | -1,
  inclusive: boolean,
): Move {
  switch (kind) {
    case "calendar": {
      const by = inclusive ? count - 1 : count;
      return shiftMove(step > 0 ? by : 0 - by);
    }
    case "weekday":
      return eachDay((day) => countWeekdays(day, count, step, inclusive));
    case "business":
      return businessMove(calendar!, count, step, inclusive);
    default:
      return weekdayMove(weekdayIn(kind)!, count, step, inclusive);
  }
}

/** Adds a number of days, or of periods. */
export function shiftMove(by: number): Move {
  return (days, n) => {
    for (let i = 0; i < n; i++) {
      const day = days[i]!;
      if (day !== NO_DAY) days[i] = day + by;
    }
  };
}

function weekdayMove(weekday: Weekday, count: number, step: 1 | -1, inclusive: boolean): Move {
  const shift = weekdayShift(count, step) + (inclusive ? 0 : step);
  return (days, n) => {
    for (let i = 0; i < n; i++) {
      const day = days[i]!;
      if (day !== NO_DAY) days[i] = weekdayOnOrBefore(day + shift, weekday);
    }
  };
}

function businessMove(calendar: CompiledCalendar, count: number, step: 1 | -1, inclusive: boolean): Move {
  const { before, openDays, first } = calendar;
  const length = before.length - 1;
  const ahead = step > 0;
  // `before[at]` open days lie before the first day that counts; a count strictly away from a day may start just outside.
  const place = (ahead ? (inclusive ? 0 : 1) : inclusive ? 1 : 0) - first;
  const offset = ahead ? count - 1 : -count;
  const least = inclusive || !ahead ? 0 : -1;
  const most = inclusive || ahead ? length - 1 : length;
  return (days, n) => {
    for (let i = 0; i < n; i++) {
      const day = days[i]!;
      const at = day - first;
      if (at < least || at > most) days[i] = NO_DAY;
      else {
        const k = before[day + place]! + offset;
        days[i] = k >= 0 && k < openDays.length ? openDays[k]! : NO_DAY;
      }
    }
  };
}

/** Adjusts to a business day, as `rollDay` does. */
export function rollMove(calendar: CompiledCalendar, roll: Roll, ties: Ties): Move {
  const { first } = calendar;
  const length = calendar.open.length;
  let table: Int8Array | undefined;
  return (days, n) => {
    const shifts = (table ??= rollTable(calendar, roll, ties));
    for (let i = 0; i < n; i++) {
      const day = days[i]!;
      const at = day - first;
      if (at < 0 || at >= length) days[i] = NO_DAY;
      else {
        const shift = shifts[at]!;
        days[i] = shift === UNSURE ? NO_DAY : day + shift;
      }
    }
  };
}

/** In a table of adjustments: the calendar is not sure where the day goes. No adjustment is as long, for no calendar closes a whole month. */
const UNSURE = -128;

const rollTables = new WeakMap<CompiledCalendar, Map<string, Int8Array>>();

/** How many days every day of a calendar is moved by an adjustment; worked out when it is first needed, for all rules on that calendar. */
function rollTable(calendar: CompiledCalendar, roll: Roll, ties: Ties): Int8Array {
  const tables = rollTables.get(calendar) ?? new Map<string, Int8Array>();
  rollTables.set(calendar, tables);
  const key = roll === "nearest" ? `${roll} ${ties}` : roll;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const { open, first } = calendar;
  const table = new Int8Array(open.length);
  for (let at = 0; at < open.length; at++) {
    if (open[at] === 1) continue;
    const found = rollDay(calendar, first + at, roll, ties);
    table[at] = found === NO_DAY ? UNSURE : found - first - at;
  }
  tables.set(key, table);
  return table;
}

/** To the day on a weekday that is nearest. */
export function nearestMove(weekday: Weekday): Move {
  return (days, n) => {
    for (let i = 0; i < n; i++) {
      const day = days[i]!;
      if (day !== NO_DAY) days[i] = weekdayNearest(day, weekday);
    }
  };
}

/** By whole months. */
export function monthsMove(months: number, mode: "clamp" | "end-of-month"): Move {
  return eachDay((day) => addMonths(day, months, mode));
}

/** From a period, by its index and `by` periods on, to its first day. */
export function startMove(unit: PeriodKind, by: number): Move {
  if (unit === "month") {
    return (periods, n) => {
      for (let i = 0; i < n; i++) {
        const at = periods[i]!;
        if (at !== NO_DAY) periods[i] = firstDayOfMonth(at + by);
      }
    };
  }
  const start = PERIOD_STARTS[unit];
  return eachDay((at) => start(at + by));
}

/** From a day to the index of the period it lies in. */
export function indexMove(unit: PeriodKind): Move {
  return eachDay((day) => periodIndexOfDay(unit, day));
}

/** Any other movement, a call an entry. */
function eachDay(move: (day: Day) => Day): Move {
  return (days, n) => {
    for (let i = 0; i < n; i++) {
      const day = days[i]!;
      if (day !== NO_DAY) days[i] = move(day);
    }
  };
}
