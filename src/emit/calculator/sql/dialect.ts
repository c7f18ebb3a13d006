/** What a dialect of SQL calls whole-number arithmetic. Its own division and rounding of decimals are never used: they round in their own ways. */
export type Dialect = {
  /** The name `--target` takes, and the ending of the file before `.sql`. */
  readonly name: "duckdb" | "postgres" | "clickhouse";
  readonly title: string;
  /** What holds the whole numbers of every step, in a sentence. */
  readonly holds: string;
  /** A whole number of at least 128 bits that is refused or grows where it would not fit. */
  readonly wide: (expression: string) => string;
  /** What is left of whole numbers, with the sign of the first. */
  readonly rest: (n: string, d: string) => string;
  /** The quotient of whole numbers that divide without a rest. */
  readonly quotient: (n: string, d: string) => string;
  /** An expression that stops the query with a code and words. */
  readonly refuse: (code: string, expected: string) => string;
  /** A function: its parameters with what they are, and one expression. */
  readonly define: (name: string, parameters: readonly Parameter[], body: string) => string;
  /** What makes a query with a name be worked out once, with a space behind it; empty where nothing does. */
  readonly once: string;
  /** A table, where there is none yet: columns of whole numbers of 64 bits and of texts. */
  readonly table: (name: string, columns: readonly (readonly [name: string, kind: "whole" | "text"])[]) => string;
  /** True where a value is no whole number of at most 64 bits, as far as the type of a parameter does not say so. */
  readonly notWhole: (parameter: string) => string;
  /** The sum of a list of whole numbers, its length, and whether one is missing in it. */
  readonly sum: (list: string) => string;
  readonly length: (list: string) => string;
  readonly hasNull: (list: string) => string;
  /** True where the least of a list is below zero. */
  readonly hasNegative: (list: string) => string;
};

/** A parameter: one whole number of a column or of any length, a list of them, or a text. */
export type Parameter = { readonly name: string; readonly kind: "whole" | "wide" | "list" | "text" };

const plainTable = (name: string, columns: readonly (readonly [name: string, kind: "whole" | "text"])[]): string =>
  `create table if not exists ${name} (${columns.map(([one, kind]) => `${one} ${kind === "whole" ? "bigint" : "text"}`).join(", ")});`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const duckdb: Dialect = {
  name: "duckdb",
  title: "DuckDB: macros over whole numbers of 128 bits, which stop where one does not fit",
  holds: "All is worked out in 128 bits; a query stops where they do not hold a number.",
  wide: (expression) => `${expression}::hugeint`,
  rest: (n, d) => `${n} % ${d}`,
  quotient: (n, d) => `${n} // ${d}`,
  refuse: (code, expected) => `error(${quoted(`${code}: expected ${expected}`)})`,
  define: (name, parameters, body) =>
    `create or replace macro ${name}(${parameters.map((one) => one.name).join(", ")}) as\n  ${body};`,
  once: "materialized ",
  table: plainTable,
  notWhole: (parameter) =>
    `${parameter} is null or typeof(${parameter}) not in ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT')`,
  sum: (list) => `list_sum(list_transform(${list}, lambda one: one::hugeint))::hugeint`,
  length: (list) => `len(${list})`,
  hasNull: (list) => `list_count(${list}) <> len(${list})`,
  hasNegative: (list) => `list_min(${list}) < 0`,
};

const POSTGRES_TYPES = { whole: "bigint", wide: "numeric", list: "bigint[]", text: "text" } as const;

const postgres: Dialect = {
  name: "postgres",
  title: "PostgreSQL: functions over whole numbers of any length",
  holds: "All is worked out in whole numbers of any length.",
  wide: (expression) => `${expression}::numeric`,
  rest: (n, d) => `mod(${n}, ${d})`,
  quotient: (n, d) => `div(${n}, ${d})`,
  refuse: (code, expected) => `tenor_refuse(${quoted(`${code}: expected ${expected}`)})`,
  define: (name, parameters, body) =>
    [
      `create or replace function ${name}(${parameters.map((one) => `${one.name} ${POSTGRES_TYPES[one.kind]}`).join(", ")})`,
      "  returns numeric language sql immutable parallel safe as $$",
      `  select ${body}`,
      "$$;",
    ].join("\n"),
  once: "materialized ",
  table: plainTable,
  notWhole: (parameter) => `${parameter} is null`,
  sum: (list) => `(select sum(one::numeric) from unnest(${list}) as one)`,
  length: (list) => `coalesce(array_length(${list}, 1), 0)`,
  hasNull: (list) => `array_position(${list}, null) is not null`,
  hasNegative: (list) => `(select min(one) from unnest(${list}) as one) < 0`,
};

const clickhouse: Dialect = {
  name: "clickhouse",
  title: "ClickHouse: functions over whole numbers of 256 bits, of columns of at most 64",
  holds: "All is worked out in 256 bits, which hold every step of columns of at most 64 bits.",
  wide: (expression) => `toInt256(${expression})`,
  rest: (n, d) => `${n} % ${d}`,
  quotient: (n, d) => `intDiv(${n}, ${d})`,
  refuse: (code, expected) => `toInt256(throwIf(true, ${quoted(`${code}: expected ${expected}`)}))`,
  define: (name, parameters, body) =>
    `create or replace function ${name} as (${parameters.map((one) => one.name).join(", ")}) ->\n  ${body};`,
  once: "",
  table: (name, columns) => {
    const types = columns.map(([one, kind]) => `${one} ${kind === "whole" ? "Int64" : "String"}`);
    return `create table if not exists ${name} (${types.join(", ")}) engine = Memory;`;
  },
  notWhole: (parameter) => `toTypeName(${parameter}) not in ('Int8', 'Int16', 'Int32', 'Int64')`,
  sum: (list) => `arraySum(one -> toInt256(one), ${list})`,
  length: (list) => `length(${list})`,
  hasNull: (list) => `arrayExists(one -> isNull(one), ${list})`,
  hasNegative: (list) => `arrayMin(${list}) < 0`,
};

/** The dialects that are printed. */
export const dialects: readonly Dialect[] = [duckdb, postgres, clickhouse];
