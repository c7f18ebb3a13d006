import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { renderJson } from "../diagnostic/render-json.ts";
import { renderText } from "../diagnostic/render-text.ts";
import type { Environment } from "./environment.ts";

/** Exit codes of every verb (README, *Exit codes*). */
export const OK = 0;
export const ERRORS = 1;
export const USAGE = 2;
export const REFUSED = 3;
export const BREACHES = 4;
export const DIFFERS = 5;

/** Codes of findings about the command line and files rather than about specs: usage or IO. */
const IO = ["file-", "output-", "import-", "no-specs", "usage-", "ledger-file-"];

/** The exit code of a list of findings: 2 when something asked for on the command line could not be read or written, else 1. */
export function exitOf(diagnostics: readonly Diagnostic[], denyWarnings: boolean): number {
  const counted = diagnostics.filter((one) => denyWarnings || one.severity === "error");
  if (counted.length === 0) return OK;
  // A finding without a text is about a path somebody typed; one inside a spec is the spec's.
  return counted.some((one) => one.span.source.text === "" && IO.some((prefix) => one.code.startsWith(prefix)))
    ? USAGE
    : ERRORS;
}

/** Shows findings: JSON on standard output for programs, text on standard error for people. */
export function show(environment: Environment, diagnostics: readonly Diagnostic[], json: boolean): void {
  if (json) environment.out(renderJson(diagnostics));
  else if (diagnostics.length > 0) {
    environment.error(renderText(diagnostics, environment.painter === undefined ? {} : { paint: environment.painter }));
  }
}
