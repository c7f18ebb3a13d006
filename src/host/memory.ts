import { decode } from "./decode.ts";
import { type Host, type ReadFailure, TEXT_LIMIT, type WriteFailure } from "./host.ts";
import { joinImport, normalise } from "./import-path.ts";
import { outputNames } from "./output-names.ts";

export type MemoryHostOptions = {
  /** Every file by host path, the library's under `std/`. */
  readonly files: Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string | Uint8Array>;
  /** Names of packages, whose files stand under `NAME/`. */
  readonly packages?: readonly string[];
  /** What reading a path answers instead of its text. */
  readonly broken?: ReadonlyMap<string, ReadFailure>;
  /** The disk is full when this many files of a build are written; never unless said. */
  readonly fullAfter?: number;
};

export type MemoryHost = Host & {
  /** What every output folder holds now. */
  readonly outputs: ReadonlyMap<string, Built>;
};

/** A host that holds everything in memory: for tests, the playground and whoever uses the library in a browser. */
export function memoryHost(options: MemoryHostOptions): MemoryHost {
  const { files: given, broken = new Map<string, ReadFailure>(), fullAfter = Infinity, packages = [] } = options;
  // A map, so that a file named `__proto__` is a file like any other.
  const files = new Map(isMap(given) ? given : Object.entries(given));
  const outputs = new Map<string, Built>();
  const isFolder = (path: string) => path === "" || [...files.keys()].some((one) => one.startsWith(`${path}/`));
  return {
    outputs,
    readText: (path) => {
      const failure = broken.get(path);
      if (failure !== undefined) return failure;
      const found = files.get(path);
      if (found === undefined) return { kind: isFolder(path) ? "folder" : "missing", path };
      const bytes = typeof found === "string" ? new TextEncoder().encode(found) : found;
      if (bytes.length > TEXT_LIMIT) return { kind: "too-large", path, size: bytes.length, limit: TEXT_LIMIT };
      return decode(path, bytes);
    },
    listSpecs: (path, ending = ".tenor") => {
      if (files.has(path)) return { kind: "specs", paths: [path] };
      if (!isFolder(path)) return { kind: "missing", path };
      const below = [...files.keys()].filter((one) => path === "" || one.startsWith(`${path}/`));
      return { kind: "specs", paths: below.filter((one) => one.endsWith(ending) && !isHidden(one)).sort() };
    },
    locate: (argument) => {
      const path = argument.startsWith("/") ? undefined : normalise(argument);
      return path === undefined ? { kind: "outside", path: argument } : { kind: "path", path };
    },
    resolveImport: (importer, target) => joinImport(importer, target, packages),
    replaceText: (path, text) => {
      const failure = broken.get(path);
      if (failure !== undefined) return failure;
      if (!files.has(path)) return { kind: isFolder(path) ? "folder" : "missing", path };
      if (fullAfter === 0) return { kind: "not-replaced", path, reason: "the disk is full" };
      files.set(path, text);
      return { kind: "replaced", path };
    },
    writeGeneration: (out, given) => {
      const built = new Map<string, string | Uint8Array>();
      const taken = outputNames(out);
      for (const [file, content] of given) {
        const collision = taken(file);
        if (collision !== undefined) return collision;
        built.set(file, content);
      }
      if (built.size > fullAfter) {
        const file = [...built.keys()].sort()[fullAfter] as string;
        return { kind: "write-failed", out, file, reason: "the disk is full" } satisfies WriteFailure;
      }
      const before = outputs.get(out);
      const changed = before === undefined || !sameFiles(before, built);
      if (changed) outputs.set(out, built);
      return { kind: "written", out, changed };
    },
  };
}

type Files = Readonly<Record<string, string | Uint8Array>>;

function isMap(
  files: Files | ReadonlyMap<string, string | Uint8Array>,
): files is ReadonlyMap<string, string | Uint8Array> {
  return typeof files.get === "function";
}

function isHidden(path: string): boolean {
  return path.split("/").some((segment) => segment.startsWith(".") || segment === "node_modules");
}

type Built = ReadonlyMap<string, string | Uint8Array>;

function sameFiles(a: Built, b: Built): boolean {
  const bytes = (content: string | Uint8Array | undefined) =>
    typeof content === "string" ? new TextEncoder().encode(content) : (content ?? new Uint8Array());
  return (
    a.size === b.size &&
    [...a].every(([file, content]) => {
      const one = bytes(content);
      const other = bytes(b.get(file));
      return b.has(file) && one.length === other.length && one.every((byte, at) => byte === other[at]);
    })
  );
}
