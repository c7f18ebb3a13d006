import { sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import { type Day, parseDay, sayDay } from "../../value/day.ts";
import { compileSessions } from "../../value/session-compile.ts";
import { zoneTable } from "../../value/zone.ts";
import type { Perpetual } from "../model.ts";
import type { LoweredPerpetual } from "./perpetual.ts";

/** A stretch of open trading in milliseconds since 1970 in UTC, its end not in it. */
type Open = { from: number; until: number };

const DAY = 86_400_000;
/** A year and a week: every weekday meets every date of a clock change at least once. */
const DAYS = 372;

/**
 * Sees that every interval of funding of a year from the first day on lies within a session or outside all of them: one that began while nothing
 * could be dealt would be paid on samples that are none. The finding is about the first that does not.
 */
export function fundedInSessions({ at, perpetual, sessions }: LoweredPerpetual, world: DateWorld): void {
  const { funding, listing } = perpetual;
  const first = parseDay(listing.first) as Day;
  const open = openOn(sessions, world, first);
  if (open === undefined) return;
  const start = instantOf(first, funding.from);
  const span = sectionOf(at.block, "funding")?.keyword.span ?? at.context.declaration.name.span;
  let paid = false;
  let place = 0;
  const end = open.at(-1)?.until ?? start;
  // The first session may have begun on the day before the first trade date.
  for (let from = start + funding.every; from + funding.every <= end; from += funding.every) {
    const until = from + funding.every;
    while ((open[place]?.until ?? Infinity) <= from) place++;
    const one = open[place];
    if (one === undefined) break;
    if (one.from >= until) continue;
    paid = true;
    if (one.from <= from && one.until >= until) continue;
    const gap = one.from > from ? { from, until: one.from } : { from: one.until, until };
    report(
      at.context,
      "funding-outside-session",
      span,
      { from: say(from), until: say(until), closed: `${say(gap.from)} until ${say(gap.until)}` },
      { related: [{ span: sectionOf(at.block, "sessions")?.keyword.span ?? span, label: "trades are matched so" }] },
    );
    return;
  }
  if (!paid)
    report(at.context, "funding-outside-session", span, {
      from: say(start),
      until: say(start + funding.every),
      closed: "all of it",
    });
}

/** When trading is open, stretches that touch being one, from the day before the first on; undefined where it cannot be told, which has its own finding. */
function openOn({ data }: LoweredPerpetual["sessions"], world: DateWorld, first: Day): Open[] | undefined {
  const calendar = world.calendar(data.calendar);
  if (!calendar.ok) return undefined;
  const compiled = compileSessions(data, calendar.value, (id) => {
    const table = zoneTable(id, calendar.value.from - 1, calendar.value.to + 1);
    return table.ok ? table.value : undefined;
  });
  if (!compiled.ok) return undefined;
  const open: Open[] = [];
  for (let day = first; day < first + DAYS; day++) {
    const stretches = compiled.value.openOn(day);
    if (!stretches.ok) return undefined;
    for (const { open: from, close: until } of stretches.value) {
      const before = open.at(-1);
      if (before !== undefined && before.until === from) before.until = until;
      else open.push({ from, until });
    }
  }
  return open;
}

function instantOf(day: Day, clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return day * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function say(instant: number): string {
  const day = Math.floor(instant / DAY);
  const time = new Date(instant).toISOString().slice(11, 16);
  return `${sayDay(day)}, ${time} UTC`;
}

/** The times of a day, in UTC, at which intervals end. */
export function fundingTimes({ every, from }: { readonly every: number; readonly from: string }): string[] {
  const first = instantOf(0, from) % every;
  return Array.from({ length: DAY / every }, (_, at) => new Date(first + at * every).toISOString().slice(11, 19));
}

/**
 * The last day on which the sessions of a perpetual are written out: the end of the calendar year after the day asked about, or its horizon
 * where that is earlier. It has no last trading day that could end its schedule.
 */
export function scheduleEnd({ horizon }: Pick<Perpetual, "horizon">, asOf: string): string {
  const end = `${Number(asOf.slice(0, 4)) + 1}-12-31`;
  return horizon !== undefined && horizon.until < end ? horizon.until : end;
}
