import { test } from "uvu";
import * as assert from "uvu/assert";
import type { SettlementDay } from "../../src/model/generated/settlement.ts";
import { reportDay } from "../../src/run/report.ts";
import { counted, grouped, isZero, right, signed, tableLines, wrapped } from "../../src/run/table.ts";
import { golden } from "../kit/files.ts";
import { BOOK, builtFolder, fixture, type Given, type Loose, opened, productOf, settled } from "./kit.ts";

const folder = opened(builtFolder());
const gph = await productOf(folder, "GPH");

function day(given: Given = {}): SettlementDay {
  const outcome = settled(folder, gph, given);
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  return outcome.day;
}

test("a settled day reads as it did, plainly and step by step", () => {
  golden("run/settled.txt", reportDay(day()));
  golden("run/explained.txt", reportDay(day(), { explain: true }));
});

test("no line is wider than a hundred characters, and nothing stands at the end of one", () => {
  for (const line of reportDay(day()).split("\n")) {
    assert.ok(Array.from(line).length <= 100, line);
    assert.not.match(line, /\s$/);
  }
});

test("colours change nothing but colours", () => {
  const ink = (part: string, text: string) => `⟦${part === "" ? "" : text}⟧`;
  const coloured = reportDay(day(), { ink, explain: true });
  assert.is(coloured.replace(/[⟦⟧]/g, ""), reportDay(day(), { explain: true }));
});

test("a book that does not balance is said not to; a product without positions too", () => {
  const book = fixture(BOOK);
  book["positions"]![0]!["lots"] = 141 as unknown as Loose;
  const text = reportDay(day({ book }));
  assert.match(text, "The book does not balance: long and short differ in a month");
  assert.match(text, /sum +7 accounts +3\.70\n/);
  assert.match(
    reportDay(day({ book: { date: "2027-02-02", positions: [] } })),
    "The book holds no position in this product.",
  );
});

test("names of a book cannot reorder the report", () => {
  const book = fixture(BOOK);
  for (const row of book["positions"] as unknown as Loose[]) {
    if ((row["account"] as unknown as string) === "A-1001") row["owner"] = "A\u202Eb\u0007" as unknown as Loose;
  }
  assert.match(reportDay(day({ book })), "A\\u{202E}b\\u{7}");
});

test("numbers and tables are laid out for reading", () => {
  assert.equal(["0.00", "-1234.5", "1234567", "12"].map(signed), ["0.00", "-1,234.5", "+1,234,567", "+12"]);
  assert.is(grouped("123456.789012"), "123,456.789012");
  assert.equal(["0", "-0.00", "0.10"].map(isZero), [true, true, false]);
  assert.equal(
    [counted(1, "lot"), counted(2000, "lot"), counted(0, "index", "indices")],
    ["1 lot", "2,000 lots", "0 indices"],
  );
  assert.equal(tableLines([["a", right("1")], ["bcd", right("22")], []]), ["  a     1", "  bcd  22", ""]);
  assert.equal(wrapped("aa bb cccccccc d", 5), ["aa bb", "cccccccc", "d"]);
});

test.run();
