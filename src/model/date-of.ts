import { compileNamedDate, type CompiledDateRule } from "../value/date-rule-compile.ts";
import type { DateWorld } from "../value/date-rule-node.ts";
import type { DateProblem } from "../value/date-rule-problem.ts";
import type { ProductDates } from "../value/date-rule.ts";
import type { Outcome } from "../value/calendar.ts";
import { formatDay } from "../value/day.ts";
import { firstDayOfPeriod, monthNumber, monthOfDay, parsePeriod, sayPeriod } from "../value/month.ts";
import { sayProblem } from "./from-ast/problems.ts";

/** A date of one contract month with the steps to it, or why there is none. */
export type DateAnswer =
  | { readonly kind: "date"; readonly date: string; readonly provisional: boolean; readonly steps: readonly string[] }
  | { readonly kind: "none"; readonly why: string };

/** `dateOf("GPH", "2027-03", "last-trading-day")`: the date of any contract month, listed today or not. */
export type DateOf = (product: string, period: string, name?: string) => DateAnswer;

/** Answers about the dates of products and references; each rule is compiled when it is first asked about. */
export function datesIn(world: DateWorld): DateOf {
  const rules = new Map<string, Outcome<CompiledDateRule, readonly DateProblem[]>>();
  return (id, text, name = "last-trading-day") => {
    const product = world.product(id);
    if (product === undefined) return none(`there is no product ${id}`);
    const period = parsePeriod(text);
    if (period?.kind !== product.period) return none(`a contract of ${id} is named by its ${product.period}`);
    if (!isContract(product, period.index))
      return none(`${id} has no contract of ${sayPeriod(period.kind, period.index)}`);
    const key = `${id} ${name}`;
    const rule = rules.get(key) ?? compileNamedDate(world, product, name);
    rules.set(key, rule);
    const found = rule.ok ? rule.value.resolve(period.index) : undefined;
    const problem = !rule.ok ? rule.problem[0] : found?.ok === false ? found.problem : undefined;
    if (problem !== undefined || found?.ok !== true) return none(problem === undefined ? "" : sayProblem(problem));
    const { day, provisional, steps } = found.value;
    return { kind: "date", date: formatDay(day), provisional, steps: steps.map((one) => one.text) };
  };
}

/** Whether a period is one of the months of the year that have a contract, where not all do. */
function isContract({ months, period }: ProductDates, index: number): boolean {
  return months === undefined || months.includes(monthNumber(monthOfDay(firstDayOfPeriod(period, index))));
}

function none(why: string): DateAnswer {
  return { kind: "none", why };
}
