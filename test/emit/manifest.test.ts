import { createHash } from "node:crypto";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { makeManifest } from "../../src/emit/manifest.ts";
import { writeJson } from "../../src/emit/json.ts";
import manifestValidate from "../../src/model/generated/manifest.validate.js";

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const build = { roots: ["x.tenor"], asOf: "2027-01-11" };
const compiler = { version: "0.1.0", sha256: sha256("bundle") };
const file = (path: string, content: string) => ({ path, sha256: sha256(content) });

test("the manifest has the hash of every file and source by path, and is of its schema", () => {
  const files = [file("b.json", "B\n"), file("a/é.md", "é\n")];
  const made = makeManifest({ files, sources: [file("x.tenor", "")], build, compiler });
  const json: unknown = JSON.parse(made.content);
  assert.ok(manifestValidate(json), JSON.stringify(manifestValidate.errors));
  assert.equal(json, {
    format: "tenor-manifest/1",
    compiler,
    build,
    // The hash of nothing, as FIPS 180-4's examples give it.
    sources: [{ path: "x.tenor", sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }],
    files: [
      { path: "a/é.md", sha256: sha256("é\n") },
      { path: "b.json", sha256: sha256("B\n") },
    ],
  });
});

test("the order in which files come does not matter", () => {
  const files = [file("b", "1"), file("a", "2"), file("B", "3")];
  const make = (list: typeof files) => makeManifest({ files: list, sources: [], build, compiler }).content;
  assert.is(make(files), make(files.toReversed()));
});

test("a path twice, or one of a machine, is our bug", () => {
  const make =
    (...paths: string[]) =>
    () =>
      makeManifest({ files: paths.map((path) => file(path, "")), sources: [], build, compiler });
  assert.throws(make("a", "a"), "a is there twice");
  assert.throws(make("/a"), "/a is no relative path");
  assert.throws(make("..\\a"), "no relative path");
  assert.throws(make("../a"), "no relative path");
});

test("JSON is written with keys as built, and refuses a number that is not exact", () => {
  const text = writeJson({ b: 1, a: ["x"] });
  assert.is(text, '{\n  "b": 1,\n  "a": [\n    "x"\n  ]\n}\n');
  assert.is(`${JSON.stringify(JSON.parse(text), null, 2)}\n`, text);
  assert.throws(() => writeJson({ price: 0.1 }), "price: 0.1 is no exact integer");
  assert.throws(() => writeJson({ price: 2 ** 53 }), "no exact integer");
});

test.run();
