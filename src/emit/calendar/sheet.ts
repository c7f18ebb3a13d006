import type { Calendar } from "../../model/model.ts";
import { dayOf, formatDay, parseDay, sayMonthName, sayWeekday, weekdayOf, yearOf } from "../../value/day.ts";
import { firstDayOfMonth, lastDayOfMonth, monthOf } from "../../value/month.ts";
import { escapeHtml } from "../escape-html.ts";
import type { CalendarEvent } from "./events.ts";

export type SheetHead = {
  readonly product: string;
  readonly title: string;
  readonly compiler: string;
  readonly asOf: string;
  /** Whose closed days are shown. */
  readonly calendar?: Calendar;
};

/** A day of its own; stretches of days, times and levels of limits would crowd the page. */
export function shownOnSheet({ until, at, name }: CalendarEvent): boolean {
  return until === undefined && at === undefined && !/-\d+$/.test(name);
}

/**
 * The dates as a page for each year, to be printed and hung on a wall: every month a grid, its days named below it, holidays among them. The
 * page needs nothing from elsewhere. Each event is an element whose id is that of the event.
 */
export function writeSheet(head: SheetHead, events: readonly CalendarEvent[]): string {
  const shown = events.filter(shownOnSheet);
  const years = [...new Set(shown.map((one) => Number(one.date.slice(0, 4))))].sort((a, b) => a - b);
  const title = `${head.product} ${head.title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${years.map((year) => page(head, year, shown)).join("\n")}
</body>
</html>
`;
}

function page(head: SheetHead, year: number, events: readonly CalendarEvent[]): string {
  const months = Array.from({ length: 12 }, (_, at) => month(head.calendar, year, at + 1, events));
  const calendar =
    head.calendar === undefined ? "" : ` Closed days are those of the calendar “${head.calendar.title}”.`;
  return `<section class="year">
<header><h1>${year}</h1><p><b>${escapeHtml(head.product)}</b> ${escapeHtml(head.title)}</p></header>
<div class="months">
${months.join("\n")}
</div>
<footer>Contract months listed on ${escapeHtml(head.asOf)}.${escapeHtml(calendar)} Made by Tenor ${escapeHtml(head.compiler)} from the contract's own text.</footer>
</section>`;
}

type Named = { readonly date: string; readonly kind: "event" | "closed" | "short"; readonly text: string };

function month(calendar: Calendar | undefined, year: number, number: number, events: readonly CalendarEvent[]): string {
  const [first, last] = [firstDayOfMonth(monthOf(year, number)), lastDayOfMonth(monthOf(year, number))];
  const prefix = formatDay(first).slice(0, 7);
  const named = namedIn(prefix, calendar, events);
  const marks = new Map<string, string[]>();
  for (const { date, kind } of named) marks.set(date, [...(marks.get(date) ?? []), kind]);
  const cells: string[] = Array.from({ length: weekdayOf(first) - 1 }, () => "<td></td>");
  for (let day = first; day <= last; day++) {
    const closed = calendar?.weekend.includes(weekdayOf(day)) === true ? ["weekend"] : [];
    const classes = [...new Set([...closed, ...(marks.get(formatDay(day)) ?? [])])];
    cells.push(`<td${classes.length === 0 ? "" : ` class="${classes.join(" ")}"`}>${day - first + 1}</td>`);
  }
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += 7) rows.push(`<tr>${cells.slice(at, at + 7).join("")}</tr>`);
  return `<article><h2>${sayMonthName(number)}</h2>
<table><thead><tr>${WEEK}</tr></thead><tbody>${rows.join("")}</tbody></table>
<ul>${named.map(line).join("")}</ul></article>`;
}

/** What is named below a month: its closed and short days, and the events, those of one kind and day together. */
function namedIn(prefix: string, calendar: Calendar | undefined, events: readonly CalendarEvent[]): Named[] {
  const found: Named[] = [];
  const closed = (calendar?.closed ?? []).filter((one) => one.date.startsWith(prefix));
  for (const { date, title } of closed) found.push({ date, kind: "closed", text: escapeHtml(title) });
  for (const { date, title, at, zone } of (calendar?.earlyCloses ?? []).filter((one) => one.date.startsWith(prefix))) {
    const when = `until ${at.slice(0, 5)}${zone === undefined ? "" : ` ${zone}`}`;
    found.push({ date, kind: "short", text: escapeHtml(`${title}, ${when}`) });
  }
  const groups = new Map<string, CalendarEvent[]>();
  for (const one of events) {
    if (!one.date.startsWith(prefix)) continue;
    const key = `${one.date} ${one.name}${one.provisional === true ? " (provisional)" : ""}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [key, some] of groups) {
    const codes = some.map((one) => `<b id="${escapeHtml(one.id)}">${escapeHtml(one.code)}</b>`).join(" ");
    const name = key.slice(11).replaceAll("-", " ");
    found.push({ date: key.slice(0, 10), kind: "event", text: `${codes} ${escapeHtml(name)}` });
  }
  const order = ["closed", "short", "event"];
  return found.sort((a, b) =>
    a.date === b.date ? order.indexOf(a.kind) - order.indexOf(b.kind) : a.date < b.date ? -1 : 1,
  );
}

function line({ date, kind, text }: Named): string {
  const day = parseDay(date);
  if (day === undefined) throw new Error(`${date} is no day`);
  const number = day - dayOf(yearOf(day), Number(date.slice(5, 7)), 1) + 1;
  return `<li class="${kind}"><span>${number} ${sayWeekday(weekdayOf(day))}</span> ${text}</li>`;
}

const WEEK = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((one) => `<th>${one}</th>`).join("");

const STYLE = `
@page { size: A4 landscape; margin: 9mm }
* { box-sizing: border-box }
body { margin: 0; font: 7.5pt/1.25 system-ui, sans-serif; color: #1a1a1a }
.year { break-after: page; break-inside: avoid; padding: 4mm; max-width: 281mm; margin: 0 auto }
.year:last-child { break-after: auto }
header { display: flex; align-items: baseline; gap: 4mm; border-bottom: 0.6pt solid #1a1a1a; margin-bottom: 2mm }
h1 { font-size: 18pt; margin: 0 }
header p { margin: 0; font-size: 10pt }
.months { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2.5mm 5mm }
article { break-inside: avoid }
h2 { font-size: 8.5pt; margin: 0 0 0.5mm }
table { width: 100%; border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; table-layout: fixed }
th { font-weight: 400; color: #666; font-size: 6.5pt; text-align: center; padding: 0 }
td { text-align: center; padding: 0.35mm 0; border: 0.4pt solid transparent }
td.weekend { color: #999 }
td.closed { background: #ddd; color: #555; text-decoration: line-through }
td.short { border-color: #888; border-style: dashed }
td.event { font-weight: 700; border: 0.8pt solid #1a1a1a }
ul { list-style: none; margin: 0.8mm 0 0; padding: 0; font-size: 6.5pt }
li { padding-left: 9.5mm; text-indent: -9.5mm }
li span { display: inline-block; width: 9.5mm; text-indent: 0; color: #555; font-variant-numeric: tabular-nums }
li.closed, li.short { color: #666 }
footer { margin-top: 2mm; font-size: 6.5pt; color: #666 }
`;
