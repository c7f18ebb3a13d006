import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { build as bundle } from "esbuild";
import type { LedgerRun } from "../../src/cli/ledger-run.ts";
import { inProject, tempFolder } from "../kit/files.ts";
import { BOOK, DATE, fixture, MARKET } from "./kit.ts";
import { ledgerIn } from "./ledger-kit.ts";

/** The process that is killed as one file that starts quickly; the engines are found where ours are. */
export async function ledgerChild(): Promise<string> {
  const folder = tempFolder();
  fs.symlinkSync(inProject("node_modules"), path.join(folder, "node_modules"));
  const banner =
    'import { createRequire as requiring } from "node:module"; const require = requiring(import.meta.url);';
  await bundle({
    ...{ entryPoints: [inProject("test/run/ledger-child.ts")], outdir: folder, outExtension: { ".js": ".mjs" } },
    ...{ bundle: true, splitting: true, format: "esm", platform: "node" },
    external: ["@duckdb/node-api", "pg", "pg-copy-streams"],
    ...{ banner: { js: banner }, logLevel: "error" },
  });
  return path.join(folder, "ledger-child.mjs");
}

/** A ledger with one day, and corrections of it: every other one has a trade that the others have not. */
export function corrections(out: string, engine?: string) {
  const ledger = ledgerIn(out, engine);
  const book = ledger.write("book.json", fixture(BOOK));
  const other = fixture(MARKET);
  const trade = {
    ...{ time: "2027-02-02T20:29:30.000Z", source: "XDEX", kind: "trade" },
    ...{ product: "GPH", month: "2027-03", price: "2.460", size: "400" },
  };
  (other["observations"] as unknown as object[]).push(trade);
  const markets = [ledger.write("plain.json", fixture(MARKET)), ledger.write("other.json", other)];
  const run = (at: number): LedgerRun => ({
    ...{ ...ledger.place, out, date: DATE, books: [book], markets: [markets[at % 2] as string] },
    ...(at === 0 ? {} : { correct: `correction ${at}` }),
  });
  return { ledger, run };
}

/** Numbers from 0 until 1 that a seed says. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Runs the child until it is killed, by itself or so many milliseconds after it has said `after`; the lines it said. */
export function killed(
  child: string,
  given: readonly string[],
  after?: { readonly said: string; readonly milliseconds: number },
) {
  return new Promise<string[]>((resolve) => {
    const started = spawn(process.execPath, [child, ...given], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    let waiting = after !== undefined;
    const kill = (): void => {
      waiting = false;
      setTimeout(() => started.kill("SIGKILL"), after?.milliseconds ?? 0);
    };
    if (after?.said === "") kill();
    started.stdout.on("data", (data: Buffer) => {
      said += String(data);
      if (waiting && said.includes(`${after?.said}\n`)) kill();
    });
    started.on("close", () => resolve(said.split("\n").filter((one) => one !== "")));
  });
}
