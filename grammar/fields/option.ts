import { productFields, productSections } from "./product.ts";
import { block, type BlockSpec, type FieldSpec, later, now } from "./spec.ts";

/** What only an option says of itself, and an amendment of one says anew. */
export const optionTerms: Readonly<Record<string, FieldSpec>> = {
  style: now("names", "When it may be exercised: `european`, on the day of expiry, or `american`, on any day.", {
    example: "european",
  }),
  premium: now("expr", "What a premium counts: the unit of the future's price.", {
    example: "USD / GPU_hour of H100_SXM",
  }),
  paid: now("names", "How premiums are paid: `up-front`, or `futures-style` by daily variation.", {
    example: "up-front",
  }),
};

/** The blocks that only options have. */
export const optionSections: Readonly<Record<string, string>> = {
  strikes: "strikes",
  exercise: "exercise",
  marks: "marks",
  cabinet: "cabinet",
};

/** An option with what only options have: strikes, exercise, marks and the cabinet. */
export const optionBlocks: Readonly<Record<string, BlockSpec>> = {
  option: block(
    "An option on a future: the right to buy (a call) or to sell (a put) one contract of it at the strike.",
    {
      ...productFields,
      quanto: later("expr", "The fixed exchange rate from the currency of the price into that of payment."),
      currency: later("names", "The currency of payment, where it is not that of the price."),
      ...optionTerms,
      underlying: now("period", "Which contract month of the future a month of options is on.", {
        example: "nearest GPH month with last-trading-day on or after expiry",
      }),
      barrier: later("clauses", "A level that ends or starts it."),
    },
    {
      heads: ["on", "from", "uses"],
      sections: { ...productSections, ...optionSections },
    },
  ),
  strikes: block(
    "Which strikes are listed: steps, each within a share of the reference price.",
    {
      initial: now("expr", "The reference price before the future has a settlement.", { example: "2.40" }),
    },
    { statements: "expr" },
  ),
  exercise: block("How and when it is exercised, and what comes of it.", {
    automatic: now("clauses", "What is exercised at expiry without being asked for.", {
      example: "in the money by >= 0.01 against settlement",
    }),
    contrary: now("moment", "Until when holders may say otherwise on a day of exercise.", { example: "until 17:30" }),
    assignment: now("clauses", "How sellers are chosen: `pro rata`, or `random by SHA-256`.", {
      example: "random by SHA-256",
    }),
    into: now("names", "What it becomes: the future, or `cash`.", { example: "GPH" }),
  }),
  marks: block("How series are valued every day.", {
    model: now("names", "The model, and how many decimals it is carried to.", {
      example: "black-76, carry 10 decimals",
    }),
    rate: now("clauses", "The rate per year, continuously compounded: a number, or who states it.", {
      example: 'by clearing-house, under "Rule 814"',
    }),
    volatility: now("clauses", "Who states the volatility of a series that was not dealt.", {
      example: 'by clearing-house, under "Rule 814"',
    }),
    year: now("expr", "How many days a year has for the time to expiry.", { example: "365" }),
    round: now("rounding", "To which step the mark is rounded, and which way."),
  }),
  cabinet: block("Trades that close worthless positions.", {
    price: now("expr", "Their price.", { example: "0.0001" }),
  }),
};
