import type { ContractModel, Option } from "../../model/model.ts";
import type { CalendarEvent } from "../calendar/events.ts";
import { dayClauses } from "./origins.ts";

/** All events of the listed months of an option: the day they are listed, and each of their dates. */
export function optionEvents(model: ContractModel, option: Option): CalendarEvent[] {
  const origins = dayClauses(model, option);
  return option.contracts.flatMap(({ month }) => {
    const { code, period } = month;
    const listed = {
      name: "listed",
      date: month.listed,
      why: `first trade date; ${option.listing.text}`,
      clause: option.listing.clause,
    };
    const dates = month.dates.map(({ name, date, steps, clause }) => ({ name, date, why: steps.join("; "), clause }));
    return [listed, ...dates]
      .map((event) => ({
        id: `${code}/${event.name}`,
        code,
        period,
        ...event,
        origins: [...new Set([event.clause, ...origins])],
      }))
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  });
}
