// What a calculator offers, as plain data: from it every target makes its signatures, its documentation and its types.

/** What a value that goes in or out is. Numbers are always text and exact; `unit` is what a decimal is counted in. */
export type Type =
  | { readonly kind: "decimal" | "exact" | "whole"; readonly unit?: string }
  | { readonly kind: "day" | "instant" | "text" | "flag" | "count" }
  /** One of these texts; any text where there are none. */
  | { readonly kind: "choice"; readonly names: readonly string[] }
  | { readonly kind: "list" | "pair" | "or-null"; readonly of: Type }
  | { readonly kind: "map"; readonly keys: Type; readonly of: Type }
  | { readonly kind: "record"; readonly fields: readonly Field[] }
  /** A type of `types`, such as `Step`. */
  | { readonly kind: "named"; readonly name: string }
  /**
   * A column of machine numbers: integers of 32 bits with a sign, places in a short list, whole numbers of 32 or 64 bits or in doubles, or whole numbers in
   * doubles.
   */
  | { readonly kind: "column"; readonly of: "int32" | "place" | "whole" | "double" };

/** A field of a record or a parameter of a function. */
export type Field = {
  readonly name: string;
  readonly type: Type;
  readonly optional?: true;
  readonly doc?: string;
};

/** A type with a name of its own. */
export type NamedType = { readonly name: string; readonly type: Type; readonly doc?: string };

/** What a function is for: a target offers whole services or declares that it does not. */
export type Service =
  | "index"
  | "index-columns"
  | "daily"
  | "final"
  | "ticks"
  | "margin"
  | "margin-columns"
  | "bands"
  | "delivery"
  | "option"
  | "option-marks"
  | "spread"
  | "spread-columns"
  | "perpetual"
  | "perpetual-columns";

/** One function: what it takes, returns and refuses, and the clauses it states. */
export type CalculatorFunction = {
  readonly name: string;
  readonly service: Service;
  /** The index it is of. */
  readonly index?: string;
  /** Another name it goes by, such as `referencePrice`. */
  readonly alias?: string;
  readonly doc: string;
  readonly parameters: readonly Field[];
  readonly returns: Type;
  /** The codes of refusals that are its own, beside those of `REFUSED_ANYWHERE`. */
  readonly refuses: readonly string[];
  /** The clause it stands for first. */
  readonly clause: string;
};

/** All that the calculator of a model offers. */
export type CalculatorInterface = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly clause: string;
  readonly types: readonly NamedType[];
  readonly functions: readonly CalculatorFunction[];
};

/** What every function refuses that reads an input: each with the place at fault. */
export const REFUSED_ANYWHERE: readonly string[] = [
  "missing-input",
  "not-a-decimal",
  "not-a-list",
  "not-a-text",
  "not-an-object",
  "unknown-field",
];

/** A plain decimal, counted in `unit`. */
export const decimal = (unit?: string): Type => ({ kind: "decimal", ...(unit === undefined ? {} : { unit }) });

/** A decimal or a fraction in lowest terms. */
export const exact = (unit?: string): Type => ({ kind: "exact", ...(unit === undefined ? {} : { unit }) });

/** A whole number as text, counted in `unit`. */
export const whole = (unit?: string): Type => ({ kind: "whole", ...(unit === undefined ? {} : { unit }) });

export const day: Type = { kind: "day" };
export const instant: Type = { kind: "instant" };
export const words: Type = { kind: "text" };
export const flag: Type = { kind: "flag" };

/** One of these texts, or any text where there are none. */
export const choice = (names: readonly string[]): Type => (names.length === 0 ? words : { kind: "choice", names });

export const listOf = (of: Type): Type => ({ kind: "list", of });
export const pairOf = (of: Type): Type => ({ kind: "pair", of });
export const orNull = (of: Type): Type => ({ kind: "or-null", of });
export const mapOf = (keys: Type, of: Type): Type => ({ kind: "map", keys, of });
export const named = (name: string): Type => ({ kind: "named", name });

/** A record of these fields; those that are undefined are left out. */
export function record(fields: Readonly<Record<string, Type | Field | undefined>>): Type {
  const given = Object.entries(fields).flatMap(([name, one]): Field[] =>
    one === undefined ? [] : ["type" in one ? { ...one, name } : { name, type: one }],
  );
  return { kind: "record", fields: given };
}

/** A field with a sentence about it. */
export const said = (type: Type, doc: string): Field => ({ name: "", type, doc });

/** A field that may be left out. */
export const optional = (type: Type, doc?: string): Field => ({
  name: "",
  type,
  optional: true,
  ...(doc === undefined ? {} : { doc }),
});

/** A function with one parameter, an object of the fields given. */
export function taking(
  parameter: string,
  fields: Readonly<Record<string, Type | Field | undefined>>,
): readonly Field[] {
  return [{ name: parameter, type: record(fields) }];
}
