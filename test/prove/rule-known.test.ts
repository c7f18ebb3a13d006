import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ContractModel } from "../../src/model/model.ts";
import { ruleName } from "../../src/model/declared-rules.ts";
import { ruleKnown } from "../../src/prove/rules/rule-known.ts";
import { makeSource } from "../../src/text/source.ts";
import { gph } from "../emit/filing/kit.ts";

/** The clauses at which a rule is missed, when the facts whose names `names` matches are left out of every body. */
function missed(names: RegExp): string[] {
  const organisations = gph.organisations.map((one) => ({
    ...one,
    facts: one.facts.filter((fact) => !names.test(fact.name)),
  }));
  const model: ContractModel = { ...gph, organisations };
  const at: string[] = [];
  const source = makeSource("gph.tenor", "");
  ruleKnown.check({ model, at: (clause) => (at.push(clause), { source, start: 0, end: 0 }) });
  return at;
}

test("a rule that is leaned on is one its body declares, where it declares any", () => {
  assert.equal(missed(/Rule 901/), ["H100_RENTAL/fallback/4", "H200_RENTAL/fallback/1"]);
  assert.equal(missed(/Rule 513/), ["GPH/participants/screening"]);
  assert.equal(missed(/Rule/), []);
});

test("a rule has its word before its number", () => {
  assert.is(ruleName("Rule 901"), "Rule 901");
  assert.is(ruleName("901"), "Rule 901");
});

test.run();
