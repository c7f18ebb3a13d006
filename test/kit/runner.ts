import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "./files.ts";
import { readUvu } from "./uvu-output.ts";

export type RunOptions = {
  /** The folder with the tests; files named `*.test.ts` in it and below are run. */
  readonly folder: string;
  /** Only files whose path matches. */
  readonly pattern?: RegExp;
  /** Fewer tests than this is a failure: a suite that lost its tests is green otherwise. */
  readonly floor: number;
  /** What test files find in their environment besides what is there. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A skip for want of the shared data is a failure. */
  readonly requireData: boolean;
  readonly print: (text: string) => void;
};

export type RunResult = { readonly passed: number; readonly failed: number; readonly ok: boolean };

/** Two processes at a time, each with a few files: a crash costs few results, and starting up is paid once for several. */
const PROCESSES = 2;
const FILES_A_PROCESS = 8;
const LONGEST_MINUTES = 15;

/**
 * Runs every test file, prints what each process said, then all skips with their reasons, then what is wrong besides failed tests, then the
 * last line `N passed, N failed`. Whatever is wrong besides counts as one failure each.
 */
export async function runTests(options: RunOptions): Promise<RunResult> {
  const { print } = options;
  const files = testFiles(options.folder, "").filter((file) => options.pattern?.test(file) ?? true);
  const chunks = chunked(files);
  let passed = 0;
  let failed = 0;
  const skips: string[] = [];
  const wrong: string[] = [];
  const work = async (): Promise<void> => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      const { output, status } = await runUvu(options.folder, chunk, options.environment);
      print(output);
      const said = readUvu(output, chunk);
      passed += said.passed;
      failed += said.failed;
      skips.push(...said.skips);
      if (!said.complete) wrong.push(`the tests stopped before their end (${status}): ${chunk.join(" ")}`);
      else {
        wrong.push(...said.silent.map((file) => `no test ran in ${file}: does it end with test.run()?`));
        if (status !== "code 0" && said.failed === 0)
          wrong.push(`all passed, yet uvu ended with ${status}: ${chunk.join(" ")}`);
      }
      if (said.leftOut > 0) wrong.push(`${said.leftOut} tests were left out by .skip or .only: ${chunk.join(" ")}`);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));

  const total = passed + failed;
  if (files.length === 0) wrong.push("no test file matched");
  if (total < options.floor) wrong.push(`only ${total} tests ran, and there were at least ${options.floor} before`);
  const dataSkips = skips.filter((reason) => reason.startsWith("no ../shared/data"));
  if (options.requireData && dataSkips.length > 0)
    wrong.push(`${dataSkips.length} skips although the data must be there`);
  for (const reason of [...new Set(skips)].sort()) print(`skipped: ${reason}\n`);
  for (const one of wrong.sort()) print(`wrong: ${one}\n`);
  failed += wrong.length;
  print(`${passed} passed, ${failed} failed\n`);
  return { passed, failed, ok: failed === 0 };
}

function testFiles(folder: string, below: string): string[] {
  return fs
    .readdirSync(path.join(folder, below), { withFileTypes: true })
    .flatMap((one) => {
      const file = below === "" ? one.name : `${below}/${one.name}`;
      if (one.isDirectory()) return one.name === "node_modules" ? [] : testFiles(folder, file);
      return file.endsWith(".test.ts") ? [file] : [];
    })
    .sort();
}

/** The slow tests of the repository first and alone, so that they do not run last while the other process idles. */
function chunked(files: readonly string[]): string[][] {
  const slow = files.filter((file) => file.startsWith("repo/"));
  const rest = files.filter((file) => !file.startsWith("repo/"));
  const chunks = slow.map((file) => [file]);
  for (let at = 0; at < rest.length; at += FILES_A_PROCESS) chunks.push(rest.slice(at, at + FILES_A_PROCESS));
  return chunks;
}

function runUvu(
  folder: string,
  files: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ output: string; status: string }> {
  const pattern = `^(?:${files.map((file) => file.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})$`;
  const uvu = path.join(root, "node_modules/uvu/bin.js");
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", uvu, "--no-color", folder, pattern], {
      cwd: root,
      // What uvu says is read back: a colour the surroundings ask for would be taken for text.
      env: { ...process.env, ...environment, FORCE_COLOR: "0", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LONGEST_MINUTES * 60_000,
    });
    const pieces: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
    child.stderr.on("data", (piece: Buffer) => pieces.push(piece));
    child.on("error", (error) => resolve({ output: `${error.message}\n`, status: "not started" }));
    child.on("close", (code, signal) => {
      resolve({
        output: Buffer.concat(pieces).toString("utf8"),
        status: code === null ? `signal ${signal}` : `code ${code}`,
      });
    });
  });
}
