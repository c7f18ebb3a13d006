import { FIELDS, type FixField, type FixGroup, type FixType } from "./dictionary.ts";

/** One field of a message with the clauses it states. */
export type Field = { readonly name: FixField; readonly value: string; readonly clauses: readonly string[] };

/** A term that the type of its field has no text for: a fraction, a currency of four letters. It is said apart from the message. */
export type Misfit = { readonly name: FixField; readonly misfit: string };

/** A repeating group: each entry has fields, and groups of its own. */
export type Group = { readonly name: FixGroup; readonly entries: readonly (readonly Item[])[] };
export type Item = Field | Group | Misfit;

/** What the dictionary's types look like in text. Currencies are the codes of ISO 4217, markets those of ISO 10383. */
const FORMS: { readonly [type in FixType]: RegExp } = {
  AMT: /^-?\d+(\.\d+)?$/,
  BOOLEAN: /^[YN]$/,
  CHAR: /^.$/u,
  CURRENCY: /^[A-Z]{3}$/,
  EXCHANGE: /^[A-Z0-9]{4}$/,
  FLOAT: /^-?\d+(\.\d+)?$/,
  INT: /^-?\d+$/,
  LOCALMKTDATE: /^\d{8}$/,
  MONTHYEAR: /^\d{6}(\d{2}|w[1-5])?$/,
  PRICE: /^-?\d+(\.\d+)?$/,
  QTY: /^-?\d+(\.\d+)?$/,
  STRING: /^\P{Cc}+$/u,
  TZTIMEONLY: /^\d{2}:\d{2}(:\d{2})?Z$/,
  UTCTIMESTAMP: /^\d{8}-\d{2}:\d{2}:\d{2}$/,
};

/** A field, or nothing where no value is stated; a misfit where the value is no text of the field's type. */
export function field(
  name: FixField,
  value: string | number | undefined,
  ...clauses: readonly string[]
): (Field | Misfit)[] {
  if (value === undefined) return [];
  const text = String(value);
  const { type, values }: { type: FixType; values?: readonly string[] } = FIELDS[name];
  if (values !== undefined && !values.includes(text)) throw new Error(`${name} has no value ${text} here`);
  return [FORMS[type].test(text) ? { name, value: text, clauses: [...new Set(clauses)] } : { name, misfit: text }];
}

/** A group, or nothing where it has no entry. */
export function group(name: FixGroup, entries: readonly (readonly Item[])[]): Group[] {
  const some = entries.filter((one) => one.length > 0);
  return some.length === 0 ? [] : [{ name, entries: some }];
}

/** What no field could hold, each once. */
export function misfitsOf(items: readonly Item[]): { readonly field: FixField; readonly value: string }[] {
  const all = items.flatMap((one) =>
    "entries" in one ? one.entries.flatMap(misfitsOf) : "misfit" in one ? [{ field: one.name, value: one.misfit }] : [],
  );
  return [...new Map(all.map((one) => [`${one.field} ${one.value}`, one])).values()];
}

/** A day as FIX writes it: `20270226`. */
export function fixDay(day: string): string {
  return day.replaceAll("-", "");
}

/** An instant as FIX writes it: `20270226-16:00:00`. */
export function fixInstant(utc: string): string {
  return `${fixDay(utc.slice(0, 10))}-${utc.slice(11, 19)}`;
}
