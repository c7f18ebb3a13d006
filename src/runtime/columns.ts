// The batch form of an index: its inputs as columns of whole numbers.
import type { Rational } from "./exact.ts";
import { fromInteger, multiply, show } from "./exact.ts";
import type { Loops } from "./histogram.ts";
import type { ReferencePrice } from "./index-price.ts";
import {
  dayAfter1970,
  inWords,
  inside,
  readAlone,
  readDecimal,
  readFields,
  readInstant,
  readList,
  readText,
  refuseAt,
} from "./input.ts";
import type { Columns, ColumnsPrice, Kernel } from "./kernel.ts";
import { fixed, MILLISECOND_SPAN } from "./kernel.ts";
import type { IndexReads } from "./observations.ts";

/** Columns as they are passed in, all of one length; a row is looked at when it is used. */
function readColumns(value: unknown, place: string): Columns {
  const names = ["since", "time", "price", "tick", "size", "unit", "source", "sources"];
  const fields = readFields(value, place, names, ["kind"]);
  const whole = (name: string): Int32Array => {
    const column = fields[name];
    return column instanceof Int32Array
      ? readAlone(column, inside(place, name))
      : refuseAt(inside(place, name), "not-a-column", "an Int32Array", inWords(column));
  };
  const { source } = fields;
  if (!(source instanceof Uint8Array) && !(source instanceof Uint16Array))
    return refuseAt(inside(place, "source"), "not-a-column", "a Uint8Array or Uint16Array", inWords(source));
  readAlone(source, inside(place, "source"));
  const [time, price, size] = [whole("time"), whole("price"), whole("size")];
  for (const [name, { length }] of Object.entries({ price, size, source }))
    if (length !== time.length) refuseAt(inside(place, name), "columns-differ", `${time.length} rows`, `${length}`);
  const above = (name: string): Rational => {
    const step = readDecimal(fields[name], inside(place, name));
    return step.n > 0n ? step : refuseAt(inside(place, name), "step-not-positive", "a step above zero", show(step));
  };
  return {
    time,
    price,
    size,
    source,
    sources: readList(fields["sources"], inside(place, "sources"), readText),
    since: readInstant(fields["since"], inside(place, "since")),
    tick: above("tick"),
    unit: above("unit"),
    ...(fields["kind"] === undefined ? {} : { kind: readText(fields["kind"], inside(place, "kind")) }),
  };
}

const SECOND_SPAN = 1_000_000_000n;
const DAY_SPAN = 86_400n * SECOND_SPAN;

/** What is left of `value` over whole multiples of `of`, never below zero. */
const restOf = (value: bigint, of: bigint): bigint => ((value % of) + of) % of;

/** An instant as calculators read it, with all its decimals. */
function instantText(instant: bigint): string {
  const rest = restOf(instant, DAY_SPAN);
  const two = (number: bigint): string => String(number).padStart(2, "0");
  const seconds = rest / SECOND_SPAN;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(":");
  return `${dayAfter1970((instant - rest) / DAY_SPAN)}T${clock}.${String(rest % SECOND_SPAN).padStart(9, "0")}Z`;
}

/** The rows as inputs one by one, each exact. */
function rowsOf({ kind, since, time, price, tick, size, unit, source, sources }: Columns, at: number): object[] {
  return Array.from(time, (after, row) => {
    const name = sources[source[row] as number];
    if (name === undefined)
      refuseAt(
        `columns[${at}].source[${row}]`,
        "unknown-source",
        `one of ${sources.length} sources`,
        String(source[row]),
      );
    return {
      ...(kind === undefined ? {} : { kind }),
      source: name,
      time: instantText(since + BigInt(after) * MILLISECOND_SPAN),
      price: show(multiply(tick, fromInteger(price[row] as number))),
      size: show(multiply(unit, fromInteger(size[row] as number))),
    };
  });
}

/**
 * The print of an index from columns by these loops: `columns` in place of `observations`, a list with one block of each kind. Whole-number arithmetic where the index has a kernel,
 * rows are in order of time and every sum fits; otherwise, and to say what is wrong with a row, `exact` on each row. Both give the same print.
 */
export function columnsPrice(
  input: unknown,
  reads: IndexReads,
  kernel: Kernel | undefined,
  exact: (input: unknown) => ReferencePrice,
  loops: Loops,
): ColumnsPrice {
  const { columns, ...fields } = readFields(input, "", ["date", "columns"], ["window", ...reads.fallback]);
  const blocks = readList(columns, "columns", readColumns);
  const fast = kernel && fixed(fields, blocks, reads, kernel, loops);
  if (fast !== undefined) return fast;
  const observations = blocks.flatMap(rowsOf);
  const { evidence, ...print } = exact({ ...fields, observations });
  const { used, dropped } = evidence;
  const groups = evidence.groups.map((group) => ({ ...group, observations: [] }));
  return { ...print, groups, rows: { used: used.length, dropped: dropped.length } };
}
