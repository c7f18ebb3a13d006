import { test } from "uvu";
import * as assert from "uvu/assert";
import { lazily, lazyCopy } from "../../src/model/lazily.ts";

test("a property is worked out when it is first read, once, and keeps its place among the others", () => {
  let asked = 0;
  const made = Object.assign(
    lazily({ first: 1 }, "second", () => {
      asked += 1;
      return [2];
    }),
    { third: 3 },
  );
  assert.is(asked, 0);
  assert.equal(Object.keys(made), ["first", "second", "third"]);
  assert.is(asked, 0);
  assert.is(JSON.stringify(made), '{"first":1,"second":[2],"third":3}');
  assert.is(made.second, made.second);
  assert.is(asked, 1);
});

test("a copy holds the value, and what was copied before it was read does too", () => {
  const made = lazily({ first: 1 }, "second", () => 2);
  assert.equal({ ...made }, { first: 1, second: 2 });
  assert.equal(structuredClone(made), { first: 1, second: 2 });
});

test("a lazy copy asks nothing, and works out its own", () => {
  let asked = 0;
  const made = lazily({ first: 1 }, "second", () => ++asked);
  const copy = lazyCopy(made);
  assert.is(asked, 0);
  assert.is(copy.second, 1);
  assert.is(made.second, 2);
  assert.equal(Object.keys(copy), ["first", "second"]);
});

test.run();
