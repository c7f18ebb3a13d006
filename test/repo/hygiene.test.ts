import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { filesBelow, inProject } from "../kit/files.ts";
import { projectFiles } from "../kit/project-files.ts";

const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");

test("every test file ends with test.run(), because uvu is green without", () => {
  for (const file of filesBelow("test", (one) => one.endsWith(".test.ts"))) {
    assert.match(read(file), /\n\w+\.run\(\);\n$/, file);
  }
});

test("no test is left out and none runs alone, because uvu is green then too", () => {
  for (const file of filesBelow("test", (one) => one.endsWith(".ts"))) {
    const found = /\b(?:test|suite)\.(?:only|skip)\b/.exec(
      read(file).replace(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '""'),
    );
    assert.is(found?.[0], undefined, file);
  }
});

/** Longer ones are to be split by concept: 300 lines are the aim, 350 the end. */
const LONGEST = 350;

test("no module is too long to be read at one sitting", () => {
  const isModule = (file: string) => file.endsWith(".ts") && !file.includes("/generated/");
  const modules = ["src", "grammar", "tools"].flatMap((folder) => filesBelow(folder, isModule));
  const long = modules.filter((file) => read(file).split("\n").length - 1 > LONGEST);
  assert.equal(long, []);
});

test("the top of the project holds what the house rules name and nothing else", () => {
  const files = ["package.json", "package-lock.json", "tsconfig.json", "README.md", "CHANGELOG.md", "LICENSE"];
  const folders = ["grammar", "src", "specs", "templates", "test", "bench", "editors", "tools"];
  const allowed = new Set([...files, ...folders]);
  const tops = new Set((projectFiles() ?? []).map((file) => file.split("/")[0] as string));
  assert.equal([...tops].filter((name) => !allowed.has(name) && !name.startsWith(".")).sort(), []);
});

test("no file names a machine's own paths or hosts", () => {
  // Put together here so that this file does not hold them itself.
  const folders = ["work", "tmp", "root", "home/[a-z]+", "Users/[A-Za-z]+"].join("|");
  const forbidden = [
    new RegExp(`(?<![\\w.:/*)}\\\\-])/(?:${folders})/`),
    new RegExp(`https?://(?:localhost|127\\.0\\.0\\.1)[^"'\`\\s]*/(?:npm|registry)`),
    new RegExp(["resolved", ": ", "http"].join('"')),
    new RegExp(["registry", "npmjs", "org"].join("\\.")),
  ];
  for (const file of projectFiles() ?? []) {
    const full = inProject(file);
    if (/\.(?:png|pdf|docx|wasm|ico|parquet)$/.test(file) || !fs.statSync(full).isFile()) continue;
    const text = read(file);
    for (const pattern of forbidden) {
      const found = pattern.exec(text);
      if (found === null || ALLOWED_PATHS.has(`${file}: ${found[0].trim()}`)) continue;
      assert.unreachable(`${file} names ${found[0]}`);
    }
  }
});

/** Paths of no machine in particular, in examples of what is refused. */
const ALLOWED_PATHS: ReadonlySet<string> = new Set(
  ["src/diagnostic/catalogue/host.ts", "test/repo/hygiene.test.ts"].map((file) => `${file}: /home/ada/`),
);

test.run();
