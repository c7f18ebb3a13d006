import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import isSettlementDay from "../../src/model/generated/settlement.validate.js";
import type { SettlementDay } from "../../src/model/generated/settlement.ts";
import { add, parse, ZERO } from "../../src/runtime/exact.ts";
import {
  BOOK,
  builtFolder,
  DATE,
  fixture,
  type Given,
  lastDayMarket,
  type Loose,
  MARKET,
  opened,
  productOf,
  settled,
} from "./kit.ts";

const folder = opened(builtFolder());
const gph = await productOf(folder, "GPH");

function day(given: Given = {}, date = DATE): SettlementDay {
  const outcome = settled(folder, gph, given, date);
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  return outcome.day;
}

const price = (of: SettlementDay, month: string) => of.products[0]?.months.find((one) => one.month === month);

test("the shipped day settles to the prices worked out by hand", () => {
  const found = day();
  assert.ok(isSettlementDay(found), JSON.stringify(isSettlementDay.errors));
  const [product] = found.products;
  assert.is(product?.references[0]?.value, "2.4259");
  assert.is(product?.references[0]?.used, 41);
  assert.is(product?.lead, "2027-03");
  assert.is(price(found, "2027-03")?.settlement, "2.4359");
  // vwap of the spread 03 less 02: (0.0140 × 5 + 0.0145 × 3) / 8 = 0.0141875.
  assert.is(price(found, "2027-02")?.settlement, "2.4217");
  assert.is(price(found, "2027-04")?.settlement, "2.4322");
  // March less 0.0080 is 2.4279, four lots two months apart; April less 0.0045 is 2.4277, six lots one month apart: (2.4279 × 2 +
  // 2.4277 × 6) / 8 = 2.42775, a tie that goes toward 2.4235, the settlement before.
  assert.is(price(found, "2027-05")?.settlement, "2.4277");
  // A quote eight ticks wide; every month behind it moves by what June did.
  assert.is(price(found, "2027-06")?.settlement, "2.4190");
  assert.is(price(found, "2027-07")?.settlement, "2.4130");
  assert.is(price(found, "2028-12")?.change, "0.0020");
  assert.is(product?.months.length, 16);
});

test("payments are what moved times size times lots, and a balanced book adds up to zero", () => {
  const found = day();
  const first = found.products[0]?.payments[0];
  assert.equal(
    { account: first?.account, lots: first?.lots, amount: first?.amount },
    { account: "A-1001", lots: "140", amount: "518.00" },
  );
  assert.equal(found.totals, [{ currency: "USD", amount: "0.00", balanced: true }]);
  assert.is(found.accounts.length, 7);
});

test("an input in another order, and every spread stated the other way round, give the same money", () => {
  const market = fixture(MARKET);
  market["observations"] = [...(market["observations"] as unknown as Loose[])].reverse() as unknown as Loose;
  for (const row of market["observations"] as unknown as Loose[]) {
    if ((row["kind"] as unknown as string) !== "spread-trade") continue;
    row["months"] = [...(row["months"] as unknown as string[])].reverse() as unknown as Loose;
    row["price"] = `-${row["price"] as unknown as string}` as unknown as Loose;
  }
  const book = fixture(BOOK);
  book["positions"] = [...(book["positions"] as unknown as Loose[])].reverse() as unknown as Loose;
  const found = day({ market, book });
  const prices = (of: SettlementDay) => of.products[0]?.months.map(({ month, settlement }) => [month, settlement]);
  assert.equal(prices(found), prices(day()));
  assert.equal(found.accounts, day().accounts);
});

const MONTHS = ["2027-02", "2027-03", "2027-04", "2027-09", "2028-12"];

test("any balanced book sums to exactly zero, in every month and over all", () => {
  const transfers = fc.array(
    fc.record({
      month: fc.constantFrom(...MONTHS),
      from: fc.integer({ min: 0, max: 5 }),
      to: fc.integer({ min: 6, max: 11 }),
      lots: fc.integer({ min: 1, max: 100_000 }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(transfers, (all) => {
      const held = new Map<string, number>();
      for (const { month, from, to, lots } of all) {
        held.set(`${from} ${month}`, (held.get(`${from} ${month}`) ?? 0) - lots);
        held.set(`${to} ${month}`, (held.get(`${to} ${month}`) ?? 0) + lots);
      }
      const positions = [...held].map(([key, lots]) => {
        const [account, month] = key.split(" ");
        return { account, owner: `${account} (fictional)`, product: "GPH", month, lots };
      });
      const found = day({ book: { date: DATE, positions } });
      assert.equal(found.totals, [{ currency: "USD", amount: "0.00", balanced: true }]);
      assert.ok(found.products[0]?.balance.every(({ net, amount }) => net === "0" && amount === "0.00"));
      const sum = found.accounts.reduce((so, { amount }) => add(so, parse(amount)), ZERO);
      assert.is(sum.n, 0n);
    }),
    { numRuns: 60 },
  );
});

test("a book that does not balance is settled, and said not to", () => {
  const book = fixture(BOOK);
  book["positions"]![0]!["lots"] = 141 as unknown as Loose;
  const found = day({ book });
  assert.equal(found.totals, [{ currency: "USD", amount: "3.70", balanced: false }]);
  assert.is(found.products[0]?.balance[0]?.net, "1");
});

test("a month that ends settles to the average of its prints, today's the one computed", () => {
  const market = lastDayMarket();
  const book = fixture(BOOK);
  book["date"] = "2027-02-26" as unknown as Loose;
  const found = day({ market, book }, "2027-02-26");
  const month = price(found, "2027-02");
  assert.is(month?.final, true);
  // 18 prints of 2.4000 and today's 2.4259: the mean is 2.401363…, half away to 0.0001.
  assert.is(month?.settlement, "2.4014");
  assert.is(month?.clause.id, "GPH/daily-settlement/last-day");
  assert.is(price(found, "2027-03")?.final, false);
});

test("an index that nothing can compute is settled by the determination of the body its spec names", () => {
  const market = fixture(MARKET);
  market["observations"] = (market["observations"] as unknown as Loose[]).filter(
    (row) => row["observable"] === undefined,
  ) as unknown as Loose;
  market["previous"]!["indices"] = null as unknown as Loose;
  delete market["previous"]!["indices"];
  market["previous"]!["indices"] = { H100_RENTAL: { value: "2.4085", repeats: "2" } } as unknown as Loose;
  market["indices"] = { H200_RENTAL: null } as unknown as Loose;
  const needed = settled(folder, gph, { market });
  assert.is(needed.kind, "refused");
  if (needed.kind === "refused") {
    assert.equal(
      needed.diagnostics.map(({ code }) => code),
      ["determination-needed"],
    );
    assert.match(needed.diagnostics[0]?.message ?? "", "a determination by XDEX under Rule 901");
    assert.match(needed.diagnostics[0]?.help ?? "", '"of": "H100_RENTAL"');
    assert.is(needed.diagnostics[0]?.evidence.length, 4);
  }
  const determination = {
    date: DATE,
    of: "H100_RENTAL",
    by: "XDEX",
    rule: "Rule 901",
    value: "2.4100",
    signature: "M. Ellison (fictional)",
  };
  const found = day({ market, determination });
  assert.is(found.products[0]?.references[0]?.value, "2.4100");
  assert.is(found.products[0]?.references[0]?.tier, "fallback/4");
  assert.is(found.products[0]?.references[0]?.skipped.length, 4);
});

test("a fallback repeats the print before only as often as the spec allows", () => {
  const market = fixture(MARKET);
  market["observations"] = (market["observations"] as unknown as Loose[]).filter(
    (row) => row["observable"] === undefined,
  ) as unknown as Loose;
  market["previous"]!["indices"] = { H100_RENTAL: { value: "2.4085", repeats: "1" } } as unknown as Loose;
  const [reference] = day({ market }).products[0]?.references ?? [];
  assert.equal([reference?.value, reference?.repeats, reference?.tier], ["2.4085", "2", "fallback/2"]);
});

test.run();
