import { PRELUDE, type Workspace } from "./workspace.ts";

const known = new WeakMap<Workspace, Map<string, string[]>>();

/** The files that may name what the file at `path` declares: itself, those that import it, and all where it is the prelude. */
export function readersOf(workspace: Workspace, path: string): Iterable<string> {
  if (path === PRELUDE) return workspace.modules.keys();
  let by = known.get(workspace);
  if (by === undefined) {
    by = new Map();
    for (const module of workspace.modules.values())
      for (const one of module.imports) {
        const before = by.get(one.path);
        if (before === undefined) by.set(one.path, [module.path]);
        else before.push(module.path);
      }
    known.set(workspace, by);
  }
  return [path, ...(by.get(path) ?? [])];
}
