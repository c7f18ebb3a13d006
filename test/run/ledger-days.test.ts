import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { LedgerSummary } from "../../src/model/generated/ledger-summary.ts";
import { sha256 } from "../../src/text/sha256.ts";
import { tempFolder } from "../kit/files.ts";
import { gphBuild, ledgerIn, sql } from "./ledger-kit.ts";

/** Two builds: the first of the day of listing, the second of the day after the first month has ended. */
const builds = ["2027-01-11", "2027-03-01"].map((asOf) => ({ asOf, out: gphBuild(asOf) }));

const ACCOUNTS = 20_000;
const OWNERS = 4_000;
const HOLIDAYS = ["2027-01-18", "2027-02-15"];

/** The trade dates from the day of listing until the day after the first month has ended. */
const DAYS = Array.from({ length: 50 }, (_, at) => new Date(Date.UTC(2027, 0, 11 + at)))
  .filter((day) => ![0, 6].includes(day.getUTCDay()))
  .map((day) => day.toISOString().slice(0, 10))
  .filter((day) => !HOLIDAYS.includes(day));

/** The months that positions are in, with what is listed on the day. */
const monthsOn = (date: string): string[] =>
  ["2027-02", "2027-03", "2027-04", "2027-06", "2027-12"].filter(
    (month) => month !== "2027-02" || date <= "2027-02-26",
  );

/** Writes the books of all days: accounts in pairs, of which one holds long what the other holds short, so that every month balances. One engine writes them all. */
async function writeBooks(folder: string): Promise<void> {
  const copies = DAYS.map((date, day) => {
    const months = monthsOn(date);
    const pairs = day === 0 ? 0 : ACCOUNTS / 2;
    return `COPY (
      SELECT '${date}' AS date, 'A' || lpad(CAST(2 * p + side AS VARCHAR), 6, '0') AS account, 'O' || ((2 * p + side) % ${OWNERS}) AS owner, 'GPH' AS product, month,
        CAST((CASE side WHEN 0 THEN 1 ELSE -1 END) * (1 + hash(p, month, ${day}) % 40) AS INTEGER) AS lots
      FROM range(${pairs}) AS pairs(p), (VALUES (0), (1)) AS sides(side), (VALUES ${months.map((month) => `('${month}')`).join(", ")}) AS months(month)
      WHERE hash(p, month) % 2 = 0 ORDER BY account, month) TO '${path.join(folder, `${date}.parquet`)}' (FORMAT parquet)`;
  });
  await sql(copies.join(";\n"));
}

/** A price that goes up and down by the day, on the tick. */
const priceOn = (day: number, more = 0): string => (2.4 + ((day * 37 + more * 11) % 41) / 1000).toFixed(3);

/** The market of a day: trades that the index is made of, and some of the contract. */
function ticksOf(date: string, day: number) {
  // Chicago winter time: the fixture's hours hold on each of these days.
  const inputs = Array.from({ length: 60 }, (_, at) => ({
    ...{
      time: `${date}T15:${String(at).padStart(2, "0")}:30Z`,
      source: ["ALPHA", "BETA", "GAMMA", "DELTA"][at % 4] as string,
    },
    ...{
      kind: "trade",
      observable: "H100_RENTAL",
      product: null,
      month: null,
      price: priceOn(day, at % 7),
      size: "240",
    },
  }));
  const trades = monthsOn(date).map((month, at) => ({
    ...{ time: `${date}T20:29:1${at}Z`, source: "XDEX", kind: "trade", observable: null },
    ...{ product: "GPH", month, price: priceOn(day, 3), size: "10" },
  }));
  return [...inputs, ...(date === "2027-02-26" ? trades.slice(1) : trades)];
}

/** Where the books of all days are; every run reads the same. */
const books = tempFolder();
await writeBooks(books);

/** Books all days from nothing; what is in the ledger then, as one hash, and the summaries by day. */
async function bookAll(days: readonly string[] = DAYS): Promise<{
  readonly summaries: ReadonlyMap<string, LedgerSummary>;
  readonly ledger: ReturnType<typeof ledgerIn>;
}> {
  const ledger = ledgerIn((builds[0] as (typeof builds)[0]).out);
  const summaries = new Map<string, LedgerSummary>();
  for (const [day, date] of days.entries()) {
    const { out } = builds.findLast(({ asOf }) => asOf <= date) as (typeof builds)[0];
    summaries.set(
      date,
      await ledger.booked({
        date,
        out,
        books: [path.join(books, `${date}.parquet`)],
        markets: [await ledger.table("ticks.csv", ticksOf(date, day))],
      }),
    );
  }
  return { summaries, ledger };
}

/** The rows of the first so many batches of a ledger, as one hash. */
async function hashOf({ query }: ReturnType<typeof ledgerIn>, batches: number): Promise<string> {
  const hashes: string[] = [];
  for (const table of ["settled", "entry", "price", "print", "breach"])
    hashes.push(
      sha256(
        JSON.stringify(
          await query(
            `SELECT t.* FROM ${table} t JOIN batch b ON b.id = t.batch WHERE b.seq <= ${batches} ORDER BY ALL`,
          ),
        ),
      ),
    );
  hashes.push(sha256(JSON.stringify(await query(`SELECT * FROM batch WHERE seq <= ${batches} ORDER BY seq`))));
  return sha256(hashes.join());
}

let first: Awaited<ReturnType<typeof bookAll>>;

test(`${DAYS.length} trading days of ${ACCOUNTS} accounts are booked, from the day of listing over holidays and a last day`, async () => {
  first = await bookAll();
  assert.is(DAYS.length, 34);
  const { summaries } = first;
  const [launch, second] = DAYS.slice(0, 2).map((day) => summaries.get(day) as LedgerSummary);
  assert.is(launch?.positions, "0");
  assert.ok(
    launch?.products[0]?.months.every(({ previous }) => previous === undefined),
    "on the day of listing nothing was settled before",
  );
  assert.ok(Number(second?.accounts) > ACCOUNTS / 2, second?.accounts);
});

test("every day adds up to zero to the last digit, and all days together", async () => {
  const sums = await first.ledger.query(
    "SELECT b.date, product, currency, sum(units) FROM entry JOIN batch b ON b.id = batch GROUP BY ALL ORDER BY ALL",
  );
  // On the day of listing nobody holds anything.
  assert.is(sums.length, DAYS.length - 1);
  assert.ok(sums.every((row) => row[3] === "0"));
});

test("each day's change is the way from the day before, as the ledger has it, over weekends and holidays", () => {
  for (const [at, date] of DAYS.entries()) {
    const before = at === 0 ? undefined : first.summaries.get(DAYS[at - 1] as string);
    for (const { month, previous } of first.summaries.get(date)?.products[0]?.months ?? []) {
      const settled = before?.products[0]?.months.find((one) => one.month === month)?.settlement;
      assert.is(previous, settled, `${date} ${month}`);
    }
  }
});

test("on its last day a month pays its final price, the average of prints that are in the ledger alone", async () => {
  const last = first.summaries.get("2027-02-26");
  const month = last?.products[0]?.months.find((one) => one.month === "2027-02");
  assert.is(month?.final, true);
  assert.ok(last?.payments.some(({ kind }) => kind === "final"));
  const prints = await first.ledger.query(
    "SELECT value FROM print JOIN batch b ON b.id = batch WHERE b.date BETWEEN '2027-02-01' AND '2027-02-26'",
  );
  const units = prints.reduce((sum, [value]) => sum + Number((value ?? "").replace(".", "")), 0);
  assert.is(
    Number(month?.settlement.replace(".", "")),
    Math.floor(units / prints.length + 0.5),
    "half away, prices above zero",
  );
});

test("the day after, the month that ended is gone and a new one is listed", () => {
  const months = first.summaries.get("2027-03-01")?.products[0]?.months ?? [];
  assert.not.ok(months.some(({ month }) => month === "2027-02"));
  assert.equal(
    months.filter(({ previous }) => previous === undefined).map(({ month }) => month),
    ["2028-02"],
  );
});

/** Replayed in every run of the tests; all of them where the soak run asks for it. */
const AGAIN = DAYS.slice(0, process.env["TENOR_REPLAY"] === "all" ? DAYS.length : 5);

test(`the first ${AGAIN.length} days replayed from nothing have the same bytes in every row`, async () => {
  const { ledger } = await bookAll(AGAIN);
  assert.is(await hashOf(ledger, AGAIN.length), await hashOf(first.ledger, AGAIN.length));
});

test.run();
