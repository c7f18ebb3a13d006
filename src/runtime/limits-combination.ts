// Orders in several instruments that are filled together, such as spreads, against limits: whole units in typed arrays, nothing made while one is checked.
import {
  countedUnits,
  type LimitBook,
  limitOf,
  MOST_UNITS,
  ORDER_ABOVE_ACCOUNTABILITY,
  ORDER_ACCEPTED,
  ORDER_REFUSED,
  ORDER_UNREADABLE,
} from "./limits.ts";

/**
 * Whether `lots` of a combination, bought above zero and sold below, may be ordered for an account; a lot of it is `legs[n]` lots of `instruments[n]`, sold
 * below zero. The legs are filled together, so that what they come to in a month, and in all months, is what counts: a calendar spread adds to two
 * months and to the position in all of them not at all. Otherwise as `checkOrder`, and never refused for a column whose position it does not enlarge.
 */
export function checkCombination(
  book: LimitBook,
  account: number,
  instruments: Int32Array,
  legs: Int32Array,
  lots: number,
): number {
  if (lots === 0 || !Number.isSafeInteger(lots) || legs.length === 0 || legs.length !== instruments.length)
    return ORDER_UNREADABLE;
  for (let leg = 0; leg < legs.length; leg++) {
    const units = lots * (legs[leg] as number) * (book.unitsOf[instruments[leg] as number] as number);
    if (units === 0 || !Number.isSafeInteger(units)) return ORDER_UNREADABLE;
  }
  const { width, decision } = book;
  const end = book.setup.starts[account + 1] as number;
  let answer = ORDER_ACCEPTED;
  for (let at = book.setup.starts[account] as number; at < end; at++) {
    const person = book.setup.counted[at] as number;
    // Each month that a leg is in, once, and then all months together; both sides of each.
    for (let step = 0; step <= legs.length; step++) {
      const column = step < legs.length ? (book.slotOf[instruments[step] as number] as number) : width - 1;
      if (column < 0 || (step < legs.length && seenBefore(book, instruments, step))) continue;
      for (let side = 1; side >= -1; side -= 2) {
        const before = worstIn(book, person, column, side, instruments, legs, 0);
        const worst = worstIn(book, person, column, side, instruments, legs, lots);
        const size = worst * side;
        if (size <= before * side) continue;
        if (size > MOST_UNITS) return ORDER_UNREADABLE;
        const level = limitOf(book, person, column);
        const ask = book.asks[column] as number;
        if (size <= level && (size <= ask || answer !== ORDER_ACCEPTED)) continue;
        decision[0] = person;
        decision[1] = column;
        decision[2] = size > level ? level : ask;
        decision[3] = worst;
        if (size > level) return ORDER_REFUSED;
        answer = ORDER_ABOVE_ACCOUNTABILITY;
      }
    }
  }
  return answer;
}

/** Adds working lots of a combination, each month by what its legs come to there and all months by what they come to together; `back` takes them away again. */
export function workCombination(
  book: LimitBook,
  account: number,
  instruments: Int32Array,
  legs: Int32Array,
  lots: number,
  back = false,
): void {
  const end = book.setup.starts[account + 1] as number;
  for (let at = book.setup.starts[account] as number; at < end; at++) {
    const row = (book.setup.counted[at] as number) * book.width;
    for (let step = 0; step <= legs.length; step++) {
      const column = step < legs.length ? (book.slotOf[instruments[step] as number] as number) : book.width - 1;
      if (column < 0 || (step < legs.length && seenBefore(book, instruments, step))) continue;
      for (let side = 1; side >= -1; side -= 2) {
        const change = changeIn(book, column, side, instruments, legs, lots);
        if (change * side <= 0) continue;
        const to = side > 0 ? book.buys : book.sells;
        to[row + column] = (to[row + column] as number) + (back ? -change : change);
      }
    }
  }
}

/** True when an earlier leg is in the same month. */
function seenBefore(book: LimitBook, instruments: Int32Array, step: number): boolean {
  const slot = book.slotOf[instruments[step] as number] as number;
  for (let leg = 0; leg < step; leg++) if (book.slotOf[instruments[leg] as number] === slot) return true;
  return false;
}

/** What the legs come to in a column: all of them where longs and shorts are offset, else those of one side. */
function changeIn(
  book: LimitBook,
  column: number,
  side: number,
  instruments: Int32Array,
  legs: Int32Array,
  lots: number,
): number {
  let sum = 0;
  for (let leg = 0; leg < legs.length; leg++) {
    const instrument = instruments[leg] as number;
    if (column < book.width - 1 && book.slotOf[instrument] !== column) continue;
    const units = lots * (legs[leg] as number) * (book.unitsOf[instrument] as number);
    if (!book.setup.eachSide || units * side > 0) sum += units;
  }
  return sum;
}

/** What a person would hold in a column on one side, as it counts, if its working orders of that side and the combination were filled. */
function worstIn(
  book: LimitBook,
  person: number,
  column: number,
  side: number,
  instruments: Int32Array,
  legs: Int32Array,
  lots: number,
): number {
  const row = person * book.width;
  const held = side < 0 && book.setup.eachSide ? book.short : book.held;
  const working = side > 0 ? book.buys : book.sells;
  const all = book.width - 1;
  const plain =
    (held[row + column] as number) +
    (working[row + column] as number) +
    changeIn(book, column, side, instruments, legs, lots);
  if (column < all) return countedUnits(book, column, plain);
  if (!book.diminishes) return plain;
  let sum = plain;
  for (let slot = 0; slot < all; slot++) {
    if (book.gone[slot] === 0) continue;
    const units =
      (held[row + slot] as number) +
      (working[row + slot] as number) +
      changeIn(book, slot, side, instruments, legs, lots);
    sum += countedUnits(book, slot, units) - units;
  }
  return sum;
}
