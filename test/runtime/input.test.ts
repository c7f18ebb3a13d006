import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { RefusedPlace } from "../../src/runtime/input.ts";
import {
  dayAfter1970,
  dayInWords,
  daysSince1970,
  readCount,
  readDate,
  readDecimal,
  readDetermination,
  readFields,
  readInstant,
  readList,
  readPrice,
  readSize,
  requireNear,
} from "../../src/runtime/input.ts";
import { parse } from "../../src/runtime/exact.ts";

/** The code a call is refused with, and where. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (thrown) {
    const { kind, code, place, expected } = thrown as RefusedPlace;
    assert.is(kind, "refused");
    assert.type(expected, "string");
    return `${code} at ${place}`;
  }
  return "not refused";
}

test("an object has the fields expected, all of them and no other", () => {
  assert.equal(readFields({ a: 1 }, "x", ["a"], ["b"]), { a: 1 });
  assert.is(
    refusal(() => readFields({ a: 1, c: 2 }, "x", ["a"], ["b"])),
    "unknown-field at x.c",
  );
  assert.is(
    refusal(() => readFields({ b: 1 }, "x", ["a"], ["b"])),
    "missing-input at x.a",
  );
  assert.is(
    refusal(() => readFields({ a: undefined }, "", ["a"])),
    "missing-input at a",
  );
  assert.is(
    refusal(() => readFields(JSON.parse('{"__proto__": {"a": 1}}'), "x", ["a"])),
    "unknown-field at x.__proto__",
  );
  for (const wrong of [null, undefined, [], "text", 1])
    assert.is(
      refusal(() => readFields(wrong, "x", [])),
      "not-an-object at x",
    );
});

test("a list is read element by element, holes included", () => {
  const read = (value: unknown, place: string): string => `${String(value)} ${place}`;
  assert.equal(readList(["a", "b"], "x", read), ["a x[0]", "b x[1]"]);
  // eslint-disable-next-line no-sparse-arrays
  assert.equal(readList([, "b"], "x", read), ["undefined x[0]", "b x[1]"]);
  assert.is(
    refusal(() => readList({ length: 2 }, "x", read)),
    "not-a-list at x",
  );
});

test("numbers are text: what has lost digits or is no number is refused with its place", () => {
  assert.equal(readDecimal("-0.05", "x"), { n: -1n, d: 20n });
  for (const wrong of [
    2.5,
    1,
    NaN,
    "NaN",
    "Infinity",
    "1e3",
    "+1",
    " 1",
    "1_000",
    "0x10",
    "",
    null,
    undefined,
    {},
    1n,
  ]) {
    assert.is(
      refusal(() => readDecimal(wrong, "x")),
      "not-a-decimal at x",
      typeof wrong,
    );
  }
  assert.is(
    refusal(() => readSize("0", "x")),
    "size-not-positive at x",
  );
  assert.is(
    refusal(() => readSize("-1", "x")),
    "size-not-positive at x",
  );
  assert.is(
    refusal(() => readCount("-1", "x")),
    "negative-count at x",
  );
  assert.is(
    refusal(() => readCount("1.5", "x")),
    "not-an-integer at x",
  );
});

test("prices are not below zero unless signed, and lie on their tick", () => {
  assert.equal(readPrice("0", "x", false, parse("0.25")), { n: 0n, d: 1n });
  assert.equal(readPrice("-0.75", "x", true, parse("0.25")), { n: -3n, d: 4n });
  assert.is(
    refusal(() => readPrice("-0.01", "x", false)),
    "negative-price at x",
  );
  assert.is(
    refusal(() => readPrice("0.3", "x", false, parse("0.25"))),
    "off-tick at x",
  );
  assert.is(
    refusal(() => readPrice("-0.3", "x", true, parse("0.25"))),
    "off-tick at x",
  );
});

test("days exist or are refused", () => {
  for (const day of ["2028-02-29", "2000-02-29", "2027-12-31", "0001-01-01", "9999-12-31"])
    assert.is(readDate(day, "x"), day);
  for (const day of [
    "2027-02-29",
    "1900-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-04-31",
    "2027-4-1",
    "0000-01-01",
    "2027-02",
    20270201,
  ]) {
    assert.is(
      refusal(() => readDate(day, "x")),
      "not-a-date at x",
      String(day),
    );
  }
  assert.is(dayInWords("2027-02-26"), "Friday 2027-02-26");
  assert.is(dayInWords("1969-12-31"), "Wednesday 1969-12-31");
});

test("instants are those of the machine's own calendar, to the nanosecond", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("0001-01-02T00:00:00Z"), max: new Date("9999-12-30T00:00:00Z"), noInvalidDate: true }),
      (date) => {
        const text = date.toISOString();
        assert.is(readInstant(text, "x"), BigInt(date.getTime()) * 1_000_000n);
        assert.is(
          dayInWords(text.slice(0, 10)).split(" ")[0],
          date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" }),
        );
      },
    ),
  );
  assert.is(readInstant("1970-01-01T00:00:00.000000001Z", "x"), 1n);
  assert.is(readInstant("1970-01-01T00:00:01.5Z", "x"), 1_500_000_000n);
  const wrong = [
    "2027-02-26T15:04:05",
    "2027-02-26T15:04:05+00:00",
    "2027-02-26 15:04:05Z",
    "2027-02-26T24:00:00Z",
    "2027-02-26T15:60:00Z",
  ];
  for (const text of [
    ...wrong,
    "2027-02-26T15:04:60Z",
    "2027-02-30T15:04:05Z",
    "2027-02-26T15:04:05.Z",
    "2027-02-26T15:04:05.0000000001Z",
    0,
  ]) {
    assert.is(
      refusal(() => readInstant(text, "x")),
      "not-an-instant at x",
      String(text),
    );
  }
});

test("an instant more than a day away from its date is another day's", () => {
  const near = (text: string) => refusal(() => requireNear(readInstant(text, "x"), "2027-02-26", "x"));
  assert.is(near("2027-02-25T00:00:00Z"), "not refused");
  assert.is(near("2027-02-28T00:00:00Z"), "not refused");
  assert.is(near("2027-02-24T23:59:59.999Z"), "instant-far-from-date at x");
  assert.is(near("2027-02-28T00:00:00.000000001Z"), "instant-far-from-date at x");
});

test("a determination is by the body and under the rule that the spec names, and signed", () => {
  const wanted = { by: "exchange", under: "Rule 901" };
  const given = { by: "exchange", rule: "Rule 901", value: "2.5", signature: "abc" };
  const read = (value: unknown) => refusal(() => readDetermination(value, "d", wanted, false, parse("0.5")));
  assert.equal(readDetermination(given, "d", wanted, false, parse("0.5")).value, parse("2.5"));
  assert.is(read(undefined), "determination-needed at d");
  assert.is(read(null), "determination-needed at d");
  assert.is(read({ ...given, by: "somebody" }), "wrong-determination at d.by");
  assert.is(read({ ...given, rule: "Rule 902" }), "wrong-determination at d.rule");
  assert.is(read({ ...given, value: "2.4" }), "off-tick at d.value");
  assert.is(read({ ...given, signature: "" }), "not-a-text at d.signature");
  const { signature: _, ...unsigned } = given;
  assert.is(read(unsigned), "missing-input at d.signature");
});

test("a day and the number of days since 1970 name one another, in all years from 1 to 9999", () => {
  const least = Number(daysSince1970("0001-01-01"));
  const most = Number(daysSince1970("9999-12-31"));
  fc.assert(
    fc.property(fc.integer({ min: least, max: most }), (days) => {
      assert.is(daysSince1970(dayAfter1970(BigInt(days))), BigInt(days));
    }),
  );
  assert.equal(
    [least, -1, 0, 59, most].map((days) => dayAfter1970(BigInt(days))),
    ["0001-01-01", "1969-12-31", "1970-01-01", "1970-03-01", "9999-12-31"],
  );
});

test.run();
