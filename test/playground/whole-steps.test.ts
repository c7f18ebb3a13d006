import { test } from "uvu";
import * as assert from "uvu/assert";
import { stepsOf, textOf } from "../../src/playground/page/whole-steps.ts";
import { fc } from "../kit/property.ts";

test("a decimal is told in whole steps of its last place, and comes back as it was written", () => {
  const decimal = fc
    .tuple(fc.boolean(), fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([below, at, places]) => textOf(below ? -at : at, places));
  fc.assert(
    fc.property(decimal, (text) => {
      const steps = stepsOf(text);
      assert.ok(steps, text);
      assert.is(textOf(steps.at, steps.decimals), text);
      assert.ok(steps.least <= steps.at && steps.at <= steps.most, text);
    }),
  );
});

test("what is no decimal, or has more places than are exact, is written and not dragged", () => {
  for (const text of ["", "x", "1e3", "1/3", "2027-02-02", "0.123456789012345678"])
    assert.is(stepsOf(text), undefined, text);
  assert.is(textOf(-5, 2), "-0.05");
  assert.is(textOf(5, 0), "5");
});

test.run();
