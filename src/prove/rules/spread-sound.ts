import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Spread } from "../../model/model.ts";
import { divide, multiply, negate, parse, type Rational, show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import type { Proof, ProofRule } from "../rule.ts";

/**
 * Every trade in a spread gives each of its legs a price on the leg's tick, whatever its price and wherever the other legs settled; and a
 * spread trades no longer than any leg of any of its combinations. A finding shows a price that would fail, or the month.
 */
export const spreadSound: ProofRule = {
  name: "spread-sound",
  check: (proof) => {
    const { spread } = proof.model;
    return spread === undefined ? [] : [...ticksOf(proof, spread), ...daysOf(proof, spread)];
  },
};

/** A step of one of the prices that go in, and what it adds to the leg that is left. */
type Cause = { readonly what: string; readonly step: Rational; readonly price: Rational };

function ticksOf({ at }: Proof, spread: Spread): Diagnostic[] {
  const { legs, legPrices, ticks } = spread;
  const free = legs.find((leg) => !leg.anchored);
  if (free === undefined) return [];
  const per = (weight: Rational): Rational => divide(weight, numberOf(free.weight));
  const own = (leg: Spread["legs"][number]): Rational => parse(legPrices.round?.increment ?? leg.tick.increment);
  const anchors = legs.filter((leg) => leg.anchored);
  const uneven = anchors.find((leg) => divide(own(leg), parse(leg.tick.increment)).d !== 1n);
  if (uneven !== undefined) return [offTick(at(legPrices.clause), uneven, own(uneven), [])];
  const causes = [
    ...ticks.map((tick): Cause => {
      const step = parse(tick.increment);
      return {
        what: `the spread trades at ${show(step)} and all else is 0`,
        step,
        price: multiply(step, per(numberOf("1"))),
      };
    }),
    ...anchors.map((leg): Cause => {
      const step = own(leg);
      const price = negate(multiply(step, per(numberOf(leg.weight))));
      return { what: `${leg.product}[${leg.month}] is at ${show(step)} and all else is 0`, step, price };
    }),
  ];
  const bad = causes.find(({ price }) => divide(price, parse(free.tick.increment)).d !== 1n);
  return bad === undefined ? [] : [offTick(at(legPrices.clause), free, bad.price, [`where ${bad.what}`])];
}

function offTick(
  span: Diagnostic["span"],
  { product, month, tick }: Spread["legs"][number],
  price: Rational,
  evidence: readonly string[],
): Diagnostic {
  const params = { leg: `${product}[${month}]`, tick: tick.increment, price: show(price) };
  return diagnostic("leg-price-off-tick", span, params, { evidence: [...evidence] });
}

function daysOf({ at }: Proof, spread: Spread): Diagnostic[] {
  const said = new Set<string>();
  return spread.contracts.flatMap(({ month, combinations }) => {
    const last = month.dates.find(({ name }) => name === "last-trading-day");
    if (last === undefined) return [];
    return combinations
      .flatMap(({ legs }) => legs)
      .filter((leg) => leg.lastTradingDay !== "" && leg.lastTradingDay < last.date && !said.has(leg.clause))
      .map((leg) => {
        said.add(leg.clause);
        return diagnostic(
          "dates-in-order",
          at(leg.clause),
          { earlier: "last-trading-day", later: `the end of ${leg.code}`, period: month.period },
          {
            related: [{ span: at(last.clause), label: `last-trading-day of ${month.period} is ${last.date}` }],
            evidence: [`last-trading-day is ${last.date}, ${leg.code} ends on ${leg.lastTradingDay}`],
          },
        );
      });
  });
}
