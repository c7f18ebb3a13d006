import { test } from "uvu";
import * as assert from "uvu/assert";
import { untold } from "../../src/cli/contract-dates.ts";
import { referenceBetween } from "../../src/cli/reference-months.ts";
import { check, compile } from "../../src/index.ts";
import type { ReferenceFacts } from "../../src/model/generated/reference.ts";

const EXCHANGE = `
source FACTS "Public contract specifications" { date: 2026-10-01; where: "https://exchange.example" }
source UNDATED "A page without a day" { where: "https://exchange.example" }
venue ELSE "Exchange Elsewhere" { country: US }
calendar SURE "Open days" 2020..2027 { weekend: Sat, Sun; holidays { "New Year's Day": Jan 1 } }
unit barrel "barrel" measures oil
`;

const OIL = `future ELSE_OIL "Oil" {
  venue: ELSE
  restates: FACTS
  contract: month
  size: 1_000 barrel
  price: USD / barrel
  tick { outright: 0.01 }
  dates on SURE { last-trading-day: last business day of 1 month before contract month }
  final-settlement delivery {}
}
`;

const found = (text: string) => {
  const { diagnostics, models, dateOf } = check({ "a.tenor": EXCHANGE + text });
  return { said: diagnostics.map((one) => `${one.code}: ${one.message}`), models, dateOf };
};

const errors = (text: string) => found(text).said.filter((one) => !one.startsWith("declaration-unused"));

test("what is derived from a reference is one, with a code of its own and its own end", () => {
  const { models } = found(
    `${OIL}future ELSE_MINI "Small oil" from ELSE_OIL { size: 100 barrel; final-settlement cash {} }`,
  );
  const mini = models.find((one) => one.root === "ELSE_MINI");
  assert.is(mini?.kind, "reference");
  assert.is(mini?.reference?.code, "MINI");
  assert.is(mini?.reference?.size?.value, "100");
  assert.is(mini?.reference?.ticks?.[0]?.value.amount, "1.00");
  assert.is(mini?.reference?.settlement?.method, "cash");
  assert.is(models.find((one) => one.root === "ELSE_OIL")?.reference?.settlement?.method, "delivery");
});

test("a code is not taken over from a parent", () => {
  const { models } = found(
    `${OIL.replace("contract: month", "contract: month\n  code: WTI")}future ELSE_MINI from ELSE_OIL {}`,
  );
  assert.is(models.find((one) => one.root === "ELSE_OIL")?.reference?.code, "WTI");
  assert.is(models.find((one) => one.root === "ELSE_MINI")?.reference?.code, "MINI");
});

test("its months are those of two years from the day of its source, and those beyond the sure years are named", () => {
  const model = found(OIL).models.find((one) => one.root === "ELSE_OIL");
  assert.is(model?.asOf, "2026-10-01");
  const months = model?.reference?.contracts.map((one) => one.period) ?? [];
  assert.is(months[0], "2026-11");
  assert.is(months.at(-1), "2028-01");
  assert.is(months.length, 15);
  assert.equal(model?.reference?.contracts[0]?.code, "OILX26");
  assert.equal(model?.reference?.untold[0], {
    period: "2028-02",
    why: "the calendar SURE is sure from 2020 to 2027, and the rule needs Mon 31 January 2028",
  });
  assert.is(model?.reference?.untold.length, 8);
});

test("a month that still trades on the day is shown, and one that ended before is not", () => {
  const { models } = check({ "a.tenor": EXCHANGE + OIL }, { asOf: "2026-10-30" });
  assert.is(models[0]?.reference?.contracts[0]?.period, "2026-11");
  const later = check({ "a.tenor": EXCHANGE + OIL }, { asOf: "2026-10-31" });
  assert.is(later.models[0]?.reference?.contracts[0]?.period, "2026-12");
});

test("only the months that have a contract are contracts", () => {
  const text = OIL.replace("contract: month", "contract: month\n  listing { months: [Dec, Jun] }");
  const { dateOf, models } = check({ "a.tenor": EXCHANGE + text });
  assert.equal(
    models[0]?.reference?.contracts.map((one) => one.period),
    ["2026-12", "2027-06", "2027-12"],
  );
  assert.equal(dateOf("ELSE_OIL", "2026-11"), { kind: "none", why: "ELSE_OIL has no contract of November 2026" });
});

test("an option of a reference counts from its future, and becomes the next future there is", () => {
  const { dateOf, diagnostics } = check({
    "a.tenor": `${EXCHANGE}${OIL.replace("contract: month", "contract: month\n  listing { months: [Jun, Dec] }")}
option ELSE_OIL_OPT on ELSE_OIL {
  venue: ELSE
  restates: FACTS
  contract: month
  dates on SURE {
    last-trading-day: 3 business days before last business day of 1 month before contract month
    exercised-into:   ELSE_OIL.last-trading-day of nearest ELSE_OIL month with last-trading-day on or after last-trading-day
  }
}`,
  });
  assert.equal(
    diagnostics.filter((one) => one.code !== "declaration-unused"),
    [],
  );
  const answer = dateOf("ELSE_OIL_OPT", "2026-11", "exercised-into");
  assert.is(answer.kind === "date" && answer.date, "2026-11-30");
});

test("terms that are no facts of identity and dates are refused one by one", () => {
  const trading = [
    "margin { maintenance: 5% }",
    "limits { reportable: 25 contracts }",
    "orders { max: 10 contracts }",
    "price-limits { band: [5%] of previous settlement, round toward previous settlement to tick.outright }",
    "sessions in Europe/London on SURE { trade: Mon..Fri 08:00 until 17:00 }",
    "daily-settlement { previous settlement }",
    "participants { retail: allowed in [US] }",
    "chapter: 100",
  ];
  for (const one of trading) {
    const term = /^[a-z-]+/.exec(one)?.[0];
    assert.equal(errors(OIL.replace("contract: month", `contract: month\n  ${one}`)), [
      `reference-states-term: ELSE_OIL restates another exchange's contract, and \`${term}\` is no part of a restatement`,
    ]);
  }
});

test("how many months are listed is no fact of a reference", () => {
  assert.equal(errors(OIL.replace("contract: month", "contract: month\n  listing { months: 12 consecutive }")), [
    "value-of-another-kind: `months` takes the months of the year that have a contract, such as `[Mar, Jun, Sep, Dec]`",
  ]);
});

test("facts are those of a day: a source without one cannot be restated", () => {
  assert.equal(errors(OIL.replace("restates: FACTS", "restates: UNDATED")), [
    "field-missing: the source UNDATED has no `date`: facts are those of a day",
  ]);
});

test("a reference without a last trading day, and a rule that goes round in a circle, are errors", () => {
  assert.match(errors(OIL.replace("last-trading-day:", "last-notice:"))[0] ?? "", /^field-missing: .*last-trading-day/);
  const circle = OIL.replace(
    "last business day of 1 month before contract month",
    "1 business day before other; other: 1 business day after last-trading-day",
  );
  assert.match(errors(circle)[0] ?? "", /in a circle/);
});

test("any month can be asked for by the days between which it ends", () => {
  const { models, dateOf } = found(OIL);
  const own = models.find((one) => one.root === "ELSE_OIL")?.reference;
  assert.ok(own);
  if (own === undefined) return;
  const shown = (from?: string, to?: string) => referenceBetween(own, dateOf, from, to);
  assert.equal(
    shown("2021-01-29", "2021-03-31").contracts.map((one) => `${one.code} ${one.dates[0]?.date}`),
    ["OILG21 2021-01-29", "OILH21 2021-02-26", "OILJ21 2021-03-31"],
  );
  assert.is(shown(undefined, "2026-12-31").contracts.length, 3);
  const beyond = shown("2028-01-01", "2028-02-28");
  assert.equal(beyond.contracts, []);
  assert.match(untold(beyond), /^2028-02  not told: the calendar SURE is sure from 2020 to 2027/);
  assert.is(untold({}), "");
});

test("a build has reference.json and a calendar, and no engine config", () => {
  const { files } = compile({ "a.tenor": EXCHANGE + OIL });
  assert.equal(
    [...files.keys()].filter((one) => one !== "manifest.json").sort(),
    ["calendar.csv", "calendar.html", "calendar.ics", "reference.json", "trace.json"].map(
      (one) => `reference/ELSE_OIL/${one}`,
    ),
  );
  const facts = JSON.parse(files.get("reference/ELSE_OIL/reference.json") ?? "{}") as ReferenceFacts;
  assert.match(facts.notice, /not the exchange's text/);
  assert.is(facts.instruments.length, 15);
  assert.is(facts.untold.length, 8);
  assert.match(files.get("reference/ELSE_OIL/calendar.csv") ?? "", /OILX26,2026-11,last-trading-day,2026-10-30,Fri/);
});

test.run();
