import { windowsOf } from "../../model/formulas.ts";
import { add, divide, fromInteger, multiply, parse, roundTo, show, subtract, toFixed } from "../../runtime/exact.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { finalFields } from "../calculator/final-code.ts";
import { functionName } from "../calculator/names.ts";
import { clausesBehind, vectorsFile } from "../vectors/emitter.ts";
import { interpretFinal } from "../vectors/interpret-final.ts";
import { interpretMoney } from "../vectors/interpret-settlement.ts";
import { basePrice, seedOf } from "../vectors/vector.ts";
import { type FutureSubject, priceOf, type Subject } from "./names.ts";
import { sizeWords } from "./size-words.ts";
import { term, type Term } from "./term.ts";
import { moneyWords, shortQuantity } from "./units.ts";
import { capital, count, list, longDate, periodName, thousands } from "./words.ts";

/** How many contracts the example is of. */
export const LOTS = 10;

/**
 * A settlement worked out: a month with a print for each of its days, its price and payment, and one case for each way the calculator can go.
 * Prices are made up and follow from the name of the product; results are those of the model's interpreter, which the calculators are held to.
 */
export function exampleView(subject: FutureSubject) {
  return { final: finalExample(subject), cases: casesOf(subject), lots: thousands(LOTS) };
}

/** A month's average step by step; null where the price is not one plain average over the days of the month. */
function finalExample({ product, model, names }: FutureSubject) {
  const { finalSettlement: final, price } = product;
  const fields = finalFields(product);
  const [index, other] = fields.averaged;
  const month = product.contracts.find((one) => one.averaging.length > 0);
  const plain = final.price.op === "average" && windowsOf(final.price).length === 1 && final.price.of.op === "index";
  if (!plain || index === undefined || other !== undefined || month === undefined || final.bounds !== undefined)
    return null;
  const source = model.indices.find((one) => one.id === index);
  const step = parse(source?.value.round.increment ?? final.round.increment);
  const base = basePrice(seedOf(`${product.id} example`), final.round.increment);
  const days = month.averaging;
  const places = Math.max(decimalsOf(show(step)), decimalsOf(final.round.increment));
  // Up and down by steps that do not sum to nought, so that the average is between two ticks.
  const prints = days.map((day, at) => ({
    day,
    value: toFixed(add(base, multiply(fromInteger(((at * 37) % 21) - 9), step)), places),
  }));
  const input = {
    period: month.period,
    days: [...days],
    prints: { [index]: Object.fromEntries(prints.map((one) => [one.day, one.value])) },
  };
  const settled = interpretFinal(product, input).price;
  const sum = prints.reduce((total, one) => add(total, parse(one.value)), fromInteger(0));
  const mean = divide(sum, fromInteger(days.length));
  const grid = parse(final.round.increment);
  const decimals = decimalsOf(final.round.increment);
  const previous = toFixed(
    add(parse(settled), multiply(fromInteger(-7), parse(product.dailySettlement.round.increment))),
    decimals,
  );
  const change = subtract(parse(settled), parse(previous));
  const currency = product.tickValueExactTo.currency;
  const amount = interpretMoney(product, change, String(LOTS), product.flow === undefined ? undefined : month.period);
  const clauses = clausesBehind(model, "finalSettlement");
  const on = (words: string): Term => term(words, ...clauses);
  const money = [...clauses, ...clausesBehind(model, "variationMargin"), product.tickValueExactTo.clause];
  const quoted = (value: string): string => shortQuantity(value, price.unit);
  return {
    month: on(periodName(month.period)),
    code: on(month.code),
    index: on(names.index(index)),
    days: on(count(days.length, "day")),
    rows: prints.map((one) => ({ day: on(longDate(one.day)), value: on(quoted(one.value)) })),
    sum: on(quoted(show(sum))),
    mean: on(quoted(show(mean))),
    below: on(quoted(toFixed(roundTo(mean, grid, "down"), decimals))),
    above: on(quoted(toFixed(roundTo(mean, grid, "up"), decimals))),
    price: on(quoted(settled)),
    previous: term(quoted(previous), ...money),
    change: term(quoted(show(change)), ...money),
    size: term(sizeWords(product), ...money),
    lots: term(count(LOTS, "contract"), ...money),
    amount: term(moneyWords(amount, currency), ...money),
  };
}

type Returned = Readonly<Record<string, unknown>> | string | readonly unknown[];

/** One case for each branch of each function of the calculator, from its conformance vectors. */
export function casesOf({ model, names, product }: Subject) {
  const { branches, vectors } = vectorsFile(model);
  return branches.map((branch) => {
    const at = vectors.findIndex((one) => one.function === branch.function && one.branches.includes(branch.tier));
    const vector = vectors[at];
    const clauses = [branch.clause, ...clausesBehind(model, branch.function)];
    const on = (words: string): Term => term(words, ...clauses);
    const index = model.indices.find((one) => functionName(one) === branch.function);
    const outcome = vector === undefined ? undefined : (vector.expected as { readonly returns?: Returned }).returns;
    return {
      of: on(index === undefined ? capital(spacedCamel(branch.function)) : names.index(index.id)),
      way: on(branch.tier),
      case: on(vector === undefined ? "no vector" : vector.name.slice(vector.name.indexOf(": ") + 2)),
      result: on(outcome === undefined ? "none" : resultWords(outcome, branch.tier, priceOf(product).unit)),
      number: on(at < 0 ? "none" : String(at)),
    };
  });
}

const spacedCamel = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What a spread pays is money of its own beside what each leg pays. */
function isMoney(value: unknown): value is { readonly amount: string; readonly currency: string } {
  return typeof value === "object" && value !== null && "amount" in value && "currency" in value;
}

/** A ladder of strikes in a few words: how many, from the lowest to the highest. */
function ladderWords(strikes: readonly string[], unit: string): string {
  const [low, high] = [strikes[0], strikes.at(-1)];
  if (low === undefined || high === undefined) return "none";
  return `${count(strikes.length, "strike")} from ${shortQuantity(low, unit)} to ${shortQuantity(high, unit)}`;
}

/** What a call comes to in a few words: the price or value of the branch, the amount, or the bands. */
function resultWords(outcome: Returned, tier: string, unit: string): string {
  if (typeof outcome === "string") return thousands(outcome);
  if (Array.isArray(outcome))
    return (outcome as readonly (string | { lower?: string; upper?: string })[]).every((one) => typeof one === "string")
      ? ladderWords(outcome as readonly string[], unit)
      : (outcome as readonly { lower?: string; upper?: string }[])
          .map(({ lower, upper }) => `${lower ?? "none"} to ${upper ?? "none"}`)
          .join("; ");
  const fields = outcome as Readonly<Record<string, unknown>>;
  const months = fields["months"] as readonly { period: string; price: string; tier: string }[] | undefined;
  const own = months?.find((one) => one.tier === tier);
  if (own !== undefined) return `${shortQuantity(own.price, unit)} for ${periodName(own.period)}`;
  const { amount: paid, legs } = fields as { amount?: unknown; legs?: unknown };
  if (isMoney(paid)) return moneyWords(paid.amount, paid.currency);
  if (Array.isArray(legs) && Array.isArray(legs[0]))
    return `${count(legs[0].length, "trade")} in ${count(legs.length, "leg")}`;
  const { price, value, amount, currency } = fields as Readonly<Record<string, string | undefined>>;
  if (amount !== undefined && currency !== undefined) return moneyWords(amount, currency);
  const { rate } = fields as Readonly<Record<string, string | undefined>>;
  if (rate !== undefined && amount !== undefined)
    return `a rate of ${thousands(rate)}, ${shortQuantity(amount, unit)} for each unit`;
  const payments = fields["payments"] as
    readonly { account: string; amount: { amount: string; currency: string } }[] | undefined;
  if (payments !== undefined)
    return list(payments.map((one) => `${one.account} ${moneyWords(one.amount.amount, one.amount.currency)}`));
  const column = fields["amounts"] as readonly string[] | undefined;
  if (column !== undefined) return list(column.map(thousands));
  const volatility = fields["volatility"];
  if (typeof volatility === "string" && fields["settlement"] === undefined) return `a volatility of ${volatility}`;
  const exercised = fields["exercised"];
  if (typeof exercised === "string") return `${count(BigInt(exercised), "contract")} exercised`;
  const figure = (fields["settlement"] as string | undefined) ?? price ?? value;
  return figure === undefined ? thousands(JSON.stringify(outcome)) : shortQuantity(figure, unit);
}
