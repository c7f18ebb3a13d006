import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { root, skip, tempFolder } from "../kit/files.ts";
import { RUST_RUNTIME, rustAcceptance } from "./rust-crate.ts";
import type { TwinMutant } from "./twin-mutants.ts";

/** A language of calculators with the toolchain that runs them. */
export type Language = {
  readonly target: string;
  /** The command that must be there, with the arguments that ask for its version. */
  readonly toolchain: readonly [command: string, ...args: string[]];
  /** The runtime twin as a build writes it. */
  readonly runtime: string;
  /** Whether a file is a calculator of this language. */
  readonly isCalculator: (file: string) => boolean;
  /** Builds the calculators of folders, where the language needs that. */
  readonly prepare: (folders: readonly string[]) => void;
  /** What the runner of the calculator in a folder prints for a file of vectors. */
  readonly run: (folder: string, vectors: string) => string;
  /** For each bug of the runtime the first of the folders whose calculator does not agree with it, where one process can try all. */
  readonly foundBy?: (
    folders: readonly string[],
    runtime: string,
    bugs: readonly TwinMutant[],
  ) => readonly (string | undefined)[];
  /** Whether its calculators have no reference prices, so that those of indices alone are not there. */
  readonly noIndices?: true;
};

/** The calculator in a folder. */
export function calculatorIn(folder: string, { isCalculator }: Language): string {
  const found = fs.readdirSync(folder).find(isCalculator);
  if (found === undefined) throw new Error(`no calculator in ${folder}`);
  return found;
}

const printed = (command: string, args: readonly string[], cwd: string): string => {
  const { stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  return `${stdout}${stderr}`.trim();
};

const JAVA_RUNTIME = "TenorRuntime.java";

/** What the acceptance of many calculators in one process of Java prints: each process takes a second to start. */
function acceptance(args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync("java", [`${root}/test/agree/java/Acceptance.java`, ...args], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`java: ${stderr}`);
  return stdout.trim();
}

export const languages: readonly Language[] = [
  {
    target: "python",
    toolchain: ["python3", "--version"],
    runtime: "tenor_runtime.py",
    isCalculator: (file) => file.endsWith(".py") && file !== "tenor_runtime.py",
    prepare: () => {},
    run(folder, vectors) {
      return printed("python3", ["-B", calculatorIn(folder, this), path.resolve(vectors)], folder);
    },
  },
  {
    target: "java",
    toolchain: ["javac", "--version"],
    runtime: JAVA_RUNTIME,
    isCalculator: (file) => file.endsWith(".java") && file !== JAVA_RUNTIME,
    prepare: (folders) => void acceptance(["-", ...folders]),
    run: (folder) => fs.readFileSync(path.join(folder, "said.txt"), "utf8"),
    foundBy(folders, runtime, bugs) {
      const below = tempFolder();
      for (const [at, { from, to }] of bugs.entries()) {
        const text = runtime.replace(from, () => to);
        const folder = path.join(below, String(at).padStart(3, "0"));
        fs.mkdirSync(folder);
        fs.writeFileSync(path.join(folder, JAVA_RUNTIME), text);
      }
      const lines = acceptance([below, ...folders]).split("\n");
      return lines.map((line) => line.replace(/^[0-9]+ /, "")).map((found) => (found === "-" ? undefined : found));
    },
  },
  {
    target: "rust",
    toolchain: ["rustc", "--version"],
    runtime: RUST_RUNTIME,
    isCalculator: (file) => file.endsWith(".rs") && file !== RUST_RUNTIME,
    noIndices: true,
    prepare: (folders) =>
      void rustAcceptance(folders, fs.readFileSync(path.join(folders[0] as string, RUST_RUNTIME), "utf8"), []),
    run: (folder) => fs.readFileSync(path.join(folder, "said.txt"), "utf8"),
    foundBy: (folders, runtime, bugs) =>
      rustAcceptance(folders, runtime, bugs)
        .trim()
        .split("\n")
        .map((found) => (found === "-" ? undefined : found)),
  },
];

/** Whether the toolchain of a language is there; where it is not, the run says so. */
export function isThere({ target, toolchain: [command, ...args] }: Language): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    if (process.env["TENOR_REQUIRE_TOOLCHAINS"] === "1") throw new Error(`${command} is wanted here, and is not there`);
    skip(`no ${command}, so calculators in ${target} are not run`);
    return false;
  }
}
