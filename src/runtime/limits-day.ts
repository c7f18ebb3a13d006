// A day's book against limits in one pass over its columns.
import { countedUnits, limitBook, limitOf, MOST_UNITS } from "./limits.ts";
import type { LimitBook, LimitSetup } from "./limits.ts";

/** Positions as columns: account, instrument and signed lots of each row, by the numbers of the setup. */
export type LimitColumns = {
  readonly accounts: Int32Array;
  readonly instruments: Uint16Array | Int32Array;
  readonly lots: Int32Array;
};

/** Why a book cannot be counted: `row` names an account or instrument there is none of, or the whole is more than can be counted exactly. */
export type LimitProblem = { readonly kind: "row"; readonly row: number } | { readonly kind: "too-large" };

/**
 * The book that the positions make, or what keeps it from being counted. All that is added up stays below 2^53, so every sum is exact whatever the order
 * of the rows; each pair of account and instrument stands once.
 */
export function limitBookOf(setup: LimitSetup, columns: LimitColumns): LimitBook | LimitProblem {
  const book = limitBook(setup);
  const { accounts, instruments, lots } = columns;
  const { held, short, slotOf, unitsOf, width } = book;
  const { starts, counted, eachSide } = setup;
  const known = slotOf.length;
  const customers = starts.length - 1;
  let gross = 0;
  for (let row = 0; row < lots.length; row++) {
    const account = accounts[row] as number;
    const instrument = instruments[row] as number;
    if (account < 0 || account >= customers || instrument < 0 || instrument >= known) return { kind: "row", row };
    const units = (lots[row] as number) * (unitsOf[instrument] as number);
    const slot = slotOf[instrument] as number;
    const to = eachSide && units < 0 ? short : held;
    const end = starts[account + 1] as number;
    for (let at = starts[account] as number; at < end; at++) {
      const base = (counted[at] as number) * width;
      if (slot >= 0) to[base + slot] = (to[base + slot] as number) + units;
      to[base + width - 1] = (to[base + width - 1] as number) + units;
    }
    gross += units < 0 ? -units : units;
  }
  return gross > MOST_UNITS ? { kind: "too-large" } : book;
}

/** One position above a level: the person, the column of the book, the position in units as it counts, and the level. */
export type LimitRow = {
  readonly person: number;
  readonly column: number;
  readonly units: number;
  readonly level: number;
  readonly type: "limit" | "accountability";
};

/** Every position of the book that is above its limit, or else above its accountability level: person by person, month by month, all months last. */
export function rowsAboveLevels(book: LimitBook): LimitRow[] {
  const { width, setup, held, short } = book;
  const rows: LimitRow[] = [];
  for (let person = 0; person < setup.persons; person++) {
    const base = person * width;
    let long = 0;
    let sold = 0;
    for (let column = 0; column < width; column++) {
      const all = column === width - 1;
      const months = held[base + column] as number;
      const shorts = setup.eachSide ? (short[base + column] as number) : 0;
      const above = !book.diminishes
        ? months
        : all
          ? long + (months - unitsInMonths(book, held, base))
          : countedUnits(book, column, months);
      const below = !book.diminishes
        ? shorts
        : all
          ? sold + (shorts - unitsInMonths(book, short, base))
          : countedUnits(book, column, shorts);
      if (!all) {
        long += above;
        sold += below;
      }
      judgeLevel(book, rows, person, column, above);
      if (setup.eachSide) judgeLevel(book, rows, person, column, below);
    }
  }
  return rows;
}

/** What the slots hold together, before anything diminishes; what is in all months and in no slot is the rest. */
function unitsInMonths(book: LimitBook, of: Float64Array, base: number): number {
  let sum = 0;
  if (of.length > 0) for (let at = 0; at < book.width - 1; at++) sum += of[base + at] as number;
  return sum;
}

function judgeLevel(book: LimitBook, rows: LimitRow[], person: number, column: number, units: number): void {
  const size = units < 0 ? -units : units;
  const limit = book.limits[column] as number;
  const ask = book.asks[column] as number;
  if (size <= limit && size <= ask) return;
  const level = size > limit ? limitOf(book, person, column) : limit;
  if (size > level) rows.push({ person, column, units, level, type: "limit" });
  else if (size > ask) rows.push({ person, column, units, level: ask, type: "accountability" });
}
