import { calendarsOf } from "../../src/model/from-ast/calendars.ts";
import { contextsOf } from "../../src/model/from-ast.ts";
import { type Diagnostic, hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { library } from "../../src/resolve/generated/library.ts";
import { load } from "../../src/resolve/load.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { compileCalendar, type CompiledCalendar } from "../../src/value/calendar-compile.ts";
import type { CalendarData } from "../../src/value/calendar.ts";
import { type Day, formatDay, parseDay, weekdayOf } from "../../src/value/day.ts";

/** The calendars of these files and of the shipped library, by name; a finding is an error of the test. */
export function calendarsIn(files: Readonly<Record<string, string>>): ReadonlyMap<string, CalendarData> {
  const roots = [...Object.keys(library).filter((path) => path.startsWith("std/calendars/")), ...Object.keys(files)];
  const workspace = load(roots, memoryReader(files));
  const found: Diagnostic[] = [...workspace.diagnostics];
  const contexts = contextsOf(workspace, found);
  const data = calendarsOf(contexts).data;
  const all = [...found, ...contexts.flatMap((context) => context.diagnostics)];
  if (hasErrors(all)) throw new Error(all.map((one) => `${one.code}: ${one.message}`).join("\n"));
  return new Map(data.map((one) => [one.id, one]));
}

const shippedData = calendarsIn({});
const compiled = new Map<string, CompiledCalendar>();

/** Names of all shipped calendars, sorted. */
export const shippedNames: readonly string[] = [...shippedData.keys()].sort();

/** The shipped calendar of this name, worked out for its sure years. */
export function shipped(name: string): CompiledCalendar {
  const known = compiled.get(name) ?? compiledOf(shippedData, name);
  compiled.set(name, known);
  return known;
}

/** The calendar of this name as people knew it on `knownOn`, or now. */
export function compiledOf(
  data: ReadonlyMap<string, CalendarData>,
  name: string,
  options: { readonly knownOn?: Day } = {},
): CompiledCalendar {
  const one = data.get(name);
  if (one === undefined) throw new Error(`no calendar ${name}`);
  const found = compileCalendar(one, (id) => data.get(id), options);
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
}

/** The shipped calendar of this name as it was known on a day. */
export function shippedAsKnownOn(name: string, knownOn: string): CompiledCalendar {
  return compiledOf(shippedData, name, { knownOn: day(knownOn) });
}

/** The day number of `YYYY-MM-DD`. */
export function day(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`no day ${text}`);
  return found;
}

/** Whether a calendar has a business day on `YYYY-MM-DD`, which must be in its sure years. */
export function isOpen(calendar: CompiledCalendar, text: string): boolean {
  const at = day(text);
  if (at < calendar.first || at > calendar.last) throw new Error(`${calendar.id} is not sure about ${text}`);
  return calendar.open[at - calendar.first] === 1;
}

/** The closed Mondays to Fridays from one day to another, both included. */
export function closedWeekdays(calendar: CompiledCalendar, from: string, to: string): readonly string[] {
  const found: string[] = [];
  for (let at = day(from); at <= day(to); at++) {
    if (weekdayOf(at) <= 5 && !isOpen(calendar, formatDay(at))) found.push(formatDay(at));
  }
  return found;
}

/** The days from one day to another that end early and are not closed. */
export function earlyDays(calendar: CompiledCalendar, from: string, to: string): readonly string[] {
  return [...calendar.early.keys()]
    .filter((at) => at >= day(from) && at <= day(to))
    .sort((a, b) => a - b)
    .map(formatDay)
    .filter((text) => isOpen(calendar, text));
}
