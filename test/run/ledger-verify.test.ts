import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verify } from "../../src/cli/command/verify.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { ledgerDifferences, type LedgerToVerify } from "../../src/cli/ledger-verification.ts";
import { openOutput } from "../../src/cli/output-folder.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderOne } from "../../src/diagnostic/render-text.ts";
import { nodeHost } from "../../src/host/node.ts";
import { golden, root } from "../kit/files.ts";
import { DATE } from "./kit.ts";
import { gphBuild, sql } from "./ledger-kit.ts";
import { corrections } from "./ledger-kills.ts";

const out = gphBuild();
const opened = openOutput(root, out);
if (opened.kind === "refused") throw new Error("the build cannot be opened");
const { folder } = opened;
const { ledger, run } = corrections(out);
await ledger.booked(run(0));
await ledger.booked(run(1));
const file = ledger.inFolder("ledger.duckdb");
const sound = fs.readFileSync(file);
const day = (at: number): LedgerToVerify => ({ ...run(at), ledger: "ledger.duckdb" });
const shown = new Map<string, Diagnostic>();
const found = async (given: LedgerToVerify): Promise<string[]> => {
  const all = await ledgerDifferences(ledger.folder, folder, given);
  for (const one of all) if (!shown.has(one.code)) shown.set(one.code, one);
  return all.map(({ code, message }) => `${code}: ${message}`);
};

/** What is found after statements were run on the ledger by hand. */
async function tampered(statements: string, given: LedgerToVerify = day(1)): Promise<string[]> {
  await sql(statements, file);
  const all = await found(given);
  fs.writeFileSync(file, sound);
  return all;
}

test("a ledger holds: its chain alone, and each of its batches from the files it was booked from", async () => {
  assert.equal(await found({ ledger: "ledger.duckdb", books: [], markets: [] }), []);
  assert.equal(await found(day(0)), []);
  assert.equal(await found(day(1)), []);
  // Verifying changes nothing.
  assert.equal(await ledger.query("SELECT count(*) FROM batch"), [["2"]]);
});

const LAST = "batch = (SELECT id FROM batch WHERE seq = 2)";
for (const [what, statements, wanted] of [
  [
    "amounts of two accounts",
    `UPDATE entry SET units = units + 1 WHERE ${LAST} AND account = 'A-1001'; UPDATE entry SET units = units - 1 WHERE ${LAST} AND account = 'A-1002'`,
    /`entry` A-1001 GPH USD variation: `units` is -?\d+, and the files give -?\d+$/,
  ],
  [
    "a settlement",
    `UPDATE price SET settlement = '9.9999' WHERE ${LAST} AND month = '2027-03'`,
    /`price` GPH 2027-03: `settlement` is 9\.9999, and the files give 2\.4590$/,
  ],
  [
    "open interest",
    `UPDATE price SET open_interest = 1 WHERE ${LAST} AND month = '2027-03'`,
    /`price` GPH 2027-03: `open_interest` is 1,/,
  ],
  ["a print", `UPDATE print SET detail = '{}' WHERE ${LAST}`, /`print` \w+: `detail` is \{\},/],
  [
    "the day that comes next",
    `UPDATE settled SET next = '2027-03-01' WHERE ${LAST}`,
    /`settled` GPH: `next` is 2027-03-01,/,
  ],
  [
    "a breach",
    `INSERT INTO breach SELECT id, 'nobody', 'GPH', NULL, 'long', '1', 1, 'c', 'p', 1 FROM batch WHERE seq = 2`,
    /`breach` .*nobody.*: settling the files again does not give it$/,
  ],
  [
    "a row that is gone",
    `DELETE FROM price WHERE ${LAST} AND month = '2027-04'`,
    /`price` GPH 2027-04: is not in the ledger/,
  ],
  [
    "the summary",
    `UPDATE batch SET summary = replace(summary, '"reportable":', '"reportable" :') WHERE seq = 2`,
    /`batch` summary: is not written as it was$/,
  ],
  [
    "the evidence",
    `UPDATE batch SET evidence = replace(evidence, '2.4590', '2.4591') WHERE seq = 2`,
    /`batch` evidence: `\/settlement\/.*` says "2\.4591", and the files give "2\.4590"$/,
  ],
] as const)
  test(`${what} changed by hand: found with the row`, async () => {
    const all = await tampered(statements);
    assert.ok(all.length > 0, "nothing was found");
    assert.match(all[0] ?? "", wanted);
    assert.match(all[0] ?? "", /^ledger-row-differs: /);
  });

for (const [what, statements, wanted] of [
  [
    "an amount",
    "UPDATE entry SET units = units + 1 WHERE account = 'A-1001'",
    /does not add up to zero in GPH and USD: 1 units are left over$/,
  ],
  ["a reason", "UPDATE batch SET why = 'another' WHERE seq = 2", /is not named by what it says it was made of/],
  [
    "an input",
    "UPDATE batch SET ground = replace(ground, 'book', 'kook') WHERE seq = 1",
    /is not named by what it says it was made of/,
  ],
  ["a batch that is gone", "DELETE FROM batch WHERE seq = 1", /stands on \w+, which is not booked before it/],
  [
    "rows of a batch that is gone",
    "DELETE FROM batch WHERE seq = 2",
    /is not booked, and \d+ rows of `settled` are of it/,
  ],
] as const)
  test(`${what} changed by hand: the chain does not hold, without any file`, async () => {
    const all = await tampered(statements, { ledger: "ledger.duckdb", books: [], markets: [] });
    assert.ok(
      all.some((one) => one.startsWith("ledger-chain-differs: ") && wanted.test(one)),
      all.join("\n"),
    );
  });

test("other files than those of the day are told, and a day that is not booked", async () => {
  const other = ledger.write("empty.json", { title: "none", date: DATE, positions: [] });
  assert.match(
    (await found({ ...day(1), books: [other] })).join(),
    /^evidence-differs: .*other inputs: the book differs$/,
  );
  assert.match(
    (await found({ ...day(1), date: "2027-02-04" })).join(),
    /^evidence-differs: .*2027-02-04 is not booked/,
  );
  assert.match((await found({ ...day(1), ledger: "no.duckdb" })).join(), /^file-missing/);
  assert.not.ok(fs.existsSync(ledger.inFolder("no.duckdb")), "a ledger was made");
});

test("the command: 0 where all holds, 5 where a row was changed, 2 where options do not belong together", async () => {
  const said: string[] = [];
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const take = (text: string): void => void said.push(text);
  const command = (options: object): Promise<number> => {
    said.length = 0;
    return verify({ host, cwd: root, out: take, error: take }, out, options);
  };
  const { books, markets } = run(0);
  const files = {
    ...{ ledger: file, date: DATE, book: books.map(ledger.inFolder), market: markets.map(ledger.inFolder) },
  };
  assert.is(await command(files), 0, said.join(""));
  assert.match(said.join(""), new RegExp(`holds with every row of ${DATE}\n$`));
  assert.is(await command({ ledger: file }), 0, said.join(""));
  await sql("UPDATE price SET volume = '7' WHERE month = '2027-03'", file);
  assert.is(await command(files), 5, said.join(""));
  fs.writeFileSync(file, sound);
  assert.is(await command({ ledger: file, date: DATE }), 2);
  assert.is(await command({ engine: "postgres://x" }), 2);
  assert.is(await command({ evidence: "e.json", ...files }), 2);
});

test("what verifying a ledger finds reads as it did", () => {
  const wanted = ["ledger-chain-differs", "ledger-row-differs"];
  const text = wanted.map((code) => renderOne(shown.get(code) as Diagnostic)).join("\n");
  golden("run/ledger-verify.txt", text.replace(/batch [0-9a-f]{12}/g, "batch 0123456789ab"));
});

test.run();
