import type { Emitter } from "../emitter.ts";
import { hasProduct } from "../product.ts";
import { writeCsv } from "./csv.ts";
import { calendarEvents } from "./events.ts";
import { referenceEvents } from "./reference-events.ts";
import { writeIcs } from "./ics.ts";

/** Writes the dates of every listed contract month as a table and for calendar programs. */
export const calendarEmitter: Emitter = {
  name: "calendar",
  title: "calendar.csv and calendar.ics, the dates of every listed contract month",
  applies: (model) => hasProduct(model) || model.reference !== undefined,
  emit: (model) => {
    const product = model.product ?? model.reference;
    const { asOf } = model;
    if (product === undefined || asOf === undefined) throw new Error(`${model.root} has no dates`);
    const events = model.reference === undefined ? calendarEvents(model) : referenceEvents(model);
    const head = { product: product.id, title: product.title, compiler: model.compiler, asOf };
    const files = [
      { path: "calendar.csv", content: writeCsv(events) },
      { path: "calendar.ics", content: writeIcs(head, events) },
    ];
    return {
      artifacts: files,
      trace: files.flatMap(({ path }) =>
        events.map(({ id, origins }) => ({ file: path, at: `#${id}`, clauses: origins })),
      ),
    };
  },
};
