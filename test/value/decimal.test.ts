import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse, ratio } from "../../src/runtime/exact.ts";
import { decimalOf, readDecimal } from "../../src/value/decimal.ts";
import type { Problem } from "../../src/value/rational.ts";
import { attempt, isProblem } from "../../src/value/rational.ts";

test("a decimal keeps its number and the scale it was written with", () => {
  assert.equal(readDecimal("0.0100"), { kind: "decimal", text: "0.0100", rational: parse("0.01"), scale: 4 });
  assert.equal(readDecimal("1_000"), { kind: "decimal", text: "1000", rational: parse("1000"), scale: 0 });
  assert.equal(readDecimal("-12_500.50"), {
    kind: "decimal",
    text: "-12500.50",
    rational: parse("-12500.5"),
    scale: 2,
  });
});

test("what is no plain decimal is a problem, not a number and not a throw", () => {
  for (const written of ["", "1,000", "1e3", "_1", "1_", "1__0", "1_.0", "1._0", "four", "__proto__"]) {
    const found = readDecimal(written);
    assert.ok(isProblem(found), written);
    assert.is(found.code, "not-a-decimal");
  }
});

test("a number is written with the scale asked for, or it is a problem", () => {
  assert.equal(decimalOf(parse("2.5"), 3), { kind: "decimal", text: "2.500", rational: parse("2.5"), scale: 3 });
  assert.is((decimalOf(parse("2.5"), 0) as Problem).code, "decimals-lost");
  assert.is((decimalOf(ratio(1n, 3n), 9) as Problem).code, "decimals-lost");
});

test("only refusals become problems; a bug goes on its way", () => {
  const found = attempt(() => ratio(1n, 0n));
  assert.equal(found, {
    kind: "problem",
    code: "division-by-zero",
    message: "1 cannot be divided by zero",
    evidence: [],
  });
  const bug = () => {
    throw new Error("a bug");
  };
  assert.throws(() => attempt(bug), /a bug/);
});

test.run();
