import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { realDisk } from "../../src/host/disk.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { nodeHost } from "../../src/host/node.ts";
import { createFile } from "../../src/host/replace.ts";
import { faultyDisk } from "../kit/faulty-disk.ts";
import { inProject, tempFolder } from "../kit/files.ts";

const library = inProject("specs/std");

function folder(): { readonly root: string; readonly file: string } {
  const root = tempFolder();
  const file = path.join(root, "a.tenor");
  fs.writeFileSync(file, "old");
  fs.chmodSync(file, 0o640);
  return { root, file };
}

test("a file is replaced whole, with its permissions, and nothing is left beside it", () => {
  const { root, file } = folder();
  const host = nodeHost({ root, library });
  assert.equal(host.replaceText("a.tenor", "new – text\n"), { kind: "replaced", path: "a.tenor" });
  assert.is(fs.readFileSync(file, "utf8"), "new – text\n");
  assert.is(fs.statSync(file).mode & 0o777, 0o640);
  assert.equal(fs.readdirSync(root), ["a.tenor"]);
});

test("a link stays a link, and what it names is replaced", () => {
  const { root, file } = folder();
  fs.symlinkSync("a.tenor", path.join(root, "b.tenor"));
  nodeHost({ root, library }).replaceText("b.tenor", "new");
  assert.is(fs.readFileSync(file, "utf8"), "new");
  assert.ok(fs.lstatSync(path.join(root, "b.tenor")).isSymbolicLink());
});

test("what is not there, a folder and what lies outside are refused", () => {
  const { root } = folder();
  fs.mkdirSync(path.join(root, "folder"));
  const host = nodeHost({ root, library });
  assert.is(host.replaceText("x.tenor", "").kind, "missing");
  assert.is(host.replaceText("folder", "").kind, "folder");
  assert.is(host.replaceText("../x.tenor", "").kind, "outside");
});

test("whichever call fails, the file holds the old text or the new one, and the failure is told", () => {
  let at = 0;
  for (; ; at++) {
    for (const fromThenOn of [false, true]) {
      const { root, file } = folder();
      const { disk } = faultyDisk({ at, code: "ENOSPC", fromThenOn });
      const found = nodeHost({ root, library, disk }).replaceText("a.tenor", "new");
      const now = fs.readFileSync(file, "utf8");
      assert.is(now, found.kind === "replaced" ? "new" : "old", `fault ${at}`);
      if (found.kind !== "replaced") assert.is("reason" in found ? found.reason : "", "the disk is full");
      if (!fromThenOn) assert.equal(fs.readdirSync(root), ["a.tenor"], `fault ${at}`);
    }
    const { root } = folder();
    const { disk, changes } = faultyDisk({ at, code: "ENOSPC", fromThenOn: false });
    nodeHost({ root, library, disk }).replaceText("a.tenor", "new");
    if (changes() <= at) break;
  }
  assert.ok(at >= 5, `${at} calls were let fail`);
});

test("the host in memory replaces what it has", () => {
  const host = memoryHost({ files: { "a.tenor": "old" } });
  assert.is(host.replaceText("b.tenor", "x").kind, "missing");
  assert.is(host.replaceText("a.tenor", "new").kind, "replaced");
  assert.equal(host.readText("a.tenor"), { kind: "text", text: "new" });
  assert.is(
    memoryHost({ files: { "a.tenor": "old" }, fullAfter: 0 }).replaceText("a.tenor", "new").kind,
    "not-replaced",
  );
});

test("a file is created whole or not at all, and one that is there stays as it is", () => {
  for (let at = 0; ; at++) {
    const root = tempFolder();
    const file = path.join(root, "new.json");
    const { disk, changes } = faultyDisk({ at, code: "ENOSPC", fromThenOn: false });
    const made = createFile(disk, "new.json", file, "text");
    const there = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
    assert.is(there, made.kind === "replaced" ? "text" : undefined);
    if (made.kind === "not-replaced") assert.equal(fs.readdirSync(root), [], `fault ${at}`);
    if (changes() > at) continue;
    const again = createFile(realDisk, "new.json", file, "other");
    assert.is(again.kind, "not-replaced");
    assert.is(fs.readFileSync(file, "utf8"), "text");
    assert.equal(fs.readdirSync(root), ["new.json"]);
    break;
  }
});

test.run();
