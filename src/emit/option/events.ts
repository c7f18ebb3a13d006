import type { ContractModel, Option } from "../../model/model.ts";
import type { CalendarEvent } from "../calendar/events.ts";
import { datedEvents } from "../calendar/month-events.ts";
import { dayClauses } from "./origins.ts";

/** All events of the listed months of an option: the day they are listed, and each of their dates. */
export function optionEvents(model: ContractModel, option: Option): CalendarEvent[] {
  return datedEvents(
    option.contracts.map(({ month }) => month),
    option.listing,
    dayClauses(model, option),
  );
}
