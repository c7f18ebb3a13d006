import type { Host } from "../host/host.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";

export type Roots = { readonly paths: readonly string[]; readonly diagnostics: readonly Diagnostic[] };

/** The spec files that arguments of the command line name; a folder names all of its files. */
export function rootsOf(host: Host, wanted: readonly string[]): Roots {
  const paths: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const argument of wanted) {
    const place = host.locate(argument);
    const found = place.kind === "path" ? host.listSpecs(place.path) : place;
    if (found.kind === "specs") paths.push(...found.paths);
    else diagnostics.push(failureDiagnostic(found, placeOf(argument)));
    if (found.kind === "specs" && found.paths.length === 0)
      diagnostics.push(diagnostic("no-specs", placeOf(argument), { path: argument }));
  }
  return { paths: [...new Set(paths)], diagnostics };
}
