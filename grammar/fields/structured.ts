import { productFields, productSections } from "./product.ts";
import { block, type BlockSpec, type FieldSpec, now } from "./spec.ts";

/** The fields of products that a structured contract has too. */
const shared = Object.fromEntries(
  ["venue", "clearing", "chapter", "underlying", "contract", "size", "price", "tick-value"].map((key) => [
    key,
    productFields[key] as FieldSpec,
  ]),
);

/** A structured contract with what only such contracts have: what is paid, at least and at most. */
export const structuredBlocks: Readonly<Record<string, BlockSpec>> = {
  structured: block(
    "A contract that pays, at its end, no less than a floor and no more than a cap.",
    {
      ...shared,
      payoff: now("expr", "What is paid for each unit, before floor and cap.", {
        example: "average of H100_RENTAL over business days of contract month on US_EXCHANGE",
      }),
      floor: now("expr", "The least that is paid for each unit.", { example: "1.50" }),
      cap: now("expr", "The most that is paid for each unit.", { example: "3.00" }),
    },
    { heads: ["from", "uses"], sections: productSections },
  ),
};
