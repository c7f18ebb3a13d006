import * as fs from "node:fs";
import * as path from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { realDisk } from "../host/disk.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import { createFile } from "../host/replace.ts";

/**
 * Makes `argument` a file that holds `text`, all of it or nothing; undefined where it does. A file that is there with other content is left
 * as it is, and so is everything when the disk fails.
 */
export function keepEvidence(cwd: string, argument: string, text: string): Diagnostic | undefined {
  const full = path.resolve(cwd, argument);
  const created = createFile(realDisk, argument, full, text);
  if (created.kind === "replaced") return undefined;
  if (!fs.existsSync(full)) return failureDiagnostic(created, placeOf(argument));
  const same = fs.statSync(full).isFile() && fs.readFileSync(full, "utf8") === text;
  return same ? undefined : diagnostic("evidence-kept", placeOf(argument), { file: argument });
}
