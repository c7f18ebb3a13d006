import { badSpelling, folderOf, normalise } from "./import-path.ts";
import type { OutputFiles, WriteFailure } from "./host.ts";

/**
 * Two outputs that would be one file or block one another on a disk that ignores capitals; undefined when there are none. A name that
 * leaves the output folder is no user's doing and throws.
 */
export function checkNames(out: string, files: OutputFiles): WriteFailure | undefined {
  const taken = new Map<string, { readonly path: string; readonly file: boolean }>();
  for (const file of [...files.keys()].sort()) {
    if (badSpelling(file) !== undefined || normalise(file) !== file || file === "" || file.includes(":")) {
      throw new Error(`not a path below the output folder: ${JSON.stringify(file)}`);
    }
    for (let at = file; at !== ""; at = folderOf(at)) {
      const key = at.normalize("NFC").toLowerCase();
      const known = taken.get(key);
      if (known === undefined) taken.set(key, { path: at, file: at === file });
      else if (known.path !== at || known.file || at === file) {
        return { kind: "names-collide", out, first: known.path, second: file };
      }
    }
  }
  return undefined;
}
