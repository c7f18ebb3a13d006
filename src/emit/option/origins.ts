import type { ContractModel, Option } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import { calendarOf } from "../product.ts";
import type { Dependency } from "../trace-values.ts";

/** What values of option.json depend on beside the clause they carry. */
export function optionOrigins(model: ContractModel, option: Option): Dependency[] {
  const { size, premium, tickValueExactTo, marks } = option;
  const worth = clausesIn([size, premium, tickValueExactTo]);
  return [
    { at: /^\/product\/(on|style|period)$/, clauses: [option.on.clause, option.style.clause, option.contract.clause] },
    { at: /^\/premium\/payment$/, clauses: [premium.paymentClause] },
    { at: /^\/(premiumTicks|ticks)\/\d+\/value\//, clauses: worth },
    { at: /^\/cabinet\/value\//, clauses: worth },
    { at: /^\/marks\//, clauses: [marks.modelClause, ...clausesIn([marks.year, marks.round])] },
    {
      at: /^\/sessions\//,
      clauses: [
        ...clausesIn([option.sessions, option.exercise.contrary]),
        ...dayClauses(model, option),
        calendarOf(model, option.sessions.calendar).clause,
      ],
    },
    { at: /^\/limits\/(levels|basis)\//, clauses: clausesIn(option.limits?.basis?.formula) },
    { at: /^\/months\/\d+\//, clauses: dayClauses(model, option) },
  ];
}

/** What values of series.json depend on beside the ladder. */
export function seriesOrigins(model: ContractModel, option: Option): Dependency[] {
  const { strikes } = option;
  const ladder = [...clausesIn(strikes), ...(strikes.initialClause === undefined ? [] : [strikes.initialClause])];
  return [{ at: /^\/series\/\d+\//, clauses: [option.clause, ...ladder, ...dayClauses(model, option)] }];
}

/** The clauses on which months, days and futures of an option rest. */
export function dayClauses(model: ContractModel, option: Option): string[] {
  const { listing, dates, contract, underlying } = option;
  const calendars = [...new Set(dates.flatMap(({ calendar }) => calendar ?? []))];
  return [
    ...new Set([
      ...clausesIn([listing, dates, contract, underlying, option.on]),
      ...clausesIn(option.contracts.map((one) => one.underlying.because)),
      ...calendars.map((name) => calendarOf(model, name).clause),
    ]),
  ];
}
