// WebAssembly modules as bytes: the binary format of the core specification 2.0 with its vector instructions (sections 5.3 to 5.5).

/** A type of a value. */
export type ValueType = "i32" | "i64" | "f64" | "v128";

/** One function: what it takes and returns, its locals behind the parameters, and its instructions without the last `end`. */
export type WasmFunction = {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: readonly Instruction[];
};

/** A module with one memory of its own, both exported by name. */
export type WasmModule = {
  /** Pages of 64 KiB that the memory has when it is made, and the most it may have. */
  readonly pages: number;
  readonly mostPages: number;
  readonly functions: readonly WasmFunction[];
};

/** An instruction: its bytes, those of what it holds among them. */
export type Instruction = readonly number[];

const TYPE_CODES: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

/** A whole number that is not negative, seven bits a byte, the lower ones first (LEB128, 5.2.2). */
export function unsigned(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is no whole number from zero on`);
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** A whole number with its sign, seven bits a byte. */
export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    if ((rest === 0n && low < 64) || (rest === -1n && low >= 64)) return [...bytes, low];
    bytes.push(low + 128);
  }
}

const PLAIN = {
  "i32.eqz": 0x45,
  "i32.ne": 0x47,
  "i32.lt_s": 0x48,
  "i32.lt_u": 0x49,
  "i32.gt_s": 0x4a,
  "i32.gt_u": 0x4b,
  "i32.le_s": 0x4c,
  "i32.ge_s": 0x4e,
  "i32.ge_u": 0x4f,
  "i64.gt_u": 0x56,
  "f64.lt": 0x63,
  "f64.ge": 0x66,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
  "i32.mul": 0x6c,
  "i32.and": 0x71,
  "i32.or": 0x72,
  "i32.shl": 0x74,
  "i32.shr_s": 0x75,
  "i32.shr_u": 0x76,
  "i64.add": 0x7c,
  "i64.mul": 0x7e,
  "f64.add": 0xa0,
  "f64.max": 0xa5,
  "i64.extend_i32_u": 0xad,
  "f64.convert_i32_s": 0xb7,
  "f64.convert_i64_s": 0xb9,
  return: 0x0f,
  end: 0x0b,
  select: 0x1b,
  unreachable: 0x00,
} as const;

const VECTOR = {
  "i8x16.splat": 0x0f,
  "i32x4.splat": 0x11,
  "f64x2.splat": 0x14,
  "i8x16.ge_u": 0x2c,
  "v128.not": 0x4d,
  "v128.and": 0x4e,
  "v128.or": 0x50,
  "v128.any_true": 0x53,
  "f64x2.ceil": 0x74,
  "f64x2.floor": 0x75,
  "f64x2.trunc": 0x7a,
  "f64x2.nearest": 0x94,
  "i32x4.bitmask": 0xa4,
  "i32x4.add": 0xae,
  "i32x4.sub": 0xb1,
  "i32x4.min_s": 0xb6,
  "i32x4.max_s": 0xb8,
  "f64x2.abs": 0xec,
  "f64x2.neg": 0xed,
  "f64x2.add": 0xf0,
  "f64x2.sub": 0xf1,
  "f64x2.mul": 0xf2,
  "f64x2.div": 0xf3,
  "f64x2.pmax": 0xf7,
  "f64x2.convert_low_i32x4_s": 0xfe,
} as const;

/** Instructions that hold nothing. */
export const op = (name: keyof typeof PLAIN): Instruction => [PLAIN[name]];

/** Vector instructions that hold nothing. */
export const vector = (name: keyof typeof VECTOR): Instruction => [0xfd, ...unsigned(VECTOR[name])];

/** The number of this lane of a vector. */
export const lane = (name: "i32x4.extract_lane" | "f64x2.extract_lane", at: number): Instruction => [
  0xfd,
  name === "i32x4.extract_lane" ? 0x1b : 0x21,
  at,
];

/** The vector of sixteen bytes picked from two by these places. */
export const shuffle = (places: readonly number[]): Instruction => [0xfd, 0x0d, ...places];

export const i32 = (value: number): Instruction => [0x41, ...signed(BigInt(value))];
export const i64 = (value: bigint): Instruction => [0x42, ...signed(value)];
export const f64 = (value: number): Instruction => [0x44, ...new Uint8Array(new Float64Array([value]).buffer)];

const ACCESS = {
  "i32.load": [0x28, 2],
  "i32.load8_u": [0x2d, 0],
  "i64.load": [0x29, 3],
  "i64.store": [0x37, 3],
  "f64.load": [0x2b, 3],
  "i32.store": [0x36, 2],
  "f64.store": [0x39, 3],
} as const;

/** Reads or writes memory at the address on the stack and `offset` bytes on. */
export const memory = (name: keyof typeof ACCESS, offset = 0): Instruction => {
  const [code, align] = ACCESS[name];
  return [code, align, ...unsigned(offset)];
};

/** Reads or writes sixteen bytes; the address is promised to be a multiple of `2 ** align`. */
export const wide = (name: "v128.load" | "v128.store", offset = 0, align = 3): Instruction => [
  0xfd,
  name === "v128.load" ? 0x00 : 0x0b,
  align,
  ...unsigned(offset),
];

export const get = (local: number): Instruction => [0x20, ...unsigned(local)];
export const set = (local: number): Instruction => [0x21, ...unsigned(local)];
export const tee = (local: number): Instruction => [0x22, ...unsigned(local)];
export const branch = (depth: number): Instruction => [0x0c, ...unsigned(depth)];
export const branchIf = (depth: number): Instruction => [0x0d, ...unsigned(depth)];
export const memorySize: Instruction = [0x3f, 0x00];

/** Instructions in a block, which a branch leaves; in a loop, which a branch begins again; behind a condition. */
export const block = (...body: readonly Instruction[]): Instruction => [0x02, 0x40, ...body.flat(), 0x0b];
export const loop = (...body: readonly Instruction[]): Instruction => [0x03, 0x40, ...body.flat(), 0x0b];
export const when = (...body: readonly Instruction[]): Instruction => [0x04, 0x40, ...body.flat(), 0x0b];

/** The bytes of a module. */
export function encode({ pages, mostPages, functions }: WasmModule): Uint8Array {
  const types = functions.map(({ parameters, results }) => [
    0x60,
    ...list(parameters.map((one) => [TYPE_CODES[one]])),
    ...list(results.map((one) => [TYPE_CODES[one]])),
  ]);
  const exported = [
    [...text("memory"), 0x02, ...unsigned(0)],
    ...functions.map(({ name }, at) => [...text(name), 0x00, ...unsigned(at)]),
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d],
    ...[0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(3, list(functions.map((_, at) => unsigned(at)))),
    ...section(5, list([[0x01, ...unsigned(pages), ...unsigned(mostPages)]])),
    ...section(7, list(exported)),
    ...section(10, list(functions.map(code))),
  ]);
}

function code({ locals, body }: WasmFunction): number[] {
  const bytes = [...list(runs(locals)), ...body.flat(), 0x0b];
  return [...unsigned(bytes.length), ...bytes];
}

/** Locals that follow one another and are of one type, with their number. */
function runs(locals: readonly ValueType[]): number[][] {
  const found: { readonly type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = found.at(-1);
    if (last?.type === type) last.count += 1;
    else found.push({ type, count: 1 });
  }
  return found.map(({ type, count }) => [...unsigned(count), TYPE_CODES[type]]);
}

const section = (id: number, bytes: readonly number[]): number[] => [id, ...unsigned(bytes.length), ...bytes];
const list = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (name: string): number[] => {
  const bytes = [...new TextEncoder().encode(name)];
  return [...unsigned(bytes.length), ...bytes];
};
