import { type Day, formatDay, NO_DAY, parseDay, weekdayOf, yearOf } from "../value/day.ts";
import { zoneTable } from "../value/zone.ts";
import { DAY_MS, type Instant, parseClock, toInstant } from "../value/zone-time.ts";
import type { Calendar, ContractModel, TimeTerm } from "../model/model.ts";
import { monthDays } from "../model/month-days.ts";

/** The instant at which clocks of `zone` show `time` (`HH:MM:SS`) on `day`; undefined where a clock change leaves none or two. */
export function instantOf(day: Day, time: string, zone: string): Instant | undefined {
  const clock = parseClock(time);
  const table = zoneTable(zone, yearOf(day) - 1, yearOf(day) + 1);
  if (clock === undefined || !table.ok) return undefined;
  const found = toInstant(table.value, day, clock);
  return found.ok ? found.value.instant : undefined;
}

/** When a time of day is on `day`: at the calendar's early close, with its zone, where the term follows one and it comes before the usual time. */
export function closing(term: TimeTerm, calendar: Calendar, day: Day): TimeTerm & { readonly early?: boolean } {
  if (!term.earlyClose) return term;
  const date = formatDay(day);
  const usual = instantOf(day, term.at, term.zone);
  let first: (TimeTerm & { readonly early: boolean }) | undefined;
  let earliest = usual ?? Infinity;
  for (const one of calendar.earlyCloses) {
    if (one.date !== date) continue;
    const zone = one.zone ?? term.zone;
    const close = instantOf(day, one.at, zone);
    if (close === undefined || close >= earliest) continue;
    earliest = close;
    first = { ...term, at: one.at, zone, early: true };
  }
  return first ?? term;
}

/** Days of trading from `from` to `to`, both included. */
export type TradeDates = { readonly from: Day; readonly to: Day; readonly open: (day: Day) => boolean };

/** The business days of a calendar of the model from its date to the last date of its contract months; undefined where it has none. */
export function tradeDates(model: ContractModel, calendar: Calendar): TradeDates | undefined {
  const from = parseDay(model.asOf ?? "");
  let to = NO_DAY;
  for (const { dates } of model.product === undefined ? [] : monthDays(model.product))
    for (const day of dates) if (day > to) to = day;
  if (from === undefined || to === NO_DAY) return undefined;
  // Asked for only where two clocks do not stand far apart.
  let closed: ReadonlySet<Day | undefined> | undefined;
  const open = (day: Day): boolean => {
    closed ??= new Set(calendar.closed.map((one) => parseDay(one.date)));
    return !closed.has(day) && !calendar.weekend.includes(weekdayOf(day));
  };
  return { from, to, open };
}

/**
 * The days, in order, on which clocks of the zones may stand to one another as on no trade date before: those near a change of any, and the
 * first of each stretch between. Whatever compares times of these clocks, or of one, need only look at them.
 */
export function tellingDays({ from, to, open }: TradeDates, zones: readonly string[]): Day[] {
  const changes = zones.flatMap((zone) => {
    const table = zoneTable(zone, yearOf(from) - 1, yearOf(to) + 1);
    return table.ok ? table.value.changes.map(({ at }) => Math.floor(at / DAY_MS)) : [];
  });
  const found = new Set<Day>();
  const firstFrom = (day: Day): void => {
    let next = Math.max(day, from);
    while (next <= to && !open(next)) next += 1;
    if (next <= to) found.add(next);
  };
  firstFrom(from);
  for (const change of changes) {
    if (change < from - NEAR || change > to + NEAR) continue;
    for (let day = change - NEAR; day <= change + NEAR; day++)
      if (day >= from && day <= to && open(day)) found.add(day);
    firstFrom(change + NEAR + 1);
  }
  return [...found].sort((a, b) => a - b);
}

/** A local time is less than a day from the same time of UTC, and two of one day less than three days apart. */
const NEAR = 3;
