import { test } from "uvu";
import * as assert from "uvu/assert";
import { modelIn } from "../kit/spec-models.ts";
import { load } from "../emit/calculator/load.ts";

/**
 * Funding as venues publish it, each rule as a perpetual in the language and its worked numbers from the calculator: section 2.4 of the collection of contract
 * facts, and the two examples of one venue of which one is printed wrong (section 5, item 3).
 */
type Terms = {
  readonly every: string;
  readonly sample: string;
  readonly rate: string;
  readonly more?: string;
  readonly pay?: string;
  readonly samples: number;
};

const calculator = async ({
  every,
  sample,
  rate,
  more = "    clamp:          50%\n",
  pay = "rate * RENTAL",
  samples,
}: Terms) =>
  load(
    modelIn("test/conformance/fields/perpetual.tenor", "ROLLING", (text) =>
      text.replace(
        /funding every[\s\S]*?\n {2}\}/,
        `funding every ${every} from 00:00 UTC {
    sample:         ${sample}
    rate:           ${rate}
${more}    pay:            longs to shorts at ${pay}, round half-even to tick.settlement
    missing-sample: leave out, at most 1 of ${samples}, beyond that no payment
  }`,
      ),
    ),
  );

type Sample = Readonly<Record<string, string>>;
async function amount(terms: Terms, sample: Sample, end: Sample): Promise<string> {
  const { fundingRate } = await calculator(terms);
  const samples = Array.from({ length: terms.samples }, () => sample);
  const found = fundingRate?.({ samples, ...end }) as { amount: string };
  return found.amount;
}

// Every eight hours over 1,920 samples, the later the heavier, which weigh 1,920 × 1,921 / 2 = 1,844,160 together.
const EIGHT_HOURS: Terms = {
  every: "8 hours",
  sample: "midpoint of quotes / RENTAL - 1",
  rate: "weighted mean of sample + max(min(0.01% - weighted mean of sample, 0.05%), -0.05%)",
  samples: 1920,
};

test("a premium of 0.03% all along gives 0.01%, and one of 0.10% gives 0.05%", async () => {
  const index = "100.0000";
  const at = (midpoint: string) => amount(EIGHT_HOURS, { midpoint, index }, { index });
  assert.equal([await at("100.0300"), await at("100.1000")], ["0.0100", "0.0500"]);
});

test("each sample counts as often as it stands in line: the last of 1,920 weighs 1,920 of 1,844,160", async () => {
  const { fundingRate } = await calculator({ ...EIGHT_HOURS, rate: "weighted mean of sample" });
  const index = "100000";
  const samples = Array.from({ length: 1920 }, (_, place) => ({
    midpoint: place === 1919 ? "101844.16" : index,
    index,
  }));
  // 1.84416% × 1,920 / 1,844,160 of 100,000.
  const found = fundingRate?.({ samples, index }) as { amount: string };
  assert.is(found.amount, "1.9200");
});

// An hour's premium over 24, at most 0.25% an hour: 6% of a day.
const HOURLY: Terms = {
  every: "1 hour",
  sample: "last of trades / RENTAL - 1",
  rate: "mean of sample",
  more: "    clamp:          6%\n    term:           24 hours\n",
  samples: 60,
};

test("index 7,000 and perpetual 7,500: 7.1428% over 24 is 0.2976%, and no more than 0.25% is paid", async () => {
  const index = "7000";
  const capped = await amount(HOURLY, { last: "7500", index }, { index });
  const whole = await amount(
    { ...HOURLY, more: "    clamp:          50%\n    term:           24 hours\n" },
    { last: "7500", index },
    { index },
  );
  // 0.25% of 7,000, and 500 / 24.
  assert.equal([capped, whole], ["17.5000", "20.8333"]);
});

test("a premium of 0.1428% over 24 is 0.00595%, not the 0.01785% that is printed, which is an eighth", async () => {
  const index = "7000";
  const sample = { last: "7009.996", index };
  assert.is(await amount(HOURLY, sample, { index }), "0.4165");
  const eighth = { ...HOURLY, more: "    clamp:          6%\n    term:           8 hours\n" };
  assert.is(await amount(eighth, sample, { index }), "1.2495");
});

test("the greater of 0.05% and the premium, and the lesser of it and -0.05%, add up to what lies beyond both", async () => {
  const terms: Terms = {
    every: "8 hours",
    sample: "last of trades / RENTAL - 1",
    rate: "max(0.05%, mean of sample) + min(-0.05%, mean of sample)",
    samples: 8,
  };
  const index = "100";
  const at = (last: string) => amount(terms, { last, index }, { index });
  assert.equal([await at("100.03"), await at("100.10"), await at("99.90")], ["0.0000", "0.0500", "-0.0500"]);
});

test("a daily payment in the unit of the price: 1.2015 above 1.2000 is 0.0015, from longs", async () => {
  const terms: Terms = {
    every: "24 hours",
    sample: "last of trades - RENTAL",
    rate: "mean of sample",
    more: "    clamp:          1 USD / GPU_hour of H100_SXM\n",
    pay: "rate",
    samples: 24,
  };
  const sample = { last: "1.2015", index: "1.2000" };
  assert.is(await amount(terms, sample, {}), "0.0015");
});

test.run();
