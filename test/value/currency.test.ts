import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "../../src/runtime/exact.ts";
import { currencies, currencyOf, minorUnit, minorUnitInWords } from "../../src/value/currency.ts";

test("the table is ISO 4217 list one: 178 codes in order, each once", () => {
  const codes = currencies.map(({ code }) => code);
  assert.is(codes.length, 178);
  assert.equal(codes, [...new Set(codes)].sort());
  for (const { code, name } of currencies) {
    assert.match(code, /^[A-Z]{3}$/);
    assert.is(name, name.trim());
    assert.ok(name.length > 0);
  }
});

test("the exponents that are not 2 are the ones of the standard", () => {
  const having = (decimals: number | null) =>
    currencies.filter((one) => one.decimals === decimals).map(({ code }) => code);
  assert.is(having(0).join(" "), "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");
  assert.is(having(3).join(" "), "BHD IQD JOD KWD LYD OMR TND");
  assert.is(having(4).join(" "), "CLF UYW");
  assert.is(having(null).join(" "), "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX");
  assert.is(having(2).length, 178 - 17 - 7 - 2 - 13);
});

test("withdrawn codes are gone and their successors there", () => {
  for (const code of ["HRK", "BGN", "ANG", "CUC", "SLL", "ZWL", "DEM"]) assert.is(currencyOf(code), undefined);
  for (const code of ["EUR", "XCG", "SLE", "ZWG", "XAD", "VED"]) assert.is(currencyOf(code)?.code, code);
  for (const code of ["usd", "US", "", "__proto__", "constructor"]) assert.is(currencyOf(code), undefined);
});

test("minor units are exact amounts and have words", () => {
  const of = (code: string) => currencyOf(code)!;
  assert.equal(minorUnit(of("USD")), parse("0.01"));
  assert.equal(minorUnit(of("JPY")), parse("1"));
  assert.equal(minorUnit(of("KWD")), parse("0.001"));
  assert.is(minorUnit(of("XAU")), undefined);
  const words = ["USD", "JPY", "CLF", "XAU"].map((code) => minorUnitInWords(of(code)));
  assert.equal(words, ["cents", "no decimals", "4 decimals", "no minor unit"]);
});

test.run();
