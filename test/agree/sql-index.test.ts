import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import type { ContractModel } from "../../src/model/model.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { type Calculator, load, outcome } from "../emit/calculator/load.ts";
import { type Database, databases } from "../kit/databases.ts";
import { skip } from "../kit/files.ts";
import { indexModel, indexText } from "../kit/index-text.ts";
import { fc } from "../kit/property.ts";

/** Prints of an index by the views of three databases: value, tier and rows are those of the calculator on random days, and what is wrong stops the query. */
const rule = (part: string, value: string, more: string, inputs = "trades from [ALPHA, BETA, GAMMA]"): string =>
  `  inputs { ${inputs} }
  window: 15:00 until 15:10 in ${part}
  value: ${value} of parts, round half-even to 0.0001
${more}`;

const SEVEN = "7 parts\n  part: volume-weighted median of price\n  empty-part: leave out";
const RULES: Readonly<Record<string, string>> = {
  "a median of each part": rule(SEVEN, "mean", "  quorum: 2 sources, 5 trades, 2 parts"),
  "parts that must not be empty": rule(
    "2 parts\n  part: volume-weighted median of price\n  empty-part: no value",
    "median",
    "",
  ),
  "a mean over all": rule("1 parts\n  part: volume-weighted mean of price\n  empty-part: leave out", "mean", ""),
  "screens of prices, sources and volumes, and offers behind": rule(
    SEVEN,
    "mean",
    `  screen {
    drop trade when price >= 230
    drop trade when price deviates more than 1% from median of part
    drop source when median deviates more than 0.5% from median of sources
    cap source at 40% of volume, excess pro rata until none exceeds
  }
  quorum: 3 sources, 9 trades
  fallback { offers in place of trades when quorum fails }`,
    "trades from [ALPHA, BETA, GAMMA]; offers from [ALPHA, BETA, GAMMA]",
  ),
  "screens by what is left of others": rule(
    SEVEN,
    "median",
    `  screen {
    cap source at 60% of volume, excess pro rata until none exceeds
    drop source when median deviates more than 0.3% from median of other sources
    drop trade when price deviates more than 0.7% from median
  }`,
  ),
};

type Row = {
  readonly kind: string;
  readonly source: string;
  readonly time: number;
  readonly price: number;
  readonly size: number;
};
const LENGTH = 600_000;
const row = (kinds: readonly string[]): fc.Arbitrary<Row> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    source: fc.constantFrom("ALPHA", "BETA", "GAMMA"),
    time: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: LENGTH }) },
      { weight: 1, arbitrary: fc.constantFrom(-1, 0, LENGTH - 1, LENGTH, 85_714, 85_715, 300_000) },
    ),
    price: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 20_000, max: 20_300 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 40_000, 23_000) },
    ),
    size: fc.integer({ min: 1, max: 60 }),
  });

/** ClickHouse takes seconds for each. */
const SAMPLES: Readonly<Record<string, number>> = { clickhouse: 4 };

const cents = (units: number): string => (units / 100).toFixed(2);
const DAY = {
  date: "2027-02-02",
  window: { from: "2027-02-02T15:00:00Z", until: "2027-02-02T15:10:00Z" },
  determination: null,
};
const START = Date.parse(DAY.window.from);

/** Value in whole numbers of 0.0001, tier and rows by the calculator; nothing where no tier of inputs has a value. */
function wanted(calculator: Calculator, rows: readonly Row[], several: boolean): string {
  const observations = rows.map(({ kind, source, time, price, size }) => ({
    ...(several ? { kind } : {}),
    source,
    time: new Date(START + time).toISOString(),
    price: cents(price),
    size: String(size),
  }));
  const found = outcome(() => calculator["referencePrice"]?.({ ...DAY, observations }));
  if ("refused" in found) {
    assert.is(found.refused, "determination-needed");
    return "none";
  }
  const { value, tier, evidence } = found.returns as ReferencePrice;
  return `${BigInt(value.replace(".", ""))}|${tier}|${evidence.used.length}`;
}

const inserted = (dialect: string, rows: readonly Row[]): string[] => [
  dialect === "clickhouse" ? "truncate table batch_inputs" : "delete from batch_inputs",
  ...(rows.length === 0
    ? []
    : [
        `insert into batch_inputs values ${rows
          .map(
            (one) => `('${one.kind}', '${one.source}', ${one.time * 1_000_000}, ${one.price * 1_000_000}, ${one.size})`,
          )
          .join(", ")}`,
      ]),
];
const printed = "select value, tier, used from batch_reference_price";
const read = (text: string): string =>
  /^(?:null|\\N|ᴺᵁᴸᴸ)?\|/.test(text.trim()) || text.trim() === "||" ? "none" : text.trim();

for (const [dialect, open] of Object.entries(databases)) {
  let found: Database | string;
  test(`${dialect} opens`, async () => {
    found = await open();
    if (typeof found === "string") skip(found);
  });

  for (const [name, text] of Object.entries(RULES))
    test(`${dialect}: ${name} comes to what the calculator prints, with its tier and rows`, async () => {
      if (typeof found === "string") return;
      const model = indexModel(indexText("BATCH", text), "BATCH");
      if (dialect === "clickhouse" && text.includes("screen {")) {
        const { artifacts } = calculatorEmitter.emit(model, { targets: [dialect] });
        assert.not.ok(artifacts.some(({ path }) => path.endsWith(".sql")));
        return;
      }
      const calculator = await load(model);
      const several = text.includes("offers");
      const kinds = several ? ["trade", "trade", "trade", "offer"] : ["trade"];
      const script = scriptOf(model, dialect);
      const markets = fc.sample(
        fc.array(row(kinds), { minLength: 4, maxLength: 45, size: "max" }),
        SAMPLES[dialect] ?? 9,
      );
      const window = [
        dialect === "clickhouse" ? "truncate table batch_window" : "delete from batch_window",
        `insert into batch_window values (${LENGTH * 1_000_000})`,
      ];
      await found.run(
        `${dialect === "clickhouse" ? "" : "drop view if exists batch_reference_price;\n"}${script}\n${window.join(";\n")};`,
      );
      let values = 0;
      for (const rows of [EDGES, ...markets]) {
        const all = inserted(dialect, rows);
        const by = read(await found.run(`${all.join(";\n")};\n${printed}`));
        const says = wanted(calculator, rows, several);
        assert.is(by, says, JSON.stringify(rows));
        if (says !== "none") values += 1;
      }
      assert.ok(values >= 1, `${values} markets have a value`);
    });

  test(`${dialect}: an input that is wrong stops the query with its code`, async () => {
    if (typeof found === "string") return;
    const database = found;
    const model = indexModel(indexText("BATCH", RULES["a median of each part"] as string), "BATCH");
    await database.run(scriptOf(model, dialect));
    const good: Row = { kind: "trade", source: "ALPHA", time: 0, price: 20_000, size: 1 };
    const stopped = async (change: Partial<Record<keyof Row, string>>): Promise<string> => {
      const cell = { kind: "'trade'", source: "'ALPHA'", time: "0", price: "1", size: "1", ...change };
      const line = `insert into batch_inputs values (${[cell.kind, cell.source, cell.time, cell.price, cell.size].join(", ")})`;
      try {
        return `gave ${(await database.run(`${[...inserted(dialect, [good]), line].join(";\n")};\n${printed}`)).trim()}`;
      } catch (thrown) {
        return (thrown as Error).message;
      }
    };
    assert.match(await stopped({ size: "0" }), /size-not-positive/);
    assert.match(await stopped({ price: "-1" }), /negative-price/);
    // Wherever it stands: outside the window too.
    assert.match(await stopped({ price: "-1", time: "-5" }), /negative-price/);
    assert.match(await stopped({ source: "'NOBODY'" }), /unknown-source/);
    assert.match(await stopped({ kind: "'bid'" }), /unknown-kind/);
    assert.match(await stopped({ size: "1099511627777" }), /over-range/);
    if (dialect !== "clickhouse") assert.match(await stopped({ price: "null" }), /missing-input/);
    await database.run(`${dialect === "clickhouse" ? "truncate table batch_window" : "delete from batch_window"};`);
    assert.match(await stopped({}), /missing-input/);
  });

  test(`${dialect} closes`, () => {
    if (typeof found === "object") found.stop?.();
  });
}

/** A tie in the middle of sizes and of rows, an exact deviation, a part that begins on its first nanosecond. */
const EDGES: readonly Row[] = [
  { kind: "trade", source: "ALPHA", time: 0, price: 20_000, size: 10 },
  { kind: "trade", source: "BETA", time: 10, price: 20_200, size: 10 },
  { kind: "trade", source: "GAMMA", time: 85_714, price: 20_000, size: 5 },
  { kind: "trade", source: "ALPHA", time: 85_715, price: 20_001, size: 5 },
  { kind: "trade", source: "BETA", time: 171_428, price: 20_003, size: 60 },
  { kind: "trade", source: "BETA", time: 300_000, price: 20_004, size: 60 },
  { kind: "trade", source: "GAMMA", time: 599_999, price: 20_004, size: 1 },
  { kind: "trade", source: "GAMMA", time: 600_000, price: 40_000, size: 60 },
  { kind: "trade", source: "ALPHA", time: 400_000, price: 23_000, size: 9 },
];

function scriptOf(model: ContractModel, dialect: string): string {
  const { artifacts } = calculatorEmitter.emit(model, { targets: [dialect] });
  const file = artifacts.find(({ path }) => path.endsWith(`.${dialect}.sql`));
  assert.ok(file, `${model.root} has no SQL for ${dialect}`);
  return file.content;
}

test.run();
