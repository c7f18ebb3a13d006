import { test } from "uvu";
import * as assert from "uvu/assert";
import { memoryHost } from "../../src/host/memory.ts";
import { library } from "../../src/resolve/generated/library.ts";
import { makeDesk } from "../../src/server/desk.ts";

/** A desk whose host counts what is read; `files` may change below it, as they do on a disk. */
function counted(files: Record<string, string>) {
  const read: string[] = [];
  const host = () => memoryHost({ files: { ...library, ...files } });
  const desk = makeDesk({
    ...host(),
    readText: (path) => {
      read.push(path);
      return host().readText(path);
    },
    resolveImport: (importer, target) => host().resolveImport(importer, target),
  });
  const codes = (path: string) => desk.analysis(path).diagnostics.map((one) => one.code);
  return { desk, read, codes };
}

const USING = 'import "house.tenor"\n\nunit rack = 8 gpu\n';

test("a keystroke reads no file; one that was changed is read again when somebody says so", () => {
  const files: Record<string, string> = { "house.tenor": 'unit gpu "accelerator" measures compute\n' };
  const { desk, read, codes } = counted(files);
  desk.set("a.tenor", USING);
  assert.equal(codes("a.tenor"), []);
  const before = read.length;
  desk.set("a.tenor", `${USING}// more\n`);
  assert.equal(codes("a.tenor"), []);
  assert.is(read.length, before);
  files["house.tenor"] = 'unit chip "accelerator" measures compute\n';
  desk.touched();
  assert.ok(codes("a.tenor").includes("phrase-unknown"), "the unit has another name now");
});

test("an import that was missing is found when its file is there", () => {
  const files: Record<string, string> = {};
  const { desk, codes } = counted(files);
  desk.set("a.tenor", USING);
  assert.ok(codes("a.tenor").length > 0);
  files["house.tenor"] = 'unit gpu "accelerator" measures compute\n';
  desk.set("a.tenor", `${USING}// more\n`);
  assert.equal(codes("a.tenor"), []);
});

test("a file that is closed is what the disk has again", () => {
  const files: Record<string, string> = { "house.tenor": 'unit gpu "accelerator" measures compute\n' };
  const { desk, codes } = counted(files);
  desk.set("a.tenor", USING);
  desk.set("house.tenor", "");
  assert.ok(codes("a.tenor").length > 0);
  desk.close("house.tenor");
  assert.equal(codes("a.tenor"), []);
});

test.run();
