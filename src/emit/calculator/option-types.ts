import type { Option } from "../../model/model.ts";
import { quote } from "./code.ts";
import { COMMON } from "./declared-types.ts";

/** The text of the `.d.ts` beside the calculator of an option. */
export function optionDeclarations(option: Option): string {
  const rate =
    option.marks.rate.kind === "stated"
      ? "\n  /** Per year, continuously compounded. */\n  readonly rate: Decimal;"
      : "";
  const variation =
    option.premium.payment === "futures-style"
      ? `
/** What a margined position receives as its premium moves from \`previous\` to \`settlement\`; lots are signed. */
export function variationMargin(input: {
  readonly lots: Whole;
  readonly previous: Decimal;
  readonly settlement: Decimal;
}): Amount;
`
      : "";
  return `${COMMON.trim()}

/** An exact amount of money. */
export type Amount = { readonly amount: Decimal; readonly currency: ${quote(option.premium.currency)} };

export type Right = "call" | "put";

/** The strikes around a reference price, lowest first. */
export function strikes(reference: Decimal): readonly Decimal[];

/** What an option pays when it is exercised at \`price\`, never below zero; lots are signed. */
export function intrinsic(input: {
  readonly right: Right;
  readonly strike: Decimal;
  readonly price: Decimal;
  readonly lots: Whole;
}): { readonly value: Exact; readonly amount: Amount };

/** What an account receives for a deal: below zero for the buyer where premiums are paid up-front. Lots are signed. */
export function premium(input: { readonly lots: Whole; readonly premium: Decimal }): Amount;
${variation}
export type Position = { readonly account: string; readonly lots: Whole };

export type Instruction = {
  readonly account: string;
  readonly action: "exercise" | "abandon";
  readonly lots: Whole;
  /** When it was given. */
  readonly time: Instant;
};

/** One account after an exercise; \`future\` are contracts of the future it gets, dealt at the strike. */
export type Exercised = {
  readonly account: string;
  readonly exercised: Whole;
  readonly abandoned: Whole;
  readonly assigned: Whole;
  readonly future: Whole;
  readonly amount: Amount;
};

/** Exercise and assignment of one series on one day; \`price\` is what the underlying settled to, bought lots are above zero. */
export function exercise(input: {
  readonly series: string;
  readonly date: Day;
  readonly expires: boolean;
  readonly right: Right;
  readonly strike: Decimal;
  readonly price: Decimal;
  readonly positions: readonly Position[];
  /** Instructions count until this moment, and are refused from then on. */
  readonly deadline: Instant;
  readonly instructions: readonly Instruction[];
}): { readonly exercised: Whole; readonly accounts: readonly Exercised[]; readonly steps: readonly Step[] };

/** The mark of a series with ${option.marks.decimals} decimals, at a volatility or at the one a premium implies. */
export function mark(input: {
  readonly right: Right;
  readonly strike: Decimal;
  readonly future: Decimal;
  /** Calendar days to expiry, at least one. */
  readonly days: Whole;${rate}
  readonly volatility?: Decimal;
  readonly premium?: Decimal;
}): {
  readonly settlement: Decimal;
  readonly price: Decimal;
  readonly volatility: Decimal;
  readonly delta: Decimal;
  readonly gamma: Decimal;
  readonly vega: Decimal;
  readonly theta: Decimal;
  readonly rho: Decimal;
  readonly steps: readonly Step[];
};
`;
}
