import { test } from "uvu";
import * as assert from "uvu/assert";
import type { OptionDay, SettlementDay } from "../../src/model/generated/settlement.ts";
import isSettlementDay from "../../src/model/generated/settlement.validate.js";
import { golden } from "../kit/files.ts";
import { reportDay } from "../../src/run/report.ts";
import { evidenceText } from "../../src/run/evidence.ts";
import {
  builtFolder,
  CALL,
  DATE,
  type Given,
  type Loose,
  opened,
  optionInputs,
  optionOf,
  OWNERS,
  productOf,
  PUT,
  settled,
} from "./kit.ts";

const folder = opened(builtFolder());
const gph = await productOf(folder, "GPH");
const ogph = await optionOf(folder, "OGPH");

type Change = (json: { book: Loose; market: Loose }) => void;

const inputs = (change?: Change): Given => optionInputs(change);

function day(given: Given = inputs(), date = DATE): SettlementDay {
  const outcome = settled(folder, gph, given, date, [ogph]);
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  return outcome.day;
}

const options = (of: SettlementDay): OptionDay => of.options?.[0] as OptionDay;

/** `message` of everything that is refused, with the text of the row it stands at. */
function refused(change: Change): string[] {
  const outcome = settled(folder, gph, inputs(change), DATE, [ogph]);
  if (outcome.kind === "settled") throw new Error("it was settled");
  return outcome.diagnostics.map(({ message, span, help = "" }) => {
    const at = span.source.text.slice(span.start, span.end);
    return `${message} [${at.length > 30 ? `${at.slice(0, 30)}…` : at}] ${help}`;
  });
}

test("a series is marked by its last trade up to the settlement time, else by the volatility that the clearing house states", () => {
  const found = day();
  assert.ok(isSettlementDay(found), JSON.stringify(isSettlementDay.errors));
  const [call, put] = options(found).series;
  assert.is(call?.tier, "traded");
  assert.is(call?.settlement, "0.2410");
  assert.is(call?.change, "0.0020");
  assert.is(call?.futureSettlement, found.products[0]?.months.find(({ month }) => month === "2027-04")?.settlement);
  assert.is(put?.tier, "stated");
  assert.is(put?.volatility, "0.615");
  assert.match(put?.skipped[0]?.reasons[0] ?? "", "was not dealt");
  assert.match(put?.steps.at(-1)?.clause.text ?? "", "marks");
});

test("premiums paid up-front vary nothing, and the book of futures is settled as before", () => {
  const found = day();
  assert.equal(options(found).payments, []);
  assert.equal(options(found).exercises, []);
  const { book, market } = optionInputs();
  delete book["options"];
  delete market["options"];
  delete market["previous"]!["settlements"]!["OGPH"];
  const plain = settled(folder, gph, { book, market });
  assert.is(plain.kind, "settled");
  if (plain.kind === "settled") assert.equal(plain.day.accounts, found.accounts);
});

const exercise: Change = ({ book }) => {
  book["instructions"] = [
    { account: "A-1001", product: "OGPH", series: CALL, action: "exercise", lots: 10, time: "2027-02-02T22:00:00Z" },
  ] as unknown as Loose;
};

test("an early exercise is assigned by the draw of the day, becomes futures at the strike, and adds up to zero", () => {
  const found = day(inputs(exercise));
  const [one] = options(found).exercises;
  assert.is(one?.exercised, "10");
  const rows = one?.accounts.map(({ account, exercised, assigned, future }) => [account, exercised, assigned, future]);
  assert.equal(rows?.[0], ["A-1001", "10", "0", "10"]);
  assert.is(Number(rows?.[1]?.[2]) + Number(rows?.[2]?.[2]), 10);
  // 2.4322 less 2.40, times 1,000, times ten.
  assert.is(one?.accounts[0]?.amount, "322.00");
  assert.is(options(found).total, "0.00");
  assert.equal(found.totals, [{ currency: "USD", amount: "0.00", balanced: true }]);
  const before = day().accounts.find(({ account }) => account === "A-1001")?.amount;
  const after = found.accounts.find(({ account }) => account === "A-1001")?.amount;
  assert.is(Number(after) - Number(before), 322);
});

test("it reads plainly and step by step", () => {
  golden("run/options.txt", reportDay(day(inputs(exercise)), { explain: true }).split("OGPH · ")[1] ?? "");
});

test("a settled day of options has its evidence, the same each time", () => {
  const grounds = { manifest: "{}", inputs: [] };
  assert.is(evidenceText(day(inputs(exercise)), grounds), evidenceText(day(inputs(exercise)), grounds));
  assert.match(evidenceText(day(inputs(exercise)), grounds), /"assigned": "\d+"/);
});

for (const [title, change, wanted] of [
  [
    "an instruction at the deadline",
    ({ book }) => {
      exercise({ book, market: book });
      book["instructions"]![0]!["time"] = "2027-02-02T23:30:00Z" as unknown as Loose;
    },
    /the exercise of OGPHJ27 C2.40 cannot be computed: expected a time before 2027-02-02T23:30:00Z.*\["2027-02-02T23:30:00Z"\]/,
  ],
  [
    "an instruction for more than is held",
    ({ book }) => {
      exercise({ book, market: book });
      book["instructions"]![0]!["lots"] = 31 as unknown as Loose;
    },
    /expected at most 30, found 31 \[31\]/,
  ],
  [
    "an instruction to give up before expiry",
    ({ book }) => {
      exercise({ book, market: book });
      book["instructions"]![0]!["action"] = "abandon" as unknown as Loose;
    },
    /expected the day of expiry to abandon.*\["abandon"\]/,
  ],
  [
    "an instruction of who sold",
    ({ book }) => {
      exercise({ book, market: book });
      book["instructions"]![0]!["account"] = "A-1002" as unknown as Loose;
    },
    /expected at most 0, found 10/,
  ],
  [
    "an instruction of an unlisted series",
    ({ book }) => {
      exercise({ book, market: book });
      book["instructions"]![0]!["series"] = "OGPHK29 C2.40" as unknown as Loose;
    },
    /`OGPHK29 C2.40` is no series of OGPH on this day/,
  ],
  [
    "a position in an unlisted series",
    ({ book }) => {
      book["options"]![0]!["series"] = "OGPHJ27 C2.41" as unknown as Loose;
    },
    /`OGPHJ27 C2.41` is no series of OGPH on this day/,
  ],
  [
    "a series with a strike of zero",
    ({ book }) => {
      book["options"]![0]!["series"] = "OGPHJ27 C0.00" as unknown as Loose;
    },
    /`OGPHJ27 C0.00` is no series/,
  ],
  [
    "a volatility that is no number",
    ({ market }) => {
      market["options"]!["OGPH"]!["volatilities"]![PUT]!["value"] = "NaN" as unknown as Loose;
    },
    /must be an exact decimal as text.*\["NaN"\]/,
  ],
  [
    "a volatility of zero",
    ({ market }) => {
      market["options"]!["OGPH"]!["volatilities"]![PUT]!["value"] = "0" as unknown as Loose;
    },
    /the mark of OGPHJ27 P2.55 cannot be computed: expected a volatility above zero, found 0 \["0"\]/,
  ],
  [
    "no volatility for a series that was not dealt",
    ({ market }) => {
      delete market["options"]!["OGPH"]!["volatilities"];
    },
    /the volatility of OGPHJ27 P2.55 cannot be computed: expected one stated by clearing-house under Rule 814, found nothing[^]*state `"options": \{ "OGPH": \{ "volatilities": \{ "OGPHJ27 P2\.55": \{ "value": "…", "by": "clearing-house", "rule": "Rule 814" \} \} \} \}`/,
  ],
  [
    "settlements of another day before it",
    ({ market }) => {
      market["previous"]!["date"] = "2027-01-29" as unknown as Loose;
    },
    /this is of 2027-01-29, and 2027-02-01 is wanted .*the settlements before 2027-02-02 are those of 2027-02-01, the trade date before it/,
  ],
  [
    "a volatility of another body",
    ({ market }) => {
      market["options"]!["OGPH"]!["volatilities"]![PUT]!["by"] = "XDEX" as unknown as Loose;
    },
    /found one by XDEX under Rule 814/,
  ],
  [
    "a trade between two ticks",
    ({ market }) => {
      market["options"]!["OGPH"]!["trades"]![1]!["price"] = "0.2415" as unknown as Loose;
    },
    /expected a multiple of 0.001, found 0.2415 \["0.2415"\]/,
  ],
  [
    "a trade outside the sessions",
    ({ market }) => {
      market["options"]!["OGPH"]!["trades"]![1]!["time"] = "2027-02-02T22:30:00Z" as unknown as Loose;
    },
    /is not within the sessions of 2027-02-02/,
  ],
  [
    "two prices in one instant",
    ({ market }) => {
      market["options"]!["OGPH"]!["trades"]![0]!["time"] = "2027-02-02T20:29:00Z" as unknown as Loose;
    },
    /expected one last trade, found two prices in one instant/,
  ],
  [
    "a series held twice by one account",
    ({ book }) => {
      book["options"]![1]!["account"] = "A-1001" as unknown as Loose;
      book["options"]![1]!["owner"] = OWNERS[0] as unknown as Loose;
    },
    /account A-1001 stands twice/,
  ],
  [
    "an exercise in a book where more is bought than sold",
    ({ book }) => {
      exercise({ book, market: book });
      book["options"]![1]!["lots"] = -17 as unknown as Loose;
    },
    /as many contracts bought as sold/,
  ],
  [
    "options of another name",
    ({ book }) => {
      book["options"]![0]!["product"] = "OGHP" as unknown as Loose;
    },
    /this build has no product `OGHP`: OGPH, OITK/,
  ],
  [
    "lots over the range",
    ({ book }) => {
      book["options"]![0]!["lots"] = 4_000_000_000 as unknown as Loose;
    },
    /must be <= 1000000000/,
  ],
  [
    "a rate over the range",
    ({ market }) => {
      market["options"]!["OGPH"]!["rate"]!["value"] = `1${"0".repeat(120)}` as unknown as Loose;
    },
    /options\/OGPH\/rate\/value/,
  ],
] as readonly [string, Change, RegExp][]) {
  test(`${title} is refused at its row`, () => {
    const said = refused(change);
    assert.ok(
      said.some((one) => wanted.test(one)),
      said.join("\n"),
    );
  });
}

test.run();
