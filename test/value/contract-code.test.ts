import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { CodePart } from "../../src/value/contract-code.ts";
import {
  codeMonth,
  contractCode,
  listedCode,
  monthLetter,
  parseMonthCode,
  sharedCodes,
} from "../../src/value/contract-code.ts";
import { parseDay } from "../../src/value/day.ts";
import { formatMonth, monthOf, parseMonth, periodIndexOfDay } from "../../src/value/month.ts";

const GPH: readonly CodePart[] = [{ kind: "text", text: "GPH" }, { kind: "month-letter" }, { kind: "year", digits: 1 }];

test("the letters of the months", () => {
  const letters = Array.from({ length: 12 }, (_, i) => monthLetter(monthOf(2027, i + 1))).join("");
  assert.is(letters, "FGHJKMNQUVXZ");
});

test("codes are put together from their parts", () => {
  assert.is(contractCode(GPH, "month", monthOf(2027, 3)), "GPHH7");
  assert.is(contractCode([{ kind: "month-letter" }, { kind: "year", digits: 2 }], "month", monthOf(2030, 12)), "Z30");
  assert.is(contractCode([{ kind: "year", digits: 4 }, { kind: "month-digits" }], "month", monthOf(2030, 2)), "203002");
  const week = periodIndexOfDay("week", parseDay("2027-03-15")!);
  assert.is(
    contractCode([{ kind: "text", text: "W" }, { kind: "week-of-month" }, { kind: "month-letter" }], "week", week),
    "W3H",
  );
  assert.is(contractCode([{ kind: "month-letter" }, { kind: "date" }], "day", parseDay("2027-03-05")!), "H05");
  assert.is(formatMonth(codeMonth("quarter", 2027 * 4 + 1)), "2027-04");
});

test("no two listed periods share a code", () => {
  assert.is(listedCode("GPH", "month", monthOf(2027, 3)), "GPHH27");
  assert.is(listedCode("GPH", "week", periodIndexOfDay("week", parseDay("2027-03-15")!)), "GPHH27W3");
  for (const kind of ["week", "month", "quarter", "year"] as const) {
    const first = periodIndexOfDay(kind, parseDay("2027-01-04")!);
    const codes = Array.from({ length: 60 }, (_, at) => listedCode("X", kind, first + at));
    assert.is(new Set(codes).size, 60, kind);
  }
});

test("a code is read as the first such month from a stated one on", () => {
  const read = (text: string, from: string): unknown => {
    const month = parseMonthCode(text, parseMonth(from)!);
    return month === undefined ? undefined : formatMonth(month);
  };
  assert.is(read("H7", "2026-05"), "2027-03");
  assert.is(read("H7", "2027-03"), "2027-03");
  assert.is(read("H7", "2027-04"), "2037-03");
  assert.is(read("H27", "2027-04"), "2127-03");
  assert.is(read("H2027", "2030-04"), "2027-03");
  for (const text of ["A7", "h7", "H", "H123", "7H", "H7 "]) assert.is(read(text, "2026-05"), undefined, text);
});

test("what was written within ten years is read back", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: monthOf(1990, 1), max: monthOf(2100, 1) }),
      fc.integer({ min: 0, max: 119 }),
      (from, ahead) => {
        const code = contractCode([{ kind: "month-letter" }, { kind: "year", digits: 1 }], "month", from + ahead);
        assert.is(parseMonthCode(code, from), from + ahead);
      },
    ),
  );
});

test("codes that two listed months share are found", () => {
  const months = Array.from({ length: 122 }, (_, i) => monthOf(2027, 1) + i);
  assert.equal(sharedCodes(GPH, "month", months), [
    { code: "GPHF7", periods: [monthOf(2027, 1), monthOf(2037, 1)] },
    { code: "GPHG7", periods: [monthOf(2027, 2), monthOf(2037, 2)] },
  ]);
  assert.equal(sharedCodes(GPH, "month", months.slice(0, 120)), []);
});

test.run();
