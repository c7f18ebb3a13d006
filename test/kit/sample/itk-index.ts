import type { Grade, Index } from "../../../src/model/model.ts";

export const TOKEN_PRICE = "USD / Mtoken of STD_TOKEN";
const inIndex = (path: string) => `TOKEN_BASKET/${path}`;

export const tokenGrade: Grade = {
  id: "STD_TOKEN",
  title: "Standard inference token",
  clause: "STD_TOKEN",
  narrative: [],
  unit: "token",
  conversions: [
    { from: "input_token", value: "0.25", unit: "token of STD_TOKEN", clause: "STD_TOKEN/one/1" },
    { from: "output_token", value: "1", unit: "token of STD_TOKEN", clause: "STD_TOKEN/one/2" },
  ],
  terms: [{ name: "review", text: "quarterly, effective 30 days after notice", clause: "STD_TOKEN/review" }],
};

/** A basket over four fictional models: the median of their providers' list prices, equally weighted with a cap. */
export const tokenBasket: Index = {
  id: "TOKEN_BASKET",
  title: "Inference Token Basket",
  clause: "TOKEN_BASKET",
  narrative: [],
  zone: "Europe/London",
  calendar: "LON_US",
  administrator: "GPUX",
  administratorClause: inIndex("administrator"),
  price: { currency: "USD", unit: TOKEN_PRICE, signed: false, clause: inIndex("price") },
  publish: {
    text: "daily 16:30",
    at: "16:30:00",
    zone: "Europe/London",
    earlyClose: false,
    clause: inIndex("publish"),
  },
  inputs: [
    {
      what: "listings",
      from: ["PROVIDER_A", "PROVIDER_B", "PROVIDER_C", "PROVIDER_D"],
      where: { op: "is", attribute: "tier", values: ["on-demand"], clause: inIndex("inputs/1") },
      text: "listings from [PROVIDER_A, PROVIDER_B, PROVIDER_C, PROVIDER_D] where tier is on-demand",
      clause: inIndex("inputs/1"),
    },
  ],
  members: [
    { of: "model", members: ["ALDER", "BIRCH", "CEDAR", "ELM"], clause: inIndex("members") },
    { of: "provider", members: ["PROVIDER_A", "PROVIDER_B", "PROVIDER_C", "PROVIDER_D"], clause: inIndex("members") },
  ],
  screens: [],
  steps: [
    {
      each: "provider",
      statistic: "median",
      of: "price",
      text: "median of price",
      clause: inIndex("for-each-provider"),
    },
    {
      each: "model",
      statistic: "median",
      of: "provider",
      atLeast: { count: 3, of: "providers", clause: inIndex("for-each-model") },
      text: "median over providers when >= 3 providers",
      clause: inIndex("for-each-model"),
    },
  ],
  weights: {
    scheme: "equal",
    capTimesEqualShare: "2",
    excess: "pro-rata-until-none-exceeds",
    text: "equal, cap 2 * equal share, excess pro rata until none exceeds",
    clause: inIndex("weights"),
  },
  value: {
    statistic: "weighted-mean",
    over: "model",
    round: { mode: "half-even", increment: "0.0001", clause: inIndex("value") },
    text: "weighted mean over models, round half-even to 0.0001",
    clause: inIndex("value"),
  },
  quorum: [{ count: 3, of: "models", clause: inIndex("quorum") }],
  fallback: [
    { kind: "previous", atMost: 3, text: "previous value for at most 3 publications", clause: inIndex("fallback/1") },
    {
      kind: "determination",
      by: "exchange",
      under: "Rule 902",
      text: 'determination by exchange under "Rule 902"',
      clause: inIndex("fallback/2"),
    },
  ],
  governance: [],
};
