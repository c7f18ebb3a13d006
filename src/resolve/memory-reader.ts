import { joinImport } from "../host/import-path.ts";
import type { Host } from "../host/host.ts";
import { library } from "./generated/library.ts";
import { hostReader } from "./host-reader.ts";
import type { Reader } from "./workspace.ts";

/** A reader of given texts and of the shipped library; paths are host paths. */
export function memoryReader(files: Readonly<Record<string, string>>): Reader {
  // Maps, so that a file named `__proto__` is a file like any other.
  const texts = new Map([...Object.entries(library), ...Object.entries(files)]);
  const host: Pick<Host, "readText" | "listSpecs" | "resolveImport"> = {
    readText: (path) => {
      const text = texts.get(path);
      return text === undefined ? { kind: "missing", path } : { kind: "text", text };
    },
    listSpecs: () => ({ kind: "specs", paths: [...texts.keys()].sort() }),
    resolveImport: joinImport,
  };
  return hostReader(host);
}
