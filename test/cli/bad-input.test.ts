import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { check } from "../../src/cli/command/check.ts";
import type { Environment } from "../../src/cli/environment.ts";
import { nodeHost } from "../../src/host/node.ts";
import { faultyDisk } from "../kit/faulty-disk.ts";
import { inProject, tempFolder } from "../kit/files.ts";

/** A command run over a new folder holding `files`, with what it said. */
function workplace(
  files: Readonly<Record<string, string | Uint8Array>>,
  disk?: Parameters<typeof nodeHost>[0]["disk"],
) {
  const root = tempFolder();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
  const said = { out: "", error: "" };
  const environment: Environment = {
    host: nodeHost({ root, library: inProject("specs/std"), cwd: root, ...(disk === undefined ? {} : { disk }) }),
    cwd: root,
    out: (text) => void (said.out += text),
    error: (text) => void (said.error += text),
  };
  return { root, said, environment };
}

function checked(
  files: Readonly<Record<string, string | Uint8Array>>,
  asked: readonly string[],
): { code: number; error: string } {
  const { said, environment } = workplace(files);
  const code = check(environment, asked, {});
  return { code, error: said.error };
}

const SOUND = 'unit seat "seat" measures places\n';

test("a file that is not there, with the likeliest one named", () => {
  const { code, error } = checked({ "gph.tenor": SOUND }, ["gpg.tenor"]);
  assert.is(code, 2);
  assert.match(error, "error[file-missing]");
});

test("files that import one another in a circle", () => {
  const { code, error } = checked({ "a.tenor": 'import "b.tenor"\n', "b.tenor": 'import "a.tenor"\n' }, ["a.tenor"]);
  assert.is(code, 1);
  assert.match(error, "error[import-cycle]");
  assert.match(error, "a.tenor imports b.tenor imports a.tenor");
});

test("bytes that are no text", () => {
  const { code, error } = checked({ "a.tenor": Uint8Array.of(0x75, 0xff, 0xfe, 0x00) }, ["a.tenor"]);
  assert.is(code, 2);
  assert.match(error, "error[file-not-text]");
});

test("ten million opening braces are one finding, at once", () => {
  const { code, error } = checked({ "a.tenor": "{".repeat(10_000_000) }, ["a.tenor"]);
  assert.is(code, 2);
  assert.match(error, "error[file-too-large]");
  const smaller = checked({ "a.tenor": "{".repeat(8_000_000) }, ["a.tenor"]);
  assert.is(smaller.code, 1);
  assert.is(smaller.error.match(/^error\[/gm)?.length, 1);
  assert.match(smaller.error, "error[nesting-too-deep]");
});

test("names that JavaScript gives a meaning are names like any other", () => {
  const { code, error } = checked(
    { "a.tenor": 'unit __proto__ "p" measures constructor\nunit toString "t" = 2 __proto__\n' },
    ["a.tenor"],
  );
  assert.is(error, "");
  assert.is(code, 0);
  const field = checked({ "a.tenor": 'organisation A "a" { __proto__: "x"; constructor: "y" }\n' }, ["a.tenor"]);
  assert.is(field.code, 1);
  assert.match(field.error, "`__proto__`");
});

test("characters that turn the reading direction", () => {
  const { code, error } = checked({ "a.tenor": `${SOUND}// \u202egnidaer\n` }, ["a.tenor"]);
  assert.is(code, 1);
  assert.match(error, "error[bidirectional-control]");
  assert.not.match(error, "\u202e");
});

test("imports of absolute paths and out of the root", () => {
  const absolute = checked({ "a.tenor": 'import "/etc/passwd"\n' }, ["a.tenor"]);
  assert.is(absolute.code, 1);
  assert.match(absolute.error, "error[import-absolute]");
  const outside = checked({ "a.tenor": 'import "../../secret.tenor"\n' }, ["a.tenor"]);
  assert.is(outside.code, 1);
  assert.match(outside.error, "error[import-outside-root]");
});

test("a folder without a spec", () => {
  const { code, error } = checked({ "notes.txt": "none" }, ["."]);
  assert.is(code, 2);
  assert.match(error, "error[no-specs]");
});

/** The shipped specs, copied, so that a build has something to write. */
function shipped(): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (below: string): void => {
    for (const one of fs.readdirSync(inProject("specs", below), { withFileTypes: true })) {
      const name = below === "" ? one.name : `${below}/${one.name}`;
      if (one.isDirectory()) {
        if (name !== "std" && name !== "reference") visit(name);
      } else if (/\.(?:tenor|csv)$/.test(name))
        found[name] = fs.readFileSync(inProject("specs", name), "utf8").replaceAll('"../std/', '"std/');
    }
  };
  visit("");
  return found;
}

const specs = shipped();
const outOf = (root: string): Map<string, string> => {
  const found = new Map<string, string>();
  const visit = (below: string): void => {
    for (const one of fs.readdirSync(path.join(root, below), { withFileTypes: true })) {
      const name = `${below}/${one.name}`;
      if (one.isDirectory()) visit(name);
      else found.set(name, fs.readFileSync(path.join(root, name), "utf8"));
    }
  };
  visit("out");
  return found;
};

test("an output folder that is somebody else's, or cannot be written, is left as it is", () => {
  const { root, said, environment } = workplace({ ...specs, "out/mine.txt": "mine" });
  assert.is(build(environment, ["."], { out: "out" }).code, 2);
  assert.match(said.error, "error[output-not-ours]");
  assert.equal([...outOf(root)], [["out/mine.txt", "mine"]]);
  const blocked = workplace({ ...specs, file: "a file" });
  assert.is(build(blocked.environment, ["."], { out: "file/out" }).code, 2);
  assert.match(blocked.said.error, /error\[output-/);
});

test("an error stops emission: nothing is written, and what was there stays", () => {
  const { root, said, environment } = workplace(specs);
  assert.is(build(environment, ["gpu/gph.tenor", "filings/gph-40-2.tenor"], { out: "out" }).code, 0, said.error);
  const before = outOf(root);
  assert.ok(before.has("out/GPH/filings/cftc-40.2/letter.html"));
  fs.writeFileSync(
    path.join(root, "gpu/gph.tenor"),
    (specs["gpu/gph.tenor"] as string).replace("outright:        0.001 ", "outright:        0.000125 "),
  );
  assert.is(build(environment, ["gpu/gph.tenor"], { out: "out" }).code, 1);
  assert.match(said.error, "error[tick-value-exact]");
  assert.equal(outOf(root), before);
});

test("a disk that fills up in the middle of a build leaves the previous output whole", () => {
  const { root, said, environment } = workplace(specs);
  assert.is(build(environment, ["gpu/gph.tenor"], { out: "out" }).code, 0, said.error);
  const before = outOf(root);
  fs.writeFileSync(
    path.join(root, "gpu/gph.tenor"),
    (specs["gpu/gph.tenor"] as string).replace("max:             500 contracts", "max:             400 contracts"),
  );
  for (const at of [0, 3, 10, 25]) {
    const { disk } = faultyDisk({ at, code: "ENOSPC", fromThenOn: true });
    let error = "";
    const full: Environment = {
      host: nodeHost({ root, library: inProject("specs/std"), cwd: root, disk }),
      cwd: root,
      out: () => undefined,
      error: (text) => void (error += text),
    };
    assert.is(build(full, ["gpu/gph.tenor"], { out: "out" }).code, 2);
    assert.match(error, /error\[output-(?:failed|not-writable)\]/);
    assert.equal(outOf(root), before, `after a failure at change ${at}`);
  }
  assert.is(build(environment, ["gpu/gph.tenor"], { out: "out" }).code, 0);
  assert.not.equal(outOf(root), before);
});

test.run();
