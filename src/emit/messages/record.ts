import { parse, multiply, fromInteger } from "../../runtime/exact.ts";
import { FIELDS, type FixField, type FixType } from "./dictionary.ts";
import type { Item } from "./item.ts";

/** Prices and amounts in whole units of 10^-9, as binary reference records have them. */
const SCALE = 9;
const MOST = 2n ** 63n - 1n;

/** The value of a field as a binary record would hold it; a decimal that does not fit, having more than nine decimals or being past 64 bits, stays text. */
export type RecordValue =
  | string
  | { readonly mantissa: string; readonly exponent: number }
  | { readonly year: number; readonly month: number }
  | { readonly year: number; readonly month: number; readonly day: number };

/** What a record holds of a field, by the type the dictionary gives it. */
export function recordValue(name: FixField, value: string): RecordValue {
  const type: FixType = FIELDS[name].type;
  switch (type) {
    case "AMT":
    case "FLOAT":
    case "PRICE":
    case "QTY":
      return scaled(value);
    case "MONTHYEAR":
      return { year: Number(value.slice(0, 4)), month: Number(value.slice(4, 6)) };
    case "LOCALMKTDATE":
      return { year: Number(value.slice(0, 4)), month: Number(value.slice(4, 6)), day: Number(value.slice(6, 8)) };
    default:
      return value;
  }
}

function scaled(value: string): RecordValue {
  const units = multiply(parse(value), fromInteger(1_000_000_000));
  if (units.d !== 1n || units.n > MOST || units.n < -MOST) return value;
  return { mantissa: String(units.n), exponent: -SCALE };
}

/** Every field of a definition with its tag, in the order of the definition; groups as lists. */
export type InstrumentRecord = { readonly [name: string]: unknown };

/** The record of a definition: names as in the dictionary, values as a binary layout holds them. */
export function recordOf(items: readonly Item[]): InstrumentRecord {
  return Object.fromEntries(
    items.flatMap((one): [string, unknown][] => {
      if ("entries" in one) return [[one.name, one.entries.map(recordOf)]];
      return "value" in one ? [[one.name, recordValue(one.name, one.value)]] : [];
    }),
  );
}
