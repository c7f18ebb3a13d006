import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { notOpened } from "../../src/cli/ledger-engine.ts";
import { ledgerEntries } from "../../src/diagnostic/catalogue/ledger.ts";
import { type Diagnostic, diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderOne } from "../../src/diagnostic/render-text.ts";
import { placeOf } from "../../src/host/failure.ts";
import { golden, inProject, root } from "../kit/files.ts";
import { BOOK, builtFolder, DATE, fixture, type Loose, MARKET } from "./kit.ts";
import { ledgerIn, type Row, sql } from "./ledger-kit.ts";

const out = builtFolder();
const [book, market] = [inProject(BOOK), inProject(MARKET)];
const rows = (): Row[] => (fixture(BOOK)["positions"] as unknown as Row[]).map((row) => ({ date: DATE, ...row }));
const shown = new Map<string, Diagnostic>();
const ledger = ledgerIn(out);
type Run = Parameters<typeof ledger.run>[0];

/** `code` and message of what keeps a run from being booked; nothing may be in the ledger after it that was not before. */
async function refusals(run: Run, of = ledger): Promise<string[]> {
  const before = fs.existsSync(of.inFolder("ledger.duckdb")) ? await of.query("SELECT count(*) FROM batch") : [["0"]];
  const found = await of.refused(run);
  const after = fs.existsSync(of.inFolder("ledger.duckdb")) ? await of.query("SELECT count(*) FROM batch") : [["0"]];
  assert.equal(after, before, "something was booked");
  for (const one of found) if (!shown.has(one.code)) shown.set(one.code, one);
  return found.map(({ code, message, span }) => `${span.source.path}: ${code}: ${message}`);
}

const withRows = async (
  name: string,
  change: (all: Row[]) => Row[],
  types?: Record<string, string>,
): Promise<string[]> =>
  refusals({ date: DATE, books: [await ledger.table(name, change(rows()), types)], markets: [market] });
const first = async (found: Promise<string[]>): Promise<string> => (await found)[0] ?? "nothing";
const at = (all: Row[], row: number, change: Row): Row[] =>
  all.map((one, place) => (place === row - 1 ? { ...one, ...change } : one));

test("rows are refused at their number, each with what is wrong with it", async () => {
  const cases: readonly (readonly [number, Row, string])[] = [
    [3, { lots: "1.5" }, "row 3: row-malformed: `lots` is 1.5, and a whole number of contracts is wanted"],
    [4, { lots: "many" }, "row 4: row-malformed: `lots` is many, and a whole number of contracts is wanted"],
    [5, { account: "" }, "row 5: row-malformed: `account` is nothing, and the name of an account is wanted"],
    [6, { owner: "" }, "row 6: row-malformed: `owner` is nothing, and the owner of the account is wanted"],
    [7, { product: "GHP" }, "row 7: position-product-unknown: this build has no product `GHP`"],
    [8, { month: "2031-01" }, "row 8: month-not-listed: GPH 2031-01 is not listed on this day"],
    [9, { month: "" }, "row 9: month-not-listed: GPH without a month is not listed on this day"],
    [10, { date: "2027-02-01" }, "row 10: row-other-day: this row is of 2027-02-01, and 2027-02-02 is settled"],
    [11, { series: "GPHJ27 C2.40" }, "row 11: row-malformed: `series` is GPHJ27 C2.40"],
    [
      2,
      { owner: "Somebody else (fictional)" },
      "row 2: account-two-owners: account A-1001 belongs to Larkfield Models (fictional) above",
    ],
  ];
  for (const [row, change, wanted] of cases) {
    const found = await withRows("book.csv", (all) => at(all, row, change));
    assert.ok(
      found.some((one) => one.startsWith(`book.csv ${wanted}`)),
      `${wanted}\n${found.join("\n")}`,
    );
  }
  const twice = await withRows("book.csv", (all) => [...all, all[0] as Row]);
  assert.ok(
    twice.includes("book.csv row 21: position-twice: account A-1001 stands twice in GPH 2027-02"),
    twice.join("\n"),
  );
});

test("all rows at fault are counted, and the first hundred are shown", async () => {
  const many = (all: Row[]): Row[] =>
    Array.from({ length: 300 }, (_, row) => ({
      ...(all[0] as Row),
      account: `B-${row}`,
      month: row < 250 ? "2031-01" : "2027-02",
      lots: row < 250 ? 1 : "x",
    }));
  const found = await withRows("book.csv", many);
  assert.is(found.length, 101);
  assert.ok(found.includes("book.csv: rows-at-fault: 300 rows are at fault, of which 100 are shown"), found[100]);
  assert.equal(shown.get("rows-at-fault")?.evidence, ["250: month-not-listed", "50: row-malformed"]);
});

test("findings of a market and of a book are told together", async () => {
  const off = fixture(MARKET);
  (off["observations"] as unknown as Loose[])[49]!["price"] = "2.4365" as unknown as Loose;
  const books = [await ledger.table("book.csv", at(rows(), 8, { month: "2031-01" }))];
  const found = await refusals({ date: DATE, books, markets: [ledger.write("off.json", off)] });
  assert.ok(
    found.some((one) => one.startsWith("off.json: row-malformed: `price` is 2.4365")),
    found.join("\n"),
  );
  assert.ok(
    found.some((one) => one.startsWith("book.csv row 8: month-not-listed")),
    found.join("\n"),
  );
});

test("a row of a market table is refused at its number: off tick, of another day, of an index nobody has", async () => {
  const { observations, ...rest } = fixture(MARKET) as unknown as { observations: Loose[] };
  const json = ledger.write("rest.json", { ...rest, observations: [] });
  const ticks = observations.flatMap((row) => ("months" in row ? [] : [row as unknown as Row]));
  const run = async (change: (all: Row[]) => Row[]): Promise<string[]> =>
    refusals({ date: DATE, books: [book], markets: [json, await ledger.table("ticks.csv", change(ticks))] });
  const trade =
    ticks.findIndex(({ product, kind, month }) => product === "GPH" && kind === "trade" && month === "2027-03") + 1;
  assert.equal(await run((all) => at(all, trade, { price: "2.4365" })), [
    `ticks.csv row ${trade}: row-malformed: \`price\` is 2.4365, and a multiple of 0.001 is wanted`,
  ]);
  assert.match(
    await first(run((all) => at(all, trade, { time: "2027-02-09T15:00:00Z" }))),
    `ticks.csv row ${trade}: observation-far-off`,
  );
  assert.match(
    await first(run((all) => at(all, 1, { observable: "H100_RENTALS" }))),
    "ticks.csv row 1: observable-unknown",
  );
  assert.match(await first(run((all) => at(all, trade, { price: "2,4" }))), `ticks.csv row ${trade}: input-malformed`);
});

test("all rows of a market at fault are told in their order, the first hundred of them, and counted", async () => {
  const { observations, ...rest } = fixture(MARKET) as unknown as { observations: Loose[] };
  const json = ledger.write("rest.json", { ...rest, observations: [] });
  const plain = observations.flatMap((row) => ("months" in row ? [] : [row as unknown as Row]));
  const trade = { time: "2027-02-02T20:29:30.000Z", source: "XDEX", kind: "trade", product: "GPH", size: "1" };
  const wrong = Array.from({ length: 150 }, (_, row) => ({ ...trade, month: "2027-04", price: `2.4${row % 10}05` }));
  const spreads = [{ ...trade, kind: "spread-trade", month: "2027-03", far: "2027-04", price: "0.0012" }];
  const ticks = await ledger.table("ticks.csv", [...plain, ...wrong, ...spreads]);
  const found = await refusals({ date: DATE, books: [book], markets: [json, ticks] });
  assert.is(found.length, 101);
  assert.ok(found.includes("ticks.csv: rows-at-fault: 151 rows are at fault, of which 100 are shown"));
  const rowsShown = found.flatMap((one) => /^ticks\.csv row (\d+): row-malformed/.exec(one)?.[1] ?? []);
  assert.equal(
    rowsShown.map(Number),
    Array.from({ length: 100 }, (_, row) => plain.length + 1 + row),
  );
  const both = [...plain, { ...trade, month: "2027-04", price: "2.405" }, ...spreads];
  assert.equal(await refusals({ date: DATE, books: [book], markets: [json, await ledger.table("spread.csv", both)] }), [
    `spread.csv row ${both.length}: row-malformed: \`price\` is 0.0012, and a multiple of 0.0005 is wanted`,
  ]);
});

test("a day beyond what the build lists, and a market of another day, are refused", async () => {
  assert.match(await first(refusals({ date: "2099-01-05", books: [book], markets: [market] })), "2099-01-05");
  const other = ledger.write("other.json", { ...(fixture(MARKET) as object), date: "2027-02-03" });
  assert.equal(await refusals({ date: DATE, books: [book], markets: [other] }), [
    "other.json: input-other-day: this is of 2027-02-03, and 2027-02-02 is wanted",
  ]);
});

test("a book in which long and short differ is refused: there is no account for the difference", async () => {
  assert.equal(await withRows("book.csv", (all) => all.slice(1)), [
    "book.csv: book-unbalanced: GPH 2027-02 does not balance: long less short is -140 lots",
  ]);
});

test("a list of accounts knows every account once", async () => {
  const listed = (all: Row[]): Promise<string> => ledger.table("accounts.csv", all);
  const known = [...new Map(rows().map(({ account, owner }) => [account, { account, owner }])).values()] as Row[];
  const run = async (all: Row[]): Promise<string[]> =>
    refusals({
      date: DATE,
      books: [await ledger.table("book.csv", rows())],
      markets: [market],
      accounts: await listed(all),
    });
  assert.match(
    await first(run(known.slice(1))),
    "book.csv row 1: account-unknown: the account A-1001 is not among the accounts",
  );
  assert.match(
    await first(run([...known, known[2] as Row])),
    "accounts.csv row 8: account-twice: the account A-1003 stands in row 3 already",
  );
  assert.match(await first(run(at(known, 2, { owner: "Another (fictional)" }))), "book.csv row 4: account-two-owners");
});

test("columns that are missing, unknown or of binary fractions are refused before any row is read", async () => {
  assert.equal(await withRows("book.parquet", (all) => all, { lots: "DOUBLE" }), [
    "book.parquet: table-column-type: the column `lots` holds binary fractions, where it has to hold whole numbers",
  ]);
  assert.equal(
    await withRows("book.parquet", (all) =>
      all.map(({ date, owner, product, month, lots }) => ({ date, owner, product, month, lots }) as Row),
    ),
    ["book.parquet: table-column-missing: the book has no column `account`"],
  );
  assert.match(
    await first(withRows("book.ndjson", (all) => all.map((row) => ({ ...row, strike: "2" })))),
    "book.ndjson: table-column-unknown: the book has a column `strike`",
  );
  fs.writeFileSync(
    ledger.inFolder("number.ndjson"),
    '{"date":"2027-02-02","account":"A","owner":"O","product":"GPH","month":"2027-02","lots":1.0}\n',
  );
  assert.match(
    await first(refusals({ date: DATE, books: ["number.ndjson"], markets: [market] })),
    "table-column-type: the column `lots` holds binary fractions",
  );
});

test("half a file is refused, whatever its format", async () => {
  await ledger.table("whole.parquet", rows());
  const bytes = fs.readFileSync(ledger.inFolder("whole.parquet"));
  fs.writeFileSync(ledger.inFolder("half.parquet"), bytes.subarray(0, bytes.length >> 1));
  fs.writeFileSync(ledger.inFolder("half.ndjson"), '{"date":"2027-02-02","account":"A"}\n{"da');
  fs.writeFileSync(ledger.inFolder("half.csv"), 'date,account,owner,product,month,lots\n2027-02-02,"A');
  for (const name of ["half.parquet", "half.ndjson", "half.csv"])
    assert.match(await first(refusals({ date: DATE, books: [name], markets: [market] })), `${name}: table-unreadable`);
});

test("days are booked in their order, on settlements that are in force", async () => {
  const of = ledgerIn(out);
  const ticks = (date: string): string => {
    const moved = JSON.stringify({
      ...(fixture(MARKET) as object),
      previous: { date: "2027-02-01", settlements: {} },
    }).replaceAll("2027-02-02", date);
    return of.write(`market-${date}.json`, JSON.parse(moved));
  };
  const books = (date: string): string => of.write(`book-${date}.json`, { ...(fixture(BOOK) as object), date });
  const day = (date: string): Run => ({ date, books: [books(date)], markets: [ticks(date)] });
  const start = { date: DATE, books: [book], markets: [market] };
  assert.match(
    await first(refusals({ ...start, correct: "why" }, of)),
    "correction-of-nothing: 2027-02-02 is not booked",
  );
  await of.booked(start);
  assert.match(
    await first(refusals(day("2027-02-04"), of)),
    "ledger-day-gap: the ledger waits for 2027-02-03 of GPH, and this is 2027-02-04",
  );
  const other = fixture(MARKET);
  other["previous"]!["settlements"]!["GPH"]!["2027-03"] = "2.4000" as unknown as Loose;
  assert.match(
    await first(refusals({ ...start, markets: [of.write("other.json", other)] }, of)),
    "ledger-day-booked: 2027-02-02 is booked already as",
  );
  await of.booked(day("2027-02-03"));
  assert.match(
    await first(refusals(day("2027-02-01"), of)),
    "ledger-day-past: 2027-02-01 was never booked, and the ledger has gone on to 2027-02-03",
  );
  await of.booked({
    ...start,
    markets: [of.write("other.json", other)],
    correct: "the settlement before was wrong (fictional)",
  });
  assert.match(
    await first(refusals(day("2027-02-04"), of)),
    "ledger-day-stale: 2027-02-03 was booked on settlements of 2027-02-02 that have been corrected since",
  );
  assert.match(await first(refusals(day("2027-02-03"), of)), "ledger-day-booked: 2027-02-03 is booked already as");
  const again = await of.booked({ ...day("2027-02-03"), correct: "the day before was corrected (fictional)" });
  assert.is(again.state, "corrected");
  assert.is((await of.booked(day("2027-02-04"))).state, "booked");
  const differs = JSON.parse(fs.readFileSync(of.inFolder(ticks("2027-02-05")), "utf8")) as Loose;
  differs["previous"]!["settlements"] = { GPH: { "2027-03": "9.9999" } } as unknown as Loose;
  assert.match(
    await first(refusals({ ...day("2027-02-05"), markets: [of.write("differs.json", differs)] }, of)),
    "ledger-differs: the settlement of GPH 2027-03 is ",
  );
});

test("a file that is no ledger is left as it is", async () => {
  const of = ledgerIn(out);
  fs.writeFileSync(of.inFolder("ledger.duckdb"), "this is no database, and nobody said so");
  const start = { date: DATE, books: [book], markets: [market] };
  const found = await of.refused(start);
  for (const one of found) shown.set(one.code, one);
  assert.equal(
    found.map(({ code }) => code),
    ["ledger-file-unreadable"],
  );
  assert.is(fs.readFileSync(of.inFolder("ledger.duckdb"), "utf8"), "this is no database, and nobody said so");
  const strange = ledgerIn(out);
  await sql("CREATE TABLE mine (a INTEGER)", strange.inFolder("ledger.duckdb"));
  assert.equal(
    (await strange.refused(start)).map(({ code }) => code),
    ["ledger-file-unreadable"],
  );
});

test("a ledger that another process writes to is in use, and that process is not disturbed", async () => {
  const of = ledgerIn(out);
  await of.booked({ date: DATE, books: [book], markets: [market] });
  const text = `import { DuckDBInstance } from "@duckdb/node-api"; await DuckDBInstance.create(process.argv[1]); console.log("open"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", text, of.inFolder("ledger.duckdb")], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const found = await of.refused({ date: "2027-02-03", books: [book], markets: [market] });
  child.kill("SIGKILL");
  for (const one of found) shown.set(one.code, one);
  assert.equal(
    found.map(({ code }) => code),
    ["ledger-file-busy"],
  );
});

test("every code of tables and ledgers reads as it did", () => {
  const more: Diagnostic[] = [
    notOpened({ kind: "absent" }, "ledger.duckdb"),
    diagnostic("usage-ledger", placeOf("--accounts"), {
      option: "--accounts",
      why: "is about a ledger: it goes with `--ledger`",
    }),
    diagnostic("ledger-file-failed", placeOf("ledger.duckdb"), {
      file: "ledger.duckdb",
      reason: "there is no space left on the disk",
    }),
    diagnostic("ledger-server-refused", placeOf("--engine"), {
      schema: "days",
      reason: 'role "nobody" does not exist',
    }),
    diagnostic("ledger-commit-unknown", placeOf("days"), {
      file: "days",
      reason: "Connection terminated unexpectedly",
    }),
    diagnostic("ledger-product-missing", placeOf("ledger.duckdb"), { product: "ITK" }),
  ];
  for (const one of more) if (!shown.has(one.code)) shown.set(one.code, one);
  const codes = Object.keys(ledgerEntries);
  assert.equal(
    codes.filter((code) => !shown.has(code)),
    [],
  );
  const text = codes.map((code) => renderOne(shown.get(code) as Diagnostic)).join("\n");
  // The name of a batch is made of the build, which every change of the compiler makes another.
  golden("run/ledger-refused.txt", text.replace(/booked already as [0-9a-f]{12}/g, "booked already as 0123456789ab"));
});

test.run();
