import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { loadEngineConfig } from "../../../src/engine.ts";
import { compile } from "../../../src/index.ts";
import validInputs from "../../../src/model/generated/inputs.validate.js";
import validInstruments from "../../../src/model/generated/instruments.validate.js";
import validModel from "../../../src/model/generated/model.validate.js";
import validVectors from "../../../src/model/generated/vectors.validate.js";
import { groupWords } from "../../../src/emit/filing/listing-words.ts";
import { codeIn } from "../../../src/model/from-ast/code.ts";
import { parseDay } from "../../../src/value/day.ts";
import { periodIndexOfDay } from "../../../src/value/month.ts";
import { tenor } from "../../cli/kit.ts";
import { inProject, tempFolder } from "../../kit/files.ts";

/** Weekly and daily contracts from the spec to a settled day; the figures are worked out by hand. */
const folder = tempFolder();
fs.mkdirSync(`${folder}/with`);
const files: Record<string, string> = {};
for (const [name, path] of [
  ["periods.tenor", "test/conformance/listing.days/valid.tenor"],
  ["with/parts.tenor", "test/bad/with/parts.tenor"],
  ["with/product.tenor", "test/bad/with/product.tenor"],
] as const) {
  files[name] = fs.readFileSync(inProject(path), "utf8");
  fs.writeFileSync(`${folder}/${name}`, files[name]);
}
const compiled = compile(files, { asOf: "2027-01-13" });
const file = (name: string): unknown => JSON.parse(compiled.files.get(name) ?? "null");
type Listed = {
  instruments: { code: string; period: string; listed: string; dates: { name: string; date: string }[] }[];
};

test("every file of a weekly and a daily contract is of its schema, and engines load the config", () => {
  assert.equal(compiled.diagnostics, []);
  for (const model of compiled.models) assert.ok(validModel(model), JSON.stringify(validModel.errors?.[0]));
  for (const root of ["WEEKLY", "DAILY"]) {
    assert.ok(validInstruments(file(`${root}/instruments.json`)), JSON.stringify(validInstruments.errors));
    assert.ok(validInputs(file(`${root}/calculator/inputs.json`)), JSON.stringify(validInputs.errors));
    assert.ok(validVectors(file(`${root}/calculator/vectors.json`)), JSON.stringify(validVectors.errors));
    assert.ok(loadEngineConfig(file(`${root}/engine.json`)).ok);
  }
});

test("days are listed one by one on business days, then by their weekday, and have the code the spec gives them", () => {
  const { instruments } = file("DAILY/instruments.json") as Listed;
  assert.equal(
    instruments.map((one) => `${one.code} ${one.period} ${one.listed}`),
    [
      "6D13F27 2027-01-13 2027-01-11",
      "6D14F27 2027-01-14 2027-01-11",
      "6D15F27 2027-01-15 2027-01-11",
      // Monday the 18th is a holiday.
      "6D19F27 2027-01-19 2027-01-12",
      "6D20F27 2027-01-20 2027-01-13",
      "6D22F27 2027-01-22 2027-01-11",
      "6D29F27 2027-01-29 2027-01-11",
    ],
  );
  assert.equal(
    instruments[2]?.dates.map((one) => one.date),
    ["2027-01-15", "2027-01-19"],
  );
});

test("weeks have their number in the code", () => {
  const { instruments } = file("WEEKLY/instruments.json") as Listed;
  assert.equal(
    instruments.map((one) => `${one.code} ${one.period} ${one.dates[0]?.date}`),
    ["GWF7W2 2027-W02 2027-01-15", "GWF7W3 2027-W03 2027-01-22", "GWF7W4 2027-W04 2027-01-29"],
  );
});

test("a profile says how the codes of its products are made, each with the product's own name", () => {
  const { instruments } = file("MONTHLY/instruments.json") as Listed;
  assert.equal(
    instruments.map((one) => one.code),
    ["MONTHLYG7", "MONTHLYH7", "MONTHLYJ7"],
  );
});

test("a week listed by its Friday is called by the month and number of that Friday", () => {
  const listing = (by?: "Fri") => ({
    groups: [{ join: "first" as const, pattern: "weeks" as const, months: [], exact: [], ...(by && { weekday: by }) }],
  });
  // Mon 29 June to Sun 5 July 2026: its Friday is the first of July.
  const week = periodIndexOfDay("week", parseDay("2026-06-29")!);
  assert.is(codeIn("W", listing("Fri"), "week", week, "start"), "WN26W1");
  assert.is(codeIn("W", listing(), "week", week, "start"), "WM26W5");
  assert.is(codeIn("W", listing(), "week", week, "end"), "WN26W1");
  const parts = [
    { part: "week-of-year" as const },
    { part: "text" as const, text: "-" },
    { part: "four-digit-year" as const },
  ];
  assert.is(codeIn("W", { ...listing(), code: { root: "Q", parts, clause: "c" } }, "week", week, "start"), "Q27-2026");
});

test("a filing says the weekdays that are listed", () => {
  const group = {
    join: "then",
    pattern: "weekdays",
    count: 2,
    months: [],
    exact: [],
    weekdays: ["Mon", "Fri"],
  } as const;
  assert.is(
    groupWords({ ...group, months: [], exact: [], weekdays: [...group.weekdays] }, "day"),
    ", and after them the next 2 further contract days among Monday and Friday",
  );
});

test("a day of both is settled: one takes its final settlement, the others go on", () => {
  const out = `${folder}/out`;
  const built = tenor(["build", `${folder}/periods.tenor`, "--as-of", "2027-01-13", "--out", out], folder);
  assert.is(built.code, 0, built.error);
  const position = (product: string, month: string, lots: number) => [
    { account: "A", owner: "Larkfield Models (fictional)", product, month, lots },
    { account: "B", owner: "Quill Compute (fictional)", product, month, lots: -lots },
  ];
  const book = {
    date: "2027-01-13",
    positions: [...position("WEEKLY", "2027-W02", 10), ...position("DAILY", "2027-01-13", -3)],
  };
  const days = ["2027-01-13", "2027-01-14", "2027-01-15", "2027-01-19", "2027-01-22", "2027-01-29"];
  const weeks = ["2027-W02", "2027-W03", "2027-W04"];
  const at = (periods: readonly string[]) => Object.fromEntries(periods.map((one) => [one, "2.4000"]));
  const prices = { ALPHA: "2.41", BETA: "2.42", GAMMA: "2.43" };
  const observations = Array.from({ length: 12 }, (_, part) =>
    Object.entries(prices).map(([source, price]) => {
      const time = `2027-01-13T15:${String(part * 5).padStart(2, "0")}:10.000Z`;
      return { time, source, kind: "trade", observable: "RENTAL", price, size: "720" };
    }),
  ).flat();
  const market = {
    date: "2027-01-13",
    previous: {
      date: "2027-01-12",
      settlements: { WEEKLY: at(weeks), DAILY: at(days) },
      indices: { RENTAL: "2.4000" },
    },
    observations,
  };
  fs.writeFileSync(`${folder}/book.json`, JSON.stringify(book));
  fs.writeFileSync(`${folder}/market.json`, JSON.stringify(market));
  const files = ["--book", `${folder}/book.json`, "--market", `${folder}/market.json`];
  const settled = tenor(["settle", out, "--date", "2027-01-13", ...files], folder);
  assert.is(settled.code, 0, settled.error);
  assert.match(settled.out, /^ {2}2027-01-13 {2}6D13F27 {6}2\.4200 {2}\+0\.0200 {2}final-settlement, final$/m);
  assert.match(
    settled.out,
    /^ {2}2027-01-20 {2}6D20F27 {6}2\.4000 {6}new {2}settlement of nearest month listed before/m,
  );
  assert.match(settled.out, /^ {2}2027-W02 {2}GWF7W2 {6}2\.4000 {2}0\.0000 {2}previous settlement$/m);
  // Three lots short of a thousand hours, and the price rose by two cents.
  assert.match(settled.out, /^ {2}A {8}2027-01-13 +-3 {2}2\.4000 → 2\.4200 {2}-60\.00$/m);
});

test.run();
