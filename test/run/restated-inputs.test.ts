import { test } from "uvu";
import * as assert from "uvu/assert";
import { bookOf, small } from "./small.ts";

/** A month of prints of an index that is corrected until half past five, by more than a tenth of a percent. */
const { settle, verifies } = small(`import "std/calendars/us.tenor"
import "std/calendars/common.tenor"
import "with/product.tenor"
import "with/parts.tenor"

index DAILY "A daily rate" in Europe/London on WEEKDAYS {
  administrator: GPUX
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 16:30
  inputs         { offers from [ALPHA, BETA, GAMMA] }
  value:         median of price, round half-even to 0.0001
  restate:       until 17:30, never after last-trading-day
  restate-above: 0.10%
  fallback       { determination by XDEX under "Rule 901" }
}
index ONCE "A rate that stands" in Europe/London on WEEKDAYS {
  administrator: GPUX
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 16:30
  inputs         { offers from [ALPHA, BETA, GAMMA] }
  value:         median of price, round half-even to 0.0001
  fallback       { determination by XDEX under "Rule 901" }
}
index MONTHLY "The month so far" in Europe/London on WEEKDAYS {
  administrator: GPUX
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 17:10
  inputs         { prints from [DAILY, ONCE] }
  window:        business days of month
  part:          median of price
  empty-part:    leave out
  value:         mean of parts, round half-even to 0.0001
  fallback       { determination by XDEX under "Rule 901" }
}

future MONTHS "Hours of a month" from GOOD {
  underlying: MONTHLY
  daily-settlement {
    for all months { previous settlement }
    newly-listed: settlement of nearest month listed before, else MONTHLY
    last-day:     final-settlement
    round:        half-away to tick.settlement
  }
  final-settlement cash {
    price: average of MONTHLY over business days of contract month on US_EXCHANGE
    round: half-away to tick.settlement
  }
}
`);

const DATE = "2027-02-16";
const printed = (day: string, price: string, more: object = {}, source = "DAILY") => ({
  observable: "MONTHLY",
  source,
  kind: "print",
  day,
  price,
  ...more,
});
const announced = (at: string, from = "2.4000") => ({ "restated-from": from, "restated-at": at });

const settled = async (row: object) => {
  const market = {
    date: DATE,
    previous: {
      date: "2027-02-12",
      settlements: { MONTHS: { "2027-02": "2.4000", "2027-03": "2.4000", "2027-04": "2.4000" } },
      indices: {},
    },
    observations: [printed("2027-02-01", "2.4000"), row],
  };
  const { day, said } = await settle(DATE, { book: bookOf("MONTHS", "2027-02", DATE), market }, "MONTHS");
  return said === "" ? day?.products[0]?.references.find((one) => one.index === "MONTHLY") : said;
};

test("a print that was restated before it was an input of another index counts as restated, and a step says so", async () => {
  const found = await settled(printed("2027-02-02", "2.5000", announced("2027-02-02T17:00:00Z")));
  assert.ok(found !== undefined && typeof found !== "string", found as string);
  assert.is(found.value, "2.4500");
  assert.is(found.steps[0]?.text, "DAILY of 2027-02-02, restated at 2027-02-02T17:00:00Z from 2.4000");
  assert.match(found.steps[0]?.clause.text ?? "", /^restate: +until 17:30/);
  assert.is(await verifies(), 0);
});

test("the index that a print is of decides until when and from which size on it is corrected", async () => {
  const late = await settled(printed("2027-02-02", "2.5000", announced("2027-02-02T17:30:00Z")));
  assert.match(late as string, /restatement of DAILY of 2027-02-02 is too late: it was announced/);
  const small = await settled(printed("2027-02-02", "2.4024", announced("2027-02-02T17:00:00Z")));
  assert.match(small as string, /DAILY of 2027-02-02 is not restated from 2\.4000 to 2\.4024/);
  const once = await settled(printed("2027-02-02", "2.5000", announced("2027-02-02T17:00:00Z"), "ONCE"));
  assert.match(once as string, /does not say that ONCE is restated/);
  // On its own day a print is read as it is when the other index is published, however long it may be corrected after that.
  const today = await settled(printed(DATE, "2.5000", announced(`${DATE}T17:10:00Z`)));
  assert.match(today as string, /announced at 2027-02-16T17:10:00Z, and MONTHLY was published at 2027-02-16T17:10:00Z/);
  assert.ok(typeof (await settled(printed(DATE, "2.5000", announced(`${DATE}T17:09:59Z`)))) === "object");
  const half = await settled(printed("2027-02-02", "2.5000", { "restated-from": "2.4000" }));
  assert.match(half as string, /restated-at/);
});

test.run();
