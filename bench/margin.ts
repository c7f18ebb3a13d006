/**
 * The variation margin of 10 million positions, rounded half to even to cents: generated calculators in JavaScript and WebAssembly beside a loop in C (gcc -O3),
 * DuckDB's best exact SQL and decimal.js, one thread each, in turn on one core. Two data sets take turns, so that no code has grown around the arrays of
 * one. Every row of both is compared with whole numbers of any length first. A first argument is the number of positions.
 */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { check } from "../src/index.ts";
import { calculatorEmitter } from "../src/emit/calculator/emitter.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

type Columns = {
  readonly lots: Int32Array;
  readonly previous: Int32Array;
  readonly settlement: Int32Array;
  readonly amounts?: Float64Array;
};
type Amounts = { readonly amounts: Float64Array; readonly total: string; readonly exactRows: number };
type Calculator = { readonly roundedVariationMarginOfColumns: (columns: Columns, mode: string) => Amounts };
type Module = Calculator & { readonly reserve: (rows: number) => Columns };
type Raw = (lots: number, previous: number, settlement: number, amounts: number, from: number, to: number) => number;
type Instantiate = (bytes: Uint8Array) => Promise<{
  readonly instance: {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer; grow: (pages: number) => number };
      readonly margin_half_even: Raw;
    };
  };
}>;

const ROWS = Number(process.argv[2] ?? 10_000_000);
const ROUNDS = 9;
const MODE = "half-even";
const FACTOR = 250n;
const DIVISOR = 100_000n;

const sets = [positions(0x2545_f491), positions(0x1234_5677)] as const;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-margin-"));
const files = write(folder);
const js = (await import(pathToFileURL(files.js).href)) as Calculator;
const wasm = (await import(pathToFileURL(files.wasm).href)) as { readonly module: string; open: () => Promise<Module> };
const modules = [await wasm.open(), await wasm.open()] as const;
const own = modules.map((module, at) => {
  const columns = module.reserve(ROWS);
  for (const name of ["lots", "previous", "settlement"] as const) columns[name].set((sets[at] as Columns)[name]);
  return columns;
});
const kernels = await Promise.all(sets.map(kernel));

compare();

const amounts = new Float64Array(ROWS);
type Contender = { readonly name: string; readonly run: (round: number) => unknown };
const contenders: Contender[] = [
  { name: "WebAssembly, its function alone, columns where they stand", run: (round) => kernels[round & 1]?.() },
  {
    name: "WebAssembly, with the total",
    run: (round) => modules[round & 1]?.roundedVariationMarginOfColumns(own[round & 1] as Columns, MODE).total,
  },
  {
    name: "JavaScript, with the total",
    run: (round) => js.roundedVariationMarginOfColumns({ ...(sets[round & 1] as Columns), amounts }, MODE).total,
  },
  ...(await duckdb()),
];
const spent = new Map(contenders.map(({ name }) => [name, [] as number[]]));
const ofC: number[] = [];
for (let round = -4; round < ROUNDS; round += 1) {
  for (const { name, run } of contenders) {
    const before = process.cpuUsage();
    await run(round + 4);
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) spent.get(name)?.push((user + system) / 1000);
  }
  if (round >= 0) ofC.push(...c(round));
}
const best = ofC.length > 0 ? median(ofC) : median(spent.get(contenders[0]?.name as string) as number[]);
console.log(
  `${ROWS.toLocaleString("en")} positions, two sets in turn, ${ROUNDS} rounds, processor time; no row differs from whole numbers of any length\n`,
);
const line = (name: string, all: readonly number[], rows = ROWS): void => {
  const middle = (median(all) * ROWS) / rows;
  const rate = (ROWS / middle / 1000).toFixed(1);
  console.log(
    `${name.padEnd(58)} ${middle.toFixed(1).padStart(9)} ms  least ${((Math.min(...all) * ROWS) / rows).toFixed(1).padStart(9)}  ${rate.padStart(7)} M rows/s  ${(best / middle).toFixed(4).padStart(8)} of C`,
  );
};
if (ofC.length > 0) line("C, gcc -O3 -march=native, amounts alone", ofC);
for (const { name } of contenders) line(name, spent.get(name) as number[]);
line("decimal.js, operands prebuilt, on 100,000 of them", decimals(), 100_000);
fs.rmSync(folder, { recursive: true, force: true });

/** Positions whose amounts are ties in one of 25 rows: prices in units of 0.000000025, amounts in units of 0.0000001. */
function positions(seed: number): Columns {
  const made = { lots: new Int32Array(ROWS), previous: new Int32Array(ROWS), settlement: new Int32Array(ROWS) };
  let state = seed;
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  for (let row = 0; row < ROWS; row += 1) {
    made.lots[row] = next(4001) - 2000;
    made.previous[row] = 80_000_000 + next(20_000_000);
    made.settlement[row] = (made.previous[row] as number) + next(2_000_001) - 1_000_000;
  }
  return made;
}

/** The generated modules in a folder. */
function write(where: string): { readonly js: string; readonly wasm: string } {
  const read = (file: string): string => fs.readFileSync(path.join(PROJECT, file), "utf8");
  const spec = read("test/conformance/fields/structured.tenor")
    .replace("outright: 0.001; settlement: 0.0001", "outright: 0.000000025; settlement: 0.000000025")
    .replace("exact to 0.01 USD", "exact to 0.0000001 USD");
  const { diagnostics, models } = check({
    "program.tenor": spec,
    "with/product.tenor": read("test/bad/with/product.tenor"),
    "with/parts.tenor": read("test/bad/with/parts.tenor"),
  });
  const model = models.find(({ root }) => root === "BETWEEN");
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  fs.writeFileSync(path.join(where, "package.json"), '{ "type": "module" }\n');
  const { artifacts } = calculatorEmitter.emit(model);
  for (const { path: file, content } of artifacts) {
    fs.mkdirSync(path.dirname(path.join(where, file)), { recursive: true });
    fs.writeFileSync(path.join(where, file), content);
  }
  const at = (ending: string): string =>
    path.join(where, artifacts.find(({ path: file }) => file.endsWith(ending))?.path as string);
  return { js: at("between.js"), wasm: at(".wasm.js") };
}

/** The function of a module alone, over columns in a memory of its own. */
async function kernel(columns: Columns): Promise<() => number> {
  const { instantiate } = (globalThis as unknown as { WebAssembly: { instantiate: Instantiate } }).WebAssembly;
  const { instance } = await instantiate(Uint8Array.from(atob(wasm.module), (one) => one.charCodeAt(0)));
  const { memory, margin_half_even: loop } = instance.exports;
  memory.grow(Math.ceil((ROWS * 20) / 65_536));
  const [lots, previous, settlement, amounts] = [0, 4 * ROWS, 8 * ROWS, 12 * ROWS];
  for (const [at, column] of [
    [lots, columns.lots],
    [previous, columns.previous],
    [settlement, columns.settlement],
  ] as const)
    new Int32Array(memory.buffer, at, ROWS).set(column);
  return () => {
    const done = loop(lots, previous, settlement, amounts, 0, ROWS);
    if (done !== ROWS) throw new Error(`the module stopped at row ${done}`);
    return done;
  };
}

/** Every row of both data sets by both calculators is what whole numbers of any length make of it. */
function compare(): void {
  let ties = 0;
  for (const [at, columns] of sets.entries()) {
    const one = js.roundedVariationMarginOfColumns(columns, MODE);
    const other = modules[at as 0 | 1].roundedVariationMarginOfColumns(own[at] as Columns, MODE);
    if (one.exactRows + other.exactRows > 0 || one.total !== other.total) throw new Error("the calculators differ");
    for (let row = 0; row < ROWS; row += 1) {
      const product =
        BigInt(columns.lots[row] as number) *
        BigInt((columns.settlement[row] as number) - (columns.previous[row] as number)) *
        FACTOR;
      const twice = 2n * product + DIVISOR;
      const rest = ((twice % (2n * DIVISOR)) + 2n * DIVISOR) % (2n * DIVISOR);
      let amount = (twice - rest) / (2n * DIVISOR);
      if (rest === 0n) {
        ties += 1;
        if (amount % 2n !== 0n) amount -= 1n;
      }
      if (Number(amount) !== one.amounts[row] || Number(amount) !== other.amounts[row])
        throw new Error(`row ${row} of set ${at} is ${amount}, not ${one.amounts[row]} or ${other.amounts[row]}`);
    }
  }
  console.log(`${(2 * ROWS).toLocaleString("en")} rows compared, ${ties.toLocaleString("en")} of them ties`);
}

/** DuckDB over the same whole numbers in a table, its sums rounded as the calculators round: by adding and taking away, and by cases over whole numbers. */
async function duckdb(): Promise<Contender[]> {
  type Connection = {
    run: (sql: string) => Promise<unknown>;
    runAndReadAll: (sql: string) => Promise<{ getRows: () => readonly (readonly unknown[])[] }>;
    createAppender: (table: string) => Promise<{
      appendInteger: (value: number) => void;
      endRow: () => void;
      closeSync: () => void;
    }>;
  };
  const load = createRequire(path.join(PROJECT, "bench/"));
  const { DuckDBInstance } = load("@duckdb/node-api") as {
    DuckDBInstance: {
      create: (
        at: string,
        options: Readonly<Record<string, string>>,
      ) => Promise<{ connect: () => Promise<Connection> }>;
    };
  };
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await connection.run("create table positions (lots integer, previous integer, settlement integer)");
  const appender = await connection.createAppender("positions");
  const { lots, previous, settlement } = sets[0];
  for (let row = 0; row < ROWS; row += 1) {
    appender.appendInteger(lots[row] as number);
    appender.appendInteger(previous[row] as number);
    appender.appendInteger(settlement[row] as number);
    appender.endRow();
  }
  appender.closeSync();
  const product = "(lots::bigint * (settlement - previous) * 250)";
  const queries: Readonly<Record<string, string>> = {
    "DuckDB, sum, rounded by adding and taking away (its best)": `select sum(((lots::double * (settlement - previous) * 250) / 1e5::double + 6755399441055744::double) - 6755399441055744::double) from positions`,
    "DuckDB, sum, rounded by cases over whole numbers": `select sum(case when abs(raw % 100000) * 2 > 100000 or (abs(raw % 100000) * 2 = 100000 and (raw // 100000) % 2 <> 0) then raw // 100000 + sign(raw) else raw // 100000 end) from (select ${product} as raw from positions)`,
  };
  const wanted = js
    .roundedVariationMarginOfColumns(sets[0], MODE)
    .total.replace(".", "")
    .replace(/^(-?)0+(?=\d)/, "$1");
  return Object.entries(queries).map(([name, sql]) => ({
    name,
    run: async () => {
      const [[sum] = []] = (await connection.runAndReadAll(sql)).getRows();
      if (BigInt(String(sum).replace(/\.0$/, "")) !== BigInt(wanted))
        throw new Error(`${name}: ${String(sum)}, not ${wanted}`);
    },
  }));
}

/** A round of the loop in C, in milliseconds; nothing where there is no compiler. */
function c(round: number): number[] {
  const program = path.join(folder, "margin");
  const data = path.join(folder, `set-${round & 1}`);
  if (!fs.existsSync(program)) {
    const source = path.join(PROJECT, "bench/peers/margin.c");
    const made = spawnSync("gcc", ["-O3", "-march=native", "-o", program, source], { encoding: "utf8" });
    if (made.status !== 0) {
      if (round === 0) console.log("skipped: the loop in C (there is no gcc)");
      return [];
    }
  }
  if (!fs.existsSync(data)) {
    const { lots, previous, settlement } = sets[round & 1] as Columns;
    fs.writeFileSync(data, Buffer.concat([lots, previous, settlement].map((one) => Buffer.from(one.buffer))));
  }
  const lines = execFileSync(program, [data, String(ROWS), "4"], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map(Number);
  const total = js.roundedVariationMarginOfColumns(sets[round & 1] as Columns, MODE).total;
  if (BigInt(lines[4] as number) !== BigInt(total.replace(".", ""))) throw new Error(`C: ${lines[4]}, not ${total}`);
  return [median(lines.slice(1, 4)) / 1e6];
}

/** Rounds of decimal.js in milliseconds. */
function decimals(): number[] {
  type Decimal = {
    minus: (other: Decimal) => Decimal;
    times: (other: Decimal) => Decimal;
    toDecimalPlaces: (places: number, mode: number) => Decimal;
  };
  const load = createRequire(path.join(PROJECT, "bench/"));
  const { Decimal } = load("decimal.js") as { Decimal: { new (value: string): Decimal; set: (to: object) => void } };
  Decimal.set({ precision: 60 });
  const unit = 0.000000025;
  const some = Math.min(ROWS, 100_000);
  const price = (units: number): Decimal => new Decimal((units * unit).toFixed(9));
  const rows = Array.from({ length: some }, (_, row) => ({
    lots: new Decimal(String(sets[0].lots[row])),
    previous: price(sets[0].previous[row] as number),
    settlement: price(sets[0].settlement[row] as number),
  }));
  const size = new Decimal("1000");
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const before = process.cpuUsage();
    for (const { lots, previous, settlement } of rows)
      settlement.minus(previous).times(size).times(lots).toDecimalPlaces(2, 6);
    const { user, system } = process.cpuUsage(before);
    if (round >= 2) times.push((user + system) / 1000);
  }
  return times;
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] as number;
}
