import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { loadProduct, openOutput } from "../../src/cli/output-folder.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderOne } from "../../src/diagnostic/render-text.ts";
import { runEntries } from "../../src/diagnostic/catalogue/run.ts";
import { placeOf } from "../../src/host/failure.ts";
import type { OptionOutput } from "../../src/run/desk.ts";
import { productsWanted } from "../../src/run/day.ts";
import { readBook } from "../../src/run/input-file.ts";
import { makeSource } from "../../src/text/source.ts";
import { golden } from "../kit/files.ts";
import {
  BOOK,
  builtFolder,
  DATE,
  fixture,
  type Given,
  lastDayMarket,
  type Loose,
  MARKET,
  opened,
  optionOf,
  productOf,
  settled,
} from "./kit.ts";

const folder = opened(builtFolder());
const gph = await productOf(folder, "GPH");
const ogph = await optionOf(folder, "OGPH");

/** Every finding of this file by its code, for the golden text. */
const shown = new Map<string, Diagnostic>();

type Change = (json: Loose) => void;

function refused(given: Given, date?: string, options?: readonly OptionOutput[]): readonly Diagnostic[] {
  const outcome = settled(folder, gph, given, date, options);
  if (outcome.kind === "settled") throw new Error("it was settled");
  for (const one of outcome.diagnostics) if (!shown.has(one.code)) shown.set(one.code, one);
  return outcome.diagnostics;
}

/** `code: message` of what is refused after a change of the shipped market or book. */
function said(given: Given, date?: string): string[] {
  return refused(given, date).map(({ code, message }) => `${code}: ${message}`);
}

/** The first of them. */
function first(given: Given, date?: string): string {
  return said(given, date)[0] ?? "";
}

function changed(file: string, change: Change): Loose {
  const json = fixture(file);
  change(json);
  return json;
}

const market = (change: Change): Given => ({ market: changed(MARKET, change) });
const book = (change: Change): Given => ({ book: changed(BOOK, change) });
const put = (object: Loose | undefined, key: string, value: unknown): void => {
  (object as unknown as Record<string, unknown>)[key] = value;
};
const row = (json: Loose, at: number): Loose => json["observations"]![at]!;
/** The place of the first trade of GPH 2027-03 and of its first quote in the fixture. */
const TRADE = 49;
const QUOTE = 59;

test("a row with a field that is missing, unknown or of another kind is named with what it should be", () => {
  assert.equal(said(market((json) => put(row(json, TRADE), "pirce", "2.436"))), [
    `input-malformed: \`observations/${TRADE}/pirce\` is no field that is read here`,
  ]);
  assert.equal(said(market((json) => delete row(json, TRADE)["size"])), [
    `input-malformed: \`observations/${TRADE}\` has no \`size\``,
  ]);
  assert.equal(said(market((json) => put(row(json, TRADE), "price", 2.436))), [
    `input-malformed: \`observations/${TRADE}/price\` must be a text in quotes`,
  ]);
  assert.equal(said(market((json) => put(row(json, TRADE), "price", "2,436"))), [
    `input-malformed: \`observations/${TRADE}/price\` must be an exact decimal as text, such as "2.4315"`,
  ]);
  assert.equal(said(market((json) => put(row(json, TRADE), "kind", "swap"))), [
    `input-malformed: \`observations/${TRADE}/kind\` must be trade`,
  ]);
  assert.equal(said(market((json) => put(row(json, 0), "time", "2027-02-02 15:00"))), [
    "input-malformed: `observations/0/time` must be an instant in UTC, such as 2027-02-02T20:29:12.004Z",
  ]);
  assert.equal(said(market((json) => put(json["previous"]!["indices"], "H100_RENTAL", 2.4))), [
    'input-malformed: `previous/indices/H100_RENTAL` must be an exact decimal as text, such as "2.4315", or null',
  ]);
  assert.equal(said(book((json) => put(json["positions"]![0], "lots", 140.5))), [
    "input-malformed: `positions/0/lots` must be a whole number",
  ]);
  assert.equal(said(book((json) => put(json["positions"]![0], "lots", 1e15))), [
    "input-malformed: `positions/0/lots` must be <= 1000000000",
  ]);
  assert.equal(said(book((json) => put(json["positions"]![0], "owner", ""))), [
    "input-malformed: `positions/0/owner` must not be empty",
  ]);
  assert.equal(said(book((json) => put(json["positions"]![0], "__proto__x", 1))), [
    "input-malformed: `positions/0/__proto__x` is no field that is read here",
  ]);
  assert.equal(said({ book: "[]" }), ["input-malformed: `the file` must be an object"]);
});

test("what is no JSON, and a key that stands twice, are refused at their place", () => {
  assert.equal(said({ book: '{ "date": "2027-02-02", }' }), [
    "input-not-json: this file is not JSON: a key in quotes is expected here",
  ]);
  const twice = '{ "date": "2027-02-02", "positions": [], "date": "2027-02-03" }';
  assert.equal(said({ book: twice }), ["input-key-twice: the key `date` stands twice in one object"]);
  assert.is(refused({ book: twice })[0]?.span.start, twice.lastIndexOf('"date"'));
});

test("inputs of another day, and settlements of another day than the one before, are refused", () => {
  assert.equal(said(book((json) => put(json, "date", "2027-02-03"))), [
    "input-other-day: this is of 2027-02-03, and 2027-02-02 is wanted",
  ]);
  assert.equal(said(market((json) => put(json["previous"], "date", "2027-01-29"))), [
    "input-other-day: this is of 2027-01-29, and 2027-02-01 is wanted",
  ]);
});

test("a book with an unknown product or month, an account twice or of two owners is refused", () => {
  assert.equal(said(book((json) => put(json["positions"]![0], "product", "GHP"))), [
    `position-product-unknown: this build has no product \`GHP\`: ASPH, GPH, GPHB, GPHE, GPHF and 3 more`,
  ]);
  assert.match(
    first(book((json) => put(json["positions"]![0], "month", "2028-02"))),
    "month-not-listed: GPH 2028-02 is not listed on this day: 2027-02, 2027-03, 2027-04, 2027-05, 2027-06 and 11 more",
  );
  assert.equal(said(book((json) => put(json["positions"]![1], "month", "2027-02"))), [
    "position-twice: account A-1001 stands twice in GPH 2027-02",
  ]);
  assert.equal(said(book((json) => put(json["positions"]![1], "owner", "Larkfield (fictional)"))), [
    "account-two-owners: account A-1001 belongs to Larkfield Models (fictional) above and to Larkfield (fictional) here",
  ]);
});

test("rows of the market that name what is not there, or come from elsewhere, are refused", () => {
  assert.match(
    first(market((json) => put(row(json, 0), "observable", "H100_RENTL"))),
    "observable-unknown: this build has no index `H100_RENTL`: ",
  );
  assert.match(
    first(market((json) => put(row(json, 0), "modell", "x"))),
    "observation-column-unknown: `modell` is no column that H100_RENTAL reads: source, kind, time, price, size, id",
  );
  assert.equal(said(market((json) => put(row(json, 0), "time", "2027-01-29T15:00:00Z"))), [
    "observation-far-off: 2027-01-29T15:00:00Z is not within a day of 2027-02-02",
  ]);
  assert.equal(said(market((json) => put(row(json, TRADE), "time", "2027-02-02T22:00:00Z"))), [
    "observation-far-off: 2027-02-02T22:00:00Z is not within the sessions of 2027-02-02, 2027-02-01T23:00:00Z until 2027-02-02T22:00:00Z",
  ]);
  assert.equal(said(market((json) => put(row(json, TRADE), "source", "YDEX"))), [
    "source-not-venue: a trade or quote of the product comes from XDEX, not from YDEX",
  ]);
  assert.match(first(market((json) => put(row(json, TRADE), "month", "2031-01"))), "month-not-listed: GPH 2031-01");
  assert.match(first(market((json) => put(row(json, TRADE), "product", "XYZ"))), "position-product-unknown: ");
});

test("bad market data of a settlement is refused at its row, with why", () => {
  const twice = (json: Loose): void => {
    const rows = json["observations"] as unknown as Loose[];
    put(rows[TRADE], "id", "T-17");
    rows.push({ ...(rows[TRADE] as unknown as object) } as unknown as Loose);
  };
  assert.match(first(market(twice)), "expected each trade once, found T-17 twice");
  assert.match(first(market((json) => put(row(json, TRADE), "size", "0"))), "expected a size above zero, found 0");
  assert.match(first(market((json) => put(row(json, TRADE), "price", "-0.001"))), "expected a price of zero or more");
  assert.match(first(market((json) => put(row(json, TRADE), "price", "9".repeat(101)))), "input-malformed: ");
  // A clock that runs a day ahead, or behind, is outside the sessions of the trade date.
  const skewed = market((json) => put(row(json, TRADE), "time", "2027-02-03T22:29:12.004Z"));
  assert.match(first(skewed), "observation-far-off: ");
  // No trade in the window is no fault: the line is passed over.
  const quiet = market((json) => {
    const rows = json["observations"] as unknown as { kind?: string }[];
    put(
      json,
      "observations",
      rows.filter(({ kind }) => kind !== "spread-trade"),
    );
  });
  assert.is(settled(folder, gph, quiet).kind, "settled");
});

test("what the calculator refuses is shown at the row it came from", () => {
  const offTick = refused(market((json) => put(row(json, TRADE), "price", "2.4365")));
  assert.is(
    offTick[0]?.message,
    "GPH 2027-03 of 2027-02-02 cannot be computed: expected a multiple of 0.001, found 2.4365",
  );
  assert.equal(offTick[0]?.evidence, ["refused as off-tick at months[1].trades[1].price"]);
  const { span } = offTick[0] as Diagnostic;
  assert.is(span.source.text.slice(span.start, span.end), '"2.4365"');
  assert.match(
    first(market((json) => put(row(json, 1), "source", "OMEGA"))),
    'input-refused: H100_RENTAL of 2027-02-02 cannot be computed: expected one of ALPHA, BETA, GAMMA, DELTA, found "OMEGA"',
  );
  const crossed = refused(market((json) => put(row(json, QUOTE), "bid", "2.438")));
  assert.match(crossed[0]?.message ?? "", "expected an ask of 2.438 or more, found 2.437");
  const half = refused(market((json) => put(row(json, TRADE), "size", "0.5")));
  assert.match(half[0]?.message ?? "", "expected a whole number of contracts, found 0.5");
});

test("a settlement before that is missing, or of a month that is not listed, is refused", () => {
  assert.equal(said(market((json) => delete json["previous"]!["settlements"]!["GPH"]!["2027-07"])), [
    "previous-missing: the settlement of GPH 2027-07 on 2027-02-01 is missing",
  ]);
  assert.match(
    first(market((json) => put(json["previous"]!["settlements"]!["GPH"], "2027-01", "2.4000"))),
    "month-not-listed: GPH 2027-01 is not listed on this day",
  );
});

test("a repeated print needs to be known how often, and a computed value cannot be given", () => {
  const silent = (json: Loose) => {
    json["observations"] = (json["observations"] as unknown as Loose[]).filter(
      (one) => one["observable"] === undefined,
    ) as unknown as Loose;
  };
  assert.equal(said(market(silent)), [
    "input-refused: H100_RENTAL of 2027-02-02 cannot be computed: expected the print before as { value, repeats }, found a value alone",
  ]);
  assert.equal(said(market((json) => put(json, "indices", { H100_RENTAL: "2.4" }))), [
    "index-computed-here: H100_RENTAL is computed here from its inputs, so its value of the day cannot be given",
  ]);
});

test("a day without trading, and a build whose months are of another day, are refused", () => {
  const on = (date: string): Given => ({
    book: changed(BOOK, (json) => put(json, "date", date)),
    market: changed(MARKET, (json) => {
      put(json, "date", date);
      put(json, "observations", []);
    }),
  });
  assert.match(
    first(on("2027-02-06"), "2027-02-06"),
    "day-not-traded: 2027-02-06 is no trade date of GPH: its schedule runs from 2027-01-11 to ",
  );
  assert.equal(said(on("2027-03-01"), "2027-03-01"), [
    "build-out-of-date: GPH 2027-02 ended on 2027-02-26, and the build lists the months of 2027-01-11",
  ]);
});

test("positions in a month listed on the day are refused, as nothing can have been held before", () => {
  const date = "2027-01-11";
  const given: Given = {
    book: { date, positions: [{ account: "A", owner: "B", product: "GPH", month: "2027-03", lots: 1 }] },
    market: { date, previous: { date: "2027-01-08", settlements: {} }, observations: [] },
  };
  assert.match(
    said(given, date).find((one) => one.startsWith("position-in")) ?? "",
    "position-in-new-month: GPH 2027-03 is listed on this day",
  );
});

test("a final settlement without one of its prints is refused by the name of the day", () => {
  const json = lastDayMarket();
  delete json["prints"]!["H100_RENTAL"]!["2027-02-10"];
  const given = { market: json, book: changed(BOOK, (one) => put(one, "date", "2027-02-26")) };
  assert.equal(said(given, "2027-02-26"), [
    "input-refused: the final settlement of GPH 2027-02 cannot be computed: expected the print of Wednesday 2027-02-10, found nothing",
  ]);
});

test("a restatement after the cut-off is refused, and one of an index that restates nothing", () => {
  const json = lastDayMarket();
  const print = { published: "2.4000", restated: "2.4100", at: "2027-02-11T09:00:00Z" };
  json["prints"]!["H100_RENTAL"]!["2027-02-10"] = print as unknown as Loose;
  const given = { market: json, book: changed(BOOK, (one) => put(one, "date", "2027-02-26")) };
  assert.equal(said(given, "2027-02-26"), [
    "restatement-late: the restatement of H100_RENTAL of 2027-02-10 is too late: it was announced at 2027-02-11T09:00:00Z, not before 2027-02-10T17:30:00Z",
  ]);
  const indices = gph.inputs.indices.map((one) => {
    const silent = { ...one };
    delete silent.restate;
    return silent;
  });
  const silent = { ...gph, inputs: { ...gph.inputs, indices } };
  const outcome = settled(folder, silent, given, "2027-02-26");
  const [one] = outcome.kind === "refused" ? outcome.diagnostics : [];
  assert.is(one?.code, "restatement-not-stated");
  shown.set("restatement-not-stated", one as Diagnostic);
  const above = gph.inputs.indices.map((index) => ({
    ...index,
    ...(index.restate && { restate: { ...index.restate, above: "0.01", aboveClause: index.restate.clause } }),
  }));
  const small = lastDayMarket();
  const change = { published: "2.4000", restated: "2.4100", at: "2027-02-10T17:00:00Z" };
  small["prints"]!["H100_RENTAL"]!["2027-02-10"] = change as unknown as Loose;
  const slight = settled(
    folder,
    { ...gph, inputs: { ...gph.inputs, indices: above } },
    { ...given, market: small },
    "2027-02-26",
  );
  const [two] = slight.kind === "refused" ? slight.diagnostics : [];
  assert.is(two?.code, "restatement-too-small");
  shown.set("restatement-too-small", two as Diagnostic);
});

test("a determination that is needed is asked for, one that is not is refused, one of another body too", () => {
  const decision = { date: DATE, of: "H100_RENTAL", by: "XDEX", rule: "Rule 901", value: "2.41", signature: "x" };
  assert.equal(said({ determination: decision }), [
    "determination-unused: nothing asked for a determination of H100_RENTAL",
  ]);
  const silent = changed(MARKET, (json) => {
    json["observations"] = [] as unknown as Loose;
    put(json["previous"], "indices", { H100_RENTAL: null });
    put(json, "indices", { H200_RENTAL: null });
  });
  assert.match(
    first({ market: silent }),
    "determination-needed: H100_RENTAL of 2027-02-02 needs a determination by XDEX",
  );
  assert.match(
    first({ market: silent, determination: { ...decision, by: "GPUX" } }),
    'input-refused: H100_RENTAL of 2027-02-02 cannot be computed: expected one of XDEX, found "GPUX"',
  );
});

test("an empty book names no product, and a product that is named must be there", () => {
  const read = readBook(makeSource("book.json", '{ "date": "2027-02-02", "positions": [] }'));
  if (read.kind === "refused") throw new Error("it was refused");
  const [nothing] = productsWanted({ book: read.file, known: folder.known }, undefined).diagnostics;
  assert.is(
    nothing?.message,
    `the book has no position and no product was named: ${[...folder.known.products, ...folder.known.options, ...(folder.known.perpetuals ?? [])].join(", ")}`,
  );
  shown.set("nothing-to-settle", nothing as Diagnostic);
  const [unknown] = productsWanted({ book: read.file, known: folder.known }, "GHP").diagnostics;
  assert.is(unknown?.code, "usage-product-unknown");
});

test("a position, a volatility and an earlier mark are of series that there are on the day", () => {
  for (const series of ["OGPHJ27 C2.42", "OGPHJ27 X2.40", "OGPHJ27 C2.4", "OGPHZ31 C2.40", "OGPHJ27 C0.00", "NaN"]) {
    const [one] = refused(
      book((json) => {
        const held = { account: "A-1001", owner: "Larkfield Models (fictional)", product: "OGPH", series, lots: 5 };
        json["options"] = [held] as unknown as Loose;
      }),
      DATE,
      [ogph],
    );
    assert.is(one?.code, "series-not-listed", series);
  }
});

test("a build in which a file was changed, lost or added is refused whole", async () => {
  const out = builtFolder();
  const file = (name: string) => path.join(fs.realpathSync(out), name);
  const whole = fs.readFileSync(file("GPH/engine.json"), "utf8");
  fs.chmodSync(file("GPH/engine.json"), 0o644);
  fs.writeFileSync(file("GPH/engine.json"), whole.replace('"0.001"', '"0.002"'));
  const problems: Diagnostic[] = [];
  assert.is(await loadProduct(opened(out), "GPH", problems), undefined);
  assert.match(problems[0]?.message ?? "", "GPH/engine.json is not as a build writes it: it was changed since");
  const [changedFile] = problems;
  shown.set("build-invalid", {
    ...(changedFile as Diagnostic),
    span: placeOf("out/GPH/engine.json"),
    message: (changedFile as Diagnostic).message.replace(out, "out"),
  });
  fs.writeFileSync(file("GPH/engine.json"), whole);
  fs.rmSync(file("GPH/calculator/runtime.js"));
  problems.length = 0;
  assert.is(await loadProduct(opened(out), "GPH", problems), undefined);
  assert.match(problems[0]?.message ?? "", "GPH/calculator/runtime.js is not as a build writes it: it is missing");
  fs.writeFileSync(file("manifest.json"), "{}");
  const found = openOutput(out, ".");
  assert.is(found.kind, "refused");
  if (found.kind === "refused") assert.is(found.diagnostics[0]?.code, "build-invalid");
});

test("several faults are said in one run", () => {
  const found = said({
    market: changed(MARKET, (json) => put(row(json, TRADE), "source", "YDEX")),
    book: changed(BOOK, (json) => put(json["positions"]![0], "product", "GHP")),
  });
  assert.equal(
    new Set(found.map((one) => one.split(":")[0])),
    new Set(["position-product-unknown", "source-not-venue"]),
  );
});

test("every finding of a settlement day reads well", () => {
  // An amendment that took effect since is brought about in versions.test.ts, intervals of funding in perpetuals.test.ts.
  const elsewhere = ["build-before-amendment", "funding-intervals"];
  const wanted = Object.keys(runEntries).filter((code) => !elsewhere.includes(code));
  assert.equal([...shown.keys()].filter((code) => Object.hasOwn(runEntries, code)).sort(), wanted.sort());
  const texts = [...shown].filter(([code]) => Object.hasOwn(runEntries, code)).map(([, one]) => renderOne(one));
  golden("run/refused.txt", texts.sort().join("\n"));
});

test.run();
