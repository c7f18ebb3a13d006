import type { Code, Declaration, Fields, Item, Statement, Test } from "../code.ts";

const WIDTH = 120;

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** The name of a field, in quotes only where it needs them. */
export function key(name: string): string {
  return IDENTIFIER.test(name) && name !== "__proto__" ? name : quote(name);
}

/** A string literal, in double quotes unless single ones need fewer escapes; nothing in it can end a line or a comment. */
export function quote(text: string): string {
  const double = JSON.stringify(text).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g, escaped);
  const count = (mark: string) => text.split(mark).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The declarations of a calculator as JavaScript, formatted as the formatter of the project does it. */
export function declared(parts: readonly Declaration[]): string {
  return parts.map(declaration).join("\n\n");
}

function declaration(one: Declaration): string {
  if (one.kind === "constant") {
    return [...one.comments.map((text) => `// ${text}`), statement(`const ${one.name} = `, one.code, 0)].join("\n");
  }
  const { name, exported, parameters, doc, body } = one;
  return [
    `/** ${doc} */`,
    `${exported ? "export " : ""}function ${name}(${parameters.join(", ")}) {`,
    ...body.map(line),
    "}",
  ].join("\n");
}

function line({ op, name, code, comment }: Statement): string {
  const head = op === "return" ? "return " : op === "set" ? `${name} = ` : `${op} ${name} = `;
  const text = statement(head, code, 2);
  return comment === undefined ? text : `\n  // ${comment}\n${text}`;
}

function statement(head: string, code: Code, indent: number): string {
  return `${" ".repeat(indent)}${head}${print(code, indent, indent + head.length, 1)};`;
}

/** Printed at `indent`, with `before` characters already on the line and `after` still to come. */
function print(code: Code, indent: number, before: number, after: number): string {
  const line = flat(code);
  if (line !== undefined && before + line.length + after <= WIDTH) return line;
  if (typeof code === "string") return code;
  const pad = " ".repeat(indent);
  switch (code.kind) {
    case "arrow": {
      const head = arrowHead(code.parameter);
      const { body } = code;
      if (typeof body !== "string" && (body.kind === "record" || body.kind === "map"))
        return `${head} (${print(body, indent, before + head.length + 2, after + 1)})`;
      return `${head}\n${pad}  ${print(body, indent + 2, indent + 2, after)}`;
    }
    case "record":
    case "map":
      return below(
        "{",
        code.fields.map(([name, value]) => fieldBelow(name, value, indent + 2)),
        "}",
        pad,
      );
    case "list":
      return below(
        "[",
        code.items.map((item) => itemBelow(item, indent + 2)),
        "]",
        pad,
      );
    case "call": {
      const last = code.items.at(-1);
      if (typeof last === "object" && ["record", "map", "list"].includes(last.kind)) {
        const others = code.items.slice(0, -1).map((item) => `${flat(item) ?? ""}, `);
        const head = `${code.name}(${others.join("")}`;
        return `${head}${print(last, indent, before + head.length, after + 1)})`;
      }
      const items = code.items.map((item) => `${pad}  ${print(item, indent + 2, indent + 2, 1)}`);
      return below(`${code.name}(`, items, ")", pad);
    }
    default:
      return line as string;
  }
}

const below = (open: string, items: readonly string[], close: string, pad: string): string =>
  `${open}\n${items.map((item) => `${item},\n`).join("")}${pad}${close}`;

function fieldBelow(name: string, value: Code, indent: number): string {
  const head = `${key(name)}: `;
  return `${" ".repeat(indent)}${head}${print(value, indent, indent + head.length, 1)}`;
}

function itemBelow({ comments, code }: Item, indent: number): string {
  const pad = " ".repeat(indent);
  return `${comments.map((text) => `${pad}// ${text}\n`).join("")}${pad}${print(code, indent, indent, 1)}`;
}

const arrowHead = (parameter: string | undefined): string => `(${parameter ?? ""}) =>`;

/** On one line, or `undefined` where it must be broken. */
function flat(code: Code): string | undefined {
  if (typeof code === "string") return code;
  switch (code.kind) {
    case "text":
      return quote(code.text);
    case "exact":
      return exact(code.value);
    case "whole":
      return `${code.value}n`;
    case "count":
      return code.value;
    case "flag":
      return String(code.value);
    case "none":
      return "undefined";
    case "figure":
      return key(code.name) === code.name ? `read.${code.name}` : `read[${quote(code.name)}]`;
    case "arrow": {
      const body = flat(code.body);
      return body === undefined ? undefined : `${arrowHead(code.parameter)} ${body}`;
    }
    case "record":
    case "map":
      return code.tall ? undefined : flatFields(code.fields);
    case "list":
      return code.tall
        ? undefined
        : joined(
            "[",
            code.items.map((one) => flat(one.code)),
            "]",
          );
    case "call":
      return joined(`${code.name}(`, code.items.map(flat), ")");
    default:
      return test(code);
  }
}

function joined(open: string, items: readonly (string | undefined)[], close: string): string | undefined {
  return items.includes(undefined) ? undefined : `${open}${items.join(", ")}${close}`;
}

function flatFields(fields: Fields): string | undefined {
  const items = fields.map(([name, value]) => {
    const one = flat(value);
    return one === undefined ? undefined : `${key(name)}: ${one}`;
  });
  return joined(items.length > 0 ? "{ " : "{", items, items.length > 0 ? " }" : "}");
}

function exact(value: string): string {
  const slash = value.indexOf("/");
  return slash < 0 ? `parse(${quote(value)})` : `ratio(${value.slice(0, slash)}n, ${value.slice(slash + 1)}n)`;
}

/** A condition on an input, which is called `one`. */
function test(code: Test): string {
  switch (code.kind) {
    case "is": {
      const name = key(code.column);
      const column = code.own ? "one.source" : `one.attributes${name === code.column ? `.${name}` : `[${name}]`}`;
      const [first = ""] = code.values;
      if (code.values.length === 1) return `${column} === ${quote(first)}`;
      return `[${code.values.map(quote).join(", ")}].includes(${column})`;
    }
    case "not":
      return `!(${test(code.test)})`;
    default: {
      const joint = code.kind === "and" ? " && " : " || ";
      return code.tests
        .map((one) => (one.kind === "and" || one.kind === "or" ? `(${test(one)})` : test(one)))
        .join(joint);
    }
  }
}
