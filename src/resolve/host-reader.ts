import { failureDiagnostic, placeOf } from "../host/failure.ts";
import { type Host, LIBRARY } from "../host/host.ts";
import type { Span } from "../text/source.ts";
import type { Reader } from "./workspace.ts";

/** Texts and imports through a host; every failure is a diagnostic where the import, or the command line, asked. */
export function hostReader(host: Pick<Host, "readText" | "listSpecs" | "resolveImport">): Reader {
  const below = (folder: string): readonly string[] => {
    const specs = host.listSpecs(folder);
    return specs.kind === "specs" ? specs.paths : [];
  };
  return {
    read: (path, at) => {
      const text = host.readText(path);
      if (text.kind === "text") return { text: text.text };
      if (text.kind !== "missing") return { failure: failureDiagnostic(text, at ?? placeOf(path)) };
      const first = at && firstFolder(at);
      const known = [...new Set([...below(""), ...(first === undefined ? [] : below(first))])];
      const folder = first && folderOf(path, first);
      const perhaps = folder === undefined || known.some((one) => one.startsWith(folder)) ? undefined : first;
      return { failure: failureDiagnostic(text, at ?? placeOf(path), known, perhaps) };
    },
    locate: (importer, target, at) => {
      const found = host.resolveImport(importer, target);
      return found.kind === "path" ? { path: found.path } : { failure: failureDiagnostic(found, at) };
    },
  };
}

/** The first folder of an import that begins with none of `.`, `..` and `std`: a folder beside the file, or the name of a package. */
function firstFolder(at: Span): string | undefined {
  const first = /^"?([a-z][a-z0-9-]*)\//.exec(at.source.text.slice(at.start, at.end))?.[1];
  return first === LIBRARY ? undefined : first;
}

/** The part of `path` up to and with its folder `name`. */
function folderOf(path: string, name: string): string | undefined {
  const at = `/${path}`.indexOf(`/${name}/`);
  return at < 0 ? undefined : path.slice(0, at + name.length + 1);
}
