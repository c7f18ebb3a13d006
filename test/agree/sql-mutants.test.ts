import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { PLAIN_MODES } from "../../src/runtime/margin-columns.ts";
import { databases } from "../kit/databases.ts";
import { indexModel, indexText } from "../kit/index-text.ts";
import { sampleGph } from "../kit/sample-model.ts";
import { modelIn } from "../kit/spec-models.ts";

/** Bugs seeded in what is printed for DuckDB: queries that are always the same come to something else with every one of them. */
type Mutant = { readonly name: string; readonly from: string; readonly to: string };
type Subject = {
  readonly model: ContractModel;
  readonly queries: readonly string[];
  readonly mutants: readonly Mutant[];
};

const bug = (name: string, from: string, to: string): Mutant => ({ name, from, to });

const rows: readonly (readonly [number, number, number])[] = [
  ...[1, 3, 5, 7, -1, -3, 9, 11].map((lots) => [lots, 20_000, 20_001] as const),
  ...[1, 2, 3, 4, -1, -2, -3, -4].map((lots) => [lots, 20_000, 20_002] as const),
  ...[1, -1, 6, -6].map((lots) => [lots, 20_003, 20_000] as const),
];
const positions = `(values ${rows.map((row) => `(${row.map((one) => `${one}::bigint`).join(", ")})`).join(", ")}) as given (lots, previous, settlement)`;
const refused = (call: string): string => `select ${call}`;

const margins: Subject = {
  model: modelIn("test/conformance/fields/structured.tenor", "BETWEEN", (text) =>
    text
      .replace("outright: 0.001; settlement: 0.0001", "outright: 0.000005; settlement: 0.000005")
      .replace("exact to 0.01 USD", "exact to 0.001 USD"),
  ),
  queries: [
    `select between_variation_margin(lots, previous, settlement) from ${positions}`,
    ...PLAIN_MODES.map(
      (mode) => `select between_rounded_variation_margin(lots, previous, settlement, '${mode}') from ${positions}`,
    ),
    refused("between_variation_margin(null::bigint, 1::bigint, 1::bigint)"),
    refused("between_variation_margin(1::bigint, 1::bigint, 1.0::double)"),
    refused("between_variation_margin(1::bigint, -1::bigint, 1::bigint)"),
    refused("between_variation_margin(1::bigint, 1::bigint, -1::bigint)"),
    refused("between_rounded_variation_margin(1::bigint, 1::bigint, 1::bigint, 'nearest')"),
  ],
  mutants: [
    bug("the floor is the quotient toward zero", "(n - (n % d + d) % d) // d", "n // d"),
    bug("up is down", "tenor_up(n, d) as\n  -tenor_floor(-n, d)", "tenor_up(n, d) as\n  tenor_floor(n, d)"),
    bug("down is up", "tenor_down(n, d) as\n  tenor_floor(n, d)", "tenor_down(n, d) as\n  -tenor_floor(-n, d)"),
    bug("away is up", "sign(n) * -tenor_floor(-abs(n), d)", "-tenor_floor(-n, d)"),
    bug("toward zero is down", "sign(n) * tenor_floor(abs(n), d)", "tenor_floor(n, d)"),
    bug(
      "half up is half down",
      "tenor_half_up(n, d) as\n  tenor_floor(2 * n + d, 2 * d)",
      "tenor_half_up(n, d) as\n  -tenor_floor(d - 2 * n, 2 * d)",
    ),
    bug("half down is down", "-tenor_floor(d - 2 * n, 2 * d)", "-tenor_floor(-2 * n, 2 * d) - 1"),
    bug("half away is half up", "sign(n) * tenor_floor(2 * abs(n) + d, 2 * d)", "tenor_floor(2 * n + d, 2 * d)"),
    bug("even is odd", "% 2 <> 0 then 1", "% 2 = 0 then 1"),
    bug(
      "a change has the other sign",
      "(settlement::hugeint - previous::hugeint)",
      "(previous::hugeint - settlement::hugeint)",
    ),
    bug("what is missing is nothing", "lots is null or typeof(lots)", "typeof(lots)"),
    bug("a price before below zero is a price", "previous < 0", "previous < -1"),
    bug("a price now below zero is a price", "settlement < 0", "settlement < -1"),
    bug(
      "a double is a whole number",
      "settlement is null or typeof(settlement) not in ('TINYINT'",
      "settlement is null or typeof(settlement) not in ('DOUBLE', 'TINYINT'",
    ),
    bug(
      "a mode without a name is a mode",
      "when mode = 'half-even' then",
      "when mode = 'half-even' or mode = 'nearest' then",
    ),
  ],
};

const prints = (...given: readonly (number | null)[]): string =>
  `select gph_final_settlement([${given.map((one) => one ?? "null").join(", ")}]::bigint[], ${given.length}::bigint)`;
const finals: Subject = {
  model: sampleGph,
  queries: [
    prints(1, 2),
    prints(1, 1, 2),
    prints(20_000, 20_003, 20_001),
    prints(1, null),
    prints(1, -2),
    "select gph_final_settlement([1, 2]::bigint[], 3::bigint)",
    "select gph_final_settlement([]::bigint[], 0::bigint)",
  ],
  mutants: [
    bug("a day without a print is passed over", "len(prints) <> days or ", ""),
    bug("a print that is missing is passed over", " or list_count(prints) <> len(prints)", ""),
    bug("a print below zero is a print", "list_min(prints) < 0", "list_min(prints) < -9"),
    bug("half away is toward zero", "tenor_half_away(list_sum", "tenor_down(list_sum"),
  ],
};

const INDEX = `  inputs { trades from [ALPHA, BETA, GAMMA]; offers from [ALPHA, BETA, GAMMA] }
  window: 15:00 until 15:10 in 5 parts
  screen {
    drop trade when price >= 230
    drop trade when price deviates more than 1% from median of part
    drop source when median deviates more than 0.5% from median of sources
    cap source at 40% of volume, excess pro rata until none exceeds
  }
  part: volume-weighted median of price
  empty-part: leave out
  value: mean of parts, round half-even to 0.0001
  quorum: 3 sources, 9 trades, 2 parts
  fallback { offers in place of trades when quorum fails }`;

const MINUTE = 60_000_000_000;
/** Trades of three sources: [source, minute, price in cents, size]. */
type Trade = readonly [source: string, minute: number, cents: number, size: number];
const market = (trades: readonly Trade[], kind = "trade"): string =>
  `delete from batch_inputs;\ninsert into batch_inputs values ${trades.map(([source, minute, cents, size]) => `('${kind}', '${source}', ${minute * MINUTE}, ${cents * 1_000_000}, ${size})`).join(", ")};\nselect value, tier, used from batch_reference_price`;
const DAY: readonly Trade[] = [
  ...([0, 2, 4, 6, 8] as const).flatMap((minute): Trade[] => [
    ["ALPHA", minute, 20_000 + minute, 40],
    ["BETA", minute, 20_003 + minute, 3 + minute],
    ["GAMMA", minute, 20_005, 5],
    ["GAMMA", minute, 20_001, 2],
  ]),
  ["BETA", 1, 20_205, 500],
  ["ALPHA", 3, 23_000, 900],
  ["ALPHA", 10, 20_900, 900],
  ["GAMMA", 9, 20_006, 1],
];
const far: readonly Trade[] = DAY.map(([source, minute, cents, size]) => [
  source,
  minute,
  source === "BETA" ? cents + 130 : cents,
  size,
]);

/** Most rows stand at a bound exactly. */
const atBound: readonly Trade[] = [0, 4].flatMap((minute) =>
  ["ALPHA", "BETA", "GAMMA"].flatMap((source): Trade[] =>
    [22_990, 22_990, 23_000, 23_000, 23_000].map((cents) => [source, minute, cents, 5]),
  ),
);

const prices: Subject = {
  model: indexModel(indexText("BATCH", INDEX), "BATCH"),
  queries: [
    `delete from batch_window;\ninsert into batch_window values (${10 * MINUTE});\n${market(DAY)}`,
    market(DAY, "offer"),
    market(far),
    market(atBound),
    market([["ALPHA", 0, 20_000, 0]]),
    market([["ALPHA", 0, -1, 1]]),
    market([["NOBODY", 0, 1, 1]]),
  ],
  mutants: [
    bug("the end of the window is in it", "i.time < w.length", "i.time <= w.length"),
    bug("there are four parts", "i.time::hugeint * 5", "i.time::hugeint * 4"),
    bug(
      "a bound leaves out what is below",
      "not (price * 1 >= 23000000000::hugeint)",
      "not (price * 1 > 23000000000::hugeint)",
    ),
    bug(
      "what deviates by a hundredth of it goes",
      "where abs(2 * price - twice) * 100 <= 1 * abs(twice)",
      "where abs(2 * price - twice) * 10000 <= 1 * abs(twice)",
    ),
    bug(
      "sources stay however far they are",
      "where not (abs(2 * its - middle) * 200 <= 1 * abs(middle))",
      "where false",
    ),
    bug(
      "what is capped weighs what is not",
      "case when s.capped = 1 then 2 * l.free * (a.times // s.volume) else l.share * a.times end",
      "l.share * a.times",
    ),
    bug(
      "half of the volume is less than half",
      "min(case when 2 * upto >= total then price end)",
      "min(case when 3 * upto >= total then price end)",
    ),
    bug(
      "offers are the tier of trades",
      "case (select min(tier) from met) when 0 then 'inputs' when 1 then",
      "case (select min(tier) from met) when 1 then 'inputs' when 0 then",
    ),
    bug("the quorum is of rows", "c.used >= 9", "c.used >= 900"),
    bug("sizes of nothing count", "where size <= 0", "where size < 0"),
    bug("prices below zero count", "where price < 0", "where price < -1000000"),
    bug("anybody may trade", "source not in ('ALPHA', 'BETA', 'GAMMA')) or (kind", "false) or (kind"),
  ],
};

const { run } = (await (databases["duckdb"] as () => Promise<unknown>)()) as { run: (sql: string) => Promise<string> };

async function saysOf({ queries }: Subject, script: string): Promise<string[]> {
  const answers: string[] = [];
  const attempt = async (sql: string): Promise<string> => {
    try {
      return await run(sql);
    } catch (thrown) {
      return (thrown as Error).message;
    }
  };
  const made = await attempt(script);
  for (const query of queries) answers.push(await attempt(query));
  return [made, ...answers];
}

const scriptOf = (model: ContractModel): string => {
  const { artifacts } = calculatorEmitter.emit(model, { targets: ["duckdb"] });
  return artifacts.find(({ path }) => path.endsWith(".duckdb.sql"))?.content as string;
};

test("twenty bugs and more are seeded, each in a place that is there", () => {
  const all = [margins, finals, prices];
  assert.ok(all.flatMap(({ mutants }) => mutants).length >= 20);
  for (const { model, mutants } of all)
    for (const { name, from, to } of mutants) {
      assert.ok(scriptOf(model).includes(from), name);
      assert.is.not(from, to);
    }
});

for (const subject of [margins, finals, prices]) {
  const script = scriptOf(subject.model);
  let right: string[] = [];
  test(`${subject.model.root}: the functions as they are answer`, async () => {
    right = await saysOf(subject, script);
    assert.ok(
      right.some((one) => /^-?[0-9]/.test(one)),
      right.join("\n"),
    );
  });
  for (const { name, from, to } of subject.mutants)
    test(`${subject.model.root}, found: ${name}`, async () => {
      const other = await saysOf(
        subject,
        script.replaceAll(from, () => to),
      );
      assert.is(other[0], right[0], "the script does not run");
      assert.not.equal(other, right);
    });
}

test.run();
