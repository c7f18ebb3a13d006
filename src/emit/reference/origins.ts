import type { ContractModel } from "../../model/model.ts";
import { clausesOfRule } from "../dependencies.ts";
import { calendarOf, referenceOf } from "../product.ts";
import type { Dependency } from "../trace-values.ts";

/** The clauses each date of a reference follows from, beside its own: its contract, the dates it refers to and the calendar it is counted on. */
export function clausesOfDate(model: ContractModel, name: string): string[] {
  const { reference } = referenceOf(model);
  const term = reference.dates.find((one) => one.name === name);
  const calendars = term?.calendar === undefined ? [] : [calendarOf(model, term.calendar).clause];
  return [...new Set([...clausesOfRule(reference, term?.rule), ...calendars])];
}

/** The same as dependencies of the values of a list of contract months. */
export function datesOrigins(model: ContractModel, list: string): Dependency[] {
  const { reference } = referenceOf(model);
  return reference.dates.map((term, i) => ({
    at: new RegExp(`^${list}/\\d+/dates/${i}/`),
    clauses: clausesOfDate(model, term.name),
  }));
}
