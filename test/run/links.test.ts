import { test } from "uvu";
import * as assert from "uvu/assert";
import { bookOf, small } from "./small.ts";

/** A basket one of whose members was followed by another, whose price goes on from where that of the first was. */
const { settle, verifies } = small(`import "std/calendars/us.tenor"
import "std/calendars/common.tenor"
import "with/product.tenor"
import "with/parts.tenor"

index BASKET "A basket" in Europe/London on WEEKDAYS {
  administrator: GPUX
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 16:45
  inputs         { listings from [ALPHA, BETA, GAMMA] }
  members:       model in [ELM, FIR]
  retire ELM effective 2027-02-10 { successor: ASH, chain-linked }
  for each model { price: median of price }
  value:         mean of models, round half-even to 0.0001
  fallback {
    previous value for at most 2 publications
    determination by XDEX under "Rule 901"
  }
}

future LINKED "Hours of a basket" from GOOD {
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

const DAY = "2027-02-16";
const listing = (source: string, model: string, price: string) => ({
  observable: "BASKET",
  source,
  kind: "listing",
  price,
  model,
});
const market = (more: object): object => ({
  date: DAY,
  previous: {
    date: "2027-02-12",
    settlements: { LINKED: { "2027-02": "2.4000", "2027-03": "2.4000", "2027-04": "2.4000" } },
    indices: { BASKET: { value: "2.5000", repeats: "0" } },
  },
  observations: [listing("ALPHA", "FIR", "3.00"), listing("BETA", "ASH", "4.00")],
  ...more,
});
const settled = (more: object) =>
  settle(DAY, { book: bookOf("LINKED", "2027-02", DAY), market: market(more) }, "LINKED");

test("a successor's price goes on from that of the member it follows, by the link the market gives", async () => {
  const { day, said } = await settled({ links: { BASKET: { ASH: { retired: "2.00", successor: "3.20" } } } });
  assert.is(said, "");
  // 4.00 times 2.00 over 3.20 is 2.50, and the mean with 3.00 is 2.75.
  assert.is(day?.products[0]?.references.find((one) => one.index === "BASKET")?.value, "2.7500");
  assert.is(await verifies(), 0);
});

test("a link that is missing, not of the basket, of another index or of nothing is refused at its place", async () => {
  assert.match((await settled({})).said, "links");
  assert.match((await settled({ links: { BASKET: { OAK: { retired: "1", successor: "1" } } } })).said, /OAK/);
  assert.match((await settled({ links: { BASKET: { ASH: { retired: "1", successor: "0" } } } })).said, /above zero/);
  assert.equal((await settled({ links: { BASKET: { ASH: { retired: "1" } } } })).codes, ["input-malformed"]);
  const other = await settled({ links: { NOBODY: {}, BASKET: { ASH: { retired: "2.00", successor: "3.20" } } } });
  assert.equal(other.codes, ["observable-unknown"]);
});

test.run();
