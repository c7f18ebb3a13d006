// What a calculator is made of, in no language yet: constants, functions, calls of the runtime. Each target prints it in its own words.

/** A piece of code; a plain text is a name that stands where it is used, such as `pool` or `given.window`. */
export type Code =
  | string
  | { readonly kind: "text"; readonly text: string }
  /** An exact number as the model writes it, such as `0.25` or `1/3`. */
  | { readonly kind: "exact"; readonly value: string }
  /** A whole number without bounds, and one that counts places, days or milliseconds. */
  | { readonly kind: "whole" | "count"; readonly value: string }
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "none" }
  /** A figure of those that were read, such as `read.index`. */
  | { readonly kind: "figure"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly items: readonly Code[] }
  /** One item a line where it is `tall`. */
  | { readonly kind: "list"; readonly items: readonly Item[]; readonly tall: boolean }
  /** A record of the runtime, whose type is `of`. */
  | { readonly kind: "record"; readonly of: string; readonly fields: Fields; readonly tall: boolean }
  /** Values by names of the spec. */
  | { readonly kind: "map"; readonly fields: Fields; readonly tall: boolean }
  /** A function of one parameter or none. */
  | { readonly kind: "arrow"; readonly parameter: string | undefined; readonly body: Code }
  | Test;

/** Values by their names, in order. */
export type Fields = readonly (readonly [name: string, value: Code])[];

/** An element of a list, with the clause it stands for above it. */
export type Item = { readonly comments: readonly string[]; readonly code: Code };

/** A condition on the columns of an input. */
export type Test =
  | { readonly kind: "is"; readonly column: string; readonly own: boolean; readonly values: readonly string[] }
  | { readonly kind: "not"; readonly test: Test }
  | { readonly kind: "and" | "or"; readonly tests: readonly Test[] };

/** One line of a function, with the clause it stands for above it. */
export type Statement = {
  readonly op: "let" | "const" | "set" | "return";
  /** What is set; nothing of a return. */
  readonly name: string;
  readonly code: Code;
  readonly comment?: string;
};

/** A constant or a function of a calculator, in the order in which they stand. */
export type Declaration =
  | { readonly kind: "constant"; readonly name: string; readonly code: Code; readonly comments: readonly string[] }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly exported: boolean;
      readonly parameters: readonly string[];
      readonly doc: string;
      readonly body: readonly Statement[];
    };

/** `name(items)`, a function of the runtime or of the calculator. */
export function call(name: string, ...items: readonly Code[]): Code {
  return { kind: "call", name, items };
}

/** `[items]`, one a line where `tall`. */
export function list(items: readonly Code[], tall = false): Code {
  return { kind: "list", items: items.map((code) => ({ comments: [], code })), tall };
}

/** A list whose items stand each below the clause they state. */
export function commented(items: readonly Item[]): Code {
  return { kind: "list", items, tall: true };
}

type Given = Readonly<Record<string, Code | undefined>>;

const fieldsOf = (given: Given): Fields =>
  Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));

/** A record of the runtime; fields without a value are left out. One field a line where `tall`. */
export function object(of: string, fields: Given, tall = true): Code {
  return { kind: "record", of, fields: fieldsOf(fields), tall };
}

/** Values by names of the spec, one a line where `tall`. */
export function map(fields: Given, tall = true): Code {
  return { kind: "map", fields: fieldsOf(fields), tall };
}

/** `parameter => body`. */
export function arrow(parameter: string | undefined, body: Code): Code {
  return { kind: "arrow", parameter, body };
}

/** A text of the spec. */
export function text(value: string): Code {
  return { kind: "text", text: value };
}

/** Texts of the spec. */
export function texts(values: readonly string[]): Code {
  return list(values.map(text));
}

/** An exact number of the model, such as `0.25` or `1/3`. */
export function number(value: string): Code {
  return { kind: "exact", value };
}

/** A whole number without bounds. */
export function whole(value: number | bigint): Code {
  return { kind: "whole", value: String(value) };
}

/** A number of places, days or milliseconds. */
export function count(value: number): Code {
  return { kind: "count", value: String(value) };
}

export function flag(value: boolean): Code {
  return { kind: "flag", value };
}

export const none: Code = { kind: "none" };

/** A constant, below the clauses it states. */
export function constant(name: string, code: Code, comments: readonly string[] = []): Declaration {
  return { kind: "constant", name, code, comments };
}

/** A function that only hands what it takes to the runtime. */
export function handing(name: string, parameters: readonly string[], doc: string, code: Code): Declaration {
  return { kind: "function", name, exported: true, parameters, doc, body: [{ op: "return", name: "", code }] };
}
