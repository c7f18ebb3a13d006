import { fill, fillBySource } from "./counting.ts";
import type { WasmFunction } from "./encoder.ts";
import {
  block,
  branch,
  branchIf,
  encode,
  get,
  i32,
  loop,
  memory,
  op,
  set,
  tee,
  vector,
  when,
  wide,
} from "./encoder.ts";
import { done, step, whileBelow, zero } from "./loops.ts";

/** Pages of the cells, which stand first in the memory, and one of columns. */
const PAGES = 33;
/** The most memory a module may have: four gibibytes, which is what addresses of 32 bits reach. */
const MOST_PAGES = 65_536;

/**
 * A module of the loops over rows that fix a reference price, the same for every index: `ordered(time, rows, from)` is 1 where no time is below `from` or before
 * the one above it; `below(codes, rows, bound)` where every byte is below a bound; `fill(price, size, rows, low, cells, ticks)` where each size, above zero and up to 2^30, was added to
 * the cell of its tick, a double in the end; `fill_by_source(price, size, source, rows, low, bits, cells, ticks)` has two cells for each tick and source. Columns and
 * cells are addresses, `ticks` a power of two.
 */
export function fixingModule(): Uint8Array {
  return encode({ pages: PAGES, mostPages: MOST_PAGES, functions: [ordered(), below(), fill(), fillBySource()] });
}

function ordered(): WasmFunction {
  const [TIME, ROWS, FROM, AT, END, LAST, ORDER] = [0, 1, 2, 3, 4, 5, 6] as const;
  const vectors = 4;
  return {
    name: "ordered",
    parameters: ["i32", "i32", "i32"],
    results: ["i32"],
    locals: ["i32", "i32", "i32", "v128"],
    body: [
      get(ROWS),
      op("i32.eqz"),
      when(...done(1)),
      get(TIME),
      memory("i32.load"),
      get(FROM),
      op("i32.lt_s"),
      when(...done(0)),
      ...zero,
      set(ORDER),
      get(TIME),
      tee(AT),
      get(ROWS),
      i32(2),
      op("i32.shl"),
      op("i32.add"),
      tee(END),
      // The last address from which a whole turn can be read.
      i32(16 * vectors),
      op("i32.sub"),
      set(LAST),
      ...step(AT, 4),
      block(
        loop(
          get(AT),
          get(LAST),
          op("i32.gt_s"),
          branchIf(1),
          // Of times not below zero the differences are whole numbers of 32 bits.
          ...Array.from({ length: vectors }, (_, turn) => [
            get(ORDER),
            get(AT),
            wide("v128.load", 16 * turn, 2),
            vector("v128.or"),
            get(AT),
            wide("v128.load", 16 * turn, 2),
            get(AT),
            i32(4),
            op("i32.sub"),
            wide("v128.load", 16 * turn, 2),
            vector("i32x4.sub"),
            vector("v128.or"),
            set(ORDER),
          ]).flat(),
          ...step(AT, 16 * vectors),
          branch(0),
        ),
      ),
      get(ORDER),
      vector("i32x4.bitmask"),
      when(...done(0)),
      whileBelow(
        AT,
        [get(END)],
        [
          get(AT),
          memory("i32.load"),
          get(AT),
          i32(4),
          op("i32.sub"),
          memory("i32.load"),
          op("i32.lt_s"),
          when(...done(0)),
          ...step(AT, 4),
        ],
      ),
      i32(1),
    ],
  };
}

function below(): WasmFunction {
  const [CODES, ROWS, BOUND, END, BAD] = [0, 1, 2, 3, 4] as const;
  return {
    name: "below",
    parameters: ["i32", "i32", "i32"],
    results: ["i32"],
    locals: ["i32", "v128"],
    body: [
      get(BOUND),
      i32(255),
      op("i32.gt_s"),
      when(...done(1)),
      ...zero,
      set(BAD),
      get(CODES),
      get(ROWS),
      op("i32.add"),
      set(END),
      block(
        loop(
          get(END),
          get(CODES),
          op("i32.sub"),
          i32(64),
          op("i32.lt_s"),
          branchIf(1),
          ...[0, 16, 32, 48].flatMap((offset) => [
            get(BAD),
            get(CODES),
            wide("v128.load", offset, 0),
            get(BOUND),
            vector("i8x16.splat"),
            vector("i8x16.ge_u"),
            vector("v128.or"),
            set(BAD),
          ]),
          ...step(CODES, 64),
          branch(0),
        ),
      ),
      get(BAD),
      vector("v128.any_true"),
      when(...done(0)),
      whileBelow(
        CODES,
        [get(END)],
        [get(CODES), memory("i32.load8_u"), get(BOUND), op("i32.ge_s"), when(...done(0)), ...step(CODES, 1)],
      ),
      i32(1),
    ],
  };
}
