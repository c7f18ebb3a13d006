import type * as Crypto from "node:crypto";
import * as path from "node:path";
import { type Disk, errorCode, reasonOf } from "./disk.ts";
import type { OutputFiles, WriteFailure, Written } from "./host.ts";
import { outputNames } from "./output-names.ts";
import { attempt, attempted, bytesOf, confirmFiles, syncFolder, writeBytes, writeWhole } from "./whole-files.ts";

/** Which process we are, and whether another still runs: with it a crashed build's leftovers are told from a running one's. */
export type Processes = { readonly id: number; readonly isAlive: (id: number) => boolean };

type Place = { readonly out: string; readonly parent: string; readonly store: string; readonly storeName: string };

/** Builds were named by their content once; an output that shows one of those is ours as well. */
const GENERATION = /^(?:build|[0-9a-f]{32})-[0-9a-f]{12}$/;
const CLAIM = /^claim-(\d+)-[0-9a-f]{12}$/;
const SPARE_LINK = /^link-(\d+)-[0-9a-f]{12}$/;
const PREVIOUS = "previous";

/** Failures that say "not here" rather than "not now". */
const REFUSALS: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "ELOOP", "ENAMETOOLONG"]);

/**
 * Makes `out` (an absolute path) show exactly `files`. They are written to a new folder in `.NAME.tenor` beside `out` as they come, so
 * that no more than one is held, and put safely on the disk; then `out`, a link, is switched to it by one rename. Until that rename the
 * earlier output is untouched, and after it the new one is whole. The generation before stays, for whoever is reading it; older ones and
 * the leftovers of crashed builds go. A build whose files are already there, byte for byte, changes nothing.
 *
 * Two builds at once: each writes a folder of a name of its own and holds a claim on it, the last rename wins, and nobody removes
 * what a running process has claimed.
 */
export function writeGeneration(
  disk: Disk,
  processes: Processes,
  shown: string,
  out: string,
  files: OutputFiles,
): Written | WriteFailure {
  const name = path.basename(out);
  const parent = path.dirname(out);
  const storeName = `.${name}.tenor`;
  const place: Place = { out, parent, storeName, store: path.join(parent, storeName) };
  let at = shown;
  try {
    const found = foreign(disk, place);
    if (found !== undefined) return { kind: "not-ours", out: shown, found };
    const current = currentGeneration(disk, place);
    makeFolders(disk, place.store);
    sweep(disk, processes, place);
    const token = randomName();
    const generation = `build-${token}`;
    const folder = path.join(place.store, generation);
    const claim = path.join(place.store, `claim-${processes.id}-${token}`);
    let result: Written | WriteFailure | undefined;
    try {
      // The claim names its generation by the token they share, and is there before it: see `sweep`.
      writeWhole(disk, claim, "");
      const before = current === undefined ? undefined : path.join(place.store, current);
      const made = writeAll(disk, folder, outputNames(shown), files, before, (file) => (at = file));
      if ("collision" in made) result = made.collision;
      else if (made.same) result = { kind: "written", out: shown, changed: false };
      else {
        confirmFiles(disk, folder, made.written, (file) => (at = file));
        at = shown;
        switchTo(disk, processes, place, generation, token, current);
      }
    } finally {
      // After a failed switch the link may still have moved: what it shows stays.
      if (currentGeneration(disk, place) !== generation) discard(disk, folder);
      discard(disk, claim);
    }
    sweep(disk, processes, place);
    return result ?? { kind: "written", out: shown, changed: true };
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === undefined) throw thrown;
    if (REFUSALS.has(code)) return { kind: "not-writable", out: shown, reason: reasonOf(code) };
    return { kind: "write-failed", out: shown, file: at, reason: reasonOf(code) };
  }
}

/** What stands at `out` (or at the store beside it) that no build of ours made, in words; undefined when the place may be taken. */
function foreign(disk: Disk, place: Place): string | undefined {
  const store = kindAt(disk, place.store);
  if (store !== undefined && store !== "folder") return `kept beside a ${store} named ${place.storeName}`;
  switch (kindAt(disk, place.out)) {
    case undefined:
      return undefined;
    case "link":
      return currentGeneration(disk, place) === undefined ? "a link to somewhere else" : undefined;
    case "folder":
      return disk.readdirSync(place.out).length === 0 ? undefined : "a folder with files in it";
    default:
      return "a file";
  }
}

function kindAt(disk: Disk, where: string): "link" | "folder" | "file" | undefined {
  const found = disk.lstatSync(where, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return found.isSymbolicLink() ? "link" : found.isDirectory() ? "folder" : "file";
}

/** The generation that `out` shows, when `out` is a link of ours. */
function currentGeneration(disk: Disk, place: Place): string | undefined {
  return linkedGeneration(disk, place.out, `${place.storeName}/`);
}

function linkedGeneration(disk: Disk, link: string, prefix: string): string | undefined {
  let target: string;
  try {
    target = disk.readlinkSync(link).replaceAll("\\", "/");
  } catch (thrown) {
    // EINVAL: no link stands there, ENOENT: nothing does.
    if (["EINVAL", "ENOENT", "UNKNOWN"].includes(errorCode(thrown) ?? "")) return undefined;
    throw thrown;
  }
  const name = target.slice(prefix.length);
  return target.startsWith(prefix) && GENERATION.test(name) ? name : undefined;
}

function filesBelow(disk: Disk, folder: string, prefix: string): string[] {
  return disk
    .readdirSync(path.join(folder, prefix), { withFileTypes: true })
    .flatMap((one) =>
      one.isDirectory() ? filesBelow(disk, folder, `${prefix}${one.name}/`) : [`${prefix}${one.name}`],
    );
}

type All = { readonly collision: WriteFailure } | { readonly same: boolean; readonly written: readonly string[] };

/** Writes the files as they come; `same` where the folder `before` holds exactly them, byte for byte: somebody may have edited it since. */
function writeAll(
  disk: Disk,
  folder: string,
  taken: (file: string) => WriteFailure | undefined,
  files: OutputFiles,
  before: string | undefined,
  onFile: (file: string) => void,
): All {
  disk.mkdirSync(folder);
  const folders = new Set([folder]);
  const written: string[] = [];
  let same = before !== undefined;
  for (const [file, content] of files) {
    onFile(file);
    const collision = taken(file);
    if (collision !== undefined) return { collision };
    const bytes = bytesOf(content);
    const where = path.join(folder, file);
    if (!folders.has(path.dirname(where))) disk.mkdirSync(path.dirname(where), { recursive: true });
    folders.add(path.dirname(where));
    writeBytes(disk, where, bytes);
    written.push(file);
    same &&= attempted(false, () => disk.readFileSync(path.join(before as string, file)).equals(bytes));
  }
  same &&= attempted(false, () => filesBelow(disk, before as string, "").length === written.length);
  return { same, written };
}

function switchTo(
  disk: Disk,
  processes: Processes,
  place: Place,
  generation: string,
  token: string,
  current: string | undefined,
): void {
  syncFolder(disk, place.store);
  const spare = path.join(place.store, `link-${processes.id}-${token}`);
  try {
    if (current !== undefined) {
      disk.symlinkSync(current, spare, "dir");
      disk.renameSync(spare, path.join(place.store, PREVIOUS));
    }
    disk.symlinkSync(`${place.storeName}/${generation}`, spare, "dir");
    // No rename replaces a folder by a link; this one is empty, or the call fails and nothing is lost.
    if (kindAt(disk, place.out) === "folder") disk.rmdirSync(place.out);
    disk.renameSync(spare, place.out);
  } catch (thrown) {
    discard(disk, spare);
    throw thrown;
  }
  // Too late to fail: should the switch be lost in a power cut, the earlier output shows again, and that is whole too.
  attempt(() => syncFolder(disk, place.parent));
}

/**
 * Removes generations that are neither shown, nor the one before, nor claimed by a running process, and the claims and spare links of
 * dead ones. The order of the looks matters: a build claims before it makes its folder and lets go after the switch, so a folder
 * seen first is either claimed when claims are read second, or shown when the links are read third. What cannot be
 * removed waits for the next build.
 */
function sweep(disk: Disk, processes: Processes, place: Place): void {
  let names: string[];
  const live = new Set<string>();
  const keep = new Set<string | undefined>();
  const dead: string[] = [];
  try {
    names = disk.readdirSync(place.store).filter((name) => GENERATION.test(name));
    for (const name of disk.readdirSync(place.store)) {
      const owner = CLAIM.exec(name)?.[1] ?? SPARE_LINK.exec(name)?.[1];
      if (owner === undefined) continue;
      if (processes.isAlive(Number(owner))) live.add(tokenOf(name));
      else dead.push(name);
    }
    keep.add(currentGeneration(disk, place));
    keep.add(linkedGeneration(disk, path.join(place.store, PREVIOUS), ""));
  } catch (thrown) {
    if (errorCode(thrown) === undefined) throw thrown;
    return;
  }
  const old = names.filter((name) => !keep.has(name) && !live.has(tokenOf(name)));
  for (const name of [...old, ...dead]) discard(disk, path.join(place.store, name));
}

function tokenOf(name: string): string {
  return name.slice(name.lastIndexOf("-") + 1);
}

/** Removes a file or folder if it can be; what is left over is swept by a later build. */
function discard(disk: Disk, where: string): void {
  attempt(() => disk.rmSync(where, { recursive: true, force: true }));
}

/**
 * Makes a folder and those above it, one by one: asked to make several at once where none can be made (`/proc/x/y`), Node 20 never
 * comes back.
 */
function makeFolders(disk: Disk, folder: string): void {
  const missing: string[] = [];
  for (let at = folder; !isThere(disk, at); at = path.dirname(at)) missing.push(at);
  for (const one of missing.reverse()) {
    try {
      disk.mkdirSync(one);
    } catch (thrown) {
      // Another build may have made it in between.
      if (errorCode(thrown) !== "EEXIST") throw thrown;
    }
  }
}

function isThere(disk: Disk, at: string): boolean {
  try {
    disk.lstatSync(at);
    return true;
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === "ENOENT") return false;
    throw thrown;
  }
}

/** Loaded when something is written: nothing that only reads needs it. */
function crypto(): typeof Crypto {
  return process.getBuiltinModule("node:crypto");
}

/** Twelve hexadecimal digits that no other process has. */
export function randomName(): string {
  return crypto().randomBytes(6).toString("hex");
}
