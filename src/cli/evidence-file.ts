import * as fs from "node:fs";
import * as path from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";

/**
 * Makes `argument` a file that holds `text`, all of it or nothing; undefined where it does. A file that is there with other content is left
 * as it is, and so is everything when the disk fails.
 */
export function keepEvidence(cwd: string, argument: string, text: string): Diagnostic | undefined {
  const full = path.resolve(cwd, argument);
  const fresh = `${full}.${process.pid}.part`;
  try {
    if (fs.existsSync(full)) return held(full, argument, text);
    fs.writeFileSync(fresh, text, { flag: "wx" });
    // A link fails where the name was taken meanwhile; a rename would write over it.
    fs.linkSync(fresh, full);
    return undefined;
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === "EEXIST" && fs.existsSync(full)) return held(full, argument, text);
    return failureDiagnostic({ kind: "not-replaced", path: argument, reason: code ?? message }, placeOf(argument));
  } finally {
    fs.rmSync(fresh, { force: true });
  }
}

function held(full: string, argument: string, text: string): Diagnostic | undefined {
  const same = fs.statSync(full).isFile() && fs.readFileSync(full, "utf8") === text;
  return same ? undefined : diagnostic("evidence-kept", placeOf(argument), { file: argument });
}
