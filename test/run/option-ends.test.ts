import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { emitters } from "../../src/emit/registry.ts";
import { makeTrace } from "../../src/emit/trace.ts";
import { optionConfig } from "../../src/emit/option/config.ts";
import type { OptionDay, ProductDay } from "../../src/model/generated/settlement.ts";
import type { ContractModel, Option } from "../../src/model/model.ts";
import type { Trace } from "../../src/model/generated/trace.ts";
import { readBook, readMarket } from "../../src/run/input-file.ts";
import { optionDay } from "../../src/run/option-day.ts";
import { makeSource } from "../../src/text/source.ts";
import { load } from "../emit/calculator/load.ts";
import { conformanceModel } from "../kit/conformance-model.ts";

const PUT = "CALLSG27 P2.50";
const DATE = "2027-02-01";

type Given = {
  readonly model: ContractModel;
  readonly date?: string;
  readonly price: string;
  readonly instructions?: object[];
};

/** The options of a conformance program on a day, the future settled at `price`. */
async function day({ model, date = DATE, price, instructions = [] }: Given): Promise<OptionDay | string[]> {
  const option = model.option as Option;
  const emissions = emitters.filter((one) => one.applies(model)).map((one) => one.emit(model));
  const trace = JSON.parse(makeTrace(emissions, model).content) as Trace;
  const held = (account: string, lots: number) => ({ account, owner: account, product: "CALLS", series: PUT, lots });
  const stated = (value: string, by: string) => ({ value, by, rule: "Rule 814" });
  const book = {
    date,
    positions: [],
    options: [held("A", 9), held("B", 6), held("C", -10), held("D", -5)],
    instructions: instructions.map((one) => ({ product: "CALLS", series: PUT, time: `${date}T20:00:00Z`, ...one })),
  };
  const rate = option.marks.rate.kind === "stated" ? { rate: stated("0.03", "clearing-house") } : {};
  const market = {
    date,
    previous: { date: "2027-01-19", settlements: { CALLS: { [PUT]: "0.2300" } } },
    observations: [],
    options: { CALLS: { ...rate, volatilities: { [PUT]: stated("0.7", "XDCC") } } },
  };
  const [books, markets] = [
    readBook(makeSource("book.json", JSON.stringify(book))),
    readMarket(makeSource("market.json", JSON.stringify(market))),
  ];
  if (books.kind === "refused" || markets.kind === "refused") throw new Error("refused");
  const future = { product: "GOOD", months: ["2027-02", "2027-03"].map((month) => ({ month, settlement: price })) };
  const problems: Diagnostic[] = [];
  const found = optionDay({
    day: {
      ...{ date, products: [], options: [], known: { products: ["GOOD"], options: ["CALLS"], indices: [] } },
      ...{ book: books.file, market: markets.file },
    },
    output: { option: optionConfig(model, option), trace, calculator: await load(model) },
    future: future as unknown as ProductDay,
    problems,
  });
  return found ?? problems.map(({ message }) => message);
}

const european = conformanceModel("test/conformance/fields/option.tenor", "CALLS");
const margined = conformanceModel("test/conformance/option.ladder/valid.tenor", "CALLS");

const of = (found: OptionDay | string[]): OptionDay => {
  if (Array.isArray(found)) throw new Error(found.join("; "));
  return found;
};

test("at its end what is in the money is exercised unasked, less what is given up", async () => {
  const found = of(
    await day({ model: european, price: "2.3000", instructions: [{ account: "B", action: "abandon", lots: 2 }] }),
  );
  assert.is(found.series[0]?.tier, "expiry");
  assert.is(found.series[0]?.settlement, "0.2000");
  const [one] = found.exercises;
  assert.is(one?.exercised, "13");
  assert.equal(
    one?.accounts
      .map(({ account, exercised, abandoned, future }) => [account, exercised, abandoned, future])
      .slice(0, 2),
    [
      ["A", "9", "0", "-9"],
      ["B", "4", "2", "-4"],
    ],
  );
  assert.is(found.total, "0.00");
  assert.equal(found.payments, []);
});

test("at its end what is worth less than the spec says is not exercised", async () => {
  const found = of(await day({ model: european, price: "2.4950" }));
  assert.is(found.exercises[0]?.exercised, "0");
  assert.ok(found.exercises[0]?.accounts.every(({ amount }) => Number(amount) === 0));
});

test("a margined option that ends is settled to zero, and its exercise pays what it is worth: together what was gained", async () => {
  const found = of(await day({ model: margined, price: "2.3000" }));
  assert.is(found.series[0]?.settlement, "0.0000");
  const [first] = found.payments;
  // It was margined at 0.2300 before: 230.00 a contract is paid back, 200.00 is received.
  assert.equal([first?.account, first?.lots, first?.settlement, first?.amount], ["A", "9", "0.0000", "-2070.00"]);
  assert.is(found.exercises[0]?.accounts[0]?.amount, "1800.00");
  assert.is(found.total, "0.00");
});

test("contracts of a margined option that are exercised early end, and the others go on to the mark", async () => {
  const instructions = [{ account: "A", action: "exercise", lots: 4 }];
  const found = of(await day({ model: margined, date: "2027-01-20", price: "2.3000", instructions }));
  const rows = found.payments
    .filter(({ account }) => account === "A")
    .map(({ lots, settlement }) => [lots, settlement]);
  assert.equal(rows, [
    ["5", found.series[0]?.settlement],
    ["4", "0.0000"],
  ]);
  assert.is(found.exercises[0]?.accounts.find(({ account }) => account === "A")?.amount, "800.00");
  assert.is(found.total, "0.00");
});

test("a European option is not exercised before its end, and a day after it is no day of the build", async () => {
  const early = await day({
    model: european,
    date: "2027-01-20",
    price: "2.3000",
    instructions: [{ account: "A", action: "exercise", lots: 1 }],
  });
  assert.match(JSON.stringify(early), "expected the day of expiry to exercise");
  assert.match(
    JSON.stringify(await day({ model: european, date: "2027-02-02", price: "2.3000" })),
    "ended on 2027-02-01",
  );
});

test.run();
