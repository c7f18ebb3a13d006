import { fromInteger, multiply, parse, show } from "../../runtime/exact.ts";
import { clausesIn } from "../dependencies.ts";
import { expiryOf } from "../option/config.ts";
import { clausesBehind, vectorsFile } from "../vectors/emitter.ts";
import { interpretMark, interpretOptionMoney } from "../vectors/interpret-option.ts";
import { dealt } from "../vectors/option-vectors.ts";
import type { OptionSubject } from "./names.ts";
import { term, type Term } from "./term.ts";
import { moneyWords, shortQuantity } from "./units.ts";
import { casesOf, LOTS } from "./view-example.ts";
import { count, longDate, percent, thousands } from "./words.ts";

/** The volatility and the rate of the example, a share of a year; the spec may state a rate of its own. */
const VOLATILITY = "0.55";
const RATE = "0.04";
/** Thirty days before the end. */
const DAYS = "30";

/**
 * An option worked out: what is paid for it, its mark with its delta and the futures it counts for, and an exercise with who is assigned. Prices and
 * positions are made up; results are those of the model's interpreter, and the exercise is a vector that the calculators are held to.
 */
export function optionExample(subject: OptionSubject) {
  return {
    premium: premiumExample(subject),
    exercises: [exerciseExample(subject, "call"), exerciseExample(subject, "put")].flatMap((one) => one ?? []),
    cases: casesOf(subject),
    lots: thousands(LOTS),
  };
}

function premiumExample({ product, model }: OptionSubject) {
  const { premium, premiumTicks, marks, on } = product;
  const { future, strike } = dealt(product);
  const rate = marks.rate.kind === "constant" ? marks.rate.value : RATE;
  const mark = interpretMark(product, { right: "call", strike, future, days: DAYS, rate, volatility: VOLATILITY });
  const clauses = [...clausesBehind(model, "mark"), ...clausesIn([marks])];
  const words = (text: string): Term => term(text, ...clauses);
  const money = [...clauses, ...clausesBehind(model, "premium"), product.tickValueExactTo.clause];
  const tick = premiumTicks.at(-1)?.increment ?? premiumTicks[0]!.increment;
  const price = show(multiply(parse(tick), parse("100")));
  const paid = interpretOptionMoney(product, parse(price), BigInt(LOTS));
  const delta = mark["delta"] ?? "0";
  const equivalent = show(multiply(parse(delta), fromInteger(LOTS)));
  return {
    future: words(shortQuantity(future, premium.unit)),
    on: term(on.title, on.clause),
    strike: words(shortQuantity(strike, premium.unit)),
    price: term(shortQuantity(price, premium.unit), ...money),
    lots: term(count(LOTS, "contract"), ...money),
    paid: term(moneyWords(paid, premium.currency), ...money),
    upFront: premium.payment === "up-front" ? term("up-front", premium.paymentClause) : null,
    days: words(count(Number(DAYS), "day")),
    volatility: words(percent(VOLATILITY)),
    rate: words(percent(rate)),
    value: words(thousands(mark["price"] ?? "")),
    settlement: words(shortQuantity(mark["settlement"] ?? "", premium.unit)),
    delta: words(delta),
    equivalent: words(equivalent),
  };
}

type Exercised = {
  readonly exercised: string;
  readonly accounts: readonly {
    readonly account: string;
    readonly assigned: string;
    readonly future: string;
    readonly amount: { readonly amount: string; readonly currency: string };
  }[];
};
type Given = {
  readonly series: string;
  readonly date: string;
  readonly strike: string;
  readonly price: string;
  readonly positions: readonly { readonly account: string; readonly lots: string }[];
  readonly instructions: readonly { readonly account: string; readonly action: string; readonly lots: string }[];
};

/** An exercise of the vectors in which not every seller is assigned whole. */
function exerciseExample({ product, model }: OptionSubject, right: "call" | "put") {
  const { vectors } = vectorsFile(model);
  const ends = (way: string): number =>
    vectors.findIndex((one) => one.function === "exercise" && one.branches.includes(`${way}/${right}`));
  // Where some is given up not every seller is assigned whole, and the draw shows.
  const at = ends("given-up") < 0 ? ends("instructed") : ends("given-up");
  const vector = vectors[at];
  const returned = (vector?.expected as { readonly returns?: Exercised } | undefined)?.returns;
  if (vector === undefined || returned === undefined) return undefined;
  const [given] = vector.arguments as unknown as readonly [Given];
  const clauses = clausesBehind(model, "exercise");
  const on = (text: string): Term => term(text, ...clauses);
  const { unit } = product.premium;
  const [month] = product.contracts;
  return {
    right: on(right),
    series: on(given.series),
    date: on(longDate(month === undefined ? given.date : expiryOf(month.month))),
    strike: on(shortQuantity(given.strike, unit)),
    price: on(shortQuantity(given.price, unit)),
    instructions: given.instructions.map((one) => ({
      account: on(one.account),
      what: on(one.action === "abandon" ? "gives up" : "exercises"),
      lots: on(count(BigInt(one.lots), "contract")),
    })),
    exercised: on(count(BigInt(returned.exercised), "contract")),
    number: on(String(at)),
    future: product.exercise.into.kind === "future" ? term(product.on.title, product.on.clause) : null,
    accounts: returned.accounts.map(({ account, assigned, future, amount }) => ({
      account: on(account),
      held: on(thousands(given.positions.find((one) => one.account === account)?.lots ?? "0")),
      assigned: on(thousands(assigned)),
      // Who is paid in cash gets no futures.
      future: product.exercise.into.kind === "future" ? on(thousands(future)) : null,
      amount: on(moneyWords(amount.amount, amount.currency)),
    })),
  };
}
