import type { Emitter } from "../emitter.ts";
import { optionEvents } from "../option/events.ts";
import { hasProduct } from "../product.ts";
import { writeCsv } from "./csv.ts";
import { calendarEvents } from "./events.ts";
import { referenceEvents } from "./reference-events.ts";
import { writeIcs } from "./ics.ts";
import { shownOnSheet, writeSheet } from "./sheet.ts";

/** Writes the dates of every listed contract month as a table and for calendar programs. */
export const calendarEmitter: Emitter = {
  name: "calendar",
  title: "calendar.csv, calendar.ics and calendar.html, the dates of every listed contract month",
  applies: (model) => hasProduct(model) || model.option !== undefined || model.reference !== undefined,
  emit: (model) => {
    const { asOf, option } = model;
    const product = model.product ?? model.reference ?? option;
    if (product === undefined || asOf === undefined) throw new Error(`${model.root} has no dates`);
    const events =
      option !== undefined
        ? optionEvents(model, option)
        : model.reference === undefined
          ? calendarEvents(model)
          : referenceEvents(model);
    const head = { product: product.id, title: product.title, compiler: model.compiler, asOf };
    const files = [
      { path: "calendar.csv", content: writeCsv(events) },
      { path: "calendar.ics", content: writeIcs(head, events) },
    ];
    // The calendar of its sessions closes days; a restated contract has only that of its dates.
    const closing = (model.product ?? option)?.sessions.calendar ?? product.dates[0]?.calendar;
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
