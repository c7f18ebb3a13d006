import type { Dialect } from "../../host/engine.ts";

/** The few words of the ledger's SQL that engines do not share; all else is one text. Money is whole numbers alone, added and multiplied: no engine's own division or rounding is used. */
export type Words = {
  /** The schema that tables are made in. */
  readonly schema: string;
  /** The type of a text that is compared and sorted by its bytes, whatever the place of the machine. */
  readonly text: string;
  /** The type of a whole number of at least 38 digits, which is refused or grows where it would not fit. */
  readonly wide: string;
  /** How many bits are set in a whole number of 64 bits. */
  readonly bits: (expression: string) => string;
};

const WORDS: Readonly<Record<Dialect, Words>> = {
  duckdb: { schema: "'main'", text: "VARCHAR", wide: "HUGEINT", bits: (one) => `bit_count(${one})` },
  // A column without a scale would keep fractions; all that is put in is whole.
  postgres: {
    schema: "current_schema()",
    text: 'TEXT COLLATE "C"',
    wide: "NUMERIC",
    bits: (one) => `bit_count(CAST(${one} AS BIT(64)))`,
  },
};

/** The words of a dialect. */
export function wordsOf({ dialect }: { readonly dialect: Dialect }): Words {
  return WORDS[dialect];
}

/** `units` of 10^-`decimals` in units of 10^-`places`, which are as fine or finer. */
export function scaled(words: Words, units: string, places: string, decimals: string): string {
  return `CAST(${units} AS ${words.wide}) * CAST('1' || repeat('0', ${places} - ${decimals}) AS ${words.wide})`;
}
