import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { nodeHost } from "../../src/host/node.ts";
import { root, tempFolder } from "../kit/files.ts";
import { BOOK, fixture, type Loose, MARKET, opened, productOf, settled } from "./kit.ts";

/** The shipped day of GPH as one of GPHF: its months and, where GPH's are finer, prices on its tick. */
function asFlow(json: Loose): Loose {
  const text = JSON.stringify(json).replace(/"GPH"/g, '"GPHF"');
  return JSON.parse(text) as Loose;
}

test("payments of a flow are what moved, times the hours of the month, times lots", async () => {
  const out = path.join(tempFolder(), "out");
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const { code } = build({ host, cwd: root, out: () => {}, error: () => {} }, ["specs/gpu/gphf.tenor"], { out });
  assert.is(code, 0);
  const folder = opened(out);
  const product = await productOf(folder, "GPHF");
  const market = asFlow(fixture(MARKET));
  const months = product.engine.months.map(({ period }) => period);
  const before = Object.fromEntries(months.map((month) => [month, "2.400"]));
  market["previous"]!["settlements"] = { GPHF: before } as unknown as Loose;
  market["observations"] = (market["observations"] as unknown as Loose[]).filter(
    (row) => String(row["observable"]) === "H100_RENTAL",
  ) as unknown as Loose;
  for (const month of ["2027-03", "2027-11"])
    (market["observations"] as unknown as unknown[]).push({
      time: "2027-02-02T20:29:00.000Z",
      source: "XDEX",
      kind: "trade",
      product: "GPHF",
      month,
      price: "2.401",
      size: "5",
    });
  const book = asFlow(fixture(BOOK));
  book["positions"] = ["2027-03", "2027-04", "2027-11"].flatMap((month) =>
    [3, -3].map((lots) => ({
      account: lots > 0 ? "A-1" : "A-2",
      owner: lots > 0 ? "One (fictional)" : "Two (fictional)",
      product: "GPHF",
      month,
      lots,
    })),
  ) as unknown as Loose;
  const outcome = settled(folder, product, { market, book });
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  const [found] = outcome.day.products;
  const paid = found?.payments.filter(({ lots }) => lots === "3").map(({ month, amount }) => [month, amount]);
  // 0.001 USD × 10 GPU-hours an hour × 743, 720 and 721 hours × 3 lots.
  assert.equal(paid, [
    ["2027-03", "22.29"],
    ["2027-04", "0.00"],
    ["2027-11", "21.63"],
  ]);
  assert.equal(outcome.day.totals, [{ currency: "USD", amount: "0.00", balanced: true }]);
});

test.run();
