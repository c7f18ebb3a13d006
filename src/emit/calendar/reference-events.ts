import type { ContractModel } from "../../model/model.ts";
import { referenceOf } from "../product.ts";
import { clausesOfDate } from "../reference/origins.ts";
import type { CalendarEvent } from "./events.ts";

/** All dates of the contract months of a reference: by month in the model's order, then by day, then as the spec names them. */
export function referenceEvents(model: ContractModel): CalendarEvent[] {
  const { reference } = referenceOf(model);
  const origins = new Map(reference.dates.map(({ name }) => [name, clausesOfDate(model, name)]));
  return reference.contracts.flatMap(({ code, period, dates }) =>
    dates
      .map(({ name, date, steps, clause }) => ({
        id: `${code}/${name}`,
        code,
        period,
        name,
        date,
        why: steps.join("; "),
        clause,
        origins: [...new Set([clause, ...(origins.get(name) ?? [])])],
      }))
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  );
}
