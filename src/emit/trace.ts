import type { ContractModel } from "../model/model.ts";
import type { Trace } from "../model/generated/trace.ts";
import { boundsOf, type PriceBounds } from "../prove/bounds.ts";
import type { Artifact, Emission, RangeEntry } from "./emitter.ts";
import { writeJson } from "./json.ts";

/**
 * trace.json: from every generated value and sentence of the emissions to the clauses of the spec it states, and the
 * place and words of every clause; and the proved bounds of every price. Files stand in the order of the emissions; a clause the model does not have is a bug
 * and throws.
 */
export function makeTrace(emissions: readonly Emission[], model: ContractModel): Artifact {
  const known = new Set(model.clauses.map(({ id }) => id));
  const byFile = new Map<string, Trace["files"][number]["values"]>();
  for (const { file, at, clauses } of emissions.flatMap(({ trace }) => trace)) {
    const missing = clauses.find((id) => !known.has(id));
    if (missing !== undefined) throw new Error(`${file}${at} states ${missing}, which is no clause of ${model.root}`);
    const values = byFile.get(file) ?? [];
    values.push({ at, clauses: [...clauses] });
    byFile.set(file, values);
  }
  const bounds = boundsOf(model).map(plainBounds);
  const ranges = emissions.flatMap((one) => one.ranges ?? []).map(plainRanges);
  const trace: Trace = {
    format: "tenor-trace/1",
    compiler: model.compiler,
    root: model.root,
    clauses: model.clauses.map(({ id, path, line, column, endLine, endColumn, text }) => ({
      id,
      path,
      line,
      column,
      endLine,
      endColumn,
      text,
    })),
    files: [...byFile].map(([file, values]) => ({ file, values })),
    ...(ranges.length > 0 ? { ranges } : {}),
    ...(bounds.length > 0 ? { bounds } : {}),
  };
  return { path: "trace.json", content: writeJson(trace) };
}

/** A range proof as it stands in trace.json. */
function plainRanges({ file, at, kernel, most, steps, missing }: RangeEntry): NonNullable<Trace["ranges"]>[number] {
  return {
    file,
    at,
    kernel,
    ...(most === undefined ? {} : { most }),
    steps: steps.map((one) => ({ ...one, clauses: [...one.clauses] })),
    missing: [...missing],
  };
}

/** The bounds of a price as they stand in trace.json. */
function plainBounds({ low, high, unless, clauses, ...named }: PriceBounds): NonNullable<Trace["bounds"]>[number] {
  return { ...named, low: { ...low }, high: { ...high }, unless: [...unless], clauses: [...clauses] };
}
