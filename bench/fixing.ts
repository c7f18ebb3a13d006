/**
 * The fixing of a reference price over 10 million trades: the batch form of a generated calculator beside DuckDB's best SQL, one thread each, in
 * one process on one core. The trades are one hour of six venues in order of time; the price is the mean of twelve
 * volume-weighted medians. All contenders have to print the same digits. A first argument is the number of trades; `--obvious` adds the obvious SQL, which takes minutes.
 */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { check } from "../src/index.ts";
import { calculatorEmitter } from "../src/emit/calculator/emitter.ts";
import { divide, fromInteger, parse, roundTo, toFixed } from "../src/runtime/exact.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

/** What is used of `@duckdb/node-api`, which is installed in this folder alone. */
type DuckDb = {
  readonly DuckDBInstance: {
    create: (
      path: string,
      options: Readonly<Record<string, string>>,
    ) => Promise<{ connect: () => Promise<Connection> }>;
  };
};
type Connection = {
  run: (sql: string) => Promise<unknown>;
  runAndReadAll: (sql: string) => Promise<{ getRows: () => readonly (readonly unknown[])[] }>;
  createAppender: (table: string) => Promise<{
    appendInteger: (value: number) => void;
    appendUTinyInt: (value: number) => void;
    endRow: () => void;
    closeSync: () => void;
  }>;
};

type Own = {
  readonly time: Int32Array;
  readonly price: Int32Array;
  readonly size: Int32Array;
  readonly source: Uint8Array;
};
type Fixings = Record<string, (input: unknown) => { readonly value: string }>;
type Module = {
  readonly reserveRows: (rows: number) => Own;
  readonly referencePriceOfColumns: (input: unknown) => { readonly value: string };
};

const ROWS = Number(process.argv[2] ?? 10_000_000);
const ROUNDS = 9;
const PARTS = 12;
const HOUR = 3_600_000;

const SPEC = `import "std/calendars/common.tenor"
organisation GPUX "GPUX Benchmarks (fictional)" { country: GB }
${["A", "B", "C", "D", "E", "F"].map((one) => `organisation VENUE_${one} "Venue ${one} (fictional)" { country: GB }`).join("\n")}
unit coin "one coin" measures coin
index COIN "A coin, by the hour" in UTC on EVERY_DAY {
  administrator: GPUX
  price:         USD / coin
  publish:       daily 16:30
  inputs         { trades from [VENUE_A, VENUE_B, VENUE_C, VENUE_D, VENUE_E, VENUE_F] }
  window:        15:00 until 16:00 in ${PARTS} parts
  part:          volume-weighted median of price
  empty-part:    leave out
  value:         mean of parts, round half-even to 0.0001
  quorum:        3 sources, 20 trades, 6 parts
  fallback       { determination by GPUX under "Rule 901" }
}
`;

const { time, price, size, source } = trades(ROWS);
const sources = ["A", "B", "C", "D", "E", "F"].map((one) => `VENUE_${one}`);
const files = write();
const calculator = (await import(pathToFileURL(files.js).href)) as Fixings;
const module = await ((await import(pathToFileURL(files.wasm).href)) as { open: () => Promise<Module> }).open();
const fixing = calculator["referencePriceOfColumns"];
if (fixing === undefined) throw new Error("the calculator has no batch form");
const input = {
  date: "2027-02-02",
  window: { from: "2027-02-02T15:00:00Z", until: "2027-02-02T16:00:00Z" },
  columns: [{ since: "2027-02-02T15:00:00Z", time, price, tick: "0.01", size, unit: "0.0001", source, sources }],
  determination: null,
};

const own = module.reserveRows(ROWS);
for (const [name, column] of Object.entries({ time, price, size, source })) own[name as keyof Own].set(column);
const ownInput = { ...input, columns: [{ ...input.columns[0], ...own }] };

type Contender = { readonly name: string; readonly run: () => Promise<string> | string };
const contenders: Contender[] = [
  { name: "tenor, WebAssembly, columns in its memory", run: () => module.referencePriceOfColumns(ownInput).value },
  { name: "tenor, batch form of the calculator", run: () => fixing(input).value },
  ...(await duckdb()),
];

const spent = new Map(contenders.map(({ name }) => [name, [] as number[]]));
const values = new Set<string>();
const ofC: number[] = [];
for (let round = -2; round < ROUNDS; round += 1) {
  ofC.push(...c(round));
  for (const { name, run } of contenders) {
    const before = process.cpuUsage();
    const value = await run();
    const { user, system } = process.cpuUsage(before);
    values.add(value);
    if (round >= 0) spent.get(name)?.push((user + system) / 1000);
  }
}
fs.rmSync(files.folder, { recursive: true, force: true });
if (values.size !== 1) throw new Error(`the contenders differ: ${[...values].join(", ")}`);

const best = median(spent.get(contenders[0]?.name as string) as number[]);
console.log(
  `${ROWS.toLocaleString("en")} trades, ${ROUNDS} rounds, processor time, one thread each; all print ${[...values][0]}\n`,
);
if (ofC.length > 0) spent.set("C, gcc -O3 -march=native, histogram alone", ofC);
for (const [name, all] of spent) {
  const middle = median(all);
  const least = Math.min(...all);
  const rate = (ROWS / middle / 1000).toFixed(1);
  console.log(
    `${name.padEnd(52)} ${middle.toFixed(1).padStart(8)} ms  least ${least.toFixed(1).padStart(8)}  ${rate.padStart(7)} M rows/s  ${(middle / best).toFixed(2).padStart(7)} times`,
  );
}

/** An hour of trades: a price that walks in ticks, sizes in ten-thousandths, six venues, in order of time. */
function trades(rows: number): { time: Int32Array; price: Int32Array; size: Int32Array; source: Uint8Array } {
  const made = {
    time: new Int32Array(rows),
    price: new Int32Array(rows),
    size: new Int32Array(rows),
    source: new Uint8Array(rows),
  };
  let state = 0x2545_f491;
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  let middle = 6_493_000;
  for (let row = 0; row < rows; row += 1) {
    // Every thousandth trade moves the market by up to two ticks.
    if (row % 1000 === 0) middle += next(5) - 2;
    made.time[row] = Math.floor((row * HOUR) / rows);
    made.price[row] = middle + next(400) - 200;
    made.size[row] = 1 + next(1000);
    made.source[row] = next(6);
  }
  return made;
}

/** The generated calculators, to be loaded as any engine would load them. */
function write(): { readonly js: string; readonly wasm: string; readonly folder: string } {
  const { diagnostics, models } = check({ "coin.tenor": SPEC });
  const model = models.find(({ root }) => root === "COIN");
  if (model === undefined || diagnostics.some(({ severity }) => severity === "error"))
    throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-fixing-"));
  fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  const { artifacts } = calculatorEmitter.emit(model, { targets: ["js", "wasm"] });
  for (const { path: file, content } of artifacts) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  }
  const at = (ending: string): string =>
    path.join(folder, artifacts.find(({ path: file }) => file.endsWith(ending))?.path as string);
  return { js: at("coin.js"), wasm: at("coin.wasm.js"), folder };
}

/** A round of the histogram in C, in milliseconds; nothing where there is no compiler. */
function c(round: number): number[] {
  const program = path.join(files.folder, "fixing");
  const data = path.join(files.folder, "trades");
  if (!fs.existsSync(data)) {
    fs.writeFileSync(data, Buffer.concat([time, price, size].map((one) => Buffer.from(one.buffer))));
    const peer = path.join(PROJECT, "bench/peers/fixing.c");
    const made = spawnSync("gcc", ["-O3", "-march=native", "-o", program, peer], { encoding: "utf8" });
    if (made.status !== 0) console.log("skipped: the histogram in C (there is no gcc)");
  }
  if (!fs.existsSync(program)) return [];
  const lines = execFileSync(program, [data, String(ROWS), "4"], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map(Number);
  const mean = divide({ n: BigInt(lines[4] as number), d: 100n }, fromInteger(PARTS));
  values.add(toFixed(roundTo(mean, parse("0.0001"), "half-even"), 4));
  return round < 0 ? [] : [median(lines.slice(1, 4)) / 1e6];
}

/**
 * DuckDB over the same whole numbers in a table of its own: sizes summed by part and price first and the medians found among these, which is its best way, as
 * plain grouping and as one key; and the obvious way, a running sum over the trades themselves.
 */
async function duckdb(): Promise<Contender[]> {
  const load = createRequire(path.join(PROJECT, "bench/"));
  const { DuckDBInstance } = load("@duckdb/node-api") as DuckDb;
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run("create table trades (time integer, price integer, size integer, source utinyint)");
  const appender = await connection.createAppender("trades");
  for (let row = 0; row < ROWS; row += 1) {
    appender.appendInteger(time[row] as number);
    appender.appendInteger(price[row] as number);
    appender.appendInteger(size[row] as number);
    appender.appendUTinyInt(source[row] as number);
    appender.endRow();
  }
  appender.closeSync();
  const length = HOUR / PARTS;
  const medians = (grouped: string): string => `with grouped as (${grouped}),
    summed as (select part, price, sum(size) over (partition by part order by price rows unbounded preceding) as so,
      sum(size) over (partition by part) as total from grouped)
    select min(price) as price from summed where 2 * so >= total group by part`;
  const queries: Readonly<Record<string, string>> = {
    "DuckDB, by part and price, then the medians": medians(
      `select time // ${length} as part, price, sum(size)::bigint as size from trades where time >= 0 and time < ${HOUR} group by all`,
    ),
    "DuckDB, by one key": medians(
      `select key // 1048576 as part, key % 1048576 as price, size from (select (time // ${length})::bigint * 1048576 + (price - 6000000) as key, sum(size)::bigint as size
        from trades where time >= 0 and time < ${HOUR} group by key)`,
    ).replace("min(price)", "min(price) + 6000000"),
    ...(process.argv.includes("--obvious")
      ? {
          "DuckDB, a running sum over the trades (the obvious)": medians(
            `select time // ${length} as part, price, size from trades where time >= 0 and time < ${HOUR}`,
          ),
        }
      : {}),
  };
  return Object.entries(queries).map(([name, sql]) => ({
    name,
    run: async () => {
      const rows = (await connection.runAndReadAll(sql)).getRows();
      const ticks = rows.reduce((sum, [one]) => sum + BigInt(one as number | bigint), 0n);
      const mean = divide({ n: ticks, d: 100n }, fromInteger(rows.length));
      return toFixed(roundTo(mean, parse("0.0001"), "half-even"), 4);
    },
  }));
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] as number;
}
