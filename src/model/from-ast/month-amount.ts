import { fromInteger, multiply, show } from "../../runtime/exact.ts";
import { type Counted, amountOf } from "../../value/period-amount.ts";
import { firstDayOfPeriod, lastDayOfPeriod } from "../../value/month.ts";
import { parseClock } from "../../value/zone-time.ts";
import type { ContractMonth } from "../model.ts";
import { type MonthInputs, unresolved } from "./month-inputs.ts";
import { sayProblem } from "./problems.ts";

type Told = { readonly count: number } | { readonly why: string };

/** How many hours or days a contract period has, a whole number of them; otherwise why that cannot be told. */
export function countOf(inputs: MonthInputs, period: number): Told | undefined {
  const counted = inputs.flow?.counted;
  if (counted === undefined) return undefined;
  const kind = inputs.product.period;
  const known = counted.calendar === undefined ? undefined : inputs.world.calendar(counted.calendar);
  if (known?.ok === false) return { why: sayProblem(known.problem) };
  const on = known === undefined ? {} : { calendar: known.value };
  const asked: Counted =
    counted.each === "day"
      ? { unit: "day", ...on }
      : {
          unit: "hour",
          zone: counted.zone ?? "UTC",
          from: parseClock(counted.from ?? "00:00") ?? 0,
          until: parseClock(counted.until ?? "24:00") ?? 0,
          ...on,
        };
  const found = amountOf(asked, { first: firstDayOfPeriod(kind, period), last: lastDayOfPeriod(kind, period) });
  if (!found.ok) return { why: sayProblem(found.problem) };
  const { count, whole } = found.value;
  if (!whole) return { why: `it has ${count} hours, and a size counts whole ones` };
  return count > 0 ? { count } : { why: `it has none of the ${counted.each}s that are counted` };
}

/** The size of one contract month where it is by hours or days; undefined where it is not, `found` after a finding. */
export function amountOfMonth(
  inputs: MonthInputs,
  period: number,
  spoken: string,
): NonNullable<ContractMonth["amount"]> | "found" | undefined {
  const { flow } = inputs;
  const told = countOf(inputs, period);
  if (flow === undefined || told === undefined) return undefined;
  if ("count" in told) return { count: told.count, size: show(multiply(flow.size, fromInteger(told.count))) };
  const span = inputs.at.context.clauses.place(flow.counted.clause) ?? inputs.span;
  unresolved(inputs, "the size", spoken, told.why, span);
  return "found";
}
