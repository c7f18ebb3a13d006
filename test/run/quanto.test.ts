import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { nodeHost } from "../../src/host/node.ts";
import { multiply, parse, show } from "../../src/runtime/exact.ts";
import { inProject, tempFolder } from "../kit/files.ts";
import { fixture, MARKET, opened, productOf, settled } from "./kit.ts";

/** GPH with `terms` among its own, built in a folder of its own. */
function built(terms: string): string {
  const folder = tempFolder();
  fs.cpSync(inProject("specs"), path.join(folder, "specs"), { recursive: true });
  const file = path.join(folder, "specs/gpu/gph.tenor");
  const text = fs.readFileSync(file, "utf8");
  const changed = text.replace(/^(future GPH .*\{)$/m, `$1\n${terms}`);
  assert.is.not(changed, text + terms);
  fs.writeFileSync(file, changed);
  const out = path.join(folder, "out");
  const errors: string[] = [];
  const host = nodeHost({ root: folder, library: libraryFolder(), cwd: folder });
  const world = { host, cwd: folder, out: () => {}, error: (one: string) => errors.push(one) };
  assert.is(build(world, ["specs/gpu/gph.tenor", "specs/filings/gph-40-2.tenor"], { out }).code, 0, errors.join(""));
  return out;
}

const IN_EURO = "  currency: EUR\n  quanto:   0.9 EUR / USD";
const euro = built(IN_EURO);

test("a day is paid and totalled in the currency of payment, at the fixed rate", async () => {
  const days = await Promise.all(
    [built(""), euro].map(async (out) => {
      const folder = opened(out);
      const outcome = settled(folder, await productOf(folder, "GPH"), { market: fixture(MARKET) });
      if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
      return outcome.day;
    }),
  );
  const [plain, paid] = days;
  assert.ok(plain && paid);
  const payments = paid.products[0]?.payments ?? [];
  assert.ok(payments.some(({ amount }) => parse(amount).n !== 0n));
  assert.equal(
    payments.map(({ amount }) => show(parse(amount))),
    plain.products[0]?.payments.map(({ amount }) => show(multiply(parse(amount), parse("0.9")))),
  );
  assert.equal([plain.products[0]?.currency, paid.products[0]?.currency], ["USD", "EUR"]);
  assert.is(paid.products[0]?.unit, plain.products[0]?.unit);
  const prices = (day: typeof paid) => day.products[0]?.months.map(({ month, settlement }) => [month, settlement]);
  assert.equal(prices(paid), prices(plain));
  assert.equal(paid.totals, [{ currency: "EUR", amount: "0.00", balanced: true }]);
  assert.ok(paid.accounts.every(({ currency }) => currency === "EUR"));
});

test("the letter and the rulebook say in which currency, and at which rate, payments are made", () => {
  const read = (file: string): string => fs.readFileSync(path.join(euro, "GPH/filings/cftc-40.2", file), "utf8");
  const rulebook = read("rulebook.md");
  assert.match(rulebook, "is made in EUR (Euro)");
  assert.match(
    rulebook,
    "An amount that prices make in USD (US Dollar) is paid at the fixed rate of EUR 0.9 for each USD 1",
  );
  assert.match(rulebook, "EUR 0.90");
  assert.match(read("letter.md"), /Currency of payment.*EUR \(Euro\), at the fixed rate of EUR 0\.9 for each USD 1/);
  assert.match(read("appendix-c.md"), "Payments are made in EUR (Euro), at the fixed rate of EUR 0.9 for each USD 1");
});

test.run();
