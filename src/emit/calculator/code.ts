/** A piece of JavaScript that is printed on one line where it fits, else broken the way the formatter of the project breaks it. */
export type Code =
  | string
  | {
      readonly kind: "call" | "list" | "object" | "arrow";
      readonly open: string;
      readonly items: readonly Code[];
      readonly close: string;
      /** True where it is broken whether it fits or not. */
      readonly tall: boolean;
    }
  | { readonly kind: "field"; readonly name: string; readonly value: Code };

const WIDTH = 120;

/** `name(args)`; a last argument that is an object or a list stays beside the bracket. */
export function call(name: string, ...items: readonly Code[]): Code {
  return { kind: "call", open: `${name}(`, items, close: ")", tall: false };
}

/** `[items]`, one a line where `tall`. */
export function list(items: readonly Code[], tall = false): Code {
  return { kind: "list", open: "[", items, close: "]", tall };
}

/** `{ name: value }`, one field a line where `tall`; fields without a value are left out. */
export function object(fields: Readonly<Record<string, Code | undefined>>, tall = true): Code {
  const items = Object.entries(fields).flatMap(([name, value]): Code[] =>
    value === undefined ? [] : [{ kind: "field", name: key(name), value }],
  );
  return { kind: "object", open: "{", items, close: "}", tall };
}

/** `head => body`. */
export function arrow(head: string, body: Code): Code {
  return { kind: "arrow", open: `${head} =>`, items: [body], close: "", tall: false };
}

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

/** An exact number of the model, such as `0.25` or `1/3`, as an expression. */
export function number(value: string): Code {
  const slash = value.indexOf("/");
  return slash < 0
    ? call("parse", quote(value))
    : call("ratio", `${value.slice(0, slash)}n`, `${value.slice(slash + 1)}n`);
}

/** Printed at `indent`, with `before` characters already on the line and `after` still to come. */
export function print(code: Code, indent: number, before: number, after: number): string {
  const line = flat(code);
  if (line !== undefined && before + line.length + after <= WIDTH) return line;
  if (typeof code === "string") return code;
  const pad = " ".repeat(indent);
  if (code.kind === "field") {
    const head = `${code.name}: `;
    return head + print(code.value, indent, before + head.length, after);
  }
  if (code.kind === "arrow") {
    const body = code.items[0] as Code;
    if (typeof body !== "string" && body.kind === "object") {
      return `${code.open} (${print(body, indent, before + code.open.length + 2, after + 1)})`;
    }
    return `${code.open}\n${pad}  ${print(body, indent + 2, indent + 2, after)}`;
  }
  const last = code.items.at(-1);
  if (code.kind === "call" && typeof last === "object" && (last.kind === "object" || last.kind === "list")) {
    const head =
      code.open +
      code.items
        .slice(0, -1)
        .map((item) => `${flat(item) ?? ""}, `)
        .join("");
    return `${head}${print(last, indent, before + head.length, after + 1)})`;
  }
  const items = code.items.map((item) => `${pad}  ${print(item, indent + 2, indent + 2, 1)},\n`).join("");
  return `${code.open}\n${items}${pad}${code.close}`;
}

/** On one line, or `undefined` where it must be broken. */
function flat(code: Code): string | undefined {
  if (typeof code === "string") return code;
  if (code.kind === "field") {
    const value = flat(code.value);
    return value === undefined ? undefined : `${code.name}: ${value}`;
  }
  const items = code.items.map(flat);
  if (code.tall || items.includes(undefined)) return undefined;
  if (code.kind === "arrow") return `${code.open} ${items[0]}`;
  const space = code.kind === "object" && items.length > 0 ? " " : "";
  return `${code.open}${space}${items.join(", ")}${space}${code.close}`;
}

/** `head code;` at `indent`, ready to stand on its own lines. */
export function statement(head: string, code: Code, indent = 0): string {
  const pad = " ".repeat(indent);
  return `${pad}${head}${print(code, indent, indent + head.length, 1)};`;
}
