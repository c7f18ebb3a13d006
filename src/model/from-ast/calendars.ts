import type { ClauseIds } from "../../check/clauses.ts";
import { type Context, report } from "../../check/context.ts";
import type { Declaration } from "../../ast/nodes.ts";
import { inLibraryPath } from "../../resolve/workspace.ts";
import { type CalendarLookup, compileCalendar, type CompiledCalendar } from "../../value/calendar-compile.ts";
import type { CalendarData, CalendarProblem, Outcome } from "../../value/calendar.ts";
import { type Day, formatDay, weekdayOf } from "../../value/day.ts";
import type { Calendar } from "../model.ts";
import { clauseOf } from "./builder.ts";
import { calendarData } from "./calendar.ts";
import { sayProblem } from "./problems.ts";

export type Calendars = {
  readonly data: readonly CalendarData[];
  readonly contexts: ReadonlyMap<string, Context>;
  /** Each calendar worked out, or what is wrong with it. */
  readonly compiled: (id: string) => Outcome<CompiledCalendar, CalendarProblem> | undefined;
  /** A calendar as models have it, from one day to another. */
  readonly terms: (context: Context, compiled: CompiledCalendar, first: Day, last: Day) => Calendar;
};

/**
 * The calendars among the declarations, as data; a calendar that cannot be used is a finding at its declaration. Those of the shipped library
 * are sound, as their own check says, and are worked out when somebody asks for them: most specs use one of those they import.
 */
export function calendarsOf(declared: readonly Context[]): Calendars {
  const contexts = new Map<string, Context>();
  const data = new Map<string, CalendarData>();
  for (const context of declared) {
    const { declaration } = context;
    const found = declaration.keyword === "calendar" ? dataOf(context, declaration) : undefined;
    if (found === undefined) continue;
    contexts.set(declaration.name.text, context);
    data.set(declaration.name.text, found);
  }
  const compiledOf = (name: string) => {
    const one = data.get(name);
    return one && compiledOnce(one, (id) => data.get(id));
  };
  for (const [name, context] of contexts) {
    const { path } = context.module;
    if (inLibraryPath(path) && !context.workspace.roots.includes(path)) continue;
    const compiled = compiledOf(name);
    if (compiled?.ok === false)
      report(
        context,
        "calendar-unsound",
        context.declaration.name.span,
        {
          calendar: name,
          why: sayProblem(compiled.problem).replace(`the calendar ${name} `, "it "),
        },
        compiled.problem.kind === "calendar-years" && compiled.problem.why === "missing"
          ? {
              help: `write the first and the last year it is sure about behind its title: \`calendar ${name} "…" 2000..2037\``,
            }
          : {},
      );
  }
  const clauses = declared[0]?.clauses;
  return {
    data: [...data.values()],
    contexts,
    compiled: compiledOf,
    terms: (context, compiled, first, last) => termOnce(clauses ?? context.clauses, context, compiled, first, last),
  };
}

/** Models share a few calendars, also those that a compile makes of amended specs: each is written out once for the same clause and days. */
const written = new WeakMap<ClauseIds, WeakMap<CompiledCalendar, Map<string, Calendar>>>();

function termOnce(ids: ClauseIds, context: Context, compiled: CompiledCalendar, first: Day, last: Day): Calendar {
  let ofIds = written.get(ids);
  if (ofIds === undefined) written.set(ids, (ofIds = new WeakMap()));
  let ofCalendar = ofIds.get(compiled);
  if (ofCalendar === undefined) ofIds.set(compiled, (ofCalendar = new Map()));
  const key = `${first} ${last} ${clauseOf(context, context.declaration)}`;
  const known = ofCalendar.get(key);
  if (known !== undefined) return known;
  const term = calendarTerm(context, compiled, first, last);
  ofCalendar.set(key, term);
  return term;
}

/** The calendars of the shipped library are read once in a process: their declarations are the same in every compile. */
const ofLibrary = new WeakMap<Declaration, CalendarData>();
/** All others once in a compile, also where it works out what amendments make of them. */
const ofCompile = new WeakMap<ClauseIds, WeakMap<Declaration, CalendarData>>();

function dataOf(context: Context, declaration: Declaration): CalendarData | undefined {
  let read = inLibraryPath(context.module.path) ? ofLibrary : ofCompile.get(context.clauses);
  if (read === undefined) ofCompile.set(context.clauses, (read = new WeakMap()));
  const known = read.get(declaration);
  if (known !== undefined) return known;
  const before = context.diagnostics.length;
  const found = calendarData(context, declaration);
  if (found !== undefined && context.diagnostics.length === before) read.set(declaration, found);
  return found;
}

type Compiled = {
  readonly result: Outcome<CompiledCalendar, CalendarProblem>;
  /** The other calendars it was made of. */
  readonly others: ReadonlyMap<string, CalendarData | undefined>;
};

const compiledBefore = new WeakMap<CalendarData, Compiled>();

/** The same data, made of the same other calendars, are worked out once. */
function compiledOnce(data: CalendarData, lookup: CalendarLookup): Compiled["result"] {
  const known = compiledBefore.get(data);
  if (known !== undefined && [...known.others].every(([id, other]) => lookup(id) === other)) return known.result;
  const others = new Map<string, CalendarData | undefined>();
  const result = compileCalendar(data, (id) => {
    const other = lookup(id);
    others.set(id, other);
    return other;
  });
  compiledBefore.set(data, { result, others });
  return result;
}

/** A compiled calendar as the model has it: what closes, and why, from `first` to `last`. */
export function calendarTerm(context: Context, compiled: CompiledCalendar, first: Day, last: Day): Calendar {
  const from = Math.max(first, compiled.first);
  const to = Math.min(last, compiled.last);
  const closed: Calendar["closed"] = [];
  const earlyCloses: Calendar["earlyCloses"] = [];
  const holidaySessions: Calendar["earlyCloses"] = [];
  const weekdaysClosed = new Set<number>();
  for (let day = from; day <= to; day++)
    if (compiled.open[day - compiled.first] === 0 && !compiled.notes.has(day)) weekdaysClosed.add(weekdayOf(day));
  for (const day of daysOf(compiled.notes, from, to)) {
    if (compiled.open[day - compiled.first] === 1) continue;
    const titles = new Set(compiled.notes.get(day)?.map((note) => note.title));
    closed.push({ date: formatDay(day), title: [...titles].join("; ") });
  }
  for (const day of daysOf(compiled.early, from, to)) {
    const isOpen = compiled.open[day - compiled.first] === 1;
    const notes = compiled.notes.get(day) ?? [{ title: "weekend" }];
    for (const { close, zone, title } of compiled.early.get(day) ?? []) {
      const early = { date: formatDay(day), at: `${close}:00`, zone, title };
      if (isOpen) earlyCloses.push(early);
      else if (notes.some((note) => note.title === title)) holidaySessions.push(early);
    }
  }
  return {
    id: compiled.id,
    title: compiled.title,
    clause: clauseOf(context, context.declaration),
    from: formatDay(from),
    to: formatDay(to),
    weekend: [...weekdaysClosed].sort((a, b) => a - b),
    closed,
    earlyCloses,
    ...(holidaySessions.length === 0 ? {} : { holidaySessions }),
  };
}

/** The days of a map from `first` to `last`, in order. */
function daysOf(by: ReadonlyMap<Day, unknown>, first: Day, last: Day): Day[] {
  const found: Day[] = [];
  for (const day of by.keys()) if (day >= first && day <= last) found.push(day);
  return found.sort((a, b) => a - b);
}
