import { counted } from "../../diagnostic/counted.ts";
import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { DatedLimit, LimitLevel } from "../../model/model.ts";
import { monthDays } from "../../model/month-days.ts";
import { type Day, NO_DAY } from "../../value/day.ts";
import type { ProofRule } from "../rule.ts";

/**
 * In every listed month the levels of a scope follow one another in time, so that on each day exactly one holds. The finding is about
 * the first month in which two steps do not.
 */
export const limitsDated: ProofRule = {
  name: "limits-dated",
  check: ({ model, at }) => {
    const { product } = model;
    const levels = product?.limits?.levels ?? [];
    // The level before each in its scope: one after another they hold.
    const befores = levels.map((level, place) =>
      levels.slice(0, place).findLastIndex((other) => other.scope === level.scope && other.type === level.type),
    );
    if (product === undefined || !befores.some((one) => one >= 0)) return [];
    const said = new Set<string>();
    const found: Diagnostic[] = [];
    monthDays(product).forEach(({ limits }, place) =>
      befores.forEach((one, other) => {
        const [above, level] = [levels[one], levels[other]];
        if (above === undefined || level === undefined || said.has(level.clause)) return;
        if (key(above, limits[one] as Day) < key(level, limits[other] as Day)) return;
        said.add(level.clause);
        const month = product.contracts[place];
        const [before, limit] = [month?.limits[one], month?.limits[other]];
        if (month === undefined || before === undefined || limit === undefined) return;
        const { period } = month;
        const related = [{ span: at(before.clause), label: `in ${period} from the ${start(before)}` }];
        const evidence = [
          `${counted(before.contracts, "contract")} from the ${start(before)}, then ${counted(limit.contracts, "contract")} from the ${start(limit)}`,
        ];
        const params = { scope: limit.scope, period };
        found.push(diagnostic("limits-overlap", at(limit.clause), params, { related, evidence }));
      }),
    );
    return found;
  },
};

/** Where a level stands in time: since the listing before all others, the open of a day before its close. */
function key({ edge }: LimitLevel, from: Day): number {
  return from === NO_DAY ? Number.NEGATIVE_INFINITY : from * 2 + (edge === "close" ? 1 : 0);
}

function start(limit: DatedLimit): string {
  return limit.from === undefined ? "listing" : `${limit.fromEdge ?? "open"} of ${limit.from}`;
}
