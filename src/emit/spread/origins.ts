import type { ContractModel, Spread } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import { calendarOf } from "../product.ts";
import type { Dependency } from "../trace-values.ts";

/** What values of spread.json depend on beside the clause they carry. */
export function spreadOrigins(model: ContractModel, spread: Spread): Dependency[] {
  const { size, price, tickValueExactTo, legs } = spread;
  const worth = clausesIn([size, price, tickValueExactTo, legs]);
  return [
    { at: /^\/product\/period$/, clauses: [spread.contract.clause] },
    { at: /^\/(price|size)\//, clauses: worth },
    { at: /^\/ticks\/\d+\/value\//, clauses: worth },
    { at: /^\/legs\/\d+\/(weight|unit|tick)$/, clauses: worth },
    { at: /^\/legs\/\d+\/anchored$/, clauses: [spread.legPrices.clause] },
    {
      at: /^\/sessions\//,
      clauses: [
        ...clausesIn(spread.sessions),
        ...dayClausesOfSpread(model, spread),
        calendarOf(model, spread.sessions.calendar).clause,
      ],
    },
    { at: /^\/months\/\d+\//, clauses: dayClausesOfSpread(model, spread) },
  ];
}

/** The clauses on which months, days and combinations of a spread rest. */
export function dayClausesOfSpread(model: ContractModel, spread: Spread): string[] {
  const { listing, dates, contract, legs } = spread;
  const calendars = [...new Set(dates.flatMap(({ calendar }) => calendar ?? []))];
  return [
    ...new Set([
      ...clausesIn([listing, dates, contract]),
      ...legs.map(({ clause }) => clause),
      ...clausesIn(spread.contracts.map(({ combinations }) => combinations.map((one) => one.legs))),
      ...calendars.map((name) => calendarOf(model, name).clause),
    ]),
  ];
}
