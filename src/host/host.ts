/** Why a text could not be had; `path` is the host path asked for. */
export type ReadFailure =
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "unreadable"; readonly path: string; readonly reason: string }
  /** `offset` counts bytes from the start of the file. */
  | { readonly kind: "not-text"; readonly path: string; readonly offset: number; readonly reason: string }
  /** `size` and `limit` are bytes. */
  | { readonly kind: "too-large"; readonly path: string; readonly size: number; readonly limit: number }
  | { readonly kind: "outside"; readonly path: string };

/** Why an import leads nowhere that may be read; `target` is what the author wrote. */
export type ImportFailure =
  | { readonly kind: "import-absolute"; readonly target: string }
  | { readonly kind: "import-outside"; readonly target: string; readonly importer: string }
  | { readonly kind: "import-bad-path"; readonly target: string; readonly reason: string };

/** Why an output folder was left as it was; `out` is the folder asked for. */
export type WriteFailure =
  | { readonly kind: "not-ours"; readonly out: string; readonly found: string }
  | { readonly kind: "not-writable"; readonly out: string; readonly reason: string }
  | { readonly kind: "write-failed"; readonly out: string; readonly file: string; readonly reason: string }
  | { readonly kind: "names-collide"; readonly out: string; readonly first: string; readonly second: string };

/** Why a file was left as it was; `path` is the host path. */
export type ReplaceFailure = { readonly kind: "not-replaced"; readonly path: string; readonly reason: string };

export type HostFailure = ReadFailure | ImportFailure | WriteFailure | ReplaceFailure;

export type TextRead = { readonly kind: "text"; readonly text: string };
export type PathFound = { readonly kind: "path"; readonly path: string };
export type Replaced = { readonly kind: "replaced"; readonly path: string };
export type SpecsFound = { readonly kind: "specs"; readonly paths: readonly string[] };
/** `changed` is false where the folder already held exactly these files. */
export type Written = { readonly kind: "written"; readonly out: string; readonly changed: boolean };

/** The files of one build, each with its path below the output folder; paths use `/`. They are asked for once, one after another. */
export type OutputFiles = Iterable<readonly [path: string, content: string | Uint8Array]>;

/**
 * Everything Tenor asks of the outside world. Host paths use `/` and are relative to the root folder of the specs; `std/…` is the
 * shipped library wherever it lies. Nothing here throws for what a user can cause.
 */
export type Host = {
  /** The whole text of a file, decoded strictly as UTF-8, without a byte order mark. */
  readonly readText: (path: string) => TextRead | ReadFailure;
  /** The host paths of every file that ends so, `.tenor` unless said, in a folder and below, sorted by code unit; a file's path gives that file. */
  readonly listSpecs: (path: string, ending?: string) => SpecsFound | ReadFailure;
  /** The host path that a path given on the command line means. */
  readonly locate: (argument: string) => PathFound | ReadFailure;
  /** The host path that `import "target"` means in the file `importer`; the file need not exist. */
  readonly resolveImport: (importer: string, target: string) => PathFound | ImportFailure;
  /** Makes an existing file hold exactly `text` in UTF-8, or, on any failure, what it held before. */
  readonly replaceText: (path: string, text: string) => Replaced | ReadFailure | ReplaceFailure;
  /** Makes `out` hold exactly `files`, all of them or, on any failure, what it held before. */
  readonly writeGeneration: (out: string, files: OutputFiles) => Written | WriteFailure;
};

/** The largest spec that is read: 8 MB, a hundred times the longest contract, so that a wrong file is refused and not parsed. */
export const TEXT_LIMIT = 8 * 1024 * 1024;

/** The first segment of every path of the shipped library. */
export const LIBRARY = "std";

/** True for a path inside the shipped library. */
export function inLibrary(path: string): boolean {
  return path === LIBRARY || path.startsWith(`${LIBRARY}/`);
}

/** The store that a path lies in: `std`, one of the packages by name, or undefined for the specs' own folder. */
export function storeOf(path: string, packages: readonly string[]): string | undefined {
  return [LIBRARY, ...packages].find((name) => path === name || path.startsWith(`${name}/`));
}
