import * as modules from "node:module";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What a package has that is no part of ours and is read when it is asked for: where Tenor is installed, or else in the folder `cwd`, for a command that is installed for the
 * whole machine finds what the folder has that it is called in; undefined where it is in neither.
 */
export async function optionalPackage<T>(name: string, load: () => Promise<T>, cwd: string): Promise<T | undefined> {
  type Loaded = T & { readonly default?: T };
  const whole = (module: Loaded): T => module.default ?? module;
  try {
    return whole((await load()) as Loaded);
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
  }
  try {
    const at = modules.createRequire(path.join(cwd, "here.js")).resolve(name);
    return whole((await import(pathToFileURL(at).href)) as Loaded);
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    return undefined;
  }
}

function isMissing(thrown: unknown): boolean {
  const code = (thrown as { readonly code?: unknown }).code;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}
