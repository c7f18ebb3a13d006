import { test } from "uvu";
import * as assert from "uvu/assert";
import { catalogue } from "../../../src/diagnostic/catalogue.ts";
import { filingEmitter } from "../../../src/emit/filing/emit.ts";
import { FILING_FACTS, missingFacts } from "../../../src/emit/filing/facts.ts";
import { filingFindings } from "../../../src/emit/filing/findings.ts";
import type { ContractModel, Product } from "../../../src/model/model.ts";
import { gph, itk, rich } from "./kit.ts";

const withProduct = (change: Partial<Product>): ContractModel => ({ ...gph, product: { ...gph.product!, ...change } });

/** The model with one fact of its filing left out, or given another value. */
function withFact(name: string, value: string | undefined): ContractModel {
  const filing = gph.filings[0]!;
  const rest = filing.facts.filter((fact) => fact.name !== name);
  const facts = value === undefined ? rest : [...rest, { name, value, clause: `${filing.id}/${name}` }];
  return { ...gph, filings: [{ ...filing, facts }] };
}

test("the samples lack nothing", () => {
  for (const model of [gph, itk, rich]) {
    assert.equal(missingFacts(model), []);
    assert.equal(filingFindings(model), []);
  }
});

for (const fact of Object.keys(FILING_FACTS)) {
  test(`without ${fact} nothing is written, and the filing is asked for it`, () => {
    for (const model of [withFact(fact, undefined), withFact(fact, " ")]) {
      const missing = missingFacts(model);
      assert.equal(
        missing.map((one) => [one.fact, one.clause]),
        [[fact, "GPH_402"]],
      );
      assert.ok(missing[0]!.why.length > 5);
      assert.equal(filingEmitter.emit(model), { artifacts: [], binaries: [], trace: [] });
    }
  });
}

for (const [id, fact] of [
  ["XDEX", "website"],
  ["XDEX", "address"],
  ["XDEX", "registered"],
  ["XDEX", "mic"],
  ["XDCC", "registered"],
  ["GPUX", "lei"],
]) {
  test(`without ${fact} of ${id} nothing is written, and that firm is asked for it`, () => {
    const organisations = gph.organisations.map((one) =>
      one.id === id ? { ...one, facts: one.facts.filter((own) => own.name !== fact) } : one,
    );
    const model = { ...gph, organisations };
    assert.equal(
      missingFacts(model).map((one) => [one.fact, one.clause]),
      [[fact, id]],
    );
    assert.equal(filingEmitter.emit(model).artifacts, []);
  });
}

test("what the contract itself must state is asked for at the contract or the index", () => {
  const limits = gph.product!.limits!;
  const without = <K extends string>(value: object, key: K) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  const index = (key: string): ContractModel => ({
    ...gph,
    indices: [without(gph.indices[0]!, key) as never, ...gph.indices.slice(1)],
  });
  const cases: readonly (readonly [model: ContractModel, fact: string, clause: string])[] = [
    [withProduct({ narrative: [] }), "narrative", "GPH"],
    // Prose above a term gives its reason; it does not describe the market.
    [
      withProduct({
        narrative: gph
          .product!.narrative.filter((one) => one.clause.includes("GPH/"))
          .slice(-1)
          .map((one) => ({ ...one, clause: "GPH/listing/narrative" })),
      }),
      "narrative",
      "GPH",
    ],
    [{ ...gph, product: without(gph.product!, "limits") as never }, "limits", "GPH"],
    [withProduct({ limits: without(limits, "basis") as never }), "basis", "GPH/limits"],
    [withProduct({ limits: without(limits, "reportable") as never }), "reportable", "GPH/limits"],
    [withProduct({ limits: { ...limits, levels: limits.levels.slice(2) } }), "spot-month", "GPH/limits"],
    [index("administrator"), "administrator", "H100_RENTAL"],
    [index("licence"), "licence", "H100_RENTAL"],
    [index("publish"), "publish", "H100_RENTAL"],
  ];
  for (const [model, fact, clause] of cases) {
    assert.equal(
      missingFacts(model).map((one) => [one.fact, one.clause]),
      [[fact, clause]],
    );
    assert.equal(filingEmitter.emit(model).artifacts, []);
  }
});

test("a filing of another form, of another product or of an index is none of ours", () => {
  const filing = gph.filings[0]!;
  const other = { ...filing, form: "40.6" };
  assert.is(filingEmitter.applies({ ...gph, filings: [other] }), false);
  assert.is(filingEmitter.applies({ ...gph, filings: [{ ...filing, product: "MGPH" }] }), false);
  assert.is(filingEmitter.applies(gph), true);
  assert.equal(missingFacts({ ...gph, filings: [{ ...other, facts: [] }] }), []);
});

const codes = (model: ContractModel) => filingFindings(model).map((one) => `${one.code} at ${one.clause}`);

test("days are in order, and the deadline is a business day", () => {
  assert.equal(codes(withFact("filed", "2027-01-09")), ["filing-dates-in-order at GPH_402/received-by"]);
  assert.equal(codes(withFact("received-by", "2027-01-11")), ["filing-dates-in-order at GPH_402/received-by"]);
  assert.equal(codes(withFact("received-by", "2027-01-10")), [
    "filing-received-by-business-day at GPH_402/received-by",
  ]);
  // On the last day the hour counts: 8:15 in the morning in Washington.
  const last = withFact("filed", "2027-01-08");
  const at = (time: string): ContractModel => {
    const filing = last.filings[0]!;
    const fact = { name: "filed-at", value: time, clause: `${filing.id}/filed-at` };
    return { ...last, filings: [{ ...filing, facts: [...filing.facts, fact] }] };
  };
  assert.equal(codes(last), ["filing-fact-malformed at GPH_402/filed"]);
  assert.equal(codes(at("08:15")), []);
  assert.equal(codes(at("08:16")), ["filing-fact-malformed at GPH_402/filed"]);
  assert.equal(codes(at("8 a.m.")), ["filing-fact-malformed at GPH_402/filed-at"]);
  const government = {
    ...gph.calendars[0]!,
    id: "US_GOVERNMENT",
    closed: [{ date: "2027-01-08", title: "Day of mourning" }],
  };
  assert.equal(codes({ ...gph, calendars: [...gph.calendars, government] }), [
    "filing-received-by-business-day at GPH_402/received-by",
  ]);
});

test("facts with a form are held to it", () => {
  const wrong: readonly (readonly [fact: string, value: string])[] = [
    ["filed", "6 January"],
    ["received-by", "2027-02-30"],
    ["chapter", "85b"],
    ["posted", "xdex.example"],
    ["signer-email", "nobody"],
    ["referenced-contract", "no"],
    ["cash-increment", "a cent"],
    ["customary-trade", "0"],
    ["daily-move", "6.4%"],
    ["security-status", "a future"],
    ["inputs-table", "SUPPLY"],
    ["inputs-table", "H100-METHOD"],
    ["referenced-contract", "perhaps: who knows"],
  ];
  for (const [fact, value] of wrong) {
    const model = withFact(fact, value);
    assert.equal(codes(model), [`filing-fact-malformed at GPH_402/${fact}`], `${fact}: ${value}`);
    assert.equal(filingEmitter.emit(model).artifacts, []);
  }
});

test("a citation leads to a source", () => {
  assert.equal(codes(withFact("risks", "see [H100-METHOD] and [NOWHERE]")), ["filing-citation-known at GPH_402/risks"]);
  assert.equal(codes(withFact("risks", "see [H100-METHOD] [sic]")), []);
});

test("evidence bears the terms that rest on it", () => {
  assert.equal(codes(withFact("cash-increment", "0.0005")), ["filing-evidence-contradicts at GPH_402/cash-increment"]);
  assert.equal(codes(withFact("daily-move", "99% of 500 days within 7.1%")), [
    "filing-evidence-contradicts at GPH_402/daily-move",
  ]);
  assert.equal(codes(withFact("daily-move", "99% of 500 days within 7%")), []);
});

test("figures and rules that facts name are those of the terms and of the venue", () => {
  assert.equal(codes(withFact("core-principle-4", "orders are capped at 499 contracts")), [
    "filing-figure-agrees at GPH_402/core-principle-4",
  ]);
  assert.equal(codes(withFact("core-principle-9", "blocks are reported within 5 minutes")), [
    "filing-figure-agrees at GPH_402/core-principle-9",
  ]);
  assert.equal(codes(withFact("core-principle-2", "see Rules 402, 418 and 999")), [
    "filing-rule-known at GPH_402/core-principle-2",
  ]);
  // What others held, and the customary trade, are no terms of the contract.
  assert.equal(codes(withFact("opposing-views", "one firm wanted 7 contracts")), []);
});

test("no contract outlives the licence, and the chapter is one", () => {
  const index = gph.indices[0]!;
  const ends = (until: string) => ({
    ...gph,
    indices: [{ ...index, licence: { ...index.licence!, until } }, ...gph.indices.slice(1)],
  });
  assert.equal(codes(ends("2027-06-30")), ["filing-licence-covers-listing at H100_RENTAL/licence"]);
  assert.equal(codes(ends("2027-07-01")), []);
  assert.equal(codes(withProduct({ chapter: { text: "851", clause: "GPH/chapter" } })), [
    "filing-chapter-agrees at GPH_402/chapter",
  ]);
  assert.equal(codes(withProduct({ chapter: { text: "850", clause: "GPH/chapter" } })), []);
});

test("a finding becomes the diagnostic of its code at the span of its clause", () => {
  const source = { path: "x.tenor", text: "filing X {}" };
  const asked: string[] = [];
  const made = filingEmitter.check!(withFact("posted", "there"), (clause) => {
    asked.push(clause);
    return { source, start: 0, end: 6 };
  });
  assert.equal(asked, ["GPH_402/posted"]);
  assert.is(made[0]!.message, "`posted` reads “there”, and an address that begins with https:// is wanted");
  assert.ok(made.every((one) => one.code in catalogue && one.severity === "error"));
});

test.run();
