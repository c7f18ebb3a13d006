import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import type { IndexReads } from "../model/generated/inputs.ts";
import type { IndexInput, Market, Quote, SpreadTrade, Trade } from "../model/generated/market.ts";
import type { DayInput } from "./desk.ts";
import { DAY_MS } from "../value/zone-time.ts";
import { isoDayOf, nearby } from "./instant.ts";

/** A row of the market with its JSON pointer. */
export type Row<T> = { readonly at: string; readonly row: T };

type Observation = Market["observations"][number];

/** True for an input of an index; every other row is of a product. */
export function isIndexInput(row: Observation): row is IndexInput {
  return "observable" in row;
}

/** The rows of the market that are inputs of an index. */
export function inputsOfIndex({ market }: DayInput, index: string): Row<IndexInput>[] {
  return rowsOf(market.data).flatMap(({ at, row }) =>
    isIndexInput(row) && row.observable === index ? [{ at, row }] : [],
  );
}

/** The trades, spread trades and quotes of a product. */
export function rowsOfProduct({ market }: DayInput, product: string): Row<Trade | SpreadTrade | Quote>[] {
  return rowsOf(market.data).flatMap(({ at, row }) =>
    !isIndexInput(row) && row.product === product ? [{ at, row }] : [],
  );
}

function rowsOf({ observations }: Market): Row<Observation>[] {
  return observations.map((row, at) => ({ at: `/observations/${at}`, row }));
}

/** What is wrong with rows whatever is settled: names that this build does not have, and days far from the one being settled. */
export function strangeRows(day: DayInput): Diagnostic[] {
  const { market, known, date } = day;
  return rowsOf(market.data).flatMap(({ at, row }) => {
    const found: Diagnostic[] = [];
    if (isIndexInput(row)) {
      if (!known.indices.includes(row.observable)) found.push(unknownIndex(day, at, row.observable));
      if (row.time !== undefined && !nearby(row.time, date, readsBack(day, row.observable))) {
        found.push(farOff(day, at, row.time, `a day of ${date}`));
      }
    } else {
      if (!known.products.includes(row.product)) found.push(unknownProduct(day, `${at}/product`, row.product));
      if (!isoDayOf(row.time)) found.push(farOff(day, at, row.time, "the days there are"));
    }
    return found;
  });
}

/** How many days before its own an index reads inputs of: as long as its window is, and any where it reads a period or a number of inputs. */
function readsBack({ products }: DayInput, index: string): number {
  const windows = products.flatMap(({ inputs }) =>
    inputs.indices.flatMap(({ id, window }) => (id === index && window !== undefined ? [window] : [])),
  );
  return Math.max(
    0,
    ...windows.map((window) => {
      if (window.kind === "trailing") return Math.ceil(window.milliseconds / DAY_MS);
      return window.kind === "hours" || window.kind === "count" ? Infinity : 0;
    }),
  );
}

function unknownIndex({ market, known }: DayInput, at: string, name: string): Diagnostic {
  return named("observable-unknown", market.place(`${at}/observable`), name, known.indices);
}

/** A product that the build does not have, in the market. */
function unknownProduct({ market, known }: DayInput, at: string, product: string): Diagnostic {
  const near = didYouMean(suggest(product, known.products));
  return diagnostic(
    "position-product-unknown",
    market.place(at),
    { product, known: listed(known.products) },
    near === undefined ? {} : { help: near },
  );
}

function named(
  code: "observable-unknown",
  span: Diagnostic["span"],
  name: string,
  known: readonly string[],
): Diagnostic {
  const near = didYouMean(suggest(name, known));
  return diagnostic(code, span, { name, known: listed(known) }, near === undefined ? {} : { help: near });
}

const MOST_NAMES = 5;

/** Names for a message, not more than a line of them. */
export function listed(names: readonly string[], most = MOST_NAMES): string {
  if (names.length === 0) return "it has none";
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** A time that is not where it should be. */
export function farOff({ market }: DayInput, at: string, time: string, wanted: string): Diagnostic {
  return diagnostic("observation-far-off", market.place(`${at}/time`), { time, wanted });
}

/** Fields of a row that every index input may have. */
const PLAIN = ["observable", "source", "kind", "price", "size", "id"];

/** The columns of a row that its index does not read. */
export function strangeColumns(day: DayInput, { at, row }: Row<IndexInput>, reads: IndexReads): Diagnostic[] {
  const when = reads.window?.kind === "month" ? "day" : "time";
  const printed = reads.inputs.some(({ kind }) => kind === "print") ? ["restated-from", "restated-at"] : [];
  const known = [...PLAIN.slice(0, 3), when, ...PLAIN.slice(3), ...printed, ...reads.attributes];
  return Object.keys(row)
    .filter((name) => !known.includes(name))
    .map((name) =>
      diagnostic("observation-column-unknown", day.market.place(`${at}/${name}`), {
        name,
        index: reads.id,
        known: listed(
          [...new Set(known)].filter((one) => one !== "observable"),
          known.length,
        ),
      }),
    );
}

/**
 * A row as the calculator takes it. `kind` is the kind of input, or the column of that name where the index reads one: then all
 * of its inputs are of one kind.
 */
export function observationOf(row: IndexInput, reads: IndexReads): Readonly<Record<string, unknown>> {
  const { source, price, kind, time, day, size, id } = row;
  const column = reads.attributes.includes("kind");
  const attributes = Object.fromEntries(
    reads.attributes.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])),
  );
  return {
    source,
    price,
    ...(kind === undefined || column ? {} : { kind }),
    ...(time === undefined ? {} : { time }),
    ...(day === undefined ? {} : { day }),
    ...(size === undefined ? {} : { size }),
    ...(id === undefined ? {} : { id }),
    ...(reads.attributes.length === 0 ? {} : { attributes }),
  };
}
