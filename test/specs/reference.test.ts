import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { filesBelow, inProject } from "../kit/files.ts";
import { sharedRows } from "../value/shared-data.ts";
import { DIFFERENCES } from "./reference-differences.ts";
import { productNamed, reference } from "./reference-kit.ts";
import { WELL_KNOWN } from "./well-known-expiries.ts";

test("the restated contracts of other exchanges have no finding", () => {
  assert.equal(
    reference.diagnostics.map((one) => `${one.code}: ${one.message}`),
    [],
  );
});

test("every model is a reference: it states no settlement and no limit", () => {
  for (const model of reference.models) {
    assert.is(model.kind, "reference", model.root);
    assert.is(model.product, undefined);
    assert.ok((model.reference?.contracts.length ?? 0) + (model.reference?.untold.length ?? 0) > 0, model.root);
  }
});

test("last trading days that many people know follow from the specs", () => {
  for (const [product, month, date, origin] of WELL_KNOWN) {
    const answer = reference.dateOf(product, month);
    assert.is(answer.kind === "date" ? answer.date : answer.why, date, `${product} ${month}: ${origin}`);
  }
});

test("a month without a contract, and one beyond the sure years, have no date and a reason", () => {
  assert.equal(reference.dateOf("CME_ES", "2024-04"), { kind: "none", why: "CME_ES has no contract of April 2024" });
  assert.equal(reference.dateOf("CME_ES", "2024-Q1"), {
    kind: "none",
    why: "a contract of CME_ES is named by its month",
  });
  assert.equal(reference.dateOf("SHFE_cu", "2027-01"), {
    kind: "none",
    why: "the calendar CHINA is sure from 2010 to 2026, and the rule needs Fri 15 January 2027",
  });
});

test("every difference is in the table of the folder's README", () => {
  const table = readFileSync(inProject("specs/reference/README.md"), "utf8");
  for (const one of DIFFERENCES)
    assert.ok(
      table.includes(`| \`${one.product}\` | ${one.month} | ${one.published} | ${one.found} | ${one.kind}`),
      `${one.product} ${one.month}`,
    );
});

test("no spec lists dates, and every month it names is one from which a rule changed", () => {
  const named: string[] = [];
  for (const file of filesBelow("specs/reference", (one) => one.endsWith(".tenor"))) {
    const text = readFileSync(inProject(file), "utf8").replace(/\/\/.*$/gm, "");
    for (const [line] of text.matchAll(/^.*\b\d{4}-\d\d\b.*$/gm))
      if (!/^\s*date:\s*\d{4}-\d\d-\d\d$/.test(line)) named.push(line.trim().replace(/^.*when /, ""));
    assert.not.match(text, /\bclosed\b|\bfrom\s+[A-Z_]+\.|announced/, file);
  }
  assert.equal(named, [
    ...["contract month < 2025-09", "contract month < 2024-03", "contract month < 2025-01", "contract month < 2025-09"],
    ...["contract month < 2023-05", "contract month < 2025-01", "contract month < 2025-09", "contract month < 2016-03"],
  ]);
});

test("every published last trading day is what the compiled spec says, or its difference is explained", () => {
  const rows = sharedRows("expiries/last_trading_days.csv");
  if (rows === undefined) return;
  const unknown = new Set<string>();
  const different: string[] = [];
  for (const row of rows) {
    const product = productNamed(row["product"] ?? "");
    if (product === undefined) {
      unknown.add(row["product"] ?? "");
      continue;
    }
    const answer = reference.dateOf(product, row["contract_month"] ?? "");
    const said = answer.kind === "date" ? answer.date : answer.why;
    if (said !== row["last_trading_day"])
      different.push(`${product} ${row["contract_month"]}: published ${row["last_trading_day"]}, found ${said}`);
  }
  assert.equal([...unknown], [], "products without a spec");
  assert.equal(
    different.sort(),
    DIFFERENCES.map((one) => `${one.product} ${one.month}: published ${one.published}, found ${one.found}`).sort(),
  );
});

test("an option becomes the future that published tables say it becomes", () => {
  const rows = sharedRows("expiries/last_trading_days.csv");
  if (rows === undefined) return;
  let asked = 0;
  for (const row of rows) {
    const [, into] = /^exercises into the future expiring (\S+)$/.exec(row["note"] ?? "") ?? [];
    const product = productNamed(row["product"] ?? "");
    if (into === undefined || product === undefined) continue;
    const answer = reference.dateOf(product, row["contract_month"] ?? "", "exercised-into");
    assert.is(answer.kind === "date" ? answer.date : answer.why, into, `${product} ${row["contract_month"]}`);
    asked++;
  }
  assert.is(asked, 22);
});

test.run();
