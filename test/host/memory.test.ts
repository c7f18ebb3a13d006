import { test } from "uvu";
import * as assert from "uvu/assert";
import { TEXT_LIMIT } from "../../src/host/host.ts";
import { memoryHost } from "../../src/host/memory.ts";

const files = new Map<string, string | Uint8Array>([
  ["specs/b.tenor", "b"],
  ["specs/a.tenor", "\uFEFFa"],
  ["specs/.x/c.tenor", "c"],
  ["std/units.tenor", "u"],
  ["__proto__", "p"],
  ["latin.tenor", Uint8Array.of(0xe9)],
  ["long.tenor", new Uint8Array(TEXT_LIMIT + 1)],
]);

test("reads, lists and locates like the real one", () => {
  const host = memoryHost({ files });
  assert.equal(host.readText("specs/a.tenor"), { kind: "text", text: "a" });
  assert.equal(host.readText("__proto__"), { kind: "text", text: "p" });
  assert.is(host.readText("constructor").kind, "missing");
  assert.is(host.readText("specs").kind, "folder");
  assert.is(host.readText("latin.tenor").kind, "not-text");
  assert.is(host.readText("long.tenor").kind, "too-large");
  assert.equal(host.listSpecs("specs"), { kind: "specs", paths: ["specs/a.tenor", "specs/b.tenor"] });
  assert.equal(host.listSpecs("specs/b.tenor"), { kind: "specs", paths: ["specs/b.tenor"] });
  assert.is(host.listSpecs("none").kind, "missing");
  assert.equal(host.locate("./specs/"), { kind: "path", path: "specs" });
  assert.is(host.locate("/specs").kind, "outside");
  assert.equal(host.resolveImport("specs/a.tenor", "../x.tenor"), { kind: "path", path: "x.tenor" });
  assert.equal(memoryHost({ files: { "a.tenor": "x" } }).readText("a.tenor"), { kind: "text", text: "x" });
});

test("fails where it is told to", () => {
  const failure = { kind: "unreadable", path: "specs/a.tenor", reason: "the disk reports a fault" } as const;
  const host = memoryHost({ files, broken: new Map([["specs/a.tenor", failure]]) });
  assert.is(host.readText("specs/a.tenor"), failure);
});

test("keeps the earlier output when the disk is full in the middle", () => {
  const host = memoryHost({ files, fullAfter: 1 });
  assert.equal(host.writeGeneration("out", new Map([["a", "1"]])), { kind: "written", out: "out", changed: true });
  assert.equal(host.writeGeneration("out", new Map([["a", Uint8Array.of(0x31)]])), {
    kind: "written",
    out: "out",
    changed: false,
  });
  const two = new Map([
    ["b", ""],
    ["a", ""],
  ]);
  assert.equal(host.writeGeneration("out", two), {
    kind: "write-failed",
    out: "out",
    file: "b",
    reason: "the disk is full",
  });
  assert.equal([...(host.outputs.get("out") ?? [])], [["a", "1"]]);
  assert.is(
    host.writeGeneration(
      "out",
      new Map([
        ["A", ""],
        ["a", ""],
      ]),
    ).kind,
    "names-collide",
  );
});

test.run();
