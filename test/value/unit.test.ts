import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { divide, fromInteger, multiply, parse, ratio, toDecimal } from "../../src/runtime/exact.ts";
import { spellDimension } from "../../src/value/dimension.ts";
import type { Problem } from "../../src/value/rational.ts";
import { isProblem } from "../../src/value/rational.ts";
import type { Unit, UnitMismatch } from "../../src/value/unit.ts";
import {
  baseUnit,
  compatible,
  convert,
  divideUnits,
  gradeUnit,
  isReservedUnit,
  mismatch,
  multiplyUnits,
  namedUnit,
  powerOfUnit,
  pure,
  sameUnit,
  spell,
  standardUnit,
  unitNamed,
} from "../../src/value/unit.ts";

const std = (name: string): Unit => standardUnit(name) as Unit;
const graded = (unit: Unit, grade: string): Unit => gradeUnit(unit, grade) as Unit;
const [usd, eur, contract, hour, day] = ["USD", "EUR", "contract", "hour", "day"].map(std) as [
  Unit,
  Unit,
  Unit,
  Unit,
  Unit,
];
const gpuHour = baseUnit("GPU_hour");
const h100 = graded(gpuHour, "H100_SXM");
const h200 = graded(gpuHour, "H200_SXM");
const token = baseUnit("token");
const mtoken = namedUnit("Mtoken", fromInteger(1_000_000), token);

test("price × size is money per contract", () => {
  const price = divideUnits(usd, h100);
  const size = divideUnits(h100, contract);
  assert.is(spell(price), "USD / GPU_hour of H100_SXM");
  assert.is(spell(size), "GPU_hour of H100_SXM / contract");
  const perContract = multiplyUnits(price, size);
  assert.is(spell(perContract), "USD / contract");
  assert.ok(sameUnit(perContract, divideUnits(usd, contract)));
});

test("spelling is canonical: the order of writing does not show", () => {
  const [one, other] = [multiplyUnits(divideUnits(usd, day), contract), multiplyUnits(contract, divideUnits(usd, day))];
  assert.is(spell(one), "USD * contract / day");
  assert.equal(one, other);
  assert.is(spell(divideUnits(pure, contract)), "1 / contract");
  assert.is(spell(divideUnits(usd, powerOfUnit(hour, 2))), "USD / hour^2");
  assert.is(spell(pure), "pure number");
  assert.is(spell(powerOfUnit(usd, 0)), "pure number");
  assert.is(spellDimension(divideUnits(usd, mtoken).dimension), "USD / token");
  // Money leads, time and contract close, whatever the alphabet says.
  const mixed = multiplyUnits(multiplyUnits(multiplyUnits(contract, day), baseUnit("zettaflop")), usd);
  assert.is(spell(mixed), "USD * zettaflop * day * contract");
  assert.is(spellDimension(mixed.dimension), "USD * zettaflop * time * contract");
});

test("multiples and compounds convert exactly", () => {
  const perMtoken = divideUnits(usd, mtoken);
  const perToken = divideUnits(usd, token);
  assert.equal(convert(parse("2.50"), perMtoken, perToken), parse("0.0000025"));
  assert.equal(convert(parse("0.0000025"), perToken, perMtoken), parse("2.5"));
  const hashing = namedUnit("PH_s_month", fromInteger(30), multiplyUnits(baseUnit("PH_s"), day));
  assert.equal(convert(parse("1"), hashing, multiplyUnits(baseUnit("PH_s"), hour)), fromInteger(720));
  assert.is(spell(divideUnits(usd, hashing)), "USD / PH_s_month");
});

// computepulse's rule, with units doing the work: USD per hour over tokens per second, in USD per million tokens.
test("a price per hour and a speed give a price per million tokens", () => {
  const unit = divideUnits(divideUnits(usd, hour), divideUnits(token, std("second")));
  const value = convert(divide(parse("2.50"), parse("1000")), unit, divideUnits(usd, mtoken));
  assert.equal(value, ratio(25n, 36n));
});

test("time units are exact, and a month and a year are no durations", () => {
  const inSeconds = ["second", "minute", "hour", "day", "week"].map((name) => toDecimal(std(name).factor));
  assert.equal(inSeconds, ["1", "60", "3600", "86400", "604800"]);
  for (const name of ["month", "months", "year", "quarter"]) assert.is(standardUnit(name), undefined);
  assert.equal(standardUnit("days"), day);
  assert.equal(standardUnit("contracts"), contract);
  assert.is(standardUnit("USDs"), undefined);
});

test("percent and basis points are pure numbers", () => {
  assert.equal(convert(parse("7"), std("%"), pure), parse("0.07"));
  assert.equal(convert(parse("25"), std("bp"), std("%")), parse("0.25"));
  assert.is(mismatch(std("%"), usd)?.found, "USD");
});

test("a grade makes another unit: unlike grades do not add", () => {
  assert.not.ok(compatible(h100, gpuHour));
  assert.not.ok(compatible(h100, h200));
  assert.ok(compatible(graded(mtoken, "STD_TOKEN"), graded(token, "STD_TOKEN")));
  assert.is(spell(divideUnits(usd, graded(mtoken, "STD_TOKEN"))), "USD / Mtoken of STD_TOKEN");
  const rate = namedUnit("rental_rate", fromInteger(1), divideUnits(usd, gpuHour));
  assert.is(spell(graded(rate, "H100_SXM")), "rental_rate of H100_SXM");
  const unitBearing = multiplyUnits(divideUnits(usd, h200), divideUnits(h200, h100));
  assert.ok(sameUnit(unitBearing, divideUnits(usd, h100)));
});

test("a grade needs exactly one ungraded unit to describe", () => {
  const code = (unit: Unit) => (gradeUnit(unit, "G") as Problem).code;
  assert.is(code(usd), "grade-without-unit");
  assert.is(code(pure), "grade-without-unit");
  assert.is(code(divideUnits(token, gpuHour)), "grade-ambiguous");
  assert.is(code(h100), "grade-twice");
  assert.not.ok(isProblem(gradeUnit(multiplyUnits(baseUnit("PH_s"), day), "G")));
});

test("a mismatch spells both sides and says how they differ", () => {
  const price = divideUnits(usd, h100);
  const cases: [Unit, Unit, UnitMismatch["difference"]][] = [
    [price, divideUnits(usd, h200), "grade"],
    [price, divideUnits(usd, gpuHour), "grade"],
    [price, divideUnits(eur, h100), "currency"],
    [price, divideUnits(h100, usd), "inverted"],
    [price, usd, "dimension"],
    [price, divideUnits(usd, contract), "dimension"],
  ];
  for (const [expected, found, difference] of cases) {
    const problem = mismatch(expected, found);
    assert.equal([problem?.expected, problem?.found, problem?.difference], [spell(expected), spell(found), difference]);
    assert.equal(convert(parse("1"), found, expected), problem);
  }
  assert.is(mismatch(price, divideUnits(usd, h100)), undefined);
});

test("names: standard units first, then declared ones, and no declaration takes a standard name", () => {
  const declared = new Map([["GPU_hour", gpuHour]]);
  assert.is(unitNamed(declared, "GPU_hour"), gpuHour);
  assert.is(unitNamed(declared, "GPU_hours"), undefined);
  assert.is(unitNamed(declared, "__proto__"), undefined);
  for (const name of ["USD", "day", "days", "contract", "%"]) assert.ok(isReservedUnit(name), name);
  assert.not.ok(isReservedUnit("GPU_hour"));
});

test("units form a group, and conversion follows it", () => {
  const pool = [usd, eur, h100, h200, token, mtoken, hour, day, contract, std("%")];
  const unit = fc
    .array(fc.tuple(fc.constantFrom(...pool), fc.integer({ min: -2, max: 2 })), { maxLength: 4 })
    .map((parts) => parts.reduce((so, [one, exponent]) => multiplyUnits(so, powerOfUnit(one, exponent)), pure));
  fc.assert(
    fc.property(unit, unit, unit, fc.integer({ min: -9999, max: 9999 }), (a, b, c, n) => {
      const value = ratio(BigInt(n), 1000n);
      assert.equal(multiplyUnits(a, b), multiplyUnits(b, a));
      assert.equal(multiplyUnits(multiplyUnits(a, b), c), multiplyUnits(a, multiplyUnits(b, c)));
      assert.equal(multiplyUnits(divideUnits(a, b), b), a);
      assert.equal(divideUnits(a, a), pure);
      const scaled = namedUnit("scaled", parse("2.5"), a);
      assert.equal(convert(value, scaled, a), multiply(value, parse("2.5")));
      assert.equal(convert(convert(value, a, scaled) as typeof value, scaled, a), value);
      assert.is(mismatch(a, b) === undefined, compatible(a, b));
      assert.is(compatible(a, b), compatible(b, a));
    }),
  );
});

test.run();
