import type { CalculatorFunction, CalculatorInterface, Field, NamedType, Type } from "./interface.ts";
import { key, quote } from "./targets/javascript-code.ts";
import { commentLines } from "./spec-text.ts";

const WIDTH = 120;

/** The text of the `.d.ts` beside a calculator: every function, every field it takes and returns, and what is refused. */
export function declarations({ types, functions }: CalculatorInterface): string {
  return `${[PLAIN.trim(), ...types.map(typeText), ...functions.map(functionText)].join("\n\n")}\n`;
}

/** The types of plain values and of refusals, which JavaScript writes in its own way. */
const PLAIN = `
/** An exact plain decimal as text, such as "2.3456" or "-0.05". JavaScript numbers are refused: they have lost digits. */
export type Decimal = string;

/** A whole number as text. */
export type Whole = string;

/** A decimal, or a fraction in lowest terms such as "1/3" where no decimal is exact. */
export type Exact = string;

/** A civil day, YYYY-MM-DD. */
export type Day = string;

/** An instant in UTC, such as 2027-02-26T15:04:05.250Z, with up to nine decimals of a second. */
export type Instant = string;

/**
 * What every function throws where it cannot answer exactly: \`code\` for programs, \`place\` the path of the value at
 * fault, \`expected\` what should have stood there. \`determination-needed\`: the spec ends in a decision, named in
 * \`expected\`. Unknown fields, unknown sources and prices off their tick are refused, never passed over.
 */
export type RefusedInput = Error & {
  readonly kind: "refused";
  readonly code: string;
  readonly place?: string;
  readonly expected?: string;
  readonly evidence: readonly string[];
};
`;

/** A comment above what it explains: on one line where it fits. */
function comment(text: string | undefined, indent: string): string[] {
  if (text === undefined) return [];
  const line = `${indent}/** ${text} */`;
  if (line.length <= WIDTH) return [line];
  return [`${indent}/**`, commentLines(text, `${indent} * `), `${indent} */`];
}

function typeText({ name, doc, type }: NamedType): string {
  const head = `export type ${name} =`;
  return [...comment(doc, ""), `${head}${laidOut(type, "", head.length + 1, 1)};`].join("\n");
}

/** A type behind `=`: choices too many for a line stand below one another. */
function laidOut(type: Type, indent: string, before: number, after: number): string {
  const line = flat(type);
  if (type.kind !== "choice" || before + line.length + after <= WIDTH)
    return ` ${printed(type, indent, before, after)}`;
  if (indent.length + 2 + line.length + after <= WIDTH) return `\n${indent}  ${line}`;
  return type.names.map((one) => `\n${indent}  | ${quote(one)}`).join("");
}

function functionText({ name, doc, parameters, returns, alias }: CalculatorFunction): string {
  const takes = parameters.map((one) => `${one.name}${one.optional ? "?" : ""}: ${flat(one.type)}`).join(", ");
  const line = `export function ${name}(${takes}): ${flat(returns)};`;
  const [first] = parameters;
  const short = !parameters.concat({ name: "", type: returns }).some(({ type }) => isTall(type));
  const text =
    short && line.length <= WIDTH
      ? line
      : parameters.length === 1 && first !== undefined
        ? wide(name, first, returns)
        : `export function ${name}(\n${parameters.map((one) => `  ${one.name}${one.optional ? "?" : ""}: ${flat(one.type)},\n`).join("")}): ${printed(returns, "", 3, 1)};`;
  const also = alias === undefined ? [] : ["", `export { ${name} as ${alias} };`];
  return [...comment(doc, ""), text, ...also].join("\n");
}

/** A function of one object: what it takes or what it returns is laid out, whichever is needed. */
function wide(name: string, { name: parameter, type }: Field, returns: Type): string {
  const head = `export function ${name}(${parameter}: `;
  const takes = printed(type, "", head.length, 3);
  const last = takes.split("\n").at(-1) as string;
  const before = (takes.includes("\n") ? 0 : head.length) + last.length + 3;
  return `${head}${takes}): ${printed(returns, "", before, 1)};`;
}

/** True where a record has a sentence in it and cannot stand on one line. */
function isTall(type: Type): boolean {
  switch (type.kind) {
    case "record":
      return type.fields.some((one) => one.doc !== undefined || isTall(one.type));
    case "list":
    case "pair":
    case "or-null":
    case "map":
      return isTall(type.of);
    default:
      return false;
  }
}

const PLAIN_NAMES = {
  decimal: "Decimal",
  exact: "Exact",
  whole: "Whole",
  day: "Day",
  instant: "Instant",
  text: "string",
  flag: "boolean",
  count: "number",
} as const;

const COLUMNS_OF = {
  int32: "Int32Array",
  place: "Uint8Array | Uint16Array",
  whole: "Int32Array | Float64Array | BigInt64Array",
  double: "Float64Array",
} as const;

/** On one line. */
function flat(type: Type): string {
  switch (type.kind) {
    case "choice":
      return type.names.map(quote).join(" | ");
    case "named":
      return type.name;
    case "list":
      return `readonly ${grouped(type.of, flat(type.of))}[]`;
    case "pair":
      return `readonly [${flat(type.of)}, ${flat(type.of)}]`;
    case "or-null":
      return `${flat(type.of)} | null`;
    case "map":
      return `{ readonly [${type.keys.kind === "day" ? "day" : "name"}: ${type.keys.kind === "day" ? "Day" : "string"}]: ${flat(type.of)} }`;
    case "column":
      return COLUMNS_OF[type.of];
    case "record":
      return `{ ${type.fields.map((one) => fieldHead(one) + flat(one.type)).join("; ")} }`;
    default:
      return PLAIN_NAMES[type.kind];
  }
}

const fieldHead = ({ name, optional }: Field): string => `readonly ${key(name)}${optional ? "?" : ""}: `;

/** In brackets where a list is of several choices. */
function grouped(type: Type, text: string): string {
  const several = type.kind === "or-null" || (type.kind === "choice" && type.names.length > 1);
  return several || text.startsWith("readonly ") ? `(${text})` : text;
}

/** Over as many lines as it takes, with `before` characters on the line and `after` still to come. */
function printed(type: Type, indent: string, before: number, after: number): string {
  const line = flat(type);
  if (!isTall(type) && before + line.length + after <= WIDTH) return line;
  switch (type.kind) {
    case "record": {
      const inner = `${indent}  `;
      const lines = type.fields.flatMap((one) => {
        const head = `${inner}${fieldHead(one)}`;
        return [...comment(one.doc, inner), `${head.trimEnd()}${laidOut(one.type, inner, head.length, 1)};`];
      });
      return `{\n${lines.join("\n")}\n${indent}}`;
    }
    case "list": {
      const open = type.of.kind === "or-null" ? ["readonly (", ")[]"] : ["readonly ", "[]"];
      return `${open[0]}${printed(type.of, indent, before + 10, after + 3)}${open[1]}`;
    }
    case "or-null":
      return `${printed(type.of, indent, before, after + 7)} | null`;
    default:
      return line;
  }
}
