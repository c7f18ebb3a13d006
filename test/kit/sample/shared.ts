import type { Calendar, Clause, Organisation } from "../../../src/model/model.ts";
import { locate } from "./locate.ts";

const CALENDARS_PATH = "std/calendars/us.tenor";
const CALENDARS_TEXT = `calendar US_EXCHANGE "New York and Chicago exchanges" 2000..2037 {
  weekend: Sat, Sun
}
calendar UK_BANK "Bank holidays in England and Wales" 2000..2037 {
  weekend: Sat, Sun
}
calendar WEEKDAYS "Monday to Friday" {
  weekend: Sat, Sun
}
calendar LON_US = UK_BANK and US_EXCHANGE
`;

const VENUE_PATH = "venue.tenor";
const VENUE_TEXT = `/// The exchange, the clearing house and the administrators of this sample are fictional.
venue XDEX "Example Derivatives Exchange (fictional)" {
  mic: XDEX
  lei: 00000000000000000000
  website: "https://xdex.example"
}
clearing-house XDCC "Example Derivatives Clearing Corporation (fictional)" {
  website: "https://xdcc.example"
}
organisation GPUX "GPU Exchange Index Services (fictional)" {
  website: "https://gpux.example"
}
`;

export const sharedClauses: readonly Clause[] = [
  ...locate(CALENDARS_PATH, CALENDARS_TEXT, [
    ["US_EXCHANGE", `calendar US_EXCHANGE "New York and Chicago exchanges" 2000..2037 {`],
    ["UK_BANK", `calendar UK_BANK "Bank holidays in England and Wales" 2000..2037 {`],
    ["WEEKDAYS", `calendar WEEKDAYS "Monday to Friday" {`],
    ["LON_US", "calendar LON_US = UK_BANK and US_EXCHANGE"],
  ]),
  ...locate(VENUE_PATH, VENUE_TEXT, [
    ["XDEX/narrative/1", "/// The exchange, the clearing house and the administrators of this sample are fictional."],
    ["XDEX", `venue XDEX "Example Derivatives Exchange (fictional)" {`],
    ["XDEX/mic", "mic: XDEX"],
    ["XDEX/lei", "lei: 00000000000000000000"],
    ["XDEX/website", `website: "https://xdex.example"`],
    ["XDCC", `clearing-house XDCC "Example Derivatives Clearing Corporation (fictional)" {`],
    ["XDCC/website", `website: "https://xdcc.example"`],
    ["GPUX", `organisation GPUX "GPU Exchange Index Services (fictional)" {`],
    ["GPUX/website", `website: "https://gpux.example"`],
  ]),
];

export const organisations: Organisation[] = [
  {
    id: "XDEX",
    role: "venue",
    title: "Example Derivatives Exchange (fictional)",
    clause: "XDEX",
    narrative: [
      {
        text: "The exchange, the clearing house and the administrators of this sample are fictional.",
        citations: [],
        clause: "XDEX/narrative/1",
      },
    ],
    facts: [
      { name: "mic", value: "XDEX", clause: "XDEX/mic" },
      { name: "lei", value: "00000000000000000000", clause: "XDEX/lei" },
      { name: "website", value: "https://xdex.example", clause: "XDEX/website" },
    ],
  },
  {
    id: "XDCC",
    role: "clearing-house",
    title: "Example Derivatives Clearing Corporation (fictional)",
    clause: "XDCC",
    narrative: [],
    facts: [{ name: "website", value: "https://xdcc.example", clause: "XDCC/website" }],
  },
  {
    id: "GPUX",
    role: "organisation",
    title: "GPU Exchange Index Services (fictional)",
    clause: "GPUX",
    narrative: [],
    facts: [{ name: "website", value: "https://gpux.example", clause: "GPUX/website" }],
  },
];

type Closed = Calendar["closed"];

/** Weekday closures of 2027 and 2028, as the exchanges publish them (2028 by rule). */
const usClosed: Closed = [
  ["2027-01-01", "New Year's Day"],
  ["2027-01-18", "Martin Luther King Jr. Day"],
  ["2027-02-15", "Washington's Birthday"],
  ["2027-03-26", "Good Friday"],
  ["2027-05-31", "Memorial Day"],
  ["2027-06-18", "Juneteenth (observed)"],
  ["2027-07-05", "Independence Day (observed)"],
  ["2027-09-06", "Labor Day"],
  ["2027-11-25", "Thanksgiving Day"],
  ["2027-12-24", "Christmas Day (observed)"],
  ["2028-01-17", "Martin Luther King Jr. Day"],
  ["2028-02-21", "Washington's Birthday"],
  ["2028-04-14", "Good Friday"],
  ["2028-05-29", "Memorial Day"],
  ["2028-06-19", "Juneteenth"],
  ["2028-07-04", "Independence Day"],
  ["2028-09-04", "Labor Day"],
  ["2028-11-23", "Thanksgiving Day"],
  ["2028-12-25", "Christmas Day"],
].map(([date, title]) => ({ date: date!, title: title! }));

const ukClosed: Closed = [
  ["2027-01-01", "New Year's Day"],
  ["2027-03-26", "Good Friday"],
  ["2027-03-29", "Easter Monday"],
  ["2027-05-03", "Early May bank holiday"],
  ["2027-05-31", "Spring bank holiday"],
  ["2027-08-30", "Summer bank holiday"],
  ["2027-12-27", "Christmas Day (substitute)"],
  ["2027-12-28", "Boxing Day (substitute)"],
  ["2028-01-03", "New Year's Day (substitute)"],
  ["2028-04-14", "Good Friday"],
  ["2028-04-17", "Easter Monday"],
  ["2028-05-01", "Early May bank holiday"],
  ["2028-05-29", "Spring bank holiday"],
  ["2028-08-28", "Summer bank holiday"],
  ["2028-12-25", "Christmas Day"],
  ["2028-12-26", "Boxing Day"],
].map(([date, title]) => ({ date: date!, title: title! }));

/** Closures of both, once each; a day both close carries both reasons. */
function joined(one: Closed, other: Closed): Closed {
  const dates = [...new Set([...one, ...other].map((day) => day.date))].sort();
  return dates.map((date) => {
    const titles = [...one, ...other].filter((day) => day.date === date).map((day) => day.title);
    return { date, title: [...new Set(titles)].join("; ") };
  });
}

const span = { from: "2027-01-01", to: "2028-12-31", weekend: [6, 7] };
const usEarly: Calendar["earlyCloses"] = [
  ["2027-11-26", "Day after Thanksgiving"],
  ["2028-07-03", "Day before Independence Day"],
  ["2028-11-24", "Day after Thanksgiving"],
].map(([date, title]) => ({ date: date!, at: "13:00:00", zone: "America/New_York", title: title! }));

export const usExchange: Calendar = {
  id: "US_EXCHANGE",
  title: "New York and Chicago exchanges",
  clause: "US_EXCHANGE",
  ...span,
  closed: usClosed,
  earlyCloses: usEarly,
};

export const ukBank: Calendar = {
  id: "UK_BANK",
  title: "Bank holidays in England and Wales",
  clause: "UK_BANK",
  ...span,
  closed: ukClosed,
  earlyCloses: [],
};

export const weekdays: Calendar = {
  id: "WEEKDAYS",
  title: "Monday to Friday",
  clause: "WEEKDAYS",
  ...span,
  closed: [],
  earlyCloses: [],
};

export const londonAndUs: Calendar = {
  id: "LON_US",
  title: "UK_BANK and US_EXCHANGE",
  clause: "LON_US",
  ...span,
  closed: joined(ukClosed, usClosed),
  earlyCloses: usEarly,
};

/** The days `numbers` of `month` (YYYY-MM) as dates: business days are written out by hand, not computed. */
export function daysOf(month: string, ...numbers: number[]): string[] {
  return numbers.map((day) => `${month}-${String(day).padStart(2, "0")}`);
}
