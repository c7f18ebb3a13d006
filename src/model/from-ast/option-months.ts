import { fieldOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { SpanRule } from "../../value/date-rule.ts";
import { type Day, formatDay, parseDay, sayDay, yearOf } from "../../value/day.ts";
import { codeIn } from "./code.ts";
import { formatPeriod, parsePeriod, sayPeriod } from "../../value/month.ts";
import { compileSeries } from "../../value/series.ts";
import type { ContractMonth, Option } from "../model.ts";
import { lazily } from "../lazily.ts";
import { contractMonths } from "./months.ts";
import type { LoweredOption } from "./option.ts";
import type { LoweredProduct } from "./product.ts";
import { initialStrikes } from "./option-strikes.ts";
import { sayProblem } from "./problems.ts";
import { listedOf } from "./listed-months.ts";
import { sessionsHold, type SessionMemory } from "./session-days.ts";
import { parseClock, toInstant } from "../../value/zone-time.ts";
import { zoneTable } from "../../value/zone.ts";

type Underlying = Option["contracts"][number]["underlying"];

/** The option with the months listed on `asOf`, or on its first listing day, each with its future and its first strikes. */
export function withSeries(
  lowered: LoweredOption,
  world: DateWorld,
  memory: SessionMemory,
  asOf?: string,
): { option: Option; asOf: string } {
  const { option, at } = lowered;
  const date = asOf ?? option.listing.first;
  const inputs = {
    at,
    id: option.id,
    namedBy: option.contract.namedBy,
    world,
    product: lowered.productDates,
    dates: lowered.dates,
    listing: lowered.listing,
    span: sectionOf(at.block, "listing")?.keyword.span ?? at.context.declaration.name.span,
    ...(option.sessions.lastClose === undefined ? {} : { lastClose: option.sessions.lastClose }),
    ...(option.limits === undefined ? {} : { limits: option.limits }),
    said: new Set<string>(),
    rules: new Map(),
    spans: new Map(),
  };
  const months = contractMonths(inputs, parseDay(date) as Day);
  sessionsAndDeadlinesHold(lowered, world, memory, date, months);
  let strikes: string[] | undefined;
  const ladder = (): string[] => (strikes ??= initialStrikes(option));
  const futures = futuresOf(lowered, world);
  const listed = listedOf(lowered, world, parseDay(date) as Day);
  const contracts = months.flatMap((month) => {
    const underlying = futures(month);
    if (underlying !== undefined && listed?.has(underlying.period) === false)
      report(at.context, "underlying-not-listed", at.context.clauses.place(underlying.clause) ?? inputs.span, {
        month: month.code,
        future: underlying.code,
        date,
      });
    return underlying === undefined ? [] : [lazily({ month, underlying, strikes: [] }, "strikes", ladder)];
  });
  return { option: { ...option, contracts }, asOf: date };
}

/** Every session until the last expiry, its settlement time and the deadline of instructions are at one moment each, or are found. */
function sessionsAndDeadlinesHold(
  { at, option, sessions }: LoweredOption,
  world: DateWorld,
  memory: SessionMemory,
  first: string,
  months: readonly ContractMonth[],
): void {
  const last = months.flatMap(({ dates }) => dates.map((one) => one.date)).reduce((a, b) => (b > a ? b : a), first);
  const [from, to] = [parseDay(first) as Day, parseDay(last) as Day];
  sessionsHold(at, sessions, world, memory, first, last);
  const { until, zone } = option.exercise.contrary;
  const calendar = world.calendar(option.sessions.calendar);
  const table = zoneTable(zone, yearOf(from) - 1, yearOf(to) + 1);
  const field = fieldOf(sectionOf(at.block, "exercise")?.block, "contrary");
  if (!calendar.ok || !table.ok || field === undefined) return;
  for (let day = from; day <= to; day++) {
    if (calendar.value.open[day - calendar.value.first] !== 1) continue;
    const found = toInstant(table.value, day, parseClock(until) ?? 0, sessions.data.choices);
    if (found.ok) continue;
    const how = found.problem.kind === "time-repeated" ? "comes twice" : "does not exist";
    report(at.context, "local-time-ambiguous", field.span, { time: until.slice(0, 5), date: sayDay(day), zone, how });
    return;
  }
}

/** The contract month of the future each month of options is on; undefined after a finding. */
function futuresOf(
  { option, at, on, dates, productDates }: LoweredOption,
  world: DateWorld,
): (month: ContractMonth) => Underlying | undefined {
  const rule = option.underlying.rule as unknown as Extract<SpanRule, { kind: "nearest" }>;
  const series = compileSeries(rule, world, productDates, dates.terms[0]?.calendar);
  const because = clausesOfEnd(on);
  let said = false;
  return (month) => {
    const period = parsePeriod(month.period)?.index;
    if (period === undefined) throw new Error(`${month.code} has the period ${month.period}`);
    const found = series.ok ? series.value(period) : undefined;
    if (found?.ok === true) {
      const { unit, period: index, date } = found.value;
      return {
        period: formatPeriod(unit, index),
        code: codeIn(on.product.id, on.product.listing, unit, index, on.product.contract.namedBy),
        lastTradingDay: formatDay(date),
        because,
        clause: option.underlying.clause,
      };
    }
    const problem = series.ok ? (found?.ok === false ? found.problem : undefined) : series.problem[0];
    const field = fieldOf(at.block, "underlying");
    if (problem !== undefined && field !== undefined && !said) {
      said = true;
      report(at.context, "date-unresolved", field.span, {
        what: "`underlying`",
        period: sayPeriod(productDates.period, period),
        why: sayProblem(problem),
      });
    }
    return undefined;
  };
}

/** The clauses on which the last trading day of a future rests: its own, those of the dates it names, what a contract is named by, and its listing. */
export function clausesOfEnd({ dates, product }: LoweredProduct): { readonly clause: string }[] {
  const found = new Set([product.contract.clause, product.listing.clause]);
  const follow = (name: string): void => {
    const terms = [...dates.terms, ...dates.intervals].filter((one) => one.name === name && !found.has(one.clause));
    for (const term of terms) {
      found.add(term.clause);
      walk("rule" in term ? term.rule : [term.from, term.to]);
    }
  };
  const walk = (rule: unknown): void => {
    if (typeof rule !== "object" || rule === null) return;
    if ("kind" in rule && rule.kind === "reference" && "date" in rule && !("product" in rule))
      follow(String(rule.date));
    Object.values(rule).forEach(walk);
  };
  follow("last-trading-day");
  return [...found].map((clause) => ({ clause }));
}
