import type { Column, ColumnScope } from "./date-column-node.ts";
import type { DateCondition } from "./date-rule.ts";
import { oneByOne, scratch } from "./date-column-node.ts";
import { holds } from "./date-rule-condition.ts";
import { NO_DAY } from "./day.ts";
import { firstDayOfPeriod, monthNumber, monthOfDay, parsePeriod } from "./month.ts";

/** Compiles a condition that was compiled without a problem before into a column of 1, 0 and, where it cannot be told, `NO_DAY`. */
export function conditionColumn(condition: DateCondition, scope: ColumnScope): Column {
  switch (condition.kind) {
    case "contract": {
      const { index } = parsePeriod(condition.period)!;
      const { is } = condition;
      return (periods, out, n) => {
        for (let i = 0; i < n; i++) out[i] = holds(periods[i]!, is, index);
      };
    }
    case "contract-month": {
      const { months } = condition;
      const unit = scope.product.period;
      if (unit === "month") {
        return (periods, out, n) => {
          for (let i = 0; i < n; i++) out[i] = months.includes(monthNumber(periods[i]!)) ? 1 : 0;
        };
      }
      return (periods, out, n) => {
        for (let i = 0; i < n; i++) {
          out[i] = months.includes(monthNumber(monthOfDay(firstDayOfPeriod(unit, periods[i]!)))) ? 1 : 0;
        }
      };
    }
    case "compare": {
      const left = scope.column(condition.left, scope);
      const right = scope.column(condition.right, scope);
      const { is } = condition;
      const room = scratch();
      return (periods, out, n) => {
        const other = room(n);
        left(periods, out, n);
        right(periods, other, n);
        for (let i = 0; i < n; i++) {
          const [a, b] = [out[i]!, other[i]!];
          out[i] = a === NO_DAY || b === NO_DAY ? NO_DAY : holds(a, is, b);
        }
      };
    }
    default:
      return oneByOne(scope.test(condition, scope));
  }
}
