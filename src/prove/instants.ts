import { type Day, parseDay, weekdayOf, yearOf } from "../value/day.ts";
import { zoneTable } from "../value/zone.ts";
import { type Instant, parseClock, toInstant } from "../value/zone-time.ts";
import type { Calendar, ContractModel } from "../model/model.ts";

/** The instant at which clocks of `zone` show `time` (`HH:MM:SS`) on `day`; undefined where a clock change leaves none or two. */
export function instantOf(day: Day, time: string, zone: string): Instant | undefined {
  const clock = parseClock(time);
  const table = zoneTable(zone, yearOf(day) - 1, yearOf(day) + 1);
  if (clock === undefined || !table.ok) return undefined;
  const found = toInstant(table.value, day, clock);
  return found.ok ? found.value.instant : undefined;
}

/** The business days of a calendar of the model from its date to the last date of its contract months, in order. */
export function tradeDates(model: ContractModel, calendar: Calendar): Day[] {
  const last = (model.product?.contracts ?? [])
    .flatMap((month) => month.dates.map((one) => one.date))
    .sort()
    .at(-1);
  const [from, to] = [parseDay(model.asOf ?? ""), parseDay(last ?? "")];
  if (from === undefined || to === undefined) return [];
  const closed = new Set(calendar.closed.map((one) => parseDay(one.date)));
  const days: Day[] = [];
  for (let day = from; day <= to; day++)
    if (!closed.has(day) && !calendar.weekend.includes(weekdayOf(day))) days.push(day);
  return days;
}
