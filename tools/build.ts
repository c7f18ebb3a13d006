/**
 * Makes `dist/`, what the package consists of besides `specs/` and `templates/`: the command, the library with its two further entry
 * points, their types, and the licences of everything bundled. The package has no dependencies of its own.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { filesBelow, root } from "./files.ts";
import { buildPlayground } from "./playground.ts";

type Entry = { readonly source: string; readonly out: string; readonly options: BuildOptions };

/** The library runs in a browser as well: nothing of Node, no code made at run time. */
const anywhere: BuildOptions = { platform: "neutral", mainFields: ["module", "main"], conditions: ["import"] };

/**
 * How V8 is told that a check is a short run. Optimised code pays where code runs for long: with the budget V8 has by itself, a check of a few
 * files spends a third of its processor time on making code that is hardly run. A check of many files reaches this budget as well.
 */
const SHORT_RUN = "--interrupt-budget=2000000";

/** The command: it hands everything but a plain check to the whole command line, which stands beside it. */
const command: BuildOptions = {
  platform: "node",
  format: "cjs",
  minify: true,
  outExtension: { ".js": ".cjs" },
  define: { SHORT_RUN: JSON.stringify(SHORT_RUN) },
  banner: { js: "#!/usr/bin/env node" },
  plugins: [
    {
      name: "the whole command line",
      setup: (of) => of.onResolve({ filter: /^\.\/main\.ts$/ }, () => ({ path: "./tenor/main.js", external: true })),
    },
  ],
};

const commandLine: BuildOptions = {
  platform: "node",
  // What a verb needs stands beside the command and is read when that verb is asked for.
  splitting: true,
  minifyWhitespace: true,
  minifySyntax: true,
  minify: true,
  chunkNames: "tenor/[name]-[hash]",
  // The embedded engine and the driver of a server are packages of their own, which users install who settle books.
  external: ["@duckdb/node-api", "pg", "pg-copy-streams"],
  banner: {
    // Packages written for `require` are bundled too, and ask for Node's own modules by it.
    js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
};

/** One function that is given what a module has, in one byte a character: `src/cli/tenor.ts` compiles it, or takes it compiled. */
const quickly: BuildOptions = {
  platform: "node",
  format: "cjs",
  charset: "ascii",
  minify: true,
  outExtension: { ".js": ".cjs" },
  define: { "import.meta.url": "fileUrl" },
  banner: {
    js: '(function(require,module,file){"use strict";const fileUrl=require("node:url").pathToFileURL(file).href;',
  },
  footer: { js: "})" },
};

const ENTRIES: readonly Entry[] = [
  { source: "src/cli/tenor.ts", out: "dist/tenor.cjs", options: command },
  { source: "src/cli/main.ts", out: "dist/tenor/main.js", options: commandLine },
  { source: "src/cli/check-files.ts", out: "dist/tenor/check.cjs", options: quickly },
  { source: "src/index.ts", out: "dist/index.js", options: anywhere },
  { source: "src/runtime/index.ts", out: "dist/runtime.js", options: anywhere },
  { source: "src/engine.ts", out: "dist/engine.js", options: anywhere },
];

/** The source files of the package's entry points. */
export const entrySources: readonly string[] = ENTRIES.map((entry) => entry.source);

async function main(): Promise<void> {
  fs.rmSync(path.join(root, "dist"), { recursive: true, force: true });
  const inputs = new Set<string>();
  for (const { source, out, options } of ENTRIES) {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [{ in: source, out: out.replace(/^dist\/|\.c?js$/g, "") }],
      outdir: "dist",
      bundle: true,
      format: "esm",
      target: "node20",
      charset: "utf8",
      legalComments: "none",
      metafile: true,
      logLevel: "warning",
      ...options,
    });
    for (const input of Object.keys((metafile as Metafile).inputs)) inputs.add(input);
    console.log(`${out}  ${Math.round(fs.statSync(path.join(root, out)).size / 1024)} kB`);
  }
  const page = await buildPlayground(path.join(root, "dist/playground"));
  for (const input of Object.keys(page.inputs)) inputs.add(input);
  fs.chmodSync(path.join(root, "dist/tenor.cjs"), 0o755);
  warm();
  fs.writeFileSync(path.join(root, "dist/THIRD-PARTY.txt"), licences([...inputs]));
  declareTypes();
}

/**
 * Keeps what V8 makes of the quick check after it has checked the shipped specs once. V8 takes it only where it is the same V8 with the
 * same flags; the hash of the compiler does not count it, because it changes nothing of what is said.
 */
function warm(): void {
  const program = path.join(root, "dist/tenor/check.cjs");
  const cache = path.join(root, `dist/cache/check-${process.versions.v8}.bin`);
  fs.mkdirSync(path.dirname(cache), { recursive: true });
  const run = `
    const fs = require("node:fs"), { Script } = require("node:vm");
    const [program, cache, flag] = process.argv.slice(1);
    require("node:v8").setFlagsFromString(flag);
    const script = new Script(fs.readFileSync(program, "latin1"), { filename: program });
    const module = { exports: {} };
    script.runInThisContext()(require, module, program);
    const code = module.exports.checkFiles(["specs"]);
    fs.writeFileSync(cache, script.createCachedData());
    process.exitCode = code;`;
  execFileSync(process.execPath, ["-e", run, program, cache, SHORT_RUN], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** The name, version and licence text of every package that a bundle holds a part of. */
function licences(inputs: readonly string[]): string {
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(root, folder, "package.json"), "utf8"));
    const file = fs.readdirSync(path.join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
    const text =
      file === undefined ? `Licence: ${license}` : fs.readFileSync(path.join(root, folder, file), "utf8").trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  return `Tenor's bundles hold parts of these packages.\n\n${texts.join(`\n${"-".repeat(78)}\n\n`)}`;
}

/** The `.d.ts` of every entry point and of what they name, in `dist/types`, with `.js` in their imports as packages have it. */
function declareTypes(): void {
  execFileSync(
    process.execPath,
    [path.join(root, "node_modules/typescript/bin/tsc"), "-p", "tools/tsconfig.types.json"],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  // The compiler passes over declarations that were written as such: those of the generated validators.
  for (const file of filesBelow("src", (one) => one.endsWith(".d.ts"))) {
    fs.mkdirSync(path.join(root, "dist/types", path.dirname(file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(root, "dist/types", file));
  }
  for (const file of filesBelow("dist/types", (one) => one.endsWith(".d.ts"))) {
    const text = fs.readFileSync(path.join(root, file), "utf8");
    fs.writeFileSync(path.join(root, file), text.replace(/((?:from|import\()\s*"\.[^"]*)\.ts"/g, '$1.js"'));
  }
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === path.join(root, "tools/build.ts")) await main();
