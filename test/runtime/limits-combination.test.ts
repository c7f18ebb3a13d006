import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkCombination, workCombination } from "../../src/runtime/limits-combination.ts";
import { partsOfLots } from "../../src/runtime/limits-parts.ts";
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

/** Three months of one product, and one person for one account. */
const plain: LimitSetup = {
  eachSide: false,
  last: false,
  slots: [
    { limit: 100, gone: 0, days: 0 },
    { limit: 100, accountability: 60, gone: 0, days: 0 },
    { gone: 0, days: 0 },
  ],
  total: { limit: 150 },
  instruments: [
    { slot: 0, units: 1 },
    { slot: 1, units: 1 },
    { slot: 2, units: 1 },
  ],
  persons: 1,
  starts: Int32Array.of(0, 1),
  counted: Int32Array.of(0),
  exemptions: [],
};
const calendar = [Int32Array.of(0, 1), Int32Array.of(1, -1)] as const;
const butterfly = [Int32Array.of(0, 1, 2), Int32Array.of(1, -2, 1)] as const;

test("a calendar spread counts in its two months and adds nothing to all of them", () => {
  const book = limitBook({ ...plain, total: { limit: 50 } });
  assert.is(checkCombination(book, 0, ...calendar, 60), ORDER_ACCEPTED);
  assert.is(checkCombination(book, 0, ...calendar, 61), ORDER_ABOVE_ACCOUNTABILITY);
  assert.equal([...book.decision], [0, 1, 60, -61]);
  assert.is(checkCombination(book, 0, ...calendar, 101), ORDER_REFUSED);
  assert.equal([...book.decision], [0, 0, 100, 101]);
  assert.is(checkOrder(book, 0, 0, 51), ORDER_REFUSED, "its leg alone would be above the limit of all months");
  workCombination(book, 0, ...calendar, 60);
  assert.is(checkOrder(book, 0, 0, 41), ORDER_REFUSED, "60 of the first month are working");
  assert.is(checkOrder(book, 0, 2, 50), ORDER_ACCEPTED, "and none of all months");
  assert.is(checkOrder(book, 0, 2, 51), ORDER_REFUSED);
  workCombination(book, 0, ...calendar, 60, true);
  assert.is(checkOrder(book, 0, 0, 50), ORDER_ACCEPTED);
});

test("what makes a position smaller is not refused for it, also where it is above the limit", () => {
  const book = limitBook(plain);
  fillOrder(book, 0, 0, 120, 0);
  assert.is(checkCombination(book, 0, ...calendar, -20), ORDER_ACCEPTED);
  assert.is(checkCombination(book, 0, ...calendar, 1), ORDER_REFUSED);
});

test("a butterfly counts twice in its middle", () => {
  const book = limitBook(plain);
  assert.is(checkCombination(book, 0, ...butterfly, 50), ORDER_ABOVE_ACCOUNTABILITY);
  assert.is(checkCombination(book, 0, ...butterfly, 51), ORDER_REFUSED);
  assert.equal([...book.decision], [0, 1, 100, -102]);
});

test("where each side counts by itself a spread adds to the longs and to the shorts of all months", () => {
  const book = limitBook({ ...plain, eachSide: true, total: { limit: 50 } });
  assert.is(checkCombination(book, 0, ...calendar, 50), ORDER_ACCEPTED);
  assert.is(checkCombination(book, 0, ...calendar, 51), ORDER_REFUSED);
});

test("a spread out of a month that counts for less adds to all months what does not offset any more", () => {
  const slots = [
    { gone: 1, days: 2 },
    { gone: 0, days: 0 },
    { gone: 0, days: 0 },
  ];
  const book = limitBook({ ...plain, slots, total: { limit: 50 } });
  assert.is(checkCombination(book, 0, ...calendar, 100), ORDER_ACCEPTED);
  assert.is(checkCombination(book, 0, ...calendar, 102), ORDER_REFUSED);
  assert.equal([...book.decision], [0, 3, 50, -51]);
});

test("a combination that cannot be counted is never accepted", () => {
  const book = limitBook(plain);
  for (const lots of [0, 0.5, Number.NaN, 2 ** 53])
    assert.is(checkCombination(book, 0, ...calendar, lots), ORDER_UNREADABLE);
  assert.is(checkCombination(book, 0, calendar[0], Int32Array.of(1), 5), ORDER_UNREADABLE);
  assert.is(checkCombination(book, 0, Int32Array.of(), Int32Array.of(), 5), ORDER_UNREADABLE);
});

type Leg = { readonly instrument: number; readonly lots: number };
type Booked = { readonly account: number; readonly legs: readonly Leg[]; readonly working: boolean };

/** The same answer worked out from lists, with nothing kept: every person, every column, both sides. */
function naive(setup: LimitSetup, booked: readonly Booked[], account: number, legs: readonly Leg[]): number {
  const personsOf = (of: number) => [...setup.counted.subarray(setup.starts[of], setup.starts[of + 1])];
  let answer = ORDER_ACCEPTED;
  for (const person of personsOf(account)) {
    const mine = booked.filter((one) => personsOf(one.account).includes(person));
    const sumIn = (slot: number | undefined, side: number, all: readonly Booked[]): number => {
      let sum = 0;
      for (const one of all) {
        const parts = one.legs.flatMap(({ instrument, lots }) => {
          const of = setup.instruments[instrument] as LimitSetup["instruments"][number];
          return slot === undefined || of.slot === slot ? [lots * of.units] : [];
        });
        if (!one.working && !setup.eachSide) for (const part of parts) sum += part;
        else if (setup.eachSide) for (const part of parts) sum += part * side > 0 ? part : 0;
        else {
          const net = parts.reduce((a, b) => a + b, 0);
          if (net * side > 0) sum += net;
        }
      }
      return sum;
    };
    const left = (slot: number, units: number): number => {
      const { gone, days } = setup.slots[slot] as LimitSetup["slots"][number];
      if (days === 0) return units;
      const parts = partsOfLots(BigInt(Math.abs(units)), Array<bigint>(days).fill(1n), setup.last ? "last" : "first");
      const rest = (parts ?? []).slice(gone).reduce((a, b) => a + b, 0n);
      return Math.sign(units) * Number(rest);
    };
    const worst = (slot: number | undefined, side: number, with_: boolean): number => {
      const also = (of: number | undefined): number =>
        with_ ? sumIn(of, side, [{ account, legs, working: setup.eachSide }]) : 0;
      if (slot !== undefined) return left(slot, sumIn(slot, side, mine) + also(slot));
      const all = sumIn(undefined, side, mine) + also(undefined);
      return setup.slots.reduce((sum, _, at) => {
        const units = sumIn(at, side, mine) + also(at);
        return sum + left(at, units) - units;
      }, all);
    };
    for (const slot of [...setup.slots.keys(), undefined])
      for (const side of [1, -1]) {
        const size = worst(slot, side, true) * side;
        if (size <= worst(slot, side, false) * side) continue;
        const levels = slot === undefined ? setup.total : (setup.slots[slot] as LimitSetup["total"]);
        if (size > (levels.limit ?? Infinity)) return ORDER_REFUSED;
        if (size > (levels.accountability ?? Infinity)) answer = ORDER_ABOVE_ACCOUNTABILITY;
      }
  }
  return answer;
}

test("on random books, sides, diminishing months and combinations it answers what is worked out from lists", () => {
  const level = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined });
  const levels = fc.tuple(level, level).map(([limit, accountability]) => ({
    ...(limit === undefined ? {} : { limit }),
    ...(accountability === undefined ? {} : { accountability }),
  }));
  const legs = fc
    .uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 })
    .chain((instruments) =>
      fc.tuple(
        ...instruments.map((instrument) =>
          fc.integer({ min: -3, max: 3 }).map((lots) => ({ instrument, lots: lots === 0 ? 1 : lots })),
        ),
      ),
    );
  const answers = new Set<number>();
  fc.assert(
    fc.property(
      fc.record({
        eachSide: fc.boolean(),
        last: fc.boolean(),
        slots: fc.array(
          fc.tuple(levels, fc.constantFrom([0, 0], [1, 3], [3, 3], [2, 5])).map(([one, [gone = 0, days = 0]]) => ({
            ...one,
            gone,
            days,
          })),
          { minLength: 3, maxLength: 3 },
        ),
        total: levels,
      }),
      fc.array(
        fc.record({ account: fc.nat(1), legs, working: fc.constant(true), lots: fc.integer({ min: 1, max: 6 }) }),
        {
          maxLength: 4,
        },
      ),
      fc.array(fc.record({ account: fc.nat(1), instrument: fc.nat(3), lots: fc.integer({ min: -9, max: 9 }) }), {
        maxLength: 3,
      }),
      fc.nat(1),
      legs,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (terms, works, fills, account, wanted, lots, sold) => {
        const setup: LimitSetup = {
          ...plain,
          ...terms,
          instruments: [...plain.instruments, { slot: 0, units: 2 }],
          persons: 2,
          starts: Int32Array.of(0, 2, 3),
          counted: Int32Array.of(0, 1, 1),
        };
        const book = limitBook(setup);
        const booked: Booked[] = [];
        // Where each side counts by itself, what an account holds of one instrument is on one side: one fill each.
        const filled = fills.filter(
          (one, at) =>
            one.lots !== 0 &&
            fills.findIndex((o) => o.account === one.account && o.instrument === one.instrument) === at,
        );
        for (const one of filled) {
          fillOrder(book, one.account, one.instrument, one.lots, 0);
          booked.push({ account: one.account, legs: [one], working: false });
        }
        const split = (all: readonly Leg[]): [Int32Array, Int32Array] => [
          Int32Array.from(all, ({ instrument }) => instrument),
          Int32Array.from(all, (one) => one.lots),
        ];
        for (const one of works) {
          workCombination(book, one.account, ...split(one.legs), one.lots);
          booked.push({
            account: one.account,
            legs: one.legs.map((leg) => ({ ...leg, lots: leg.lots * one.lots })),
            working: true,
          });
        }
        const many = sold ? -lots : lots;
        const answer = checkCombination(book, account, ...split(wanted), many);
        const said = naive(
          setup,
          booked,
          account,
          wanted.map((leg) => ({ ...leg, lots: leg.lots * many })),
        );
        answers.add(answer);
        assert.is(answer, said);
      },
    ),
    { numRuns: 2_000 },
  );
  assert.equal(
    [...answers].sort((one, other) => one - other),
    [ORDER_ACCEPTED, ORDER_ABOVE_ACCOUNTABILITY, ORDER_REFUSED],
  );
});

test("a combination of one leg is an order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 3 }),
      fc.integer({ min: -200, max: 200 }),
      (working, lots) => {
        const book = limitBook(plain);
        for (const one of working) if (one !== 0) workOrder(book, 0, 1, one);
        const alone = checkCombination(book, 0, Int32Array.of(1), Int32Array.of(1), lots);
        assert.is(alone, checkOrder(book, 0, 1, lots));
      },
    ),
  );
});

test.run();
