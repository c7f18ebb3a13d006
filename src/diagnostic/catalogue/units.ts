import { entry } from "../entry.ts";

const fitting = {
  grade: "the two are of different grades, and only a declared conversion could turn one into the other",
  currency: "the two are in different currencies, and there is no exchange rate between them here",
  inverted: "one is the other upside down",
  dimension: "the two measure different things",
} as const;

/** How a unit is spelled that is none. */
const PURE = "pure number";

function plain(unit: string): string {
  return unit === PURE ? "a plain number" : unit === "contract" ? "a number of contracts" : unit;
}

export const unitEntries = {
  "unit-mismatch": entry<{ expected: string; found: string; difference: keyof typeof fitting }>({
    severity: "error",
    message: (p) => `here stands ${plain(p.found)}, where ${plain(p.expected)} is needed: ${fitting[p.difference]}`,
    help: (p) =>
      p.expected === PURE
        ? "write a plain number or a share, such as `20%`"
        : p.expected === "contract"
          ? "write a number of contracts, such as `5 contracts`"
          : `write a value in ${p.expected}`,
    page: `Every number has a unit, and only like things are added, compared or put in one another's place. Grades are part of a unit:
a \`GPU_hour of H100_SXM\` is not a \`GPU_hour of H200_SXM\`. Currencies are never exchanged unless the spec says at what rate.

Wrong, in a product priced in USD / GPU_hour of H100_SXM:

    price: average of TOKEN_BASKET over business days of contract month

Right: an index in the price's own unit, or a ratio that carries units:

    price: H200_RENTAL * 0.70 (GPU_hour of H200_SXM) / (GPU_hour of H100_SXM)
`,
  }),
  "unit-expected": entry<{ found: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` is not a unit`,
    help: () => "write a unit, such as `USD / GPU_hour`, without a number",
    page: `\`price:\` and similar fields take a unit: declared unit names, currencies, \`contract\` and times, with \`*\`, \`/\` and \`of\` a grade.

Wrong:

    price: 100 USD / GPU_hour of H100_SXM

Right:

    price: USD / GPU_hour of H100_SXM
`,
  }),
  "unit-circular": entry<{ name: string }>({
    severity: "error",
    message: (p) => `the unit \`${p.name}\` is declared by way of itself`,
    help: () => 'let one of the units be a base unit: `unit NAME "…" measures …`',
    page: `A unit is a base unit or a multiple of others. A circle of multiples has no size.

Wrong:

    unit node_hour "hour of a node" = 8 card_hour
    unit card_hour "hour of a card" = 0.125 node_hour

Right:

    unit card_hour "hour of a card" measures compute
    unit node_hour "hour of a node" = 8 card_hour
`,
  }),
  "unit-reserved": entry<{ name: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is built in and cannot be declared`,
    help: () => "take another name",
    page: `Currencies (ISO 4217 codes), \`second minute hour day week\`, \`contract\`, \`%\` and \`bp\` mean the same in every spec.

Wrong:

    unit week "business week" = 5 day

Right:

    unit business_week "business week" = 5 day
`,
  }),
  "unit-measures-nothing": entry<{ name: string }>({
    severity: "error",
    message: (p) => `the base unit \`${p.name}\` does not say what it measures`,
    help: (p) => `write \`unit ${p.name} "…" measures …\`, or say what it is a multiple of: \`unit ${p.name} = …\``,
    page: `A base unit says what it measures; a multiple or compound says what it is made of.

Wrong:

    unit rack_hour "rack-hour"

Right:

    unit rack_hour "rack-hour" measures compute
`,
  }),
  "grade-does-not-fit": entry<{ grade: string; why: string }>({
    severity: "error",
    message: (p) => `\`of ${p.grade}\` cannot stand here: ${p.why}`,
    help: () => "put the grade behind the one unit it describes",
    page: `A grade says what one unit of the underlying is, and tags exactly one declared unit: \`GPU_hour of H100_SXM\`. Tagged units of
different grades do not add.

Wrong:

    price: USD / (GPU_hour of H100_SXM) of H200_SXM

Right:

    price: USD / GPU_hour of H100_SXM
`,
  }),
  "division-by-zero": entry<Record<string, never>>({
    severity: "error",
    message: () => "this divides by zero",
    help: () => "divide by a value above zero",
    page: `The divisor is known to be zero when the spec is compiled, so the price could never be determined.

Wrong:

    H200_RENTAL / (1 - 100%)

Right:

    H200_RENTAL / (1 - 30%)
`,
  }),
  "value-not-known": entry<{ found: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` is not known when the contract is listed`,
    help: () => "write a number, or a value of a declared source",
    page: `Sizes, ticks, limits and similar terms are fixed when the contract is listed, so they are made of numbers, units and values of
declared sources. What is only known on a trade date, such as a settlement price, cannot be part of them.

Wrong:

    basis: 5_000_000 USD / H100_RENTAL / size

Right:

    basis: 25% of SUPPLY.lowest-month / size, round down to 1 contract
`,
  }),
  "phrase-unknown": entry<{ found: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` means nothing here`,
    help: () => "name a declaration this file imports, a unit, or one of the phrases the manual lists for this field",
    page: `A name in an expression is a declared unit, grade, index or source, or one of the phrases of its field, such as
\`previous settlement\` in a daily settlement. The manual lists them field by field.

Wrong:

    previous setlement

Right:

    previous settlement
`,
  }),
  "phrase-not-here": entry<{ found: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` cannot stand here`,
    help: () => "leave it out, or write what the manual shows at this field",
    page: `The words are legal Tenor, but this field has no meaning for them.

Wrong:

    price: average of H100_RENTAL over hours of contract month in Europe/London

Right:

    price: average of H100_RENTAL over business days of contract month on US_EXCHANGE
`,
  }),
  "not-above-zero": entry<{ what: string; value: string }>({
    severity: "error",
    message: (p) => `${p.what} must be above zero, and this is ${p.value}`,
    help: () => "write a value above zero",
    page: `Sizes, ticks, counts and limits are above zero.

Wrong:

    tick { outright: 0 }

Right:

    tick { outright: 0.001 }
`,
  }),
  "not-a-whole-number": entry<{ what: string; value: string }>({
    severity: "error",
    message: (p) => `${p.what} must be a whole number, and this is ${p.value}`,
    help: () => "write a whole number, or say how it is rounded: `, round down to 1 contract`",
    page: `Contracts, publications and parts are counted in whole numbers. Where a formula gives a fraction, the spec says how it is rounded.

Wrong:

    orders { max: 2.5 contracts }

Right:

    orders { max: 2 contracts }
`,
  }),
  "price-times-size": entry<{ product: string }>({
    severity: "error",
    message: (p) => `price times size is ${p.product}, and it must be an amount of money`,
    help: () => "count price and size in the same unit and grade",
    page: `What a contract is worth is its price times its size, so the units of the two must leave money per contract.

Wrong: 1,000 GPU-hours at a price per million tokens.

    size:  1_000 GPU_hour of H100_SXM
    price: USD / Mtoken of STD_TOKEN

Right:

    price: USD / GPU_hour of H100_SXM
`,
  }),
  "currency-without-minor-unit": entry<{ currency: string }>({
    severity: "error",
    message: (p) => `${p.currency} has no minor unit, so it is not known what its amounts are exact to`,
    help: (p) => `say what amounts are exact to: \`tick-value: exact to 0.01 ${p.currency}\``,
    page: `Some ISO 4217 codes (gold, special drawing rights) have no smallest unit. A contract paid in one says what its amounts are exact to.

Wrong:

    price: XAU / GPU_hour of H100_SXM

Right:

    price:      XAU / GPU_hour of H100_SXM
    tick-value: exact to 0.001 XAU
`,
  }),
  "tick-value-exact": entry<{ product: string; tick: string; value: string; currency: string; minor: string }>({
    severity: "error",
    message: (p) =>
      `one ${p.tick} tick of ${p.product} is worth ${p.value} ${p.currency}, and ${p.currency} has ${p.minor}`,
    page: `Variation margin is paid in money, and money has a smallest unit. One tick times the contract size must be a whole number of it,
or the settlement of one lot could not be paid exactly.

Wrong, with a size of 1_000 GPU_hour (0.000125 × 1000 = 0.125 USD):

    tick { outright: 0.000125 }

Right: a tick whose value can be paid, another size, or a stated finer unit:

    tick { outright: 0.00012 }
    tick-value: exact to 0.001 USD
`,
  }),
  "tick-not-a-multiple": entry<{ finer: string; coarser: string }>({
    severity: "warning",
    message: (p) => `the ${p.coarser} tick is not a multiple of the ${p.finer} tick`,
    help: () =>
      "let the coarser tick be a whole number of the finer one, so that a traded price is always a settlement price",
    page: `Where a coarser tick is no multiple of the finer one, some prices that may be traded cannot be a settlement price.

Wrong:

    tick { outright: 0.001; settlement: 0.0003 }

Right:

    tick { outright: 0.001; settlement: 0.0001 }
`,
  }),
  "number-out-of-range": entry<{ what: string; least: string; most: string; value: string }>({
    severity: "error",
    message: (p) => `${p.what} is a whole number from ${p.least} to ${p.most}, and this is ${p.value}`,
    help: (p) => `write a whole number from ${p.least} to ${p.most}`,
    page: `Counts of months, publications, parts and ticks begin at one. Above the bound no contract has a use for them, and a number that large is a slip.

Wrong:

    months: 0 consecutive

Right:

    months: 12 consecutive
`,
  }),
};
