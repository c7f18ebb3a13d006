import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import isSettlementDay from "../../src/model/generated/settlement.validate.js";
import { inProject, readFixture, tempFolder } from "../kit/files.ts";
import { BOOK, builtFolder, DATE, fixture, type Loose, MARKET } from "../run/kit.ts";
import { type Ran, tenor } from "./kit.ts";

const out = builtFolder();
const folder = tempFolder();

function settle(...more: string[]): Ran {
  return tenor(["settle", out, "--date", DATE, "--book", BOOK, "--market", MARKET, ...more]);
}

function written(name: string, json: unknown): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, typeof json === "string" ? json : JSON.stringify(json));
  return file;
}

test("a day is settled: exit code 0, and the report on standard output", () => {
  const { code, out: text, error } = settle();
  assert.is(error, "");
  assert.is(code, 0);
  assert.is(text, readFixture("golden/run/settled.txt"));
});

test("--explain shows each step with the line of the spec", () => {
  const { code, out: text } = settle("--product", "GPH", "--explain");
  assert.is(code, 0);
  assert.is(text, readFixture("golden/run/explained.txt"));
  const [, file = "", line = "0"] = /mean of parts +29111\/12000 +(\S+):(\d+)/.exec(text) ?? [];
  assert.match(fs.readFileSync(inProject(file), "utf8").split("\n")[Number(line) - 1] ?? "", "mean of parts");
});

test("--json gives the settled day of the published schema, or the findings", () => {
  const { code, out: text } = settle("--json");
  assert.is(code, 0);
  const day: unknown = JSON.parse(text);
  assert.ok(isSettlementDay(day), JSON.stringify(isSettlementDay.errors));
  const book = written("book.json", '{ "date": "2027-02-02" }');
  const refused = tenor(["settle", out, "--date", DATE, "--book", book, "--market", MARKET, "--json"]);
  assert.is(refused.code, 3);
  assert.is(refused.error, "");
  const findings = JSON.parse(refused.out) as { diagnostics: { code: string }[] };
  assert.equal(
    findings.diagnostics.map((one) => one.code),
    ["input-malformed"],
  );
});

test("a refused input is exit code 3, and nothing of the day is printed", () => {
  const market = fixture(MARKET);
  market["observations"]![49]!["price"] = "2.4365" as unknown as Loose;
  const {
    code,
    out: text,
    error,
  } = tenor(["settle", out, "--date", DATE, "--book", BOOK, "--market", written("off.json", market)]);
  assert.is(code, 3);
  assert.is(text, "");
  assert.match(
    error,
    "error[input-refused]: GPH 2027-03 of 2027-02-02 cannot be computed: expected a multiple of 0.001",
  );
});

test("a determination is asked for with its body and rule, and settles the day when it is given", () => {
  const market = fixture(MARKET);
  market["observations"] = (market["observations"] as unknown as Loose[]).filter(
    (row) => row["observable"] === undefined,
  ) as unknown as Loose;
  market["previous"]!["indices"] = { H100_RENTAL: null } as unknown as Loose;
  market["indices"] = { H200_RENTAL: null } as unknown as Loose;
  const args = ["settle", out, "--date", DATE, "--book", BOOK, "--market", written("silent.json", market)];
  const needed = tenor(args);
  assert.is(needed.code, 3);
  assert.is(needed.out, "");
  assert.match(needed.error, "needs a determination by XDEX under Rule 901, and none was given");
  const [, shown = ""] = /--determination FILE`: (\{.*\})/.exec(needed.error) ?? [];
  const file = { ...(JSON.parse(shown) as object), value: "2.4100", signature: "M. Ellison (fictional)" };
  const given = tenor([...args, "--determination", written("determination.json", file)]);
  assert.is(given.code, 0);
  assert.match(given.out, "H100_RENTAL  2.4100");
  assert.match(given.out, 'determination by XDEX under "Rule 901"');
});

test("what cannot be read, and what was mistyped, is exit code 2", () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [
      ["settle", out, "--date", DATE, "--book", "no.json", "--market", MARKET],
      "[file-missing]: there is no file no.json",
    ],
    [
      ["settle", "nowhere", "--date", DATE, "--book", BOOK, "--market", MARKET],
      "there is no file nowhere/manifest.json",
    ],
    [["settle", out, "--date", "2027-02-30", "--book", BOOK, "--market", MARKET], "[usage-date]"],
    [
      ["settle", out, "--date", DATE, "--book", BOOK, "--market", MARKET, "--product", "GHP"],
      "[usage-product-unknown]",
    ],
    [["settle", out, "--date", DATE, "--book", BOOK], "required option '--market <file>' not specified"],
  ];
  for (const [args, wanted] of cases) {
    const { code, out: text, error } = tenor(args);
    assert.is(code, 2, args.join(" "));
    assert.is(text, "");
    assert.match(error, wanted);
  }
});

test.run();
