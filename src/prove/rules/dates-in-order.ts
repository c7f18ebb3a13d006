import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { monthDays } from "../../model/month-days.ts";
import { formatDay } from "../../value/day.ts";
import { dayOf, pairs } from "../day-pairs.ts";
import type { ProofRule } from "../rule.ts";

/**
 * In every listed month: listed before it stops trading, spot no later than that, settled no earlier. Two rules that contradict one
 * another do so in many months: the finding is about the first.
 */
export const datesInOrder: ProofRule = {
  name: "dates-in-order",
  check: ({ model, at }) => {
    const { product } = model;
    if (product === undefined) return [];
    const ordered = pairs(product);
    const said = new Set<string>();
    const found: Diagnostic[] = [];
    monthDays(product).forEach((month, place) => {
      for (const { earlier, later } of ordered) {
        if (dayOf(later, month) >= dayOf(earlier, month)) continue;
        const rules = `${earlier.clause} ${later.clause}`;
        if (said.has(rules)) continue;
        said.add(rules);
        const period = product.contracts[place]?.period ?? "";
        const [first, second] = [formatDay(dayOf(earlier, month)), formatDay(dayOf(later, month))];
        const related = [{ span: at(earlier.clause), label: `${earlier.name} of ${period} is ${first}` }];
        const evidence = [`${earlier.name} is ${first}, ${later.name} is ${second}`];
        const params = { earlier: earlier.name, later: later.name, period };
        found.push(diagnostic("dates-in-order", at(later.clause), params, { related, evidence }));
      }
    });
    return found;
  },
};
