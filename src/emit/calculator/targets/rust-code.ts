import type { Code, Declaration, Fields, Item, Statement, Test } from "../code.ts";
import { wrapped } from "./python-code.ts";

const WIDTH = 100;

const RESERVED =
  /^(?:abstract|as|async|await|become|box|break|const|continue|crate|do|dyn|else|enum|extern|false|final|fn|for|if|impl|in|let|loop|macro|main|match|mod|move|mut|override|priv|pub|ref|return|self|static|struct|super|trait|true|try|type|typeof|union|unsafe|unsized|use|virtual|where|while|yield)$/;

/** `camelCase` in Rust's way; a word of Rust's own has an underscore behind it. */
export function snaked(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return RESERVED.test(words) ? `${words}_` : words;
}

/** What the twin has, as printing needs it: what its functions take and return, and the types of the fields of its records. */
export type Twin = {
  readonly functions: ReadonlyMap<string, { readonly takes: readonly string[]; readonly returns: string }>;
  readonly records: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

/** The words of one calculator: its declarations by their names in Rust, which of them are constants, and the runtime. */
export type Words = {
  readonly own: ReadonlyMap<string, { readonly name: string; readonly constant: boolean }>;
  readonly twin: Twin;
};

/** What a name stands for inside a function: the type of a parameter or of a local. */
type Scope = ReadonlyMap<string, string>;

/** The words of a calculator: its functions and constants as they are called, unless Rust or the runtime has that name. */
export function wordsOf(parts: readonly Declaration[], twin: Twin): Words {
  const own = parts.map(({ kind, name }) => [name, { name: free(name, twin), constant: kind === "constant" }] as const);
  return { own: new Map(own), twin };
}

/** A name that neither Rust nor the runtime has. */
export function free(name: string, { functions }: Twin): string {
  const words = snaked(name);
  return functions.has(words) ? `${words}_` : words;
}

/** The types of what an exported function takes. */
export const takenBy = (parameters: readonly string[]): readonly string[] =>
  parameters.map((given) =>
    parameters.length > 1 && (given === "reference" || given === "month") ? "Option<&Value>" : "&Value",
  );

/** A declaration at the top of a module, formatted with lines of 100 characters; a constant is a function without parameters. */
export function declaration(one: Declaration, words: Words): string {
  const name = words.own.get(one.name)?.name as string;
  if (one.kind === "constant") {
    const scope: Scope = new Map();
    const body = `    ${print(one.code, typeOf(one.code, words), 4, 4, 0, words, scope)}`;
    return [
      ...one.comments.map((text) => comment(text, 0)),
      `fn ${name}() -> ${typeOf(one.code, words)} {`,
      body,
      "}",
    ].join("\n");
  }
  const { parameters, doc, body } = one;
  const scope = new Map(parameters.map((given, at) => [given, takenBy(parameters)[at] as string]));
  const takes = parameters.map((given) => `${snaked(given)}: ${scope.get(given)}`);
  return [
    documented(doc, 0),
    `pub fn ${name}(${takes.join(", ")}) -> Answer {`,
    ...body.flatMap((statement) => statementLines(statement, words, scope)),
    "}",
  ].join("\n");
}

/** The type of a constant or a local. */
function typeOf(code: Code, { twin }: Words): string {
  if (typeof code === "string") return "Value";
  switch (code.kind) {
    case "record":
      return code.of;
    case "exact":
      return "Fraction";
    case "call":
      return (twin.functions.get(snaked(code.name))?.returns ?? "Value").replace(/^Result<(.*), Refused>$/, "$1");
    case "list": {
      const first = code.items[0]?.code;
      return `Vec<${first === undefined ? "&'static str" : typeOf(first, { twin, own: new Map() })}>`;
    }
    default:
      return "&'static str";
  }
}

/** A comment of one clause, with nothing in it that turns the direction of reading. */
const comment = (text: string, indent: number): string => wrapped(plain(text), `${" ".repeat(indent)}// `);

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) as number).toString(16)}}`;

const plain = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, escaped);

/** A comment for readers of the interface. */
export const documented = (text: string, indent: number): string => wrapped(plain(text), `${" ".repeat(indent)}/// `);

function statementLines(
  { op, name, code, comment: clause }: Statement,
  words: Words,
  scope: Map<string, string>,
): string[] {
  const head = op === "return" ? "" : `let ${snaked(name)} = `;
  const said = print(code, undefined, 4, 4 + head.length, 1, words, scope);
  const asks = op !== "return" && refuses(code, words) ? "?" : "";
  if (op !== "return") scope.set(name, typeOf(code, words));
  const line = `    ${head}${said}${asks}${op === "return" ? "" : ";"}`;
  return [...(clause === undefined ? [] : ["", comment(clause, 4)]), line];
}

/** Whether a call may be refused, so that what calls it hands that on. */
function refuses(code: Code, { twin }: Words): boolean {
  if (typeof code === "string" || code.kind !== "call") return false;
  return /^(?:Result<|Answer$)/.test(twin.functions.get(snaked(code.name))?.returns ?? "");
}

/** What stands before and behind a value so that it is of the type wanted, and the type that is left to print. */
function around(
  code: Code,
  type: string | undefined,
  words: Words,
  scope: Scope,
): readonly [string, string | undefined, string] {
  if (type === undefined) return ["", undefined, ""];
  const known = typeof code === "string" ? scope.get(code.split(".")[0] as string) : undefined;
  const optional = /^Option<(.*)>$/.exec(type)?.[1];
  if (optional !== undefined) {
    if (known?.startsWith("Option<") || (typeof code === "object" && code.kind === "none")) return ["", type, ""];
    const [before, inner, after] = around(code, optional, words, scope);
    return [`Some(${before}`, inner, `${after})`];
  }
  if (type.startsWith("Box<")) return ["Box::new(", undefined, ")"];
  if (!type.startsWith("&") || /^&(?:'static )?str$/.test(type) || known?.startsWith("&")) return ["", type, ""];
  return ["&", type.slice(1), refuses(code, words) ? "?" : ""];
}

/** A name where it stands: a constant, which is a function, a parameter or a local. */
function word(name: string, { own }: Words): string {
  const declared = own.get(name);
  if (declared !== undefined) return `${declared.name}${declared.constant ? "()" : ""}`;
  return name.split(".").map(snaked).join(".");
}

/** The type of what a list holds. */
const elementOf = (type: string | undefined): string | undefined =>
  /^(?:Vec<(.*)>|\[(.*)\])$/
    .exec(type ?? "")
    ?.slice(1)
    .find(Boolean);

/** The arguments of a call with the types that they are wanted in: what is left out at the end is `None`, further ones are a list. */
function argumentsOf(
  { name, items }: Extract<Code, { kind: "call" }>,
  { twin }: Words,
): readonly (readonly [Code, string | undefined])[] {
  const takes = twin.functions.get(snaked(name))?.takes;
  if (takes === undefined) return items.map((item) => [item, undefined]);
  const last = takes.at(-1) as string;
  if (last.startsWith("Vec<") && !(items.length === takes.length && isList(items.at(-1)))) {
    const rest: Code = {
      kind: "list",
      items: items.slice(takes.length - 1).map((code) => ({ comments: [], code })),
      tall: false,
    };
    return [...items.slice(0, takes.length - 1), rest].map((item, at) => [item, takes[at]]);
  }
  return takes.map((type, at) => [items[at] ?? { kind: "none" }, type]);
}

const isList = (code: Code | undefined): boolean => typeof code === "object" && code.kind === "list";

/** Printed at `indent`, with `before` characters already on the line and `after` still to come. */
function print(
  given: Code,
  wanted: string | undefined,
  indent: number,
  before: number,
  after: number,
  words: Words,
  scope: Scope,
): string {
  const short = flat(given, wanted, words, scope);
  if (short !== undefined && before + short.length + after <= WIDTH) return short;
  const [head, type, tail] = around(given, wanted, words, scope);
  const code = given;
  if (typeof code === "string") return `${head}${word(code, words)}${tail}`;
  const inner = indent + 4;
  const pad = " ".repeat(inner);
  const below = (open: string, items: readonly string[], close: string): string =>
    `${head}${open}\n${items.map((item) => `${item},\n`).join("")}${" ".repeat(indent)}${close}${tail}`;
  const nested = (one: Code, of: string | undefined, start = "", more = 1): string =>
    `${pad}${start}${print(one, of, inner, inner + start.length, more, words, scope)}`;
  switch (code.kind) {
    case "arrow": {
      const start = arrowHead(code.parameter);
      return `${head}${start} ${print(code.body, undefined, indent, before + head.length + start.length + 1, after + tail.length, words, within(scope, code.parameter))}${tail}`;
    }
    case "record":
      return below(
        `${code.of} {`,
        fieldsOf(code.of, code.fields, words).map(([name, value, of]) =>
          value === undefined ? `${pad}${name}: ${emptyOf(of)}` : nested(value, of, `${name}: `),
        ),
        "}",
      );
    case "map": {
      const of = pairOf(type);
      return below(
        "vec![",
        code.fields.map(([name, value]) => `${nested(value, of, `(${quote(name)}, `, 2)})`),
        "]",
      );
    }
    case "list":
      return below(
        type?.startsWith("[") ? "[" : "vec![",
        code.items.map((item) => itemBelow(item, inner, (one) => nested(one, elementOf(type)))),
        "]",
      );
    case "call":
      return below(
        `${word(code.name, words)}(`,
        argumentsOf(code, words).map(([item, of]) => nested(item, of)),
        ")",
      );
    default:
      return short as string;
  }
}

const pairOf = (type: string | undefined): string | undefined =>
  /^\(&'static str, (.*)\)$/.exec(elementOf(type) ?? "")?.[1];

/** What a closure takes is a reference. */
const within = (scope: Scope, parameter: string | undefined): Scope =>
  parameter === undefined ? scope : new Map([...scope, [parameter, "&"]]);

function itemBelow({ comments, code }: Item, indent: number, nested: (one: Code) => string): string {
  return [...comments.map((text) => comment(text, indent)), nested(code)].join("\n");
}

const arrowHead = (parameter: string | undefined): string =>
  parameter === undefined ? "||" : `|${snaked(parameter)}|`;

type Field = readonly [name: string, value: Code | undefined, type: string];

/** The fields of a record in the order of the twin; what is not given is empty. */
function fieldsOf(of: string, fields: Fields, { twin }: Words): Field[] {
  const given = new Map(fields.map(([name, value]) => [snaked(name), value]));
  return [...(twin.records.get(of) ?? [])].map(([name, type]) => [name, given.get(name), type]);
}

function emptyOf(type: string): string {
  if (type === "bool") return "false";
  if (type.startsWith("Vec<")) return "vec![]";
  return type.startsWith("Option<") ? "None" : "0";
}

/** On one line, or `undefined` where it must be broken. */
function flat(code: Code, wanted: string | undefined, words: Words, scope: Scope): string | undefined {
  const [head, type, tail] = around(code, wanted, words, scope);
  const found = typeof code === "string" ? word(code, words) : flatCode(code, type, words, scope);
  return found === undefined ? undefined : `${head}${found}${tail}`;
}

function flatCode(
  code: Exclude<Code, string>,
  type: string | undefined,
  words: Words,
  scope: Scope,
): string | undefined {
  switch (code.kind) {
    case "text":
      return quote(code.text);
    case "exact":
      return `exact(${quote(code.value)})`;
    case "whole":
    case "count":
      return code.value;
    case "flag":
      return String(code.value);
    case "none":
      return "None";
    case "figure":
      return `read[${quote(code.name)}]`;
    case "arrow": {
      const body = flat(code.body, undefined, words, within(scope, code.parameter));
      return body === undefined ? undefined : `${arrowHead(code.parameter)} ${body}`;
    }
    case "record": {
      const all = fieldsOf(code.of, code.fields, words);
      if (code.tall) return undefined;
      const items = all.map(([name, one, of]) => {
        const said = one === undefined ? emptyOf(of) : flat(one, of, words, scope);
        return said === undefined ? undefined : `${name}: ${said}`;
      });
      return joined(`${code.of} { `, items, " }");
    }
    case "map": {
      if (code.tall && code.fields.length > 0) return undefined;
      const items = code.fields.map(([name, value]) =>
        joined(`(${quote(name)}, `, [flat(value, pairOf(type), words, scope)], ")"),
      );
      return joined("vec![", items, "]");
    }
    case "list": {
      if (code.tall && code.items.length > 0) return undefined;
      const items = code.items.map((one) => flat(one.code, elementOf(type), words, scope));
      return joined(type?.startsWith("[") ? "[" : "vec![", items, "]");
    }
    case "call":
      return joined(
        `${word(code.name, words)}(`,
        argumentsOf(code, words).map(([item, of]) => flat(item, of, words, scope)),
        ")",
      );
    default:
      return test(code);
  }
}

function joined(open: string, items: readonly (string | undefined)[], close: string): string | undefined {
  return items.includes(undefined) ? undefined : `${open}${items.join(", ")}${close}`;
}

/** A condition on an input, which is called `one`. */
function test(code: Test): string {
  switch (code.kind) {
    case "is": {
      const column = code.own ? "one.source()" : `one.attribute(${quote(code.column)})`;
      return `[${code.values.map(quote).join(", ")}].contains(&${column})`;
    }
    case "not":
      return `!(${test(code.test)})`;
    default:
      return code.tests
        .map((one) => (one.kind === "and" || one.kind === "or" ? `(${test(one)})` : test(one)))
        .join(code.kind === "and" ? " && " : " || ");
  }
}

/** A text in double quotes; what a reader cannot see is escaped. */
export const quote = (text: string): string =>
  `"${text.replace(/[\\"]/g, "\\$&").replace(/[\p{C}\u2028\u2029]/gu, escaped)}"`;
