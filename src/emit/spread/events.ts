import type { ContractModel, Spread } from "../../model/model.ts";
import type { CalendarEvent } from "../calendar/events.ts";
import { datedEvents } from "../calendar/month-events.ts";
import { dayClausesOfSpread } from "./origins.ts";

/** All events of the months of a spread: the day they are listed, and each of their dates. */
export function spreadEvents(model: ContractModel, spread: Spread): CalendarEvent[] {
  return datedEvents(
    spread.contracts.map(({ month }) => month),
    spread.listing,
    dayClausesOfSpread(model, spread),
  );
}
