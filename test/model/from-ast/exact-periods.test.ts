import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../../src/index.ts";
import { inProject } from "../../kit/files.ts";

/** Days, weeks, quarters and years that are listed by themselves: as days and months are written. */
const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");
const program = read("test/conformance/listing.days/valid.tenor");

function listed(name: string, change: (text: string) => string, asOf?: string): string[] {
  const found = check(
    {
      "a.tenor": change(program),
      "with/parts.tenor": read("test/bad/with/parts.tenor"),
      "with/product.tenor": read("test/bad/with/product.tenor"),
    },
    asOf === undefined ? {} : { asOf },
  );
  const errors = found.diagnostics.filter((one) => one.severity === "error");
  if (errors.length > 0) return errors.map((one) => `${one.code}: ${one.message}`);
  const { contracts = [] } = found.models.find((one) => one.root === name)?.product ?? {};
  return contracts.map(({ code, period }) => `${code} ${period}`);
}

const daily = (months: string) => (text: string) =>
  text.replace("months: 5 consecutive, then 2 of [Fri]", `months: ${months}`);
const weekly = (months: string) => (text: string) => text.replace("months: 3 consecutive", `months: ${months}`);

test("contracts named by a day are listed by the days themselves, and each leaves after its own", () => {
  const days = daily("2027-01-12, 2027-01-15, 2027-02-05");
  assert.equal(listed("DAILY", days), ["6D12F27 2027-01-12", "6D15F27 2027-01-15", "6D05G27 2027-02-05"]);
  assert.equal(listed("DAILY", days, "2027-01-13"), ["6D15F27 2027-01-15", "6D05G27 2027-02-05"]);
  // Nothing follows, so that nothing is to be added.
  const plain = (text: string) =>
    days(text).replace("    add:    1 business day after last-trading-day of expiring day\n", "");
  assert.equal(listed("DAILY", plain), listed("DAILY", days));
  // Beside a group of others.
  assert.equal(
    listed("DAILY", daily("2 consecutive and 2027-03-05")).map((one) => one.slice(-10)),
    ["2027-01-11", "2027-01-12", "2027-03-05"],
  );
});

test("a week is the one a day lies in, and a week is listed once however it is named", () => {
  assert.equal(
    listed("WEEKLY", weekly("2027-01-15, 2027-02-01")).map((one) => one.split(" ")[1]),
    ["2027-W02", "2027-W05"],
  );
  assert.match(listed("WEEKLY", weekly("2027-01-15, 2027-01-12"))[0] ?? "", /^field-twice/);
});

test("a month for a day, a day for a month, a day that is none and one that is closed are told", () => {
  assert.match(listed("DAILY", daily("2027-01, 2027-02"))[0] ?? "", /^value-of-another-kind: .*such as 2027-01-15/);
  const monthly = (text: string) =>
    text.replace(
      "uses SHORT_CODES {}",
      "uses SHORT_CODES { listing { first: 2027-01-11; months: 2027-03-12; add: 1 business day after last-trading-day of expiring month } }",
    );
  assert.match(listed("MONTHLY", monthly)[0] ?? "", /^value-of-another-kind: .*such as 2027-02/);
  assert.match(listed("DAILY", daily("2027-02-30"))[0] ?? "", /^date-impossible/);
  // A Saturday, and the day of Martin Luther King.
  for (const [day, said] of [
    ["2027-01-16", "Sat 16 January 2027"],
    ["2027-01-18", "Mon 18 January 2027"],
  ] as const)
    assert.ok(
      listed("DAILY", daily(`2027-01-12, ${day}`)).some((one) => one.includes(said)),
      day,
    );
});

test("the first contract of a daily listing is a day", () => {
  const from = (text: string) =>
    daily("2 consecutive")(text).replace(
      "first:  2027-01-11\n    months: 2",
      "first:  2027-01-11\n    first-month: 2027-01-14\n    months: 2",
    );
  assert.equal(
    listed("DAILY", from).map((one) => one.slice(-10)),
    ["2027-01-14", "2027-01-15"],
  );
});

test.run();
