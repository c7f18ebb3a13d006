import { test } from "uvu";
import * as assert from "uvu/assert";
import { builtFolder, lastDayMarket, type Loose, opened, productOf, settled } from "./kit.ts";

const folder = opened(builtFolder());
const product = await productOf(folder, "GPH");
const DATE = "2027-02-26";
const DAY = "2027-02-03";

type Restated = { readonly published: string; readonly restated: string; readonly at: string };

/** The last day of February, its print of 3 February given as `print`. */
function outcome(print: Restated | string, of = product) {
  const market = lastDayMarket();
  market["prints"]!["H100_RENTAL"]![DAY] = print as unknown as Loose;
  const book = { date: DATE, positions: [] };
  const found = settled(folder, of, { book, market }, DATE);
  return found.kind === "refused"
    ? found.diagnostics.map(({ code, message }) => `${code}: ${message}`)
    : found.day.products[0]?.months[0];
}

const restated = (at: string, published = "2.4000", now = "2.5900"): Restated => ({ published, restated: now, at });

test("a print counts as it was restated before the cut-off, and the settlement says so", () => {
  const [plain, found] = [outcome("2.5900"), outcome(restated("2027-02-03T17:29:59.999999999Z"))];
  assert.ok(plain && found && !Array.isArray(plain) && !Array.isArray(found));
  assert.is(found.settlement, plain.settlement);
  assert.is.not(found.settlement, "2.4000");
  const [step] = found.steps;
  assert.is(step?.text, "H100_RENTAL of 2027-02-03, restated at 2027-02-03T17:29:59.999999999Z from 2.4000");
  assert.is(step?.value, "2.5900");
  assert.match(step?.clause.text ?? "", /^restate: +until 17:30/);
});

test("from the cut-off on nothing is restated, whatever was published", () => {
  for (const at of ["2027-02-03T17:30:00Z", "2027-02-04T09:00:00Z"])
    assert.equal(outcome(restated(at)), [
      `restatement-late: the restatement of H100_RENTAL of 2027-02-03 is too late: it was announced at ${at}, not before 2027-02-03T17:30:00Z`,
    ]);
});

test("both values of a print that was restated are given as prices", () => {
  const [found] = outcome(restated("2027-02-03T17:00:00Z", "2.4000", "-2.5900")) as string[];
  assert.match(found ?? "", /^input-refused: the final settlement of GPH 2027-02 cannot be computed/);
  const short = { published: "2.4000", restated: "2.5900" } as Restated;
  assert.match((outcome(short) as string[])[0] ?? "", /^input-malformed: /);
});

/** GPH with what its calculator's inputs say of restatements changed. */
const saying = (change: object | undefined) => ({
  ...product,
  inputs: {
    ...product.inputs,
    indices: product.inputs.indices.map(({ restate, ...one }) => ({
      ...one,
      ...(change === undefined || restate === undefined ? {} : { restate: { ...restate, ...change } }),
    })),
  },
});

test("nothing is restated after the date of the contract that the index names, nor where it names no cut-off", () => {
  const print = restated("2027-02-03T17:00:00Z");
  assert.equal(outcome(print, saying(undefined)), [
    "restatement-not-stated: the spec does not say that H100_RENTAL is restated",
  ]);
  assert.is.not(Array.isArray(outcome(print, saying({ neverAfter: "last-trading-day" }))), true);
  const early = { ...saying({ neverAfter: "notice" }) };
  const months = early.engine.months.map((one) => ({
    ...one,
    dates: [...one.dates, { name: "notice", date: "2027-02-02", clause: one.dates[0]?.clause ?? "" }],
  }));
  assert.equal(outcome(print, { ...early, engine: { ...early.engine, months } }), [
    "restatement-late: the restatement of H100_RENTAL of 2027-02-03 is too late: notice of 2027-02 was 2027-02-02",
  ]);
});

test("where a print is corrected from a size on, a change of just that size is none", () => {
  const [clause] = product.inputs.indices.flatMap(({ restate }) => restate?.clause ?? []);
  const above = saying({ above: "0.01", aboveClause: clause as string });
  for (const now of ["2.4240", "2.3760"])
    assert.equal(outcome(restated("2027-02-03T17:00:00Z", "2.4000", now), above), [
      `restatement-too-small: H100_RENTAL of 2027-02-03 is not restated from 2.4000 to ${now}: the change is too small`,
    ]);
  for (const now of ["2.4241", "2.3759"]) {
    const found = outcome(restated("2027-02-03T17:00:00Z", "2.4000", now), above);
    assert.ok(found && !Array.isArray(found));
    assert.is(found.steps[0]?.value, now);
  }
});

test.run();
