import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import { INPUTS_FILE } from "../../src/emit/calculator/inputs.ts";
import type { Inputs } from "../../src/model/generated/inputs.ts";
import isInputs from "../../src/model/generated/inputs.validate.js";
import type { ContractModel } from "../../src/model/model.ts";
import { sampleGph, sampleItk } from "../kit/sample-model.ts";

function inputsOf(model: ContractModel): Inputs {
  const { artifacts } = calculatorEmitter.emit(model);
  const json: unknown = JSON.parse(artifacts.find(({ path }) => path === INPUTS_FILE)?.content ?? "null");
  assert.ok(isInputs(json), JSON.stringify(isInputs.errors));
  return json;
}

test("inputs.json says what the functions of a calculator read, and names functions that are there", () => {
  for (const model of [sampleGph, sampleItk]) {
    const inputs = inputsOf(model);
    const module = calculatorEmitter.emit(model).artifacts.find(({ path }) => path === `calculator/${inputs.module}`);
    for (const { function: name } of inputs.indices) assert.match(module?.content ?? "", `export function ${name}(`);
  }
  const [h100] = inputsOf(sampleGph).indices;
  assert.equal(h100?.window, {
    kind: "clock",
    from: "15:00:00",
    until: "16:00:00",
    zone: "Europe/London",
    text: h100?.window?.text ?? "",
    clause: "H100_RENTAL/window",
  });
  assert.equal(
    h100?.inputs.map(({ kind }) => kind),
    ["trade", "offer"],
  );
  assert.equal(h100?.fallback, ["previous", "indices", "determination"]);
  assert.equal(h100?.indices, ["H200_RENTAL"]);
  assert.is(h100?.determinations[0]?.under, "Rule 901");
  const { daily, final } = inputsOf(sampleGph);
  assert.equal(daily?.month, ["trades", "quotes", "finalSettlement"]);
  assert.equal(final?.averaged, ["H100_RENTAL"]);
});

test("every value of inputs.json leads to a clause of the model", () => {
  const { trace } = calculatorEmitter.emit(sampleGph);
  const own = trace.filter(({ file }) => file === INPUTS_FILE);
  const known = new Set(sampleGph.clauses.map(({ id }) => id));
  assert.ok(own.length > 30);
  assert.ok(own.every(({ clauses }) => clauses.length > 0 && clauses.every((id) => known.has(id))));
  const of = (at: string) => own.find((one) => one.at === at)?.clauses ?? [];
  assert.ok(of("/indices/0/window/from").includes("H100_RENTAL/window"));
  assert.ok(of("/daily/spreads").some((id) => id.startsWith("GPH/daily-settlement/other-months")));
});

test.run();
