import { productFields } from "./product.ts";
import { riskBlocks } from "./risk-blocks.ts";
import { block, type BlockSpec, type FieldSpec, now } from "./spec.ts";

/** The fields of products that a perpetual has too. */
const shared = Object.fromEntries(
  ["venue", "clearing", "chapter", "underlying", "size", "price", "tick-value"].map((key) => [
    key,
    productFields[key] as FieldSpec,
  ]),
);

const sections = {
  ...Object.fromEntries(
    ["tick", "classification", "listing", "sessions", "orders", "margin", "participants", "compliance", "funding"].map(
      (key) => [key, key],
    ),
  ),
  limits: "perpetual-limits",
};

/** What limits say whether a contract has months or not. */
const sharedLimits = Object.fromEntries(
  [
    "counting",
    "reportable",
    "reported-in",
    "referenced",
    "aggregate",
    "aggregate-into",
    "aggregation",
    "exemptions",
  ].map((key) => [key, riskBlocks["limits"]?.fields[key] as FieldSpec]),
);

/** A perpetual with what only perpetuals have: its mark, its funding and how long it may run. */
export const perpetualBlocks: Readonly<Record<string, BlockSpec>> = {
  perpetual: block(
    "A contract without contract months, tied to its index by what one side pays the other.",
    {
      ...shared,
      status: now("names", "Whether it may be listed: `pending` or `permitted`, and why.", {
        example: 'pending, because "…"',
      }),
      mark: now("expr", "The price positions are valued at, rounded.", {
        example: "median of [midpoint of quotes, last of trades, H100_RENTAL], round half-even to tick.settlement",
      }),
      horizon: now("clauses", "How long it may run.", { example: "at most 5 years" }),
    },
    { heads: ["from", "uses"], sections },
  ),
  "perpetual-limits": block(
    "How many contracts of a perpetual, which has no months, one owner may hold.",
    {
      basis: now("expr", "The figure the limit rests on."),
      position: now("expr", "The limit or accountability level of the whole position.", {
        example: "20_000 contracts",
      }),
      ...sharedLimits,
    },
    { sections: { exemption: "perpetual-exemption" } },
  ),
  "perpetual-exemption": block(
    "The terms on which one kind of exemption from the limit of a perpetual is granted.",
    Object.fromEntries(Object.entries(riskBlocks["exemption"]?.fields ?? {}).filter(([key]) => key !== "scopes")),
    { heads: ["words"] },
  ),
  funding: block(
    "What one side pays the other, and how often.",
    {
      sample: now("expr", "What is measured.", { example: "midpoint of quotes / H100_RENTAL - 1" }),
      rate: now("expr", "The rate that follows from the samples of an interval.", {
        example: "mean of sample + 0.01%",
      }),
      pay: now("clauses", "Who pays whom how much for each unit, and to which step.", {
        example: "longs to shorts at rate * H100_RENTAL, round half-even to tick.settlement",
      }),
      "missing-sample": now("clauses", "What becomes of measurements that fail, and how many may.", {
        example: "leave out, at most 2 of 8, beyond that no payment",
      }),
      clamp: now("expr", "How far from zero the rate of an interval may go.", { example: "0.75%" }),
      cap: now("expr", "How much is paid at most for each unit.", { example: "0.05" }),
      term: now("expr", "For how long a rate is meant; an interval pays its share of it.", { example: "8 hours" }),
    },
    { heads: ["every"] },
  ),
};
