import { failureDiagnostic, placeOf } from "../host/failure.ts";
import type { Host } from "../host/host.ts";
import type { Reader } from "./workspace.ts";

/** Texts and imports through a host; every failure is a diagnostic where the import, or the command line, asked. */
export function hostReader(host: Pick<Host, "readText" | "listSpecs" | "resolveImport">): Reader {
  const known = (): readonly string[] => {
    const specs = host.listSpecs("");
    return specs.kind === "specs" ? specs.paths : [];
  };
  return {
    read: (path, at) => {
      const text = host.readText(path);
      if (text.kind === "text") return { text: text.text };
      return { failure: failureDiagnostic(text, at ?? placeOf(path), text.kind === "missing" ? known() : []) };
    },
    locate: (importer, target, at) => {
      const found = host.resolveImport(importer, target);
      return found.kind === "path" ? { path: found.path } : { failure: failureDiagnostic(found, at) };
    },
  };
}
