import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readJson } from "../../src/run/json.ts";
import { makeSource } from "../../src/text/source.ts";

function read(text: string): unknown {
  const found = readJson(makeSource("a.json", text));
  return found.kind === "json" ? found.json.value : found.diagnostic.message;
}

test("whatever JSON.stringify writes is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      assert.equal(read(text), JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

test("no text makes the reader throw, and what JSON.parse refuses it refuses", () => {
  const pieces = fc.array(
    fc.constantFrom("{", "}", "[", "]", ",", ":", '"', "\\", "a", "1", "-", ".", "e", " ", "\n", "true", "null"),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join("");
      let json: unknown;
      let sound = true;
      try {
        json = JSON.parse(text);
      } catch {
        sound = false;
      }
      const found = readJson(makeSource("a.json", text));
      if (!sound) assert.is(found.kind, "refused", text);
      else if (found.kind === "json") assert.equal(found.json.value, json);
      else assert.is(found.diagnostic.code, "input-key-twice", text);
    }),
    { numRuns: 2000 },
  );
});

test("every value has its place", () => {
  const text = '{ "a/b": [1, {"c~": "x"}], "__proto__": null }';
  const found = readJson(makeSource("a.json", text));
  assert.is(found.kind, "json");
  if (found.kind !== "json") return;
  const at = (pointer: string) => {
    const span = found.json.places.get(pointer);
    return span && text.slice(span.start, span.end);
  };
  assert.is(at(""), text);
  assert.is(at("/a~1b"), '[1, {"c~": "x"}]');
  assert.is(at("/a~1b/1/c~0"), '"x"');
  assert.is(at("/__proto__"), "null");
  assert.equal(Object.keys(found.json.value as object), ["a/b", "__proto__"]);
});

test("what is no JSON is refused in words", () => {
  const not = (reason: string) => `this file is not JSON: ${reason}`;
  assert.is(read(""), not("it ends in the middle"));
  assert.is(read('{"a":1} x'), not("something stands after its end"));
  assert.is(read("[1,]"), not("a value is expected here"));
  assert.is(read("[1 2]"), not("`,` or `]` is expected here"));
  assert.is(read('{"a" 1}'), not("`:` is expected here"));
  assert.is(read('{"a":1 "b":2}'), not("`,` or `}` is expected here"));
  assert.is(read("{a:1}"), not("a key in quotes is expected here"));
  assert.is(read('"a\nb"'), not("a text has no closing quote on its line"));
  assert.is(read('"a'), not("a text has no closing quote on its line"));
  assert.is(read('"\\x"'), not("`\\` stands for no character here"));
  assert.is(read("01"), not("something stands after its end"));
  assert.is(read("NaN"), not("a value is expected here"));
  assert.is(read("[".repeat(100_000)), not("it is nested deeper than 32 levels"));
  assert.is(read('{"a":1,"a":1}'), "the key `a` stands twice in one object");
});

test.run();
