import type { Perpetual } from "../../model/model.ts";
import type { CalendarEvent } from "../calendar/events.ts";

/** The day a perpetual is listed, and the last it may run where it has one. */
export function perpetualEvents({ id, listing, horizon }: Perpetual): CalendarEvent[] {
  const [period = ""] = listing.first.split("-");
  const event = (name: string, date: string, why: string, clause: string): CalendarEvent => ({
    id: `${id}/${name}`,
    code: id,
    period,
    name,
    date,
    why,
    clause,
    origins: [...new Set([clause, listing.clause])],
  });
  return [
    event("listed", listing.first, "first trade date", listing.clause),
    ...(horizon === undefined ? [] : [event("horizon", horizon.until, `last day: ${horizon.text}`, horizon.clause)]),
  ];
}
