import { test } from "uvu";
import * as assert from "uvu/assert";
import { emitters } from "../../src/emit/registry.ts";
import { makeTrace } from "../../src/emit/trace.ts";
import { traceValues } from "../../src/emit/trace-values.ts";
import traceValidate from "../../src/model/generated/trace.validate.js";
import { configEmitter } from "../../src/emit/engine-config/emitter.ts";
import { sampleGph } from "../kit/sample-model.ts";

test("trace.json is of its schema, names every file and has every clause with its words and place", () => {
  const emission = configEmitter.emit(sampleGph);
  const { path, content } = makeTrace([emission], sampleGph);
  assert.is(path, "trace.json");
  const trace: unknown = JSON.parse(content);
  assert.ok(traceValidate(trace), JSON.stringify(traceValidate.errors));
  assert.equal(
    trace.files.map(({ file }) => file),
    ["engine.json", "instruments.json"],
  );
  assert.is(trace.clauses.length, sampleGph.clauses.length);
  const tick = trace.clauses.find(({ id }) => id === "GPH/tick/outright");
  assert.equal(tick, {
    id: "GPH/tick/outright",
    path: "gpu/h100.tenor",
    line: 17,
    column: 5,
    endLine: 17,
    endColumn: 27,
    text: "outright:        0.001",
  });
  assert.is(makeTrace([emission], structuredClone(sampleGph)).content, content);
});

test("a trace to a clause that is not there is our bug", () => {
  const emission = { artifacts: [], trace: [{ file: "a", at: "/b", clauses: ["GPH/no"] }], diagnostics: [] };
  assert.throws(() => makeTrace([emission], sampleGph), "a/b states GPH/no, which is no clause of gpu/h100.tenor");
});

test("a value belongs to the nearest clause and to what it depends on; a list of plain values is one", () => {
  const json = { format: "x", a: { clause: "A", b: 1, "c/d": { clause: "C", e: true }, days: ["1", "2"] } };
  assert.equal(traceValues("f", json, [{ at: /^\/a\/b$/, clauses: ["A", "B"] }]), [
    { file: "f", at: "/a/b", clauses: ["A", "B"] },
    { file: "f", at: "/a/c~1d/e", clauses: ["C"] },
    { file: "f", at: "/a/days", clauses: ["A"] },
  ]);
});

test("every emitter has a name of its own and a sentence", () => {
  assert.is(new Set(emitters.map(({ name }) => name)).size, emitters.length);
  assert.ok(emitters.every(({ title }) => title.length > 10));
});

test.run();
