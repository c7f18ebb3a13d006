import type { CalendarProblem, Outcome } from "./calendar.ts";
import { answer, refuse } from "./calendar.ts";
import { businessDaysBetween } from "./calendar-days.ts";
import type { CompiledCalendar } from "./calendar-compile.ts";
import { type Day, yearOf } from "./day.ts";
import type { Interval } from "./interval.ts";
import { type ClockTime, toInstant, type ZoneProblem } from "./zone-time.ts";
import { zoneTable } from "./zone.ts";

/** Which hours or days are counted: of all days or of the business days of a calendar; hours by the clocks of a zone, and where said only between two times. */
export type Counted =
  | { readonly unit: "day"; readonly calendar?: CompiledCalendar }
  | {
      readonly unit: "hour";
      readonly zone: string;
      readonly calendar?: CompiledCalendar;
      readonly from: ClockTime;
      readonly until: ClockTime;
    };

const HOUR_MS = 3_600_000;
const MIDNIGHT = 86_400;

/**
 * How many hours, as they pass, or days an interval has. A day of a clock change has 23 or 25 hours, so a month may have 743 or 721. Hours that are
 * no whole number come back as the fraction of milliseconds over 3,600,000 that they are: `whole` is false.
 */
export function amountOf(
  counted: Counted,
  interval: Interval,
): Outcome<{ readonly count: number; readonly whole: boolean }, CalendarProblem | ZoneProblem> {
  const { first, last } = interval;
  const days = counted.calendar && businessDaysBetween(counted.calendar, first, last);
  if (days !== undefined && !days.ok) return days;
  if (counted.unit === "day") return answer({ count: days?.value.length ?? last - first + 1, whole: true });
  const table = zoneTable(counted.zone, yearOf(first), yearOf(last));
  if (!table.ok) return table;
  const whole = counted.from === 0 && counted.until === MIDNIGHT;
  // Where a day begins with a change, it begins when the clocks have changed; where midnight comes twice, with the first.
  const choices = whole ? ({ skipped: "at-change", repeated: "first" } as const) : {};
  let milliseconds = 0;
  const spans: readonly (readonly [Day, Day])[] =
    days === undefined && whole
      ? [[first, last]]
      : (days?.value ?? Array.from({ length: last - first + 1 }, (_, at) => first + at)).map((day) => [day, day]);
  for (const [from, until] of spans) {
    const opens = toInstant(table.value, from, counted.from, choices);
    const closes = toInstant(table.value, until + (whole ? 1 : 0), whole ? 0 : counted.until, choices);
    if (!opens.ok) return refuse(opens.problem);
    if (!closes.ok) return refuse(closes.problem);
    milliseconds += closes.value.instant - opens.value.instant;
  }
  return answer({ count: milliseconds / HOUR_MS, whole: milliseconds % HOUR_MS === 0 });
}
