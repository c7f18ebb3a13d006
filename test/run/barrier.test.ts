import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { nodeHost } from "../../src/host/node.ts";
import { root, tempFolder } from "../kit/files.ts";
import { BOOK, fixture, lastDayMarket, type Loose, opened, productOf, settled } from "./kit.ts";

const LAST = "2027-02-26";

/** The last day of February of GPHK, every print of the month at 2.0000 but one. */
async function settledWith(print: string) {
  const out = path.join(tempFolder(), "out");
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const { code } = build({ host, cwd: root, out: () => {}, error: () => {} }, ["specs/gpu/gph-barrier.tenor"], { out });
  assert.is(code, 0);
  const folder = opened(out);
  const product = await productOf(folder, "GPHK");
  const market = lastDayMarket();
  market["observations"] = (market["observations"] as unknown as Loose[]).filter(
    (row) => String(row["observable"]) === "H100_RENTAL",
  ) as unknown as Loose;
  const days = Object.keys(market["prints"]!["H100_RENTAL"] as unknown as Record<string, string>);
  market["prints"] = {
    H100_RENTAL: Object.fromEntries(days.map((day, at) => [day, at === 4 ? print : "2.0000"])),
  } as unknown as Loose;
  const months = product.engine.months.map(({ period }) => period);
  market["previous"]!["settlements"] = {
    GPHK: Object.fromEntries(months.map((month) => [month, "0.3000"])),
  } as unknown as Loose;
  const book = fixture(BOOK);
  book["date"] = LAST as unknown as Loose;
  book["positions"] = [2, -2].map((lots) => ({
    account: lots > 0 ? "A-1" : "A-2",
    owner: lots > 0 ? "One (fictional)" : "Two (fictional)",
    product: "GPHK",
    month: "2027-02",
    lots,
  })) as unknown as Loose;
  const outcome = settled(folder, product, { market, book }, LAST);
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  return outcome.day;
}

test("a contract whose barrier was reached on one day pays at its end, and one a step above it nothing", async () => {
  const knocked = await settledWith("1.8000");
  const month = knocked.products[0]?.months.find((one) => one.month === "2027-02");
  // 19 business days: seventeen at 2.0000, one at 1.8000, and the print of the day, 2.4259: their mean is 2.0118894..., 2.40 less that 0.3881.
  assert.is(month?.settlement, "0.3881");
  const spared = await settledWith("1.8001");
  assert.is(spared.products[0]?.months.find((one) => one.month === "2027-02")?.settlement, "0.0000");
  const paid = (day: typeof knocked) => day.products[0]?.payments.map(({ lots, amount }) => [lots, amount]);
  // What moved since 0.3000 times 1,000 hours times 2 contracts.
  assert.equal(paid(knocked), [
    ["2", "176.20"],
    ["-2", "-176.20"],
  ]);
  assert.equal(paid(spared), [
    ["2", "-600.00"],
    ["-2", "600.00"],
  ]);
});

test.run();
