import type { Option } from "../../model/model.ts";
import { POSITION, amountType, steps } from "./interface-common.ts";
import type { CalculatorFunction, NamedType, Type } from "./interface.ts";
import {
  choice,
  day,
  decimal,
  exact,
  flag,
  instant,
  listOf,
  named,
  optional,
  record,
  said,
  taking,
  whole,
  words,
} from "./interface.ts";

const amount = named("Amount");
const right = named("Right");
const lots = whole("contract");

/** What the calculator offers of an option. */
export function optionInterface(option: Option): { types: NamedType[]; functions: CalculatorFunction[] } {
  const { premium, strikes, exercise, marks } = option;
  const of = (function_: Omit<CalculatorFunction, "service">): CalculatorFunction => ({
    service: "option",
    ...function_,
  });
  return {
    types: [
      amountType(premium.currency),
      { name: "Right", type: choice(["call", "put"]) },
      { name: "Position", type: record({ account: words, lots }) },
      {
        name: "Instruction",
        type: record({
          account: words,
          action: choice(["exercise", "abandon"]),
          lots,
          time: said(instant, "When it was given."),
        }),
      },
      {
        name: "Exercised",
        doc: "One account after an exercise; `future` are contracts of the future it gets, dealt at the strike.",
        type: record({ account: words, exercised: lots, abandoned: lots, assigned: lots, future: lots, amount }),
      },
    ],
    functions: [
      of({
        name: "strikes",
        doc: "The strikes around a reference price, lowest first.",
        parameters: [{ name: "reference", type: decimal(premium.unit) }],
        returns: listOf(decimal(premium.unit)),
        refuses: ["negative-price"],
        clause: strikes.clause,
      }),
      of({
        name: "intrinsic",
        doc: "What an option pays when it is exercised at `price`, never below zero; lots are signed.",
        parameters: taking("input", { right, strike: decimal(), price: decimal(), lots }),
        returns: record({ value: exact(), amount }),
        refuses: ["amount-not-exact"],
        clause: exercise.clause,
      }),
      of({
        name: "premium",
        doc: "What an account receives for a deal: below zero for the buyer where premiums are paid up-front. Lots are signed.",
        parameters: taking("input", { lots, premium: decimal(premium.unit) }),
        returns: amount,
        refuses: ["off-tick"],
        clause: premium.clause,
      }),
      ...(premium.payment === "futures-style"
        ? [
            of({
              name: "variationMargin",
              doc: "What a margined position receives as its premium moves from `previous` to `settlement`; lots are signed.",
              parameters: taking("input", POSITION),
              returns: amount,
              refuses: ["off-tick"],
              clause: premium.paymentClause,
            }),
          ]
        : []),
      of({
        name: "exercise",
        doc: "Exercise and assignment of one series on one day; `price` is what the underlying settled to, bought lots are above zero.",
        parameters: taking("input", {
          series: words,
          date: day,
          expires: flag,
          right,
          strike: decimal(),
          price: decimal(),
          positions: listOf(named("Position")),
          deadline: said(instant, "Instructions count until this moment, and are refused from then on."),
          instructions: listOf(named("Instruction")),
        }),
        returns: record({ exercised: lots, accounts: listOf(named("Exercised")), steps }),
        refuses: ["duplicate"],
        clause: exercise.clause,
      }),
      { ...markFunction(option), service: "option-marks", clause: marks.clause },
    ],
  };
}

function markFunction({ marks }: Option): Omit<CalculatorFunction, "service" | "clause"> {
  const rate = marks.rate.kind === "stated" ? said(decimal(), "Per year, continuously compounded.") : undefined;
  const figures = ["settlement", "price", "volatility", "delta", "gamma", "vega", "theta", "rho"];
  const returns: Type = record({ ...Object.fromEntries(figures.map((one) => [one, decimal()])), steps });
  return {
    name: "mark",
    doc: `The mark of a series with ${marks.decimals} decimals, at a volatility or at the one a premium implies.`,
    parameters: taking("input", {
      right,
      strike: decimal(),
      future: decimal(),
      days: said(whole("day"), "Calendar days to expiry, at least one."),
      rate,
      volatility: optional(decimal()),
      premium: optional(decimal()),
    }),
    returns,
    refuses: ["no-volatility"],
  };
}
