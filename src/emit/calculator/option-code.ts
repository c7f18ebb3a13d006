import type { ContractModel, Option } from "../../model/model.ts";
import { strikeDecimals } from "../../model/from-ast/option-strikes.ts";
import { divide, parse, show } from "../../runtime/exact.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { call, count, list, number, object, text, whole } from "./code.ts";
import type { Section } from "./index-code.ts";
import { runtimeMode } from "./formula-code.ts";
import type { ExportedFunction } from "./function-code.ts";
import { functionsSection } from "./function-code.ts";
import { gridCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { worthCode } from "./worth-code.ts";

/** Money per contract for a premium of 1: what a tick of the option is worth over the tick. */
export function optionMultiplier(option: Option): string {
  const [tick] = option.premiumTicks;
  if (tick === undefined) throw new Error(`${option.id} has no tick`);
  return show(divide(parse(tick.value.amount), parse(tick.increment)));
}

/** The functions of an option: strikes, intrinsic values, premiums, exercise and marks. */
export function optionCode(option: Option, spec: SpecText): Section {
  const { premium, tickValueExactTo, ticks, strikes, exercise, marks, size } = option;
  const one = (name: string, says: string, body: Code, clause: string, argument = "input"): ExportedFunction => ({
    name,
    argument,
    body,
    says,
    clause,
    behind: clausesBehindOption(option, name),
  });
  const variation = one(
    "variationMargin",
    "What a position receives as its premium moves",
    call("premiumVariation", "terms", "worth", "input"),
    premium.paymentClause,
  );
  return functionsSection(
    {
      cited: [size, premium, ...option.premiumTicks, ...strikes.rungs, exercise.assignment, exercise.into, marks],
      worth: worthCode({
        currency: premium.currency,
        multiplier: optionMultiplier(option),
        exactTo: tickValueExactTo.amount,
        signed: false,
        ticks,
      }),
      terms: termsCode(option),
      functions: [
        one(
          "strikes",
          "The strikes around a reference price",
          call("strikesAround", "terms", "reference"),
          strikes.clause,
          "reference",
        ),
        one(
          "intrinsic",
          "What an option pays when it is exercised",
          call("intrinsicValue", "terms", "worth", "input"),
          exercise.clause,
        ),
        one(
          "premium",
          "What an account receives for a deal",
          call("premiumPayment", "terms", "worth", "input"),
          premium.clause,
        ),
        ...(premium.payment === "futures-style" ? [variation] : []),
        one(
          "exercise",
          "Exercise and assignment of a series on a day",
          call("exerciseSeries", "terms", "worth", "input"),
          exercise.clause,
        ),
        one("mark", "The mark of a series and its sensitivities", call("markOf", "terms", "input"), marks.clause),
      ],
    },
    spec,
  );
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
  return object("OptionTerms", {
    product: text(option.id),
    style: text(option.style.value),
    rungs: list(
      strikes.rungs.map(({ step, within, when }) =>
        object(
          "Rung",
          {
            step: number(step),
            within: number(within),
            when: when && object("Level", { comparison: text(when.comparison), value: number(when.value) }, false),
          },
          false,
        ),
      ),
      strikes.rungs.length > 1,
    ),
    strikeClause: text(strikes.clause),
    strikeDecimals: count(strikeDecimals(strikes.rungs)),
    premiumTicks: list(
      premiumTicks.map(({ increment, atMost }) =>
        object(
          "PremiumTick",
          { increment: number(increment), atMost: atMost === undefined ? undefined : number(atMost) },
          false,
        ),
      ),
    ),
    cabinet: cabinet && number(cabinet.price),
    payment: text(premium.payment),
    underlying: number(futureTick.settlement),
    automatic: exercise.automatic && number(exercise.automatic.by),
    assignment: text(exercise.assignment.method),
    into: text(exercise.into.kind),
    exerciseClause: text((exercise.automatic ?? exercise).clause),
    assignmentClause: text(exercise.assignment.clause),
    marks: object("MarkTerms", {
      decimals: count(marks.decimals),
      year: whole(marks.year.days),
      rate: rate.kind === "constant" ? number(rate.value) : undefined,
      round: object("MarkRounding", {
        mode: text(runtimeMode(round)),
        grid: gridCode(round.increment, decimals),
      }),
      clause: text(marks.clause),
    }),
  });
}

/** True where the model is of an option. */
export function hasOption(model: ContractModel): model is ContractModel & { readonly option: Option } {
  return model.option !== undefined;
}
