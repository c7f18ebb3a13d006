import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ContractModel, Index } from "../../src/model/model.ts";
import type { ColumnsPrice } from "../../src/runtime/kernel.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { type Calculator, load, outcome } from "../emit/calculator/load.ts";
import { indexModel, indexText } from "../kit/index-text.ts";
import { readIndex } from "./reading.ts";

/** Columns of random markets, now and then with what does not fit into whole numbers or is wrong: the print of the rows one by one, or the same refusal. */
const SINCE = "2027-02-02T14:00:00Z";
const WINDOW = { from: "2027-02-02T15:00:00Z", until: "2027-02-02T15:10:00Z" };
const SOURCES = ["ALPHA", "BETA", "GAMMA"];

const rule = (
  part: string,
  empty: string,
  value: string,
  more = "",
): string => `  inputs { trades from [ALPHA, BETA, GAMMA] }
  window: 15:00 until 15:10 in 7 parts
  part: ${part} of price
  empty-part: ${empty}
  value: ${value} of parts, round half-even to 0.0001
${more}
  fallback { previous value for at most 2 publications }`;

const RULES: Readonly<Record<string, string>> = {
  "a volume-weighted median of parts": rule("volume-weighted median", "leave out", "mean"),
  "a volume-weighted mean of parts": rule("volume-weighted mean", "leave out", "median"),
  "parts that must not be empty, with quorums": rule(
    "volume-weighted median",
    "no value",
    "mean",
    "  quorum: 2 sources, 12 trades, 7 parts",
  ),
  "screens of prices": rule(
    "volume-weighted median",
    "leave out",
    "mean",
    "  screen { drop trade when price deviates more than 0.5% from median of part }",
  ),
  "screens of prices, sources and volumes, with quorums": rule(
    "volume-weighted median",
    "leave out",
    "mean",
    `  screen {
    drop trade when price >= 400
    drop trade when price deviates more than 20% from median of source
    drop source when median deviates more than 0.2% from median of sources
    cap source at 50% of volume, excess pro rata until none exceeds
  }
  quorum: 2 sources, 12 trades, 4 parts`,
  ),
  "screens of what is left of others": rule(
    "volume-weighted mean",
    "leave out",
    "median",
    `  screen {
    cap source at 60% of volume, excess pro rata until none exceeds
    drop source when median deviates more than 0.1% from median of other sources
    drop trade when price deviates more than 0.7% from median
  }
  quorum: 1 source`,
  ),
  "what the kernel does not have": rule(
    "volume-weighted median",
    "leave out",
    "mean",
    "  screen { drop trade when size >= 80 }",
  ),
};

type Row = { readonly time: number; readonly price: number; readonly size: number; readonly source: number };
const HOUR = 3_600_000;
const row = fc.record({
  time: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: HOUR, max: HOUR + 600_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(HOUR - 1, HOUR, HOUR + 600_000, HOUR + 599_999, 0) },
  ),
  price: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 20_000, max: 20_400 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 90_000, 2_000_000_000) },
  ),
  size: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 1, max: 90 }) },
    { weight: 1, arbitrary: fc.constant(2_147_483_647) },
  ),
  source: fc.nat({ max: 2 }),
});
/** What no trade may be. */
const wrong = fc.constantFrom<Partial<Row>>(
  { size: 0 },
  { size: -5 },
  { size: -2_147_483_648 },
  { price: -1 },
  { source: 3 },
  { time: -1 },
  { time: -2_147_483_648 },
  { price: -2_147_483_648 },
);

const markets = fc.record({
  // Few rows find the edges of a window; only many meet a quorum of every part.
  rows: fc.oneof(
    fc.array(row, { maxLength: 60, size: "max" }),
    fc.array(row, { minLength: 45, maxLength: 60, size: "max" }),
  ),
  sorted: fc.boolean(),
  spoilt: fc.option(fc.record({ at: fc.nat(), as: wrong }), { freq: 4 }),
  tick: fc.constantFrom("0.01", "0.25", "0.0005"),
  unit: fc.constantFrom("1", "0.001"),
});

const decimal = (units: number, step: string): string => {
  const places = (step.split(".")[1] ?? "").length;
  const scaled = BigInt(units) * BigInt(step.replace(".", ""));
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return scaled < 0n ? `-${text}` : text;
};

for (const [name, text] of Object.entries(RULES))
  test(`columns: ${name}`, async () => {
    const model: ContractModel = indexModel(indexText("BATCH", text), "BATCH");
    const calculator = await load(model);
    const withheld = name === "what the kernel does not have";
    const module = withheld ? undefined : ((await (await load(model, ".wasm.js"))["open"]?.()) as Calculator);
    let compared = 0;
    fc.assert(
      fc.property(markets, ({ rows: drawn, sorted, spoilt, tick, unit }) => {
        const rows: Row[] = sorted ? [...drawn].sort((a, b) => a.time - b.time) : [...drawn];
        if (spoilt && rows.length > 0)
          rows[spoilt.at % rows.length] = { ...(rows[spoilt.at % rows.length] as Row), ...spoilt.as };
        const column = (of: keyof Row): Int32Array => Int32Array.from(rows, (one) => one[of]);
        const shared = { date: "2027-02-02", window: WINDOW, previous: null, determination: null };
        const columns = [
          {
            since: SINCE,
            time: column("time"),
            price: column("price"),
            tick,
            size: column("size"),
            unit,
            source: Uint8Array.from(column("source")),
            sources: SOURCES,
          },
        ];
        const observations = rows.map(({ time, price, size, source }) => ({
          source: SOURCES[source] ?? "NOBODY",
          time: new Date(Date.parse(SINCE) + time).toISOString(),
          price: decimal(price, tick),
          size: decimal(size, unit),
        }));
        const fast = outcome(() => calculator["referencePriceOfColumns"]?.({ ...shared, columns }));
        const slow = outcome(() => calculator["referencePrice"]?.({ ...shared, observations }));
        if (module !== undefined) {
          const by = outcome(() => module["referencePriceOfColumns"]?.({ ...shared, columns }));
          assert.equal(by, fast, "WebAssembly differs");
        }
        if ("refused" in fast || "refused" in slow) {
          assert.is((fast as { refused: string }).refused, (slow as { refused: string }).refused);
          return;
        }
        const [found, wanted] = [fast.returns as ColumnsPrice, slow.returns as ReferencePrice];
        const { evidence, ...print } = wanted;
        const { groups, rows: counted, ...rest } = found;
        assert.equal(rest, print);
        assert.equal(
          groups.map(({ name: of, value, weight }) => [of, value, weight]),
          evidence.groups.map(({ name: of, value, weight }) => [of, value, weight]),
        );
        assert.equal(counted, { used: evidence.used.length, dropped: evidence.dropped.length });
        assert.equal(
          { value: found.value, tier: found.tier },
          readIndex(model.indices[0] as Index, { ...shared, observations }),
        );
        compared += 1;
      }),
      { numRuns: 160 },
    );
    assert.ok(compared > 20, `${compared} markets had a value`);
  });

test("columns of unequal lengths, or of floats, are refused by their names", async () => {
  const calculator = await load(
    indexModel(indexText("BATCH", RULES["a volume-weighted median of parts"] as string), "BATCH"),
  );
  const columns = {
    since: SINCE,
    time: Int32Array.of(HOUR),
    price: Int32Array.of(1),
    tick: "0.01",
    size: Int32Array.of(1),
    unit: "1",
    source: Uint8Array.of(0),
    sources: SOURCES,
  };
  const given = (change: object) =>
    outcome(() =>
      calculator["referencePriceOfColumns"]?.({
        date: "2027-02-02",
        window: WINDOW,
        columns: [{ ...columns, ...change }],
      }),
    );
  assert.equal(given({ price: Float64Array.of(Number.NaN) }), { refused: "not-a-column", place: "columns[0].price" });
  assert.equal(given({ size: new Int32Array(2) }), { refused: "columns-differ", place: "columns[0].size" });
  assert.equal(given({ tick: "0" }), { refused: "step-not-positive", place: "columns[0].tick" });
  assert.equal(given({ source: Uint8Array.of(7) }), { refused: "unknown-source", place: "columns[0].source[0]" });
  assert.ok("returns" in given({}));
});

test("a time so far below zero that what it differs by is no number of 32 bits is not taken for one in the window", async () => {
  const model = indexModel(indexText("BATCH", RULES["a volume-weighted median of parts"] as string), "BATCH");
  const calculator = await load(model);
  const of = (...times: readonly number[]): unknown => {
    const block = {
      since: SINCE,
      time: Int32Array.from(times),
      price: Int32Array.from(times, (at) => (at === HOUR ? 20_000 : 30_000)),
      tick: "0.0001",
      size: Int32Array.from(times, () => 1),
      unit: "1",
      source: Uint8Array.from(times, () => 0),
      sources: SOURCES,
    };
    const input = { date: "2027-02-02", window: WINDOW, previous: null, columns: [block] };
    return outcome(() => calculator["referencePriceOfColumns"]?.(input));
  };
  for (const [times, used] of [
    [[HOUR, HOUR, HOUR], 3],
    [[HOUR, -2_147_483_648, HOUR], 2],
    [[-2_147_483_648, HOUR, HOUR], 2],
    [[HOUR, HOUR, -2_147_483_648], 2],
  ] as const) {
    const { returns } = of(...times) as { returns: ColumnsPrice };
    assert.equal([returns.value, returns.rows], ["2.0000", { used, dropped: 3 - used }], String(times));
  }
});

test.run();
