import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The full path of something in the project. */
export function inProject(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** The text of a file in `test/`. */
export function readFixture(name: string): string {
  return fs.readFileSync(inProject("test", name), "utf8");
}

/**
 * Asserts that `text` is what `test/golden/NAME` holds. With `UPDATE_GOLDEN=1` the file is written instead; read the difference before
 * it is committed.
 */
export function golden(name: string, text: string): void {
  const file = inProject("test/golden", name);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return;
  }
  assert.ok(fs.existsSync(file), `there is no test/golden/${name}: make it with UPDATE_GOLDEN=1 and read it`);
  assert.fixture(text, fs.readFileSync(file, "utf8"), `differs from test/golden/${name}`);
}

/** Says why a test does nothing here; the runner repeats the line at the end. */
export function skip(reason: string): void {
  // A line of its own: uvu may be in the middle of its row of dots.
  process.stdout.write(`\nskipped: ${reason}\n`);
}

/** The full path of a file or folder of the shared data, or undefined, with the skip said, where it is not on this machine. */
export function sharedData(name: string): string | undefined {
  const file = inProject("../shared/data", name);
  if (fs.existsSync(file)) return file;
  skip(`no ../shared/data (${name})`);
  return undefined;
}

const temporary: string[] = [];

/** A new empty folder outside the project, removed when the process ends. */
export function tempFolder(): string {
  if (temporary.length === 0) {
    process.on("exit", () => {
      for (const folder of temporary) fs.rmSync(folder, { recursive: true, force: true });
    });
  }
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "tenor-")));
  temporary.push(folder);
  return folder;
}

/** The paths below a folder of the project, `/` between their parts, of all files `wanted` says yes to; sorted; none where there is no such folder. */
export function filesBelow(folder: string, wanted: (file: string) => boolean): string[] {
  const visit = (below: string): string[] =>
    fs.readdirSync(inProject(below), { withFileTypes: true }).flatMap((one) => {
      const file = `${below}/${one.name}`;
      if (one.isDirectory()) return one.name === "node_modules" ? [] : visit(file);
      return wanted(file) ? [file] : [];
    });
  return fs.existsSync(inProject(folder)) ? visit(folder).sort() : [];
}
