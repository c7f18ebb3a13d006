import type { Grade, Index } from "../../../src/model/model.ts";

export const PRICE = "USD / GPU_hour of H100_SXM";

export const h100Grades: Grade[] = [
  {
    id: "H100_SXM",
    title: "H100 SXM rental hour",
    clause: "H100_SXM",
    narrative: [],
    unit: "GPU_hour",
    eligible: { text: "accelerator is H100_SXM and on-demand", clause: "H100_SXM/eligible" },
    conversions: [],
    terms: [],
  },
  {
    id: "H200_SXM",
    title: "H200 SXM rental hour",
    clause: "H200_SXM",
    narrative: [],
    unit: "GPU_hour",
    conversions: [],
    terms: [],
  },
];

const inIndex = (path: string) => `H100_RENTAL/${path}`;

export const h100Rental: Index = {
  id: "H100_RENTAL",
  title: "H100 Rental Index",
  clause: "H100_RENTAL",
  narrative: [
    {
      text: "One price a day from trades and offers of four providers. All four are fictional.",
      citations: [],
      clause: inIndex("narrative/1"),
    },
  ],
  zone: "Europe/London",
  calendar: "WEEKDAYS",
  administrator: "GPUX",
  administratorClause: inIndex("administrator"),
  version: { text: "1.0", clause: inIndex("version") },
  licence: { text: "until 2029-12-31", until: "2029-12-31", clause: inIndex("licence") },
  price: { currency: "USD", unit: PRICE, signed: false, clause: inIndex("price") },
  publish: {
    text: "daily 16:30",
    at: "16:30:00",
    zone: "Europe/London",
    earlyClose: false,
    clause: inIndex("publish"),
  },
  inputs: [
    {
      what: "trades",
      from: ["ALPHA", "BETA", "GAMMA", "DELTA"],
      text: "trades from [ALPHA, BETA, GAMMA, DELTA]",
      clause: inIndex("inputs/1"),
    },
    {
      what: "offers",
      from: ["ALPHA", "BETA", "GAMMA"],
      text: "offers from [ALPHA, BETA, GAMMA]",
      clause: inIndex("inputs/2"),
    },
  ],
  members: [],
  window: {
    kind: "clock",
    from: "15:00:00",
    until: "16:00:00",
    parts: 12,
    text: "15:00 until 16:00 in 12 parts",
    clause: inIndex("window"),
  },
  screens: [
    {
      action: "drop",
      subject: "trade",
      of: "price",
      threshold: "0.25",
      from: "median of part",
      text: "drop trade when price deviates more than 25% from median of part",
      clause: inIndex("screen/1"),
    },
    {
      action: "drop",
      subject: "source",
      of: "median",
      threshold: "0.1",
      from: "median of sources",
      text: "drop source when median deviates more than 10% from median of sources",
      clause: inIndex("screen/2"),
    },
    {
      action: "cap",
      subject: "source",
      at: "0.4",
      excess: "pro-rata-until-none-exceeds",
      text: "cap source at 40% of volume, excess pro rata until none exceeds",
      clause: inIndex("screen/3"),
    },
  ],
  steps: [
    {
      each: "part",
      statistic: "volume-weighted-median",
      of: "price",
      empty: "leave-out",
      text: "volume-weighted median of price",
      clause: inIndex("part"),
    },
  ],
  value: {
    statistic: "mean",
    over: "part",
    round: { mode: "half-away", increment: "0.0001", clause: inIndex("value") },
    text: "mean of parts, round half-away to 0.0001",
    clause: inIndex("value"),
  },
  quorum: [
    { count: 3, of: "sources", clause: inIndex("quorum") },
    { count: 20, of: "trades", clause: inIndex("quorum") },
    { count: 6, of: "parts", clause: inIndex("quorum") },
  ],
  fallback: [
    {
      kind: "substitute",
      use: "offers",
      inPlaceOf: "trades",
      when: { op: "fails", what: "quorum", clause: inIndex("fallback/1") },
      text: "offers in place of trades when quorum fails",
      clause: inIndex("fallback/1"),
    },
    { kind: "previous", atMost: 2, text: "previous value for at most 2 publications", clause: inIndex("fallback/2") },
    {
      kind: "formula",
      formula: {
        op: "multiply",
        left: { op: "index", index: "H200_RENTAL", unit: "USD / GPU_hour of H200_SXM", clause: inIndex("fallback/3") },
        right: {
          op: "number",
          value: "0.7",
          unit: "GPU_hour of H200_SXM / GPU_hour of H100_SXM",
          clause: inIndex("fallback/3"),
        },
        unit: PRICE,
        clause: inIndex("fallback/3"),
      },
      text: "H200_RENTAL * 0.70 (GPU_hour of H200_SXM) / (GPU_hour of H100_SXM)",
      clause: inIndex("fallback/3"),
    },
    {
      kind: "determination",
      by: "exchange",
      under: "Rule 901",
      text: 'determination by exchange under "Rule 901"',
      clause: inIndex("fallback/4"),
    },
  ],
  restate: {
    text: "until 17:30, never after final-settlement-day",
    until: "17:30:00",
    neverAfter: "final-settlement-day",
    clause: inIndex("restate"),
  },
  governance: [
    {
      principle: 1,
      met: true,
      statement: "The administrator is responsible for the whole benchmark.",
      clause: inIndex("governance/principle-1"),
    },
    {
      principle: 2,
      met: false,
      statement: "The administrator collects offers itself and has no third party to oversee.",
      clause: inIndex("governance/principle-2"),
    },
  ],
};

export const h200Rental: Index = {
  id: "H200_RENTAL",
  title: "H200 Rental Index",
  clause: "H200_RENTAL",
  narrative: [],
  zone: "Europe/London",
  calendar: "WEEKDAYS",
  price: { currency: "USD", unit: "USD / GPU_hour of H200_SXM", signed: false, clause: "H200_RENTAL/price" },
  publish: {
    text: "daily 16:30",
    at: "16:30:00",
    zone: "Europe/London",
    earlyClose: false,
    clause: "H200_RENTAL/publish",
  },
  inputs: [
    { what: "trades", from: ["ALPHA", "BETA"], text: "trades from [ALPHA, BETA]", clause: "H200_RENTAL/inputs/1" },
  ],
  members: [],
  window: {
    kind: "clock",
    from: "15:00:00",
    until: "16:00:00",
    parts: 1,
    text: "15:00 until 16:00 in 1 part",
    clause: "H200_RENTAL/window",
  },
  screens: [],
  steps: [],
  value: {
    statistic: "volume-weighted-mean",
    over: "trade",
    round: { mode: "half-even", increment: "0.0001", clause: "H200_RENTAL/value" },
    text: "volume-weighted mean of trades, round half-even to 0.0001",
    clause: "H200_RENTAL/value",
  },
  quorum: [],
  fallback: [
    {
      kind: "determination",
      by: "exchange",
      under: "Rule 901",
      text: 'determination by exchange under "Rule 901"',
      clause: "H200_RENTAL/fallback/1",
    },
  ],
  governance: [],
};
