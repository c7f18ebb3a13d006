import { fc } from "../../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarEmitter } from "../../../src/emit/calendar/emitter.ts";
import { spreadConfig } from "../../../src/emit/spread/config.ts";
import { emitters } from "../../../src/emit/registry.ts";
import { makeTrace } from "../../../src/emit/trace.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import modelFits from "../../../src/model/generated/model.validate.js";
import spreadFits from "../../../src/model/generated/spread.validate.js";
import vectorsFit from "../../../src/model/generated/vectors.validate.js";
import type { ContractModel, Spread } from "../../../src/model/model.ts";
import { type Fraction, fraction, minus, read, same, times } from "../../agree/number.ts";
import { readLegs, readWorth } from "../../agree/reading-spread.ts";
import { modelIn } from "../../kit/spec-models.ts";
import { load, outcome, sameParts } from "./load.ts";

const PAIR = "test/conformance/fields/spread.tenor";
const calendar = modelIn(PAIR, "PAIR");
/** Called by its legs, as it is where it has no code of its own. */
const machines = modelIn("test/conformance/spread.proportion/valid.tenor", "MACHINES", (text) =>
  text.replace(/ *code: .*\n/, ""),
);
/** Two months against the one between them. */
const butterfly = modelIn(PAIR, "PAIR", (text) =>
  text
    .replace("+1 GOOD[near] -1 GOOD[far]", "+1 GOOD[near] -2 GOOD[middle] +1 GOOD[far]")
    .replace("near leg at settlement", "near leg at settlement, middle leg at settlement"),
);
/** One hour-future against ten of a tenth: the same months, another size. */
const sizes = modelIn(PAIR, "PAIR", (text) =>
  text
    .replace(
      "// A spread",
      `future SMALL "Small" from GOOD {
  size: 100 GPU_hour of H100_SXM
  limits { spot-month: 20_000 contracts from open of start of spot-period; reportable: 25 contracts }
  orders { max: 50 contracts; block { min: 5 contracts; report: within 15 minutes } }
}
// A spread`,
    )
    .replace(" on GOOD {", " {")
    .replace("+1 GOOD[near] -1 GOOD[far]", "+1 GOOD[one] -10 SMALL[one]")
    .replace("near leg at settlement", "SMALL leg at settlement"),
);

/** Three months bought at their mean. */
const strip = modelIn("test/conformance/spread.strip/valid.tenor", "STRIP");

const all: Readonly<Record<string, ContractModel>> = { calendar, machines, butterfly, sizes, strip };

test("a strip is months one after another, by its first, and worth as much as all of them", () => {
  const { spread } = strip as { spread: Spread };
  assert.equal(
    spread.contracts.map(({ month, combinations }) => [
      month.period,
      combinations.map(({ legs }) => legs.map(({ period, lots }) => [period, lots])),
    ]),
    [
      [
        "2027-02",
        [
          [
            ["2027-02", 1],
            ["2027-03", 1],
            ["2027-04", 1],
          ],
        ],
      ],
    ],
  );
  assert.equal(
    spread.legs.map(({ month, weight, anchored }) => [month, weight, anchored]),
    [
      ["1st month", "1/3", true],
      ["2nd month", "1/3", true],
      ["3rd month", "1/3", false],
    ],
  );
  const [leg] = spread.legs;
  assert.is(Number(spread.size.value), 3 * Number(leg?.multiplier));
});

for (const [name, model] of Object.entries(all)) {
  const spread = model.spread as Spread;

  test(`${name}: model, config, vectors and trace are of their schemas, and every vector holds`, async () => {
    assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
    assert.ok(spreadFits(spreadConfig(model, spread)), JSON.stringify(spreadFits.errors));
    const file = vectorsFile(model);
    assert.ok(vectorsFit(file), JSON.stringify(vectorsFit.errors));
    assert.equal(
      file.branches.filter(({ vectors }) => vectors === 0),
      [],
    );
    const emissions = emitters.filter((one) => one.applies(model)).map((one) => one.emit(model));
    assert.ok(makeTrace(emissions, model).content.length > 0);
    const calculator = await load(model);
    for (const { name: title, function: called, arguments: args, expected } of file.vectors) {
      const found = outcome(() => calculator[called]?.(...args));
      if ("refused" in expected) assert.is("refused" in found ? found.refused : "a value", expected.refused, title);
      else if ("refused" in found) assert.unreachable(`${title}: refused ${found.refused}`);
      else assert.equal(sameParts(found.returns, expected.returns), expected.returns, title);
    }
  });

  test(`${name}: on random trades the legs are those of the second reading, add up to the price, and each is on its tick`, async () => {
    const { legPrices, spreadPrice, legPricesInColumns, variationMargin } = await load(model);
    assert.ok(legPrices && spreadPrice && legPricesInColumns && variationMargin);
    const step = read(spread.ticks[0]?.increment ?? "");
    const anchored = spread.legs.filter((leg) => leg.anchored);
    let booked = 0;
    const price = (ticks: bigint, of: { readonly increment: string; readonly decimals: number }): string =>
      decimal(times(fraction(ticks), read(of.increment)), of.decimals);
    fc.assert(
      fc.property(
        fc.bigInt(-20_000n, 20_000n),
        fc.bigInt(-500n, 500n).filter((lots) => lots !== 0n),
        fc.array(fc.bigInt(0n, 60_000n), { minLength: 3, maxLength: 3 }),
        (ticks, lots, settled) => {
          const dealt = decimal(times(fraction(ticks), step), spread.ticks[0]?.decimals ?? 0);
          const before = anchored.map(({ tick }, at) => price(settled[at] ?? 0n, tick));
          const said = readLegs(spread, dealt, before);
          const found = outcome(() => legPrices({ price: dealt, lots: String(lots), settlements: before }));
          if (said === "negative-price") return assert.is("refused" in found ? found.refused : "a price", said);
          if ("refused" in found) return assert.unreachable(`refused ${found.refused} at ${found.place ?? "-"}`);
          booked++;
          const legs = (found.returns as { legs: { price: string; lots: string }[] }).legs;
          assert.ok(legs.every((leg, at) => same(read(leg.price), said[at] as Fraction)));
          assert.equal(
            legs.map((leg) => leg.lots),
            spread.legs.map((leg) => String(BigInt(leg.lots) * lots)),
          );
          for (const [at, leg] of legs.entries()) {
            const tick = spread.legs[at]?.tick.increment ?? "1";
            assert.is(times(read(leg.price), fraction(read(tick).bottom, read(tick).top)).bottom, 1n, "on its tick");
          }
          const prices = legs.map((leg) => leg.price);
          assert.ok(same(read((spreadPrice({ prices }) as { value: string }).value), read(dealt)), "adds up");
          const columns = legPricesInColumns({ price: [dealt, dealt], settlements: before.map((one) => [one, one]) });
          assert.equal(
            (columns as { legs: string[][] }).legs,
            prices.map((one) => [one, one]),
          );
          // What all legs gain together is the change of the spread's price times its size.
          const today = spread.legs.map(({ tick }, at) => price(settled[2 - at] ?? 1n, tick));
          const gain = variationMargin({ price: dealt, lots: String(lots), before, settlements: today }) as {
            amount: { amount: string };
          };
          const change = minus(readWorth(spread, today.map(read), lots), readWorth(spread, said, lots));
          assert.ok(same(read(gain.amount.amount), change));
          const settledAt = read((spreadPrice({ prices: today }) as { value: string }).value);
          const whole = times(times(minus(settledAt, read(dealt)), read(spread.size.value)), fraction(lots));
          assert.ok(same(change, whole), "conserved");
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(booked > 20, `${booked} trades were booked`);
  });
}

/** A fraction that is a decimal of so many places. */
function decimal(value: Fraction, places: number): string {
  const scaled = times(value, fraction(10n ** BigInt(places)));
  assert.is(scaled.bottom, 1n);
  const digits = String(scaled.top < 0n ? -scaled.top : scaled.top).padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return scaled.top < 0n ? `-${text}` : text;
}

test("every pair of listed months is a combination of the nearer one, and a butterfly has three", () => {
  const codes = (model: ContractModel): string[] =>
    (model.spread as Spread).contracts.flatMap(({ combinations }) => combinations.map((one) => one.code));
  assert.equal(codes(calendar), ["GOODG27-GOODH27", "GOODG27-GOODJ27", "GOODH27-GOODJ27"]);
  assert.equal(codes(butterfly), ["+1 GOODG27 -2 GOODH27 +1 GOODJ27"]);
  assert.equal(codes(machines)[0], "+2 GOODG27 -5 ASICSG27");
});

test("a spread is worth what its legs are: size, weights and ticks", () => {
  const worth = ({ spread }: ContractModel) => [
    spread?.size.value,
    spread?.size.unit,
    spread?.ticks[0]?.value.amount,
    ...(spread?.legs ?? []).map((leg) => leg.weight),
  ];
  assert.equal(worth(calendar), ["1000", "GPU_hour of H100_SXM", "0.50", "1", "-1"]);
  assert.equal(worth(machines), ["2000", "GPU_hour of H100_SXM", "2.00", "1", "-1.25"]);
  assert.equal(worth(butterfly), ["1000", "GPU_hour of H100_SXM", "0.50", "1", "-2", "1"]);
  assert.equal(worth(sizes), ["1000", "GPU_hour of H100_SXM", "0.50", "1", "-1"]);
});

test("a trade of the machines, by hand", async () => {
  const { legPrices } = await load(machines);
  assert.ok(legPrices);
  // 1.7002 is 4250.5 × 0.0004 and goes to the even one, 1.7000; 0.125 + 1.25 × 1.7000 is 2.2500.
  const found = legPrices({ price: "0.125", lots: "3", settlements: ["1.7002"] }) as { legs: unknown };
  assert.equal(found.legs, [
    { leg: "GOOD[month]", lots: "6", price: "2.2500" },
    { leg: "ASICS[month]", lots: "-15", price: "1.7000" },
  ]);
});

test("the calendar has the last day of every month", () => {
  const { artifacts } = calendarEmitter.emit(calendar);
  assert.match(artifacts[0]?.content ?? "", "PAIRG27/last-trading-day,PAIRG27,2027-02,last-trading-day,2027-02-25");
});

test.run();
