import type { Spread } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { list, number, object, quote } from "./code.ts";
import { functionsSection } from "./function-code.ts";
import type { Section } from "./index-code.ts";
import { fractionRoundingCode, gridCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { worthCode } from "./worth-code.ts";

/** The step of ordinary orders of a spread. */
export function outrightOf({ id, ticks }: Spread): Spread["ticks"][number] {
  const found = ticks.find(({ role }) => role === "outright");
  if (found === undefined) throw new Error(`${id} has no outright tick`);
  return found;
}

/** What a leg is called in results and explanations: `GPH[near]`. */
export function legName({ product, month }: Spread["legs"][number]): string {
  return `${product}[${month}]`;
}

/** The functions of a spread: its price, the prices of its legs, what they gain, and whole columns of trades. */
export function spreadCode(spread: Spread, spec: SpecText): Section {
  const { price, size, legs, legPrices, tickValueExactTo, ticks } = spread;
  const behind = clausesBehindSpread(spread);
  return functionsSection(
    {
      cited: [size, price, ...ticks, ...legs, legPrices],
      worth: worthCode({
        currency: price.currency,
        multiplier: size.value,
        exactTo: tickValueExactTo.amount,
        signed: price.signed,
        ticks,
      }),
      terms: termsCode(spread),
      functions: [
        {
          name: "spreadPrice",
          argument: "input",
          body: "spreadValue(terms, input)",
          says: "The price of the spread that prices of its legs make",
          clause: price.clause,
          behind,
        },
        {
          name: "legPrices",
          argument: "input",
          body: "legPricesOf(terms, input)",
          says: "The contracts and prices of the legs of a trade",
          clause: legPrices.clause,
          behind,
        },
        {
          name: "legPricesInColumns",
          argument: "columns",
          body: "legPriceColumns(terms, columns)",
          says: "The same for columns of trades",
          clause: legPrices.clause,
          behind,
        },
        {
          name: "variationMargin",
          argument: "input",
          body: "spreadVariation(terms, worth, input)",
          says: "What a trade has gained on its first day",
          clause: size.clause,
          behind,
        },
      ],
    },
    spec,
  );
}

/** The clauses that what a function of a spread answers is made of. */
export function clausesBehindSpread({ size, price, ticks, tickValueExactTo, legs, legPrices }: Spread): string[] {
  return clausesIn([size, price, ticks, tickValueExactTo, legs, legPrices]);
}

function termsCode(spread: Spread): Code {
  const { round } = spread.legPrices;
  const outright = outrightOf(spread);
  return object({
    legs: list(
      spread.legs.map((leg) =>
        object({
          name: quote(legName(leg)),
          lots: `${leg.lots}n`,
          weight: number(leg.weight),
          multiplier: number(leg.multiplier),
          tick: gridCode(leg.tick.increment, leg.tick.decimals),
          signed: String(leg.signed),
          anchored: String(leg.anchored),
          clause: quote(leg.clause),
        }),
      ),
      true,
    ),
    tick: gridCode(outright.increment, outright.decimals),
    signed: String(spread.price.signed),
    round: round && fractionRoundingCode(round),
    priceClause: quote(spread.price.clause),
    legPricesClause: quote(spread.legPrices.clause),
  });
}
