import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { median } from "./time.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const root = PROJECT;

/** Whole processes, one after the other in turn: the bundled command against an empty program. */
export function coldStart(): void {
  const bundle = path.join(root, "dist/tenor.cjs");
  if (!fs.existsSync(bundle)) {
    console.log("cold start: skipped, no dist/tenor.cjs (npm run build)");
    return;
  }
  const programs: Readonly<Record<string, readonly string[]>> = {
    "node -e 0": ["-e", "0"],
    "tenor check std/units.tenor": [bundle, "check", "specs/std/units.tenor"],
    "tenor check gpu/gph.tenor": [bundle, "check", "specs/gpu/gph.tenor"],
  };
  const took = new Map(Object.keys(programs).map((name) => [name, [] as number[]]));
  const processor = new Map(Object.keys(programs).map((name) => [name, 0]));
  for (let round = 0; round < 11; round++)
    for (const [name, given] of Object.entries(programs)) {
      const before = ofChildren();
      const run = () => execFileSync(process.execPath, given, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
      took.get(name)?.push(onClock(run));
      processor.set(name, (processor.get(name) as number) + ofChildren() - before);
    }
  const empty = took.get("node -e 0") ?? [];
  const ratio = (list: readonly number[], of: (all: readonly number[]) => number): string =>
    `${(of(list) / of(empty)).toFixed(2)}x`;
  const shortest = (list: readonly number[]): number => Math.min(...list);
  console.log(
    `\n${"whole processes, on the clock".padEnd(38)}${"median".padStart(10)}${"least".padStart(10)}${"of node -e 0, by each".padStart(24)}${"processor, mean".padStart(18)}`,
  );
  for (const [name, list] of took) {
    const times = [median(list), shortest(list)].map((one) => `${one.toFixed(0)} ms`.padStart(10)).join("");
    console.log(
      `${name.padEnd(38)}${times}${ratio(list, median).padStart(14)}${ratio(list, shortest).padStart(10)}${mean(name)}`,
    );
  }
  if (process.platform !== "linux")
    console.log("processor time of whole processes: skipped, it is told by Linux alone");

  function mean(name: string): string {
    const [own, least] = [processor.get(name), processor.get("node -e 0")] as [number, number];
    return least === 0 ? "" : `${(own / 11).toFixed(0)} ms`.padStart(11) + `${(own / least).toFixed(2)}x`.padStart(7);
  }
}

/** The processor time, in milliseconds, of all processes that this one has started and that have ended; 0 where the system does not tell. */
function ofChildren(): number {
  if (process.platform !== "linux") return 0;
  const [, behind = ""] = fs.readFileSync("/proc/self/stat", "utf8").split(") ");
  const [user, system] = behind.split(" ").slice(13, 15).map(Number) as [number, number];
  // Counted in hundredths of a second (proc_pid_stat(5), `cutime` and `cstime`).
  return (user + system) * 10;
}

function onClock(run: () => unknown): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
