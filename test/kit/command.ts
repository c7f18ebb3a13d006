import * as path from "node:path";
import { buildSync } from "esbuild";
import { inProject } from "./files.ts";

/** What the runner tells its test files: where the commands stand, made ready once for all of them. */
const READY = "TENOR_UNDER_TEST";

/** Scripts that tests start as processes of their own. */
const SCRIPTS = ["src/cli/main.ts", "src/cli/start.ts"] as const;
export type Script = (typeof SCRIPTS)[number];

/**
 * Bundles the scripts into `folder`, two levels below the project as they are in `src`, so that they find what stands beside them; the environment
 * by which test files find them. A process of a test then reads one file instead of turning hundreds from TypeScript each time.
 */
export function makeReady(folder: string): Record<string, string> {
  buildSync({
    entryPoints: SCRIPTS.map((script) => ({ in: inProject(script), out: path.basename(script, ".ts") })),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "node20",
    platform: "node",
    charset: "utf8",
    external: ["@duckdb/node-api", "pg", "pg-copy-streams"],
    banner: { js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);' },
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
  return { [READY]: folder };
}

/** What Node is called with to run a script: the bundle of the runner, or the source where a test file is run by itself. */
export function argumentsFor(script: Script): string[] {
  const folder = process.env[READY];
  return folder === undefined
    ? ["--import", import.meta.resolve("tsx"), inProject(script)]
    : [path.join(folder, `${path.basename(script, ".ts")}.mjs`)];
}
