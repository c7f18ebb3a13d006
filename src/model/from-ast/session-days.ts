import { report } from "../../check/context.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { Day } from "../../value/day.ts";
import { compileSessions } from "../../value/session-compile.ts";
import type { BlockItem } from "../../ast/nodes.ts";
import { contentOf, fieldsOf } from "../../check/block.ts";
import type { Span } from "../../text/source.ts";
import type { SessionData, SessionProblem } from "../../value/session.ts";
import { formatClock, type ZoneTable } from "../../value/zone-time.ts";
import { clock } from "./windows.ts";
import { zoneTable } from "../../value/zone.ts";
import { formatDay, sayDay } from "../../value/day.ts";
import type { Lowering } from "./builder.ts";
import { sayProblem } from "./problems.ts";

/**
 * Works the session of every trade date from `first` to `last` out, so that a local time which a clock change skips or repeats, a week
 * that overlaps itself or a date the calendar is not sure about is a finding now and not on the night it matters. One finding for each
 * kind of problem: the same hour is skipped every year.
 */
export function checkSessionDays(
  at: Lowering,
  data: SessionData,
  settlement: string | undefined,
  world: DateWorld,
  first: Day,
  last: Day,
): void {
  const section = at.block.items.find((item) => item.kind === "section" && item.keyword.text === "sessions");
  const span = section?.span ?? at.context.declaration.name.span;
  const place = section?.kind === "section" ? section.keyword.span : span;
  const calendar = world.calendar(data.calendar);
  // A calendar that cannot be used has its finding already.
  if (!calendar.ok) return;
  const tables = new Map<string, ZoneTable | undefined>();
  const years = [Number(formatDay(first).slice(0, 4)), Number(formatDay(last).slice(0, 4)) + 1] as const;
  const zone = (id: string): ZoneTable | undefined => {
    if (!tables.has(id)) {
      const table = zoneTable(id, years[0], years[1]);
      tables.set(id, table.ok ? table.value : undefined);
    }
    return tables.get(id);
  };
  const said = new Set<string>();
  const add = (what: string, period: string, problem: SessionProblem): void => {
    if (said.has(problem.kind)) return;
    said.add(problem.kind);
    if (problem.kind !== "time-skipped" && problem.kind !== "time-repeated") {
      report(at.context, "date-unresolved", place, { what, period, why: sayProblem(problem) });
      return;
    }
    const time = formatClock(problem.time);
    const how = problem.kind === "time-skipped" ? "does not exist" : "comes twice";
    report(at.context, "local-time-ambiguous", timePlace(section, time) ?? place, {
      time,
      date: sayDay(problem.day),
      zone: problem.zone,
      how,
    });
  };
  const sessions = compileSessions(data, calendar.value, zone);
  if (!sessions.ok) {
    for (const problem of sessions.problem) add("the week of sessions", at.context.declaration.name.text, problem);
    return;
  }
  for (let day = first; day <= last; day++) {
    const session = sessions.value.on(day);
    if (!session.ok) {
      add("the session", sayDay(day), session.problem);
      continue;
    }
    if (session.value === undefined || settlement === undefined) continue;
    const instant = sessions.value.clockOn(day, settlement);
    if (!instant.ok) add("the settlement time", sayDay(day), instant.problem);
  }
}

/** Where `sessions` states the time `HH:MM`. */
function timePlace(section: BlockItem | undefined, time: string): Span | undefined {
  if (section?.kind !== "section") return undefined;
  const times = fieldsOf(section.block).flatMap((field) => [
    ...(contentOf(field, "session-value")?.sessions ?? []).flatMap((one) => [one.from, one.until]),
    ...(contentOf(field, "moment-value")?.moments ?? []).flatMap((one) => one.at ?? []),
  ]);
  return times.find((one) => clock(one).slice(0, 5) === time.slice(0, 5))?.span;
}
