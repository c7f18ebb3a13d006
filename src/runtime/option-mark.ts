// The mark of a series of options on a day, with its sensitivities.
import type { Measure } from "./black76.ts";
import { black76, impliedVolatility } from "./black76.ts";
import type { Rational } from "./exact.ts";
import { ratio, roundTo, show, toFixed } from "./exact.ts";
import { readCount, readDecimal, readFields, readPrice, refuseAt } from "./input.ts";
import type { OptionTerms } from "./option-terms.ts";
import { readPremium, readSeries } from "./option-terms.ts";
import type { Step } from "./pool.ts";

/** The mark of a series: its settlement, the price it was rounded from, and what that price is sensitive to; each with the spec's decimals. */
export type Mark = {
  readonly settlement: string;
  readonly price: string;
  readonly volatility: string;
  readonly delta: string;
  readonly gamma: string;
  readonly vega: string;
  readonly theta: string;
  readonly rho: string;
  readonly steps: readonly Step[];
};

/**
 * The mark of a series by Black (1976): at a stated `volatility`, or at the one implied by a `premium`. `days` are the calendar days to expiry,
 * at least one; `rate` is stated unless the spec has one. Every number has the decimals the spec carries; the settlement is rounded from the price once.
 */
export function markOf(terms: OptionTerms, input: unknown): Mark {
  const { marks } = terms;
  const rated = marks.rate === undefined ? ["rate"] : [];
  const fields = readFields(input, "", ["right", "strike", "future", "days", ...rated], ["volatility", "premium"]);
  const { right, strike } = readSeries(fields, "");
  const future = readPrice(fields["future"], "future", false, terms.underlying);
  const days = readCount(fields["days"], "days");
  if (days === 0n) refuseAt("days", "not-positive", "at least one day to expiry", "0");
  const rate = marks.rate ?? readDecimal(fields["rate"], "rate");
  const at = { right, strike, future, rate, years: ratio(days, marks.year) };
  const stated = fields["volatility"];
  const premium = fields["premium"];
  if ((stated === undefined) === (premium === undefined))
    refuseAt("volatility", "one-of-two", "a volatility or a premium, and not both", "neither or both");
  const volatility =
    premium === undefined
      ? readPrice(stated, "volatility", false)
      : impliedVolatility(at, readPremium(terms, premium, "premium"), marks.decimals);
  if (volatility.n === 0n) refuseAt("volatility", "not-positive", "a volatility above zero", "0");
  const measure = (what: Measure): Rational => black76({ ...at, volatility }, what, marks.decimals);
  const price = measure("price");
  const { mode, grid } = marks.round;
  const settlement = toFixed(roundTo(price, grid.increment, mode), grid.decimals);
  const written = (value: Rational): string => toFixed(value, marks.decimals);
  const steps: Step[] = [
    {
      text: premium === undefined ? "volatility as stated" : "volatility implied by the premium",
      value: show(volatility),
      clause: marks.clause,
    },
    { text: "price by Black (1976)", value: written(price), clause: marks.clause },
    { text: "rounded to the settlement tick", value: settlement, clause: marks.clause },
  ];
  return {
    settlement,
    price: written(price),
    volatility: show(volatility),
    delta: written(measure("delta")),
    gamma: written(measure("gamma")),
    vega: written(measure("vega")),
    theta: written(measure("theta")),
    rho: written(measure("rho")),
    steps,
  };
}
