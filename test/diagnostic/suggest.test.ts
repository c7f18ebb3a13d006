import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { didYouMean, distance, suggest } from "../../src/diagnostic/suggest.ts";

const FIELDS = [
  "tick",
  "tick-value",
  "size",
  "settlement",
  "sessions",
  "price",
  "listing",
  "limits",
  "final-settlement-day",
];

test("finds the field that was meant", () => {
  assert.equal(suggest("tck", FIELDS), ["tick"]);
  assert.equal(suggest("tikc", FIELDS), ["tick"]);
  assert.equal(suggest("Tick", FIELDS)[0], "tick");
  assert.equal(suggest("tick_value", FIELDS), ["tick-value"]);
  assert.equal(suggest("session", FIELDS), ["sessions"]);
  assert.equal(suggest("settle", FIELDS), ["settlement"]);
  assert.equal(suggest("final-setlement-dya", FIELDS), ["final-settlement-day"]);
});

test("offers nothing far-fetched", () => {
  assert.equal(suggest("tick", FIELDS), ["tick-value"], "the word itself is no suggestion");
  assert.equal(suggest("quorum", FIELDS), []);
  assert.equal(suggest("x", ["y", "z"]), []);
  assert.equal(suggest("", FIELDS), []);
  assert.equal(suggest("x".repeat(100_000), ["x".repeat(100_001)]), []);
});

test("the order given never matters, ties go by shared beginning, length, code unit", () => {
  const candidates = ["bard", "barn", "bar", "bark", "xarb"];
  assert.equal(suggest("barb", candidates), ["bard", "bark", "barn"]);
  assert.equal(suggest("barb", [...candidates].reverse()), ["bard", "bark", "barn"]);
  assert.equal(suggest("barb", candidates, 4)[3], "bar");
});

test("names that objects carry by themselves are names like others", () => {
  assert.equal(suggest("__proto_", ["__proto__", "constructor"]), ["__proto__"]);
});

test("reads as a question", () => {
  assert.is(didYouMean([]), undefined);
  assert.is(didYouMean(["a"]), "did you mean `a`?");
  assert.is(didYouMean(["a", "b"]), "did you mean `a` or `b`?");
  assert.is(didYouMean(["a", "b", "c"]), "did you mean `a`, `b` or `c`?");
});

test("known distances", () => {
  assert.is(distance("", "abc", 9), 3);
  assert.is(distance("kitten", "sitting", 9), 3);
  assert.is(distance("ca", "abc", 9), 3, "no substring is edited twice");
  assert.is(distance("abcd", "abdc", 9), 1);
  assert.is(distance("abcdef", "uvwxyz", 2), 3, "one more than the bound");
});

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "-"), maxLength: 9 });

test("distance is the recursion it stands for, cut at its bound", () => {
  const plain = (a: string, b: string): number => {
    if (a === "" || b === "") return a.length + b.length;
    const same = a.at(-1) === b.at(-1) ? 0 : 1;
    const swap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
    return Math.min(
      plain(a.slice(0, -1), b) + 1,
      plain(a, b.slice(0, -1)) + 1,
      plain(a.slice(0, -1), b.slice(0, -1)) + same,
      swap ? plain(a.slice(0, -2), b.slice(0, -2)) + 1 : Infinity,
    );
  };
  const short = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
  fc.assert(
    fc.property(short, short, fc.integer({ min: 0, max: 5 }), (a, b, most) => {
      assert.is(distance(a, b, most), Math.min(plain(a, b), most + 1));
      assert.is(distance(a, b, most), distance(b, a, most));
    }),
  );
});

test("one slip in a longer word is always found", () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELDS), fc.nat(), fc.constantFrom("q", ""), (field, where, by) => {
      const at = where % field.length;
      const slipped = field.slice(0, at) + by + field.slice(at + 1);
      if (slipped === field || FIELDS.includes(slipped)) return;
      assert.ok(suggest(slipped, FIELDS).includes(field), slipped);
    }),
  );
  fc.assert(fc.property(word, fc.array(word), (wrong, known) => !suggest(wrong, known).includes(wrong)));
});

test.run();
