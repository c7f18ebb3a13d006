import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inProject, skip } from "../kit/files.ts";
import { SERVER_PACKAGES } from "../../src/host/postgres.ts";
import { givenSeed } from "../fuzz/seed.ts";
import { startPostgres } from "../kit/postgres.ts";
import { BOOK, builtFolder, DATE, fixture, MARKET } from "./kit.ts";
import { ledgerIn, type Row } from "./ledger-kit.ts";
import { corrections, killed, ledgerChild, numbers } from "./ledger-kills.ts";

const NEXT = "2027-02-03";
const driver = SERVER_PACKAGES.every((one) => fs.existsSync(inProject("node_modules", one)));
const started = driver
  ? await startPostgres()
  : `no driver of PostgreSQL (npm install has ${SERVER_PACKAGES.join(", ")})`;
if (typeof started === "string" && process.env["TENOR_REQUIRE_TOOLCHAINS"] === "1") throw new Error(started);
if (typeof started === "string") skip(started);
const server = typeof started === "string" ? undefined : started;
const out = server === undefined ? "" : builtFolder();
const child = server === undefined ? "" : await ledgerChild();
const market = inProject(MARKET);
/** Few in every run of the tests; `TENOR_KILLS=1000` asks for more. */
const KILLS = Math.ceil(Number(process.env["TENOR_KILLS"] ?? "80") / 10);

const rows = (date = DATE): Row[] =>
  (fixture(BOOK)["positions"] as unknown as Row[]).map((row): Row => ({ date, ...row }));

/** A trade of March that moves its settlement. */
const trade = (date: string): Row => ({
  ...{ time: `${date}T20:29:30.000Z`, source: "XDEX", kind: "trade", product: "GPH", month: "2027-03" },
  ...{ price: "2.460", size: "400" },
});

type Ledger = ReturnType<typeof ledgerIn>;

/** Bookings of every kind, one after the other: what each run says, and its report. */
async function bookings(ledger: Ledger): Promise<unknown[]> {
  const late = fixture(MARKET);
  (late["observations"] as unknown as object[]).push(trade(DATE));
  const accounts = [...new Map(rows().map(({ account, owner }) => [account, { account, owner }])).values()] as Row[];
  const first = { date: DATE, books: [await ledger.table("book.csv", rows())], markets: [market] };
  const next = rows(NEXT).map((row): Row => ({ ...row, owner: null }));
  const ticks = (fixture(MARKET)["observations"] as unknown as Row[]).flatMap((row): Row[] =>
    row["months"] === undefined ? [{ ...row, time: String(row["time"]).replace(DATE, NEXT) }] : [],
  );
  const runs = [
    first,
    first,
    { ...first, markets: [ledger.write("late.json", late)], correct: "a trade came late (fictional)" },
    {
      ...{ date: NEXT, books: [await ledger.table("next.parquet", next, { lots: "BIGINT", date: "DATE" })] },
      ...{ markets: [await ledger.table("ticks.ndjson", ticks)], accounts: await ledger.table("a.csv", accounts) },
    },
  ];
  const said: unknown[] = [];
  for (const run of runs) {
    const outcome = await ledger.run({ ...run, report: true });
    if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
    said.push(outcome);
  }
  return said;
}

/** Accounts that a place sorts otherwise than their bytes, and with every sign that COPY reads otherwise than it stands. */
const NAMES = ["a\\N", "Ä\tb", "B\nc", "a'b\"c|d", "Z\\", "\u{1f600}", "ä", "\\."];

/** Statements behind the one that begins a transaction; the last commits it. */
const STATEMENTS = 9;

/** How many batches a ledger has, each of them whole: it adds up to zero, and has all its prices. */
async function kept({ query }: Ledger): Promise<number> {
  const [whole = []] = await query(`SELECT (SELECT count(*) FROM batch), (SELECT count(DISTINCT batch) FROM entry),
    (SELECT count(*) FROM settled), (SELECT coalesce(max(seq), 0) FROM batch), (SELECT count(*) FROM price),
    (SELECT count(*) FROM (SELECT batch FROM entry GROUP BY batch, product, currency HAVING sum(units) <> 0) z)`);
  const batches = Number(whole[0]);
  assert.equal(whole, [...Array.from({ length: 4 }, () => String(batches)), String(16 * batches), "0"], "in part");
  return batches;
}

/** Tries until the server has noticed that a process is gone, which a statement that is under way may put off. */
async function patiently<T>(action: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1)
    try {
      return await action();
    } catch (thrown) {
      if (tries === 100 || !/busy|in use by another run/.test(String(thrown))) throw thrown;
      await new Promise((later) => setTimeout(later, 50));
    }
}

if (server !== undefined) {
  // A database that sorts as people of a place do, where the server can: the ledger has to sort by bytes all the same.
  const icu = "CREATE DATABASE place TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' ENCODING 'UTF8'";
  server.run(Number(server.run("SHOW server_version_num")) >= 150_000 ? icu : "CREATE DATABASE place");
  const url = server.url.replace("/postgres?", "/place?");

  test("days booked on a server are those of the embedded engine: what is said, every report, and every row of every table", async () => {
    const [here, there] = [ledgerIn(out), ledgerIn(out, url)];
    assert.equal(await bookings(there), await bookings(here));
    assert.equal(await there.dump(), await here.dump());
  });

  test("options, exercises and funding are booked on a server as they are here", async () => {
    const days = [
      ["ogph", DATE],
      ["gphp", "2027-03-02"],
    ] as const;
    for (const [name, date] of days) {
      const files = {
        ...{ date, books: [inProject(`specs/fixtures/${name}-book.json`)] },
        markets: [inProject(`specs/fixtures/${name}-market-${date}.json`)],
      };
      const [here, there] = [ledgerIn(out), ledgerIn(out, url)];
      assert.equal(await there.booked(files), await here.booked(files));
      assert.equal(await there.dump(), await here.dump());
    }
  });

  test("names are kept and sorted by their bytes, and rows at fault are told alike", async () => {
    const named = rows().map((row, at): Row => ({ ...row, account: `${NAMES[at % NAMES.length]}${at}` }));
    const [here, there] = [ledgerIn(out), ledgerIn(out, url)];
    const files = { date: DATE, markets: [market] };
    for (const ledger of [here, there]) await ledger.table("book.parquet", named);
    assert.equal(
      await there.booked({ ...files, books: ["book.parquet"] }),
      await here.booked({ ...files, books: ["book.parquet"] }),
    );
    assert.equal(await there.dump(), await here.dump());
    const wrong = named.flatMap((row, at): Row[] => {
      if (at === 1) return [row, row, { ...row, lots: "1.5" }];
      if (at === 2)
        return [
          { ...row, product: "XYZ" },
          { ...row, month: "2031-01" },
          { ...row, date: NEXT },
        ];
      return [at === 3 ? { ...row, account: "" } : at === 4 ? { ...row, lots: Number(row["lots"]) + 1 } : row];
    });
    const told = [here, there].map(async (ledger) => {
      const books = [await ledger.table("wrong.csv", wrong), ledger.write("book.json", fixture(BOOK))];
      return (await ledger.refused({ ...files, books, correct: "why" })).map(({ code, message, span }) => [
        code,
        message,
        span.source.path,
      ]);
    });
    const [first, second] = await Promise.all(told);
    assert.equal(second, first);
    assert.ok((first?.length ?? 0) >= 6, String(first?.length));
  });

  test("what keeps a server's schema from being a ledger is said", async () => {
    const ledger = ledgerIn(out, url);
    const day = { date: DATE, books: [inProject(BOOK)], markets: [market] };
    const codes = async (more: object): Promise<string> =>
      (await ledger.refused({ ...day, ...more })).map(({ code, message }) => `${code}: ${message}`).join("\n");
    assert.match(await codes({ engine: "mysql://here" }), /^usage-ledger: `--engine` takes/);
    assert.match(await codes({ ledger: "a.duckdb" }), /^usage-ledger: `--ledger` on a server is the name of a schema/);
    assert.match(
      await codes({ engine: url.replace("/place?", "/nowhere?") }),
      /^ledger-server-refused: .*"nowhere" does not exist$/,
    );
    assert.match(await codes({ engine: "postgres://nobody@127.0.0.1:1/x" }), /^ledger-server-refused: .*ECONNREFUSED/);
    server.run(
      `\\c place\nCREATE SCHEMA other; CREATE TABLE other.batch (n integer); CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`.replace(
        "; CREATE DATABASE",
        ";\nCREATE DATABASE",
      ),
    );
    assert.match(await codes({ ledger: "other" }), /^ledger-file-unreadable: .*holds other tables$/);
    assert.match(await codes({ engine: url.replace("/place?", "/latin?") }), /LATIN1/);
  });

  test("runs at once: one books, the others are told that the ledger is in use, or find the day booked", async () => {
    const { ledger, run } = corrections(out, url);
    const plan = ledger.inFolder(ledger.write("plan.json", [run(0)]));
    const said = (await Promise.all([0, 1, 2].map(() => killed(child, ["book", ledger.folder, plan])))).map(
      (one) => one.at(-1) ?? "",
    );
    assert.is(said.filter((one) => one === "booked").length, 1, said.join(" | "));
    for (const one of said) assert.match(one, /^(?:booked|already-booked|ledger-file-busy .*)$/);
    assert.is(await kept(ledger), 1);
  });

  test(`after each of ${KILLS} kills of the run or of the server the ledger is as before or as after, and the next run says which`, async () => {
    const { ledger, run } = corrections(out, url);
    await ledger.booked(run(0));
    const random = numbers(givenSeed().number);
    const told = { inside: 0, before: 0, after: 0 };
    let booked = 1;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const plan = ledger.inFolder(ledger.write("plan.json", [run(booked)]));
      const ofServer = kill % 4 === 3;
      const nth = String(1 + ((kill * 4) % STATEMENTS));
      const delay = String(Math.floor(random() * 3000));
      const said = await killed(child, [
        "book",
        ledger.folder,
        plan,
        nth,
        delay,
        ofServer ? String(server.pid()) : "0",
      ]);
      if (ofServer) {
        await server.crash();
        assert.ok(await server.started(), "the server did not start again");
        assert.match(said.at(-1) ?? "", /^(?:ledger-file-failed|ledger-commit-unknown|corrected)/, said.join(" | "));
      }
      const inside = said.includes("begin") && !said.includes("end");
      const now = await patiently(() => kept(ledger));
      assert.ok(
        now >= booked + (said.includes("end") ? 1 : 0) && now <= booked + (said.includes("begin") ? 1 : 0),
        `${now} of ${booked} after ${said.join(" ")}`,
      );
      if (inside) told.inside += 1;
      if (inside) told[now > booked ? "after" : "before"] += 1;
      const again = await patiently(() => ledger.booked(run(booked)));
      assert.is(again.state, now > booked ? "already-booked" : "corrected");
      booked += 1;
    }
    process.stdout.write(
      `\n${KILLS} kills with a server, ${told.inside} inside the transaction: after ${told.before} nothing was booked, after ${told.after} all\n`,
    );
    assert.ok(told.inside >= KILLS / 2, `${told.inside} of ${KILLS} kills were inside the transaction`);
  });
}

test.after(() => server?.stop());
test.run();
