import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "../../src/runtime/exact.ts";
import type { Figure, Verdict } from "../../src/runtime/figure.ts";
import {
  allOf,
  anyOf,
  dividedBy,
  greaterOf,
  holds,
  lesserOf,
  minus,
  missing,
  notSo,
  plus,
  roundedTo,
  times,
} from "../../src/runtime/figure.ts";

const two = parse("2");
const three = parse("3");
const none = missing("no trades");

test("arithmetic on figures is exact, and missing where one of them is", () => {
  assert.equal(plus(two, three), parse("5"));
  assert.equal(minus(two, three), parse("-1"));
  assert.equal(times(two, three), parse("6"));
  assert.equal(dividedBy(two, three), { n: 2n, d: 3n });
  assert.equal(lesserOf(two, three), two);
  assert.equal(greaterOf(two, three), three);
  assert.equal(roundedTo(dividedBy(two, three), parse("0.01"), "half-up"), parse("0.67"));
  for (const operation of [plus, minus, times, dividedBy, lesserOf, greaterOf]) {
    assert.equal(operation(two, none), none);
    assert.equal(operation(none, two), none);
  }
  assert.equal(roundedTo(none, two, "up"), none);
  assert.equal(dividedBy(two, parse("0")), missing("a division by zero"));
});

test("each comparison holds on its side of the bound and not on the other", () => {
  const found = (left: Figure, sign: Parameters<typeof holds>[1], right: Figure): boolean =>
    holds(left, sign, right, "it") === true;
  const table = {
    "<": [true, false, false],
    "<=": [true, true, false],
    ">": [false, false, true],
    ">=": [false, true, true],
    "=": [false, true, false],
    "!=": [true, false, true],
  } as const;
  for (const [sign, [below, at, above]] of Object.entries(table)) {
    const comparison = sign as keyof typeof table;
    assert.is(found(two, comparison, three), below, sign);
    assert.is(found(three, comparison, three), at, sign);
    assert.is(found(three, comparison, two), above, sign);
    assert.is(found(none, comparison, three), false, sign);
    assert.is(found(three, comparison, none), false, sign);
  }
});

test("conditions on missing figures are undecided, as in Kleene's logic", () => {
  const yes: Verdict = true;
  const no = holds(three, "<", two, "three < two");
  const open = holds(none, "<", two, "trades < two");
  const short = (verdict: Verdict): string => (verdict === true ? "yes" : verdict.undecided ? "open" : "no");
  const all: readonly Verdict[] = [yes, no, open];
  assert.equal(
    all.map((a) => all.map((b) => short(allOf(a, b))).join(" ")),
    ["yes no open", "no no no", "open no open"],
  );
  assert.equal(
    all.map((a) => all.map((b) => short(anyOf(a, b))).join(" ")),
    ["yes yes yes", "yes no open", "yes open open"],
  );
  assert.equal(
    all.map((a) => short(notSo(a, "it"))),
    ["no", "yes", "open"],
  );
});

test.run();
