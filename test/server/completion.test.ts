import { test } from "uvu";
import * as assert from "uvu/assert";
import { completion } from "../../src/server/completion.ts";
import { openAt, shippedText } from "../kit/desk.ts";

const GPH = "gpu/gph.tenor";

/** The proposals where `text` of the shipped future is replaced by `marked`. */
function proposals(text: string, marked: string) {
  const whole = shippedText(GPH);
  assert.ok(whole.includes(text), text);
  const { desk, offset } = openAt(
    GPH,
    whole.replace(text, () => marked),
  );
  return completion(desk, GPH, offset);
}

const labels = (text: string, marked: string): string[] => proposals(text, marked).map((one) => one.label);

/** What an editor puts first, whatever order it is sent in. */
const first = (text: string, marked: string): string | undefined =>
  [...proposals(text, marked)].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))[0]?.label;

test("in a block the fields it does not have yet are proposed, with what they say and an example", () => {
  const found = proposals("  underlying: H100_RENTAL", "  und¦");
  const keys = found.map((one) => one.label);
  assert.ok(keys.includes("underlying"));
  assert.not.ok(keys.includes("venue"), "GPH has its venue");
  assert.not.ok(keys.includes("tick"), "and its ticks");
  const underlying = found.find((one) => one.label === "underlying");
  assert.is(underlying?.insertText, "underlying: ${1:H100_RENTAL}");
  assert.match(JSON.stringify(underlying?.documentation), /reference price the contract settles to/);
});

test("a field of an inner block says in which unit a bare number counts", () => {
  const found = proposals("    settlement:      0.0001  // 0.10 USD", "    ¦");
  const settlement = found.find((one) => one.label === "settlement");
  assert.match(JSON.stringify(settlement?.documentation), /A bare number counts USD \/ GPU_hour of H100_SXM/);
});

test("behind a key only what it can name is proposed, from the files that are imported", () => {
  assert.equal(labels("underlying: H100_RENTAL", "underlying: ¦"), ["GPH", "H100_RENTAL", "H200_RENTAL"]);
  assert.equal(labels("clearing:   XDCC", "clearing:   ¦"), ["XDCC"]);
  assert.equal(labels("dates on US_EXCHANGE", "dates on ¦"), ["US_EQUITY", "US_EXCHANGE"]);
});

test("a rule for a day proposes phrases of the language and the dates the product has", () => {
  const found = labels("1 business day after last-trading-day\n", "¦\n");
  assert.is(found[0], "last business day of contract month");
  assert.ok(found.includes("spot-period"), "a stretch of days of GPH");
  assert.ok(found.includes("US_EXCHANGE"));
});

test("a bare number proposes the unit it counts", () => {
  assert.is(first("outright:        0.001 ", "outright:        0.001 ¦"), "USD / GPU_hour of H100_SXM");
});

test("zones, rules of the rulebook, citations, imports, lines of a waterfall and roundings are proposed where they stand", () => {
  assert.ok(labels("sessions in America/Chicago", "sessions in Am¦").includes("America/Chicago"));
  assert.ok(labels('controller, under "Rule 559"', "controller, under ¦").includes('"Rule 559"'));
  const cited = labels("[RENTAL-STUDY]", "[¦");
  assert.ok(cited.includes("RENTAL-STUDY"));
  assert.not.ok(cited.includes("US_EXCHANGE"));
  const imports = labels('import "supply.tenor"', 'import "¦"');
  assert.ok(imports.includes("std/calendars/us.tenor"));
  assert.ok(imports.includes("../venue.tenor"));
  assert.ok(imports.includes("supply.tenor"));
  assert.ok(labels("midpoint of quotes                  when width <= 5 ticks", "¦").includes("previous settlement"));
  assert.ok(
    labels("round: half-away to tick.settlement\n  }\n\n  /// The spot", "round: ¦\n  }\n\n  /// The spot").includes(
      "half-even",
    ),
  );
});

test("outside of all blocks declarations are proposed, in comments and texts nothing", () => {
  assert.ok(labels('future GPH "H100', '¦\nfuture GPH "H100').includes("perpetual"));
  assert.equal(labels("// 0.50 USD", "// 0.50 ¦USD"), []);
  assert.equal(labels('"a standardised future', '"a stan¦dardised future'), []);
});

test("a file that ends in the middle of a block answers as a whole one does", () => {
  const text = `import "std/calendars/us.tenor"\nfuture X "X" {\n  dates on US_EXCHANGE {\n    last-trading-day: 3rd Friday of contract month\n    ¦`;
  const { desk, offset } = openAt("half.tenor", text);
  const found = completion(desk, "half.tenor", offset).map((one) => one.label);
  assert.ok(found.includes("final-settlement-day"));
  assert.not.ok(found.includes("last-trading-day"));
});

test.run();
