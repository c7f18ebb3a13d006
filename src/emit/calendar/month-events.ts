import type { ContractMonth, Listing } from "../../model/model.ts";
import type { CalendarEvent } from "./events.ts";

/** The day each month is listed, and each of its dates, by day; `origins` are the clauses its days rest on. */
export function datedEvents(
  months: readonly ContractMonth[],
  listing: Listing,
  origins: readonly string[],
): CalendarEvent[] {
  return months.flatMap((month) => {
    const { code, period } = month;
    const listed = {
      name: "listed",
      date: month.listed,
      why: `first trade date; ${listing.text}`,
      clause: listing.clause,
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
