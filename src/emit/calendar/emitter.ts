import type { ContractModel } from "../../model/model.ts";
import type { Emitter } from "../emitter.ts";
import { optionEvents } from "../option/events.ts";
import { hasProduct, hasOther } from "../product.ts";
import { perpetualEvents } from "../perpetual/events.ts";
import { spreadEvents } from "../spread/events.ts";
import { writeCsv } from "./csv.ts";
import { type CalendarEvent, calendarEvents } from "./events.ts";
import { referenceEvents } from "./reference-events.ts";
import { writeIcs } from "./ics.ts";
import { shownOnSheet, writeSheet } from "./sheet.ts";

/** Writes the dates of every listed contract month as a table and for calendar programs. */
export const calendarEmitter: Emitter = {
  name: "calendar",
  title: "calendar.csv, calendar.ics and calendar.html, the dates of every listed contract month",
  applies: (model) => hasProduct(model) || hasOther(model) || model.reference !== undefined,
  emit: (model) => {
    const { asOf, option, spread, perpetual } = model;
    const product = model.product ?? model.reference ?? option ?? spread ?? perpetual;
    if (product === undefined || asOf === undefined) throw new Error(`${model.root} has no dates`);
    const events = eventsOf(model);
    const head = { product: product.id, title: product.title, compiler: model.compiler, asOf };
    const files = [
      { path: "calendar.csv", content: writeCsv(events) },
      { path: "calendar.ics", content: writeIcs(head, events) },
    ];
    // The calendar of its sessions closes days; a restated contract has only that of its dates.
    const closing =
      (model.product ?? option ?? spread ?? perpetual)?.sessions.calendar ?? model.reference?.dates[0]?.calendar;
    const calendar = model.calendars.find((one) => one.id === closing);
    const sheet = { path: "calendar.html", content: writeSheet({ ...head, ...(calendar && { calendar }) }, events) };
    const onSheet = events.filter(shownOnSheet);
    return {
      artifacts: [...files, sheet],
      trace: [...files.map(({ path }) => ({ path, of: events })), { path: sheet.path, of: onSheet }].flatMap(
        ({ path, of }) => of.map(({ id, origins }) => ({ file: path, at: `#${id}`, clauses: origins })),
      ),
    };
  },
};

function eventsOf(model: ContractModel): CalendarEvent[] {
  const { option, spread, perpetual, reference } = model;
  if (perpetual !== undefined) return perpetualEvents(perpetual);
  if (option !== undefined) return optionEvents(model, option);
  if (spread !== undefined) return spreadEvents(model, spread);
  return reference === undefined ? calendarEvents(model) : referenceEvents(model);
}
