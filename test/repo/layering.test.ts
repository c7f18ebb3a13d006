import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { filesBelow, inProject } from "../kit/files.ts";

/** The straight way: a room imports itself and the rooms before it. */
const ORDER = ["text", "diagnostic", "grammar", "ast", "resolve", "check", "model", "prove", "emit", "run"];

const before = (room: string): string[] => ORDER.slice(0, ORDER.indexOf(room) + 1);

/**
 * What each room may import. Beside the straight way: `runtime` imports nothing, not even Node; `value` knows the runtime's numbers and
 * nothing of syntax, and is known from `ast` on. `top` are the files of `src` itself: the pipeline and the library's entry points.
 */
const MAY: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(ORDER.map((room) => [room, before(room)])),
  ...Object.fromEntries(ORDER.slice(ORDER.indexOf("ast")).map((room) => [room, [...before(room), "value", "runtime"]])),
  runtime: ["runtime"],
  value: ["value", "runtime"],
  format: ["format", "text", "diagnostic", "grammar", "ast"],
  host: ["host", "text", "diagnostic"],
  top: ["top", ...ORDER, "value", "runtime", "format", "host"],
  server: ["server", "top", ...ORDER, "value", "runtime", "format", "host"],
  playground: ["playground", "top", ...ORDER, "value", "runtime", "format", "host", "server"],
  cli: ["cli", "top", ...ORDER, "value", "runtime", "format", "host", "server", "playground"],
};

/** The part of `host` that touches no file: what a host is, and what its failures are called. Rooms that are given a host may name it. */
const HOST_INTERFACE = ["src/host/host.ts", "src/host/failure.ts", "src/host/import-path.ts", "src/host/engine.ts"];
const GIVEN_A_HOST = ["resolve", "check", "model", "prove", "emit", "run", "top"];

/** Packages that have one place each, and the rooms where Node itself may be used. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  chevrotain: /^(?:src\/)?grammar\/|^src\/ast\//,
  handlebars: /^src\/emit\/filing\//,
  "markdown-it": /^src\/emit\/filing\//,
  "@noble/hashes": /^src\/text\/sha256\.ts$/,
  "@duckdb/node-api": /^src\/host\/duckdb\.ts$/,
  pg: /^src\/host\/postgres\.ts$/,
  "pg-copy-streams": /^src\/host\/postgres\.ts$/,
  commander: /^src\/cli\//,
  "vscode-languageserver": /^src\/server\/|^src\/cli\/command\/lsp\.ts$/,
  "vscode-languageserver-types": /^src\/server\//,
  "vscode-languageserver-textdocument": /^src\/server\//,
  ...Object.fromEntries(
    ["autocomplete", "commands", "language", "lint", "state", "view"].map((one) => [
      `@codemirror/${one}`,
      /^src\/playground\/page\//,
    ]),
  ),
  node: /^src\/(?:host|cli|server|playground|run)\//,
};

type Import = { readonly from: string; readonly to: string };

function importsOf(file: string): Import[] {
  const text = fs.readFileSync(inProject(file), "utf8");
  // Prettier starts every import at the margin, which tells it from one in a text.
  const found = text.matchAll(
    /^import (?:type )?(?:[\w*{][^;"'`]*? from )?"([^"\n]+)";|^export (?:type )?[*{][^;"'`]*? from "([^"\n]+)";|\bimport\(\s*"([^"\n]+)"/gm,
  );
  return [...found].map((match) => ({ from: file, to: (match[1] ?? match[2] ?? match[3]) as string }));
}

function roomOf(file: string): string {
  if (file.startsWith("grammar/")) return "grammar";
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? "top";
}

/** What is wrong with an import, in a sentence; undefined when nothing is. */
function wrong({ from, to }: Import): string | undefined {
  const room = roomOf(from);
  if (!to.startsWith(".")) {
    const name = to.startsWith("node:")
      ? "node"
      : to
          .split("/")
          .slice(0, to.startsWith("@") ? 2 : 1)
          .join("/");
    if (PACKAGES[name]?.test(from) === true) return undefined;
    return `${from} imports ${to}: ${PACKAGES[name] === undefined ? "no room has it" : `only ${PACKAGES[name]} may`}`;
  }
  const target = path.posix.join(path.posix.dirname(from), to);
  const other = roomOf(target);
  if (!/^(?:src|grammar)\//.test(target)) return `${from} imports ${target}, which is not shipped`;
  if (!/\.(?:ts|js|json)$/.test(to)) return `${from} imports ${to} without its ending`;
  const allowed = MAY[room];
  if (allowed === undefined) return `${from}: there is no room ${room}`;
  if (allowed.includes(other)) {
    if (other !== "host" || room !== "top" || HOST_INTERFACE.includes(target)) return undefined;
  }
  if (HOST_INTERFACE.includes(target) && GIVEN_A_HOST.includes(room)) return undefined;
  return `${from} imports ${target}: ${room} may not know ${other}`;
}

const sources = ["src", "grammar"].flatMap((folder) =>
  filesBelow(folder, (file) => /(?<!\.d)\.ts$/.test(file) && !file.includes("/generated/")),
);

test("no room imports what lies behind it on the straight way", () => {
  const all = sources.flatMap(importsOf);
  assert.ok(all.length > 20, "the imports were found");
  assert.equal(
    all.map(wrong).filter((one) => one !== undefined),
    [],
  );
});

test("the rule refuses what it must", () => {
  const refused: readonly [string, string][] = [
    ["src/text/source.ts", "../diagnostic/diagnostic.ts"],
    ["src/runtime/exact.ts", "../value/unit.ts"],
    ["src/runtime/exact.ts", "node:fs"],
    ["src/value/unit.ts", "../ast/nodes.ts"],
    ["src/check/x.ts", "../model/model.ts"],
    ["src/emit/x/y.ts", "../../ast/nodes.ts/../../run/x.ts"],
    ["src/emit/x.ts", "../host/node.ts"],
    ["src/resolve/x.ts", "../host/node.ts"],
    ["src/pipeline.ts", "./host/node.ts"],
    ["src/index.ts", "./cli/main.ts"],
    ["src/emit/x.ts", "luxon"],
    ["src/value/zone.ts", "luxon"],
    ["src/check/x.ts", "lodash"],
    ["src/check/x.ts", "../../test/kit/files.ts"],
    ["src/check/x.ts", "./y"],
    ["src/nowhere/x.ts", "../text/source.ts"],
  ];
  for (const [from, to] of refused) assert.ok(wrong({ from, to }) !== undefined, `${from} -> ${to}`);
  const fine: readonly [string, string][] = [
    ["src/resolve/x.ts", "../host/host.ts"],
    ["src/cli/main.ts", "../host/node.ts"],
    ["src/check/rules/x.ts", "../../value/unit.ts"],
    ["src/pipeline.ts", "./emit/registry.ts"],
    ["src/cli/main.ts", "node:path"],
  ];
  for (const [from, to] of fine) assert.is(wrong({ from, to }), undefined);
});

test("what is imported is read from the text as it is written", () => {
  const file = "src/host/node.ts";
  const found = importsOf(file).map((one) => one.to);
  assert.equal(found, [
    "node:path",
    "./decode.ts",
    "./disk.ts",
    "./generation.ts",
    "./host.ts",
    "./import-path.ts",
    "./replace.ts",
  ]);
});

test.run();
