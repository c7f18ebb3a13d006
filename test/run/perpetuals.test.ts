import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { verify } from "../../src/cli/command/verify.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { keepEvidence } from "../../src/cli/evidence-file.ts";
import { settleFiles } from "../../src/cli/settlement-run.ts";
import { nodeHost } from "../../src/host/node.ts";
import isSettlementDay from "../../src/model/generated/settlement.validate.js";
import { renderOne } from "../../src/diagnostic/render-text.ts";
import { evidenceText } from "../../src/run/evidence.ts";
import { reportDay } from "../../src/run/report.ts";
import { golden, root, tempFolder } from "../kit/files.ts";
import { fixture, type Loose } from "./kit.ts";

const DATE = "2027-03-02";
const BOOK = "specs/fixtures/gphp-book.json";
const MARKET = `specs/fixtures/gphp-market-${DATE}.json`;

const folder = tempFolder();
const host = nodeHost({ root, library: libraryFolder(), cwd: root });
const said: string[] = [];
const environment = { host, cwd: root, out: () => {}, error: (text: string) => void said.push(text) };
const out = path.join(folder, "out");
assert.is(build(environment, ["specs/gpu/gph-perpetual.tenor"], { out }).code, 0, said.join(""));

type Change = (json: { book: Loose; market: Loose }) => void;

async function settled(change: Change = () => {}, date = DATE) {
  const json = { book: fixture(BOOK), market: fixture(MARKET) };
  change(json);
  const files = { book: path.join(folder, "book.json"), market: path.join(folder, "market.json") };
  fs.writeFileSync(files.book, JSON.stringify(json.book));
  fs.writeFileSync(files.market, JSON.stringify(json.market));
  return settleFiles(root, { out, date, ...files });
}

async function day() {
  const outcome = await settled();
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  return outcome;
}

async function refused(change: Change, date = DATE): Promise<string[]> {
  const outcome = await settled(change, date);
  if (outcome.kind === "settled") throw new Error("it was settled");
  return outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const put = (object: Loose | undefined, key: string | number, value: unknown): void => {
  (object as unknown as Record<string, unknown>)[key] = value;
};
const gphp = (market: Loose): Loose => market["perpetuals"]!["GPHP"]!;

test("each interval has its rate and what every account pays for it, worked out by hand, and all add up to zero", async () => {
  const found = (await day()).day;
  assert.ok(isSettlementDay(found), JSON.stringify(isSettlementDay.errors));
  const [perpetual] = found.perpetuals ?? [];
  assert.is(perpetual?.mark, "2.4385");
  assert.equal(
    perpetual?.intervals.map(({ tier, amount, used, missing }) => [tier, amount, used, missing]),
    [
      ["rate", "0.0007", "16", "0"],
      ["clamped", "0.0180", "14", "2"],
      ["none", "0.0000", "13", "3"],
    ],
  );
  // 125 contracts of 100 hours: 0.75% of 2.40 is 0.018 for each hour, which longs pay.
  assert.equal(
    perpetual?.intervals[1]?.payments.map(({ account, amount }) => [account, amount]),
    [
      ["A-1001", "-225.00"],
      ["A-1002", "162.00"],
      ["A-1003", "63.00"],
    ],
  );
  // The mark moved by 0.0435: 543.75, less 8.75 and 225.00 of funding.
  assert.equal(found.accounts[0], {
    ...{ account: "A-1001", owner: "Larkfield Models (fictional)" },
    ...{ amount: "310.00", currency: "USD" },
  });
  assert.is(perpetual?.total, "0.00");
  assert.equal(found.totals, [{ currency: "USD", amount: "0.00", balanced: true }]);
});

test("it reads plainly and step by step", async () => {
  golden("run/perpetuals.txt", reportDay((await day()).day, { explain: true }));
});

test("its evidence is verified, and a changed digit of it is found", async () => {
  const { day: found, grounds } = await day();
  const evidence = path.join(folder, "evidence.json");
  const given = { evidence, book: path.join(folder, "book.json"), market: path.join(folder, "market.json") };
  keepEvidence(root, evidence, evidenceText(found, grounds));
  assert.is(await verify(environment, out, given), 0, said.join(""));
  fs.writeFileSync(evidence, fs.readFileSync(evidence, "utf8").replace('"-225.00"', '"-225.01"'));
  assert.is(await verify(environment, out, given), 5);
});

for (const [what, change, wanted] of [
  [
    "an interval that is not given",
    ({ market }) => gphp(market)["intervals"]!.pop(),
    /funding-intervals: .*2027-03-03T00:00:00Z/,
  ],
  ["intervals out of order", ({ market }) => gphp(market)["intervals"]!.reverse(), /funding-intervals/],
  ["no market of the perpetual", ({ market }) => delete market["perpetuals"], /funding-intervals: .*none/],
  ["a sample too few", ({ market }) => gphp(market)["intervals"]![0]!["samples"]!.pop(), /input-refused: .*16 samples/],
  [
    "a sample without its index",
    ({ market }) => delete gphp(market)["intervals"]![0]!["samples"]![3]!["index"],
    /input-refused/,
  ],
  [
    "an index of zero",
    ({ market }) => put(gphp(market)["intervals"]![0]!["samples"]![3], "index", "0"),
    /input-refused/,
  ],
  [
    "a sample that is no number",
    ({ market }) => put(gphp(market)["intervals"]![0]!["samples"]![3], "index", "NaN"),
    /input-malformed/,
  ],
  ["a mark without a price", ({ market }) => delete gphp(market)["mark"]!["last"], /input-refused: .*the mark of GPHP/],
  ["no mark of the day before", ({ market }) => delete market["previous"]!["settlements"]!["GPHP"], /previous-missing/],
  [
    "a mark before off its tick",
    ({ market }) => put(market["previous"]!["settlements"]!["GPHP"], "mark", "2.39505"),
    /input-refused/,
  ],
  [
    "more bought than sold",
    ({ book }) => put(book["perpetuals"]![0], "lots", 126),
    /input-refused: .*as many bought as sold/,
  ],
  ["an account twice", ({ book }) => put(book["perpetuals"]![1], "account", "A-1001"), /input-refused/],
  ["half a contract", ({ book }) => put(book["perpetuals"]![0], "lots", 0.5), /input-malformed/],
  [
    "a perpetual nobody builds",
    ({ book }) => put(book["perpetuals"]![0], "product", "GPHX"),
    /position-product-unknown: .*GPHP/,
  ],
] as readonly (readonly [string, Change, RegExp])[])
  test(`${what} is refused`, async () => {
    const found = await refused(change);
    assert.match(found.join("\n"), wanted);
  });

test("an interval that is missing reads well", async () => {
  const outcome = await settled(({ market }) => gphp(market)["intervals"]!.pop());
  if (outcome.kind === "settled") throw new Error("it was settled");
  golden(
    "run/funding-intervals.txt",
    outcome.diagnostics.map((one) => renderOne(one).replaceAll(`${folder}/`, "")).join("\n"),
  );
});

test("a day before it is listed is no day of it", async () => {
  const found = await refused(({ book, market }) => {
    put(book, "date", "2027-02-26");
    put(market, "date", "2027-02-26");
  }, "2027-02-26");
  assert.match(found.join("\n"), /day-not-traded/);
});

test.run();
