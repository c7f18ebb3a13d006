import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { engineConfig } from "../../src/emit/engine-config/engine.ts";
import { emitters } from "../../src/emit/registry.ts";
import { makeTrace } from "../../src/emit/trace.ts";
import type { DeliveryDay, MonthDay } from "../../src/model/generated/settlement.ts";
import type { Trace } from "../../src/model/generated/trace.ts";
import { deliveriesOf, deliveryAmounts, strangeDeliveries } from "../../src/run/deliveries.ts";
import type { DayInput, ProductOutput } from "../../src/run/desk.ts";
import { readBook, readMarket } from "../../src/run/input-file.ts";
import { makeSource } from "../../src/text/source.ts";
import { load } from "../emit/calculator/load.ts";
import { conformanceModel } from "../kit/conformance-model.ts";

const model = conformanceModel("test/conformance/fields/delivery.tenor", "DELIVERED");
const trace = JSON.parse(
  makeTrace(
    emitters.filter((one) => one.applies(model)).map((one) => one.emit(model)),
    model,
  ).content,
) as Trace;
const calculator = await load(model);
// The first notice day of March 2027, on which the month still trades.
const DATE = "2027-02-24";

const notice = {
  ...{ product: "DELIVERED", month: "2027-03", seller: "S", buyer: "B" },
  ...{ grade: "H200_SXM", location: "DUBLIN", lots: 10, time: `${DATE}T15:00:00Z` },
};

function day(more: object, date = DATE): { readonly found: readonly DeliveryDay[]; readonly said: readonly string[] } {
  const held = (account: string, lots: number) => ({
    account,
    owner: account,
    product: "DELIVERED",
    month: "2027-03",
    lots,
  });
  const text = JSON.stringify({ date, positions: [held("S", -20), held("B", 20)], ...more });
  const book = readBook(makeSource("book.json", text));
  const market = readMarket(
    makeSource("market.json", JSON.stringify({ date, previous: { date, settlements: {} }, observations: [] })),
  );
  if (book.kind === "refused") return { found: [], said: book.diagnostics.map(({ message }) => message) };
  if (market.kind === "refused") throw new Error("refused");
  const input: DayInput = {
    ...{ date, products: [], options: [], known: { products: ["DELIVERED"], options: [], indices: [] } },
    ...{ book: book.file, market: market.file },
  };
  const problems: Diagnostic[] = [...strangeDeliveries(input)];
  const output = { engine: engineConfig(model), trace, calculator } as unknown as ProductOutput;
  const months = [{ month: "2027-03", settlement: "2.4000" }] as unknown as MonthDay[];
  const found = deliveriesOf({ day: input, output, problems }, months);
  return { found, said: problems.map(({ message }) => message) };
}

test("a delivery announced is invoiced at the settlement of the day, graded and placed, and paid by its buyer", () => {
  const { found, said } = day({ notices: [notice] });
  assert.equal(said, []);
  // 2.4000 × 1.3 - 0.02, times 1,000, times ten.
  assert.equal([found[0]?.price, found[0]?.amount, found[0]?.payer, found[0]?.receiver], ["3.1", "31000.00", "B", "S"]);
  assert.ok((found[0]?.steps.length ?? 0) >= 3);
  assert.equal(deliveryAmounts(found), [
    { account: "B", amount: "-31000.00" },
    { account: "S", amount: "31000.00" },
  ]);
});

test("who fails pays as the contract says", () => {
  const failure = { product: "DELIVERED", month: "2027-03", seller: "S", buyer: "B", lots: 10, price: "2.4000" };
  const { found, said } = day({
    failures: [
      { ...failure, side: "seller" },
      { ...failure, side: "buyer" },
    ],
  });
  assert.equal(said, []);
  assert.equal(
    found.map(({ payer, amount }) => [payer, amount]),
    [
      ["S", "2400.00"],
      ["B", "5000.00"],
    ],
  );
});

for (const [title, change, wanted] of [
  ["a grade that is not delivered", { grade: "B200" }, "one of H100_SXM, H200_SXM"],
  ["a place that is none", { location: "PARIS" }, "one of CHICAGO, DUBLIN, OSLO"],
  ["no whole tender", { lots: 7 }, "a multiple of 5 contracts"],
  ["more than is held", { lots: 25 }, "at most 20, what S holds as seller"],
  ["a seller who bought", { seller: "B" }, "at most 0, what B holds as seller"],
  ["a month that is not settled", { month: "2027-05" }, "2027-05 is not listed on this day"],
  ["a time of another day", { time: "2027-02-23T15:00:00Z" }, "expected a time of 2027-02-24 in America/Chicago"],
  ["a notice at its deadline", { time: "2027-02-24T22:00:00Z" }, "expected a notice before 16:00 in America/Chicago"],
  ["another product", { product: "GOOD2" }, "this build has no product `GOOD2`"],
  ["no lots", { lots: 0 }, "must be >= 1"],
] as const) {
  test(`${title} is refused`, () => {
    const { said } = day({ notices: [{ ...notice, ...change }] });
    assert.ok(
      said.some((one) => one.includes(wanted)),
      said.join("\n"),
    );
  });
}

test("a notice outside the notice days is refused", () => {
  const { said } = day({ notices: [{ ...notice, time: "2027-02-23T15:00:00Z" }] }, "2027-02-23");
  assert.match(said.join("\n"), "expected a notice from 2027-02-24 to 2027-03-24, found 2027-02-23");
});

test.run();
