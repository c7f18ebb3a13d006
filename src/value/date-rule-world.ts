import type { CompiledCalendar } from "./calendar-compile.ts";
import type { CalendarData, CalendarProblem, Outcome } from "./calendar.ts";
import type { DateWorld } from "./date-rule-node.ts";
import type { ListedDate, ProductDates } from "./date-rule.ts";
import type { Day } from "./day.ts";
import { compileCalendar } from "./calendar-compile.ts";
import { refuse } from "./calendar.ts";

/** What a world is made of: plain data. A table's rows belong to one source, and to one product where they name it. */
export type WorldData = {
  readonly calendars: readonly CalendarData[];
  /** The calendars as somebody else works them out; one that is unknown there is worked out here. */
  readonly compiled?: (id: string) => Outcome<CompiledCalendar, CalendarProblem> | undefined;
  readonly products?: readonly ProductDates[];
  readonly tables?: readonly {
    readonly source: string;
    readonly product?: string;
    readonly rows: readonly ListedDate[];
  }[];
};

/** A world over plain data; each calendar is worked out once, when it is first asked for. */
export function makeWorld(data: WorldData, listedOn: DateWorld["listedOn"] = () => undefined): DateWorld {
  const calendars = new Map(data.calendars.map((calendar) => [calendar.id, calendar]));
  const products = new Map((data.products ?? []).map((product) => [product.id, product]));
  const compiled = new Map<string, Outcome<CompiledCalendar, CalendarProblem>>();
  const calendar = (id: string, knownOn?: Day): Outcome<CompiledCalendar, CalendarProblem> => {
    const key = knownOn === undefined ? id : `${id} ${knownOn}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const own = calendars.get(id);
    const given = knownOn === undefined ? data.compiled?.(id) : undefined;
    const made =
      given ??
      (own === undefined
        ? refuse<CalendarProblem>({ kind: "calendar-unknown", calendar: id, neededBy: "a date" })
        : compileCalendar(own, (other) => calendars.get(other), knownOn === undefined ? {} : { knownOn }));
    compiled.set(key, made);
    return made;
  };
  return {
    calendar,
    product: (id) => products.get(id),
    table: (source, product) =>
      data.tables?.find((table) => table.source === source && (table.product ?? product) === product)?.rows,
    listedOn,
  };
}
