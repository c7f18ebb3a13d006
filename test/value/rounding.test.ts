import { test } from "uvu";
import * as assert from "uvu/assert";
import { ONE, carry, parse, roundTo, toDecimal } from "../../src/runtime/exact.ts";
import { roundingMode, roundingModes } from "../../src/value/rounding.ts";

test("the examples in the descriptions are what the modes do, and one of them is negative", () => {
  for (const { mode, description, reference } of roundingModes) {
    if (reference !== "none") continue;
    const examples = [...description.matchAll(/(-?[0-9.]+) becomes (-?[0-9]+)/g)];
    assert.is(examples.length, 2, mode);
    for (const [, from, to] of examples)
      assert.is(toDecimal(carry(parse(from as string), 0, mode)), to, `${mode} ${from}`);
    assert.ok(
      examples.some(([, from]) => from?.startsWith("-")),
      mode,
    );
  }
});

test("a mode takes a reference exactly where its facts say so", () => {
  for (const { mode, reference } of roundingModes) {
    const [without, withOne] = [() => roundTo(ONE, ONE, mode), () => roundTo(ONE, ONE, mode, ONE)];
    if (reference === "none") {
      without();
      assert.throws(withOne);
    } else {
      withOne();
      assert.throws(without);
    }
  }
});

test("every description is one sentence", () => {
  for (const { description } of roundingModes) assert.match(description, /^[A-Z][^.]*(?:\d\.\d[^.]*)*\.$/);
});

test("modes are found by name, and only by name", () => {
  assert.is(roundingModes.length, 10);
  assert.is(roundingMode("half-even")?.mode, "half-even");
  for (const name of ["half", "Half-even", "__proto__", ""]) assert.is(roundingMode(name), undefined);
});

test.run();
