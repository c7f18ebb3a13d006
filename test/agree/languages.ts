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
  /** Builds the calculators of folders and runs the vectors beside them, all in one process: `said` tells what each said. */
  readonly accept: (folders: readonly string[]) => void;
  /** For each bug of the runtime the first of the folders whose calculator does not agree with it. */
  readonly foundBy: (
    folders: readonly string[],
    runtime: string,
    bugs: readonly TwinMutant[],
  ) => readonly (string | undefined)[];
  /** Whether its calculators have no reference prices, so that those of indices alone are not there. */
  readonly noIndices?: true;
};

const JAVA_RUNTIME = "TenorRuntime.java";
const PYTHON_RUNTIME = "tenor_runtime.py";

/** What the acceptance of many calculators in one process prints: each process takes up to a second to start. */
function acceptance(command: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return stdout.trim();
}

/** In a run as short as this the second compiler of the machine costs more than it brings. */
const SHORT_RUN = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

const inJava = (args: readonly string[]): string =>
  acceptance("java", [...SHORT_RUN, `${root}/test/agree/java/Acceptance.java`, ...args]);

const inPython = (args: readonly string[]): string =>
  acceptance("python3", ["-B", `${root}/test/agree/python/acceptance.py`, ...args]);

const mutated = (runtime: string, { from, to }: TwinMutant): string => runtime.replace(from, () => to);

const firstFound = (lines: string): readonly (string | undefined)[] =>
  lines.split("\n").map((found) => (found === "-" ? undefined : found));

/** What the calculator in a folder said when it was accepted. */
export const said = (folder: string): string => fs.readFileSync(path.join(folder, "said.txt"), "utf8");

export const languages: readonly Language[] = [
  {
    target: "python",
    toolchain: ["python3", "--version"],
    runtime: PYTHON_RUNTIME,
    isCalculator: (file) => file.endsWith(".py") && file !== PYTHON_RUNTIME,
    accept: (folders) => void inPython(["-", ...folders]),
    foundBy(folders, runtime, bugs) {
      const file = path.join(tempFolder(), "runtimes.json");
      fs.writeFileSync(file, JSON.stringify(bugs.map((bug) => mutated(runtime, bug))));
      return firstFound(inPython([file, ...folders]));
    },
  },
  {
    target: "java",
    toolchain: ["javac", "--version"],
    runtime: JAVA_RUNTIME,
    isCalculator: (file) => file.endsWith(".java") && file !== JAVA_RUNTIME,
    accept: (folders) => void inJava(["-", ...folders]),
    foundBy(folders, runtime, bugs) {
      const below = tempFolder();
      for (const [at, bug] of bugs.entries()) {
        const folder = path.join(below, String(at).padStart(3, "0"));
        fs.mkdirSync(folder);
        fs.writeFileSync(path.join(folder, JAVA_RUNTIME), mutated(runtime, bug));
      }
      return firstFound(inJava([below, ...folders]).replace(/^[0-9]+ /gm, ""));
    },
  },
  {
    target: "rust",
    toolchain: ["rustc", "--version"],
    runtime: RUST_RUNTIME,
    isCalculator: (file) => file.endsWith(".rs") && file !== RUST_RUNTIME,
    noIndices: true,
    accept: (folders) =>
      void rustAcceptance(folders, fs.readFileSync(path.join(folders[0] as string, RUST_RUNTIME), "utf8"), []),
    foundBy: (folders, runtime, bugs) => firstFound(rustAcceptance(folders, runtime, bugs).trim()),
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
