const { readFileSync } = process.getBuiltinModule("node:fs");
const { setFlagsFromString } = process.getBuiltinModule("node:v8");
const { Script } = process.getBuiltinModule("node:vm");

/**
 * What the package's command is; it is built as one CommonJS file, which Node starts sooner than a module. `check FILES…` is what editors and
 * people at a prompt wait for, again and again: it is one file beside this one, with what V8 made of it when the package was built. Where V8
 * is another it takes no notice of that and reads the file as any other. Everything else, and `check` with options, is the whole command line.
 */

/** How V8 is told that the run is short: written in when the package is built. */
declare const SHORT_RUN: string;

/** What the file beside this one has. */
export type Check = { readonly checkFiles: (files: readonly string[]) => number };

const [verb, ...files] = process.argv.slice(2);

const quick = verb === "check" && files.every((one) => !one.startsWith("-")) ? checkProgram() : undefined;
if (quick === undefined) void import("./main.ts");
else process.exitCode = quick.checkFiles(files);

function checkProgram(): Check | undefined {
  const program = `${__dirname}/tenor/check.cjs`;
  const source = contentOf(program);
  if (source === undefined) return undefined;
  const cachedData = contentOf(`${__dirname}/cache/check-${process.versions.v8}.bin`);
  // What V8 made holds only under the flags it was made with.
  if (cachedData !== undefined) setFlagsFromString(SHORT_RUN);
  const script = new Script(source.toString("latin1"), {
    filename: program,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (require: NodeJS.Require, module: object, file: string) => void;
  run(require, module, program);
  return module.exports as Check;
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
