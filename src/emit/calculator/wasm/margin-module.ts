import type { Instruction, ValueType, WasmFunction } from "./encoder.ts";
import {
  block,
  branch,
  branchIf,
  encode,
  f64,
  get,
  i32,
  i64,
  lane,
  loop,
  memorySize,
  op,
  set,
  shuffle,
  tee,
  vector,
  when,
  wide,
} from "./encoder.ts";

/** What the loop of a module multiplies by and looks for. */
export type MarginConstants = {
  /** Amount units of one lot for one price unit, below 2^53. */
  readonly factor: number;
  readonly signed: boolean;
  /** The most lots that the range proof allows; undefined where there is no proof, and the largest product is looked at. */
  readonly most?: number;
  /** Amount units of what amounts are rounded to, where they can be. */
  readonly divisor?: number;
};

/** The ways in which amounts are rounded, in the order of the functions. */
export const WASM_MODES = [
  "half-even",
  "half-away",
  "half-up",
  "half-down",
  "up",
  "down",
  "away",
  "toward-zero",
] as const;
type Mode = (typeof WASM_MODES)[number];

/** The name of a mode's function in the module. */
export const functionOf = (mode: Mode | undefined): string =>
  mode === undefined ? "margin" : `margin_${mode.replaceAll("-", "_")}`;

/** Rows between two looks at whether all before were exact. */
export const ROWS_A_LOOK = 4096;

/** The most memory a module may have: four gibibytes, which is what addresses of 32 bits reach. */
const MOST_PAGES = 65_536;

/**
 * A module of one function for exact amounts, and where they can be rounded one for each mode. Each takes the addresses of lots, previous, settlement and amounts, multiples
 * of eight, and the number of the first row and of the row behind the last, multiples of four; it returns the first row of a stretch in
 * which one is beyond the proof, or too large, or below zero where prices are not: all rows before are written and exact. -1: an address is no multiple of eight, a row no
 * multiple of four, or a column ends behind the memory.
 */
export function marginModule(constants: MarginConstants): Uint8Array {
  const modes = constants.divisor === undefined ? [] : WASM_MODES;
  return encode({
    pages: 1,
    mostPages: MOST_PAGES,
    functions: [undefined, ...modes].map((mode) => marginFunction(constants, mode)),
  });
}

const [LOTS, PREVIOUS, SETTLEMENT, AMOUNTS, FROM, TO] = [0, 1, 2, 3, 4, 5];
const ROW = 6;
const STOP = 7;
const AT = 8;
const BAD = 9;
const LARGEST = 10;
const HELD = 11;
const BEFORE = 12;
const NOW = 13;
const CHANGE = 14;
const PRODUCT = 15;
const LOCALS: readonly ValueType[] = ["i32", "i32", "i32", "v128", "v128", "v128", "v128", "v128", "v128", "v128"];

function marginFunction(constants: MarginConstants, mode: Mode | undefined): WasmFunction {
  const largest = 2 ** (mode === undefined || mode === "half-even" ? 53 : 51);
  return {
    name: functionOf(mode),
    parameters: ["i32", "i32", "i32", "i32", "i32", "i32"],
    results: ["i32"],
    locals: LOCALS,
    body: [
      ...refusals(),
      get(FROM),
      set(ROW),
      block(
        loop(
          get(ROW),
          get(TO),
          op("i32.ge_u"),
          branchIf(1),
          ...nextStop(),
          ...stretch(constants, mode),
          ...lookedAt(mode === undefined ? largest : largest / 2),
          get(STOP),
          set(ROW),
          branch(0),
        ),
      ),
      get(TO),
    ],
  };
}

/** -1 where an address is no multiple of eight, a row none of four, or a column of `TO` rows ends behind the memory. */
function refusals(): Instruction[] {
  const ends = (address: number, bytes: number): Instruction[] => [
    get(address),
    op("i64.extend_i32_u"),
    get(TO),
    op("i64.extend_i32_u"),
    i64(BigInt(bytes)),
    op("i64.mul"),
    op("i64.add"),
    memorySize,
    op("i64.extend_i32_u"),
    i64(65_536n),
    op("i64.mul"),
    op("i64.gt_u"),
    when(i32(-1), op("return")),
  ];
  return [
    get(LOTS),
    get(PREVIOUS),
    op("i32.or"),
    get(SETTLEMENT),
    op("i32.or"),
    get(AMOUNTS),
    op("i32.or"),
    i32(7),
    op("i32.and"),
    when(i32(-1), op("return")),
    get(FROM),
    get(TO),
    op("i32.or"),
    i32(3),
    op("i32.and"),
    when(i32(-1), op("return")),
    ...[LOTS, PREVIOUS, SETTLEMENT].flatMap((one) => ends(one, 4)),
    ...ends(AMOUNTS, 8),
  ];
}

/** The row behind the stretch: `ROWS_A_LOOK` on, or the last. */
function nextStop(): Instruction[] {
  const next = [get(ROW), i32(ROWS_A_LOOK), op("i32.add")];
  return [...next, get(TO), ...next, get(TO), op("i32.lt_u"), op("select"), set(STOP)];
}

/** Four rows a turn from `ROW` up to `STOP`. */
function stretch(constants: MarginConstants, mode: Mode | undefined): Instruction[] {
  const load = (column: number, into: number): Instruction[] => [
    get(column),
    get(AT),
    op("i32.add"),
    wide("v128.load"),
    set(into),
  ];
  return [
    i32(0),
    vector("i32x4.splat"),
    tee(BAD),
    set(LARGEST),
    get(ROW),
    i32(2),
    op("i32.shl"),
    set(AT),
    loop(
      ...load(LOTS, HELD),
      ...load(PREVIOUS, BEFORE),
      ...load(SETTLEMENT, NOW),
      ...wrongBits(constants),
      ...(constants.signed ? [] : [get(NOW), get(BEFORE), vector("i32x4.sub"), set(CHANGE)]),
      ...half(constants, mode, 0),
      ...half(constants, mode, 1),
      get(AT),
      i32(16),
      op("i32.add"),
      tee(AT),
      get(STOP),
      i32(2),
      op("i32.shl"),
      op("i32.lt_u"),
      branchIf(0),
    ),
  ];
}

/** Gathers the signs of prices that must not be below zero, and of the distance of the lots to the bound of the proof. */
function wrongBits({ signed, most }: MarginConstants): Instruction[] {
  const bound = (how: "i32x4.sub" | "i32x4.add"): Instruction[] => [
    i32(most ?? 0),
    vector("i32x4.splat"),
    get(HELD),
    vector(how),
    vector("v128.or"),
  ];
  if (signed && most === undefined) return [];
  return [
    get(BAD),
    ...(signed ? [] : [get(BEFORE), get(NOW), vector("v128.or"), vector("v128.or")]),
    ...(most === undefined ? [] : [...bound("i32x4.sub"), ...bound("i32x4.add")]),
    set(BAD),
  ];
}

const UPPER = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];

/** The two rows of one half of the vectors: product, and amount. */
function half({ factor, signed, most, divisor }: MarginConstants, mode: Mode | undefined, which: 0 | 1): Instruction[] {
  const widened = (local: number): Instruction[] => [
    get(local),
    ...(which === 1 ? [get(local), shuffle(UPPER)] : []),
    vector("f64x2.convert_low_i32x4_s"),
  ];
  const change = signed ? [...widened(NOW), ...widened(BEFORE), vector("f64x2.sub")] : widened(CHANGE);
  return [
    ...change,
    ...widened(HELD),
    vector("f64x2.mul"),
    ...(factor === 1 ? [] : [...splat(factor), vector("f64x2.mul")]),
    set(PRODUCT),
    ...(most === undefined || (mode !== undefined && mode !== "half-even")
      ? [get(LARGEST), get(PRODUCT), vector("f64x2.abs"), vector("f64x2.pmax"), set(LARGEST)]
      : []),
    // Twice as many bytes of amounts as of whole numbers of 32 bits.
    get(AMOUNTS),
    get(AT),
    i32(1),
    op("i32.shl"),
    op("i32.add"),
    ...(mode === undefined ? [get(PRODUCT)] : rounded(mode, divisor ?? 1)),
    // Minus zero and zero are zero.
    ...splat(0),
    vector("f64x2.add"),
    wide("v128.store", 16 * which),
  ];
}

const splat = (value: number): Instruction[] => [f64(value), vector("f64x2.splat")];

/** The product over the divisor, rounded: the quotient is correctly rounded itself, which moves it onto no whole number and no tie, nor across one, below the largest product. */
function rounded(mode: Mode, divisor: number): Instruction[] {
  const quotient: Instruction[] = [get(PRODUCT), ...splat(divisor), vector("f64x2.div")];
  const doubled = (how: "f64x2.add" | "f64x2.sub", of: readonly Instruction[]): Instruction[] => [
    ...of,
    ...splat(2),
    vector("f64x2.mul"),
    ...splat(divisor),
    vector(how),
    ...splat(2 * divisor),
    vector("f64x2.div"),
  ];
  const absolute: Instruction[] = [get(PRODUCT), vector("f64x2.abs")];
  // The sign of the product is that of its amount: the bit of minus zero, laid over it.
  const withSign = (of: readonly Instruction[]): Instruction[] => [
    ...of,
    get(PRODUCT),
    ...splat(-0),
    vector("v128.and"),
    vector("v128.or"),
  ];
  switch (mode) {
    case "half-even":
      return [...quotient, vector("f64x2.nearest")];
    case "up":
      return [...quotient, vector("f64x2.ceil")];
    case "down":
      return [...quotient, vector("f64x2.floor")];
    case "toward-zero":
      return [...quotient, vector("f64x2.trunc")];
    case "away":
      return withSign([...absolute, ...splat(divisor), vector("f64x2.div"), vector("f64x2.ceil")]);
    case "half-up":
      return [...doubled("f64x2.add", [get(PRODUCT)]), vector("f64x2.floor")];
    case "half-down":
      return [...doubled("f64x2.sub", [get(PRODUCT)]), vector("f64x2.ceil")];
    case "half-away":
      return withSign([...doubled("f64x2.add", absolute), vector("f64x2.floor")]);
  }
}

/** Returns the first row of the stretch where a sign was gathered or a product is not below `largest`. */
function lookedAt(largest: number): Instruction[] {
  return [
    get(BAD),
    vector("i32x4.bitmask"),
    get(LARGEST),
    lane("f64x2.extract_lane", 0),
    get(LARGEST),
    lane("f64x2.extract_lane", 1),
    op("f64.max"),
    f64(largest),
    op("f64.ge"),
    op("i32.or"),
    when(get(ROW), op("return")),
  ];
}
