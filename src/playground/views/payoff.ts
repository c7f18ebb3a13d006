import { directCalculator, type DirectCalculator } from "../../emit/calculator/direct.ts";
import { moneyWords, unitWords } from "../../emit/filing/units.ts";
import { thousands } from "../../emit/filing/words.ts";
import type { ContractModel, Money } from "../../model/model.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  isRefused,
  max,
  multiply,
  parse,
  type Rational,
  roundTo,
  subtract,
  toDecimal,
  toFixed,
} from "../../runtime/exact.ts";
import { el, type Piece, table } from "../piece.ts";
import { boundsOf } from "./bounds-of.ts";
import { chart, type Curve, type Point } from "./chart.ts";
import { atLevel, finalPriceOf } from "./level.ts";

/** Into how many steps the levels shown are divided. */
const STEPS = 40;

/** What one contract bought pays at its end, over what it was bought for, level by level as the calculator settles it. */
export function payoff(model: ContractModel): Piece[] {
  const found = curvesOf(model);
  if (found === undefined)
    return [el("p", { is: "none" }, "There is no payoff to draw: nothing is bought of an index.")];
  const { curves, level, currency, says, clauses } = found;
  const [first] = curves;
  if (first === undefined || first.points.length < 2)
    return [el("p", { is: "none" }, "The calculator settles at too few of these levels to draw a line.")];
  return [
    el("p", { clauses }, says),
    chart({ title: says, curves, across: level, up: `${currency} per contract` }),
    el(
      "details",
      {},
      el("summary", {}, "The same in figures"),
      table(
        says,
        [level, ...curves.map((one) => one.name)],
        first.points.map((point, at) => [
          thousands(point.across),
          ...curves.map((one) => moneyWords(one.points[at]?.up ?? "0", currency)),
        ]),
      ),
    ),
  ];
}

type Drawing = {
  readonly curves: readonly Curve[];
  readonly level: string;
  readonly currency: string;
  readonly says: string;
  readonly clauses: readonly string[];
};

function curvesOf(model: ContractModel): Drawing | undefined {
  if (model.product !== undefined) return ofProduct(model, model.product);
  if (model.option !== undefined) return ofOption(model, model.option);
  const own = model.spread ?? model.perpetual;
  if (own === undefined) return undefined;
  // A spread and a perpetual move by their size alone, whatever they stand at.
  const base = parse(model.spread === undefined ? "2" : "0");
  const size = parse(own.size.value);
  const points = levels(subtract(base, parse("1")), add(base, parse("1")), own.ticks[0]?.increment ?? "0.01").map(
    (across): Point => ({ across, up: toDecimal(multiply(subtract(parse(across), base), size)) }),
  );
  return {
    curves: [{ name: "One bought", points }],
    level: unitWords(own.price.unit),
    currency: own.price.currency,
    says: `What one contract bought at ${toDecimal(base)} gains and loses when its price moves`,
    clauses: [own.size.clause, own.price.clause],
  };
}

function ofProduct(model: ContractModel, product: NonNullable<ContractModel["product"]>): Drawing | undefined {
  const traded = finalPriceOf(model);
  if (traded === undefined) return undefined;
  const calculator = directCalculator(model);
  const bounds = boundsOf(model);
  const middle = parse(traded);
  const span = bounds === undefined ? divide(middle, fromInteger(2)) : subtract(parse(bounds.cap), parse(bounds.floor));
  const least = bounds === undefined ? subtract(middle, span) : max(parse("0"), subtract(parse(bounds.floor), span));
  const most = bounds === undefined ? add(middle, span) : add(parse(bounds.cap), span);
  const { round, clause, price: formula } = product.finalSettlement;
  const worth = worthOf(calculator, product);
  const paid = parse(worth(traded).amount);
  const decimals = worth(traded).amount.split(".")[1]?.length ?? 0;
  const points = levels(least, most, round.increment).flatMap((across): Point[] => {
    const price = settledAt(calculator, model, across);
    if (price === undefined) return [];
    return [{ across, up: toFixed(subtract(parse(worth(price).amount), paid), decimals) }];
  });
  return {
    curves: [{ name: "One bought", points }],
    level: `${product.underlying.index}, ${unitWords(product.price.unit)}`,
    currency: worth(traded).currency,
    says: `What one contract bought at ${traded} pays at final settlement, where all that it settles to stands at one level`,
    clauses: [clause, formula.clause, product.size.clause],
  };
}

/** What one contract is worth at a price; of a flow, one of its hours or days. */
function worthOf(
  calculator: DirectCalculator,
  { flow, size, price, payment, tickValueExactTo }: NonNullable<ContractModel["product"]>,
): (at: string) => Money {
  if (flow === undefined) return (at) => calculator["settlementValue"]?.(at, "1") as Money;
  const rate = parse(payment?.rate?.value ?? "1");
  return (at) => ({
    amount: toDecimal(multiply(multiply(parse(at), parse(size.value)), rate)),
    currency: payment?.currency ?? (tickValueExactTo.currency || price.currency),
  });
}

/** The final price where all that it is made from stands at `level`; undefined where the calculator refuses it. */
function settledAt(calculator: DirectCalculator, model: ContractModel, level: string): string | undefined {
  try {
    const found = calculator["finalSettlement"]?.(atLevel(model, level)) as { readonly price?: string } | undefined;
    return found?.price;
  } catch (thrown) {
    if (isRefused(thrown)) return undefined;
    throw thrown;
  }
}

function ofOption(model: ContractModel, option: NonNullable<ContractModel["option"]>): Drawing | undefined {
  const strikes = option.contracts[0]?.strikes ?? [];
  const calculator = directCalculator(model);
  const offered = strikes.length > 0 ? strikes : (calculator["strikes"]?.("2") as readonly string[]);
  const strike = offered[Math.floor(offered.length / 2)];
  if (strike === undefined) return undefined;
  const at = parse(strike);
  const across = levels(divide(at, fromInteger(2)), multiply(at, parse("1.5")), option.futureTick.settlement);
  const curve = (right: "call" | "put"): Curve => ({
    name: `One ${right} bought`,
    points: across.flatMap((price) => {
      const found = calculator["intrinsic"]?.({ right, strike, price, lots: "1" }) as { readonly amount: Money };
      return [{ across: price, up: found.amount.amount }];
    }),
  });
  return {
    curves: [curve("call"), curve("put")],
    level: `${option.on.product}, ${unitWords(option.premium.unit)}`,
    currency: option.premium.currency,
    says: `What one call and one put at ${strike} pay at expiry, the premium not counted`,
    clauses: [option.exercise.clause, option.size.clause],
  };
}

/** Levels from `least` to `most` on the grid of `increment`, each once. */
function levels(least: Rational, most: Rational, increment: string): string[] {
  const decimals = increment.split(".")[1]?.length ?? 0;
  const step = divide(subtract(most, least), fromInteger(STEPS));
  const found = Array.from({ length: STEPS + 1 }, (_, at) =>
    roundTo(add(least, multiply(step, fromInteger(at))), parse(increment), "half-away"),
  );
  return found
    .filter((one, at) => at === 0 || compare(one, found[at - 1] as Rational) > 0)
    .map((one) => toFixed(one, decimals));
}
