import { existsSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import { LIBRARY } from "../host/host.ts";

/** The folders of `--package NAME=DIR`, each given once, by name; one that is not written so, or is no folder, is a finding. */
export function readPackages(
  cwd: string,
  root: string | undefined,
  given: readonly string[],
): { readonly packages: Readonly<Record<string, string>>; readonly diagnostics: readonly Diagnostic[] } {
  const packages: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [];
  for (const text of given) {
    const why = readPackage(cwd, root ?? cwd, text, packages);
    if (why !== undefined) diagnostics.push(diagnostic("usage-package", placeOf("--package"), { text, why }));
  }
  return { packages, diagnostics };
}

/** Adds the package to `packages`, or says why not. */
function readPackage(cwd: string, root: string, text: string, packages: Record<string, string>): string | undefined {
  const at = text.indexOf("=");
  if (at < 0) return "it has no `=` between name and folder";
  const [name, folder] = [text.slice(0, at), path.resolve(cwd, text.slice(at + 1))];
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return `\`${name}\` is no name for one`;
  if (name === LIBRARY) return "`std` is the shipped library";
  if (Object.hasOwn(packages, name)) return `\`${name}\` is given twice`;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return `there is no folder \`${text.slice(at + 1)}\``;
  const own = path.resolve(cwd, root, name);
  // One name would mean two folders.
  if (existsSync(own) && realpathSync(own) !== realpathSync(folder))
    return `the folder of the specs has a folder \`${name}\` of its own`;
  packages[name] = folder;
  return undefined;
}
