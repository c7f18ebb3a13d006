import { test } from "uvu";
import * as assert from "uvu/assert";
import { bookOf, small } from "./small.ts";

/** A basket with a base, one of whose members retires: its prints hand themselves on until then. */
const { settle, verifies } = small(`import "std/calendars/us.tenor"
import "std/calendars/common.tenor"
import "with/product.tenor"
import "with/parts.tenor"

index BASKET "A basket" in Europe/London on WEEKDAYS {
  administrator: GPUX
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 16:45
  inputs         { listings from [ALPHA, BETA, GAMMA] }
  members:       model in [ELM, FIR, OAK]
  retire ELM effective 2027-02-17 { redistribute: pro rata }
  for each model { price: median of price; round: half-even to 0.01 }
  base:          2 on 2027-02-01
  value:         mean of models, round half-even to 0.0001
  fallback {
    previous value for at most 2 publications
    determination by XDEX under "Rule 901"
  }
}

future CHAINED "Hours of a basket" from GOOD {
  underlying: BASKET
  daily-settlement {
    for all months { previous settlement }
    newly-listed: settlement of nearest month listed before, else BASKET
    last-day:     final-settlement
    round:        half-away to tick.settlement
  }
  final-settlement cash {
    price: average of BASKET over business days of contract month on US_EXCHANGE
    round: half-away to tick.settlement
  }
}
`);

const prices = (elm: string, fir: string, oak: string) =>
  Object.entries({ ELM: elm, FIR: fir, OAK: oak }).map(([model, price]) => ({
    observable: "BASKET",
    source: "ALPHA",
    kind: "listing",
    price,
    model,
  }));
const chain = { date: "2027-02-01", value: "2.0000", prices: { ELM: "2.00", FIR: "3.00", OAK: "4.00" } };

const settled = async (date: string, before: string, observations: object[], given: object) => {
  const settlements = { CHAINED: { "2027-02": "2.4000", "2027-03": "2.4000", "2027-04": "2.4000" } };
  const indices = { BASKET: { value: "2.2000", repeats: "0", chain: given } };
  const market = { date, previous: { date: before, settlements, indices }, observations };
  const { day, said } = await settle(date, { book: bookOf("CHAINED", "2027-02", date), market }, "CHAINED");
  assert.is(said, "");
  const found = day?.products[0]?.references.find((one) => one.index === "BASKET");
  return { value: found?.value, chain: found?.chain };
};

test("a day hands its print on while a member is to retire, and the day after goes on from it without a jump", async () => {
  const last = { date: "2027-02-12", value: "2.2000", prices: { ELM: "2.00", FIR: "3.00", OAK: "5.20" } };
  const before = await settled("2027-02-16", "2027-02-12", prices("3.00", "3.00", "4.00"), { ...chain, last });
  assert.is(await verifies(), 0);
  // 2 × (1.5 + 1 + 1) / 3
  const print = { date: "2027-02-16", value: "2.3333", prices: { ELM: "3", FIR: "3", OAK: "4" } };
  const gone = { date: chain.date, value: chain.value, prices: chain.prices, last: print };
  assert.equal(before, { value: "2.3333", chain: gone });
  const after = await settled("2027-02-17", "2027-02-16", prices("30.00", "3.00", "4.40"), gone);
  // 2.3333 × (1 + 1.1) / 2
  assert.equal(after, { value: "2.4500", chain: { ...print, prices: { FIR: "3", OAK: "4" } } });
});

test.run();
