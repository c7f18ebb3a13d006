import type { Instruction, ValueType, WasmFunction } from "./encoder.ts";
import { block, branch, branchIf, get, i32, i64, loop, memory, op, set, tee, vector, when, wide } from "./encoder.ts";
import { done, gathered, step, whileBelow, zero } from "./loops.ts";

/** Rows that are looked at together before any is counted: two columns of them stay in the nearest memory of a core. */
const ROWS_A_LOOK = 1024;
const GREATEST_SIZE = 2 ** 30 - 1;

/** The parameters of a way of counting, the locals behind them, and what is done with a row. */
type Counting = {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly price: number;
  readonly size: number;
  readonly source?: number;
  readonly rows: number;
  readonly low: number;
  readonly cells: number;
  readonly ticks: number;
  readonly bits?: number;
};

/** Adds sizes to the cells of their ticks. */
export function fill(): WasmFunction {
  return counting({
    ...{ name: "fill", parameters: ["i32", "i32", "i32", "i32", "i32", "i32"] },
    ...{ price: 0, size: 1, rows: 2, low: 3, cells: 4, ticks: 5 },
  });
}

/** The same for each source, with the number of rows. */
export function fillBySource(): WasmFunction {
  return counting({
    ...{ name: "fill_by_source", parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"] },
    ...{ price: 0, size: 1, source: 2, rows: 3, low: 4, bits: 5, cells: 6, ticks: 7 },
  });
}

/** Rows in looks of so many: first the bits of all ticks and sizes together tell whether one is wrong, then each is added to its cell, which is near. */
function counting(given: Counting): WasmFunction {
  const { name, parameters, price, size, source, rows, low, cells, ticks, bits } = given;
  const base = parameters.length;
  const [LEFT, STOP, CELL, AT, LIMIT] = [base, base + 1, base + 2, base + 3, base + 4] as const;
  const [TICKS, SIZES] = [base + 5, base + 6] as const;
  const wrong = (tick: readonly Instruction[], sized: readonly Instruction[]): Instruction[] => [
    ...tick,
    get(LIMIT),
    ...tick,
    op("i32.sub"),
    op("i32.or"),
    ...sized,
    op("i32.or"),
    i32(GREATEST_SIZE),
    ...sized,
    op("i32.sub"),
    op("i32.or"),
    i32(0),
    op("i32.lt_s"),
    when(...done(0)),
  ];
  const count = (at: number): Instruction[] => [
    get(cells),
    get(price),
    memory("i32.load", 4 * at),
    get(low),
    op("i32.sub"),
    ...(source === undefined || bits === undefined
      ? [i32(3), op("i32.shl")]
      : [
          get(bits),
          op("i32.shl"),
          get(source),
          memory("i32.load8_u", at),
          i32(1),
          get(bits),
          op("i32.shl"),
          i32(1),
          op("i32.sub"),
          op("i32.and"),
          op("i32.or"),
          i32(4),
          op("i32.shl"),
        ]),
    op("i32.add"),
    tee(CELL),
    get(CELL),
    memory("i64.load"),
    get(size),
    memory("i32.load", 4 * at),
    op("i64.extend_i32_u"),
    op("i64.add"),
    memory("i64.store"),
    ...(source === undefined
      ? []
      : [get(CELL), get(CELL), memory("i64.load", 8), i64(1n), op("i64.add"), memory("i64.store", 8)]),
  ];
  const onward = (by: number): Instruction[] => [
    ...step(price, 4 * by),
    ...step(size, 4 * by),
    ...(source === undefined ? [] : step(source, by)),
  ];
  const looked = (column: number, offset: number, less: readonly Instruction[], into: number): Instruction[] => [
    get(into),
    get(column),
    get(AT),
    op("i32.add"),
    wide("v128.load", offset, 2),
    ...less,
    vector("i32x4.splat"),
    vector("i32x4.sub"),
    vector("v128.or"),
    set(into),
  ];
  return {
    name,
    parameters,
    results: ["i32"],
    locals: ["i32", "i32", "i32", "i32", "i32", "v128", "v128"],
    body: [
      get(ticks),
      i32(1),
      op("i32.sub"),
      set(LIMIT),
      get(rows),
      set(LEFT),
      block(
        loop(
          get(LEFT),
          i32(ROWS_A_LOOK),
          op("i32.lt_u"),
          branchIf(1),
          ...[...zero, tee(TICKS), set(SIZES), i32(0), set(AT)],
          whileBelow(
            AT,
            [i32(4 * ROWS_A_LOOK)],
            [
              ...[0, 16].flatMap((offset) => [
                ...looked(price, offset, [get(low)], TICKS),
                ...looked(size, offset, [i32(1)], SIZES),
              ]),
              ...step(AT, 32),
            ],
          ),
          ...wrong(gathered(TICKS), gathered(SIZES)),
          get(price),
          i32(4 * ROWS_A_LOOK),
          op("i32.add"),
          set(STOP),
          whileBelow(price, [get(STOP)], [...Array.from({ length: 8 }, (_, at) => count(at)).flat(), ...onward(8)]),
          ...step(LEFT, -ROWS_A_LOOK),
          branch(0),
        ),
      ),
      get(price),
      get(LEFT),
      i32(2),
      op("i32.shl"),
      op("i32.add"),
      set(STOP),
      whileBelow(
        price,
        [get(STOP)],
        [
          ...wrong(
            [get(price), memory("i32.load"), get(low), op("i32.sub")],
            [get(size), memory("i32.load"), i32(1), op("i32.sub")],
          ),
          ...count(0),
          ...onward(1),
        ],
      ),
      ...doubles(given, CELL, STOP),
      i32(1),
    ],
  };
}

/** Makes doubles of all cells: whoever reads them adds them up and sees whether that was exact. */
function doubles({ cells, ticks, bits }: Counting, cell: number, stop: number): Instruction[] {
  return [
    get(cells),
    tee(cell),
    get(ticks),
    ...(bits === undefined ? [i32(3), op("i32.shl")] : [get(bits), i32(4), op("i32.add"), op("i32.shl")]),
    op("i32.add"),
    set(stop),
    whileBelow(
      cell,
      [get(stop)],
      [get(cell), get(cell), memory("i64.load"), op("f64.convert_i64_s"), memory("f64.store"), ...step(cell, 8)],
    ),
  ];
}
