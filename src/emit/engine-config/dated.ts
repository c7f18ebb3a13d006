import type { ContractMonth } from "../../model/model.ts";
import { present } from "../present.ts";

/** The words of the terms of a contract that have a name: of its dates, or of its intervals. */
type Terms = readonly { readonly name: string; readonly text: string }[];

/** The dates of a contract month, each with its rule, the steps to its day, and whether the day is provisional. */
export function explainedDates(terms: Terms, { dates }: Pick<ContractMonth, "dates">) {
  return dates.map(({ name, date, provisional, steps, clause }) =>
    present({ name, date, provisional, rule: ruleText(terms, name), steps, clause }),
  );
}

/** The intervals of a contract month by name, from their first day to their last. */
export function namedIntervals({ intervals }: Pick<ContractMonth, "intervals">) {
  return intervals.map(({ name, from, to, inclusive, clause }) => ({ name, from, to, inclusive, clause }));
}

/** The words of the term of this name; a month has no date that is not of a term. */
export function ruleText(terms: Terms, name: string): string {
  const term = terms.find((one) => one.name === name);
  if (term === undefined) throw new Error(`no date term is called ${name}`);
  return term.text;
}
