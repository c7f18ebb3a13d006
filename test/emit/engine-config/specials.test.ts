import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { perpetualConfig } from "../../../src/emit/perpetual/config.ts";
import { spreadConfig } from "../../../src/emit/spread/config.ts";
import { check } from "../../../src/index.ts";
import perpetualFits from "../../../src/model/generated/perpetual.validate.js";
import spreadFits from "../../../src/model/generated/spread.validate.js";
import type { ContractModel, Perpetual, Spread } from "../../../src/model/model.ts";
import { inProject } from "../../kit/files.ts";
import { modelIn } from "../../kit/spec-models.ts";

/** Every term of margin, of who may take part and of sessions that an engine of a future is told. */
const richer = (text: string): string =>
  text
    .replace(/margin .*/, "margin { maintenance: 20%, proposed; initial: 110% of maintenance }")
    .replace(
      /participants .*/,
      'participants { retail: allowed in [US], leverage at most 5 to 1, suitability under "Rule 519"; screening: under "Rule 519" }',
    );
const parties = (config: { readonly margin: unknown; readonly participants: unknown }): void => {
  assert.equal(
    (config.margin as { name: string; proposed: boolean }[]).map(({ name, proposed }) => [name, proposed]),
    [
      ["maintenance", true],
      ["initial", false],
    ],
  );
  const [retail] = config.participants as { allowedIn?: string[]; leverageAtMost?: string; under?: string }[];
  assert.equal([retail?.allowedIn, retail?.leverageAtMost, retail?.under], [["US"], "5", "Rule 519"]);
};

test("a spread's engine is told who may trade, what is proposed, and every session to its last day", () => {
  const model = modelIn("test/conformance/fields/spread.tenor", "PAIR", (text) =>
    richer(text).replace(
      "trade: Sun..Thu 17:00 until 16:00 next day;",
      "trade: Sun..Thu 17:00 until 16:00 next day; pre-open: Sun..Thu 16:30 until 17:00; halt: Mon..Fri 12:00 until 12:15;",
    ),
  );
  const config = spreadConfig(model, model.spread as Spread);
  assert.ok(spreadFits(config), JSON.stringify(spreadFits.errors));
  parties(config);
  const { schedule, calendar } = config.sessions;
  const ends = config.months.flatMap(({ dates }) => dates.map(({ date }) => date)).sort();
  assert.is(schedule.at(-1)?.tradeDate, ends.at(-1));
  assert.ok(calendar.holidays.some(({ date }) => date === "2027-01-18"));
  assert.not.ok(schedule.some(({ tradeDate }) => tradeDate === "2027-01-18"));
  const day = schedule.find(({ tradeDate }) => tradeDate === "2027-01-13");
  assert.equal(day?.preOpen, [{ open: "2027-01-12T22:30:00Z", close: "2027-01-12T23:00:00Z" }]);
  // The halt cuts the session in two.
  assert.equal(day?.sessions, [
    { open: "2027-01-12T23:00:00Z", close: "2027-01-13T18:00:00Z" },
    { open: "2027-01-13T18:15:00Z", close: "2027-01-13T22:00:00Z" },
  ]);
  assert.is(day?.settlement, "2027-01-13T20:30:00Z");
});

test("the pair of the conformance programs is sound on any day, and its far leg is listed", () => {
  const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");
  const files = {
    "a.tenor": read("test/conformance/fields/spread.tenor"),
    "with/parts.tenor": read("test/bad/with/parts.tenor"),
    "with/product.tenor": read("test/bad/with/product.tenor"),
  };
  // The days about the end of a month, and some between.
  const days = [
    "01-11",
    "02-24",
    "02-25",
    "02-26",
    "03-01",
    "03-02",
    "03-15",
    "03-30",
    "03-31",
    "04-01",
    "08-31",
    "12-30",
  ];
  for (const day of days) {
    const { diagnostics, models } = check(files, { asOf: `2027-${day}` });
    assert.equal(
      diagnostics.map((one) => one.message),
      [],
      day,
    );
    const pair = models.find((one) => one.root === "PAIR")?.spread;
    assert.ok((pair?.contracts.length ?? 0) > 0, day);
  }
});

test("a combination has the spread's own code where it says one, and its legs' codes where not", () => {
  const codes = (change: (text: string) => string): string[] => {
    const model = modelIn("test/conformance/fields/spread.tenor", "PAIR", change);
    return spreadConfig(model, model.spread as Spread).months.flatMap((one) =>
      one.combinations.map(({ code }) => code),
    );
  };
  const butterfly = (text: string): string =>
    text
      .replace("+1 GOOD[near] -1 GOOD[far]", "+1 GOOD[near] -2 GOOD[middle] +1 GOOD[far]")
      .replace("near leg at settlement", "near leg at settlement, middle leg at settlement");
  const coded = (code: string) => (text: string) => text.replace("chapter:", `code: ${code}\n  chapter:`);
  assert.equal(
    codes((text) => text),
    ["GOODG27-GOODH27", "GOODG27-GOODJ27", "GOODH27-GOODJ27"],
  );
  assert.equal(codes(coded('"GS", month-letter, one-digit-year')), ["GSG7-H7", "GSG7-J7", "GSH7-J7"]);
  assert.equal(codes(coded('"GS"')), ["GSG27-H27", "GSG27-J27", "GSH27-J27"]);
  assert.equal(codes(butterfly), ["+1 GOODG27 -2 GOODH27 +1 GOODJ27"]);
  // What is called alike on one venue is told, of spreads as of all that is dealt in.
  const pair = coded("GS")(fs.readFileSync(inProject("test/conformance/fields/spread.tenor"), "utf8"));
  const { diagnostics } = check({
    "a.tenor": pair + pair.slice(pair.indexOf("spread PAIR")).replace("PAIR", "SAME"),
    "with/parts.tenor": fs.readFileSync(inProject("test/bad/with/parts.tenor"), "utf8"),
    "with/product.tenor": fs.readFileSync(inProject("test/bad/with/product.tenor"), "utf8"),
  });
  assert.equal(
    diagnostics.map((one) => one.message),
    ["PAIR 2027-02 and SAME 2027-02 would both be listed as GSG27-H27"],
  );
  assert.equal(
    codes((text) => coded("month-letter, two-digit-year")(butterfly(text))),
    ["PAIRG27-H27-J27"],
  );
});

test("a perpetual's engine is told the same, to the end of the next year or to the horizon", () => {
  const at = (change: (text: string) => string): ReturnType<typeof perpetualConfig> => {
    const model = modelIn("test/conformance/fields/perpetual.tenor", "ROLLING", (text) => change(richer(text)));
    const config = perpetualConfig(model, model.perpetual as Perpetual);
    assert.ok(perpetualFits(config), JSON.stringify(perpetualFits.errors));
    parties(config);
    return config;
  };
  const { schedule } = at((text) => text).sessions;
  assert.equal([schedule[0]?.tradeDate, schedule.at(-1)?.tradeDate], ["2027-03-01", "2028-12-31"]);
  assert.equal(schedule[0]?.sessions, [{ open: "2027-03-01T00:00:00Z", close: "2027-03-02T00:00:00Z" }]);
  const short = at((text) => text.replace("at most 5 years", "at most 1 year"));
  assert.is(short.sessions.schedule.at(-1)?.tradeDate, "2028-03-01");
});

test("spreads and perpetuals name the amendments that touch them, and the folders of their versions", () => {
  const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");
  const files = (program: string, amendment: string): Record<string, string> => ({
    "a.tenor": read(`test/conformance/fields/${program}.tenor`) + amendment,
    "with/parts.tenor": read("test/bad/with/parts.tenor"),
    "with/product.tenor": read("test/bad/with/product.tenor"),
  });
  const model = (program: string, root: string, amendment: string, asOf: string): ContractModel => {
    const found = check(files(program, amendment), { asOf });
    assert.equal(
      found.diagnostics.map(({ code, message }) => `${code}: ${message}`),
      [],
    );
    return found.models.find((one) => one.root === root) as ContractModel;
  };
  const finer = "amendment FINER to PAIR effective 2027-02-08 { tick { outright: 0.001 } }\n";
  const pair = model("spread", "PAIR", finer, "2027-02-08");
  const spread = spreadConfig(pair, pair.spread as Spread);
  assert.ok(spreadFits(spread), JSON.stringify(spreadFits.errors));
  assert.equal(
    spread.amendments?.map(({ id, inForce }) => [id, inForce]),
    [["FINER", true]],
  );
  const rolling = model(
    "perpetual",
    "ROLLING",
    "amendment MORE to ROLLING effective 2027-04-01 { orders { max: 600 contracts } }\n",
    "2027-03-08",
  );
  const perpetual = perpetualConfig(rolling, rolling.perpetual as Perpetual);
  assert.ok(perpetualFits(perpetual), JSON.stringify(perpetualFits.errors));
  assert.equal(
    perpetual.amendments?.map(({ id, inForce }) => [id, inForce]),
    [["MORE", false]],
  );
});

test("a time of a spread's or a perpetual's sessions that a clock change skips is a finding", () => {
  for (const [program, from] of [
    [
      "spread",
      "in America/Chicago on US_EXCHANGE { trade: Sun..Thu 17:00 until 16:00 next day; settlement: at 14:30 }",
    ],
    ["perpetual", "in UTC on EVERY_DAY { trade: Mon..Sun 00:00 until 24:00; settlement: at 16:00 }"],
  ] as const) {
    const text = fs.readFileSync(inProject(`test/conformance/fields/${program}.tenor`), "utf8");
    assert.ok(text.includes(from));
    const found = check({
      "a.tenor": text
        .replace(from, "in America/New_York on EVERY_DAY { trade: Mon..Sun 00:00 until 24:00; settlement: at 02:30 }")
        .replace('"std/calendars/us.tenor"', '"std/calendars/us.tenor"\nimport "std/calendars/common.tenor"'),
      "with/parts.tenor": fs.readFileSync(inProject("test/bad/with/parts.tenor"), "utf8"),
      "with/product.tenor": fs.readFileSync(inProject("test/bad/with/product.tenor"), "utf8"),
    });
    assert.ok(
      found.diagnostics.some(({ code, message }) => code === "local-time-ambiguous" && message.includes("02:30")),
      JSON.stringify(found.diagnostics.map(({ message }) => message)),
    );
  }
});

test.run();
