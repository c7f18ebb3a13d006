import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The paths, `/` between their parts and sorted, of all files below a folder of the project that `wanted` says yes to. */
export function filesBelow(folder: string, wanted: (file: string) => boolean): string[] {
  const visit = (below: string): string[] =>
    fs.readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((one) => {
      const file = `${below}/${one.name}`;
      return one.isDirectory() ? visit(file) : wanted(file) ? [file] : [];
    });
  return fs.existsSync(path.join(root, folder)) ? visit(folder).sort() : [];
}
