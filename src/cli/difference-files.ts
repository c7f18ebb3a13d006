import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { amendmentFiles } from "../emit/filing/amendment.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import type { DifferenceReport } from "../model/generated/difference.ts";
import type { ContractTerms } from "../model/generated/terms.ts";
import { folderBefore } from "../prove/amendment/report.ts";
import type { OpenedSide } from "./difference-sides.ts";
import type { Environment } from "./environment.ts";

/** Writes the documents of every contract that changed into a folder of its own, all or none; both sides are specs. */
export function writeChanges(
  environment: Environment,
  out: string,
  report: DifferenceReport,
  [before, after]: readonly OpenedSide[],
): readonly Diagnostic[] {
  const build = [before, after].find((one) => one?.models === undefined);
  if (before?.side === undefined || after?.models === undefined || build !== undefined)
    return [diagnostic("usage-diff-specs", placeOf("--out"), { build: build?.side?.shown ?? "one side" })];
  const files = new Map<string, string | Uint8Array>();
  for (const difference of report.products) {
    const { folder } = difference;
    const now = after.models.get(folder);
    const terms = after.side?.terms.get(folder) as ContractTerms;
    const old = before.models?.get(folderBefore(before.side, folder, terms) ?? "");
    if (now === undefined || old === undefined) throw new Error(`${folder} differs and is not on both sides`);
    const made = amendmentFiles({ before: old, after: now, difference });
    for (const one of [...made.artifacts, ...made.binaries]) files.set(`${folder}/${one.path}`, one.content);
  }
  const written = environment.host.writeGeneration(out, files);
  return written.kind === "written" ? [] : [failureDiagnostic(written, placeOf(out))];
}
