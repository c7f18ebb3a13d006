import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inProject, tempFolder } from "../kit/files.ts";
import { tenor } from "./kit.ts";

test("check: 0 without an error, 1 with one, 2 where a file cannot be read", () => {
  const sound = tenor(["check", "specs"]);
  assert.equal([sound.code, sound.error], [0, ""]);
  const folder = tempFolder();
  fs.writeFileSync(path.join(folder, "bad.tenor"), 'venue XDEX "Exchange" { country: NOWHERE_AT }\nfuture GPH "x" {\n');
  const wrong = tenor(["check", "bad.tenor"], folder);
  assert.is(wrong.code, 1);
  assert.match(wrong.error, "bad.tenor:");
  const json = tenor(["check", "bad.tenor", "--json"], folder);
  assert.is(json.code, 1);
  assert.is((JSON.parse(json.out) as { format: string }).format, "tenor-diagnostics/1");
  const missing = tenor(["check", "none.tenor"], folder);
  assert.equal([missing.code, missing.out], [2, ""]);
  assert.match(missing.error, "[file-missing]");
});

test("build: 0 and files, 2 for an output that does not exist by that name, 1 and nothing with an error", () => {
  const folder = tempFolder();
  fs.cpSync(inProject("specs"), path.join(folder, "specs"), { recursive: true });
  const built = tenor(["build", "specs/gpu/gph.tenor", "--out", "out", "--only", "config,calendar", "--json"], folder);
  assert.is(built.code, 0, built.error);
  const { files } = JSON.parse(built.out) as { files: string[] };
  assert.ok(files.includes("GPH/engine.json"));
  assert.not.ok(files.some((file) => file.endsWith(".js")));
  const unknown = tenor(["build", "specs", "--out", "other", "--only", "confg"], folder);
  assert.is(unknown.code, 2);
  assert.match(unknown.error, "did you mean `config`?");
  fs.appendFileSync(path.join(folder, "specs/gpu/gph.tenor"), "\nfuture X {\n");
  const before = fs.readFileSync(path.join(folder, "out/GPH/engine.json"), "utf8");
  assert.is(tenor(["build", "specs", "--out", "out"], folder).code, 1);
  assert.is(fs.readFileSync(path.join(folder, "out/GPH/engine.json"), "utf8"), before);
});

test("explain: 0 and the page, 2 for a code that is none", () => {
  const page = tenor(["explain", "determination-needed"]);
  assert.is(page.code, 0);
  assert.match(page.out, "--determination FILE");
  const none = tenor(["explain", "determination-neded"]);
  assert.is(none.code, 2);
  assert.match(none.error, "determination-needed");
});

test("what is written to a pipe has no colours, whatever the surroundings say", () => {
  const surroundings = [
    {},
    { CI: "true" },
    { FORCE_COLOR: "1" },
    { CI: "true", FORCE_COLOR: "3", TERM: "xterm-256color" },
  ];
  for (const env of surroundings) {
    const { code, error } = tenor(["check", "none"], undefined, env);
    assert.is(code, 2);
    assert.match(error, "[file-missing]: there is no file none");
    assert.not.ok(error.includes("\u001b"), JSON.stringify(env));
  }
});

test.run();
