import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ContractModel, Product } from "../../../src/model/model.ts";
import { type FinalInput, readFinal } from "../../agree/reading-final.ts";
import { modelIn } from "../../kit/spec-models.ts";
import { load } from "./load.ts";

/** A future that is settled by `price`, in a program with two indices; `BOTH` is open where both calendars are. */
const settledBy = (price: string, calendar = ""): ContractModel =>
  modelIn("test/conformance/fields/final-lines.tenor", "ENDED", (text) =>
    text
      .replace("future ENDED", `${calendar}future ENDED`)
      .replace(/final-settlement cash \{[^]*?round:/, `final-settlement cash {\n    price: ${price}\n    round:`),
  );
const common = settledBy(
  "0.5 * average of (RENTAL + OTHER) over business days of contract month on BOTH",
  'calendar BOTH "Open in both" = US_EXCHANGE and WEEKDAYS\n',
);
const own = settledBy(
  "0.5 * average of RENTAL over business days of contract month on US_EXCHANGE + 0.5 * average of OTHER over business days of contract month on WEEKDAYS",
);

/** Washington's birthday: one index is published, and the other is not. */
const HOLIDAY = "2027-02-15";

test("of common days a day counts where both calendars are open, of own days each index counts its own", () => {
  const [both] = common.product?.contracts ?? [];
  assert.is(both?.averaging?.includes(HOLIDAY), false);
  assert.is(both?.averaging?.length, 19);
  const [each] = own.product?.contracts ?? [];
  assert.equal(
    each?.averagingSets?.map((days) => [days.length, days.includes(HOLIDAY)]),
    [
      [19, false],
      [20, true],
    ],
  );
});

test("the prices of common and own days differ by the day that one index alone counts", async () => {
  const days = own.product?.contracts[0]?.averagingSets ?? [];
  const prints = (dates: readonly string[], price: string) =>
    Object.fromEntries(dates.map((day) => [day, day === HOLIDAY ? "4.0000" : price]));
  const [usual = [], all = []] = days;
  const cases: readonly (readonly [ContractModel, FinalInput & { readonly period: string }, string])[] = [
    [
      common,
      { period: "2027-02", days: usual, prints: { RENTAL: prints(usual, "2.0000"), OTHER: prints(usual, "3.0000") } },
      "2.5000",
    ],
    // OTHER is 3 on nineteen days and 4 on one: 3.05.
    [
      own,
      {
        period: "2027-02",
        sets: days,
        prints: { RENTAL: prints(usual, "2.0000"), OTHER: prints(all, "3.0000") },
      },
      "2.5250",
    ],
  ];
  for (const [model, input, price] of cases) {
    const { finalSettlement } = await load(model);
    const found = finalSettlement?.(input) as { price: string };
    assert.is(found.price, price);
    assert.equal(readFinal(model.product as Product, input), { price });
  }
});

test.run();
