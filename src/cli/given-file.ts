import * as path from "node:path";
import { type Diagnostic } from "../diagnostic/diagnostic.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import { nodeHost } from "../host/node.ts";
import type { InputFile, InputRead } from "../run/input-file.ts";
import { makeSource, type Source } from "../text/source.ts";
import { libraryFolder } from "./environment.ts";

export type GivenFile =
  { readonly kind: "file"; readonly source: Source } | { readonly kind: "failed"; readonly diagnostic: Diagnostic };

/** A day of a busy market in rows; more is a wrong file. */
const DATA_LIMIT = 256 * 1024 * 1024;

/** The text of a data file that the command line names: it may lie anywhere, and is shown by the path as it was typed. */
export function givenFile(cwd: string, argument: string): GivenFile {
  const full = path.resolve(cwd, argument);
  const host = nodeHost({ root: path.dirname(full), library: libraryFolder(), textLimit: DATA_LIMIT });
  const found = host.readText(path.basename(full));
  if (found.kind === "text") return { kind: "file", source: makeSource(argument, found.text) };
  return { kind: "failed", diagnostic: failureDiagnostic({ ...found, path: argument }, placeOf(argument)) };
}

/** A data file that the command line names, read by `read`; undefined after findings. */
export function given<T>(
  cwd: string,
  argument: string,
  read: (source: Source) => InputRead<T>,
  diagnostics: Diagnostic[],
): InputFile<T> | undefined {
  const found = givenFile(cwd, argument);
  if (found.kind === "failed") {
    diagnostics.push(found.diagnostic);
    return undefined;
  }
  const result = read(found.source);
  if (result.kind === "read") return result.file;
  diagnostics.push(...result.diagnostics);
  return undefined;
}
