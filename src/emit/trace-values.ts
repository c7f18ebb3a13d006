import type { TraceEntry } from "./emitter.ts";
import { pointerTo } from "./json.ts";

/** Clauses that values at pointers of this form depend on beside their own. */
export type Dependency = { readonly at: RegExp; readonly clauses: readonly string[] };

/**
 * An entry for each value of a JSON file that states a term. A value belongs to the `clause` of the nearest object
 * around it, and to every dependency its pointer matches. A list of plain values is one value. What stands outside
 * every clause (format, compiler, day) has no entry.
 */
export function traceValues(file: string, json: object, dependencies: readonly Dependency[] = []): TraceEntry[] {
  const entries: TraceEntry[] = [];
  const state = (at: string, own: string | undefined): void => {
    const more = dependencies.filter((one) => one.at.test(at)).flatMap((one) => one.clauses);
    const clauses = [...new Set([...(own === undefined ? [] : [own]), ...more])];
    if (clauses.length > 0) entries.push({ file, at, clauses });
  };
  const walk = (value: unknown, at: string, around: string | undefined): void => {
    if (typeof value !== "object" || value === null) return state(at, around);
    if (Array.isArray(value)) {
      if (!hasClause(value)) return state(at, around);
      return value.forEach((item, i) => walk(item, pointerTo(at, i), around));
    }
    const own = "clause" in value && typeof value.clause === "string" ? value.clause : around;
    for (const [key, item] of Object.entries(value)) {
      if (key !== "clause") walk(item, pointerTo(at, key), own);
    }
  };
  walk(json, "", undefined);
  return entries;
}

function hasClause(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("clause" in value) return true;
  return Object.values(value).some(hasClause);
}
