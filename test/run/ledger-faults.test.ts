import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { DuckDBConnection } from "@duckdb/node-api";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { givenSeed } from "../fuzz/seed.ts";
import { gphBuild, type ledgerIn } from "./ledger-kit.ts";
import { corrections, killed, ledgerChild, numbers } from "./ledger-kills.ts";

/** A hundred in every run of the tests; `TENOR_KILLS=1000` asks for more. */
const KILLS = Number(process.env["TENOR_KILLS"] ?? "100");
/** Of so many one is a kill of a whole run by another process, at any time; the others are in the middle of a statement. */
const WHOLE = 10;
/** Bookings that are recorded: a first one, and corrections of it. */
const CHAIN = 5;

const out = gphBuild();

const child = await ledgerChild();

/** The settlements of March without the other trade, and with it. */
const MARCH = ["2.4359", "2.4590"];

/** How many batches a ledger has. Each is there with every part: it adds up to zero, has all its prices and what it was made of. */
async function kept({ query, inFolder }: ReturnType<typeof ledgerIn>): Promise<number> {
  if (!fs.existsSync(inFolder("ledger.duckdb"))) return 0;
  const tables = await query("SELECT count(*) FROM information_schema.tables");
  if (tables[0]?.[0] === "0") return 0;
  const [whole = []] = await query(`SELECT (SELECT count(*) FROM batch), (SELECT count(DISTINCT batch) FROM entry),
    (SELECT count(DISTINCT batch) FROM price), (SELECT count(*) FROM print), (SELECT count(*) FROM settled),
    (SELECT coalesce(max(seq), 0) FROM batch), (SELECT count(*) FROM price),
    (SELECT count(*) FROM (SELECT batch FROM entry GROUP BY batch, product, currency HAVING sum(units) <> 0)),
    (SELECT settlement FROM price JOIN batch b ON b.id = batch WHERE month = '2027-03' ORDER BY seq DESC LIMIT 1)`);
  const batches = Number(whole[0]);
  assert.equal(
    whole.slice(0, 6),
    Array.from({ length: 6 }, () => String(batches)),
    "a batch is there in part",
  );
  assert.is(Number(whole[6]), 16 * batches);
  assert.is(whole[7], "0", "a batch does not add up to zero");
  if (batches > 0) assert.is(whole[8], MARCH[(batches - 1) % 2], `after ${batches} batches`);
  return batches;
}

/** The statements of each booking of the chain, as the engine is given them. */
async function recorded(): Promise<string[][]> {
  const { ledger, run } = corrections(out);
  const chain: string[][] = [];
  type Told = (this: DuckDBConnection, sql: string) => Promise<never>;
  const prototype = DuckDBConnection.prototype as unknown as Record<"run" | "runAndReadAll", Told>;
  const { run: running, runAndReadAll: reading } = prototype;
  try {
    for (let at = 0; at < CHAIN; at += 1) {
      const statements: string[] = [];
      prototype.run = function (sql) {
        statements.push(sql);
        return running.call(this, sql);
      };
      prototype.runAndReadAll = function (sql) {
        statements.push(sql);
        return reading.call(this, sql);
      };
      await ledger.booked(run(at));
      chain.push(statements.filter((one, nth) => one !== statements[nth - 1]));
    }
  } finally {
    prototype.run = running;
    prototype.runAndReadAll = reading;
  }
  return chain;
}

const chain = await recorded();

test("a booking is one transaction, and asks no clock and no dice", () => {
  for (const [at, statements] of chain.entries()) {
    const begins = statements.filter((one) => one === "BEGIN TRANSACTION").length;
    // The first run makes the tables in a transaction before.
    assert.is(begins, at === 0 ? 2 : 1);
    assert.is(statements.at(-1), "COMMIT");
    for (const sql of statements) assert.not.match(sql, /\b(?:now|current_\w+|random|uuid|today|get_current_\w+)\b/i);
  }
});

/** A point to kill at: of ten, seven in the transaction, one before it, one while the file is put in order after it, one anywhere in a whole run. */
async function killOne(
  { ledger, run }: ReturnType<typeof corrections>,
  booked: number,
  nth: number,
  random: () => number,
) {
  const statements = chain[booked] as string[];
  const begins = statements.lastIndexOf("BEGIN TRANSACTION");
  const turn = nth % WHOLE;
  if (turn === WHOLE - 1) {
    const plan = ledger.write("plan.json", [run(booked)]);
    return killed(child, ["book", ledger.folder, ledger.inFolder(plan)], {
      said: "",
      milliseconds: 150 + random() * 1500,
    });
  }
  const list = ledger.write("statements.json", statements);
  const replay = ["replay", ledger.inFolder("ledger.duckdb"), ledger.inFolder(list)];
  if (turn === WHOLE - 2) return killed(child, [...replay, "-1", "0"], { said: "end", milliseconds: random() * 40 });
  const inside = turn < WHOLE - 3;
  const [from, count] = inside ? [begins + 1, statements.length - begins - 1] : [0, begins];
  // The last statement is the one that writes: it is met more often than the others, and takes longer.
  const last = inside && random() < 0.3;
  const place = last ? statements.length - 1 : from + Math.floor(random() * count);
  return killed(child, [...replay, String(place), String(Math.floor(random() * (last ? 30_000 : 3_000)))]);
}

test(`after each of ${KILLS} kills the ledger is as before or as after, never between, and the next run says which`, async () => {
  const lanes = [0, 1].map(async (lane) => {
    const of = corrections(out);
    const { ledger, run } = of;
    const random = numbers(givenSeed().number + lane);
    const told = { inside: 0, before: 0, after: 0 };
    let booked = 0;
    for (let kill = lane; kill < KILLS; kill += 2) {
      const said = await killOne(of, booked, Math.floor(kill / 2), random);
      const inside = said.includes("begin") && !said.includes("end");
      const now = await kept(ledger);
      // What was said to be booked is booked; what was being booked is there whole, or not at all.
      const least = booked + (said.includes("end") ? 1 : 0);
      const most = booked + (said.includes("begin") ? 1 : 0);
      assert.ok(now >= least && now <= most, `${now} batches, ${least} to ${most} after ${said.join(" ")}`);
      if (inside) told.inside += 1;
      if (inside) told[now > booked ? "after" : "before"] += 1;
      // Every fourth time the same inputs are given again, and the run says which it was.
      if (inside && kill % 4 < 2) {
        const again = await ledger.booked(run(booked));
        assert.is(again.state, now > booked ? "already-booked" : booked === 0 ? "booked" : "corrected");
        booked += 1;
      } else booked = now;
      // The chain begins with a file that is not there yet: one with tables alone is none of it.
      if (booked === 0 || booked === CHAIN) {
        for (const ending of ["", ".wal"]) fs.rmSync(ledger.inFolder(`ledger.duckdb${ending}`), { force: true });
        booked = 0;
      }
    }
    return told;
  });
  const all = await Promise.all(lanes);
  const sum = (of: "inside" | "before" | "after"): number => all.reduce((total, one) => total + one[of], 0);
  process.stdout.write(
    `\n${KILLS} kills, ${sum("inside")} inside the transaction: after ${sum("before")} nothing was booked, after ${sum("after")} all\n`,
  );
  assert.ok(sum("inside") >= KILLS / 2, `${sum("inside")} of ${KILLS} kills were inside the transaction`);
});

test("two runs at once: one books, the others are told that the ledger is in use, or find the day booked", async () => {
  const { ledger, run } = corrections(out);
  const plan = ledger.write("plan.json", [run(0)]);
  const all = await Promise.all([0, 1, 2].map(() => killed(child, ["book", ledger.folder, ledger.inFolder(plan)])));
  const said = all.map((lines) => lines.at(-1) ?? "");
  assert.is(said.filter((one) => one === "booked").length, 1, said.join(" | "));
  for (const one of said) assert.match(one, /^(?:booked|already-booked|ledger-file-busy .*)$/);
  assert.is(await kept(ledger), 1);
});

test("a disk that takes no more: the run says so, nothing is booked, and the next run books", async () => {
  const { ledger, run } = corrections(out);
  await ledger.booked(run(0));
  const plan = ledger.write("plan.json", [run(1)]);
  // No file may grow past this many blocks of 1,024 bytes: the log of the transaction does not fit.
  const limit = `trap '' XFSZ; ulimit -f "$0"; exec "$@"`;
  for (const blocks of ["8", "16"]) {
    const given = [process.execPath, child, "book", ledger.folder, ledger.inFolder(plan)];
    const full = spawnSync("bash", ["-c", limit, blocks, ...given], { encoding: "utf8" });
    assert.match(full.stdout, /ledger-file-(?:failed|unreadable)/, full.stdout + full.stderr);
    assert.is(await kept(ledger), 1);
  }
  assert.is((await ledger.booked(run(1))).state, "corrected");
  assert.is(await kept(ledger), 2);
});

test("half a ledger is refused, and is left as it is", async () => {
  const { ledger, run } = corrections(out);
  await ledger.booked(run(0));
  const file = ledger.inFolder("ledger.duckdb");
  const half = fs.readFileSync(file).subarray(0, fs.statSync(file).size >> 1);
  fs.writeFileSync(file, half);
  assert.match((await ledger.refused(run(1))).map(({ code }) => code).join(), /^ledger-file-(?:unreadable|failed)$/);
  assert.equal(fs.readFileSync(file), half);
});

test("under a clock that is decades wrong the same inputs book the same batch", async () => {
  const hashes: string[] = [];
  for (const year of [1970, 2099]) {
    const { ledger, run } = corrections(out);
    const { now } = Date;
    Date.now = () => Date.UTC(year, 0, 1);
    try {
      hashes.push(JSON.stringify([(await ledger.booked(run(0))).batch, await ledger.query("SELECT * FROM batch")]));
    } finally {
      Date.now = now;
    }
  }
  assert.is(hashes[0], hashes[1]);
});

test.run();
