import type { CalendarEvent } from "./events.ts";
import { parseDay, sayWeekday, weekdayOf } from "../../value/day.ts";

const COLUMNS = [
  "id",
  "code",
  "period",
  "event",
  "date",
  "weekday",
  "until",
  "local",
  "zone",
  "utc",
  "status",
  "why",
  "clause",
];

/** The events as CSV (RFC 4180 quoting, line feeds) with a header line. */
export function writeCsv(events: readonly CalendarEvent[]): string {
  const rows = events.map(({ id, code, period, name, date, until, at, provisional, why, clause }) => {
    const day = parseDay(date);
    const weekday = day === undefined ? "" : sayWeekday(weekdayOf(day));
    const status = provisional === true ? "provisional" : "";
    return [id, code, period, name, date, weekday, until, at?.local, at?.zone, at?.utc, status, why, clause];
  });
  return csvText(COLUMNS, rows);
}

/** Rows below a header line as CSV (RFC 4180 quoting, line feeds). */
export function csvText(header: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  return [header, ...rows].map((row) => `${row.map((cell) => quoted(cell ?? "")).join(",")}\n`).join("");
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front, which it shows as text; a number below zero is none. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) && !/^-\d+(?:\.\d+)?$/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
