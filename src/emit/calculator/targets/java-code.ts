import type { Code, Declaration, Fields, Item, Statement, Test } from "../code.ts";
import { snake, wrapped } from "./python-code.ts";

const WIDTH = 100;
const MEMBER = 4;

const RESERVED =
  /^(?:abstract|assert|boolean|break|byte|case|catch|char|class|const|continue|default|do|double|else|enum|extends|final|finally|float|for|goto|if|implements|import|instanceof|int|interface|long|native|new|package|private|protected|public|record|return|sealed|short|static|strictfp|super|switch|synchronized|this|throw|throws|transient|try|var|void|volatile|while|yield|permits|true|false|null|_|main|clone|equals|finalize|getClass|hashCode|notify|notifyAll|toString|wait)$/;

/** What the twin has, as printing needs it: what its functions return, and the components of its records in their order. */
export type Twin = {
  readonly returns: ReadonlyMap<string, string>;
  readonly records: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

/** The words of one calculator: its declarations by their names in Java, and the runtime it stands on. */
export type Words = {
  readonly own: ReadonlyMap<string, string>;
  readonly twin: Twin;
};

/** The words of a calculator: constants in capitals, functions as they are called unless Java or the runtime has that name. */
export function wordsOf(parts: readonly Declaration[], twin: Twin): Words {
  const own = parts.map(
    ({ kind, name }) => [name, kind === "constant" ? constantName(name) : free(name, twin)] as const,
  );
  return { own: new Map(own), twin };
}

const constantName = (name: string): string => snake(name).replace(/_$/, "").toUpperCase();

/** A name that neither Java nor the runtime has. */
export const free = (name: string, { returns }: Twin): string =>
  RESERVED.test(name) || returns.has(name) ? `${name}_` : name;

/** A declaration as a member of a class, formatted with lines of 100 characters. */
export function member(one: Declaration, words: Words): string {
  const name = words.own.get(one.name) as string;
  if (one.kind === "constant")
    return [
      ...one.comments.map((text) => comment(text, MEMBER)),
      line(`static final ${typeOf(one.code, words.twin)} ${name} = `, one.code, MEMBER, words),
    ].join("\n");
  const { parameters, doc, body, exported } = one;
  const takes = parameters.map((given) => `${exported ? "Object" : parameterType(given)} ${word(given, words)}`);
  return [
    documented(doc, MEMBER),
    `    ${exported ? "public " : ""}static ${returned(one, words.twin)} ${name}(${takes.join(", ")}) {`,
    ...body.flatMap((statement) => statementLines(statement, words)),
    "    }",
  ].join("\n");
}

/** What a function returns: what the call does that stands behind its `return`. */
export function returned(one: Declaration, twin: Twin): string {
  const last = one.kind === "function" ? one.body.at(-1) : undefined;
  return last === undefined ? "Object" : typeOf(last.code, twin);
}

const parameterType = (name: string): string => (name === "given" ? "IndexInput" : "List<String>");

/** The type of a constant or a local. */
function typeOf(code: Code, twin: Twin): string {
  if (typeof code === "string") return "Object";
  switch (code.kind) {
    case "record":
      return code.of;
    case "call":
      return twin.returns.get(code.name) ?? "Object";
    case "exact":
      return "Fraction";
    case "list": {
      const first = code.items[0]?.code;
      return `List<${first === undefined ? "Object" : typeOf(first, twin)}>`;
    }
    default:
      return code.kind === "text" ? "String" : "Object";
  }
}

/** A comment of one clause; no backslash in it begins an escape of Java's. */
const comment = (text: string, indent: number): string => wrapped(bare(text), `${" ".repeat(indent)}// `);

/** A text as a comment holds it: nothing in it ends the comment or begins an escape. */
export const bare = (text: string): string => text.replace(/\\/g, "\\\\").replace(/\*\//g, "* /");

/** A comment for readers of the interface: one line where it fits. */
export function documented(text: string, indent: number): string {
  const pad = " ".repeat(indent);
  const short = `${pad}/** ${bare(text)} */`;
  return short.length <= WIDTH ? short : `${pad}/**\n${wrapped(bare(text), `${pad} * `)}\n${pad} */`;
}

function statementLines({ op, name, code, comment: clause }: Statement, words: Words): string[] {
  const target = op === "set" ? "" : `${typeOf(code, words.twin)} `;
  const head = op === "return" ? "return " : `${target}${word(name, words)} = `;
  return [...(clause === undefined ? [] : ["", comment(clause, 8)]), line(head, code, 8, words)];
}

const line = (head: string, code: Code, indent: number, words: Words): string =>
  `${" ".repeat(indent)}${head}${print(code, indent, indent + head.length, 1, words)};`;

/** A name where it stands: a constant, a local, or a part of one such as `given.window`. */
function word(name: string, { own }: Words): string {
  const [first = "", ...rest] = name.split(".");
  const head = own.get(first) ?? (RESERVED.test(first) ? `${first}_` : first);
  return [head, ...rest.map((one) => `${one}()`)].join(".");
}

/** Printed at `indent`, with `before` characters already on the line and `after` still to come. */
function print(code: Code, indent: number, before: number, after: number, words: Words): string {
  const short = flat(code, words);
  if (short !== undefined && before + short.length + after <= WIDTH) return short;
  if (typeof code === "string") return word(code, words);
  const inner = indent + 4;
  const below = (open: string, items: readonly string[]): string => `${open}\n${items.join(",\n")})`;
  const nested = (one: Code, head = "", more = 1): string =>
    `${" ".repeat(inner)}${head}${print(one, inner, inner + head.length, more, words)}`;
  switch (code.kind) {
    case "arrow": {
      const head = arrowHead(code.parameter, words);
      return `${head} ${print(code.body, indent, before + head.length + 1, after, words)}`;
    }
    case "record":
      return below(
        `new ${code.of}(`,
        components(code.of, code.fields, words).map(([name, value]) =>
          typeof value === "object" && "plain" in value
            ? `${" ".repeat(inner)}/* ${name} */ ${value.plain}`
            : nested(value, `/* ${name} */ `),
        ),
      );
    case "map":
      return below(
        "table(",
        code.fields.map(([name, value]) => nested(value, `entry(${quote(name)}, `, 2).concat(")")),
      );
    case "list":
      return below(
        "List.of(",
        code.items.map((item) => itemBelow(item, inner, nested)),
      );
    case "call":
      return below(
        `${word(code.name, words)}(`,
        code.items.map((item) => nested(item)),
      );
    default:
      return short as string;
  }
}

function itemBelow({ comments, code }: Item, indent: number, nested: (one: Code) => string): string {
  return [...comments.map((text) => comment(text, indent)), nested(code)].join("\n");
}

const arrowHead = (parameter: string | undefined, words: Words): string =>
  `${parameter === undefined ? "()" : word(parameter, words)} ->`;

type Component = readonly [name: string, value: Code | { readonly plain: string }];

/** The components of a record in the order of the twin: what is not given is null, false or 0. */
function components(of: string, fields: Fields, { twin }: Words): Component[] {
  const given = new Map(fields);
  return [...(twin.records.get(of) ?? [])].map(([name, type]) => {
    const value = given.get(name);
    if (value === undefined)
      return [name, { plain: type === "boolean" ? "false" : /^(?:int|long)$/.test(type) ? "0" : "null" }];
    if (type === "BigInteger" && typeof value === "object" && value.kind === "whole")
      return [name, { plain: `wholeOf("${value.value}")` }];
    const counted = typeof value === "object" && (value.kind === "count" || value.kind === "whole");
    return [name, counted && /^long$/i.test(type) ? { plain: `${value.value}L` } : value];
  });
}

/** On one line, or `undefined` where it must be broken. */
function flat(code: Code, words: Words): string | undefined {
  if (typeof code === "string") return word(code, words);
  switch (code.kind) {
    case "text":
      return quote(code.text);
    case "exact":
      return `exact(${quote(code.value)})`;
    case "whole":
    case "count":
      return BigInt(code.value) > 0x7fffffffn ? `${code.value}L` : code.value;
    case "flag":
      return String(code.value);
    case "none":
      return "null";
    case "figure":
      return `read.get(${quote(code.name)})`;
    case "arrow": {
      const body = flat(code.body, words);
      return body === undefined ? undefined : `${arrowHead(code.parameter, words)} ${body}`;
    }
    case "record": {
      const all = components(code.of, code.fields, words);
      // Up to three components say what they are by their place; more have their names.
      if (code.tall || all.length > 3) return undefined;
      const items = all.map(([, one]) => (typeof one === "object" && "plain" in one ? one.plain : flat(one, words)));
      return joined(`new ${code.of}(`, items);
    }
    case "map":
      if (code.tall && code.fields.length > 0) return undefined;
      return joined(
        "table(",
        code.fields.map(([name, value]) => joined(`entry(${quote(name)}, `, [flat(value, words)])),
      );
    case "list":
      return code.tall
        ? undefined
        : joined(
            "List.of(",
            code.items.map((one) => flat(one.code, words)),
          );
    case "call":
      return joined(
        `${word(code.name, words)}(`,
        code.items.map((one) => flat(one, words)),
      );
    default:
      return test(code);
  }
}

const joined = (open: string, items: readonly (string | undefined)[]): string | undefined =>
  items.includes(undefined) ? undefined : `${open}${items.join(", ")})`;

/** A condition on an input, which is called `one`. */
function test(code: Test): string {
  switch (code.kind) {
    case "is": {
      const column = code.own ? "one.source()" : `one.attributes().get(${quote(code.column)})`;
      const [first = ""] = code.values;
      if (code.values.length === 1) return `${column}.equals(${quote(first)})`;
      return `List.of(${code.values.map(quote).join(", ")}).contains(${column})`;
    }
    case "not":
      return `!(${test(code.test)})`;
    default:
      return code.tests
        .map((one) => (one.kind === "and" || one.kind === "or" ? `(${test(one)})` : test(one)))
        .join(code.kind === "and" ? " && " : " || ");
  }
}

/** A text in double quotes; `inAscii` escapes what is beyond ASCII when the file is whole. */
export function quote(text: string): string {
  const inside = text.replace(/[\\"]/g, "\\$&").replace(/\p{Cc}/gu, (one) => {
    return `\\${one.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
  return `"${inside}"`;
}

/** A file of Java that every machine's `javac` reads alike, whatever encoding it takes files to be in. */
export const inAscii = (content: string): string =>
  content.replace(/[^\n -~]/g, (one) =>
    [...Array(one.length).keys()].map((at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
