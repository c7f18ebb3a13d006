import { badSpelling, folderOf, normalise } from "./import-path.ts";
import type { WriteFailure } from "./host.ts";

/**
 * Takes the names of a build's outputs one after another: two that would be one file or block one another on a disk that ignores capitals are
 * told of at the second; undefined where a name is free. A name that leaves the output folder is no user's doing and throws.
 */
export function outputNames(out: string): (file: string) => WriteFailure | undefined {
  const taken = new Map<string, { readonly path: string; readonly file: boolean }>();
  return (file) => {
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
    return undefined;
  };
}
