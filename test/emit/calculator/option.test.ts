import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarEmitter } from "../../../src/emit/calendar/emitter.ts";
import { optionConfig, seriesOf } from "../../../src/emit/option/config.ts";
import { emitters } from "../../../src/emit/registry.ts";
import { makeTrace } from "../../../src/emit/trace.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import modelFits from "../../../src/model/generated/model.validate.js";
import optionFits from "../../../src/model/generated/option.validate.js";
import seriesFits from "../../../src/model/generated/series.validate.js";
import vectorsFit from "../../../src/model/generated/vectors.validate.js";
import type { ContractModel, Option } from "../../../src/model/model.ts";
import { conformanceModel } from "../../kit/conformance-model.ts";
import { load, outcome, sameParts } from "./load.ts";

const optionModel = (program: string, change?: (text: string) => string): ContractModel =>
  conformanceModel(program, "CALLS", change);

const european = optionModel("test/conformance/fields/option.tenor");
const american = optionModel("test/conformance/option.ladder/valid.tenor");
/** Serial months of options on a future of quarters only. */
const serial = optionModel("test/conformance/fields/option.tenor", (text) =>
  text
    .replace(
      "// Options on",
      `future QUARTERS "Quarters" from GOOD {
  listing {
    first:       2027-01-11
    first-month: 2027-03
    months:      4 of [Mar, Jun, Sep, Dec]
    add:         1 business day after last-trading-day of expiring month
  }
}
// Options on`,
    )
    .replaceAll("nearest GOOD", "nearest QUARTERS")
    .replaceAll("of GOOD settlement", "of QUARTERS settlement")
    .replace("on GOOD {", "on QUARTERS {")
    .replace("into:       GOOD", "into:       QUARTERS")
    .replace("2 consecutive", "5 consecutive"),
);

for (const [name, model] of Object.entries({ european, american, serial })) {
  test(`${name}: model, config, series, vectors and trace are of their schemas`, async () => {
    const option = model.option as Option;
    assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
    assert.ok(optionFits(optionConfig(model, option)), JSON.stringify(optionFits.errors));
    assert.ok(seriesFits(seriesOf(model, option)), JSON.stringify(seriesFits.errors));
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
}

test("serial months are on the quarter that ends on or after their expiry", () => {
  assert.equal(
    (serial.option as Option).contracts.map(({ month, underlying }) => `${month.period} on ${underlying.period}`),
    ["2027-02 on 2027-03", "2027-03 on 2027-03", "2027-04 on 2027-06", "2027-05 on 2027-06", "2027-06 on 2027-06"],
  );
});

test("every strike of the ladder is there as a call and a put, in every month", () => {
  const { series } = seriesOf(american, american.option as Option);
  // 2.40 less and more 75 % is 0.60 to 4.20: 0.75 to 4.00 in quarters.
  assert.is(series.length, 2 * 14 * 2);
  assert.is(series[0]?.code, "CALLSG27 C0.75");
  assert.is(series.at(-1)?.code, "CALLSH27 P4.00");
  const { series: levels } = seriesOf(european, european.option as Option);
  assert.equal([...new Set(levels.map(({ strike }) => strike))].slice(0, 3), ["1.20", "1.30", "1.40"]);
});

test("a margined option in cash: no premium is paid, its change is, and early exercise is the holder's choice", async () => {
  const calculator = await load(american);
  assert.equal(calculator["premium"]?.({ lots: "3", premium: "0.250" }), { amount: "0.00", currency: "USD" });
  assert.equal(calculator["variationMargin"]?.({ lots: "3", previous: "0.2500", settlement: "0.2612" }), {
    amount: "33.60",
    currency: "USD",
  });
  const found = calculator["exercise"]?.({
    series: "CALLSG27 P2.50",
    date: "2027-01-20",
    expires: false,
    right: "put",
    strike: "2.50",
    price: "2.3000",
    positions: [
      { account: "BUYER", lots: "4" },
      { account: "SELLER", lots: "-4" },
    ],
    deadline: "2027-01-20T22:00:00Z",
    instructions: [{ account: "BUYER", action: "exercise", lots: "3", time: "2027-01-20T20:00:00Z" }],
  }) as { accounts: { account: string; future: string; amount: { amount: string } }[] };
  assert.equal(
    found.accounts.map(({ account, future, amount }) => [account, future, amount.amount]),
    [
      ["BUYER", "0", "600.00"],
      ["SELLER", "0", "-600.00"],
    ],
  );
});

test("the calendar has the expiry of every month", () => {
  const { artifacts } = calendarEmitter.emit(european);
  assert.match(artifacts[0]?.content ?? "", "CALLSG27/expiry,CALLSG27,2027-02,expiry,2027-02-01");
});

test("an option's config says all of its orders", () => {
  const said = 'orders { min: 5 contracts; types: limit; validity: day; matching: pro-rata, under "Rule 519" }\n}\n';
  const model = optionModel("test/conformance/fields/option.tenor", (text) => text.replace(/\}\s*$/, said));
  const config = optionConfig(model, model.option as Option);
  assert.ok(optionFits(config), JSON.stringify(optionFits.errors));
  assert.is(config.orders?.min?.contracts, 5);
  assert.equal(config.orders?.types, { values: ["limit"], clause: "CALLS/orders/types" });
  assert.equal(config.orders?.validity, { values: ["day"], clause: "CALLS/orders/validity" });
  assert.is(config.orders?.matching?.under, "Rule 519");
});

test("what an engine could get wrong is refused", async () => {
  const { mark, premium, strikes, intrinsic } = await load(european);
  assert.ok(mark && premium && strikes && intrinsic);
  const series = { right: "call", strike: "2.40", future: "2.4000", days: "30", rate: "0.04" };
  const code = (call: () => unknown): unknown => (outcome(call) as { refused?: string }).refused;
  assert.is(
    code(() => mark({ ...series, strike: "0", volatility: "0.5" })),
    "not-positive",
  );
  assert.is(
    code(() => mark({ ...series, volatility: "NaN" })),
    "not-a-decimal",
  );
  assert.is(
    code(() => mark({ ...series, volatility: "-0.5" })),
    "negative-price",
  );
  assert.is(
    code(() => mark({ ...series, premium: "2.500" })),
    "no-volatility",
  );
  assert.is(
    code(() => mark({ ...series, future: "2.40005", volatility: "0.5" })),
    "off-tick",
  );
  assert.is(
    code(() => premium({ lots: "1", premium: "0.0105" })),
    "off-tick",
  );
  assert.is(
    code(() => intrinsic({ right: "both", strike: "2.40", price: "2.4000", lots: "1" })),
    "unknown-right",
  );
});

test.run();
