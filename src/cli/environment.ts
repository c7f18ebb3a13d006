import { existsSync, readdirSync, readFileSync, realpathSync, writeSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import type { Painter, Part } from "../diagnostic/render-text.ts";
import type { Host } from "../host/host.ts";
import { nodeHost } from "../host/node.ts";
import { sha256 } from "../host/sha256.ts";
import { colours } from "./colours.ts";
import { coloured } from "./ink.ts";

/** What a command runs in: files, where text goes, and how it is coloured. */
export type Environment = {
  readonly host: Host;
  /** The names of the packages that specs may import. */
  readonly packages?: readonly string[];
  /** Their folders, by those names. */
  readonly packageFolders?: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The folder of the specs; the current one unless said. */
  readonly root?: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Colours of standard error; undefined where it is no terminal or `NO_COLOR` is set. */
  readonly painter?: Painter;
};

const here = path.dirname(fileURLToPath(import.meta.url));

/** The shipped library: beside the bundle in a package, above `src/cli` in the sources. */
export function libraryFolder(): string {
  const near = [path.join(here, "../specs/std"), path.join(here, "../../specs/std")];
  return near.find((one) => existsSync(one)) ?? (near[0] as string);
}

/**
 * The environment of this process; `root` is the folder that specs are read from and that no import leaves, `packages` are folders by the
 * names under which specs import them.
 */
export function processEnvironment(
  root: string | undefined,
  packages: Readonly<Record<string, string>> = {},
): Environment {
  const cwd = process.cwd();
  return {
    host: nodeHost({ root: root ?? cwd, library: libraryFolder(), packages, cwd }),
    packages: Object.keys(packages),
    packageFolders: packages,
    cwd,
    root: path.resolve(cwd, root ?? "."),
    out: writer(1),
    error: writer(2),
    ...(coloured(2) ? { painter } : {}),
  };
}

/** As much as every pipe takes at once (POSIX, `PIPE_BUF` at the least the systems of today have), in characters of four bytes. */
const AT_ONCE = 1024;

/** Writes to a descriptor. A few lines go straight there, for the stream of it takes longer to load than they to be found. */
function writer(descriptor: 1 | 2): (text: string) => void {
  let streamed = false;
  return (text) => {
    if (!streamed && text.length <= AT_ONCE) {
      try {
        writeSync(descriptor, text);
        return;
      } catch {
        // Full, or nobody reads it any more: the stream knows what to do.
      }
    }
    streamed = true;
    (descriptor === 1 ? process.stdout : process.stderr).write(text);
  };
}

const PAINT: Readonly<Record<Part, (text: string) => string>> = {
  error: (text) => colours.bold(colours.red(text)),
  warning: (text) => colours.bold(colours.yellow(text)),
  message: colours.bold,
  frame: colours.dim,
  place: colours.cyan,
  related: colours.blue,
  evidence: colours.dim,
  help: colours.green,
};

const painter: Painter = (part, text) => PAINT[part](text);

/** The hash of the bundle that runs, with the parts it loads; the same text for every run from sources, which are no release. */
export function compilerHash(): string {
  const bundle = process.argv[1];
  if (bundle === undefined || path.basename(bundle) !== "tenor.cjs" || !existsSync(bundle)) return sha256("sources");
  const parts = path.join(path.dirname(realpathSync(bundle)), "tenor");
  const names = existsSync(parts) ? readdirSync(parts).sort() : [];
  return sha256(
    [bundle, ...names.map((name) => path.join(parts, name))].map((file) => sha256(readFileSync(file))).join("\n"),
  );
}
