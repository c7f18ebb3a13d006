import * as path from "node:path";
import { decode } from "./decode.ts";
import { type Disk, errorCode, realDisk, reasonOf } from "./disk.ts";
import { type Processes, writeGeneration } from "./generation.ts";
import {
  type Host,
  type ImportFailure,
  LIBRARY,
  type PathFound,
  type ReadFailure,
  type Replaced,
  type ReplaceFailure,
  type SpecsFound,
  storeOf,
  TEXT_LIMIT,
  type TextRead,
} from "./host.ts";
import { joinImport, normalise } from "./import-path.ts";
import { replaceFile } from "./replace.ts";

export type NodeHostOptions = {
  /** The folder that specs are read from and that no import leaves. */
  readonly root: string;
  /** The folder of the shipped library, shown as `std/…`. */
  readonly library: string;
  /** The folders of packages by name, shown as `NAME/…`. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Where relative paths of the command line start; the root unless said. */
  readonly cwd?: string;
  readonly textLimit?: number;
  readonly disk?: Disk;
  readonly processes?: Processes;
};

type Folders = {
  readonly disk: Disk;
  readonly root: string;
  /** Real folders by the first segment of their host paths: the library and the packages. */
  readonly stores: ReadonlyMap<string, string>;
};

/** A host over the file system of this machine. */
export function nodeHost(options: NodeHostOptions): Host {
  const disk = options.disk ?? realDisk;
  const processes = options.processes ?? { id: process.pid, isAlive };
  const cwd = path.resolve(options.cwd ?? options.root);
  const limit = options.textLimit ?? TEXT_LIMIT;
  const folders: Folders = {
    disk,
    root: realOf(disk, path.resolve(options.root)),
    stores: new Map(
      [[LIBRARY, options.library] as const, ...Object.entries(options.packages ?? {})].map(([name, folder]) => [
        name,
        realOf(disk, path.resolve(folder)),
      ]),
    ),
  };
  return {
    readText: (at) => guarded(at, () => readText(folders, at, limit)),
    listSpecs: (at, ending = ".tenor") => guarded(at, () => listSpecs(folders, at, ending)),
    locate: (argument) => guarded(argument, () => locate(folders, cwd, argument)),
    resolveImport: (importer, target) => resolveImport(folders, importer, target),
    replaceText: (at, text) => guarded(at, () => replaceText(folders, at, text)),
    writeGeneration: (out, files) => writeGeneration(disk, processes, out, path.resolve(cwd, out), files),
  };
}

/** Turns a failed system call about `at` into the failure it means. */
function guarded<T>(at: string, action: () => T): T | ReadFailure {
  try {
    return action();
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === undefined) throw thrown;
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing", path: at };
    return { kind: "unreadable", path: at, reason: reasonOf(code) };
  }
}

function readText(folders: Folders, at: string, limit: number): TextRead | ReadFailure {
  const real = insideOf(folders, at);
  if (real === undefined) return { kind: "outside", path: at };
  const { disk } = folders;
  // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
  const found = disk.lstatSync(real);
  if (found.isDirectory()) return { kind: "folder", path: at };
  if (!found.isFile()) return { kind: "unreadable", path: at, reason: "it is not an ordinary file" };
  if (found.size > limit) return { kind: "too-large", path: at, size: found.size, limit };
  const bytes = disk.readFileSync(real);
  // It may have grown in between.
  if (bytes.length > limit) return { kind: "too-large", path: at, size: bytes.length, limit };
  return decode(at, bytes);
}

function replaceText(folders: Folders, at: string, text: string): Replaced | ReadFailure | ReplaceFailure {
  const real = insideOf(folders, at);
  if (real === undefined) return { kind: "outside", path: at };
  const { disk } = folders;
  const found = disk.lstatSync(real);
  if (found.isDirectory()) return { kind: "folder", path: at };
  if (!found.isFile()) return { kind: "unreadable", path: at, reason: "it is not an ordinary file" };
  return replaceFile(disk, at, real, text);
}

function listSpecs(folders: Folders, at: string, ending: string): SpecsFound | ReadFailure {
  const real = insideOf(folders, at);
  if (real === undefined) return { kind: "outside", path: at };
  const paths: string[] = [];
  const visit = (where: string): void => {
    for (const one of folders.disk.readdirSync(where, { withFileTypes: true })) {
      // Hidden folders are other programs' stores, and our own; a linked folder could lead round in a circle.
      if (one.name.startsWith(".") || one.name === "node_modules") continue;
      const below = path.join(where, one.name);
      if (one.isDirectory()) visit(below);
      else if (one.name.endsWith(ending)) {
        const shown = hostPath(folders, below);
        if (shown !== undefined) paths.push(shown);
      }
    }
  };
  if (folders.disk.lstatSync(real).isDirectory()) visit(real);
  else paths.push(hostPath(folders, real) ?? at);
  return { kind: "specs", paths: paths.sort() };
}

function locate(folders: Folders, cwd: string, argument: string): PathFound | ReadFailure {
  const full = path.resolve(cwd, argument);
  const shown = hostPath(folders, full) ?? hostPath(folders, realOf(folders.disk, full));
  return shown === undefined ? { kind: "outside", path: argument } : { kind: "path", path: shown };
}

function resolveImport(folders: Folders, importer: string, target: string): PathFound | ImportFailure {
  const packages = packagesOf(folders);
  const joined = joinImport(importer, target, packages);
  if (joined.kind !== "path") return joined;
  const store = storeOf(joined.path, packages);
  const own = storeOf(importer, packages) === undefined && storeOf(target, packages) === undefined;
  const full = own ? path.join(folders.root, joined.path) : fileOf(folders, joined.path);
  const shown = guarded(target, () => realOf(folders.disk, full));
  // A circle of links or a name too long leads nowhere; reading it will say so.
  if (typeof shown !== "string") return joined;
  const real = hostPath(folders, shown);
  if (real === undefined || (!own && storeOf(real, packages) !== store))
    return { kind: "import-outside", target, importer };
  if (own && store !== undefined && !within(folders.stores.get(store) as string, shown)) {
    const kept = store === LIBRARY ? "the library" : "a package";
    return {
      kind: "import-bad-path",
      target,
      reason: `leads to a folder \`${store}\` of yours, a name kept for ${kept}`,
    };
  }
  // A store inside one's own folder has one name, whichever way it is reached.
  return { kind: "path", path: storeOf(real, packages) === undefined ? joined.path : real };
}

function packagesOf({ stores }: Folders): string[] {
  return [...stores.keys()].filter((name) => name !== LIBRARY);
}

/** The real path of what host path `at` names; undefined when that lies outside all folders. Throws where there is nothing. */
function insideOf(folders: Folders, at: string): string | undefined {
  if (normalise(at) !== at || at.includes("\0")) return undefined;
  const real = folders.disk.realpathSync(fileOf(folders, at));
  return [folders.root, ...folders.stores.values()].some((folder) => within(folder, real)) ? real : undefined;
}

function fileOf(folders: Folders, at: string): string {
  const store = storeOf(at, packagesOf(folders));
  if (store === undefined) return path.join(folders.root, at);
  return path.join(folders.stores.get(store) as string, at.slice(store.length + 1));
}

/** The host path of an absolute path, or undefined outside all folders. Stores come first: they may lie inside the root. */
function hostPath(folders: Folders, full: string): string | undefined {
  const stores = [...folders.stores].map(([name, folder]) => [folder, name] as const);
  for (const [folder, prefix] of [...stores, [folders.root, ""] as const]) {
    if (!within(folder, full)) continue;
    return [prefix, ...path.relative(folder, full).split(path.sep)].filter((segment) => segment !== "").join("/");
  }
  return undefined;
}

function within(folder: string, full: string): boolean {
  const way = path.relative(folder, full);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

/** The path with every link in it followed, as far as it exists. */
function realOf(disk: Disk, full: string): string {
  try {
    return disk.realpathSync(full);
  } catch (thrown) {
    const above = path.dirname(full);
    const code = errorCode(thrown);
    if ((code !== "ENOENT" && code !== "ENOTDIR") || above === full) throw thrown;
    return path.join(realOf(disk, above), path.basename(full));
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (thrown) {
    // EPERM: it runs, and belongs to somebody else.
    return errorCode(thrown) === "EPERM";
  }
}
