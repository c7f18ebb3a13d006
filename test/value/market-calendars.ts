import type { CalendarData, HolidayRule, Observance, OneOff } from "../../src/value/calendar.ts";
import type { WeekdayName } from "../../src/value/day.ts";

/**
 * Calendars for the tests of dates. Their closed days are compared with the shared lists (calendar-data.test.ts); the
 * days on which closures were announced and the early closes before 2018 and after 2027 are not in any list there.
 */

const SAT_SUN: readonly WeekdayName[] = ["Sat", "Sun"];
const SUNDAY: Observance = { kind: "moved", from: "Sun", to: "Mon" };
const SATURDAY: Observance = { kind: "moved", from: "Sat", to: "Fri" };
const NEXT_FREE: Observance = { kind: "substitute", from: SAT_SUN };

type Years = { readonly from?: number; readonly until?: number; readonly observed?: readonly Observance[] };

const fixed = (title: string, month: number, date: number, more: Years = {}): HolidayRule => ({
  title,
  days: { kind: "month-day", month, date },
  observed: [],
  ...more,
});
const nth = (title: string, n: number, weekday: WeekdayName, month: number, more: Years = {}): HolidayRule => ({
  title,
  days: { kind: "nth-weekday", n, weekday, month },
  observed: [],
  ...more,
});
const easter = (title: string, days: number): HolidayRule => ({ title, days: { kind: "easter", days }, observed: [] });
const once = (title: string, date: string, announced?: string): OneOff =>
  announced === undefined ? { title, date } : { title, date, announced };

const nothing = { holidays: [], closed: [], opened: [], earlyCloses: [] };

export const WEEKDAYS_ONLY: CalendarData = {
  kind: "rules",
  id: "WEEKDAYS",
  title: "Weekdays",
  weekend: SAT_SUN,
  ...nothing,
};

const BOTH = { observed: [SUNDAY, SATURDAY] };

export const US_EXCHANGE: CalendarData = {
  kind: "rules",
  id: "US_EXCHANGE",
  title: "New York and Chicago exchanges",
  from: 2000,
  to: 2037,
  weekend: SAT_SUN,
  holidays: [
    fixed("New Year's Day", 1, 1, { observed: [SUNDAY] }),
    nth("Martin Luther King Jr. Day", 3, "Mon", 1),
    nth("Washington's Birthday", 3, "Mon", 2),
    easter("Good Friday", -2),
    nth("Memorial Day", -1, "Mon", 5),
    fixed("Juneteenth", 6, 19, { from: 2022, ...BOTH }),
    fixed("Independence Day", 7, 4, BOTH),
    nth("Labor Day", 1, "Mon", 9),
    nth("Thanksgiving Day", 4, "Thu", 11),
    fixed("Christmas Day", 12, 25, BOTH),
  ],
  closed: [],
  opened: [],
  earlyCloses: [
    {
      title: "Day before Independence Day",
      days: { kind: "month-day", month: 7, date: 3 },
      only: ["Mon", "Tue", "Wed", "Thu"],
      close: "13:00",
      zone: "America/New_York",
    },
    {
      title: "Day after Thanksgiving",
      days: { kind: "offset", days: 1, of: { kind: "nth-weekday", n: 4, weekday: "Thu", month: 11 } },
      close: "13:00",
      zone: "America/New_York",
    },
    {
      title: "Christmas Eve",
      days: { kind: "month-day", month: 12, date: 24 },
      only: ["Mon", "Tue", "Wed", "Thu"],
      close: "13:00",
      zone: "America/New_York",
    },
  ],
};

export const US_EQUITY: CalendarData = {
  kind: "derived",
  id: "US_EQUITY",
  title: "New York stock exchanges",
  base: "US_EXCHANGE",
  without: [],
  ...nothing,
  closed: [
    ...[11, 12, 13, 14].map((date) => once("Attacks on the World Trade Center", `2001-09-${date}`, "2001-09-11")),
    once("Mourning for Ronald Reagan", "2004-06-11", "2004-06-07"),
    once("Mourning for Gerald R. Ford", "2007-01-02", "2006-12-28"),
    once("Hurricane Sandy", "2012-10-29", "2012-10-28"),
    once("Hurricane Sandy", "2012-10-30", "2012-10-29"),
    once("Mourning for George H. W. Bush", "2018-12-05", "2018-12-01"),
    once("Mourning for Jimmy Carter", "2025-01-09", "2024-12-30"),
  ],
};

export const US_FX: CalendarData = {
  kind: "derived",
  id: "US_FX",
  title: "Chicago currency contracts",
  base: "US_EXCHANGE",
  without: [],
  ...nothing,
  holidays: [nth("Columbus Day", 2, "Mon", 10), fixed("Veterans Day", 11, 11, { observed: [SUNDAY] })],
};

export const US_FEDERAL: CalendarData = {
  kind: "rules",
  id: "US_FEDERAL",
  title: "US federal government",
  from: 2018,
  to: 2027,
  weekend: SAT_SUN,
  ...nothing,
  holidays: [
    fixed("New Year's Day", 1, 1, BOTH),
    nth("Martin Luther King Jr. Day", 3, "Mon", 1),
    nth("Washington's Birthday", 3, "Mon", 2),
    nth("Memorial Day", -1, "Mon", 5),
    fixed("Juneteenth", 6, 19, { from: 2021, ...BOTH }),
    fixed("Independence Day", 7, 4, BOTH),
    nth("Labor Day", 1, "Mon", 9),
    nth("Columbus Day", 2, "Mon", 10),
    fixed("Veterans Day", 11, 11, BOTH),
    nth("Thanksgiving Day", 4, "Thu", 11),
    fixed("Christmas Day", 12, 25, BOTH),
  ],
};

export const ENGLAND: CalendarData = {
  kind: "rules",
  id: "ENGLAND",
  title: "England and Wales bank holidays",
  from: 2000,
  to: 2037,
  weekend: SAT_SUN,
  earlyCloses: [],
  holidays: [
    fixed("New Year's Day", 1, 1, { observed: [NEXT_FREE] }),
    easter("Good Friday", -2),
    easter("Easter Monday", 1),
    nth("Early May bank holiday", 1, "Mon", 5),
    nth("Spring bank holiday", -1, "Mon", 5),
    nth("Summer bank holiday", -1, "Mon", 8),
    fixed("Christmas Day", 12, 25, { observed: [NEXT_FREE] }),
    fixed("Boxing Day", 12, 26, { observed: [NEXT_FREE] }),
  ],
  closed: [
    once("Golden Jubilee", "2002-06-03"),
    once("Spring bank holiday, moved", "2002-06-04"),
    once("Wedding of Prince William", "2011-04-29", "2010-11-23"),
    once("Spring bank holiday, moved", "2012-06-04"),
    once("Diamond Jubilee", "2012-06-05", "2010-01-05"),
    once("Early May bank holiday, moved to VE Day", "2020-05-08", "2019-06-07"),
    once("Spring bank holiday, moved", "2022-06-02", "2020-11-12"),
    once("Platinum Jubilee", "2022-06-03", "2020-11-12"),
    once("Funeral of Queen Elizabeth II", "2022-09-19", "2022-09-10"),
    once("Coronation of King Charles III", "2023-05-08", "2022-11-06"),
  ],
  opened: [
    once("Spring bank holiday moved away", "2002-05-27"),
    once("Spring bank holiday moved away", "2012-05-28"),
    once("Early May bank holiday moved away", "2020-05-04", "2019-06-07"),
    once("Spring bank holiday moved away", "2022-05-30", "2020-11-12"),
  ],
};

export const TARGET2: CalendarData = {
  kind: "rules",
  id: "TARGET2",
  title: "Eurosystem T2",
  from: 2018,
  to: 2027,
  weekend: SAT_SUN,
  ...nothing,
  holidays: [
    fixed("New Year's Day", 1, 1),
    easter("Good Friday", -2),
    easter("Easter Monday", 1),
    fixed("Labour Day", 5, 1),
    fixed("Christmas Day", 12, 25),
    fixed("Christmas Holiday", 12, 26),
  ],
};

export const TORONTO: CalendarData = {
  kind: "rules",
  id: "TORONTO",
  title: "Toronto exchanges",
  from: 2018,
  to: 2027,
  weekend: SAT_SUN,
  ...nothing,
  holidays: [
    fixed("New Year's Day", 1, 1, { observed: [NEXT_FREE] }),
    nth("Family Day", 3, "Mon", 2),
    easter("Good Friday", -2),
    {
      title: "Victoria Day",
      days: { kind: "relative-weekday", weekday: "Mon", side: "before", month: 5, date: 25 },
      observed: [],
    },
    fixed("Canada Day", 7, 1, { observed: [NEXT_FREE] }),
    nth("Civic Holiday", 1, "Mon", 8),
    nth("Labour Day", 1, "Mon", 9),
    nth("Thanksgiving Day", 2, "Mon", 10),
    fixed("Christmas Day", 12, 25, { observed: [NEXT_FREE] }),
    fixed("Boxing Day", 12, 26, { observed: [NEXT_FREE] }),
  ],
};

/** National bank holidays of Brazil, Carnival and Corpus Christi included; compared with published expiries only. */
export const BRAZIL_BANKS: CalendarData = {
  kind: "rules",
  id: "BRAZIL_BANKS",
  title: "Brazilian banks",
  from: 2015,
  to: 2030,
  weekend: SAT_SUN,
  ...nothing,
  holidays: [
    fixed("Universal Fraternisation", 1, 1),
    easter("Carnival Monday", -48),
    easter("Carnival Tuesday", -47),
    easter("Good Friday", -2),
    fixed("Tiradentes", 4, 21),
    fixed("Labour Day", 5, 1),
    easter("Corpus Christi", 60),
    fixed("Independence Day", 9, 7),
    fixed("Our Lady of Aparecida", 10, 12),
    fixed("All Souls", 11, 2),
    fixed("Proclamation of the Republic", 11, 15),
    fixed("Black Awareness Day", 11, 20, { from: 2024 }),
    fixed("Christmas Day", 12, 25),
  ],
};

export const LON_US: CalendarData = {
  kind: "joined",
  id: "LON_US",
  title: "London and New York",
  open: "all",
  parts: ["ENGLAND", "US_EXCHANGE"],
};

export const BRAZIL_US: CalendarData = {
  kind: "joined",
  id: "BRAZIL_US",
  title: "Brazil and New York",
  open: "all",
  parts: ["BRAZIL_BANKS", "US_EXCHANGE"],
};

export const MARKET_CALENDARS: readonly CalendarData[] = [
  WEEKDAYS_ONLY,
  US_EXCHANGE,
  US_EQUITY,
  US_FX,
  US_FEDERAL,
  ENGLAND,
  TARGET2,
  TORONTO,
  BRAZIL_BANKS,
  BRAZIL_US,
  LON_US,
];

/** The market calendar of this id. */
export function marketCalendar(id: string): CalendarData | undefined {
  return MARKET_CALENDARS.find((calendar) => calendar.id === id);
}
