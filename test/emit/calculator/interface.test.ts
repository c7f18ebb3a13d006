import { test } from "uvu";
import * as assert from "uvu/assert";
import { interfaceOf } from "../../../src/emit/calculator/interface-of.ts";
import type { Type } from "../../../src/emit/calculator/interface.ts";
import { calculatorEmitter } from "../../../src/emit/calculator/emitter.ts";
import { targets } from "../../../src/emit/calculator/targets/registry.ts";
import type { CalculatorInterface } from "../../../src/model/generated/interface.ts";
import { sampleGph, sampleItk } from "../../kit/sample-model.ts";
import { load } from "./load.ts";

for (const model of [sampleGph, sampleItk]) {
  const offered = interfaceOf(model);
  const written = calculatorEmitter.emit(model).artifacts.find(({ path }) => path.endsWith("/interface.json"));
  const file = JSON.parse(written?.content ?? "") as CalculatorInterface;

  test(`${offered.id}: the interface has every function of the module and no other, each with its clauses`, async () => {
    const names = offered.functions.flatMap(({ name, alias }) => [name, ...(alias === undefined ? [] : [alias])]);
    assert.equal(names.sort(), Object.keys(await load(model)).sort());
    const known = new Set(model.clauses.map(({ id }) => id));
    for (const one of file.functions) {
      assert.ok(one.clauses.length > 0, one.name);
      assert.ok(one.clauses.includes(one.clause) && one.clauses.every((id) => known.has(id)), one.name);
    }
  });

  test(`${offered.id}: every type that is named is there, once`, () => {
    const names = offered.types.map(({ name }) => name);
    assert.equal(names, [...new Set(names)]);
    const used = new Set<string>();
    const walk = (type: Type): void => {
      if (type.kind === "named") used.add(type.name);
      if (type.kind === "record") for (const one of type.fields) walk(one.type);
      if (type.kind === "map" || type.kind === "list" || type.kind === "pair" || type.kind === "or-null") walk(type.of);
    };
    for (const { type } of offered.types) walk(type);
    for (const { parameters, returns } of offered.functions)
      for (const type of [returns, ...parameters.map((one) => one.type)]) walk(type);
    assert.equal(
      [...used].filter((name) => !names.includes(name)),
      [],
    );
  });

  test(`${offered.id}: every target is named with its files and with what it does not offer`, () => {
    assert.equal(
      file.targets.map(({ name }) => name),
      targets.map(({ name }) => name),
    );
    for (const { name, files, without } of file.targets) {
      assert.ok(files.length > 0 || without.length === offered.functions.length, name);
      assert.ok(without.every((one) => offered.functions.some((function_) => function_.name === one.function)));
    }
  });
}

test("a target that is not asked for is not written", () => {
  const { artifacts } = calculatorEmitter.emit(sampleGph, { targets: [] });
  assert.equal(
    artifacts.map(({ path }) => path),
    ["calculator/interface.json", "calculator/inputs.json"],
  );
});

test.run();
