import { type ChildProcess, spawn } from "node:child_process";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { inProject, root, tempFolder } from "../kit/files.ts";
import type { Verdict } from "./judge.ts";

export type PoolOptions = {
  readonly seed: number;
  /** The numbers of the mutants, `from` included and `to` not. */
  readonly from: number;
  readonly to: number;
  readonly processes: number;
  /** One in so many of those that parse is formatted; all are checked. */
  readonly formats: number;
  /** One in so many of those without an error is emitted. */
  readonly emits: number;
  /** Called with the verdicts of each stretch, in the order of their numbers; false ends the run. */
  readonly take: (verdicts: readonly Verdict[], next: number) => boolean;
};

const STRETCH = 100;
/** By the clock, and only so that a hang ends: what a mutant may cost is judged by processor time. */
const HANGS_AFTER_MS = 60_000;

/** Judges mutants in several processes; one that hangs or dies is a verdict as well, and a new process takes its place. */
export async function judgeAll(options: PoolOptions): Promise<void> {
  const program = bundled();
  let begun = options.from;
  let taken = options.from;
  let open = true;
  const done = new Map<number, { readonly verdicts: readonly Verdict[]; readonly next: number }>();
  const finish = (from: number, verdicts: readonly Verdict[], next: number) => {
    done.set(from, { verdicts, next });
    for (let one = done.get(taken); one !== undefined; one = done.get(taken)) {
      done.delete(taken);
      taken = one.next;
      if (open && !options.take(one.verdicts, one.next)) open = false;
    }
  };
  const run = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    while (open && begun < options.to) {
      const [first, to] = [begun, Math.min(options.to, begun + STRETCH)];
      begun = to;
      const verdicts: Verdict[] = [];
      for (let from = first; from < to;) {
        // One that was killed as hanging may have answered in the same moment: it takes no more.
        if (worker === undefined || worker.killed || !worker.connected) worker = startWorker(program);
        const result = await stretch(worker, options, from, to);
        if ("verdicts" in result) {
          verdicts.push(...result.verdicts);
          break;
        }
        // What was judged before the stop is judged again, without the one that stopped it.
        worker = startWorker(program);
        if (result.at > from) {
          const again = await stretch(worker, options, from, result.at);
          if ("verdicts" in again) verdicts.push(...again.verdicts);
        }
        verdicts.push(stopped(result.at, result.why));
        from = result.at + 1;
      }
      finish(first, verdicts, to);
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: options.processes }, run));
}

/** The worker as one file of plain JavaScript: read as TypeScript it takes a quarter longer, for every function is given its name anew. */
function bundled(): string {
  const outfile = path.join(tempFolder(), "worker.mjs");
  buildSync({
    ...{ entryPoints: [inProject("test/fuzz/worker.ts")], outfile, bundle: true, platform: "node", format: "esm" },
    target: "node20",
    define: { "import.meta.url": JSON.stringify(pathToFileURL(inProject("test/kit/files.ts")).href) },
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(process.cwd() + "/");' },
    logLevel: "error",
  });
  return outfile;
}

function startWorker(program: string): ChildProcess {
  // A mutant leaves megabytes behind and nothing of it stays: they are cheaper to sweep in large heaps.
  // And the damage makes code that is seldom run run: what is optimised too early is thrown away again.
  return spawn(process.execPath, ["--max-semi-space-size=64", "--interrupt-budget=400000", program], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
}

type Result = { readonly verdicts: readonly Verdict[] } | { readonly at: number; readonly why: string };

function stretch(
  worker: ChildProcess,
  { seed, formats, emits }: PoolOptions,
  from: number,
  to: number,
): Promise<Result> {
  return new Promise((resolve) => {
    let at = from;
    let why: string | undefined;
    const hang = () => {
      why = `hang: no answer for ${HANGS_AFTER_MS / 1000} seconds`;
      worker.kill("SIGKILL");
    };
    let timer = setTimeout(hang, HANGS_AFTER_MS);
    const onData = (piece: Buffer) => {
      const last = piece.toString("latin1").trimEnd().split("\n").at(-1);
      if (last !== undefined && last !== "") at = Number(last);
      clearTimeout(timer);
      timer = setTimeout(hang, HANGS_AFTER_MS);
    };
    const end = (result: Result) => {
      clearTimeout(timer);
      worker.stdout?.off("data", onData);
      worker.removeAllListeners("message");
      worker.removeAllListeners("exit");
      resolve(result);
    };
    worker.stdout?.on("data", onData);
    worker.once("message", (verdicts) => end({ verdicts: verdicts as Verdict[] }));
    worker.once("exit", (code, signal) => end({ at, why: why ?? `the process ended with ${code ?? signal}` }));
    worker.send({ seed, formats, emits, from, to });
  });
}

function stopped(number: number, why: string): Verdict {
  const nothing = { distances: [], far: [], formatted: false, emitted: false, cpu: 0 };
  return { number, kind: "stopped", path: "", fate: "shape", ...nothing, problems: [why] };
}
