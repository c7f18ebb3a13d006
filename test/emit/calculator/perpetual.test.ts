import { fc } from "../../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarEmitter } from "../../../src/emit/calendar/emitter.ts";
import { perpetualConfig } from "../../../src/emit/perpetual/config.ts";
import { emitters } from "../../../src/emit/registry.ts";
import { makeTrace } from "../../../src/emit/trace.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import modelFits from "../../../src/model/generated/model.validate.js";
import perpetualFits from "../../../src/model/generated/perpetual.validate.js";
import vectorsFit from "../../../src/model/generated/vectors.validate.js";
import type { ContractModel, Perpetual } from "../../../src/model/model.ts";
import { fraction, read, same, times } from "../../agree/number.ts";
import { readFunding, readMark } from "../../agree/reading-perpetual.ts";
import { modelIn } from "../../kit/spec-models.ts";
import { load, outcome, sameParts } from "./load.ts";

const PROGRAM = "test/conformance/fields/perpetual.tenor";
const plain = modelIn(PROGRAM, "ROLLING");
/** Other words in each place: the median, the sample before, shorts first, a rate of a day paid by the hour, and the mark. */
const other = modelIn(PROGRAM, "ROLLING", (text) =>
  text
    .replace(/rate: .*\n/, "rate:           median of sample + weighted mean of sample / 2\n")
    .replace("every 8 hours from 00:00 UTC", "every 1 hour from 00:30 UTC")
    .replace("term:           8 hours", "term:           24 hours")
    .replace("longs to shorts at rate * RENTAL", "shorts to longs at rate * mark")
    .replace("leave out, at most 2 of 8", "take previous, at most 3 of 6")
    .replace("median of [midpoint of quotes, last of trades, RENTAL]", "RENTAL + (midpoint of quotes - RENTAL) / 2")
    .replace("cap:            0.05", "cap:            0.001"),
);
/** A premium in money and not in percent: what is above the index is paid. */
const money = modelIn(PROGRAM, "ROLLING", (text) =>
  text
    .replace("midpoint of quotes / RENTAL - 1", "last of trades - RENTAL")
    .replace(/rate: .*\n/, "rate:           mean of sample\n")
    .replace("clamp:          0.75%", "clamp:          0.02 USD / GPU_hour of H100_SXM")
    .replace("rate * RENTAL, round", "rate, round"),
);

for (const [name, model] of Object.entries({ plain, other, money })) {
  const perpetual = model.perpetual as Perpetual;

  test(`${name}: model, config, vectors and trace are of their schemas, and every vector holds`, async () => {
    assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
    assert.ok(perpetualFits(perpetualConfig(model, perpetual)), JSON.stringify(perpetualFits.errors));
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

  test(`${name}: random intervals are those of the second reading, and what is paid adds up to nothing`, async () => {
    const { fundingRate, fundingPayments, markPrice } = await load(model);
    assert.ok(fundingRate && fundingPayments && markPrice);
    const { funding } = perpetual;
    const price = fc.integer({ min: 15_000, max: 30_000 }).map((ticks) => (ticks / 10_000).toFixed(4));
    const reads = (text: string, names: readonly string[], all: Record<string, string>) =>
      Object.fromEntries(names.filter((one) => text.includes(`"${one}"`)).map((one) => [one, all[one] as string]));
    const NAMES = ["midpoint", "last", "index", "mark"];
    const ofSample = JSON.stringify(funding.sample.formula);
    const ofPay = JSON.stringify(funding.pay.formula);
    const ofMark = JSON.stringify(perpetual.mark.of);
    const known = (given: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(given).map(([key, one]) => [key, read(one)]));
    const tiers = new Set<string>();
    fc.assert(
      fc.property(
        price,
        fc.integer({ min: 0, max: 200 }),
        fc.array(fc.option(fc.integer({ min: -200, max: 200 }), { freq: 3 }), {
          minLength: funding.samples,
          maxLength: funding.samples,
        }),
        fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 6 }),
        (index, spread, premiums, lots) => {
          const near = (ticks: number): string => ((Math.round(Number(index) * 10_000) + ticks) / 10_000).toFixed(4);
          const samples = premiums.map((one) =>
            one === null
              ? null
              : reads(ofSample, NAMES, {
                  midpoint: near(Math.trunc((one * spread) / 10)),
                  last: near(one + 2 * spread),
                  index,
                }),
          );
          const end = reads(ofPay, NAMES, { index, mark: near(7) });
          const said = readFunding(
            perpetual,
            samples.map((one) => one && known(one)),
            known(end),
          );
          const found = fundingRate({ samples, ...end }) as { tier: string; amount: string };
          tiers.add(found.tier);
          assert.is(found.tier, said.tier);
          assert.ok(same(read(found.amount), said.amount), found.amount);
          const bound = read(funding.cap?.value ?? "1000");
          assert.ok(!(Math.abs(Number(found.amount)) > Number(bound.top) / Number(bound.bottom) + 0.0001), "bounded");
          const rest = -lots.reduce((sum, one) => sum + one, 0);
          const positions = [...lots, rest].map((one, at) => ({ account: `A${at}`, lots: String(one) }));
          const paid = fundingPayments({ amount: found.amount, positions }) as {
            payments: { amount: { amount: string } }[];
            total: { amount: string };
          };
          assert.is(paid.total.amount, "0.00");
          const sign = funding.pay.by === "longs" ? -1n : 1n;
          for (const [at, one] of paid.payments.entries()) {
            const due = times(
              times(said.amount, read(perpetual.size.value)),
              fraction(sign * BigInt(positions[at]?.lots ?? "0")),
            );
            assert.ok(same(read(one.amount.amount), due));
          }
          const market = reads(ofMark, NAMES, { midpoint: near(spread), last: near(-3), index });
          assert.ok(same(read((markPrice(market) as { value: string }).value), readMark(perpetual, known(market))));
        },
      ),
      { numRuns: 200 },
    );
    assert.equal([...tiers].sort(), ["clamped", "none", "rate"]);
  });
}

test("published funding rules come out as their venues print them", async () => {
  // A premium of 0.03 % all through gives 0.01 %, one of 0.10 % gives 0.05 %: the mean moved toward 0.01 % by at most 0.05 %.
  const { fundingRate } = await load(plain);
  assert.ok(fundingRate);
  const rate = (midpoint: string) =>
    (
      fundingRate({ samples: Array.from({ length: 8 }, () => ({ midpoint, index: "2" })), index: "2" }) as {
        rate: string;
      }
    ).rate;
  assert.is(rate("2.0006"), "0.0001");
  assert.is(rate("2.002"), "0.0005");
  // 7,500 over an index of 7,000 is 7.1428 %, a 24th of it 0.2976 % an hour, which a clamp of 0.25 % holds.
  const hourly = modelIn(PROGRAM, "ROLLING", (text) =>
    text
      .replace(/rate: .*\n/, "rate:           mean of sample / 24\n")
      .replace("clamp:          0.75%", "clamp:          0.25%")
      .replace("    cap:            0.05\n", "")
      .replace("every 8 hours", "every 1 hour")
      .replace("term:           8 hours", "term:           1 hour"),
  );
  const { fundingRate: each } = await load(hourly);
  const samples = Array.from({ length: 8 }, () => ({ midpoint: "7500", index: "7000" }));
  assert.ok(each);
  const found = each({ samples, index: "7000" }) as { tier: string; rate: string; steps: { value: string }[] };
  assert.is(found.rate, "0.0025");
  assert.is(found.tier, "clamped");
  assert.is(found.steps[2]?.value, "1/336");
});

test("the config tells engines the status, the times of payment and the last day", () => {
  const { product, funding } = perpetualConfig(plain, plain.perpetual as Perpetual);
  assert.is(product.status, "pending");
  assert.is(product.until, "2032-03-01");
  assert.equal(funding.times, ["00:00:00", "08:00:00", "16:00:00"]);
  assert.match(
    calendarEmitter.emit(plain).artifacts[0]?.content ?? "",
    "ROLLING/horizon,ROLLING,2027,horizon,2032-03-01",
  );
});

test("intervals lie in sessions that pause where no interval is", () => {
  const program = (text: string) =>
    text
      .replace("EVERY_DAY { trade: Mon..Sun 00:00 until 24:00", "WEEKDAYS { trade: Mon..Fri 08:00 until 24:00")
      .replace("2027-03-01", "2027-03-02");
  const model: ContractModel = modelIn(PROGRAM, "ROLLING", program);
  assert.is(model.perpetual?.listing.first, "2027-03-02");
});

test.run();
