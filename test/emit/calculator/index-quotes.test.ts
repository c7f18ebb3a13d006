import { test } from "uvu";
import * as assert from "uvu/assert";
import { workedPrint } from "../../kit/worked-index.ts";

/** Inputs in other units and of other grades, from the text of an index to its print, read a second time by the kit. */
const STD = `grade STD "A standard token" { unit: token; one { input_token: 0.25 token of STD; GPU_hour: 3.6 Mtoken of STD } }`;
const PER_MILLION = "USD / Mtoken of STD";
const listed = (source: string, price: string, unit: string, size?: string) => ({
  source,
  price,
  ...(size === undefined ? {} : { size }),
  attributes: { unit },
});

test("prices per thousand, per million and per million read are one price, each with its clause", async () => {
  const rule = `  inputs { listings from [ALPHA, BETA, GAMMA] }
  units: USD / Mtoken of STD, USD / ktoken of STD, USD / Minput_token
  value: median of price, round half-even to 0.0001`;
  const observations = [
    listed("ALPHA", "2.00", "USD / Mtoken of STD"),
    listed("BETA", "0.0021", "USD / ktoken of STD"),
    listed("GAMMA", "0.4", "USD / Minput_token"),
  ];
  const { value, steps } = await workedPrint(rule, { observations }, PER_MILLION, STD);
  assert.is(value, "2.0000");
  assert.equal(
    steps.slice(0, 2).map((one) => [one.text, one.value, one.clause]),
    [
      ["listing of BETA at 0.0021, from USD / ktoken of STD", "2.1", "WORKED/units"],
      ["listing of GAMMA at 0.4, from USD / Minput_token", "1.6", "STD/one/input_token"],
    ],
  );
});

test("a size counts what its price is for: 500 thousands are half a million", async () => {
  const rule = `  inputs { listings from [ALPHA, BETA] }
  units: USD / Mtoken of STD, USD / ktoken of STD
  value: volume-weighted mean of price, round half-even to 0.0001`;
  const observations = [
    listed("ALPHA", "2", "USD / Mtoken of STD", "1.5"),
    listed("BETA", "0.004", "USD / ktoken of STD", "500"),
  ];
  assert.is((await workedPrint(rule, { observations }, PER_MILLION, STD)).value, "2.5000");
});

test("one unit for all needs no column", async () => {
  const rule = `  inputs { listings from [ALPHA] }
  units: USD / GPU_hour
  value: mean of price, round half-even to 0.000001`;
  const observations = [{ source: "ALPHA", price: "2.50" }];
  assert.is((await workedPrint(rule, { observations }, PER_MILLION, STD)).value, "0.694444");
});

const GRADES = `  inputs { offers from [ALPHA, BETA, GAMMA] }
  grades: H100_SXM, H200_SXM, PCIE
  differentials: H200_SXM at 130% of price, PCIE at -0.25 USD / GPU_hour of H100_SXM
  screen { drop offer when price > 2.50 }
  value: mean of price, round half-even to 0.0001`;
const offer = (source: string, price: string, grade: string) => ({ source, price, attributes: { grade } });

test("grades are taken back to that of the price before a screen sees them", async () => {
  const observations = [
    offer("ALPHA", "2.00", "H100_SXM"),
    offer("BETA", "2.60", "H200_SXM"),
    offer("GAMMA", "2.30", "PCIE"),
  ];
  const { value, evidence } = await workedPrint(GRADES, { observations });
  assert.is(value, "2.0000");
  assert.equal(
    evidence.dropped.map(({ observation }) => observation),
    ["2"],
  );
});

test("the differentials of the grade of the price hold where the index has none", async () => {
  const rule = `  inputs { offers from [ALPHA, BETA] }
  grades: RACK, SHARED, BOOST
  screen { drop offer when price <= 0 }
  value: mean of price, round half-even to 0.0001`;
  const more = `grade RACK "A rack hour" { unit: GPU_hour; differentials { SHARED: 80% of price; BOOST: 0.10 USD / GPU_hour of RACK } }`;
  const observations = [offer("ALPHA", "1.60", "SHARED"), offer("BETA", "2.10", "BOOST")];
  const { value, steps } = await workedPrint(rule, { observations }, "USD / GPU_hour of RACK", more);
  assert.is(value, "2.0000");
  assert.equal(
    steps.slice(0, 2).map(({ clause }) => clause),
    ["RACK/differentials/SHARED", "RACK/differentials/BOOST"],
  );
});

test("an input of a grade, or in a unit, that is not listed is refused at its row", async () => {
  for (const [rule, attributes, place, code] of [
    [GRADES, { grade: "H300" }, "observations[0].attributes.grade", "unknown-grade"],
    [
      "  inputs { offers from [ALPHA] }\n  units: USD / GPU_hour of H100_SXM, USD / kGPU_hour of H100_SXM\n  value: mean of price, round half-even to 0.01",
      { unit: "USD/kGPU_hour of H100_SXM" },
      "observations[0].attributes.unit",
      "unknown-unit",
    ],
  ] as const) {
    let found: object = {};
    try {
      await workedPrint(rule, { observations: [{ source: "ALPHA", price: "2", attributes }] });
    } catch (thrown) {
      found = thrown as object;
    }
    const refusal = found as { place?: string; code?: string };
    assert.equal([refusal.place, refusal.code], [place, code]);
  }
});

const printed = (unit: string) => `index OTHER "Another" in UTC on EVERY_DAY {
  administrator: GPUX; price: ${unit}; publish: daily 10:00; inputs { trades from [ALPHA] }
  value: mean of price, round half-even to 0.01; fallback { determination by XDEX under "Rule 901" }
}`;

test("a print in thousands of another grade is turned into the unit and the grade of the index", async () => {
  const rule = `  inputs { prints from [OTHER] }
  grades: H100_SXM, H200_SXM
  differentials: H200_SXM at 130% of price
  value: mean of price, round half-even to 0.0001`;
  const observations = [{ source: "OTHER", price: "2600" }];
  assert.is((await workedPrint(rule, { observations }, "", printed("USD / kGPU_hour of H200_SXM"))).value, "2.0000");
});

test("units of prints cancel in a basket with a base", async () => {
  const rule = `  inputs { prints from [OTHER, THIRD] }
  members: source in [OTHER, THIRD]
  for each source { price: median of price; round: half-even to 0.01 }
  value: mean of sources, round half-even to 0.01
  base: 100 on 2027-02-01`;
  const more = `${printed("USD / Mtoken of STD")}\n${printed("USD / GPU_hour of H200_SXM").replace("OTHER", "THIRD")}\n${STD}`;
  const observations = [
    { source: "OTHER", price: "3" },
    { source: "THIRD", price: "9" },
  ];
  const chain = { date: "2027-02-01", value: "100", prices: { OTHER: "2", THIRD: "10" } };
  const given = { observations, previous: { value: "100.00", repeats: "0", chain } };
  assert.is((await workedPrint(rule, given, "", more)).value, "120.00");
});

test.run();
