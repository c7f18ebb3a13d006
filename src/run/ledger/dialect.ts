import type { Dialect } from "../../host/engine.ts";

/** The few words of the ledger's SQL that engines do not share; all else is one text. Money is whole numbers alone, added and multiplied: no engine's own division or rounding is used. */
export type Words = {
  /** The schema that tables are made in. */
  readonly schema: string;
  /** The type of a text that is compared and sorted by its bytes, whatever the place of the machine. */
  readonly text: string;
  /** The type of a whole number of at least 38 digits, which is refused or grows where it would not fit. */
  readonly wide: string;
  /** A whole number of 64 bits, or none, as one of that type. */
  readonly asWide: (expression: string) => string;
  /** The sum of whole numbers of 64 bits, exact. */
  readonly summed: (expression: string) => string;
  /** How many bits are set in a whole number of 64 bits. */
  readonly bits: (expression: string) => string;
};

const WORDS: Readonly<Record<Dialect | "clickhouse", Words>> = {
  duckdb: {
    ...{ schema: "'main'", text: "VARCHAR", wide: "HUGEINT" },
    asWide: (one) => `CAST(${one} AS HUGEINT)`,
    summed: (one) => `sum(${one})`,
    bits: (one) => `bit_count(${one})`,
  },
  // A column without a scale would keep fractions; all that is put in is whole.
  postgres: {
    ...{ schema: "current_schema()", text: 'TEXT COLLATE "C"', wide: "NUMERIC" },
    asWide: (one) => `CAST(${one} AS NUMERIC)`,
    summed: (one) => `sum(${one})`,
    bits: (one) => `bit_count(CAST(${one} AS BIT(64)))`,
  },
  // Its sums of 64 bits run over in silence, and its types hold nothing unless they are said to.
  clickhouse: {
    ...{ schema: "currentDatabase()", text: "Nullable(String)", wide: "Int256" },
    asWide: (one) => `CAST(${one} AS Nullable(Int256))`,
    summed: (one) => `sum(CAST(${one} AS Nullable(Int256)))`,
    bits: (one) => `bitCount(${one})`,
  },
};

/** The words of a dialect. */
export function wordsOf({ dialect }: { readonly dialect: Dialect | "clickhouse" }): Words {
  return WORDS[dialect];
}

/** `units` of 10^-`decimals` in units of 10^-`places`, which are as fine or finer. */
export function scaled(words: Words, units: string, places: string, decimals: string): string {
  return `CAST(${units} AS ${words.wide}) * CAST('1' || repeat('0', ${places} - ${decimals}) AS ${words.wide})`;
}
