import { counted } from "../../diagnostic/counted.ts";
import { diagnostic } from "../../diagnostic/diagnostic.ts";
import type { DatedLimit } from "../../model/model.ts";
import type { ProofRule } from "../rule.ts";

/**
 * In every listed month the levels of a scope follow one another in time, so that on each day exactly one holds. The finding is about
 * the first month in which two steps do not.
 */
export const limitsDated: ProofRule = {
  name: "limits-dated",
  check: ({ model, at }) => {
    const said = new Set<string>();
    return (model.product?.contracts ?? []).flatMap((month) =>
      month.limits.flatMap((limit, place) => {
        const before = month.limits
          .slice(0, place)
          .findLast((other) => other.scope === limit.scope && other.type === limit.type);
        if (before === undefined || key(before) < key(limit) || said.has(limit.clause)) return [];
        said.add(limit.clause);
        return [
          diagnostic(
            "limits-overlap",
            at(limit.clause),
            { scope: limit.scope, period: month.period },
            {
              related: [{ span: at(before.clause), label: `in ${month.period} from the ${start(before)}` }],
              evidence: [
                `${counted(before.contracts, "contract")} from the ${start(before)}, then ${counted(limit.contracts, "contract")} from the ${start(limit)}`,
              ],
            },
          ),
        ];
      }),
    );
  },
};

function key(limit: DatedLimit): string {
  return limit.from === undefined ? "" : `${limit.from} ${limit.fromEdge === "close" ? 1 : 0}`;
}

function start(limit: DatedLimit): string {
  return limit.from === undefined ? "listing" : `${limit.fromEdge ?? "open"} of ${limit.from}`;
}
