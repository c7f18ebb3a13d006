import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { realDisk } from "../../src/host/disk.ts";
import { nodeHost, type NodeHostOptions } from "../../src/host/node.ts";
import { skip, tempFolder } from "../kit/files.ts";

/** A root with a library inside it, as in the project itself, and a folder beside it that must stay out of reach. */
function setUp(options: Partial<NodeHostOptions> = {}) {
  const base = tempFolder();
  const put = (file: string, content: string | Uint8Array = file) => {
    fs.mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
    fs.writeFileSync(path.join(base, file), content);
  };
  put("root/specs/gpu/h100.tenor");
  put("root/specs/venue.tenor");
  put("root/specs/std/calendars/us.tenor");
  put("root/specs/.hidden/x.tenor");
  put("root/specs/notes.txt");
  put("secret.tenor");
  const root = path.join(base, "root");
  const host = nodeHost({ root, library: path.join(root, "specs/std"), ...options });
  return { base, root, put, host, at: (file: string) => path.join(root, file) };
}

test("reads a text, the library's under std/", () => {
  const { host } = setUp();
  assert.equal(host.readText("specs/venue.tenor"), { kind: "text", text: "root/specs/venue.tenor" });
  assert.equal(host.readText("std/calendars/us.tenor"), { kind: "text", text: "root/specs/std/calendars/us.tenor" });
});

test("says what keeps a file from being read", () => {
  const { host, put, at, base } = setUp({ textLimit: 10 });
  put("root/long.tenor", "12345678901");
  put("root/full.tenor", "1234567890");
  put("root/latin.tenor", Uint8Array.of(0x61, 0xe9));
  fs.symlinkSync("loop.tenor", at("loop.tenor"));
  fs.symlinkSync("gone.tenor", at("dangling.tenor"));
  fs.symlinkSync(path.join(base, "secret.tenor"), at("out.tenor"));
  const kind = (file: string) => host.readText(file).kind;
  assert.is(kind("none.tenor"), "missing");
  assert.is(kind("full.tenor/x.tenor"), "missing");
  assert.is(kind("dangling.tenor"), "missing");
  assert.is(kind("specs"), "folder");
  assert.is(kind(""), "folder");
  assert.is(kind("full.tenor"), "text");
  assert.equal(host.readText("long.tenor"), { kind: "too-large", path: "long.tenor", size: 11, limit: 10 });
  assert.is(kind("latin.tenor"), "not-text");
  assert.equal(host.readText("loop.tenor"), {
    kind: "unreadable",
    path: "loop.tenor",
    reason: "its links lead round in a circle",
  });
  assert.is(kind("x".repeat(300)), "unreadable");
  assert.is(kind("out.tenor"), "outside");
  assert.is(kind("../secret.tenor"), "outside");
  assert.is(kind("/etc/passwd"), "outside");
  assert.is(kind("a\0b"), "outside");
});

test("says that a file may not be read, and that a disk is faulty", () => {
  for (const [code, reason] of [
    ["EACCES", "you have no permission to"],
    ["EIO", "the disk reports a fault"],
    ["EWEIRD", "the system says EWEIRD"],
  ] as const) {
    const readFileSync = (() => {
      throw Object.assign(new Error(code), { code });
    }) as unknown as typeof fs.readFileSync;
    const { host } = setUp({ disk: { ...realDisk, readFileSync } });
    assert.equal(host.readText("specs/venue.tenor"), { kind: "unreadable", path: "specs/venue.tenor", reason });
  }
});

test("a file beyond the limit is refused before it is read", () => {
  const readFileSync = (() => assert.unreachable("it was read")) as unknown as typeof fs.readFileSync;
  const { host } = setUp({ textLimit: 5, disk: { ...realDisk, readFileSync } });
  assert.is(host.readText("specs/venue.tenor").kind, "too-large");
});

test("a bug of ours is not taken for a fault of the disk", () => {
  const readFileSync = (() => {
    throw new TypeError("oops");
  }) as unknown as typeof fs.readFileSync;
  const { host } = setUp({ disk: { ...realDisk, readFileSync } });
  assert.throws(() => host.readText("specs/venue.tenor"), "oops");
});

test("a pipe is refused instead of waited for", () => {
  const { host, at } = setUp();
  try {
    execFileSync("mkfifo", [at("pipe.tenor")]);
  } catch {
    skip("no mkfifo");
    return;
  }
  assert.is(host.readText("pipe.tenor").kind, "unreadable");
});

test("lists the specs of a folder, sorted, without hidden ones", () => {
  const { host } = setUp();
  assert.equal(host.listSpecs(""), {
    kind: "specs",
    paths: ["specs/gpu/h100.tenor", "specs/venue.tenor", "std/calendars/us.tenor"],
  });
  assert.equal(host.listSpecs("specs/gpu"), { kind: "specs", paths: ["specs/gpu/h100.tenor"] });
  assert.equal(host.listSpecs("specs/venue.tenor"), { kind: "specs", paths: ["specs/venue.tenor"] });
  assert.is(host.listSpecs("none").kind, "missing");
});

test("what the command line names is found from the folder one works in", () => {
  const { host, root, base } = setUp();
  assert.equal(host.locate("specs"), { kind: "path", path: "specs" });
  assert.equal(host.locate("."), { kind: "path", path: "" });
  assert.equal(host.locate(path.join(root, "specs/venue.tenor")), { kind: "path", path: "specs/venue.tenor" });
  assert.equal(host.locate("specs/std/calendars/us.tenor"), { kind: "path", path: "std/calendars/us.tenor" });
  assert.equal(host.locate("specs/none.tenor"), { kind: "path", path: "specs/none.tenor" });
  assert.is(host.locate("../secret.tenor").kind, "outside");
  const inner = nodeHost({ root, library: path.join(root, "specs/std"), cwd: path.join(root, "specs") });
  assert.equal(inner.locate("../specs/venue.tenor"), { kind: "path", path: "specs/venue.tenor" });
  fs.symlinkSync(root, path.join(base, "link"));
  assert.equal(inner.locate(path.join(base, "link/specs")), { kind: "path", path: "specs" });
});

test("an import stays inside, also through links", () => {
  const { host, at, base, put } = setUp();
  fs.symlinkSync(base, at("specs/away"));
  fs.symlinkSync("../venue.tenor", at("specs/gpu/inner.tenor"));
  const found = (target: string, importer = "specs/gpu/h100.tenor") => host.resolveImport(importer, target);
  assert.equal(found("../venue.tenor"), { kind: "path", path: "specs/venue.tenor" });
  assert.equal(found("none.tenor"), { kind: "path", path: "specs/gpu/none.tenor" });
  assert.equal(found("inner.tenor"), { kind: "path", path: "specs/gpu/inner.tenor" });
  assert.equal(found("std/calendars/us.tenor"), { kind: "path", path: "std/calendars/us.tenor" });
  assert.equal(
    found("../std/calendars/us.tenor"),
    { kind: "path", path: "std/calendars/us.tenor" },
    "one file, one name",
  );
  assert.is(found("../away/secret.tenor").kind, "import-outside");
  assert.is(found("../away/none/none.tenor").kind, "import-outside");
  assert.is(found("../../../secret.tenor").kind, "import-outside");
  assert.is(found("/etc/passwd").kind, "import-absolute");
  put("root/std/mine.tenor");
  assert.is(found("../../std/mine.tenor").kind, "import-bad-path", "std/ is the library's name");
});

test("a library elsewhere is as near as one inside", () => {
  const { base, put } = setUp();
  put("lib/units.tenor", "units");
  const host = nodeHost({ root: path.join(base, "root"), library: path.join(base, "lib") });
  assert.equal(host.readText("std/units.tenor"), { kind: "text", text: "units" });
  assert.equal(host.resolveImport("std/units.tenor", "x/y.tenor"), { kind: "path", path: "std/x/y.tenor" });
  assert.is(host.resolveImport("std/units.tenor", "../secret.tenor").kind, "import-outside");
  assert.equal(host.listSpecs("std"), { kind: "specs", paths: ["std/units.tenor"] });
});

test.run();
