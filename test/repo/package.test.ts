import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { entrySources } from "../../tools/build.ts";
import { inProject, root, skip, tempFolder } from "../kit/files.ts";

const packageJson = JSON.parse(fs.readFileSync(inProject("package.json"), "utf8"));

function run(folder: string, command: string, ...given: string[]): string {
  return execFileSync(command, given, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** `check FILES…` is a program of its own with code V8 made before: it says what the whole command line says, and so without that code. */
function quickIsPlain(user: string): void {
  fs.cpSync(inProject("test/bad/with"), path.join(user, "with"), { recursive: true });
  for (const one of ["adjustment-needs-parentheses", "unit-mismatch", "name-not-imported", "block-not-closed"])
    fs.copyFileSync(inProject(`test/bad/${one}.tenor`), path.join(user, `${one}.tenor`));
  const bin = path.join(user, "node_modules/.bin/tenor");
  const said = (...given: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, given, { cwd: user, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const plain = said(bin, "--root", ".", "check", ".");
  assert.is(plain.status, 1, plain.stderr);
  assert.match(plain.stderr, "unit-mismatch");
  assert.equal(said(bin, "check", "."), plain);
  // Under other flags than it was made with, V8 refuses that code.
  assert.equal(said("--no-opt", bin, "check", "."), plain);
}

test("the packed package installs without a network, runs, and gives its three entry points with types", () => {
  const missing = entrySources.filter((file) => !fs.existsSync(inProject(file)));
  if (missing.length > 0) {
    skip(`no package yet (${missing.join(", ")} not written)`);
    return;
  }
  run(root, process.execPath, "--import", "tsx", "tools/build.ts");
  const folder = tempFolder();
  run(root, "npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", folder);
  const tarball = fs.readdirSync(folder).find((file) => file.endsWith(".tgz")) as string;

  const packed = run(folder, "tar", "-tf", tarball)
    .split("\n")
    .filter((file) => file !== "");
  assert.equal(
    packed.filter(
      (file) =>
        !/^package\/(?:dist|specs|templates)\/|^package\/(?:package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(
          file,
        ),
    ),
    [],
  );
  for (const file of ["dist/tenor.cjs", "dist/THIRD-PARTY.txt", "LICENSE", "README.md"])
    assert.ok(packed.includes(`package/${file}`), file);
  assert.equal(packageJson.dependencies ?? {}, {}, "what is needed is bundled");

  const user = path.join(folder, "user");
  fs.mkdirSync(user);
  fs.writeFileSync(path.join(user, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  run(user, "npm", "install", "--offline", "--no-audit", "--no-fund", "--silent", path.join(folder, tarball));
  assert.equal(
    fs.readdirSync(path.join(user, "node_modules")).filter((name) => !name.startsWith(".")),
    [packageJson.name],
  );
  assert.match(run(user, path.join(user, "node_modules/.bin/tenor"), "--version"), packageJson.version);

  quickIsPlain(user);

  const program = `
    import { check, compile, explain } from "tenor-lang";
    import * as runtime from "tenor-lang/runtime";
    import { loadEngineConfig } from "tenor-lang/engine";
    console.log([typeof check, typeof compile, typeof explain, typeof runtime.checkCombination, typeof loadEngineConfig].join());`;
  fs.writeFileSync(path.join(user, "use.mts"), `${program}\n`);
  fs.writeFileSync(path.join(user, "use.mjs"), `${program}\n`);
  assert.is(run(user, process.execPath, "use.mjs").trim(), "function,function,function,function,function");
  // The entry points run where no code may be made from text, as a strict web page demands.
  assert.ok(run(user, process.execPath, "--disallow-code-generation-from-strings", "use.mjs"));

  const options = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2022",
    lib: ["es2023", "dom"],
    types: [],
  };
  fs.writeFileSync(path.join(user, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["use.mts"] }));
  run(user, process.execPath, inProject("node_modules/typescript/bin/tsc"), "-p", ".");
});

test.run();
