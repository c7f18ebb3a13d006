import type { CompiledDateRule } from "../../value/date-rule-compile.ts";
import { type Day, formatDay, NO_DAY } from "../../value/day.ts";
import { formatPeriod, sayPeriod } from "../../value/month.ts";
import { lazily } from "../lazily.ts";
import type { ContractMonth, DateTerm, ResolvedDate } from "../model.ts";
import type { MonthDays } from "../month-days.ts";
import { codeIn } from "./code.ts";
import { datedLimits } from "./dated-limits.ts";
import { amountOfMonth } from "./month-amount.ts";
import type { MonthInputs } from "./month-inputs.ts";
import { averagingOf, businessDays } from "./month-spans.ts";

/** The compiled rules of the dates of a product, in the order of its terms. */
export type TermRules = readonly (CompiledDateRule | undefined)[];

/** A contract month written out from its days as numbers: nothing is worked out twice, so that both say the same. */
export function monthText(inputs: MonthInputs, rules: TermRules, days: MonthDays): ContractMonth {
  const { leadUntil, lastClose: closing } = days;
  const kind = inputs.product.period;
  const spoken = sayPeriod(kind, days.period);
  const place = (clause: string) => inputs.at.context.clauses.place(clause) ?? inputs.span;
  const { terms, intervals: spans } = inputs.dates;
  const intervals = spans.map(({ name, inclusive, calendar, clause }, at) => {
    const { from, to } = days.intervals[at]!;
    const last = inclusive ? to : to - 1;
    return {
      name,
      from: formatDay(from),
      to: formatDay(to),
      inclusive,
      days: businessDays(inputs, from, last, "business", calendar, spoken, place(clause)),
      clause,
    };
  });
  const level = (at: number): Day | undefined => (days.limits[at] === NO_DAY ? undefined : days.limits[at]);
  const amount = amountOfMonth(inputs, days.period, spoken);
  return {
    period: formatPeriod(kind, days.period),
    code: codeIn(inputs.id, inputs.listing.term, kind, days.period, inputs.namedBy),
    listed: formatDay(days.listed),
    ...(amount === undefined || amount === "found" ? {} : { amount }),
    dates: terms.map((term, at) => dated(term, days.dates[at]!, rules[at], days.period)),
    intervals,
    ...averagingOf(inputs, days.period, intervals, spoken),
    ...(leadUntil === undefined ? {} : { leadUntil: formatDay(leadUntil) }),
    ...(closing === undefined || inputs.lastClose === undefined
      ? {}
      : {
          lastClose: {
            date: formatDay(closing.day),
            local: inputs.lastClose.at,
            zone: inputs.lastClose.zone,
            utc: new Date(closing.instant).toISOString().replace(".000Z", "Z"),
            clause: inputs.lastClose.clause,
          },
        }),
    limits: inputs.limits === undefined ? [] : datedLimits(inputs.limits, level),
  };
}

/** A date of a month; how it came about is told when somebody asks. */
function dated({ name, clause }: DateTerm, day: Day, rule: CompiledDateRule | undefined, period: number): ResolvedDate {
  const date = formatDay(day);
  const steps = (): string[] => {
    const found = rule?.resolve(period);
    return found?.ok === true ? found.value.steps.map((step) => step.text) : [];
  };
  return rule?.provisional(period) === true
    ? { name, date, provisional: true, steps: steps(), clause }
    : lazily({ name, date, steps: [], clause }, "steps", steps);
}
