import type { ContractModel, Option } from "../../model/model.ts";
import { strikeDecimals } from "../../model/from-ast/option-strikes.ts";
import { divide, parse, show } from "../../runtime/exact.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { list, number, object, quote, statement } from "./code.ts";
import type { Section } from "./index-code.ts";
import { runtimeMode } from "./formula-code.ts";
import type { SpecText } from "./spec-text.ts";
import { decimalsOf } from "./spec-text.ts";

/** Money per contract for a premium of 1: what a tick of the option is worth over the tick. */
export function optionMultiplier(option: Option): string {
  const [tick] = option.premiumTicks;
  if (tick === undefined) throw new Error(`${option.id} has no tick`);
  return show(divide(parse(tick.value.amount), parse(tick.increment)));
}

/** The functions of an option: strikes, intrinsic values, premiums, exercise and marks. */
export function optionCode(option: Option, spec: SpecText): Section {
  const { premium, tickValueExactTo, ticks, strikes, exercise, marks, size } = option;
  const worth = object({
    currency: quote(premium.currency),
    multiplier: number(optionMultiplier(option)),
    exactTo: number(tickValueExactTo.amount),
    decimals: String(decimalsOf(tickValueExactTo.amount)),
    signed: "false",
    ticks: object(
      Object.fromEntries(
        ticks.map(({ role, increment, decimals }): [string, Code] => [
          role,
          object({ increment: number(increment), decimals: String(decimals) }, false),
        ]),
      ),
    ),
  });
  const margined = premium.payment === "futures-style";
  const functions = [
    ["strikes", "reference", "strikesAround(terms, reference)", "The strikes around a reference price", strikes.clause],
    [
      "intrinsic",
      "input",
      "intrinsicValue(terms, worth, input)",
      "What an option pays when it is exercised",
      exercise.clause,
    ],
    ["premium", "input", "premiumPayment(terms, worth, input)", "What an account receives for a deal", premium.clause],
    ...(margined
      ? [
          [
            "variationMargin",
            "input",
            "premiumVariation(terms, worth, input)",
            "What a position receives as its premium moves",
            premium.paymentClause,
          ],
        ]
      : []),
    [
      "exercise",
      "input",
      "exerciseSeries(terms, worth, input)",
      "Exercise and assignment of a series on a day",
      exercise.clause,
    ],
    ["mark", "input", "markOf(terms, input)", "The mark of a series and its sensitivities", marks.clause],
  ] as const;
  const cited = [
    size,
    premium,
    ...option.premiumTicks,
    ...strikes.rungs,
    exercise.assignment,
    exercise.into,
    marks,
  ].map(({ clause }) => `// ${spec.cite(clause)}`);
  const text = [
    ...new Set(cited),
    statement("const worth = ", worth),
    "",
    statement("const terms = ", termsCode(option)),
    ...functions.flatMap(([name, argument, body, says, clause]) => [
      "",
      `/** ${says} (${spec.where(clause)}). */`,
      `export function ${name}(${argument}) {`,
      `  return ${body};`,
      "}",
    ]),
  ].join("\n");
  return { text, trace: functions.map(([name]) => ({ at: `#${name}`, clauses: clausesBehindOption(option, name) })) };
}

/** The clauses that what a function of an option answers is made of. */
export function clausesBehindOption(option: Option, name: string): string[] {
  const { premium, premiumTicks, size, tickValueExactTo, futureTick, strikes, exercise, marks, ticks, cabinet } =
    option;
  const money = [size, premium, premiumTicks, tickValueExactTo];
  const parts: Readonly<Record<string, unknown>> = {
    strikes: [strikes],
    intrinsic: [...money, futureTick],
    premium: [...money, cabinet, { clause: premium.paymentClause }],
    variationMargin: [...money, ticks, marks.round, { clause: premium.paymentClause }],
    exercise: [...money, futureTick, exercise, option.style, { clause: option.clause }],
    mark: [premiumTicks, cabinet, futureTick, marks, { clause: marks.modelClause }],
  };
  return clausesIn(parts[name]);
}

function termsCode(option: Option): Code {
  const { premiumTicks, cabinet, strikes, exercise, marks, futureTick, premium } = option;
  const { rate, round } = marks;
  const decimals = option.ticks.find(({ increment }) => increment === round.increment)?.decimals;
  return object({
    product: quote(option.id),
    style: quote(option.style.value),
    rungs: list(
      strikes.rungs.map(({ step, within, when }) =>
        object(
          {
            step: number(step),
            within: number(within),
            when: when && object({ comparison: quote(when.comparison), value: number(when.value) }, false),
          },
          false,
        ),
      ),
      strikes.rungs.length > 1,
    ),
    strikeClause: quote(strikes.clause),
    strikeDecimals: String(strikeDecimals(strikes.rungs)),
    premiumTicks: list(
      premiumTicks.map(({ increment, atMost }) =>
        object({ increment: number(increment), atMost: atMost === undefined ? undefined : number(atMost) }, false),
      ),
    ),
    cabinet: cabinet && number(cabinet.price),
    payment: quote(premium.payment),
    underlying: number(futureTick.settlement),
    automatic: exercise.automatic && number(exercise.automatic.by),
    assignment: quote(exercise.assignment.method),
    into: quote(exercise.into.kind),
    exerciseClause: quote((exercise.automatic ?? exercise).clause),
    assignmentClause: quote(exercise.assignment.clause),
    marks: object({
      decimals: String(marks.decimals),
      year: `${marks.year.days}n`,
      rate: rate.kind === "constant" ? number(rate.value) : undefined,
      round: object({
        mode: quote(runtimeMode(round)),
        grid: object(
          { increment: number(round.increment), decimals: String(decimals ?? decimalsOf(round.increment)) },
          false,
        ),
      }),
      clause: quote(marks.clause),
    }),
  });
}

/** True where the model is of an option. */
export function hasOption(model: ContractModel): model is ContractModel & { readonly option: Option } {
  return model.option !== undefined;
}
