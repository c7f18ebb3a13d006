import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { nodeHost } from "../../src/host/node.ts";
import { reportDay } from "../../src/run/report.ts";
import { root, tempFolder } from "../kit/files.ts";
import { BOOK, fixture, lastDayMarket, type Loose, opened, productOf, settled } from "./kit.ts";

const LAST = "2027-02-26";

test("each side of a bounded contract has paid in all it can lose from its settlement on, and nothing once it has ended", async () => {
  const out = path.join(tempFolder(), "out");
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const { code } = build({ host, cwd: root, out: () => {}, error: () => {} }, ["specs/gpu/gph-bounded.tenor"], { out });
  assert.is(code, 0);
  const folder = opened(out);
  const product = await productOf(folder, "GPHB");
  const market = lastDayMarket();
  market["observations"] = (market["observations"] as unknown as Loose[]).filter(
    (row) => String(row["observable"]) === "H100_RENTAL",
  ) as unknown as Loose;
  const months = product.engine.months.map(({ period }) => period);
  market["previous"]!["settlements"] = {
    GPHB: Object.fromEntries(months.map((month) => [month, "2.4000"])),
  } as unknown as Loose;
  const book = fixture(BOOK);
  book["date"] = LAST as unknown as Loose;
  book["positions"] = ["2027-02", "2027-03"].flatMap((month) =>
    [3, -3].map((lots) => ({
      account: lots > 0 ? "A-1" : "A-2",
      owner: lots > 0 ? "One (fictional)" : "Two (fictional)",
      product: "GPHB",
      month,
      lots,
    })),
  ) as unknown as Loose;
  const outcome = settled(folder, product, { market, book }, LAST);
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  const [day] = outcome.day.products;
  const held = (day?.payments ?? []).map(({ month, lots, settlement, collateral }) => [
    month,
    lots,
    settlement,
    collateral,
  ]);
  // From 2.4000 down to 1.50 and up to 3.50, times 1,000 hours, times 3 contracts; both together 2,000 hours' range a contract.
  assert.equal(
    held.filter(([month]) => month === "2027-03"),
    [
      ["2027-03", "3", "2.4000", "2700.00"],
      ["2027-03", "-3", "2.4000", "3300.00"],
    ],
  );
  assert.equal(
    held.filter(([month]) => month === "2027-02").map((row) => row[3]),
    [undefined, undefined],
  );
  const said = reportDay(outcome.day);
  assert.match(said, /paid in/);
  assert.match(said, /3,300\.00/);
  assert.equal(product.engine.margin, []);
  assert.is(product.engine.fullCollateral?.proposed, true);
});

test.run();
