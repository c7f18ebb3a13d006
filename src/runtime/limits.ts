// Positions against limits, one order at a time: whole units in typed arrays, nothing made while an order is checked.
import { leftOfUnits } from "./limits-parts.ts";

/** One contract month of a table of limits on one day: its levels in units, where it has them, and how much of its average is made. */
export type LimitSlot = {
  readonly limit?: number;
  readonly accountability?: number;
  /** Averaging days that are over, of how many; 0 of 0 where positions do not diminish. */
  readonly gone: number;
  readonly days: number;
};

/** A table of limits as numbers. A unit is what every position is a whole number of: a contract, or with smaller ones and deltas a fraction. */
export type LimitSetup = {
  /** Longs and shorts are not offset. */
  readonly eachSide: boolean;
  /** Lots that do not divide leave with the last averaging days. */
  readonly last: boolean;
  readonly slots: readonly LimitSlot[];
  readonly total: Pick<LimitSlot, "limit" | "accountability">;
  /** For each instrument its slot, -1 for all months alone, and how many units a lot long of it is; below zero for a put. */
  readonly instruments: readonly { readonly slot: number; readonly units: number }[];
  readonly persons: number;
  /** The persons an account counts towards: those from `starts[account]` until `starts[account + 1]`. */
  readonly starts: Int32Array;
  readonly counted: Int32Array;
  /** Levels granted to one person in the place of a limit; slot -1 is all months. */
  readonly exemptions: readonly { readonly person: number; readonly slot: number; readonly level: number }[];
};

/** The state of one table: positions and working orders of each person in each slot, in units; the last column is all months. */
export type LimitBook = {
  readonly setup: LimitSetup;
  /** Slots and one for all months. */
  readonly width: number;
  readonly slotOf: Int32Array;
  readonly unitsOf: Float64Array;
  readonly limits: Float64Array;
  readonly asks: Float64Array;
  /** Net positions, or long ones where each side counts by itself. */
  readonly held: Float64Array;
  /** Short positions as they count, zero or less; where longs and shorts are offset there is no such array. */
  readonly short: Float64Array;
  readonly buys: Float64Array;
  readonly sells: Float64Array;
  /** Where positions diminish: the parts that are gone and all parts, by slot. */
  readonly diminishes: boolean;
  readonly gone: Int32Array;
  readonly days: Int32Array;
  /** Levels granted, by person: those from `exemptStarts[person]` until the next. */
  readonly exemptStarts: Int32Array;
  readonly exemptSlots: Int32Array;
  readonly exemptLevels: Float64Array;
  /** What the last check found: person, slot, level, position with the order, both in units. */
  readonly decision: Float64Array;
};

/** What a check answers. */
export const ORDER_ACCEPTED = 0;
export const ORDER_ABOVE_ACCOUNTABILITY = 1;
export const ORDER_REFUSED = 2;
/** The order is no whole number of lots other than zero, or too large to be counted exactly. */
export const ORDER_UNREADABLE = 3;

/** No sum goes beyond what a double counts exactly. */
export const MOST_UNITS = Number.MAX_SAFE_INTEGER;

/** A book without positions. */
export function limitBook(setup: LimitSetup): LimitBook {
  const width = setup.slots.length + 1;
  const cells = setup.persons * width;
  const levels = (of: "limit" | "accountability"): Float64Array =>
    Float64Array.from([...setup.slots, setup.total], (one) => one[of] ?? Number.POSITIVE_INFINITY);
  const exempt = [...setup.exemptions].sort((a, b) => a.person - b.person);
  const exemptStarts = new Int32Array(setup.persons + 1);
  for (const { person } of exempt) exemptStarts[person + 1] = (exemptStarts[person + 1] as number) + 1;
  for (let at = 0; at < setup.persons; at++)
    exemptStarts[at + 1] = (exemptStarts[at + 1] as number) + (exemptStarts[at] as number);
  return {
    setup,
    width,
    slotOf: Int32Array.from(setup.instruments, ({ slot }) => slot),
    unitsOf: Float64Array.from(setup.instruments, ({ units }) => units),
    limits: levels("limit"),
    asks: levels("accountability"),
    held: new Float64Array(cells),
    short: new Float64Array(setup.eachSide ? cells : 0),
    buys: new Float64Array(cells),
    sells: new Float64Array(cells),
    diminishes: setup.slots.some(({ gone }) => gone > 0),
    gone: Int32Array.from(setup.slots, ({ gone }) => gone),
    days: Int32Array.from(setup.slots, ({ days }) => days),
    exemptStarts,
    exemptSlots: Int32Array.from(exempt, ({ slot }) => (slot < 0 ? width - 1 : slot)),
    exemptLevels: Float64Array.from(exempt, ({ level }) => level),
    decision: new Float64Array(4),
  };
}

/** The limit of a person in a column of the book: the level granted to it where that is higher. */
export function limitOf(book: LimitBook, person: number, column: number): number {
  let level = book.limits[column] as number;
  const end = book.exemptStarts[person + 1] as number;
  for (let at = book.exemptStarts[person] as number; at < end; at++) {
    const granted = book.exemptLevels[at] as number;
    if (book.exemptSlots[at] === column && granted > level) level = granted;
  }
  return level;
}

/** What counts of `units` in a slot today. */
export function countedUnits(book: LimitBook, slot: number, units: number): number {
  if (!book.diminishes) return units;
  return leftOfUnits(units, book.gone[slot] as number, book.days[slot] as number, book.setup.last);
}

/** What a person would hold on one side in all months together, as it counts, if its working orders of that side and `more` of a slot were filled. */
export function worstInAll(book: LimitBook, person: number, slot: number, more: number, side: number): number {
  const row = person * book.width;
  const all = row + book.width - 1;
  const held = side < 0 && book.setup.eachSide ? book.short : book.held;
  const working = side > 0 ? book.buys : book.sells;
  const plain = (held[all] as number) + (working[all] as number) + more;
  if (!book.diminishes) return plain;
  let sum = plain;
  for (let at = 0; at < book.width - 1; at++) {
    if (book.gone[at] === 0) continue;
    const units = (held[row + at] as number) + (working[row + at] as number) + (at === slot ? more : 0);
    sum += countedUnits(book, at, units) - units;
  }
  return sum;
}

/**
 * Whether `lots` of an instrument, bought above zero and sold below, may be ordered for an account: for every person the account counts towards, what it
 * would hold if this and all its working orders on the same side were filled, against the limit of the month and that of all months.
 * Writes person, column, level and position of what decides to `decision`; makes nothing.
 */
export function checkOrder(book: LimitBook, account: number, instrument: number, lots: number): number {
  const { width, decision } = book;
  const units = lots * (book.unitsOf[instrument] as number);
  if (lots === 0 || !Number.isSafeInteger(lots) || !Number.isSafeInteger(units)) return ORDER_UNREADABLE;
  const slot = book.slotOf[instrument] as number;
  const side = units > 0 ? 1 : -1;
  const held = side < 0 && book.setup.eachSide ? book.short : book.held;
  const working = side > 0 ? book.buys : book.sells;
  const end = book.setup.starts[account + 1] as number;
  const granted = book.exemptSlots.length > 0;
  let answer = ORDER_ACCEPTED;
  for (let at = book.setup.starts[account] as number; at < end; at++) {
    const person = book.setup.counted[at] as number;
    for (let step = 0; step < 2; step++) {
      const column = step === 0 ? slot : width - 1;
      if (column < 0) continue;
      const cell = person * width + column;
      const worst =
        step === 0
          ? countedUnits(book, slot, (held[cell] as number) + (working[cell] as number) + units)
          : worstInAll(book, person, slot, units, side);
      const size = worst * side;
      if (size > MOST_UNITS) return ORDER_UNREADABLE;
      const level =
        !granted || book.exemptStarts[person] === book.exemptStarts[person + 1]
          ? (book.limits[column] as number)
          : limitOf(book, person, column);
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
  return answer;
}

/** Adds working lots of one side, above zero bought; `back` takes them away again, when they are filled or cancelled. */
export function workOrder(book: LimitBook, account: number, instrument: number, lots: number, back = false): void {
  const units = lots * (book.unitsOf[instrument] as number);
  const to = units > 0 ? book.buys : book.sells;
  addUnits(book, to, account, instrument, back ? -units : units);
}

/** Books a fill: `lots` bought above zero or sold below, by an account that held `before` lots of the instrument. */
export function fillOrder(book: LimitBook, account: number, instrument: number, lots: number, before: number): void {
  const units = book.unitsOf[instrument] as number;
  if (!book.setup.eachSide) return addUnits(book, book.held, account, instrument, lots * units);
  const was = before * units;
  const is = (before + lots) * units;
  addUnits(book, book.held, account, instrument, Math.max(is, 0) - Math.max(was, 0));
  addUnits(book, book.short, account, instrument, Math.min(is, 0) - Math.min(was, 0));
}

function addUnits(book: LimitBook, to: Float64Array, account: number, instrument: number, units: number): void {
  const slot = book.slotOf[instrument] as number;
  const end = book.setup.starts[account + 1] as number;
  for (let at = book.setup.starts[account] as number; at < end; at++) {
    const row = (book.setup.counted[at] as number) * book.width;
    if (slot >= 0) to[row + slot] = (to[row + slot] as number) + units;
    const all = row + book.width - 1;
    to[all] = (to[all] as number) + units;
  }
}
