import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../../src/index.ts";
import { inProject } from "../../kit/files.ts";

const shared = Object.fromEntries(
  fs
    .readdirSync(inProject("test/bad/with"))
    .filter((file) => /\.(tenor|csv)$/.test(file) && file !== "cycle.tenor")
    .map((file) => [`with/${file}`, fs.readFileSync(inProject(`test/bad/with/${file}`), "utf8")]),
);
const ADD = "add: 1 business day after last-trading-day of expiring month";

/** The months listed on a day, or what was found. */
function listed(months: string, asOf: string, add = ADD): string {
  const text = `import "with/product.tenor"
future X from GOOD { listing { first: 2027-01-11; months: ${months}; ${add} } }`;
  const { diagnostics, models } = check({ "x.tenor": text, ...shared }, { asOf });
  if (diagnostics.length > 0) return diagnostics.map((one) => `${one.code}: ${one.message}`).join("\n");
  const model = models.find((one) => one.root === "X");
  return (model?.product?.contracts ?? []).map((one) => one.period).join(" ");
}

test("cycles, tails and what is left out", () => {
  assert.is(
    listed(
      "3 consecutive except [Feb], then 2 of [Mar, Jun, Sep, Dec], then 2 of [Jun, Dec] except [Dec]",
      "2027-01-11",
    ),
    "2027-01 2027-03 2027-04 2027-06 2027-09 2028-06 2029-06",
  );
  assert.is(
    listed("2 consecutive and [Jun, Dec] within 18 months", "2027-01-11"),
    "2027-01 2027-02 2027-06 2027-12 2028-06",
  );
  assert.is(
    listed("2 consecutive and [Jun, Dec] within 18 months", "2027-06-30"),
    "2027-06 2027-07 2027-12 2028-06",
    "the 18 months begin with June 2027 and end with November 2028",
  );
});

test("an annual roll-out is listed when the year is over, or when another month has expired", () => {
  const all = listed("consecutive through Mar of 1st year after, then 1 consecutive", "2027-11-15").split(" ");
  assert.equal([all[0], all.at(-2), all.at(-1), all.length], ["2027-11", "2028-03", "2028-04", 6]);
  assert.is(listed("[Jul, Dec] through Dec of this year, rolled after Jul", "2027-07-30"), "2027-07 2027-12");
  assert.is(listed("[Jul, Dec] through Dec of this year, rolled after Jul", "2027-08-02"), "2027-12 2028-07 2028-12");
  const newYear = "[Jul, Dec] through Dec of this year";
  assert.is(listed(newYear, "2027-12-31"), "2027-12");
  assert.is(listed(newYear, "2028-01-03"), "2028-07 2028-12");
});

test("an exact list says all there is: no `add`, and each leaves after its last day", () => {
  const exact = "2027-06, 2027-03 and 2028-03";
  assert.is(listed(exact, "2027-01-11", ""), "2027-03 2027-06 2028-03");
  assert.is(listed(exact, "2027-04-01", ""), "2027-06 2028-03");
  assert.match(listed("2 consecutive", "2027-01-11", ""), "field-missing: ");
  assert.match(listed(`${exact}, then 1 consecutive`, "2027-01-11", ""), "field-missing: ");
});

test("contract codes have as many digits of the year as is said", () => {
  const codes = (digits: string): string => {
    const text = `import "with/product.tenor"
future X from GOOD { listing { first: 2027-01-11; months: 2 consecutive; ${digits}; ${ADD} } }`;
    const { diagnostics, models } = check({ "x.tenor": text, ...shared }, { asOf: "2027-01-11" });
    assert.equal(diagnostics, []);
    return (models.find((one) => one.root === "X")?.product?.contracts ?? []).map((one) => one.code).join(" ");
  };
  assert.is(codes("year-digits: 1"), "XF7 XG7");
  assert.is(codes("year-digits: 2"), "XF27 XG27");
  assert.is(codes("year-digits: 4"), "XF2027 XG2027");
});

test("what is no week, unit or year is named", () => {
  assert.match(listed("4 of [W1, W2] by Fri", "2027-01-11"), "value-of-another-kind: ");
  assert.match(listed("[Jun] within 10 weeks", "2027-01-11"), "word-unknown: ");
  assert.match(listed("consecutive through Dec of next year", "2027-01-11"), "word-not-here: ");
  assert.match(listed("consecutive through Dec of 0th year after", "2027-01-11"), "word-not-here: ");
  assert.match(listed("consecutive through Dec of 2nd-last year after", "2027-01-11"), "word-not-here: ");
  assert.match(listed("0 consecutive", "2027-01-11"), "number-out-of-range: ");
  assert.match(listed("2_000 consecutive", "2027-01-11"), "number-out-of-range: ");
});

test.run();
