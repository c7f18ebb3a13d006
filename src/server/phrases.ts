import { type ValueKind, kinds } from "../../grammar/kinds.ts";
import { zoneNames } from "../value/zone-record.ts";
import { roundingModes } from "../value/rounding.ts";

/** A way to write a value, and what it means. */
export type Phrase = { readonly text: string; readonly says: string };

const PHRASES: Partial<Record<ValueKind, readonly Phrase[]>> = {
  date: [
    {
      text: "last business day of contract month",
      says: "The last day of the contract's own month that the calendar has open.",
    },
    { text: "1st business day of contract month", says: "The first open day of the contract's own month." },
    { text: "3rd Friday of contract month", says: "A weekday by its number in the month, holiday or not." },
    {
      text: "3rd Friday of contract month or preceding business day",
      says: "That Friday, or the last open day before it where it is a holiday.",
    },
    { text: "day 25 of contract month", says: "A day by its number in the month." },
    { text: "1 business day after last-trading-day", says: "So many open days behind another date of the contract." },
    {
      text: "3 business days before last-trading-day",
      says: "So many open days ahead of another date of the contract.",
    },
    { text: "last-trading-day", says: "The same day as another date of the contract." },
  ],
  interval: [
    { text: "from 1st business day of contract month to last-trading-day", says: "Both ends are in it." },
    { text: "from 1st business day of contract month until last-trading-day", says: "Its last day is the one before." },
  ],
  period: [
    {
      text: "nearest month until 1st business day of it",
      says: "The nearest listed month, up to the day before that.",
    },
    { text: "contract month", says: "The month a contract is named by." },
  ],
  cycle: [
    { text: "12 consecutive", says: "The next twelve months." },
    {
      text: "12 consecutive, then 4 of [Mar, Jun, Sep, Dec]",
      says: "A year of months, then four quarter months behind it.",
    },
    { text: "4 of [Mar, Jun, Sep, Dec]", says: "The next four months of a cycle." },
  ],
  session: [
    {
      text: "Sun..Thu 17:00 until 16:00 next day",
      says: "Overnight sessions; the trade date is the business day in which one ends.",
    },
  ],
  moment: [
    { text: "at 14:30", says: "A clock time in the zone of the head." },
    { text: "at 14:30, at early close when earlier", says: "The close instead on days that end early." },
    { text: "on last-trading-day at 10:00", says: "A clock time on one day of the contract." },
  ],
  tier: [
    {
      text: "vwap of trades over last 2 minutes when volume >= 10 contracts",
      says: "The volume-weighted average price of trades, where there were enough.",
    },
    {
      text: "midpoint of quotes when width <= 5 ticks",
      says: "The middle of the best bid and offer, where they are close.",
    },
    { text: "previous settlement", says: "The settlement price of the day before." },
    {
      text: "previous settlement + change of nearest month listed before",
      says: "It moves as its nearer neighbour did.",
    },
    { text: 'determination by XDEX under "Rule 813"', says: "A named body decides under a named rule." },
  ],
  screen: [
    {
      text: "drop trade when price deviates more than 25% from median of part",
      says: "A trade far from the others is left out.",
    },
    {
      text: "drop source when median deviates more than 10% from median of sources",
      says: "A source far from the others is left out.",
    },
    {
      text: "cap source at 40% of volume, excess pro rata until none exceeds",
      says: "No source weighs more than its share.",
    },
  ],
  inputs: [
    { text: "trades from [A, B]", says: "Executed trades of those sources." },
    { text: "offers from [A, B]", says: "Firm offers of those sources." },
  ],
};

/** Ways to write a value of a kind, the commonest first. */
export function phrasesOf(kind: ValueKind): readonly Phrase[] {
  if (kind === "rounding")
    return roundingModes
      .filter((one) => one.reference === "none")
      .map((one) => ({ text: one.written, says: one.description }));
  return (
    PHRASES[kind] ?? [
      { text: kinds[kind].example, says: `${kinds[kind].says[0]?.toUpperCase()}${kinds[kind].says.slice(1)}.` },
    ]
  );
}

/** Every zone of the shipped database by name, sorted. */
export function zones(): readonly string[] {
  return zoneNames().filter((one) => one.includes("/"));
}
