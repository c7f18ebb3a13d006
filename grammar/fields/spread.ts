import { productFields } from "./product.ts";
import { block, type BlockSpec, type FieldSpec, later, now } from "./spec.ts";

/** The fields of products that a spread has too: who lists and clears it, what it is called and named by. */
const shared = Object.fromEntries(
  ["venue", "clearing", "chapter", "code", "contract", "tick-value"].map((key) => [
    key,
    productFields[key] as FieldSpec,
  ]),
);

const sections = Object.fromEntries(
  ["tick", "classification", "listing", "dates", "sessions", "orders", "margin", "participants", "compliance"].map(
    (key) => [key, key],
  ),
);

/** A spread with what only spreads have: legs and how they get their prices. */
export const spreadBlocks: Readonly<Record<string, BlockSpec>> = {
  spread: block(
    "A spread: contracts bought and sold together at one price; a trade in it is a trade in each of its legs.",
    {
      ...shared,
      price: now(
        "expr",
        "What a price counts: the unit of the legs' prices, or how the legs' prices make it; `signed` where it may be below zero.",
        { example: "GPH - 2.5 (Mtoken of STD_TOKEN) / (GPU_hour of H100_SXM) * ITK, signed" },
      ),
      legs: now("legs", "What is bought and sold: contracts of a product in a month that has a name."),
      observe: later("clauses", "On which days both sides are read: `common days` or `own days`."),
      "leg-prices": now("clauses", "At which prices the legs are booked: all but one at their settlements.", {
        example: "near leg at settlement",
      }),
    },
    { heads: ["on", "from", "uses"], sections },
  ),
};
