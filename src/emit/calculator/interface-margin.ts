import type { Perpetual } from "../../model/model.ts";
import { type Held, wholeMoney } from "../../prove/money-ranges.ts";
import { show } from "../../runtime/exact.ts";
import { PLAIN_MODES } from "../../runtime/margin-columns.ts";
import type { CalculatorFunction, Field, NamedType, Type } from "./interface.ts";
import { choice, decimal, named, optional, record, said } from "./interface.ts";
import { coarserOf, fundingFactor } from "./margin-code.ts";

const wholes: Type = { kind: "column", of: "whole" };

/** The types of positions in columns and of their amounts. */
export function marginTypes(product: Held): NamedType[] {
  const { price, tickValueExactTo } = product;
  const unit = `whole numbers of ${show(wholeMoney(product).priceUnit)} ${price.unit}`;
  return [
    {
      name: "PositionColumns",
      doc: "A row a position: columns of 32 bits are quickest. Memory that others can write to is refused.",
      type: record({
        lots: said(wholes, "Signed lots."),
        previous: said(wholes, `The settlement before, or the price dealt at, in ${unit}.`),
        settlement: said(wholes, `In ${unit}.`),
        amounts: optional(
          { kind: "column", of: "double" },
          "Where amounts are written to instead of new memory, which costs more time than the arithmetic.",
        ),
      }),
    },
    {
      name: "AmountColumn",
      doc: "Whole numbers of `unit`, a row a position, and their sum.",
      type: record({
        amounts: { kind: "column", of: "double" },
        unit: decimal(tickValueExactTo.currency),
        currency: choice([tickValueExactTo.currency]),
        total: decimal(tickValueExactTo.currency),
        exactRows: said(
          { kind: "count" },
          "How many rows took arithmetic of any length: those of a block of 4,096 in which one is beyond the ranges that are proved.",
        ),
      }),
    },
    ...(coarserOf(product) === undefined
      ? []
      : [
          {
            name: "PlainRoundingMode",
            doc: "The modes that lean to no other price.",
            type: choice(PLAIN_MODES),
          },
        ]),
  ];
}

/** The function of funding in columns, where a step of what is paid is a whole number of amounts. */
export function fundingColumnsFunctions(perpetual: Perpetual): CalculatorFunction[] {
  if (fundingFactor(perpetual) === undefined) return [];
  const { tickValueExactTo, price, funding } = perpetual;
  return [
    {
      name: "fundingOfColumns",
      service: "perpetual-columns",
      doc: `What every position of a column of whole lots pays, below zero, or receives for an interval, exact, in whole numbers of ${tickValueExactTo.amount} ${tickValueExactTo.currency}. What is wrong is refused with its row.`,
      parameters: [
        {
          name: "columns",
          type: record({
            amount: said(decimal(price.unit), "What `fundingRate` gave for each unit."),
            lots: said(wholes, "Signed lots."),
            amounts: optional({ kind: "column", of: "double" }, "Where amounts are written to instead of new memory."),
          }),
        },
      ],
      returns: named("AmountColumn"),
      refuses: ["columns-differ", "not-a-column", "not-an-integer", "off-tick", "over-range", "shared-buffer"],
      clause: funding.pay.clause,
    },
  ];
}

/** The functions of positions in columns. */
export function marginFunctions(product: Held): CalculatorFunction[] {
  const { size, tickValueExactTo } = product;
  const coarser = coarserOf(product);
  const columns: Field = { name: "columns", type: named("PositionColumns") };
  const shared = {
    service: "margin-columns",
    returns: named("AmountColumn"),
    clause: size.clause,
  } as const;
  const refuses = [
    "columns-differ",
    "negative-price",
    "not-a-column",
    "not-an-integer",
    "off-tick",
    "over-range",
    "shared-buffer",
  ];
  return [
    {
      ...shared,
      name: "variationMarginOfColumns",
      doc: `The variation margin of every position, exact, in whole numbers of ${tickValueExactTo.amount} ${tickValueExactTo.currency}; 20 bytes of memory a row. What is wrong is refused with its row: NaN and -0 are no whole numbers, and an amount has to be below 2^53 units.`,
      parameters: [columns],
      refuses,
    },
    ...(coarser === undefined
      ? []
      : [
          {
            ...shared,
            name: "roundedVariationMarginOfColumns",
            doc: `The same, each rounded to ${coarser.amount} ${tickValueExactTo.currency} in the mode named.`,
            parameters: [columns, { name: "mode", type: named("PlainRoundingMode") }],
            refuses: [...refuses, "rounding-mode-unknown"],
          },
        ]),
  ];
}
