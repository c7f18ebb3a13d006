import type { CompiledCalendar, EarlyDay } from "./calendar-compile.ts";
import type { CalendarProblem, DayNote, Outcome } from "./calendar.ts";
import type { Day } from "./day.ts";
import { answer, refuse } from "./calendar.ts";
import { NO_DAY, sayDay } from "./day.ts";
import { monthOfDay } from "./month.ts";

/** How a day that is closed is moved; `nearest` must say which way a tie goes. */
export type Roll = "preceding" | "following" | "modified-preceding" | "modified-following" | "nearest";
export type Ties = "preceding" | "following";

/** The problem of an answer that hangs on `day`, or on the first day past the sure years on that side of it. */
export function unsure(calendar: CompiledCalendar, day: Day, step: 1 | -1): CalendarProblem {
  const { id, first, last, from, to } = calendar;
  const outside = day < first || day > last ? day : step > 0 ? last + 1 : first - 1;
  return { kind: "unsure", calendar: id, day: outside, from, to };
}

/** True when the calendar is sure about a day. */
export function isSure(calendar: CompiledCalendar, day: Day): boolean {
  return day >= calendar.first && day <= calendar.last;
}

/**
 * The `n`th business day (n from 1) from `day` going forward (`step` 1) or back (-1). `inclusive` counts `day` itself
 * when it is open; otherwise the count is strictly away from it, whether it is open or not. `NO_DAY` when the calendar
 * is not sure about a day that matters.
 */
export function countBusinessDays(
  calendar: CompiledCalendar,
  day: Day,
  n: number,
  step: 1 | -1,
  inclusive: boolean,
): Day {
  const { before, openDays } = calendar;
  const i = day - calendar.first;
  const length = before.length - 1;
  // A count strictly away from a day does not ask whether that day is open, so it may start just outside.
  if (i < 0 || i >= length) {
    if (inclusive || i !== (step > 0 ? -1 : length)) return NO_DAY;
  }
  if (step > 0) {
    const at = before[inclusive ? i : i + 1]! + n - 1;
    return at < openDays.length ? openDays[at]! : NO_DAY;
  }
  const at = before[inclusive ? i + 1 : i]! - n;
  return at >= 0 ? openDays[at]! : NO_DAY;
}

/** The business day a day is moved to, itself when open; `NO_DAY` when the calendar is not sure about a day that matters. */
export function rollDay(calendar: CompiledCalendar, day: Day, roll: Roll, ties: Ties): Day {
  const i = day - calendar.first;
  if (i < 0 || i >= calendar.open.length) return NO_DAY;
  if (calendar.open[i] === 1) return day;
  switch (roll) {
    case "preceding":
      return countBusinessDays(calendar, day, 1, -1, true);
    case "following":
      return countBusinessDays(calendar, day, 1, 1, true);
    case "modified-following":
    case "modified-preceding": {
      const step = roll === "modified-following" ? 1 : -1;
      const there = countBusinessDays(calendar, day, 1, step, true);
      if (there !== NO_DAY && monthOfDay(there) === monthOfDay(day)) return there;
      // Sure years end with a month: when the count ran out of them, the rest of this month is closed for certain.
      return countBusinessDays(calendar, day, 1, step > 0 ? -1 : 1, true);
    }
    case "nearest": {
      const back = countBusinessDays(calendar, day, 1, -1, true);
      const ahead = countBusinessDays(calendar, day, 1, 1, true);
      if (back === NO_DAY || ahead === NO_DAY) return NO_DAY;
      if (day - back === ahead - day) return ties === "preceding" ? back : ahead;
      return day - back < ahead - day ? back : ahead;
    }
  }
}

/** Whether a day is a business day. */
export function isBusinessDay(calendar: CompiledCalendar, day: Day): Outcome<boolean, CalendarProblem> {
  if (!isSure(calendar, day)) return refuse(unsure(calendar, day, 1));
  return answer(calendar.open[day - calendar.first] === 1);
}

/** The day `n` business days after `day` (negative: before; 0 is refused as a bug), strictly away from it. */
export function addBusinessDays(calendar: CompiledCalendar, day: Day, n: number): Outcome<Day, CalendarProblem> {
  if (!Number.isInteger(n) || n === 0) throw new Error(`business days are counted from one, not ${n}`);
  const step = n > 0 ? 1 : -1;
  const there = countBusinessDays(calendar, day, Math.abs(n), step, false);
  return there === NO_DAY ? refuse(unsure(calendar, day, step)) : answer(there);
}

/** The business day a day is moved to by an adjustment. */
export function adjustDay(
  calendar: CompiledCalendar,
  day: Day,
  roll: Roll,
  ties: Ties = "preceding",
): Outcome<Day, CalendarProblem> {
  const there = rollDay(calendar, day, roll, ties);
  return there === NO_DAY ? refuse(unsure(calendar, day, rollStep(calendar, day, roll))) : answer(there);
}

/** The side on which an adjustment that found nothing ran out of sure days. */
export function rollStep(calendar: CompiledCalendar, day: Day, roll: Roll): 1 | -1 {
  if (roll === "nearest") return countBusinessDays(calendar, day, 1, -1, true) === NO_DAY ? -1 : 1;
  // The modified rolls look the other way last, and it is that count which ran out.
  return roll === "following" || roll === "modified-preceding" ? 1 : -1;
}

/** The business days from `first` to `last`, both included, in order; none when `last` is before `first`. */
export function businessDaysBetween(
  calendar: CompiledCalendar,
  first: Day,
  last: Day,
): Outcome<readonly Day[], CalendarProblem> {
  if (last < first) return answer([]);
  if (!isSure(calendar, first)) return refuse(unsure(calendar, first, -1));
  if (!isSure(calendar, last)) return refuse(unsure(calendar, last, 1));
  const { before, openDays } = calendar;
  return answer(Array.from(openDays.subarray(before[first - calendar.first], before[last + 1 - calendar.first])));
}

/** How many business days lie from `first` to `last`, both included. */
export function numberOfBusinessDays(
  calendar: CompiledCalendar,
  first: Day,
  last: Day,
): Outcome<number, CalendarProblem> {
  if (last < first) return answer(0);
  if (!isSure(calendar, first)) return refuse(unsure(calendar, first, -1));
  if (!isSure(calendar, last)) return refuse(unsure(calendar, last, 1));
  return answer(calendar.before[last + 1 - calendar.first]! - calendar.before[first - calendar.first]!);
}

/** What the calendar says of a day beyond its weekday: every holiday, closure and special opening that meets it. */
export function notesOn(calendar: CompiledCalendar, day: Day): Outcome<readonly DayNote[], CalendarProblem> {
  if (!isSure(calendar, day)) return refuse(unsure(calendar, day, 1));
  const notes = calendar.notes.get(day) ?? [];
  if (notes.length > 0 || calendar.open[day - calendar.first] === 1) return answer(notes);
  return answer([{ kind: "weekend", calendar: calendar.id, title: "weekend" }]);
}

/** The early closes of a day, in the order the calendar states them. */
export function earlyClosesOn(calendar: CompiledCalendar, day: Day): Outcome<readonly EarlyDay[], CalendarProblem> {
  if (!isSure(calendar, day)) return refuse(unsure(calendar, day, 1));
  return answer(calendar.early.get(day) ?? []);
}

/** A note as a reader says it: `Christmas Day, observed for Sat 25 December 2027`. */
export function sayNote(note: DayNote): string {
  if (note.nominal !== undefined) return `${note.title}, observed for ${sayDay(note.nominal)}`;
  if (note.announced === undefined) return note.title;
  return `${note.title}, announced ${note.latest === true ? "by " : ""}${sayDay(note.announced)}`;
}
