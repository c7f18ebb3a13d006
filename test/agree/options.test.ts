import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Option } from "../../src/model/model.ts";
import { load, outcome, sameParts } from "../emit/calculator/load.ts";
import { conformanceModel } from "../kit/conformance-model.ts";
import { secondReading } from "./compare.ts";

const european = conformanceModel("test/conformance/fields/option.tenor", "CALLS");
const margined = conformanceModel("test/conformance/option.ladder/valid.tenor", "CALLS");
/** American, into the future, pro rata, with nothing exercised unasked and a strange year. */
const bare = conformanceModel("test/conformance/fields/option.tenor", "CALLS", (text) =>
  text
    .replace("european", "american")
    .replace(/ *automatic: .*\n/, "")
    .replace("random by SHA-256", "pro rata")
    .replace("carry 10", "carry 6")
    .replace("year:       365", "year:       360")
    .replace("half-even to tick.settlement", "down to tick.settlement")
    .replace(/ *cabinet .*\n/, ""),
);

const decimal = (units: number, places: number): string => {
  const digits = String(units).padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
const price = (least: number, most: number, places = 4): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((units) => decimal(units, places));
const lots = fc.integer({ min: -300, max: 300 }).map(String);
const right = fc.constantFrom("call", "put");

const exercises = (american: boolean): fc.Arbitrary<object> =>
  fc
    .record({
      held: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }),
      shares: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      asked: fc.array(fc.record({ lots: fc.nat(30), abandon: fc.boolean() }), { maxLength: 4 }),
      expires: american ? fc.boolean() : fc.constant(true),
      right,
      price: price(1, 60_000),
      strike: price(5, 120, 2),
      series: fc.constantFrom("CALLSG27 C2.40", "CALLSH27 P1.05", "É ☃"),
    })
    .map(({ held, shares, asked, ...given }) => {
      const all = held.reduce((sum, one) => sum + one, 0);
      const parts = shares.reduce((sum, one) => sum + one, 0);
      const sold = shares.map((one) => Math.floor((all * one) / parts));
      sold[0] = (sold[0] ?? 0) + all - sold.reduce((sum, one) => sum + one, 0);
      const positions = [
        ...held.map((one, at) => ({ account: `BUYER ${at}`, lots: String(one) })),
        // Names that sort otherwise than they stand.
        ...sold.map((one, at) => ({ account: `SELLER ${(at * 7) % 10}`, lots: String(-one) })),
      ];
      const instructions = asked.flatMap((one, at) => {
        const count = Math.min(one.lots, held[at] ?? 0);
        const action = one.abandon && given.expires ? "abandon" : "exercise";
        return count === 0
          ? []
          : [{ account: `BUYER ${at}`, action, lots: String(count), time: "2027-02-01T20:00:00Z" }];
      });
      return { ...given, date: "2027-02-01", deadline: "2027-02-01T23:30:00Z", positions, instructions };
    });

const calls = (option: Option): Readonly<Record<string, { given: fc.Arbitrary<unknown>; runs: number }>> => {
  const rated = option.marks.rate.kind === "stated" ? { rate: price(0, 2000) } : {};
  const series = { right, strike: price(20, 700, 2), future: price(5000, 60_000), ...rated };
  const days = fc.integer({ min: 1, max: 900 }).map(String);
  return {
    strikes: { given: price(1, 90_000), runs: 150 },
    intrinsic: { given: fc.record({ right, strike: price(1, 700, 2), price: price(0, 60_000), lots }), runs: 150 },
    premium: { given: fc.record({ lots, premium: fc.oneof(price(0, 300), price(0, 900, 3)) }), runs: 200 },
    exercise: { given: exercises(option.style.value === "american"), runs: 150 },
    mark: {
      given: fc.oneof(
        fc.record({ ...series, days, volatility: price(1, 30_000) }),
        fc.record({ ...series, days, premium: price(1, 3000, 3) }),
      ),
      runs: 40,
    },
    ...(option.premium.payment === "futures-style"
      ? {
          variationMargin: {
            given: fc.record({ lots, previous: price(0, 9000), settlement: price(0, 9000) }),
            runs: 100,
          },
        }
      : {}),
  };
};

for (const [title, model] of Object.entries({ european, margined, bare })) {
  for (const [name, { given, runs }] of Object.entries(calls(model.option as Option))) {
    test(`${title}: ${name} of random inputs is what the second reading says`, async () => {
      const calculator = await load(model);
      let answered = 0;
      fc.assert(
        fc.property(given, (input) => {
          const found = outcome(() => calculator[name]?.(input));
          const second = secondReading(model, { name, function: name, arguments: [input] });
          if (second === undefined) return assert.unreachable(`${name} is not read`);
          if ("refused" in found) {
            // A premium below what the option pays when nothing moves has no volatility either.
            if (name === "mark" && found.refused === "no-volatility") return undefined;
            return assert.is("none" in second ? second.none : JSON.stringify(second.says), found.refused);
          }
          answered += 1;
          if ("none" in second) return assert.unreachable(`the second reading has none: ${second.none}`);
          return assert.equal(sameParts(found.returns, second.says), second.says);
        }),
        { numRuns: runs, endOnFailure: true },
      );
      assert.ok(answered > runs / 8, `${answered} of ${runs} answered`);
    });
  }
}

test("a mark that lies less above a tick, or below what it can never reach, than any digits show is told", async () => {
  const calculator = await load(bare);
  const option = bare.option as Option;
  const rated = option.marks.rate.kind === "stated" ? { rate: "0" } : {};
  for (const series of [
    { right: "call", strike: "4.15", future: "5.7565", volatility: "0.0013" },
    { right: "put", strike: "5.75", future: "4.1435", volatility: "0.0013" },
    { right: "call", strike: "4.15", future: "5.7565", volatility: "99" },
  ]) {
    const input = { ...series, ...rated, days: "879" };
    const found = outcome(() => calculator["mark"]?.(input));
    const second = secondReading(bare, { name: "mark", function: "mark", arguments: [input] });
    if (second === undefined || "none" in second || "refused" in found) assert.unreachable(JSON.stringify(found));
    else assert.equal(sameParts(found.returns, second.says), second.says);
  }
});

const delivered = conformanceModel("test/conformance/fields/delivery.tenor", "DELIVERED");
const { grades, locations } = delivered.product?.finalSettlement.delivery ?? { grades: [], locations: [] };
const tens = fc.integer({ min: 1, max: 40 }).map((n) => String(n * 10));
for (const [name, given] of Object.entries({
  deliveryInvoice: fc.record({
    grade: fc.constantFrom(...grades.map((one) => one.name)),
    location: fc.constantFrom(...locations.map((one) => one.name)),
    lots: tens,
    price: price(1, 60_000),
  }),
  deliveryFailure: fc.record({ side: fc.constantFrom("seller", "buyer"), lots: tens, price: price(1, 60_000) }),
})) {
  test(`${name} of random deliveries is what the second reading says`, async () => {
    const calculator = await load(delivered);
    fc.assert(
      fc.property(given, (input) => {
        const second = secondReading(delivered, { name, function: name, arguments: [input] });
        if (second === undefined || "none" in second) return undefined;
        const found = outcome(() => calculator[name]?.(input));
        if ("refused" in found) return assert.unreachable(`refused ${found.refused} at ${found.place}`);
        return assert.equal(sameParts(found.returns, second.says), second.says);
      }),
      { numRuns: 150 },
    );
  });
}

test.run();
