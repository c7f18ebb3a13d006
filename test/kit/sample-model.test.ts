import { test } from "uvu";
import * as assert from "uvu/assert";
import modelValidate from "../../src/model/generated/model.validate.js";
import { clausesIn } from "../../src/emit/dependencies.ts";
import { sampleGph, sampleItk } from "./sample-model.ts";

for (const model of [sampleGph, sampleItk]) {
  test(`the sample ${model.root} is of the model's schema, and every clause it names is there once`, () => {
    assert.ok(modelValidate(model), JSON.stringify(modelValidate.errors));
    const ids = model.clauses.map(({ id }) => id);
    assert.is(new Set(ids).size, ids.length);
    assert.equal(
      clausesIn(model).filter((clause) => !ids.includes(clause)),
      [],
    );
  });
}

test.run();
