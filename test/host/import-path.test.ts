import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { joinImport, normalise } from "../../src/host/import-path.ts";

test("a path starts from the folder of the file that imports", () => {
  const cases: readonly [string, string, string][] = [
    ["specs/gpu/h100.tenor", "sources.tenor", "specs/gpu/sources.tenor"],
    ["specs/gpu/h100.tenor", "../venue.tenor", "specs/venue.tenor"],
    ["specs/gpu/h100.tenor", "./a//b/../c.tenor", "specs/gpu/a/c.tenor"],
    ["h100.tenor", "__proto__.tenor", "__proto__.tenor"],
    ["specs/gpu/h100.tenor", "std/calendars/us.tenor", "std/calendars/us.tenor"],
    ["std/calendars/us.tenor", "../units.tenor", "std/units.tenor"],
    ["a.tenor", "größe/計算.tenor", "größe/計算.tenor"],
    ["a.tenor", "b c.tenor", "b c.tenor"],
  ];
  for (const [importer, target, path] of cases)
    assert.equal(joinImport(importer, target), { kind: "path", path }, target);
});

test("places of one machine are refused", () => {
  const targets = [
    "/etc/passwd",
    "//host/share/x.tenor",
    "\\\\host\\x.tenor",
    "C:/x.tenor",
    "c:\\x.tenor",
    "c:x.tenor",
    "~/x.tenor",
    "~ada/x",
  ];
  for (const target of [...targets, "https://example.org/x.tenor", "file:///x.tenor", "node:fs"]) {
    assert.equal(joinImport("a/b.tenor", target), { kind: "import-absolute", target }, target);
  }
});

test("what climbs out of the root or the library is refused", () => {
  for (const [importer, target] of [
    ["a.tenor", "../x.tenor"],
    ["a/b.tenor", "../../x.tenor"],
    ["a/b.tenor", "c/../../../a/x.tenor"],
    ["a/b.tenor", "std/../x.tenor"],
    ["std/a.tenor", "../x.tenor"],
    ["std/a.tenor", "../std2/x.tenor"],
  ] as const) {
    assert.is(joinImport(importer, target).kind, "import-outside", target);
  }
});

test("what is no path of a file is refused", () => {
  for (const target of [
    "",
    ".",
    "./.",
    "c/..",
    "c/.",
    "a/",
    "std/",
    "a\\b.tenor",
    "a\0.tenor",
    "a\n.tenor",
    "a\u202E.tenor",
    "a\uD800.tenor",
  ]) {
    const found = joinImport("x/y/b.tenor", target);
    assert.ok(found.kind === "import-bad-path", JSON.stringify(target));
  }
  assert.is(joinImport("b.tenor", "std").kind, "import-bad-path");
});

test("whatever is written, a path given is a clean one inside the root", () => {
  const segment = fc.constantFrom("..", ".", "", "a", "std", "b.tenor", "\\", "C:", "~", "\0", "__proto__");
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "std"), { maxLength: 3 }), fc.array(segment), (from, to) => {
      const importer = [...from, "x.tenor"].join("/");
      const found = joinImport(importer, to.join("/"));
      if (found.kind !== "path") return;
      assert.is(normalise(found.path), found.path);
      assert.not.match(found.path, /(^|\/)\.\.?(\/|$)|\\|\0|^\/|^$/);
    }),
    { numRuns: 2000 },
  );
});

test.run();
