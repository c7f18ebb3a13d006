import type { Spread } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { list, number, object, quote, statement } from "./code.ts";
import { runtimeMode } from "./formula-code.ts";
import type { Section } from "./index-code.ts";
import type { SpecText } from "./spec-text.ts";
import { decimalsOf, roundingInWords } from "./spec-text.ts";

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
  const worth = object({
    currency: quote(price.currency),
    multiplier: number(size.value),
    exactTo: number(tickValueExactTo.amount),
    decimals: String(decimalsOf(tickValueExactTo.amount)),
    signed: String(price.signed),
    ticks: object(Object.fromEntries(ticks.map(({ role, ...tick }): [string, Code] => [role, gridCode(tick)]))),
  });
  const functions = [
    [
      "spreadPrice",
      "input",
      "spreadValue(terms, input)",
      "The price of the spread that prices of its legs make",
      price.clause,
    ],
    [
      "legPrices",
      "input",
      "legPricesOf(terms, input)",
      "The contracts and prices of the legs of a trade",
      legPrices.clause,
    ],
    [
      "legPricesInColumns",
      "columns",
      "legPriceColumns(terms, columns)",
      "The same for columns of trades",
      legPrices.clause,
    ],
    [
      "variationMargin",
      "input",
      "spreadVariation(terms, worth, input)",
      "What a trade has gained on its first day",
      size.clause,
    ],
  ] as const;
  const cited = [size, price, ...ticks, ...legs, legPrices].map(({ clause }) => `// ${spec.cite(clause)}`);
  const text = [
    ...new Set(cited),
    statement("const worth = ", worth),
    "",
    statement("const terms = ", termsCode(spread)),
    ...functions.flatMap(([name, argument, body, says, clause]) => [
      "",
      `/** ${says} (${spec.where(clause)}). */`,
      `export function ${name}(${argument}) {`,
      `  return ${body};`,
      "}",
    ]),
  ].join("\n");
  return { text, trace: functions.map(([name]) => ({ at: `#${name}`, clauses: clausesBehindSpread(spread) })) };
}

/** The clauses that what a function of a spread answers is made of. */
export function clausesBehindSpread({ size, price, ticks, tickValueExactTo, legs, legPrices }: Spread): string[] {
  return clausesIn([size, price, ticks, tickValueExactTo, legs, legPrices]);
}

function termsCode(spread: Spread): Code {
  const { round } = spread.legPrices;
  return object({
    legs: list(
      spread.legs.map((leg) =>
        object({
          name: quote(legName(leg)),
          lots: `${leg.lots}n`,
          weight: number(leg.weight),
          multiplier: number(leg.multiplier),
          tick: gridCode(leg.tick),
          signed: String(leg.signed),
          anchored: String(leg.anchored),
          clause: quote(leg.clause),
        }),
      ),
      true,
    ),
    tick: gridCode(outrightOf(spread)),
    signed: String(spread.price.signed),
    round:
      round &&
      object({
        mode: quote(runtimeMode(round)),
        increment: number(round.increment),
        text: quote(roundingInWords(round)),
        clause: quote(round.clause),
      }),
    priceClause: quote(spread.price.clause),
    legPricesClause: quote(spread.legPrices.clause),
  });
}

function gridCode({ increment, decimals }: Pick<Spread["ticks"][number], "increment" | "decimals">): Code {
  return object({ increment: number(increment), decimals: String(decimals) }, false);
}
