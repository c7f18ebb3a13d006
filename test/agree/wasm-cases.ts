import { functionOf, WASM_MODES } from "../../src/emit/calculator/wasm/margin-module.ts";

/** The raw functions of a module, and its memory. */
type Raw = { readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number } } & Readonly<
  Record<string, (...given: readonly number[]) => number>
>;
type Instantiate = (bytes: Uint8Array) => Promise<{ readonly instance: { readonly exports: unknown } }>;
const { instantiate } = (globalThis as unknown as { WebAssembly: { instantiate: Instantiate } }).WebAssembly;
const opened = async (bytes: Uint8Array): Promise<Raw> => (await instantiate(bytes)).instance.exports as Raw;

/** What was found of each case that should be otherwise; what stops the module counts as found. */
function faultsOf(cases: Iterable<readonly [name: string, holds: () => boolean]>): string[] {
  const found: string[] = [];
  for (const [name, holds] of cases)
    try {
      if (!holds()) found.push(name);
    } catch {
      found.push(`${name}: stopped`);
    }
  return found;
}

const floor = (n: bigint, by: bigint): bigint => (n - (((n % by) + by) % by)) / by;
const size = (n: bigint): bigint => (n < 0n ? -n : n);
const sign = (n: bigint): bigint => (n < 0n ? -1n : 1n);
const ROUNDED: Readonly<Record<string, (n: bigint, d: bigint) => bigint>> = {
  up: (n, d) => -floor(-n, d),
  down: floor,
  away: (n, d) => -floor(-size(n), d) * sign(n),
  "toward-zero": (n, d) => n / d,
  "half-up": (n, d) => floor(2n * n + d, 2n * d),
  "half-down": (n, d) => -floor(d - 2n * n, 2n * d),
  "half-away": (n, d) => floor(2n * size(n) + d, 2n * d) * sign(n),
  "half-even": (n, d) => {
    const near = floor(2n * n + d, 2n * d);
    return (2n * n + d) % (2n * d) === 0n && near % 2n !== 0n ? near - 1n : near;
  },
};

const ROWS = 8_200;

/** The faults of a module of margins: ten units for one lot, up to 5,000 lots, a hundred units to what is rounded to. */
export async function marginFaults(bytes: Uint8Array): Promise<string[]> {
  const raw = await opened(bytes);
  raw.memory.grow(8);
  const at = (column: number): number => 4 * ROWS * column;
  const whole = (column: number): Int32Array => new Int32Array(raw.memory.buffer, at(column), ROWS);
  const [lots, previous, settlement] = [whole(0), whole(1), whole(2)];
  const amounts = new Float64Array(raw.memory.buffer, at(3), ROWS);
  const fresh = (): void => {
    for (let row = 0; row < ROWS; row += 1) {
      lots[row] = (row % 41) - 20;
      previous[row] = 20_000 + (row % 13);
      settlement[row] = 20_005 + (row % 7) - (row % 3);
    }
    lots.set([5_000, -5_000, 0, -1]);
  };
  const run = (name: string): number => raw[name]?.(at(0), at(1), at(2), at(3), 0, ROWS) as number;
  const exact = (row: number): bigint =>
    BigInt(lots[row] as number) * BigInt((settlement[row] as number) - (previous[row] as number)) * 10n;
  const right = (mode: (typeof WASM_MODES)[number] | undefined) => (): boolean => {
    fresh();
    if (run(functionOf(mode)) !== ROWS) return false;
    return amounts.every((amount, row) => {
      const wanted = mode === undefined ? exact(row) : (ROUNDED[mode]?.(exact(row), 100n) as bigint);
      return !Object.is(amount, -0) && amount === Number(wanted);
    });
  };
  /** The stretch in which a row is wrong is told, and nothing behind it is passed over. */
  const stops = (row: number, column: Int32Array, value: number, mode?: (typeof WASM_MODES)[number]) => (): boolean => {
    fresh();
    column[row] = value;
    return run(functionOf(mode)) === row - (row % 4_096);
  };
  return faultsOf([
    ...[undefined, ...WASM_MODES].map((mode) => [`amounts, ${mode}`, right(mode)] as const),
    ...[0, 1, 2, 3, 4_095, 4_096, 8_199].flatMap((row) =>
      [undefined, ...WASM_MODES].flatMap((mode) => [
        [`price before in row ${row}, ${mode}`, stops(row, previous, -1, mode)] as const,
        [`price now in row ${row}, ${mode}`, stops(row, settlement, -1, mode)] as const,
        [`more lots in row ${row}, ${mode}`, stops(row, lots, 5_001, mode)] as const,
        [`fewer lots in row ${row}, ${mode}`, stops(row, lots, -5_001, mode)] as const,
      ]),
    ),
    ...[undefined, ...WASM_MODES].flatMap((mode) => {
      const call = (...given: number[]): number => raw[functionOf(mode)]?.(...given) as number;
      return [
        [`an address between, ${mode}`, () => call(4, at(1), at(2), at(3), 0, 4) === -1],
        [`a row between, ${mode}`, () => call(at(0), at(1), at(2), at(3), 0, 3) === -1],
        [
          `amounts behind the memory, ${mode}`,
          () => call(at(0), at(1), at(2), raw.memory.buffer.byteLength - 16, 0, 4) === -1,
        ],
        [`a column behind the memory, ${mode}`, () => call(at(0), at(1), at(2), at(3), 0, 2 ** 20) === -1],
      ] as (readonly [string, () => boolean])[];
    }),
  ]);
}

const CELLS = 2 ** 21;
/** Some rows less than one look, a whole one, and some more, none of them a multiple of eight. */
const LENGTHS = [1, 2, 5, 17, 64, 67, 129, 1_023, 1_024, 1_029, 2_061];

/** The faults of the module of fixings. */
export async function fixingFaults(bytes: Uint8Array): Promise<string[]> {
  const raw = await opened(bytes);
  raw.memory.grow(4);
  const { buffer } = raw.memory;
  const column = (at: number, rows: number): Int32Array => new Int32Array(buffer, CELLS + 12_000 * at, rows);
  const cases: (readonly [string, () => boolean])[] = [];
  for (const rows of LENGTHS) {
    const time = column(0, rows);
    const ordered = (change?: (all: Int32Array) => void, from = 3): number => {
      time.forEach((_, row) => (time[row] = 3 + 2 * (row >> 1)));
      change?.(time);
      return raw["ordered"]?.(time.byteOffset, rows, from) as number;
    };
    cases.push(
      [`${rows} times in order`, () => ordered() === 1],
      [`${rows} times, the first early`, () => ordered(undefined, 4) === 0],
    );
    for (let row = 1; row < Math.min(rows, 70); row += 1)
      cases.push([
        `${rows} times, row ${row} early`,
        () => ordered((all) => (all[row] = (all[row - 1] as number) - 1)) === 0,
      ]);
    cases.push([`${rows} times, the last early`, () => rows < 2 || ordered((all) => (all[rows - 1] = 2)) === 0]);
    const codes = new Uint8Array(buffer, CELLS + 60_000, rows);
    const below = (bound: number, bad?: number): number => {
      codes.fill(0).forEach((_, row) => (codes[row] = row % Math.min(bound, 200)));
      if (bad !== undefined) codes[bad] = bound;
      return raw["below"]?.(codes.byteOffset, rows, bound) as number;
    };
    for (const bound of [1, 6, 129, 255])
      for (const bad of [0, 15, 16, 40, 63, 64, rows - 1].filter((one) => one < rows))
        cases.push(
          [`${rows} codes below ${bound}`, () => below(bound) === 1],
          [`${rows} codes, one not below ${bound} at ${bad}`, () => below(bound, bad) === 0],
        );
    cases.push([`${rows} codes of a byte`, () => below(256) === 1]);
    cases.push(...countingCases(raw, rows, false), ...countingCases(raw, rows, true));
  }
  return faultsOf(cases);
}

const LOW = 990;
const TICKS = 64;
const BITS = 2;

function countingCases(raw: Raw, rows: number, bySource: boolean): (readonly [string, () => boolean])[] {
  const { buffer } = raw.memory;
  const [price, sizes] = [new Int32Array(buffer, CELLS, rows), new Int32Array(buffer, CELLS + 12_000, rows)];
  const source = new Uint8Array(buffer, CELLS + 24_000, rows);
  const each = bySource ? 2 << BITS : 1;
  const cells = new Float64Array(buffer, 0, TICKS * each);
  const run = (change?: () => void): number => {
    cells.fill(0);
    for (let row = 0; row < rows; row += 1) {
      price[row] = LOW + ((row * 7) % TICKS);
      sizes[row] = 1 + (row % 9);
      source[row] = row % 3;
    }
    sizes[0] = 2 ** 30;
    price[0] = LOW + TICKS - 1;
    change?.();
    const ends = bySource ? [rows, LOW, BITS, 0, TICKS] : [rows, LOW, 0, TICKS];
    const columns = [price, sizes, ...(bySource ? [source] : [])].map(({ byteOffset }) => byteOffset);
    return raw[bySource ? "fill_by_source" : "fill"]?.(...columns, ...ends) as number;
  };
  const counted = (): boolean => {
    if (run() !== 1) return false;
    const wanted = new Float64Array(TICKS * each);
    for (let row = 0; row < rows; row += 1) {
      const tick = (price[row] as number) - LOW;
      const cell = bySource ? 2 * ((tick << BITS) | (source[row] as number)) : tick;
      wanted[cell] = (wanted[cell] as number) + (sizes[row] as number);
      if (bySource) wanted[cell + 1] = (wanted[cell + 1] as number) + 1;
    }
    return wanted.every((one, at) => one === cells[at]);
  };
  const name = `${rows} rows${bySource ? " by source" : ""}`;
  const wrong = [0, 1, 2, 3, 7, 1_000, 1_022, 1_023, rows - 1].filter((row) => row < rows);
  return [
    [name, counted],
    ...wrong.flatMap((row): (readonly [string, () => boolean])[] => [
      [`${name}, no size at ${row}`, () => run(() => (sizes[row] = 0)) === 0],
      [`${name}, a size below zero at ${row}`, () => run(() => (sizes[row] = -2_147_483_648)) === 0],
      [`${name}, a size too large at ${row}`, () => run(() => (sizes[row] = 2 ** 30 + 1)) === 0],
      [`${name}, a tick below at ${row}`, () => run(() => (price[row] = LOW - 1)) === 0],
      [`${name}, a tick above at ${row}`, () => run(() => (price[row] = LOW + TICKS)) === 0],
    ]),
  ];
}
