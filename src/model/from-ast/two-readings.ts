import type { Context } from "../../check/context.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import { compileDateRule } from "../../value/date-rule-compile.ts";
import { type Day, NO_DAY, sayDay } from "../../value/day.ts";
import { periodIndexOfDay, sayPeriod } from "../../value/month.ts";
import type { Doubt } from "./date-rule.ts";

/** The phrases of one product that can be read in two ways, and the day from which its months are listed. */
export type Doubtful = {
  readonly context: Context;
  readonly product: ProductDates;
  readonly first: Day;
  readonly doubts: readonly Doubt[];
};

/** Ten years of months: readings that differ at all differ in one of them. */
const SEARCH = 120;

/** Adds to the finding of each phrase with two readings the first contract month in which they name different days. */
export function exampleMonths({ context, product, first, doubts }: Doubtful, world: DateWorld): void {
  const kind = product.period;
  for (const { span, readings, calendar } of doubts) {
    const [a, b] = readings.map((one) => compileDateRule(one, world, product, calendar));
    if (a?.ok !== true || b?.ok !== true) continue;
    const from = periodIndexOfDay(kind, first);
    const differs = Array.from({ length: SEARCH }, (_, at) => from + at).find((period) => {
      const [one, other] = [a.value.day(period), b.value.day(period)];
      return one !== other && one !== NO_DAY && other !== NO_DAY;
    });
    const said =
      differs === undefined
        ? `the two name the same day in each of the next ${SEARCH} contract ${kind}s: either will do`
        : `in ${sayPeriod(kind, differs)} the first is ${sayDay(a.value.day(differs))}, the second ${sayDay(b.value.day(differs))}`;
    const at = context.diagnostics.findIndex(
      (one) => one.span.source === span.source && one.span.start === span.start && one.span.end === span.end,
    );
    const finding = context.diagnostics[at];
    // A product is read once more for each of its amendments.
    if (finding !== undefined && !finding.evidence.includes(said))
      context.diagnostics[at] = { ...finding, evidence: [...finding.evidence, said] };
  }
}
