import { diagnostic } from "../../diagnostic/diagnostic.ts";
import type { DatedLimit } from "../../model/model.ts";
import type { ProofRule } from "../rule.ts";

/** In every listed month the levels of a scope follow one another in time, so that on each day exactly one holds. */
export const limitsDated: ProofRule = {
  name: "limits-dated",
  check: ({ model, at }) =>
    (model.product?.contracts ?? []).flatMap((month) =>
      month.limits.flatMap((limit, place) => {
        const before = month.limits
          .slice(0, place)
          .findLast((other) => other.scope === limit.scope && other.type === limit.type);
        if (before === undefined || key(before) < key(limit)) return [];
        return [
          diagnostic(
            "limits-overlap",
            at(limit.clause),
            { scope: limit.scope, period: month.period },
            {
              evidence: [
                `${before.contracts} contracts from ${said(before)}, ${limit.contracts} contracts from ${said(limit)}`,
              ],
            },
          ),
        ];
      }),
    ),
};

function key(limit: DatedLimit): string {
  return limit.from === undefined ? "" : `${limit.from} ${limit.fromEdge === "close" ? 1 : 0}`;
}

function said(limit: DatedLimit): string {
  return limit.from === undefined ? "listing" : `${limit.fromEdge ?? "open"} of ${limit.from}`;
}
