import type { AnalysisOptions } from "../analysis.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import { LOCK, lockSource } from "../lock.ts";
import { makeSource, type Source } from "../text/source.ts";
import type { Environment } from "./environment.ts";

type Inputs = Pick<AnalysisOptions, "lock" | "templates">;

/** What a compile takes from the folders besides specs: the lock where there is one, and the templates of the packages. */
export function given(environment: Environment): {
  readonly inputs: Inputs;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { host, packages = [] } = environment;
  const diagnostics: Diagnostic[] = [];
  const read = (path: string): Source | undefined => {
    const found = host.readText(path);
    if (found.kind === "text") return makeSource(path, found.text);
    if (found.kind !== "missing" || path !== LOCK) diagnostics.push(failureDiagnostic(found, placeOf(path)));
    return undefined;
  };
  const lock = read(LOCK);
  const templates = packages.flatMap((name) => {
    const found = host.listSpecs(`${name}/templates`, ".hbs");
    return found.kind === "specs" ? found.paths.flatMap((path) => read(path) ?? []) : [];
  });
  return {
    inputs: {
      ...(lock === undefined ? {} : { lock: lockSource(lock.text) }),
      ...(templates.length === 0 ? {} : { templates }),
    },
    diagnostics,
  };
}
