import type { Emitter } from "../emitter.ts";
import { filedChangesOf } from "../../model/filed-changes.ts";
import { changeFindings } from "./change/findings.ts";
import { filingFindings, findingDiagnostics } from "./findings.ts";
import { filingsOf } from "./names.ts";

/** When there are filings to write, and what they lack: all that a check needs of the emitter, without what writes documents. */
export const filingCheck = {
  applies: (model) => filingsOf(model).length > 0 || filedChangesOf(model).length > 0,
  check: (model, at) => findingDiagnostics([...filingFindings(model), ...changeFindings(model)], at),
} satisfies Pick<Emitter, "applies" | "check">;
