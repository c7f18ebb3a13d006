import { counted } from "../../diagnostic/counted.ts";
import type { ContractModel } from "../../model/model.ts";
import type { Instrument } from "../../model/generated/instruments.ts";
import { instruments } from "../engine-config/instruments.ts";
import { instrumentOrigins } from "../engine-config/origins.ts";
import { traceValues } from "../trace-values.ts";
import { formatDay, parseDay } from "../../value/day.ts";
import { productOf } from "../product.ts";

/** Something that happens to a contract month on a day, or at an instant of it. */
export type CalendarEvent = {
  /** Code and name, such as GPHF27/last-trading-day; one of its kind in a product. */
  readonly id: string;
  readonly code: string;
  readonly period: string;
  readonly name: string;
  readonly date: string;
  /** The last day of an event that has several. */
  readonly until?: string;
  /** The instant in UTC and the clock time in its zone, where the event has one. */
  readonly at?: { readonly utc: string; readonly local: string; readonly zone: string };
  /** True while an announcement may still move the day. */
  readonly provisional?: true;
  /** How the day came about, or what happens. */
  readonly why: string;
  /** The clause the event states, first of its origins. */
  readonly clause: string;
  /** All clauses the event depends on, its own among them. */
  readonly origins: readonly string[];
};

/** All events of the listed months: by month in the model's order, then by day, then as the spec names them. */
export function calendarEvents(model: ContractModel): CalendarEvent[] {
  const { product } = productOf(model);
  const listed = instruments(model);
  const origins = new Map(
    traceValues("instruments.json", listed, instrumentOrigins(model)).map(({ at, clauses }) => [at, clauses]),
  );
  return listed.instruments.flatMap((month, i) => {
    const { code, period } = month;
    const events = monthEvents(month, product.listing.text, product.leadMonth?.text).map(({ value, ...event }) => {
      const found = origins.get(`/instruments/${i}/${value}`);
      if (found === undefined) throw new Error(`instruments.json has no value ${value} of ${code}`);
      return { id: `${code}/${event.name}`, code, period, ...event, clause: found[0]!, origins: found };
    });
    return events.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  });
}

/** `value` is where the event's day stands below its instrument. */
type MonthEvent = Omit<CalendarEvent, "id" | "code" | "period" | "clause" | "origins"> & {
  readonly value: string;
};

function monthEvents(month: Instrument, listing: string, leadRule = "nearest month"): MonthEvent[] {
  const { lastClose, lead } = month;
  return [
    { value: "listed", name: "listed", date: month.listed, why: `first trade date; ${listing}` },
    ...month.intervals.map(({ name, from, to, inclusive }, j) => ({
      value: `intervals/${j}/from`,
      name,
      date: from,
      // An interval with "until" ends on the day before.
      until: inclusive ? to : dayBefore(to),
      why: `from ${from} ${inclusive ? "to" : "until"} ${to}`,
    })),
    ...(lead === undefined
      ? []
      : [{ value: "lead/until", name: "lead-until", date: lead.until, why: `lead month: ${leadRule}` }]),
    ...month.limits.flatMap(({ scope, type, contracts, from, fromEdge }, j) =>
      // A limit that holds from listing on has no day of its own.
      from === undefined
        ? []
        : [
            {
              value: `limits/${j}/from`,
              name: `${scope}-${type}-${contracts}`,
              date: from,
              why: `${type} of ${counted(contracts, "contract")} from the ${fromEdge ?? "open"} of ${from}`,
            },
          ],
    ),
    ...month.dates.map(({ name, date, provisional, steps }, j) => ({
      value: `dates/${j}/date`,
      name,
      date,
      ...(provisional === undefined ? {} : { provisional }),
      why: steps.join("; "),
    })),
    ...(lastClose === undefined
      ? []
      : [
          {
            value: "lastClose/utc",
            name: "last-close",
            date: lastClose.date,
            at: { utc: lastClose.utc, local: lastClose.local, zone: lastClose.zone },
            why: `trading ends at ${lastClose.local} ${lastClose.zone}`,
          },
        ]),
  ];
}

function dayBefore(date: string): string {
  const day = parseDay(date);
  if (day === undefined) throw new Error(`${date} is no day`);
  return formatDay(day - 1);
}
