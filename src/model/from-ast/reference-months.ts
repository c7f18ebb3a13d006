import { report } from "../../check/context.ts";
import { listedCode } from "../../value/contract-code.ts";
import { type CompiledDateRule, compileNamedDate } from "../../value/date-rule-compile.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { DateProblem } from "../../value/date-rule-problem.ts";
import { type Day, formatDay, parseDay } from "../../value/day.ts";
import {
  firstDayOfPeriod,
  formatPeriod,
  monthNumber,
  monthOfDay,
  periodIndexOfDay,
  sayPeriod,
} from "../../value/month.ts";
import type { DateTerm, Reference } from "../model.ts";
import { sayProblem } from "./problems.ts";
import type { LoweredReference } from "./reference.ts";

type Months = Pick<Reference, "contracts" | "untold">;
type Rule = { readonly term: DateTerm; readonly date: CompiledDateRule };

/** How many days a contract may trade past the end of its own period and still be looked for. */
const BEHIND = 400;
/** Two years. */
const AHEAD = 731;

/**
 * The contract months of two years from the day `asOf` on whose last trading day is not past, with all their dates. A rule that is unsound, or
 * has no day for one of them, is a finding; a month beyond what a calendar is sure of is named in `untold`, because a restatement of today
 * does not end where a list of holidays does.
 */
export function referenceMonths(lowered: LoweredReference, world: DateWorld, asOf: string): Months {
  const rules = compiled(lowered, world);
  const { period: kind, months } = lowered.productDates;
  const day = parseDay(asOf) as Day;
  const found: { contracts: Reference["contracts"]; untold: Reference["untold"] } = { contracts: [], untold: [] };
  if (rules === undefined) return found;
  for (let at = periodIndexOfDay(kind, day - BEHIND); firstDayOfPeriod(kind, at) < day + AHEAD; at++) {
    const begins = monthNumber(monthOfDay(firstDayOfPeriod(kind, at)));
    if (months !== undefined && !months.includes(begins)) continue;
    const last = rules.find((one) => one.term.name === "last-trading-day");
    const ends = last?.date.resolve(at);
    if (ends?.ok === true && ends.value.day < day) continue;
    // Of a month before the day nothing is said when it cannot be told: whether it still trades is not known either.
    if (ends?.ok === false && ends.problem.kind === "unsure" && firstDayOfPeriod(kind, at) < day) continue;
    add(lowered, rules, at, found);
  }
  return found;
}

function add(
  lowered: LoweredReference,
  rules: readonly Rule[],
  at: number,
  found: { contracts: Reference["contracts"]; untold: Reference["untold"] },
): void {
  const { period: kind } = lowered.productDates;
  const period = formatPeriod(kind, at);
  const dates: Reference["contracts"][number]["dates"] = [];
  for (const { term, date } of rules) {
    const resolved = date.resolve(at);
    if (!resolved.ok && resolved.problem.kind === "unsure") {
      found.untold.push({ period, why: sayProblem(resolved.problem) });
      return;
    }
    if (!resolved.ok) {
      unresolved(lowered, term, sayPeriod(kind, at), resolved.problem);
      return;
    }
    const steps = resolved.value.steps.map((step) => step.text);
    const provisional = resolved.value.provisional ? { provisional: true as const } : {};
    dates.push({ name: term.name, date: formatDay(resolved.value.day), ...provisional, steps, clause: term.clause });
  }
  found.contracts.push({
    period,
    code: listedCode(lowered.reference.code, kind, at, lowered.reference.contract.namedBy),
    dates,
  });
}

/** Every date of the reference as a rule that can be asked; undefined after a finding. */
function compiled(lowered: LoweredReference, world: DateWorld): Rule[] | undefined {
  const rules: Rule[] = [];
  for (const term of lowered.dates.terms) {
    const rule = compileNamedDate(world, lowered.productDates, term.name);
    if (rule.ok) rules.push({ term, date: rule.value });
    else unresolved(lowered, term, "any contract month", rule.problem[0]);
  }
  return rules.length === lowered.dates.terms.length ? rules : undefined;
}

function unresolved(lowered: LoweredReference, term: DateTerm, period: string, problem: DateProblem | undefined): void {
  const { context } = lowered.at;
  const span = context.clauses.place(term.clause) ?? context.declaration.name.span;
  // A product that is declared and has no dates has its own finding.
  if (problem === undefined || problem.kind === "product-unknown") return;
  report(context, "date-unresolved", span, { what: `\`${term.name}\``, period, why: sayProblem(problem) });
}
