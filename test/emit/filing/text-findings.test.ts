import { test } from "uvu";
import * as assert from "uvu/assert";
import { filingFindings } from "../../../src/emit/filing/findings.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { gph } from "./kit.ts";

/** GPH with one fact said otherwise. */
function said(name: string, value: string): ContractModel {
  const filing = gph.filings[0]!;
  const facts = filing.facts.map((one) => {
    const { items: _, ...fact } = one;
    return one.name === name ? { ...fact, value } : one;
  });
  return { ...gph, filings: [{ ...filing, facts }] };
}
const codes = (model: ContractModel): string[] => filingFindings(model).map((one) => one.code);
const params = (model: ContractModel): unknown => filingFindings(model)[0]?.params;

test("a fact that repeats a term otherwise than the contract states it is told, with what the contract states", () => {
  const wrong: readonly (readonly [text: string, stated: string])[] = [
    ["One contract is 100 hours [H100-METHOD].", "1,000 GPU-hours of H100 SXM"],
    ["The contract of 1,500.5 hours [H100-METHOD].", "1,000 GPU-hours of H100 SXM"],
    ["A tick of 0.01 suits it [H100-METHOD].", ""],
    ["It is listed on 12 January 2027 [H100-METHOD].", "11 January 2027"],
    ["It is listed on 2027-01-12 [H100-METHOD].", "11 January 2027"],
    ["The licence ends on 31 December 2028 [H100-METHOD].", ""],
    ["The value is published at 16:45 London [H100-METHOD].", "16:30 London time"],
  ];
  for (const [text, stated] of wrong) {
    const model = said("typical-trade", text);
    assert.equal(codes(model), ["filing-term-agrees"], text);
    if (stated !== "") assert.is((params(model) as { stated: string }).stated, stated, text);
  }
});

test("a fact that repeats it as it is, or speaks of something else, is no finding", () => {
  for (const text of [
    "One contract is 1,000 hours, the contract of 1_000 hours [H100-METHOD].",
    "A tick of 0.0005 or 0.001 [H100-METHOD].",
    "One contract is 01,000 hours, at a tick of 00.001 [H100-METHOD].",
    "It is listed on 11 January 2027, or 2027-01-11 [H100-METHOD].",
    "The value is published at 16:30 London; the final price is published at 17:45 Chicago [H100-METHOD].",
    "The contract is 3 contracts of the other [H100-METHOD].",
  ])
    assert.equal(codes(said("typical-trade", text)), [], text);
});

test("whether it is a referenced contract is the same in the contract and in its filing", () => {
  const limits = {
    ...gph.product!.limits!,
    referenced: { value: true, because: "it is linked", clause: gph.product!.limits!.clause },
  };
  assert.ok(codes({ ...gph, product: { ...gph.product!, limits } }).includes("filing-term-agrees"));
});

test("a capitalised term is defined, or names something that is declared or that everybody knows", () => {
  const told = (text: string) => codes(said("affiliates", text));
  for (const text of [
    "The Oversight Panel decides.",
    "It is for each Qualified Provider.",
    "Any Reference-Rate will do.",
  ])
    assert.equal(told(text), ["filing-term-defined"], text);
  for (const text of [
    "A panel (the 'Oversight Panel') decides; the Oversight Panel meets monthly.",
    "The Exchange, the Clearing House, the Administrator and the Index are defined; the Commission and the Act are known.",
    "The H100 Rental Index, an H100, the Monday after, the New York session, the European Union.",
    "Nothing is said of it. The trade is a trade.",
  ])
    assert.equal(told(text), [], text);
  const narrative = [{ text: "The Steering Group wants it.", citations: [], clause: gph.product!.clause }];
  assert.ok(codes({ ...gph, product: { ...gph.product!, narrative } }).includes("filing-term-defined"));
});

test("figures of the market are cited, and words need no source", () => {
  assert.equal(codes(said("risks", "4 of 10 rentals end early.")), ["filing-claim-cited"]);
  assert.equal(codes(said("risks", "The H100 ages.")), []);
  assert.equal(codes(said("risks", "4 of 10 rentals end early [H100-METHOD].")), []);
});

test("a source that is cited is enclosed, a table, or says where it can be had", () => {
  const bare = gph.sources.map((one) =>
    one.id === "H100-METHOD" ? { ...one, facts: one.facts.filter(({ name }) => name !== "where") } : one,
  );
  const model = said("exhibits", "none");
  assert.ok(codes({ ...model, sources: bare }).includes("filing-source-reachable"));
  assert.equal(codes({ ...gph, sources: bare }), [], "it is an exhibit");
  assert.equal(codes(model), []);
});

test.run();
