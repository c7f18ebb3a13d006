import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

/**
 * What the package's command is. `check FILES…` is what editors and people at a prompt wait for, again and again: it is one file beside
 * this one, with what V8 made of it when the package was built. Where V8 is another it takes no notice of that and reads the file as
 * any other. Everything else, and `check` with options, is the whole command line.
 */

type Check = { readonly checkFiles: (files: readonly string[]) => number };

const here = path.dirname(fileURLToPath(import.meta.url));
const [verb, ...files] = process.argv.slice(2);

const quick = verb === "check" && files.every((one) => !one.startsWith("-")) ? checkProgram() : undefined;
if (quick === undefined) await import("./main.ts");
else process.exitCode = quick.checkFiles(files);

function checkProgram(): Check | undefined {
  const program = path.join(here, "tenor/check.cjs");
  const source = contentOf(program);
  if (source === undefined) return undefined;
  const cachedData = contentOf(path.join(here, "cache/check.bin"));
  const script = new Script(source.toString("latin1"), {
    filename: program,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (require: NodeJS.Require, module: object, file: string) => void;
  run(createRequire(import.meta.url), module, program);
  return module.exports as Check;
}

function contentOf(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}
