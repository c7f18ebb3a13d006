import type { Citation, DateRule, Filing, Product } from "../../../src/model/model.ts";
import { gphMonths } from "./gph-months.ts";
import { gphRisk } from "./gph-risk.ts";
import { gphDailySettlement, gphFinalSettlement } from "./gph-settlement.ts";
import { PRICE } from "./h100-index.ts";

const ltd: DateRule = { kind: "reference", date: "last-trading-day" };
/** The nth business day of the contract month; -1 is the last. */
const business = (n: number): DateRule => ({ kind: "nth-day", n, day: "business", of: { kind: "contract" } });
const dayAfter: DateRule = { kind: "offset", n: 1, unit: "business", side: "after", of: ltd };

export const gphProduct: Product = {
  kind: "future",
  id: "GPH",
  title: "H100 GPU-Hour Futures",
  clause: "GPH",
  narrative: [
    {
      text: "Providers of rented accelerators sell capacity months ahead; buyers budget by the hour. Neither can lock\nthe price today [H100-METHOD].",
      citations: ["H100-METHOD"],
      clause: "GPH/narrative/1",
    },
    {
      text: "A tick of a tenth of a cent is one dollar a contract.",
      citations: [],
      clause: "GPH/tick/narrative/1",
    },
  ],
  venue: "XDEX",
  venueClause: "GPH/venue",
  clearing: "XDCC",
  clearingClause: "GPH/clearing",
  underlying: { index: "H100_RENTAL", clause: "GPH/underlying" },
  contract: { period: "month", namedBy: "start", clause: "GPH/contract" },
  size: { value: "1000", unit: "GPU_hour of H100_SXM", clause: "GPH/size" },
  price: { currency: "USD", unit: PRICE, signed: false, clause: "GPH/price" },
  tickValueExactTo: { amount: "0.01", currency: "USD", clause: "GPH/tick" },
  ticks: [
    {
      role: "outright",
      increment: "0.001",
      decimals: 3,
      value: { amount: "1.00", currency: "USD" },
      clause: "GPH/tick/outright",
    },
    {
      role: "calendar-spread",
      increment: "0.0005",
      decimals: 4,
      value: { amount: "0.50", currency: "USD" },
      clause: "GPH/tick/calendar-spread",
    },
    {
      role: "settlement",
      increment: "0.0001",
      decimals: 4,
      value: { amount: "0.10", currency: "USD" },
      clause: "GPH/tick/settlement",
    },
  ],
  classification: [
    {
      scheme: "cea",
      value: "exempt-commodity",
      because: "capacity is a service dealt in for future delivery",
      clause: "GPH/classification/cea",
    },
    {
      scheme: "cfi",
      value: "FCSCSX",
      because: "a cash-settled standardised commodity future",
      clause: "GPH/classification/cfi",
    },
    {
      scheme: "mifid",
      value: "C10",
      because: "an exotic derivative on a service",
      clause: "GPH/classification/mifid",
    },
  ],
  listing: {
    text: "3 consecutive, then 1 of [Mar, Jun, Sep, Dec]",
    first: "2027-01-11",
    groups: [
      { join: "first", pattern: "consecutive", count: 3, months: [], exact: [] },
      { join: "then", pattern: "months", count: 1, months: [3, 6, 9, 12], exact: [] },
    ],
    add: dayAfter,
    addText: "1 business day after last-trading-day of expiring month",
    calendar: "US_EXCHANGE",
    firstMonth: "2027-01",
    clause: "GPH/listing",
  },
  dates: [
    {
      name: "last-trading-day",
      text: "last business day of contract month",
      rule: business(-1),
      calendar: "US_EXCHANGE",
      clause: "GPH/dates/last-trading-day",
    },
    {
      name: "final-settlement-day",
      text: "1 business day after last-trading-day",
      rule: dayAfter,
      calendar: "US_EXCHANGE",
      clause: "GPH/dates/final-settlement-day",
    },
  ],
  intervals: [
    {
      name: "spot-period",
      text: "from 1st business day of contract month to last-trading-day",
      from: business(1),
      to: ltd,
      inclusive: true,
      calendar: "US_EXCHANGE",
      clause: "GPH/dates/spot-period",
    },
  ],
  leadMonth: {
    text: "nearest month until 1st business day of it",
    until: business(1),
    calendar: "US_EXCHANGE",
    clause: "GPH/dates/lead-month",
  },
  sessions: {
    zone: "America/Chicago",
    calendar: "US_EXCHANGE",
    trade: [
      { days: [7, 1, 2, 3, 4], from: "17:00:00", until: "16:00:00", nextDay: true, clause: "GPH/sessions/trade" },
    ],
    lastClose: {
      text: "on last-trading-day at 10:00",
      at: "10:00:00",
      zone: "America/Chicago",
      date: "last-trading-day",
      earlyClose: false,
      clause: "GPH/sessions/last-close",
    },
    settlement: {
      text: "at 14:30, at early close when earlier",
      at: "14:30:00",
      zone: "America/Chicago",
      earlyClose: true,
      clause: "GPH/sessions/settlement",
    },
    text: "Sun..Thu 17:00 until 16:00 next day",
    clause: "GPH/sessions",
  },
  dailySettlement: gphDailySettlement,
  finalSettlement: gphFinalSettlement,
  ...gphRisk,
  contracts: gphMonths,
};

export const gphSources: Citation[] = [
  {
    id: "H100-METHOD",
    title: "Methodology of the H100 Rental Index (fictional)",
    clause: "H100-METHOD",
    narrative: [],
    facts: [
      { name: "publisher", value: "GPU Exchange Index Services (fictional)", clause: "H100-METHOD/publisher" },
      { name: "date", value: "2026-11-02", clause: "H100-METHOD/date" },
      { name: "where", value: "https://gpux.example/h100-method", clause: "H100-METHOD/where" },
    ],
  },
  {
    id: "SUPPLY",
    title: "Rentable H100 hours by month (fictional)",
    clause: "SUPPLY",
    narrative: [],
    facts: [
      { name: "publisher", value: "GPU Exchange Index Services (fictional)", clause: "SUPPLY/publisher" },
      { name: "date", value: "2026-12-01", clause: "SUPPLY/date" },
      { name: "where", value: "https://gpux.example/supply", clause: "SUPPLY/where" },
      { name: "lowest-month", value: "8_000_000 GPU_hour of H100_SXM", clause: "SUPPLY/lowest-month" },
    ],
  },
];

export const gphFiling: Filing = {
  id: "GPH_402",
  title: "Listing of GPH by certification",
  product: "GPH",
  form: "40.2",
  clause: "GPH_402",
  narrative: [
    {
      text: "The price has moved by two thirds in a year [H100-METHOD], and no contract lets a buyer fix it.",
      citations: ["H100-METHOD"],
      clause: "GPH_402/narrative/1",
    },
  ],
  facts: [
    { name: "form", value: "40.2", clause: "GPH_402/form" },
    { name: "date", value: "2027-01-06", clause: "GPH_402/date" },
    { name: "listing-date", value: "2027-01-11", clause: "GPH_402/listing-date" },
    { name: "contact", value: "Jordan Example (fictional), General Counsel", clause: "GPH_402/contact" },
    { name: "email", value: "filings@xdex.example", clause: "GPH_402/email" },
    { name: "certified-by", value: "Jordan Example (fictional)", clause: "GPH_402/certified-by" },
    {
      name: "consulted",
      value: "Example Cloud Buyers Forum (fictional), Example Provider Association (fictional)",
      items: ["Example Cloud Buyers Forum (fictional)", "Example Provider Association (fictional)"],
      clause: "GPH_402/consulted",
    },
  ],
};
