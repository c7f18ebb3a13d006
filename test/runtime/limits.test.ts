import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { limitBookOf, rowsAboveLevels } from "../../src/runtime/limits-day.ts";
import { leftOfUnits, partsOfLots } from "../../src/runtime/limits-parts.ts";
import {
  checkOrder,
  fillOrder,
  limitBook,
  type LimitSetup,
  ORDER_ABOVE_ACCOUNTABILITY,
  ORDER_ACCEPTED,
  ORDER_REFUSED,
  ORDER_UNREADABLE,
  workOrder,
} from "../../src/runtime/limits.ts";

test("600 lots over the published days come to 600, by every rule; each part rounded by itself would come to 601", () => {
  const days = [22n, 31n, 28n, 31n, 30n, 31n, 8n];
  const sum = (parts: readonly bigint[] = []): bigint => parts.reduce((all, one) => all + one, 0n);
  const largest = partsOfLots(600n, days, "largest-fractions");
  assert.equal(largest, [73n, 103n, 93n, 103n, 99n, 103n, 26n]);
  assert.equal(partsOfLots(600n, days, "first"), [73n, 103n, 93n, 103n, 100n, 102n, 26n]);
  assert.equal(partsOfLots(600n, days, "last"), [72n, 102n, 93n, 103n, 100n, 103n, 27n]);
  for (const rule of ["largest-fractions", "first", "last"] as const)
    assert.is(sum(partsOfLots(600n, days, rule)), 600n);
  assert.is(sum(days.map((one) => (600n * one * 2n + 181n) / 362n)), 601n);
  assert.is(partsOfLots(-1n, days, "first"), undefined);
  assert.is(partsOfLots(5n, [0n], "last"), undefined);
});

test("parts are whole, add up, and differ from their proportion by less than one", () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 9n),
      fc.array(fc.bigInt(0n, 400n), { minLength: 1, maxLength: 40 }),
      fc.constantFrom("largest-fractions", "first", "last" as const),
      (lots, weights, rule) => {
        const whole = weights.reduce((all, one) => all + one, 0n);
        const parts = partsOfLots(lots, weights, rule);
        if (whole === 0n) return assert.is(parts, undefined);
        assert.is(
          parts?.reduce((all, one) => all + one, 0n),
          lots,
        );
        parts?.forEach((part, at) => {
          const exact = lots * (weights[at] as bigint);
          assert.ok(part * whole > exact - whole && part * whole < exact + whole);
        });
      },
    ),
  );
});

test("what is left after some equal parts is what the parts leave", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(30),
      fc.boolean(),
      (units, days, gone, last) => {
        const parts =
          partsOfLots(
            BigInt(Math.abs(units)),
            Array.from({ length: days }, () => 1n),
            last ? "last" : "first",
          ) ?? [];
        const left = parts.slice(Math.min(gone, days)).reduce((all, one) => all + one, 0n);
        assert.is(Math.abs(leftOfUnits(units, gone, days, last)), Number(left));
      },
    ),
  );
});

/** Two months, a mini at a tenth and a put of half a delta: units are tenths. Account 0 counts for persons 0 and 1, account 1 for person 1 alone. */
const setup: LimitSetup = {
  eachSide: false,
  last: false,
  slots: [
    { limit: 1_000, accountability: 500, gone: 0, days: 0 },
    { limit: 5_000, gone: 0, days: 0 },
  ],
  total: { limit: 5_500 },
  instruments: [
    { slot: 0, units: 10 },
    { slot: 0, units: 1 },
    { slot: 0, units: -5 },
    { slot: 1, units: 10 },
    { slot: -1, units: 10 },
  ],
  persons: 2,
  starts: Int32Array.of(0, 2, 3),
  counted: Int32Array.of(0, 1, 1),
  exemptions: [{ person: 0, slot: 0, level: 2_000 }],
};

test("an order counts with all working orders of its side, for every person the account counts towards", () => {
  const book = limitBook(setup);
  assert.is(checkOrder(book, 1, 0, 50), ORDER_ACCEPTED);
  assert.is(checkOrder(book, 1, 0, 51), ORDER_ABOVE_ACCOUNTABILITY);
  assert.is(checkOrder(book, 1, 0, 100), ORDER_ABOVE_ACCOUNTABILITY);
  assert.is(checkOrder(book, 1, 0, 101), ORDER_REFUSED);
  assert.equal([...book.decision], [1, 0, 1_000, 1_010]);
  workOrder(book, 1, 0, 60);
  assert.is(checkOrder(book, 1, 0, 41), ORDER_REFUSED, "60 are working");
  assert.is(checkOrder(book, 1, 0, -101), ORDER_REFUSED, "a sale is not offset by working purchases");
  assert.is(checkOrder(book, 1, 0, -50), ORDER_ACCEPTED);
  workOrder(book, 1, 0, 60, true);
  fillOrder(book, 1, 0, 60, 0);
  assert.is(checkOrder(book, 1, 0, 41), ORDER_REFUSED, "60 are held");
  assert.is(checkOrder(book, 1, 0, -110), ORDER_ACCEPTED, "60 are sold off first");
  assert.is(checkOrder(book, 1, 2, -81), ORDER_REFUSED, "a put sold is half a future bought");
  assert.is(checkOrder(book, 1, 1, 400), ORDER_ABOVE_ACCOUNTABILITY, "minis count a tenth");
  assert.is(checkOrder(book, 1, 1, 401), ORDER_REFUSED);
});

test("the holder that decides is named, and one with an exemption has its level", () => {
  const book = limitBook(setup);
  assert.is(checkOrder(book, 0, 0, 101), ORDER_REFUSED);
  assert.is(book.decision[0], 1, "the person without an exemption");
  const alone = limitBook({ ...setup, counted: Int32Array.of(0, 0, 1) });
  assert.is(checkOrder(alone, 0, 0, 200), ORDER_ABOVE_ACCOUNTABILITY);
  assert.is(checkOrder(alone, 0, 0, 201), ORDER_REFUSED);
  assert.is(alone.decision[2], 2_000);
});

test("all months are counted together, also what is in no month of the table", () => {
  const book = limitBook(setup);
  fillOrder(book, 1, 3, 500, 0);
  assert.is(checkOrder(book, 1, 4, 50), ORDER_ACCEPTED);
  assert.is(checkOrder(book, 1, 4, 51), ORDER_REFUSED);
  assert.is(book.decision[1], 2);
});

test("an order that cannot be counted is never accepted", () => {
  const book = limitBook(setup);
  for (const lots of [0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    assert.is(checkOrder(book, 1, 0, lots), ORDER_UNREADABLE);
});

test("where each side counts by itself a long and a short are not offset", () => {
  const book = limitBook({ ...setup, eachSide: true });
  fillOrder(book, 1, 0, 90, 0);
  fillOrder(book, 0, 0, -90, 0);
  assert.is(checkOrder(book, 1, 0, 11), ORDER_REFUSED);
  assert.is(checkOrder(book, 0, 0, -11), ORDER_REFUSED);
  assert.is(checkOrder(book, 0, 0, 11), ORDER_REFUSED, "with the other account's longs");
});

const random = fc.record({
  eachSide: fc.boolean(),
  last: fc.boolean(),
  slots: fc.array(
    fc.record({
      limit: fc.option(fc.nat(200), { nil: undefined }),
      accountability: fc.option(fc.nat(200), { nil: undefined }),
      gone: fc.nat(5),
      days: fc.constant(5),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  total: fc.record({
    limit: fc.option(fc.nat(400), { nil: undefined }),
    accountability: fc.option(fc.nat(400), { nil: undefined }),
  }),
  persons: fc.integer({ min: 1, max: 4 }),
});
const step = fc.record({ account: fc.nat(5), instrument: fc.nat(7), lots: fc.integer({ min: -60, max: 60 }) });

function without<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T;
}

test("fills one at a time and the whole book at once give the same state and the same rows", () => {
  fc.assert(
    fc.property(
      random,
      fc.array(step, { maxLength: 60 }),
      fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
      (raw, steps, picks) => {
        const made: LimitSetup = {
          ...raw,
          slots: raw.slots.map((one) => without(one) as LimitSetup["slots"][number]),
          total: without(raw.total) as LimitSetup["total"],
          instruments: Array.from({ length: 8 }, (_, at) => ({
            slot: (at % (raw.slots.length + 1)) - 1,
            units: [10, 1, -5, 4][at % 4] as number,
          })),
          starts: Int32Array.from({ length: 7 }, (_, at) => at * 2),
          counted: Int32Array.from(
            { length: 12 },
            (_, at) => (at % 2 === 0 ? at / 2 : (at - 1) / 2 + 1 + (picks[at] as number)) % raw.persons,
          ),
          exemptions: [{ person: 0, slot: -1, level: 300 }],
        };
        const live = limitBook(made);
        const held = new Map<string, number>();
        for (const { account, instrument, lots } of steps) {
          const key = `${account} ${instrument}`;
          fillOrder(live, account, instrument, lots, held.get(key) ?? 0);
          held.set(key, (held.get(key) ?? 0) + lots);
        }
        const rows = [...held].map(([key, lots]) => [...key.split(" ").map(Number), lots] as [number, number, number]);
        const whole = limitBookOf(made, {
          accounts: Int32Array.from(rows, ([account]) => account),
          instruments: Int32Array.from(rows, ([, instrument]) => instrument),
          lots: Int32Array.from(rows, ([, , lots]) => lots),
        });
        if ("kind" in whole) throw new Error(whole.kind);
        assert.equal(
          Array.from(live.held, (one) => one + 0),
          Array.from(whole.held, (one) => one + 0),
        );
        assert.equal(
          Array.from(live.short, (one) => one + 0),
          Array.from(whole.short, (one) => one + 0),
        );
        assert.equal(rowsAboveLevels(live), rowsAboveLevels(whole));
        // An order of one unit more is refused exactly where the book with it would have a row of a limit on that side that grows.
        for (const [instrument, { slot, units }] of made.instruments.entries()) {
          const answer = checkOrder(live, 0, instrument, 1);
          const after = limitBookOf(made, {
            accounts: Int32Array.of(...rows.map(([account]) => account), 0),
            instruments: Int32Array.of(...rows.map(([, one]) => one), instrument),
            lots: Int32Array.of(...rows.map(([, , lots]) => lots), 1),
          });
          if ("kind" in after || made.eachSide) continue;
          const persons = [made.counted[0], made.counted[1]];
          const above = rowsAboveLevels(after).some(
            (row) =>
              row.type === "limit" &&
              persons.includes(row.person) &&
              Math.sign(row.units) === Math.sign(units) &&
              (row.column === slot || row.column === made.slots.length),
          );
          if (persons[0] !== persons[1]) assert.is(answer === ORDER_REFUSED, above);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("a row of an account there is none of, and a book beyond what can be counted, are said and never counted", () => {
  const columns = { accounts: Int32Array.of(0, 7), instruments: Int32Array.of(0, 0), lots: Int32Array.of(1, 1) };
  assert.equal(limitBookOf(setup, columns), { kind: "row", row: 1 });
  const huge = { ...setup, instruments: [{ slot: 0, units: 2 ** 50 }] };
  assert.equal(
    limitBookOf(huge, { accounts: Int32Array.of(1), instruments: Int32Array.of(0), lots: Int32Array.of(9) }),
    { kind: "too-large" },
  );
});

test.run();
