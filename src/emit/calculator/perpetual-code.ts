import type { Perpetual } from "../../model/model.ts";
import { numberOf } from "../../value/rational.ts";
import { ratio, show } from "../../runtime/exact.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { arrow, call, count, flag, list, number, object, text, texts } from "./code.ts";
import type { ExportedFunction } from "./function-code.ts";
import { functionsSection } from "./function-code.ts";
import type { Section } from "./index-code.ts";
import { gridRoundingCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { worthCode } from "./worth-code.ts";

type Formula = Perpetual["mark"]["of"][number];

/** What formulas read of the market, in the order in which it is asked for. */
const MARKET = ["midpoint", "last", "index", "mark"] as const;

/** What of the market the formulas read. */
export function marketReads(...formulas: readonly Formula[]): string[] {
  const found = new Set<string>();
  const walk = (one: Formula): void => {
    if (one.op === "read") found.add(one.what);
    else if (one.op !== "number") [one.left, one.right].forEach(walk);
  };
  formulas.forEach(walk);
  return MARKET.filter((name) => found.has(name));
}

/** The functions of a perpetual: its mark, the rate of an interval, its payments, and variation. */
export function perpetualCode(perpetual: Perpetual, spec: SpecText): Section {
  const { price, size, ticks, tickValueExactTo, mark, funding } = perpetual;
  const { sample, rate, clamp, pay, missing } = funding;
  const one = (name: string, argument: string, says: string, body: Code, clause: string): ExportedFunction => ({
    name,
    argument,
    body,
    says,
    clause,
    behind: clausesBehindPerpetual(perpetual, name),
  });
  return functionsSection(
    {
      cited: [size, price, ...ticks, mark, sample, rate, clamp, pay, missing],
      worth: worthCode({
        currency: price.currency,
        multiplier: size.value,
        exactTo: tickValueExactTo.amount,
        signed: price.signed,
        ticks,
      }),
      terms: termsCode(perpetual),
      functions: [
        one(
          "markPrice",
          "input",
          "The price at which positions are valued",
          call("perpetualMark", "terms", "input"),
          mark.clause,
        ),
        one(
          "fundingRate",
          "input",
          "The funding of one interval",
          call("fundingRateOf", "terms", "input"),
          rate.clause,
        ),
        one(
          "fundingPayments",
          "input",
          "What every account pays or receives for an interval",
          call("fundingPaymentsOf", "terms", "worth", "input"),
          pay.clause,
        ),
        one(
          "fundingInColumns",
          "columns",
          "The same for a column of positions",
          call("fundingColumns", "terms", "worth", "columns"),
          pay.clause,
        ),
        one(
          "variationMargin",
          "position",
          "What a position receives as its mark moves",
          call("variationOf", "worth", "position"),
          size.clause,
        ),
      ],
    },
    spec,
  );
}

/** The clauses that what a function of a perpetual answers is made of. */
export function clausesBehindPerpetual(perpetual: Perpetual, name: string): string[] {
  const { price, size, ticks, tickValueExactTo, mark, funding } = perpetual;
  const unit = [size, price, ticks, tickValueExactTo];
  if (name === "markPrice") return clausesIn([...unit, mark]);
  return clausesIn(name === "variationMargin" ? unit : [...unit, funding]);
}

function termsCode({ price, mark, funding }: Perpetual): Code {
  const { sample, rate, clamp, cap, term, pay, missing } = funding;
  const share = ratio(BigInt(funding.every), BigInt(term?.milliseconds ?? funding.every));
  return object("PerpetualTerms", {
    signed: flag(price.signed),
    mark: object("PerpetualMark", {
      reads: texts(marketReads(...mark.of)),
      of: list(mark.of.map(formulaArrow)),
      round: gridRoundingCode(mark.round),
      clause: text(mark.clause),
    }),
    funding: object("Funding", {
      samples: count(funding.samples),
      most: count(missing.most),
      takePrevious: flag(missing.how === "take-previous"),
      sampleReads: texts(marketReads(sample.formula)),
      sample: formulaArrow(sample.formula),
      rate: formulaArrow(rate.formula),
      clamp: number(show(numberOf(clamp.value))),
      share: number(show(share)),
      payReads: texts(marketReads(pay.formula)),
      amount: formulaArrow(pay.formula),
      cap: cap && number(cap.value),
      round: gridRoundingCode(pay.round),
      longsPay: pay.by === "longs" ? count(1) : count(-1),
      clauses: object("FundingClauses", {
        sample: text(sample.clause),
        rate: text(rate.clause),
        clamp: text(clamp.clause),
        term: text((term ?? funding).clause),
        cap: text((cap ?? pay).clause),
        pay: text(pay.clause),
        missing: text(missing.clause),
      }),
    }),
  });
}

const OPERATIONS = {
  add: "add",
  subtract: "subtract",
  multiply: "multiply",
  divide: "divide",
  minimum: "min",
  maximum: "max",
} as const;

function formulaArrow(formula: Formula): Code {
  return arrow("read", formulaOf(formula));
}

function formulaOf(formula: Formula): Code {
  if (formula.op === "number") return number(formula.value);
  if (formula.op === "read") return { kind: "figure", name: formula.what };
  return call(OPERATIONS[formula.op], formulaOf(formula.left), formulaOf(formula.right));
}
