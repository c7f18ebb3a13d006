import { createRequire } from "node:module";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Product } from "../../../src/model/model.ts";
import { moduleBytes } from "../../../src/emit/calculator/targets/wasm.ts";
import { signed, unsigned } from "../../../src/emit/calculator/wasm/encoder.ts";
import { fixingModule } from "../../../src/emit/calculator/wasm/fixing-module.ts";
import { functionOf, marginModule, WASM_MODES } from "../../../src/emit/calculator/wasm/margin-module.ts";
import { PLAIN_MODES } from "../../../src/runtime/margin-columns.ts";
import { golden } from "../../kit/files.ts";
import { fc } from "../../kit/property.ts";
import { sampleGph } from "../../kit/sample-model.ts";
import { load, outcome } from "./load.ts";

/** What is used of npm's `wabt`: the reference implementation of the binary and the text format. */
type Wabt = {
  readonly readWasm: (bytes: Uint8Array, options: object) => WabtModule;
  readonly parseWat: (name: string, text: string, features?: object) => WabtModule;
};
type WabtModule = {
  readonly validate: () => void;
  readonly toText: (options: object) => string;
  readonly toBinary: (options: object) => { readonly buffer: Uint8Array };
  readonly destroy: () => void;
};
const wabt = await (createRequire(import.meta.url)("wabt") as () => Promise<Wabt>)();

/** The raw functions of a module, and its memory. */
type Raw = { readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number } } & Readonly<
  Record<string, (...addresses: readonly number[]) => number>
>;
type Instantiate = (bytes: Uint8Array) => Promise<{ readonly instance: { readonly exports: unknown } }>;
const { instantiate } = (globalThis as unknown as { WebAssembly: { instantiate: Instantiate } }).WebAssembly;
const open = async (bytes: Uint8Array): Promise<Raw> => (await instantiate(bytes)).instance.exports as Raw;

const CONSTANTS = [
  { factor: 10, signed: false },
  { factor: 1, signed: true },
  { factor: 10, signed: false, most: 5_000 },
  { factor: 1, signed: true, most: 2 ** 31 - 1, divisor: 10 },
  { factor: 250, signed: false, divisor: 100_000 },
  { factor: 2 ** 52 - 1, signed: false, divisor: 2 ** 48 - 1 },
];

test("every module is valid, and the bytes are those that the reference implementation makes of its text", () => {
  for (const constants of CONSTANTS) {
    const bytes = marginModule(constants);
    const read = wabt.readWasm(bytes, { readDebugNames: false });
    read.validate();
    const text = read.toText({ foldExprs: false, inlineExport: false });
    const again = wabt.parseWat("again.wat", text);
    assert.equal(
      [...again.toBinary({ log: false, canonicalize_lebs: true }).buffer],
      [...bytes],
      JSON.stringify(constants),
    );
    read.destroy();
    again.destroy();
  }
});

test("the module of fixings is valid, and the bytes are those that the reference implementation makes of its text", () => {
  const bytes = fixingModule();
  const read = wabt.readWasm(bytes, { readDebugNames: false });
  read.validate();
  const again = wabt.parseWat("again.wat", read.toText({ foldExprs: false, inlineExport: false }));
  assert.equal([...again.toBinary({ log: false, canonicalize_lebs: true }).buffer], [...bytes]);
  read.destroy();
  again.destroy();
});

test("the module of GPH reads as it did", () => {
  const read = wabt.readWasm(moduleBytes(sampleGph.product as Product), { readDebugNames: false });
  golden("calculator/gph.wat", read.toText({ foldExprs: true, inlineExport: true }));
  read.destroy();
});

test("numbers of any size are written in seven bits a byte", () => {
  const value = (bytes: readonly number[]): bigint =>
    bytes.reduce((sum, byte, at) => sum + (BigInt(byte & 127) << BigInt(7 * at)), 0n);
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (natural, whole) => {
      assert.is(value(unsigned(natural)), BigInt(natural));
      const bytes = signed(whole);
      const bits = BigInt(7 * bytes.length);
      assert.is(BigInt.asIntN(Number(bits), value(bytes)), whole);
    }),
  );
  assert.equal(unsigned(624_485), [0xe5, 0x8e, 0x26]);
  assert.equal(signed(-123_456n), [0xc0, 0xbb, 0x78]);
});

test("both ways of settling columns know the same modes", () => {
  assert.equal([...WASM_MODES].sort(), [...PLAIN_MODES].sort());
});

test("a million rows in every mode are those of whole numbers of any length, ties among them", async () => {
  const [factor, divisor, rows] = [250, 100_000, 125_000];
  const raw = await open(marginModule({ factor, signed: false, divisor }));
  raw.memory.grow(Math.ceil((rows * 20) / 65_536));
  const { buffer } = raw.memory;
  const at = 4 * rows;
  const [lots, previous, settlement] = [0, at, 2 * at].map((from) => new Int32Array(buffer, from, rows)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const amounts = new Float64Array(buffer, 3 * at, rows);
  let state = 12_345;
  const next = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  for (let row = 0; row < rows; row += 1) {
    lots[row] = next(4_001) - 2_000;
    previous[row] = 200_000 + next(10_000);
    settlement[row] = (previous[row] as number) + next(2_001) - 1_000;
  }
  const d = BigInt(divisor);
  const floor = (n: bigint, by: bigint): bigint => (n - (((n % by) + by) % by)) / by;
  const size = (n: bigint): bigint => (n < 0n ? -n : n);
  const sign = (n: bigint): bigint => (n < 0n ? -1n : 1n);
  const exact: Readonly<Record<string, (n: bigint) => bigint>> = {
    up: (n) => -floor(-n, d),
    down: (n) => floor(n, d),
    away: (n) => -floor(-size(n), d) * sign(n),
    "toward-zero": (n) => n / d,
    "half-up": (n) => floor(2n * n + d, 2n * d),
    "half-down": (n) => -floor(d - 2n * n, 2n * d),
    "half-away": (n) => floor(2n * size(n) + d, 2n * d) * sign(n),
    "half-even": (n) => {
      const near = floor(2n * n + d, 2n * d);
      return (2n * n + d) % (2n * d) === 0n && near % 2n !== 0n ? near - 1n : near;
    },
  };
  for (const mode of WASM_MODES) {
    assert.is(raw[functionOf(mode)]?.(0, at, 2 * at, 3 * at, 0, rows), rows);
    let ties = 0;
    for (let row = 0; row < rows; row += 1) {
      const n =
        BigInt(lots[row] as number) * BigInt((settlement[row] as number) - (previous[row] as number)) * BigInt(factor);
      if ((2n * size(n)) % (2n * d) === d) ties += 1;
      if (BigInt(amounts[row] as number) !== exact[mode]?.(n))
        assert.unreachable(`${mode}, row ${row}: ${n} gave ${amounts[row]}`);
    }
    assert.ok(ties > 50, `${ties} ties`);
  }
});

test("addresses, rows and memory that are wrong are told, and nothing is written", async () => {
  const raw = await open(marginModule({ factor: 10, signed: false }));
  const margin = raw["margin"] as (...given: number[]) => number;
  assert.is(margin(0, 16, 32, 48, 0, 4), 4);
  assert.is(margin(4, 16, 32, 48, 0, 4), -1);
  assert.is(margin(0, 16, 34, 48, 0, 4), -1);
  assert.is(margin(0, 16, 32, 48, 0, 3), -1);
  assert.is(margin(0, 16, 32, 48, 2, 4), -1);
  assert.is(margin(0, 16, 32, 65_536, 0, 4), -1);
  assert.is(margin(65_528, 16, 32, 48, 0, 4), -1);
  assert.is(margin(0, 16, 32, 48, 0, 2 ** 30), -1);
  new Int32Array(raw.memory.buffer, 16, 4).set([1, 1, -1, 1]);
  assert.is(margin(0, 16, 32, 48, 0, 4), 0);
});

test("columns in the module's memory are settled where they stand, and others are copied", async () => {
  const { open: opened } = await load(sampleGph, ".wasm.js");
  type Own = Record<"lots" | "previous" | "settlement", Int32Array>;
  const module = (await opened?.()) as {
    reserve: (rows: unknown) => Own;
    variationMarginOfColumns: (input: unknown) => { amounts: Float64Array; total: string; exactRows: number };
  };
  const own = module.reserve(5);
  own.lots.set([1, -2, 3, 0, 7]);
  own.previous.set([20_000, 20_000, 20_000, 20_000, 20_000]);
  own.settlement.set([20_001, 20_001, 19_999, 20_005, 20_000]);
  const found = module.variationMarginOfColumns(own);
  assert.equal([...found.amounts], [10, -20, -30, 0, 0]);
  assert.is(found.total, "-0.40");
  assert.is(found.exactRows, 0);
  assert.is(found.amounts.buffer, own.lots.buffer);
  const refused = (call: () => unknown): string => {
    const by = outcome(call);
    return "refused" in by ? `${by.refused} at ${by.place}` : "a value";
  };
  assert.is(
    refused(() => module.variationMarginOfColumns({ ...own, lots: own.previous })),
    "not-a-column at lots",
  );
  assert.is(
    refused(() => module.variationMarginOfColumns({ ...own, lots: new Float64Array(5) })),
    "not-a-column at lots",
  );
  own.previous[4] = -1;
  assert.is(
    refused(() => module.variationMarginOfColumns(own)),
    "negative-price at previous[4]",
  );
  const shared = new Int32Array(new SharedArrayBuffer(20));
  assert.is(
    refused(() => module.variationMarginOfColumns({ ...own, lots: shared })),
    "shared-buffer at lots",
  );
  assert.is(
    refused(() => module.reserve(2 ** 28)),
    "memory-cannot-grow at rows",
  );
  assert.is(
    refused(() => module.reserve(1.5)),
    "not-an-integer at rows",
  );
  const later = module.reserve(1_000_000);
  assert.is(later.lots.length, 1_000_000);
  assert.is(
    refused(() => module.variationMarginOfColumns(own)),
    "not-a-column at lots",
  );
  const copied = {
    lots: Int32Array.of(2_147_483_647, 1),
    previous: Int32Array.of(0, 0),
    settlement: Int32Array.of(100_000, 3),
  };
  assert.is(module.variationMarginOfColumns(copied).total, "21474836470000.30");
  const large = {
    lots: Int32Array.of(2_147_483_647, 1),
    previous: Int32Array.of(0, 0),
    settlement: Int32Array.of(2_147_483_647, 3),
  };
  assert.is(
    refused(() => module.variationMarginOfColumns(large)),
    "over-range at row 0",
  );
  assert.equal(
    [
      ...module.variationMarginOfColumns({
        lots: new Int32Array(),
        previous: new Int32Array(),
        settlement: new Int32Array(),
      }).amounts,
    ],
    [],
  );
});

test.run();
