import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verify } from "../../src/cli/command/verify.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { keepEvidence } from "../../src/cli/evidence-file.ts";
import { settleFiles } from "../../src/cli/settlement-run.ts";
import { nodeHost } from "../../src/host/node.ts";
import { evidenceText } from "../../src/run/evidence.ts";
import { inProject, root, tempFolder } from "../kit/files.ts";
import { bookOf, small } from "./small.ts";
import { builtFolder, DATE } from "./kit.ts";

test("the shipped book of options settles, an exercise assigned by the draw of the day, and its evidence is verified", async () => {
  const out = builtFolder();
  const files = { book: "specs/fixtures/ogph-book.json", market: `specs/fixtures/ogph-market-${DATE}.json` };
  const outcome = await settleFiles(root, { out, date: DATE, ...files });
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  const [options] = outcome.day.options ?? [];
  assert.equal(
    options?.series.map(({ series, settlement, tier }) => [series, settlement, tier]),
    [
      ["OGPHJ27 C2.40", "0.2410", "traded"],
      ["OGPHJ27 P2.55", "0.2983", "stated"],
    ],
  );
  assert.is(options?.exercises[0]?.exercised, "10");
  assert.equal(outcome.day.totals, [{ currency: "USD", amount: "0.00", balanced: true }]);
  const evidence = path.join(tempFolder(), "evidence.json");
  const given = { evidence, book: inProject(files.book), market: inProject(files.market) };
  keepEvidence(root, evidence, evidenceText(outcome.day, outcome.grounds));
  const said: string[] = [];
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const environment = { host, cwd: root, out: () => {}, error: (text: string) => void said.push(text) };
  assert.is(await verify(environment, out, given), 0, said.join(""));
  // One digit of a mark is another day.
  fs.writeFileSync(evidence, fs.readFileSync(evidence, "utf8").replace('"0.2410"', '"0.2411"'));
  assert.is(await verify(environment, out, given), 5);
});

test("a day with deliveries has its invoices in the evidence, and they are verified", async () => {
  const date = "2027-02-24";
  const program = fs.readFileSync(inProject("test/conformance/fields/delivery.tenor"), "utf8");
  const { settle, verifies, folder } = small(program, date);
  const notice = {
    ...{ product: "DELIVERED", month: "2027-03", seller: "SHORT", buyer: "LONG" },
    ...{ grade: "H200_SXM", location: "DUBLIN", lots: 10, time: `${date}T15:00:00Z` },
  };
  const market = {
    date,
    previous: {
      date: "2027-02-23",
      settlements: { DELIVERED: { "2027-03": "2.4000", "2027-04": "2.4000", "2027-05": "2.4000" } },
      indices: { RENTAL: { value: "2.5000", repeats: "0" } },
    },
    observations: [],
  };
  const book = bookOf("DELIVERED", "2027-03", date, { notices: [notice] });
  const { day, said } = await settle(date, { book, market }, "DELIVERED");
  assert.is(said, "");
  const [delivery] = day?.products[0]?.deliveries ?? [];
  // (2.40 × 130% - 0.02) × 1,000 hours × 10 contracts, from the buyer to the seller.
  assert.is(delivery?.amount, "31000.00");
  assert.equal(
    day?.accounts.map(({ account, amount }) => [account, amount]),
    [
      ["LONG", "-31000.00"],
      ["SHORT", "31000.00"],
    ],
  );
  assert.is(await verifies(), 0);
  const evidence = path.join(folder, "evidence.json");
  fs.writeFileSync(evidence, fs.readFileSync(evidence, "utf8").replaceAll("31000.00", "31000.01"));
  assert.is(await verifies(), 5);
});

test.run();
