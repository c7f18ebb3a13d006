import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import type { ContractModel, Product } from "../../src/model/model.ts";
import { wholeMoney } from "../../src/prove/money-ranges.ts";
import { fromInteger, multiply, show } from "../../src/runtime/exact.ts";
import { PLAIN_MODES } from "../../src/runtime/margin-columns.ts";
import { type Database, databases } from "../kit/databases.ts";
import { golden, skip, tempFolder } from "../kit/files.ts";
import { fc } from "../kit/property.ts";
import { sampleGph } from "../kit/sample-model.ts";
import { modelIn } from "../kit/spec-models.ts";
import { average, fraction, over, read, round } from "./number.ts";
import { readMargin } from "./reading.ts";

const changed = (change: (text: string) => string): ContractModel =>
  modelIn("test/conformance/fields/structured.tenor", "BETWEEN", change);
const fine = changed((text) =>
  text
    .replace("outright: 0.001; settlement: 0.0001", "outright: 0.000005; settlement: 0.000005")
    .replace("exact to 0.01 USD", "exact to 0.001 USD"),
);
const two = changed((text) =>
  text.replace("outright: 0.001; settlement: 0.0001", "outright: 0.0025; calendar-spread: 0.0010; settlement: 0.0025"),
);
const signed = changed((text) => text.replace("USD / GPU_hour of H100_SXM\n", "USD / GPU_hour of H100_SXM, signed\n"));

const quanto = modelIn("test/conformance/product.payment.rate/valid.tenor", "DERIVED");
const fineQuanto = modelIn("test/conformance/product.payment.tick/valid.tenor", "DERIVED");

const script = (model: ContractModel, dialect: string): string => {
  const file = calculatorEmitter
    .emit(model, { targets: [dialect] })
    .artifacts.find(({ path }) => path.endsWith(`.${dialect}.sql`));
  assert.ok(file, `${model.root} has no SQL for ${dialect}`);
  return file.content;
};

for (const dialect of ["duckdb", "postgres", "clickhouse"])
  test(`the ${dialect} functions of GPH read as they did`, () => {
    golden(`calculator/gph.${dialect}.sql`, script(sampleGph, dialect));
  });

/** Rows of whole numbers as a table, and a list of them, as a dialect writes them. */
const table = (dialect: string, columns: readonly string[], rows: readonly string[]): string =>
  dialect === "clickhouse"
    ? `values('${columns.map((one) => `${one} ${one === "prints" ? "Array(Int64)" : "Int64"}`).join(", ")}', ${rows.join(", ")})`
    : `(values ${rows.join(", ")}) as given (${columns.join(", ")})`;
const listed = (dialect: string, given: readonly (number | null)[]): string => {
  const inside = given.map((one) => one ?? "null").join(", ");
  if (dialect === "clickhouse") return `[${inside}]::Array(${given.includes(null) ? "Nullable(Int64)" : "Int64"})`;
  return dialect === "duckdb" ? `[${inside}]::bigint[]` : `array[${inside}]::bigint[]`;
};

const MARGIN_MODES = [undefined, ...PLAIN_MODES];
type Row = readonly [lots: bigint, previous: bigint, settlement: bigint];
const EDGE = 2n ** 63n - 1n;

/** Positions, some with whole numbers as large as 64 bits hold. */
const rowsOf = (product: Product): Row[] => {
  const { ticks } = wholeMoney(product);
  const on = (units: bigint): bigint => (ticks.length === 0 ? units : units - (units % BigInt(ticks[0] as number)));
  const least = product.price.signed ? -60_000n : 0n;
  const price = fc.oneof(fc.bigInt({ min: least, max: 60_000n }), fc.constantFrom(0n, EDGE)).map(on);
  const lots = fc.oneof(fc.bigInt({ min: -3_000n, max: 3_000n }), fc.constantFrom(0n, 1n, -1n));
  return fc.sample(fc.tuple(lots, price, price), 250);
};

for (const [dialect, open] of Object.entries(databases)) {
  let found: Database | string;
  test(`${dialect} opens`, async () => {
    found = await open();
    if (typeof found === "string") skip(found);
  });

  for (const [name, model] of Object.entries({
    "in cents": sampleGph,
    "finer than cents": fine,
    "on two ticks": two,
    signed,
    "paid in another currency": quanto,
    "finer than cents of another currency": fineQuanto,
  }))
    test(`${dialect}: margins ${name} are those of the second reading, in every mode`, async () => {
      if (typeof found === "string") return;
      const product = model.product as Product;
      const coarse = name.startsWith("finer");
      const prefix = product.id.toLowerCase();
      await found.run(script(model, dialect));
      const rows = rowsOf(product);
      const unit = wholeMoney(product).priceUnit;
      const price = (units: bigint): string => show(multiply(unit, fromInteger(units)));
      const cast = dialect === "clickhouse" ? "" : "::bigint";
      const values = rows.map((row, at) => `(${[at, ...row].map((one) => `${one}${cast}`).join(", ")})`);
      const from = `from ${table(dialect, ["place", "lots", "previous", "settlement"], values)} order by place`;
      for (const mode of coarse ? MARGIN_MODES : [undefined]) {
        const call =
          mode === undefined
            ? `${prefix}_variation_margin(lots, previous, settlement)`
            : `${prefix}_rounded_variation_margin(lots, previous, settlement, '${mode}')`;
        const amounts = (await found.run(`select ${call} ${from}`)).trim().split("\n").map(BigInt);
        const step = read(mode === undefined ? product.tickValueExactTo.amount : "0.01");
        rows.forEach(([lots, previous, settlement], at) => {
          const wanted = over(
            read(readMargin(product, lots, price(previous), price(settlement), mode && "0.01", mode)),
            step,
          );
          assert.is(wanted.bottom, 1n);
          if (amounts[at] !== wanted.top)
            assert.unreachable(`${mode ?? "exact"} of ${rows[at]?.join(", ")}: ${amounts[at]}, not ${wanted.top}`);
        });
      }
    });

  test(`${dialect}: the script beside the functions accepts them, and stops with the first vector that does not agree`, async () => {
    if (typeof found === "string" || dialect === "clickhouse") return;
    for (const model of [sampleGph, two, signed, fine, quanto, fineQuanto]) {
      const folder = tempFolder();
      fs.chmodSync(folder, 0o755);
      const { artifacts } = calculatorEmitter.emit(model, { targets: [dialect] });
      const [functions, accepting] = artifacts.filter(({ path: file }) => file.endsWith(".sql"));
      const there = dialect === "duckdb" ? `set file_search_path = '${folder}';\n` : `\\cd ${folder}\n`;
      const text = `${there}${functions?.content}\n${accepting?.content}`;
      const vectors = vectorsFile(model);
      const given = vectors.columns.filter((one) => one.function.endsWith("MarginOfColumns"));
      const here = given.filter(({ expected }) =>
        "refused" in expected ? dialect === "postgres" && expected.refused !== "columns-differ" : true,
      );
      fs.writeFileSync(path.join(folder, "vectors.json"), JSON.stringify(vectors));
      assert.is((await found.run(text)).trim(), `${here.length} vectors agree`);
      const spoiled = structuredClone(vectors) as unknown as { columns: { expected: object }[] };
      const last = vectors.columns.findLastIndex(
        (one) => one.function.endsWith("MarginOfColumns") && "returns" in one.expected,
      );
      const { expected } = spoiled.columns[last] as { expected: { returns: { amounts: number[] } } };
      (expected.returns.amounts[3] as number) += 1;
      fs.writeFileSync(path.join(folder, "vectors.json"), JSON.stringify(spoiled));
      let said = "";
      try {
        said = await found.run(text);
      } catch (thrown) {
        said = (thrown as Error).message;
      }
      assert.ok(said.includes(`${vectors.columns[last]?.name} does not agree`), said);
    }
  });

  test(`${dialect}: what is wrong stops the query with its code`, async () => {
    if (typeof found === "string") return;
    const database = found;
    const stopped = async (sql: string): Promise<string> => {
      try {
        return `gave ${(await database.run(`select ${sql}`)).trim()}`;
      } catch (thrown) {
        return (thrown as Error).message;
      }
    };
    await database.run(script(sampleGph, dialect));
    await database.run(script(fine, dialect));
    const margin = (given: string): Promise<string> => stopped(`gph_variation_margin(${given})`);
    assert.is(await margin("3::bigint, 20000::bigint, 20001::bigint"), "gave 30");
    assert.match(await margin("3::bigint, 20000::bigint, -1::bigint"), /negative-price: expected settlement/);
    assert.match(
      await margin(`null::${dialect === "clickhouse" ? "Nullable(bigint)" : "bigint"}, 20000::bigint, 1::bigint`),
      /not-an-integer: expected lots/,
    );
    // Whole numbers alone: a decimal or a double is none, whatever it holds.
    for (const one of ["1.5::decimal(9, 2)", "1.0::float", "'NaN'::float", "'7'::varchar"])
      assert.not.match(await margin(`${one}, 20000::bigint, 20001::bigint`), /^gave/);
    assert.match(
      await stopped("between_rounded_variation_margin(1::bigint, 2::bigint, 3::bigint, 'nearest')"),
      /rounding-mode-unknown/,
    );
    await database.run(script(two, dialect));
    assert.match(
      await stopped("between_variation_margin(1::bigint, 0::bigint, 7::bigint)"),
      /off-tick: expected settlement/,
    );
    const prints = (list: string, days: string): Promise<string> =>
      stopped(`gph_final_settlement(${list}, ${days}::bigint)`);
    const list = (...given: readonly (number | null)[]): string => listed(dialect, given);
    assert.match(await prints(list(1, 2), "3"), /missing-print/);
    assert.match(await prints(list(1, null), "2"), /missing-print/);
    // ClickHouse divides constants before it looks at conditions.
    assert.match(await prints(list(), "0"), dialect === "clickhouse" ? /no-days|ILLEGAL_DIVISION/ : /no-days/);
    if (dialect !== "clickhouse") assert.match(await prints("null", "1"), /missing-input/);
    assert.match(await prints(list(1, -2), "2"), /negative-price/);
  });

  test(`${dialect}: final prices are the averages of the second reading`, async () => {
    if (typeof found === "string") return;
    await found.run(script(sampleGph, dialect));
    const product = sampleGph.product as Product;
    const { increment, mode } = product.finalSettlement.round;
    const all = fc.sample(fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 23 }), 200);
    const rows = all.map((one, at) => `(${at}, ${listed(dialect, one)})`);
    const lengths: Readonly<Record<string, string>> = {
      duckdb: "len(prints)",
      postgres: "array_length(prints, 1)",
      clickhouse: "toInt64(length(prints))",
    };
    const from = table(dialect, ["place", "prints"], rows);
    const text = await found.run(
      `select gph_final_settlement(prints, ${lengths[dialect]}) from ${from} order by place`,
    );
    text
      .trim()
      .split("\n")
      .forEach((price, at) => {
        const prints = (all[at] as number[]).map((units) => fraction(BigInt(units), 10_000n));
        const wanted = over(round(average(prints), read(increment), mode), read("0.0001"));
        assert.is(BigInt(price), wanted.top, `${all[at]?.join(" ")}`);
      });
  });

  test(`${dialect} closes`, () => {
    if (typeof found === "object") found.stop?.();
  });
}

test("what SQL does not offer is declared with its reason", () => {
  const { artifacts } = calculatorEmitter.emit(sampleGph, { targets: ["duckdb"] });
  const described = JSON.parse(artifacts.find(({ path }) => path.endsWith("interface.json"))?.content as string) as {
    targets: { name: string; without: { function: string; why: string }[] }[];
  };
  const without = described.targets.find(({ name }) => name === "duckdb")?.without ?? [];
  assert.ok(without.some((one) => one.function === "dailySettlement" && one.why.length > 20));
  assert.not.ok(without.some((one) => ["variationMarginOfColumns", "finalSettlement"].includes(one.function)));
});

test.run();
