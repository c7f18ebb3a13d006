/**
 * Makes `editors/vscode/tenor-lang-VERSION.vsix`: the client, the language server with the shipped library, and the grammar generated from
 * ours. Run `npm install` here and at the project's root before.
 */
import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const extension = path.join(root, "editors/vscode");
const into = (...parts) => path.join(extension, ...parts);

for (const made of ["dist", "syntaxes", "specs"]) fs.rmSync(into(made), { recursive: true, force: true });
fs.mkdirSync(into("syntaxes"), { recursive: true });
fs.copyFileSync(path.join(root, "grammar/generated/tenor.tmLanguage.json"), into("syntaxes/tenor.tmLanguage.json"));
fs.cpSync(path.join(root, "specs/std"), into("specs/std"), { recursive: true });
fs.copyFileSync(path.join(root, "LICENSE"), into("LICENSE"));

execFileSync(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", here], { stdio: "inherit" });

const common = { bundle: true, platform: "node", target: "node20", minify: true, charset: "utf8", logLevel: "warning" };
await build({
  ...common,
  entryPoints: [into("src/extension.ts")],
  outfile: into("dist/extension.js"),
  format: "cjs",
  external: ["vscode"],
  nodePaths: [path.join(here, "node_modules")],
});
await build({
  ...common,
  entryPoints: [path.join(root, "src/cli/main.ts")],
  outdir: into("dist"),
  // The database of `settle --ledger` is no part of an editor.
  external: ["@duckdb/node-api"],
  entryNames: "server",
  outExtension: { ".js": ".mjs" },
  format: "esm",
  splitting: true,
  banner: { js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);' },
});

const vsce = path.join(here, "node_modules/@vscode/vsce/vsce");
execFileSync(process.execPath, [vsce, "package", "--no-dependencies", "--skip-license", "--allow-missing-repository"], {
  cwd: extension,
  stdio: "inherit",
});
await answers(into("dist/server.mjs"));

/** A package whose server does not answer is not made. */
async function answers(server) {
  // As the client of the extension starts it.
  const child = spawn(process.execPath, [server, "lsp", "--stdio", `--clientProcessId=${process.pid}`], {
    cwd: extension,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const uri = pathToFileURL(into("trial.tenor")).href;
  const text = 'import "std/calendars/us.tenor"\ncalendar MINE from US_EXCHANGE\nfuture {\n';
  send({ id: 1, method: "initialize", params: { processId: process.pid, rootUri: null, capabilities: {} } });
  send({ method: "initialized", params: {} });
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "tenor", version: 1, text } } });
  let said = "";
  for await (const chunk of child.stdout) {
    said += chunk;
    if (/"method":"textDocument\/publishDiagnostics"/.test(said) && said.endsWith("}")) break;
  }
  child.kill();
  const found = /"diagnostics":\[\{/.test(said) && !/"code":"(?:file|import)-/.test(said);
  if (!found) throw new Error(`the packaged server did not answer as it should: ${said}`);
  console.log("the packaged server answers, and finds its own library");
}
