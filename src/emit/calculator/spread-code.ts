import type { Spread } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { call, flag, list, number, object, text, whole } from "./code.ts";
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
          body: call("spreadValue", "terms", "input"),
          says: "The price of the spread that prices of its legs make",
          clause: price.clause,
          behind,
        },
        {
          name: "legPrices",
          argument: "input",
          body: call("legPricesOf", "terms", "input"),
          says: "The contracts and prices of the legs of a trade",
          clause: legPrices.clause,
          behind,
        },
        {
          name: "legPricesInColumns",
          argument: "columns",
          body: call("legPriceColumns", "terms", "columns"),
          says: "The same for columns of trades",
          clause: legPrices.clause,
          behind,
        },
        {
          name: "variationMargin",
          argument: "input",
          body: call("spreadVariation", "terms", "worth", "input"),
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
  return object("SpreadTerms", {
    legs: list(
      spread.legs.map((leg) =>
        object("Leg", {
          name: text(legName(leg)),
          lots: whole(leg.lots),
          weight: number(leg.weight),
          multiplier: number(leg.multiplier),
          tick: gridCode(leg.tick.increment, leg.tick.decimals),
          signed: flag(leg.signed),
          anchored: flag(leg.anchored),
          clause: text(leg.clause),
        }),
      ),
      true,
    ),
    tick: gridCode(outright.increment, outright.decimals),
    signed: flag(spread.price.signed),
    round: round && fractionRoundingCode(round),
    priceClause: text(spread.price.clause),
    legPricesClause: text(spread.legPrices.clause),
  });
}
