import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../src/index.ts";
import type { ContractModel, Product } from "../../src/model/model.ts";
import { type MarketDay, readDaily } from "../agree/reading.ts";
import { load } from "../emit/calculator/load.ts";
import { inProject } from "../kit/files.ts";

/**
 * Daily settlements and price limits that exchanges worked out, each as terms in the language and the number from the calculator, read a second time: sections
 * 3.1 to 3.3 of the collection of contract facts.
 */
const shipped = Object.fromEntries(
  ["parts", "product"].map((name) => [
    `with/${name}.tenor`,
    fs.readFileSync(inProject(`test/bad/with/${name}.tenor`), "utf8"),
  ]),
);

/** The future of these terms; price limits and the rest are those of the one it derives from. */
function future(terms: string): ContractModel {
  const calendar = terms.includes("US_EXCHANGE") ? `import "std/calendars/us.tenor"\n` : "";
  const text = `${calendar}import "with/parts.tenor"\nimport "with/product.tenor"\nfuture WORKED "A worked future" from GOOD {\n${terms}\n}`;
  const { models, diagnostics } = check({ "spec.tenor": text, ...shipped });
  assert.equal(
    diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
    [],
  );
  return models.find(({ root }) => root === "WORKED") as ContractModel;
}

const settling = (tick: string, lead: string, others: string, round: string): string => `
  tick { outright: ${tick}; calendar-spread: ${tick}; settlement: ${tick} }
  final-settlement cash { price: average of RENTAL over business days of contract month on US_EXCHANGE; round: half-away to tick.settlement }
  daily-settlement {
    for lead month {
      first of {
        ${lead}
        previous settlement
      }
    }
    for other months, nearest first {
      first of {
        ${others}
        previous settlement
      }
    }
    newly-listed: settlement of nearest month listed before, else RENTAL
    last-day:     final-settlement
    round:        ${round}
  }`;

const DATE = "2027-02-02";
const dealt = (price: string, size: string) => [{ time: `${DATE}T20:29:00Z`, price, size }];

type Month = { readonly trades?: ReturnType<typeof dealt>; readonly previous?: string };

/** What each month settles at, by the calculator and by the second reading. */
async function settled(
  model: ContractModel,
  months: Readonly<Record<string, Month>>,
  spreads: Readonly<Record<string, readonly [price: string, size: string]>> = {},
): Promise<string[]> {
  const [lead] = Object.keys(months);
  const market = {
    date: DATE,
    settlementTime: `${DATE}T20:30:00Z`,
    lead,
    months: Object.entries(months).map(([period, { trades = [], previous = null }]) => ({
      period,
      previous,
      trades,
      finalSettlement: null,
    })),
    ...(model.product?.dailySettlement && JSON.stringify(model.product.dailySettlement).includes("spread")
      ? {
          spreads: Object.entries(spreads).map(([legs, [price, size]]) => ({
            legs: legs.split(" "),
            trades: dealt(price, size),
          })),
        }
      : {}),
    indices: { RENTAL: "50.00" },
  };
  const calculator = await load(model);
  const found = calculator["dailySettlement"]?.(market) as {
    months: { period: string; price: string; tier: string }[];
  };
  const said = readDaily(model.product as Product, market as unknown as MarketDay);
  assert.equal({ months: found.months.map(({ period, price, tier }) => ({ period, price, tier })) }, said);
  return found.months.map(({ price }) => price);
}

test("crude oil of October 2017: each month by all its spreads with nearer ones, by volume over the months apart", async () => {
  const crude = future(
    settling(
      "0.01",
      "vwap of trades over last 2 minutes",
      "spread-implied price over last 2 minutes when volume >= 1 contract",
      "nearest to tick.settlement, ties toward previous settlement",
    ),
  );
  const prices = await settled(
    crude,
    {
      "2027-02": { trades: dealt("50.58", "10584"), previous: "50.00" },
      ...Object.fromEntries(
        ["2027-03", "2027-04", "2027-05", "2027-06"].map((month) => [month, { previous: "50.00" }]),
      ),
    },
    {
      "2027-02 2027-03": ["-0.32", "2326"],
      "2027-03 2027-04": ["-0.24", "371"],
      "2027-02 2027-04": ["-0.55", "998"],
      "2027-04 2027-05": ["-0.13", "328"],
      "2027-03 2027-05": ["-0.36", "70"],
      "2027-02 2027-05": ["-0.68", "437"],
      "2027-05 2027-06": ["-0.06", "34"],
      "2027-04 2027-06": ["-0.19", "155"],
    },
  );
  assert.equal(prices, ["50.58", "50.90", "51.13", "51.26", "51.32"]);
});

test("a tie between two ticks goes to the one nearer the settlement before", async () => {
  const metal = future(
    settling(
      "0.10",
      "vwap of trades over last 2 minutes",
      "previous settlement",
      "nearest to tick.settlement, ties toward previous settlement",
    ),
  );
  const of = async (previous: string) =>
    (
      await settled(metal, {
        "2027-02": { trades: [...dealt("10.10", "1"), ...dealt("10.20", "1")], previous },
      })
    )[0];
  assert.equal([await of("10.00"), await of("11.00")], ["10.1", "10.2"]);
});

test("an average only of more than five trades: five give the settlement before", async () => {
  const counted = future(
    settling(
      "0.01",
      "vwap of trades over last 2 minutes when trades > 5",
      "previous settlement",
      "half-up to tick.settlement",
    ),
  );
  const of = async (count: number) =>
    (
      await settled(counted, {
        "2027-02": { trades: Array.from({ length: count }, () => dealt("10.20", "1")).flat(), previous: "9.00" },
      })
    )[0];
  assert.equal([await of(5), await of(6)], ["9.00", "10.20"]);
});

test("a small contract takes the price of the large one to its own tick: 33.292 is 33.2875", async () => {
  const { roundToTick } = await load(
    future("  tick { outright: 0.0125; calendar-spread: 0.0125; settlement: 0.0125 }\n  tick-value: exact to 0.1 USD"),
  );
  assert.is(roundToTick?.("33.292", "settlement", "nearest", "33.3"), "33.2875");
});

test("7, 13 and 20 percent of 10,000, and 3.5 percent of 5,812.25, which is 203.25 down to a quarter", async () => {
  const bands = async (tick: string, settlement: string, shares: readonly string[]) => {
    const model = future(
      `  tick { outright: ${tick}; calendar-spread: ${tick}; settlement: ${tick} }
  price-limits { band: [${shares.join(", ")}] of previous settlement, round toward previous settlement to tick.outright; halt: stop at ${shares.at(-1)} }`,
    );
    const { roundToTick } = await load(model);
    const level = (share: number): string => {
      // Whole numbers: hundredths of the price times tenths of a percent.
      const units = Math.round(Number(settlement) * 100) * (1000 + share);
      const text = String(units).padStart(6, "0");
      return `${text.slice(0, -5)}.${text.slice(-5)}`;
    };
    return shares
      .map((share) => Math.round(Number(share.replace("%", "")) * 10))
      .flatMap((share) => [level(share), level(-share)])
      .map((price) => roundToTick?.(price, "outright", "toward", settlement));
  };
  assert.equal(await bands("5", "10000", ["7%", "13%", "20%"]), ["10700", "9300", "11300", "8700", "12000", "8000"]);
  assert.equal(await bands("0.25", "5812.25", ["3.5%"]), ["6015.50", "5609.00"]);
});

test.run();
