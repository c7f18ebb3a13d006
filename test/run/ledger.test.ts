import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import isSummary from "../../src/model/generated/ledger-summary.validate.js";
import { golden, inProject } from "../kit/files.ts";
import { BOOK, builtFolder, DATE, fixture, type Loose, MARKET, opened, productOf, settled } from "./kit.ts";
import { ledgerIn, type Row } from "./ledger-kit.ts";

const out = builtFolder();
const folder = opened(out);
const gph = await productOf(folder, "GPH");
const [book, market] = [inProject(BOOK), inProject(MARKET)];

/** The shipped book as rows of a table. */
const rows = (): Row[] => (fixture(BOOK)["positions"] as unknown as Row[]).map((row) => ({ date: DATE, ...row }));

/** The trades, quotes and inputs of the shipped market as rows of a table, and the rest as JSON. */
const ticks = (): Row[] =>
  (fixture(MARKET)["observations"] as unknown as Loose[]).map((row): Row => {
    const { months, ...plain } = row as unknown as Record<string, string> & { months?: [string, string] };
    return months === undefined ? plain : { ...plain, month: months[0], far: months[1] };
  });
const rest = (): object => ({ ...(fixture(MARKET) as object), observations: [] });

/** What accounts receive as the calculators settle a JSON book row by row. */
const byRow = (): Record<string, string> => {
  const outcome = settled(folder, gph);
  if (outcome.kind === "refused") throw new Error("refused");
  return Object.fromEntries(outcome.day.accounts.map(({ account, amount }) => [account, amount]));
};

test("a day is booked as calculators settle it row by row, from JSON", async () => {
  const ledger = ledgerIn(out);
  const summary = await ledger.booked({ date: DATE, books: [book], markets: [market] });
  assert.ok(isSummary(summary), JSON.stringify(isSummary.errors));
  assert.is(summary.state, "booked");
  assert.equal(await ledger.amounts(DATE), byRow());
  assert.is(summary.products[0]?.months[1]?.settlement, "2.4359");
  assert.equal(
    summary.payments.map(({ product, kind, amount, accounts }) => [product, kind, amount, accounts]),
    [["GPH", "variation", "3372.00", "7"]],
  );
});

for (const ending of ["parquet", "csv", "ndjson"])
  test(`${ending}: the same rows give the same amounts, prices and figures`, async () => {
    const ledger = ledgerIn(out);
    const books = [await ledger.table(`book.${ending}`, rows())];
    const markets = [await ledger.table(`ticks.${ending}`, ticks()), ledger.write("rest.json", rest())];
    const summary = await ledger.booked({ date: DATE, books, markets });
    const json = await ledgerIn(out).booked({ date: DATE, books: [book], markets: [market] });
    assert.equal({ ...summary, batch: "" }, { ...json, batch: "" });
    assert.equal(await ledger.amounts(DATE), byRow());
  });

test("Parquet may hold timestamps and decimals, and accounts may come from a list of their own", async () => {
  const ledger = ledgerIn(out);
  const accounts = [...new Map(rows().map(({ account, owner }) => [account, { account, owner }])).values()] as Row[];
  const books = [
    await ledger.table(
      "book.parquet",
      rows().map((row) => ({ ...row, owner: null })),
      { date: "DATE", lots: "BIGINT" },
    ),
  ];
  const types = { time: "TIMESTAMP", price: "DECIMAL(18,4)", size: "DECIMAL(18,0)" };
  const plain = ticks().map((row) => ({ ...row, time: String(row["time"]).replace("Z", "") }));
  const markets = [await ledger.table("ticks.parquet", plain, types), ledger.write("rest.json", rest())];
  const list = await ledger.table("accounts.csv", accounts);
  const summary = await ledger.booked({ date: DATE, books, markets, accounts: list });
  assert.equal(await ledger.amounts(DATE), byRow());
  assert.is(summary.reportable, "7");
});

test("the same inputs again book nothing; other inputs are refused; a correction books the difference and says why", async () => {
  const ledger = ledgerIn(out);
  const day = { date: DATE, books: [book], markets: [market] };
  const first = await ledger.booked(day);
  const again = await ledger.booked(day);
  assert.equal({ ...again, state: "" }, { ...first, state: "" });
  assert.is(again.state, "already-booked");
  assert.equal(await ledger.query("SELECT count(*) FROM batch"), [["1"]]);
  const late = fixture(MARKET);
  // One more trade of March, which moves its settlement and with it all months that follow it.
  const trade = {
    time: "2027-02-02T20:29:30.000Z",
    source: "XDEX",
    kind: "trade",
    product: "GPH",
    month: "2027-03",
    price: "2.460",
    size: "400",
  };
  (late["observations"] as unknown as object[]).push(trade);
  const other = { ...day, markets: [ledger.write("late.json", late)] };
  assert.equal(
    (await ledger.refused(other)).map(({ code }) => code),
    ["ledger-day-booked"],
  );
  const corrected = await ledger.booked({ ...other, correct: "a trade came late (fictional)" });
  assert.is(corrected.state, "corrected");
  assert.is(corrected.corrects, first.batch);
  assert.is.not(corrected.products[0]?.months[1]?.settlement, first.products[0]?.months[1]?.settlement);
  const outcome = settled(folder, gph, { market: late });
  assert.is(outcome.kind, "settled");
  if (outcome.kind === "settled")
    assert.equal(
      await ledger.amounts(DATE),
      Object.fromEntries(outcome.day.accounts.map(({ account, amount }) => [account, amount])),
    );
  assert.equal(await ledger.query("SELECT seq, why FROM batch ORDER BY seq"), [
    ["1", ""],
    ["2", "a trade came late (fictional)"],
  ]);
  assert.equal((await ledger.booked({ ...other, correct: "again" })).state, "already-booked");
  // The first files are now the other inputs.
  assert.equal((await ledger.refused(day))[0]?.code, "ledger-day-booked");
});

test("every batch adds up to zero in each product and currency, and equals what its days say it is", async () => {
  const ledger = ledgerIn(out);
  await ledger.booked({ date: DATE, books: [book], markets: [market] });
  assert.equal(
    await ledger.query("SELECT batch, product, currency FROM entry GROUP BY ALL HAVING sum(units) <> 0"),
    [],
  );
});

test("the next day goes on from the ledger alone: its market says nothing of the day before", async () => {
  const ledger = ledgerIn(out);
  await ledger.booked({ date: DATE, books: [book], markets: [market] });
  const next = "2027-02-03";
  const moved = ticks().map((row) => ({ ...row, time: String(row["time"]).replace(DATE, next) }));
  const books = [
    await ledger.table(
      "book.csv",
      rows().map((row) => ({ ...row, date: next })),
    ),
  ];
  const summary = await ledger.booked({ date: next, books, markets: [await ledger.table("ticks.csv", moved)] });
  const march = summary.products[0]?.months[1];
  assert.is(march?.previous, "2.4359");
  assert.is(march?.change, "0.0000");
  assert.is(summary.prints[0]?.previous, "2.4259");
  assert.equal(await ledger.query("SELECT count(*) FROM entry WHERE units = 0"), [["0"]]);
});

test("a new ledger of the same days has the same bytes in every table", async () => {
  const [one, two] = [ledgerIn(out), ledgerIn(out)];
  const dump = async ({ query, booked }: typeof one): Promise<string> => {
    await booked({ date: DATE, books: [book], markets: [market] });
    const tables = await query(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1",
    );
    const all: unknown[] = [];
    for (const [name] of tables) all.push(name, await query(`SELECT * FROM ${name}`));
    return JSON.stringify(all);
  };
  assert.is(await dump(one), await dump(two));
});

test("options and perpetuals are booked row by row, with exercises and funding", async () => {
  const ledger = ledgerIn(out);
  const files = (name: string, date: string) => ({
    date,
    books: [inProject(`specs/fixtures/${name}-book.json`)],
    markets: [inProject(`specs/fixtures/${name}-market-${date}.json`)],
  });
  const options = await ledger.booked(files("ogph", DATE));
  assert.ok(options.products.some(({ kind }) => kind === "option"));
  const kinds = await ledger.query("SELECT DISTINCT product, kind FROM entry ORDER BY ALL");
  assert.ok(
    kinds.some(([product]) => product === "OGPH"),
    JSON.stringify(kinds),
  );
  const other = ledgerIn(out);
  const funding = await other.booked(files("gphp", "2027-03-02"));
  assert.equal(
    funding.payments.map(({ product, kind }) => `${product} ${kind}`),
    ["GPHP funding", "GPHP variation"],
  );
  const net = "SELECT product, currency FROM entry GROUP BY ALL HAVING sum(units) <> 0";
  assert.equal([...(await ledger.query(net)), ...(await other.query(net))], []);
});

test("the report of a day is one page that needs nothing beside it, and is the same when the day was booked before", async () => {
  const ledger = ledgerIn(out);
  const above = fixture(BOOK);
  for (const [account, lots] of [
    ["A-2001", 3000],
    ["A-2002", -3000],
  ] as const)
    (above["positions"] as unknown as object[]).push({
      account,
      owner: `<${account}> & Co (fictional)`,
      product: "GPH",
      month: "2027-02",
      lots,
    });
  const day = { date: DATE, books: [ledger.write("book.json", above)], markets: [market], report: true, tables: true };
  const outcome = await ledger.run(day);
  if (outcome.kind === "refused" || outcome.report === undefined) throw new Error("there is no report");
  const { report } = outcome;
  assert.not.match(report, /(?:src|href)=|@import|url\(|<script/, "it reads nothing else");
  assert.is(report.match(/<svg /g)?.length, 3, "curve, basis and open interest");
  assert.not.match(report, /NaN|undefined|<A-2001>/);
  for (const wanted of [
    'Limits: <span class="bad">2 positions above</span>',
    "&lt;A-2001&gt; &amp; Co (fictional)",
    "<strong>2.4259</strong>",
    "Screened: 3 inputs",
    "row 18: trade of GAMMA at 23.9 deviates more than 25% from 2.4265, the median of part 5",
    "Largest amounts",
  ])
    assert.ok(report.includes(wanted), wanted);
  const again = await ledger.run(day);
  assert.is(again.kind === "booked" && again.report, report);
  assert.equal(again.kind === "booked" && again.tables, outcome.tables);
  const next = await ledger.run({
    ...{ date: "2027-02-03", report: true, tables: true },
    books: [
      await ledger.table(
        "book.csv",
        rows().map((row) => ({ ...row, date: "2027-02-03" })),
      ),
    ],
    markets: [
      await ledger.table(
        "ticks.csv",
        ticks().map((row) => ({ ...row, time: String(row["time"]).replace(DATE, "2027-02-03") })),
      ),
    ],
  });
  assert.match(next.kind === "booked" ? (next.report ?? "") : "", "and that of 2027-02-02 dashed");
  const tables = [outcome.tables, next.kind === "booked" ? next.tables : undefined];
  const shown = tables.flatMap((of) => [...(of ?? [])].map(([name, text]) => `${name}\n${text}`));
  golden("run/ledger-tables.txt", shown.join("\n"));
});

test("a ledger is one file, and nothing is left beside it", async () => {
  const ledger = ledgerIn(out);
  await ledger.booked({ date: DATE, books: [book], markets: [market] });
  assert.equal(fs.readdirSync(ledger.folder), ["ledger.duckdb"]);
});

test.run();
