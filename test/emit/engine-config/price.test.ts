import { test } from "uvu";
import * as assert from "uvu/assert";
import { fc } from "../../kit/property.ts";
import { enginePriceLimits, priceScale } from "../../../src/emit/engine-config/price.ts";
import { numberOf } from "../../../src/value/rational.ts";
import type { Rounding } from "../../../src/model/model.ts";
import { add, compare, fromInteger, multiply, parse, roundTo, subtract } from "../../../src/runtime/exact.ts";
import { bandSteps } from "../../consumer/consumer.ts";
import { sampleGph } from "../../kit/sample-model.ts";

const scale = priceScale(sampleGph.product!);
const unit = parse(scale.priceUnit);
const limits = sampleGph.product!.priceLimits!;

const modes: readonly Rounding["mode"][] = ["toward", "nearest-ties-toward", "half-even", "half-away", "up", "down"];

test("the whole-number rule of a band gives the price the spec's own rounding gives", () => {
  const shares = fc.constantFrom("0.07", "0.13", "0.2", "0.035", "1/3", "1");
  const increments = fc.constantFrom("0.001", "0.0005", "0.0001", "0.0025");
  const previous = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(
    fc.property(shares, increments, previous, fc.constantFrom(...modes), (share, increment, units, mode) => {
      const config = enginePriceLimits(
        { ...limits, bands: [share], round: { ...limits.round, increment, mode } },
        scale,
      );
      const reference = multiply(fromInteger(units), unit);
      const leans = mode === "toward" || mode === "nearest-ties-toward";
      const exactMode = mode === "nearest-ties-toward" ? "nearest" : mode;
      const width = multiply(reference, numberOf(share));
      for (const [side, price] of [
        ["upper", add(reference, width)],
        ["lower", subtract(reference, width)],
      ] as const) {
        const expected = roundTo(price, parse(increment), exactMode, leans ? reference : undefined);
        const steps = bandSteps(units, config.bands[0]![side]);
        const found = multiply(fromInteger(steps * config.increment), unit);
        assert.is(compare(found, expected), 0, `${share} ${side} of ${units} by ${increment} ${mode}`);
      }
    }),
    { numRuns: 500 },
  );
});

test("the worked example shows both roundings", () => {
  assert.equal(enginePriceLimits(limits, scale).example, {
    previousSettlement: 12345,
    band: 0,
    lower: 11490,
    upper: 13200,
  });
});

test("a price that is no whole number of price units is our bug", () => {
  assert.throws(() => scale.units("0.00005"), /not a multiple/);
});

test.run();
