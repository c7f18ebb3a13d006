import type { Code, Declaration, Fields, Item, Statement, Test } from "../code.ts";

const WIDTH = 100;

const KEYWORDS =
  /^(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|match|case|type|input|print|round|sum|min|max|abs|list|dict|set)$/;

/** `camelCase` in Python's way; a word of Python's own has an underscore behind it. */
export function snake(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return KEYWORDS.test(words) ? `${words}_` : words;
}

/** What Python calls a name: constants in capitals, everything else in small letters. */
export type Names = (name: string) => string;

/** The names of a calculator whose constants are these. */
export function namesOf(parts: readonly Declaration[]): Names {
  const constants = new Set(parts.flatMap((one) => (one.kind === "constant" ? [one.name] : [])));
  return (name) => {
    const words = name.split(".").map((word) => (constants.has(word) ? snake(word).toUpperCase() : snake(word)));
    return words.join(".");
  };
}

/** The declarations of a calculator as Python, two empty lines around functions, formatted as `black` does it with lines of 100 characters. */
export function declared(parts: readonly Declaration[], named: Names): string {
  return parts
    .map((one, at) => {
      const constants = one.kind === "constant" && parts[at - 1]?.kind === "constant";
      return `${at === 0 ? "" : constants ? "\n\n" : "\n\n\n"}${declaration(one, named)}`;
    })
    .join("");
}

function declaration(one: Declaration, named: Names): string {
  if (one.kind === "constant")
    return [...one.comments.map((text) => wrapped(text, "# ")), line(`${named(one.name)} = `, one.code, 0, named)].join(
      "\n",
    );
  const { name, parameters, doc, body } = one;
  const optional = (given: string): boolean => parameters.length > 1 && (given === "reference" || given === "month");
  const takes = parameters.map((given) => (optional(given) ? `${given}=None` : named(given)));
  return [
    `def ${named(name)}(${takes.join(", ")}):`,
    wrappedDoc(doc),
    ...body.flatMap((statement) => statementLines(statement, named)),
  ].join("\n");
}

/** A comment over as many lines as it takes. */
export function wrapped(text: string, start: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && start.length + last.length + word.length < WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((one) => `${start}${one}`.trimEnd()).join("\n");
}

/** A docstring: one line where it fits, else its end on a line of its own. */
function wrappedDoc(doc: string): string {
  const safe = doc.replace(/\\/g, "\\\\").replace(/"/g, '\\"');
  const short = `    """${safe}"""`;
  if (short.length <= WIDTH) return short;
  return `${wrapped(`"""${safe}`, "    ")}\n    """`;
}

function statementLines({ op, name, code, comment }: Statement, named: Names): string[] {
  const head = op === "return" ? "return " : `${named(name)} = `;
  return [...(comment === undefined ? [] : ["", wrapped(comment, "    # ")]), line(head, code, 4, named)];
}

const line = (head: string, code: Code, indent: number, named: Names): string =>
  `${" ".repeat(indent)}${head}${print(code, indent, indent + head.length, 0, named)}`;

/** Printed at `indent`, with `before` characters already on the line and `after` still to come. */
function print(code: Code, indent: number, before: number, after: number, named: Names): string {
  const short = flat(code, named);
  if (short !== undefined && before + short.length + after <= WIDTH) return short;
  if (typeof code === "string") return named(code);
  const inner = indent + 4;
  const below = (open: string, items: readonly string[], close: string): string =>
    `${open}\n${items.map((item) => `${item},\n`).join("")}${" ".repeat(indent)}${close}`;
  const nested = (one: Code, head = ""): string =>
    `${" ".repeat(inner)}${head}${print(one, inner, inner + head.length, 1, named)}`;
  switch (code.kind) {
    case "arrow": {
      const head = arrowHead(code.parameter, named);
      return `${head} ${print(code.body, indent, before + head.length + 1, after, named)}`;
    }
    case "record":
      return below(
        `${code.of}(`,
        code.fields.map(([name, value]) => nested(value, `${fieldName(code.of, name)}=`)),
        ")",
      );
    case "map":
      return below(
        "{",
        code.fields.map(([name, value]) => nested(value, `${quote(name)}: `)),
        "}",
      );
    case "list":
      return below(
        "[",
        code.items.map((item) => itemBelow(item, inner, nested)),
        "]",
      );
    case "call":
      return below(
        `${named(code.name)}(`,
        code.items.map((item) => nested(item)),
        ")",
      );
    default:
      return short as string;
  }
}

function itemBelow({ comments, code }: Item, indent: number, nested: (one: Code) => string): string {
  const pad = " ".repeat(indent);
  return [...comments.map((text) => wrapped(text, `${pad}# `)), nested(code)].join("\n");
}

const arrowHead = (parameter: string | undefined, named: Names): string =>
  parameter === undefined ? "lambda:" : `lambda ${named(parameter)}:`;

/** Fields called `from`, a word of Python's own: a line of inputs is from sources, a chain begins on a day. */
const FROM: Readonly<Record<string, string>> = { InputLine: "sources", Chaining: "start" };

/** What the twin calls a field of a record. */
export const fieldName = (of: string, name: string): string =>
  name === "from" ? (FROM[of] as string) : snake(name).replace(/_$/, "");

/** On one line, or `undefined` where it must be broken. */
function flat(code: Code, named: Names): string | undefined {
  if (typeof code === "string") return named(code);
  switch (code.kind) {
    case "text":
      return quote(code.text);
    case "exact": {
      const [n = "", d] = code.value.split("/");
      return d === undefined ? `parse(${quote(n)})` : `ratio(${n}, ${d})`;
    }
    case "whole":
    case "count":
      return code.value;
    case "flag":
      return code.value ? "True" : "False";
    case "none":
      return "None";
    case "figure":
      return `read[${quote(code.name)}]`;
    case "arrow": {
      const body = flat(code.body, named);
      return body === undefined ? undefined : `${arrowHead(code.parameter, named)} ${body}`;
    }
    case "record":
      return code.tall
        ? undefined
        : flatFields(`${code.of}(`, code.fields, ")", (name) => `${fieldName(code.of, name)}=`, named);
    case "map":
      return code.tall ? undefined : flatFields("{", code.fields, "}", (name) => `${quote(name)}: `, named);
    case "list":
      return code.tall
        ? undefined
        : joined(
            "[",
            code.items.map((one) => flat(one.code, named)),
            "]",
          );
    case "call":
      return joined(
        `${named(code.name)}(`,
        code.items.map((one) => flat(one, named)),
        ")",
      );
    default:
      return test(code);
  }
}

function joined(open: string, items: readonly (string | undefined)[], close: string): string | undefined {
  return items.includes(undefined) ? undefined : `${open}${items.join(", ")}${close}`;
}

function flatFields(
  open: string,
  fields: Fields,
  close: string,
  head: (name: string) => string,
  named: Names,
): string | undefined {
  const items = fields.map(([name, value]) => {
    const one = flat(value, named);
    return one === undefined ? undefined : head(name) + one;
  });
  return joined(open, items, close);
}

/** A condition on an input, which is called `one`. */
function test(code: Test): string {
  switch (code.kind) {
    case "is": {
      const column = code.own ? "one.source" : `one.attributes[${quote(code.column)}]`;
      const [first = ""] = code.values;
      if (code.values.length === 1) return `${column} == ${quote(first)}`;
      return `${column} in (${code.values.map(quote).join(", ")})`;
    }
    case "not":
      return `not (${test(code.test)})`;
    default:
      return code.tests
        .map((one) => (one.kind === "and" || one.kind === "or" ? `(${test(one)})` : test(one)))
        .join(` ${code.kind} `);
  }
}

/** A text in double quotes; what a reader cannot see, and all beyond the basic plane, is escaped. */
export function quote(text: string): string {
  const inside = [...text].map((character) => {
    const point = character.codePointAt(0) as number;
    if (character === "\\" || character === '"') return `\\${character}`;
    if (point > 0xffff) return `\\U${point.toString(16).padStart(8, "0")}`;
    const hidden = /[\p{C}\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/u.test(character);
    return hidden ? `\\u${point.toString(16).padStart(4, "0")}` : character;
  });
  return `"${inside.join("")}"`;
}
