import { report } from "../../check/context.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import { type Day, parseDay } from "../../value/day.ts";
import type { CompiledCalendar } from "../../value/calendar-compile.ts";
import type { Outcome } from "../../value/calendar.ts";
import { type CompiledSessions, compileSessions } from "../../value/session-compile.ts";
import type { BlockItem } from "../../ast/nodes.ts";
import { contentOf, fieldsOf } from "../../check/block.ts";
import type { Span } from "../../text/source.ts";
import type { SessionData, SessionProblem } from "../../value/session.ts";
import { formatClock, type ZoneTable } from "../../value/zone-time.ts";
import { clock } from "./windows.ts";
import { zoneTable } from "../../value/zone.ts";
import { sayDay } from "../../value/day.ts";
import type { Lowering } from "./builder.ts";
import { sayProblem } from "./problems.ts";
import type { SessionTerms } from "./sessions.ts";

/** Every session of a contract from its first day to its last, and each settlement time, is at one moment, or that is a finding. */
export function sessionsHold(
  at: Lowering,
  { data, term }: SessionTerms,
  world: DateWorld,
  memory: SessionMemory,
  first: string,
  last: string,
): void {
  const settlement = term.settlement?.at.slice(0, 5);
  checkSessionDays(at, data, settlement, world, parseDay(first) as Day, parseDay(last) as Day, memory);
}

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
  memory: SessionMemory,
): void {
  const section = at.block.items.find((item) => item.kind === "section" && item.keyword.text === "sessions");
  const span = section?.span ?? at.context.declaration.name.span;
  const place = section?.kind === "section" ? section.keyword.span : span;
  const calendar = world.calendar(data.calendar);
  // A calendar that cannot be used has its finding already.
  if (!calendar.ok) return;
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
  const week = weekOf(memory, data, settlement, calendar.value);
  if (!week.sessions.ok) {
    for (const problem of week.sessions.problem) add("the week of sessions", at.context.declaration.name.text, problem);
    return;
  }
  for (const { day, what, problem } of problemsOf(week, settlement, first, last)) add(what, sayDay(day), problem);
}

type DayProblem = { readonly day: Day; readonly what: string; readonly problem: SessionProblem };

/** A week of sessions on a calendar: the stretch of days looked at so far, and what was wrong with any of them, in order. */
type Week = {
  readonly sessions: Outcome<CompiledSessions, readonly SessionProblem[]>;
  from: Day;
  to: Day;
  problems: readonly DayProblem[];
};

/** The weeks of a compile: many products trade in the same sessions over the same years. */
export type SessionMemory = Map<string, Week>;

function weekOf(
  memory: SessionMemory,
  data: SessionData,
  settlement: string | undefined,
  calendar: CompiledCalendar,
): Week {
  const { lastClose: _, ...asked } = data;
  const key = JSON.stringify([asked, settlement]);
  const known = memory.get(key);
  if (known !== undefined) return known;
  const zone = (id: string): ZoneTable | undefined => {
    const table = zoneTable(id, calendar.from - 1, calendar.to + 1);
    return table.ok ? table.value : undefined;
  };
  const made: Week = { sessions: compileSessions(data, calendar, zone), from: 0, to: -1, problems: [] };
  memory.set(key, made);
  return made;
}

function problemsOf(week: Week, settlement: string | undefined, first: Day, last: Day): readonly DayProblem[] {
  const look = (from: Day, to: Day): DayProblem[] => {
    const found: DayProblem[] = [];
    for (let day = from; day <= to; day++) {
      const problem = problemOn(week, settlement, day);
      if (problem !== undefined) found.push(problem);
    }
    return found;
  };
  if (week.to < week.from) {
    week.problems = look(first, last);
    [week.from, week.to] = [first, last];
  }
  if (first < week.from) {
    week.problems = [...look(first, week.from - 1), ...week.problems];
    week.from = first;
  }
  if (last > week.to) {
    week.problems = [...week.problems, ...look(week.to + 1, last)];
    week.to = last;
  }
  return week.problems.filter(({ day }) => day >= first && day <= last);
}

function problemOn({ sessions }: Week, settlement: string | undefined, day: Day): DayProblem | undefined {
  if (!sessions.ok) return undefined;
  const trades = sessions.value.tradesOn(day);
  if (!trades.ok) return { day, what: "the session", problem: trades.problem };
  if (!trades.value || settlement === undefined || sessions.value.isQuiet(day)) return undefined;
  const instant = sessions.value.clockOn(day, settlement);
  return instant.ok ? undefined : { day, what: "the settlement time", problem: instant.problem };
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
