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
  const personOf = onlyPersons(setup);
  // What is held in all months is what the months hold together: only what is in no month is added to it here, so that a row touches one cell.
  let gross = 0;
  for (let row = 0; row < lots.length; row++) {
    const account = accounts[row] as number;
    const instrument = instruments[row] as number;
    if (account < 0 || account >= customers || instrument < 0 || instrument >= known) return { kind: "row", row };
    const units = (lots[row] as number) * (unitsOf[instrument] as number);
    const slot = slotOf[instrument] as number;
    const column = slot >= 0 ? slot : width - 1;
    const to = eachSide && units < 0 ? short : held;
    if (personOf !== undefined) {
      const cell = (personOf[account] as number) * width + column;
      to[cell] = (to[cell] as number) + units;
    } else {
      const end = starts[account + 1] as number;
      for (let at = starts[account] as number; at < end; at++) {
        const cell = (counted[at] as number) * width + column;
        to[cell] = (to[cell] as number) + units;
      }
    }
    gross += units < 0 ? -units : units;
  }
  addMonths(held, width);
  addMonths(short, width);
  return gross > MOST_UNITS ? { kind: "too-large" } : book;
}

/** The one person that each account counts towards; undefined where some account has none or several. */
function onlyPersons({ starts, counted }: LimitSetup): Int32Array | undefined {
  for (let account = 0; account < starts.length; account++) if (starts[account] !== account) return undefined;
  return counted;
}

/** Adds what the months of each person hold to what it holds in all of them. */
function addMonths(cells: Float64Array, width: number): void {
  for (let base = 0; base < cells.length; base += width) {
    let sum = cells[base + width - 1] as number;
    for (let at = base; at < base + width - 1; at++) sum += cells[at] as number;
    cells[base + width - 1] = sum;
  }
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
