import { joinImport } from "../host/import-path.ts";
import type { Host } from "../host/host.ts";
import { library } from "./generated/library.ts";
import { hostReader } from "./host-reader.ts";
import type { Reader } from "./workspace.ts";

type Texts = Readonly<Record<string, string>>;

/** A reader of given texts, of packages' texts by name and path, and of the shipped library; paths are host paths. */
export function memoryReader(files: Texts, packages: Readonly<Record<string, Texts>> = {}): Reader {
  const names = Object.keys(packages);
  // Maps, so that a file named `__proto__` is a file like any other.
  const texts = new Map([
    ...Object.entries(library),
    ...Object.entries(files),
    ...names.flatMap((name) =>
      Object.entries(packages[name] as Texts).map(([path, text]) => [`${name}/${path}`, text] as const),
    ),
  ]);
  const host: Pick<Host, "readText" | "listSpecs" | "resolveImport"> = {
    readText: (path) => {
      const text = texts.get(path);
      return text === undefined ? { kind: "missing", path } : { kind: "text", text };
    },
    listSpecs: () => ({ kind: "specs", paths: [...texts.keys()].sort() }),
    resolveImport: (importer, target) => joinImport(importer, target, names),
  };
  return hostReader(host);
}
