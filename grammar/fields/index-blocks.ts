import { anyKey, block, type BlockSpec, type FieldSpec, now } from "./spec.ts";

/** The fields of a reference price. */
export const indexFields: Readonly<Record<string, FieldSpec>> = {
  administrator: now("names", "Who is responsible for every value.", { example: "GPUX" }),
  licence: now("moment", "Until when it may be used.", { example: "until 2029-12-31" }),
  price: now("expr", "What a value counts: money per unit.", { example: "USD / GPU_hour of H100_SXM" }),
  publish: now("moment", "When a value is published.", { example: "daily 16:30" }),
  window: now("window", "From when to when inputs are read, and in how many parts."),
  hours: now("clauses", "Which hours of the window count, on the clock of its zone.", {
    example: "07:00 until 23:00 on business days",
  }),
  members: now("members", "What the basket is made of."),
  part: now("expr", "The price of one part of the window.", { example: "volume-weighted median of price" }),
  "empty-part": now("clauses", "What becomes of a part without inputs.", { example: "leave out" }),
  weights: now("clauses", "How members count.", {
    example: "equal, cap 2 * equal share, excess pro rata until none exceeds",
  }),
  value: now("expr", "The value, from the parts or members.", { example: "mean of parts, round half-away to 0.0001" }),
  quorum: now("list", "The least number of sources, trades, parts or members."),
  round: now("rounding", "To which step, and which way, where `value` does not say it."),
  restate: now("moment", "Until when a wrong value is corrected.", {
    example: "until 17:30, never after final-settlement-day",
  }),
  "restate-above": now("expr", "By more than which share of it a value must be wrong to be corrected.", {
    example: "0.10%",
  }),
  version: now("fact", "The version of the method, stated with every print.", { example: '"1.2"' }),
  accrual: now("clauses", "For how long each rate counts, and of which day it is.", {
    example: "act/360, lookback 5 business days, observation shift",
  }),
  base: now("clauses", "The value on the first day, which prices of members move from then on.", {
    example: "100 on 2027-01-04",
  }),
  rebalance: now("clauses", "When the weights are set anew.", { example: "on 2027-03-01, 2027-06-01" }),
  units: now("list", "The units that inputs are quoted in, where they are not all in that of the price.", {
    example: "USD / Mtoken of STD_TOKEN, USD / Minput_token",
  }),
  grades: now("names", "The grades that inputs are of, that of the price first.", { example: "H100_SXM, H200_SXM" }),
  differentials: now("clauses", "What the other grades are worth against that of the price.", {
    example: "H200_SXM at 130% of price",
  }),
};

export const indexSections: Readonly<Record<string, string>> = {
  inputs: "inputs",
  screen: "screen",
  for: "for-each",
  fallback: "fallback",
  governance: "governance",
  retire: "retire",
  weights: "weights",
};

/** The blocks of a reference price. */
export const indexBlocks: Readonly<Record<string, BlockSpec>> = {
  index: block(
    "A reference price: its inputs, its rule, its publication and what happens when inputs fail.",
    indexFields,
    {
      heads: ["zone", "on", "from", "uses"],
      sections: indexSections,
    },
  ),
  inputs: block("What the value is made of, and from whom, the best first.", {}, { statements: "inputs" }),
  screen: block(
    "What is left out or cut down before the value is computed, in the order of the lines.",
    {},
    { statements: "screen" },
  ),
  "for-each": block(
    "A value for each source, provider, model or part the head names.",
    {
      price: now("expr", "The value of one of them.", { example: "median of price" }),
      weight: now("expr", "What it weighs: `volume`, `count` or `equal`.", { example: "volume" }),
      quorum: now("list", "The least number of inputs for it."),
      round: now("rounding", "To which step, and which way."),
    },
    { heads: ["words"] },
  ),
  fallback: block(
    "What is used when the quorum fails, line by line; the last line always gives a price.",
    {},
    { statements: "tier" },
  ),
  governance: block(
    "A self-assessment against the principles the head names.",
    {},
    { heads: ["words"], free: anyKey("fact", "no", "How that principle is met, or `unmet` and why.") },
  ),
  retire: block(
    "What happens when a member ends.",
    {
      redistribute: now("clauses", "How its weight is spread.", { example: "pro rata" }),
      successor: now("clauses", "What takes its place, and that its price goes on from there.", {
        example: "IBIS, chain-linked",
      }),
    },
    { heads: ["words", "effective"] },
  ),
  weights: block(
    "The weight of each member; together they are the whole.",
    {},
    { free: anyKey("expr", "no", "The weight of the member of that name.") },
  ),
  grade: block(
    "What one unit of the underlying is.",
    {
      unit: now("names", "The unit it gives a quality to.", { example: "GPU_hour" }),
      eligible: now("inputs", "What belongs to the grade.", {
        example: "model where quality >= 1_200 on ARENA and public for 30 days",
      }),
      excluded: now("fact", "What does not."),
      location: now("fact", "Where it counts, and at what difference."),
      quality: now("fact", "Which quality is meant."),
      review: now("clauses", "How often and when it is looked at again.", {
        example: "quarterly, effective 30 days after notice",
      }),
      standard: now("names", "The published standard it follows."),
    },
    { heads: ["from"], sections: { one: "conversions", withdrawn: "withdrawn", differentials: "differentials" } },
  ),
  conversions: block(
    "What one unit of another kind counts for.",
    {},
    { free: anyKey("expr", "no", "What one unit of that name counts for.") },
  ),
  differentials: block(
    "What other qualities are worth against it.",
    {},
    { free: anyKey("expr", "no", "The difference of the quality of that name.") },
  ),
  withdrawn: block("What happens when what it names disappears.", {
    replace: now("clauses", "What takes its place, and when.", { example: "at next-review" }),
    notice: now("expr", "How long before it is announced.", { example: "180 days" }),
    weight: now("clauses", "How its weight is spread.", { example: "pro-rata" }),
  }),
};
