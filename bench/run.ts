/**
 * `npm run bench`: bundles `measure.ts` (`npm run bench -- dates`: `dates.ts`, `-- instruments`: `instruments.ts`, `-- fixing`: `fixing.ts`, `-- margin`: `margin.ts`, `-- volatility`: `volatility.ts`, `-- proof`: `proof.ts`, `-- desk`: `desk.ts`, `-- playground`: `playground.ts`, which is run as it is, for what it measures is the page that it builds, `-- limits`: `limits.ts`, `-- limits-peers`: `limits-peers.ts`, `-- ledger`: `ledger.ts`, `-- filings`: `filings.ts`) as the package is bundled,
 * for what runs sources directly wraps every closure and measures itself, and runs it in one process on one core. The bundle stands in
 * `bench/node_modules`, where the peers are found (`npm ci` in `bench`).
 */
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const [asked, ...others] = process.argv.slice(2);
const program =
  asked === "dates" ||
  asked === "instruments" ||
  asked === "fixing" ||
  asked === "margin" ||
  asked === "volatility" ||
  asked === "proof" ||
  asked === "desk" ||
  asked === "limits" ||
  asked === "limits-peers" ||
  asked === "ledger" ||
  asked === "filings"
    ? asked
    : "measure";
if (asked === "playground") {
  execFileSync(process.execPath, ["--import", "tsx", path.join(here, "playground.ts"), ...others], {
    stdio: "inherit",
  });
  process.exit();
}
const rest = program === "measure" ? process.argv.slice(2) : others;
const outfile = (name: string): string => path.join(here, `node_modules/.measure/${name}.mjs`);

// `measure` gives each contender processes of its own.
for (const name of program === "measure" ? [program, "alone"] : [program])
  await build({
    entryPoints: [path.join(here, `${name}.ts`)],
    outfile: outfile(name),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
    // Its native part cannot be bundled; it is found beside the project's own packages.
    external: ["@duckdb/node-api", "pg", "pg-copy-streams"],
    define: { PROJECT: JSON.stringify(path.dirname(here)) },
    banner: {
      js: 'import { createRequire as requireOf } from "node:module";\nconst require = requireOf(import.meta.url);',
    },
  });
// A young generation of 64 MiB, for all contenders alike: with the default of 16 each of them spends a fifth of its time collecting it.
const flags = ["--expose-gc", "--max-old-space-size=6144", "--max-semi-space-size=64"];
const command = [process.execPath, ...flags, outfile(program), ...rest];
// A ledger is booked by an engine that takes all cores, and so does what it is compared with.
const pinned = process.platform === "linux" && program !== "ledger" ? ["taskset", "-c", "0", ...command] : command;
const [executable, ...given] = pinned as [string, ...string[]];
execFileSync(executable, given, { stdio: "inherit" });
