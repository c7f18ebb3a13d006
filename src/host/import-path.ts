import { type ImportFailure, LIBRARY, type PathFound, storeOf } from "./host.ts";

/** The folder part of a host path; "" for a file that lies in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** A path without `.`, `..` and empty segments, or undefined when `..` climbs above where the path starts. */
export function normalise(path: string): string | undefined {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.join("/");
}

/** What is wrong with the spelling of a path, in words that follow "its path"; undefined when nothing is. */
export function badSpelling(path: string): string | undefined {
  if (path === "") return "is empty";
  // A path is shown, compared and stored as text: what cannot be seen in it must not be in it.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path)) return "holds a character that cannot be seen";
  if (/\p{Cs}/u.test(path)) return "holds half a character";
  if (path.includes("\\")) return "is written with `\\`; folders are parted by `/`";
  return undefined;
}

/**
 * The host path that `import "target"` means in `importer`, by spelling alone: relative to the importer's folder, `std/…` for the
 * shipped library, or `NAME/…` for one of the `packages`. Absolute paths, drive letters, addresses, backslashes and control characters are refused, and so is whatever
 * climbs out of the root, or out of the library or a package from within it.
 */
export function joinImport(
  importer: string,
  target: string,
  packages: readonly string[] = [],
): PathFound | ImportFailure {
  if (/^(?:[/~]|[A-Za-z][A-Za-z0-9+.-]*:|\\\\)/.test(target)) return { kind: "import-absolute", target };
  const reason = badSpelling(target);
  if (reason !== undefined) return { kind: "import-bad-path", target, reason };
  const from = storeOf(importer, packages);
  // The library knows of no package.
  const named = target.includes("/") ? storeOf(target, from === LIBRARY ? [] : packages) : undefined;
  const path = normalise(named === undefined ? `${folderOf(importer)}/${target}` : target);
  const wanted = named ?? from;
  if (path === undefined || (wanted !== undefined && storeOf(path, packages) !== wanted)) {
    return { kind: "import-outside", target, importer };
  }
  if (path === wanted || path === LIBRARY || /(?:^|\/)\.{0,2}$/.test(target)) {
    return { kind: "import-bad-path", target, reason: "names a folder, not a file" };
  }
  return { kind: "path", path };
}
