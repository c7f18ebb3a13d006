import type { Perpetual, Spread } from "../../model/model.ts";
import { POSITION, amountType, steps } from "./interface-common.ts";
import { fundingColumnsFunctions, marginFunctions, marginTypes } from "./interface-margin.ts";
import type { CalculatorFunction, NamedType } from "./interface.ts";
import { choice, decimal, exact, listOf, named, orNull, record, taking, whole, words } from "./interface.ts";
import { marketReads } from "./perpetual-code.ts";
import { legName } from "./spread-code.ts";

const amount = named("Amount");
const lots = whole("contract");

/** What the calculator offers of a spread. */
export function spreadInterface(spread: Spread): { types: NamedType[]; functions: CalculatorFunction[] } {
  const { legs, price, legPrices, size } = spread;
  const anchored = legs.filter((leg) => leg.anchored).map(legName);
  const unit = decimal(price.unit);
  const booked = { leg: choice(legs.map(legName)), lots, price: decimal() };
  return {
    types: [
      amountType(price.currency),
      { name: "BookedLeg", doc: "A leg of a trade: bought lots are above zero.", type: record(booked) },
    ],
    functions: [
      {
        name: "spreadPrice",
        service: "spread",
        doc: `The exact price that prices of the legs make, in the order ${legs.map(legName).join(", ")}.`,
        parameters: taking("input", { prices: listOf(decimal()) }),
        returns: record({ value: exact(price.unit), steps }),
        refuses: ["off-tick"],
        clause: price.clause,
      },
      {
        name: "legPrices",
        service: "spread",
        doc: `The legs of a trade of so many spreads at \`price\`; \`settlements\` are those of ${anchored.join(", ")} before it.`,
        parameters: taking("input", { price: unit, lots, settlements: listOf(decimal()) }),
        returns: record({ value: unit, legs: listOf(named("BookedLeg")), steps }),
        refuses: ["off-tick"],
        clause: legPrices.clause,
      },
      {
        name: "legPricesInColumns",
        service: "spread-columns",
        doc: "The prices of legs of many trades: entry i of each column is of trade i; what comes back is a column for each leg.",
        parameters: taking("columns", { price: listOf(unit), settlements: listOf(listOf(decimal())) }),
        returns: record({ legs: listOf(listOf(decimal())) }),
        refuses: ["off-tick"],
        clause: legPrices.clause,
      },
      {
        name: "variationMargin",
        service: "spread",
        doc: "What a trade has gained on its first day; `before` as for `legPrices`, `settlements` of all legs on the day.",
        parameters: taking("input", {
          price: unit,
          lots,
          before: listOf(decimal()),
          settlements: listOf(decimal()),
        }),
        returns: record({ amount, legs: listOf(record({ ...booked, amount })), steps }),
        refuses: ["off-tick"],
        clause: size.clause,
      },
    ],
  };
}

/** What the calculator offers of a perpetual. */
export function perpetualInterface(perpetual: Perpetual): { types: NamedType[]; functions: CalculatorFunction[] } {
  const { price, mark, funding, size } = perpetual;
  const reads = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, decimal(price.unit)]));
  const payer = funding.pay.by === "longs" ? "longs pay shorts" : "shorts pay longs";
  return {
    types: [amountType(price.currency), ...marginTypes(perpetual)],
    functions: [
      {
        name: "markPrice",
        service: "perpetual",
        doc: "The price at which positions are valued.",
        parameters: taking("input", reads(marketReads(...mark.of))),
        returns: record({ value: decimal(price.unit), steps }),
        refuses: ["negative-price"],
        clause: mark.clause,
      },
      {
        name: "fundingRate",
        service: "perpetual",
        doc: `The funding of one interval of ${funding.samples} samples, \`null\` for one that failed. \`amount\` is what is paid for each unit: above zero ${payer}. With more than ${funding.missing.most} missing it is nothing, and the tier is \`none\`.`,
        parameters: taking("input", {
          samples: listOf(orNull(record(reads(marketReads(funding.sample.formula))))),
          ...reads(marketReads(funding.pay.formula)),
        }),
        returns: record({
          tier: choice(["rate", "clamped", "none"]),
          rate: exact(),
          amount: decimal(),
          used: whole(),
          missing: whole(),
          steps,
        }),
        refuses: ["negative-price"],
        clause: funding.rate.clause,
      },
      {
        name: "fundingPayments",
        service: "perpetual",
        doc: "What every account pays, below zero, or receives; the positions add up to nothing, and so do the payments.",
        parameters: taking("input", {
          amount: decimal(),
          positions: listOf(record({ account: words, lots })),
        }),
        returns: record({ payments: listOf(record({ account: words, amount })), total: amount }),
        refuses: ["amount-not-exact", "duplicate"],
        clause: funding.pay.clause,
      },
      {
        name: "fundingInColumns",
        service: "perpetual-columns",
        doc: "The same for a column of positions.",
        parameters: taking("columns", { amount: decimal(), lots: listOf(lots) }),
        returns: record({ amounts: listOf(decimal()) }),
        refuses: ["amount-not-exact"],
        clause: funding.pay.clause,
      },
      {
        name: "variationMargin",
        service: "margin",
        doc: "What a position receives, or pays where it is negative, as its mark moves from `previous` to `settlement`.",
        parameters: taking("position", POSITION),
        returns: amount,
        refuses: ["amount-not-exact", "off-tick"],
        clause: size.clause,
      },
      ...marginFunctions(perpetual),
      ...fundingColumnsFunctions(perpetual),
    ],
  };
}
