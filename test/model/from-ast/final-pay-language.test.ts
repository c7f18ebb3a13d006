import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../../src/analysis.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../../kit/files.ts";

const shared = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("test/bad/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);
const program = fs.readFileSync(inProject("test/conformance/final.pay/valid.tenor"), "utf8");

function read(text: string) {
  const { models, diagnostics } = analyse(["child.tenor"], memoryReader({ ...shared, "child.tenor": text }));
  return { product: models[0]?.product, codes: diagnostics.map((one) => one.code) };
}

test("the day of payment is a date of every contract month, under the clause of `pay`", () => {
  const { product, codes } = read(program);
  assert.equal(codes, []);
  assert.is(product?.kind, "future");
  if (product?.kind !== "future") return;
  assert.is(product.finalSettlement.days, "final-settlement-day");
  const term = product.dates.find((one) => one.name === "final-settlement-day");
  assert.is(term?.clause, "DERIVED/final-settlement/pay");
  assert.is(term?.text, "2 business days after last-trading-day");
  const days = product.contracts[0]?.dates.map((one) => [one.name, one.date]);
  // The last business day of February 2027 is Friday the 26th; two business days later it is Tuesday.
  assert.equal(days, [
    ["last-trading-day", "2027-02-26"],
    ["final-settlement-day", "2027-03-02"],
  ]);
});

test("`pay` and the rules of `dates` mean the same by the same words", () => {
  const moved = program
    .replace(/ {4}pay: .*\n/, "")
    .replace("    spot-period:", "    final-settlement-day: 2 business days after last-trading-day\n    spot-period:");
  assert.equal(
    read(moved).product?.contracts.map((one) => one.dates.map(({ name, date }) => [name, date])),
    read(program).product?.contracts.map((one) => one.dates.map(({ name, date }) => [name, date])),
  );
});

test("a day of payment before the last trading day is refused, and so is one that counts from itself", () => {
  const paidOn = (pay: string) => read(program.replace(/(pay: +).*/, `$1${pay}`)).codes;
  assert.equal(paidOn("1 business day before last-trading-day"), ["dates-in-order"]);
  assert.ok(paidOn("1 business day after final-settlement-day").length > 0);
  assert.ok(paidOn("1 business day after nowhere").length > 0);
});

test.run();
