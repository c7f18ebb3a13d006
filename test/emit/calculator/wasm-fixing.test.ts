import { test } from "uvu";
import * as assert from "uvu/assert";
import { indexModel, indexText } from "../../kit/index-text.ts";
import { type Calculator, load, outcome } from "./load.ts";

const SPEC = `  inputs { trades from [ALPHA, BETA, GAMMA]; offers from [ALPHA] }
  window: 15:00 until 15:10 in 2 parts
  screen { drop source when median deviates more than 10% from median of sources }
  part: volume-weighted median of price
  empty-part: leave out
  value: mean of parts, round half-even to 0.0001
  quorum: 2 sources
  fallback { offers in place of trades when quorum fails }`;
const model = indexModel(indexText("BATCH", SPEC), "BATCH");
const HOUR = 3_600_000;
const shared = {
  date: "2027-02-02",
  window: { from: "2027-02-02T15:00:00Z", until: "2027-02-02T15:10:00Z" },
  determination: null,
};
type Columns = {
  readonly time: Int32Array;
  readonly price: Int32Array;
  readonly size: Int32Array;
  readonly source: Uint8Array;
};
const words = {
  kind: "trade",
  since: "2027-02-02T14:00:00Z",
  tick: "0.01",
  unit: "1",
  sources: ["ALPHA", "BETA", "GAMMA"],
};
const opened = async (): Promise<Calculator> => (await (await load(model, ".wasm.js"))["open"]?.()) as Calculator;
const trades = (rows: number): Columns => ({
  time: Int32Array.from({ length: rows }, (_, row) => HOUR + Math.floor((row * 600_000) / rows)),
  price: Int32Array.from({ length: rows }, (_, row) => 200 + (row % 7)),
  size: Int32Array.from({ length: rows }, (_, row) => 1 + (row % 5)),
  source: Uint8Array.from({ length: rows }, (_, row) => row % 3),
});
const refusal = (module: Calculator, columns: unknown): string => {
  const found = outcome(() => module["referencePriceOfColumns"]?.({ ...shared, columns }));
  return "refused" in found ? `${found.refused} at ${found.place}` : "a price";
};

test("columns in the module's memory are read where they stand, and others are copied: both give one print", async () => {
  const [module, calculator] = [await opened(), await load(model)];
  // One row more than is looked at together, and a size of which no vector is full.
  for (const rows of [1, 15, 16, 1_024, 1_025, 20_011]) {
    const given = trades(rows);
    const own = module["reserveRows"]?.(rows) as Columns;
    for (const name of ["time", "price", "size", "source"] as const) own[name].set(given[name]);
    const [inside, copied, script] = [
      outcome(() => module["referencePriceOfColumns"]?.({ ...shared, columns: [{ ...words, ...own }] })),
      outcome(() => module["referencePriceOfColumns"]?.({ ...shared, columns: [{ ...words, ...given }] })),
      outcome(() => calculator["referencePriceOfColumns"]?.({ ...shared, columns: [{ ...words, ...given }] })),
    ];
    assert.equal(inside, script, `${rows} rows`);
    assert.equal(copied, script, `${rows} rows`);
  }
});

test("a row that is wrong is refused by its place, wherever it stands among thousands", async () => {
  const module = await opened();
  for (const row of [0, 1, 3, 1_023, 1_024, 5_000, 9_999]) {
    const change = (name: keyof Columns, value: number): unknown[] => {
      const given = trades(10_000);
      given[name][row] = value;
      return [{ ...words, ...given }];
    };
    assert.is(refusal(module, change("size", 0)), `size-not-positive at observations[${row}].size`);
    assert.is(refusal(module, change("size", -2_147_483_648)), `size-not-positive at observations[${row}].size`);
    assert.is(refusal(module, change("price", -1)), `negative-price at observations[${row}].price`);
    assert.is(refusal(module, change("source", 3)), `unknown-source at columns[0].source[${row}]`);
  }
  assert.is(refusal(module, [{ ...words, ...trades(9) }]), "a price");
});

test("columns of another length, type or memory are refused by their names", async () => {
  const module = await opened();
  const given = { ...words, ...trades(100) };
  const of = (change: object): string => refusal(module, [{ ...given, ...change }]);
  assert.is(of({ price: new Int32Array(99) }), "columns-differ at columns[0].price");
  assert.is(of({ source: new Uint8Array(101) }), "columns-differ at columns[0].source");
  assert.is(of({ size: Float64Array.of(Number.NaN) }), "not-a-column at columns[0].size");
  assert.is(of({ time: [...given.time] }), "not-a-column at columns[0].time");
  assert.is(of({ source: new Uint16Array(100) }), "not-a-column at columns[0].source");
  assert.is(of({ size: new Int32Array(new SharedArrayBuffer(400)) }), "shared-buffer at columns[0].size");
  assert.is(of({ source: new Uint8Array(new SharedArrayBuffer(100)) }), "shared-buffer at columns[0].source");
  const own = module["reserveRows"]?.(100) as Columns;
  assert.is(of({ price: own.size }), "not-a-column at price");
  const refused = (rows: unknown): string => {
    const found = outcome(() => module["reserveRows"]?.(rows));
    return "refused" in found ? `${found.refused} at ${found.place}` : "columns";
  };
  assert.is(refused(2 ** 29), "memory-cannot-grow at rows");
  assert.is(refused(-1), "not-an-integer at rows");
  assert.is(refused(1.5), "not-an-integer at rows");
});

test("columns whose memory grew away are no columns of no rows", async () => {
  const module = await opened();
  const own = module["reserveRows"]?.(4) as Columns;
  module["reserveRows"]?.(1_000_000);
  assert.is(own.time.length, 0);
  assert.is(refusal(module, [{ ...words, ...own }]), "not-a-column at columns[0].source");
});

test("other kinds of input are looked at too, and what the quorum fails falls back as it does row by row", async () => {
  const [module, calculator] = [await opened(), await load(model)];
  const one = { ...words, ...trades(40), source: new Uint8Array(40) };
  const offers = { ...words, kind: "offer", sources: ["ALPHA"], ...trades(6), source: new Uint8Array(6) };
  const run = (by: Calculator, columns: unknown): unknown =>
    outcome(() => by["referencePriceOfColumns"]?.({ ...shared, columns }));
  for (const columns of [
    [one, offers],
    [one],
    [
      { ...words, ...trades(40) },
      { ...offers, size: new Int32Array(6) },
    ],
    [
      { ...words, ...trades(40) },
      { ...offers, sources: ["BETA"] },
    ],
    [{ ...words, ...trades(40), sources: ["ALPHA", "BETA", "ALPHA"] }],
  ])
    assert.equal(run(module, columns), run(calculator, columns));
  assert.is(
    (
      run(module, [
        { ...words, ...trades(40) },
        { ...offers, size: new Int32Array(6) },
      ]) as { refused: string }
    ).refused,
    "size-not-positive",
  );
});

test.run();
