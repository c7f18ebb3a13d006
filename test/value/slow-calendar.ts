import type { CalendarData, HolidayDays } from "../../src/value/calendar.ts";

/**
 * A second reading of calendars, slow and plain: every answer is found by walking day by day with the JavaScript Date
 * in UTC. It shares no code with src/value, only the shape of the data.
 */

const MS = 86_400_000;
const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export const utc = (year: number, month: number, date: number): number => {
  const at = new Date(Date.UTC(2000, month - 1, date));
  at.setUTCFullYear(year, month - 1, date);
  return at.getTime() / MS;
};
const js = (day: number): Date => new Date(day * MS);
export const year = (day: number): number => js(day).getUTCFullYear();
export const month = (day: number): number => js(day).getUTCMonth() + 1;
export const date = (day: number): number => js(day).getUTCDate();
export const weekday = (day: number): string => NAMES[js(day).getUTCDay()]!;
export const iso = (day: number): string => js(day).toISOString().slice(0, 10);
export const fromIso = (text: string): number => Date.parse(`${text}T00:00:00Z`) / MS;

/** Easter as the Prayer Book finds it: the Sunday after the Paschal full moon, from golden number and epact. */
export function slowEaster(y: number): number {
  const golden = (y % 19) + 1;
  const century = Math.floor(y / 100) + 1;
  const solar = Math.floor((3 * century) / 4) - 12;
  const lunar = Math.floor((8 * century + 5) / 25) - 5;
  let epact = (11 * golden + 20 + lunar - solar) % 30;
  if (epact < 0) epact += 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let moon = utc(y, 3, 21) + ((44 - epact - 21 + 30) % 30);
  moon += 1;
  while (weekday(moon) !== "Sun") moon += 1;
  return moon;
}

/** Thrown for whatever has no answer; `unsure` when a calendar is asked outside its years. */
export class NoDay extends Error {}
export const none = (why: string): never => {
  throw new NoDay(why);
};

export type SlowCalendar = { readonly from: number; readonly to: number; readonly isOpen: (day: number) => boolean };

function daysOf(rule: HolidayDays, y: number): number[] {
  const all: number[] = [];
  for (let day = utc(y, 1, 1); day <= utc(y, 12, 31); day++) all.push(day);
  switch (rule.kind) {
    case "month-day":
      return all.filter((day) => month(day) === rule.month && date(day) === rule.date);
    case "nth-weekday": {
      const those = all.filter((day) => month(day) === rule.month && weekday(day) === rule.weekday);
      const found = those.at(rule.n > 0 ? rule.n - 1 : rule.n);
      return found === undefined ? [] : [found];
    }
    case "easter":
      return [slowEaster(y) + rule.days];
    case "relative-weekday": {
      const base = all.find((day) => month(day) === rule.month && date(day) === rule.date);
      if (base === undefined) return [];
      const order: Record<typeof rule.side, number[]> = {
        before: [-1, -2, -3, -4, -5, -6, -7],
        "on-or-before": [0, -1, -2, -3, -4, -5, -6],
        after: [1, 2, 3, 4, 5, 6, 7],
        "on-or-after": [0, 1, 2, 3, 4, 5, 6],
        nearest: [0, 1, -1, 2, -2, 3, -3],
      };
      return [base + order[rule.side].find((by) => weekday(base + by) === rule.weekday)!];
    }
    case "offset":
      return daysOf(rule.of, y).map((day) => day + rule.days);
    case "listed":
      return rule.days.map(fromIso).filter((day) => year(day) === y);
  }
}

export function slowCalendar(data: CalendarData, lookup: (id: string) => CalendarData): SlowCalendar {
  if (data.kind === "joined") {
    const parts = data.parts.map((id) => slowCalendar(lookup(id), lookup));
    const isOpen = (day: number): boolean =>
      data.open === "all" ? !parts.some((part) => !part.isOpen(day)) : parts.some((part) => part.isOpen(day));
    return { from: Math.max(...parts.map((p) => p.from)), to: Math.min(...parts.map((p) => p.to)), isOpen };
  }
  const chain: Exclude<CalendarData, { kind: "joined" }>[] = [data];
  for (let top = data; top.kind === "derived";) {
    const base = lookup(top.base);
    if (base.kind === "joined") throw new Error("a derived calendar has no joined base");
    chain.unshift(base);
    top = base;
  }
  let weekend: readonly string[] = [];
  let from = 1900;
  let to = 2199;
  let holidays: (typeof data.holidays)[number][] = [];
  let closed: string[] = [];
  let opened: string[] = [];
  let titles: [string, string][] = [];
  for (const one of chain) {
    weekend = one.weekend ?? weekend;
    from = one.from ?? from;
    to = one.to ?? to;
    if (one.kind === "derived") {
      holidays = holidays.filter((h) => !one.without.includes(h.title));
      titles = titles.filter(([title]) => !one.without.includes(title));
    }
    holidays = [...holidays, ...one.holidays];
    for (const c of one.closed) titles.push([c.title, `-${c.date}`]);
    for (const c of one.opened) titles.push([c.title, `+${c.date}`]);
  }
  closed = titles.filter(([, d]) => d.startsWith("-")).map(([, d]) => d.slice(1));
  opened = titles.filter(([, d]) => d.startsWith("+")).map(([, d]) => d.slice(1));
  const shut = new Set<number>();
  const later: number[] = [];
  for (let y = from - 1; y <= to + 1 && holidays.length > 0; y++) {
    for (const rule of holidays) {
      if (y < (rule.from ?? y) || y > (rule.until ?? y)) continue;
      for (const day of daysOf(rule.days, y)) {
        if (rule.only !== undefined && !rule.only.some((name) => name === weekday(day))) continue;
        const how = rule.observed.find((o) => (o.kind === "moved" ? [o.from] : o.from).some((w) => w === weekday(day)));
        if (how === undefined) shut.add(day);
        else if (how.kind === "substitute") later.push(day);
        else shut.add(day + [0, 1, -1, 2, -2, 3, -3].find((by) => weekday(day + by) === how.to)!);
      }
    }
  }
  for (const day of later.sort((a, b) => a - b)) {
    let to = day + 1;
    while (weekend.includes(weekday(to)) || shut.has(to)) to += 1;
    shut.add(to);
  }
  const [shutOnce, openOnce] = [new Set(closed.map(fromIso)), new Set(opened.map(fromIso))];
  const isOpen = (day: number): boolean => {
    if (year(day) < from || year(day) > to) return none("unsure");
    if (openOnce.has(day)) return true;
    return !(shutOnce.has(day) || shut.has(day) || weekend.includes(weekday(day)));
  };
  return { from, to, isOpen };
}
