import type { Clause } from "../../model/generated/limit-report.ts";
import type { Trace } from "../../model/generated/trace.ts";

/** A clause of the spec with its words and where it stands; one that the trace does not have is our bug. */
export function clauseIn(trace: Trace, id: string): Clause {
  const found = trace.clauses.find((one) => one.id === id);
  if (found === undefined) throw new Error(`trace.json has no clause ${id}`);
  return { id, text: found.text.replace(/\s+/g, " ").trim(), path: found.path, line: found.line };
}
