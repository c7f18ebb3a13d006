import type { CompletionItem } from "vscode-languageserver-types";
import {
  blockSpec,
  blocks,
  declarationKeywords,
  fieldSpec,
  type BlockSpec,
  type FieldSpec,
} from "../../grammar/fields.ts";
import { Key, LBrace, RBrace, TextKey } from "../../grammar/tokens.ts";
import { kinds } from "../../grammar/kinds.ts";
import type { Declaration, Keyword } from "../ast/nodes.ts";
import { sectionOf } from "../check/block.ts";
import type { Module, Symbol, Workspace } from "../resolve/workspace.ts";
import type { Source } from "../text/source.ts";
import { type Cursor, cursorAt, tokensOf } from "./cursor.ts";
import type { Desk } from "./desk.ts";
import { inherited, measureOf, unitText, wantedBy, wantedInHead } from "./expected.ts";
import { summaryOf } from "./hover.ts";
import { declarationAt, localsOf } from "./names.ts";
import { phrasesOf, zones } from "./phrases.ts";

/** How the protocol numbers the kinds of proposals that are made here. */
const KIND = {
  declared: 7,
  module: 9,
  property: 10,
  unit: 11,
  word: 14,
  snippet: 15,
  reference: 18,
  struct: 22,
  variable: 6,
} as const;
/** The inserted text has places to fill in. */
const SNIPPET = 2;

type Kind = keyof typeof KIND;

/** What may stand at `offset` of the file `path`, the likeliest first; each with what it says. The text may be half typed. */
export function completion(desk: Desk, path: string, offset: number): CompletionItem[] {
  const source = desk.source(path);
  if (source === undefined) return [];
  const read = tokensOf(source);
  const cursor = cursorAt(source, offset, read);
  const workspace = desk.workspace([path]);
  const module = workspace.modules.get(path);
  if (module === undefined) return [];
  const owner = declarationAt(module, Math.max(0, offset - 1)) ?? openOwner(module, cursor);
  const at: Place = { desk, workspace, module, source, cursor, ...(owner === undefined ? {} : { owner }) };
  const items = proposals(at, offset, read.tokens);
  return items.map((one, place) => ({ ...one, sortText: String(place).padStart(4, "0") }));
}

type Place = {
  readonly desk: Desk;
  readonly workspace: Workspace;
  readonly module: Module;
  readonly source: Source;
  readonly cursor: Cursor;
  readonly owner?: Declaration;
};

/** A declaration whose braces are not closed yet ends before the place where its author is typing. */
function openOwner(module: Module, { opened }: Cursor): Declaration | undefined {
  const name = opened[0]?.name;
  return name === undefined ? undefined : module.file.declarations.find((one) => one.name.text === name);
}

function proposals(at: Place, offset: number, tokens: ReturnType<typeof tokensOf>["tokens"]): CompletionItem[] {
  const { cursor, module } = at;
  switch (cursor.place) {
    case "comment":
    case "prose":
    case "text":
      return [];
    case "citation":
      return named(at, ["source"]);
    case "import":
      return imports(at);
    case "declaration":
      return declarations();
    case "head":
      return head(at);
    case "item": {
      const inner = cursor.opened.at(-1);
      const spec = inner?.type === undefined ? undefined : blocks.get(inner.type);
      if (spec === undefined) return [];
      if (inner?.arms === true) return phrasesOf("tier").map((one) => item("snippet", one.text, one.says));
      // A brace that was put in for the parser ends nothing.
      const written = tokens.filter((one) => one.tokenType !== RBrace || at.source.text[one.startOffset] === "}");
      return lines(spec, keysAround(written, offset), at);
    }
    case "value":
      return value(at, module);
  }
}

function item(kind: Kind, label: string, says: string, insert?: string, detail?: string): CompletionItem {
  return {
    label,
    kind: KIND[kind],
    documentation: { kind: "markdown", value: says },
    ...(detail === undefined ? {} : { detail }),
    ...(insert === undefined ? {} : { insertText: insert, insertTextFormat: SNIPPET }),
  };
}

function declarations(): CompletionItem[] {
  return [
    item("word", "import", "The names of another file, for use in this one.", 'import "$1"'),
    ...declarationKeywords.map((keyword) => {
      const spec = blockSpec(keyword);
      const titled = keyword === "unit" || keyword === "filing" || keyword === "amendment" ? "" : ' "${2:Title}"';
      const body = keyword === "unit" ? ' measures "${2:what it counts}"' : `${titled} {\n\t$0\n}`;
      return item("word", keyword, spec.doc, `${keyword} \${1:NAME}${body}`);
    }),
  ];
}

/** The keys and keywords that the innermost block around an offset has already. */
function keysAround(tokens: ReturnType<typeof tokensOf>["tokens"], offset: number): ReadonlySet<string> {
  let depth = 0;
  let start = 0;
  for (let at = tokens.findLastIndex((one) => one.startOffset < offset); at >= 0; at--) {
    const type = tokens[at]?.tokenType;
    if (type === RBrace) depth++;
    else if (type === LBrace && depth-- === 0) {
      start = at + 1;
      break;
    }
  }
  const found = new Set<string>();
  depth = 0;
  for (let at = start; at < tokens.length && depth >= 0; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.tokenType === LBrace) {
      const opener = tokens
        .slice(start, at)
        .findLast((one) => one.tokenType.name === "Separator" || one.tokenType === LBrace || one.tokenType === RBrace);
      const first = opener === undefined ? tokens[start] : tokens[tokens.indexOf(opener) + 1];
      if (depth === 0 && first !== undefined) found.add(first.image);
      depth++;
    } else if (token.tokenType === RBrace) depth--;
    else if (depth === 0 && (token.tokenType === Key || token.tokenType === TextKey))
      found.add(token.image.replace(/[ \t]*:$/, ""));
  }
  return found;
}

/** Sections of which a block may have several. */
const REPEATED: ReadonlySet<string> = new Set([
  "closed",
  "opened",
  "moved",
  "for",
  "one",
  "add",
  "remove",
  "retire",
  "fallback",
  "dates",
]);

function lines(spec: BlockSpec, there: ReadonlySet<string>, at: Place): CompletionItem[] {
  const fields = Object.entries(spec.fields)
    .filter(([key]) => !there.has(key))
    .map(([key, field]) =>
      item(
        "property",
        key,
        documented(at, key, field),
        `${key}: \${1:${escaped(field.example ?? kinds[field.kind].example)}}`,
        kinds[field.kind].says,
      ),
    );
  const sections = Object.entries(spec.sections)
    .filter(([keyword]) => REPEATED.has(keyword) || !there.has(keyword))
    .map(([keyword, type]) => item("struct", keyword, blocks.get(type)?.doc ?? "", `${keyword} {\n\t$0\n}`));
  const statements =
    spec.statements === undefined ? [] : phrasesOf(spec.statements).map((one) => item("snippet", one.text, one.says));
  return [...statements, ...fields, ...sections];
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function documented(at: Place, key: string, field: FieldSpec): string {
  const type = at.cursor.opened.at(-1)?.type;
  const measure = measureOf(type, key);
  const unit = measure && unitText(at.workspace, at.owner, measure);
  const expects = unit === undefined ? "" : `\n\nA bare number counts ${unit}.`;
  return `${field.doc}${expects}\n\nFor example \`${key}: ${field.example ?? kinds[field.kind].example}\``;
}

function head(at: Place): CompletionItem[] {
  const { cursor } = at;
  const keyword = (cursor.opened.length === 0 ? cursor.before[0]?.image : cursor.before[0]?.image) ?? "";
  const last = cursor.before.at(-1)?.image ?? "";
  if (last === "in") return zones().map((one) => item("reference", one, "A time zone of the IANA database."));
  const wanted = wantedInHead(last, keyword);
  if (wanted !== undefined) return named(at, wanted);
  const outer = cursor.opened.at(-1)?.type;
  const type = outer === undefined ? keyword : blocks.get(outer)?.sections[keyword];
  const heads = (type === undefined ? undefined : blocks.get(type)?.heads) ?? [];
  const words: Partial<Record<string, readonly [string, string]>> = {
    from: ["from", "Takes over the terms of another declaration; what is said here goes before."],
    uses: ["uses", "Takes in the clauses of a profile."],
    on: ["on", "The calendar its days are counted on, or what an option is on."],
    zone: ["in", "The zone of its clock times."],
    to: ["to", "What it changes."],
    effective: ["effective", "From which day on."],
    measures: ["measures", "What the unit counts."],
  };
  return heads.flatMap((one) => {
    const known = words[one];
    return known === undefined ? [] : [item("word", known[0], known[1])];
  });
}

/** The names a file sees of the wanted kinds, its own first; of all kinds without them. */
function named(at: Place, wanted?: readonly Keyword[]): CompletionItem[] {
  const all = [...at.module.visible.values()].filter(
    (one) => wanted?.includes(one.keyword) ?? one.keyword !== "source",
  );
  const own = (one: Symbol) => (one.path === at.module.path ? 0 : 1);
  return all
    .sort((a, b) => own(a) - own(b) || (a.name < b.name ? -1 : 1))
    .map((one) => item(one.keyword === "unit" ? "unit" : "declared", one.name, summaryOf(one), undefined, one.keyword));
}

function imports({ desk, module }: Place): CompletionItem[] {
  const from = module.path.split("/").slice(0, -1);
  const own = desk.specs().filter((one) => one !== module.path);
  const relative = own.map((path) => {
    const to = path.split("/");
    let common = 0;
    while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
    return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
  });
  return [...desk.library(), ...relative].map((one) => item("module", one, "A file of specifications."));
}

function value(at: Place, module: Module): CompletionItem[] {
  const { cursor, owner, workspace } = at;
  const inner = cursor.opened.at(-1);
  const spec = inner?.type === undefined ? undefined : blocks.get(inner.type);
  const field = cursor.key === undefined || spec === undefined ? undefined : fieldSpec(spec, cursor.key, false);
  const kind = field?.kind ?? spec?.statements;
  const last = cursor.before.at(-1)?.image ?? "";
  if (last === "on") return named(at, ["calendar"]);
  if (last === "in" || cursor.before.at(-2)?.image === "in")
    return zones().map((one) => item("reference", one, "A time zone of the IANA database."));
  if (last === "under") return rules(at);
  if (last === "by") return named(at, ["venue", "organisation", "clearing-house"]);
  if (last === ".") {
    const target = module.visible.get(cursor.before.at(-2)?.image ?? "");
    return target === undefined ? [] : locals(workspace, target.declaration);
  }
  const measure = cursor.key === undefined ? undefined : measureOf(inner?.type, cursor.key);
  const unit = measure && unitText(workspace, owner, measure);
  const expected =
    unit === undefined || !/^[\d_.]+$/.test(last) ? [] : [item("unit", unit, `What this counts: ${unit}.`)];
  const wanted = wantedBy(cursor.key);
  if (wanted !== undefined) return named(at, wanted);
  const phrases = kind === undefined ? [] : phrasesOf(kind).map((one) => item("snippet", one.text, one.says));
  const begins = cursor.before.at(-1)?.tokenType === Key && field?.example !== undefined;
  const example =
    begins && field?.example !== undefined ? [item("snippet", field.example, `${field.doc} An example.`)] : [];
  const mine = owner === undefined ? [] : locals(workspace, owner);
  const dated = kind === "date" || kind === "interval" || kind === "period" || kind === "moment";
  if (dated) return [...phrases, ...mine, ...named(at, ["calendar", "future", "option", "source"])];
  if (kind === "text" || kind === "fact") return example;
  return [...expected, ...example, ...phrases, ...named(at, FORMULA), ...mine].filter(
    (one, place, all) => all.findIndex((other) => other.label === one.label) === place,
  );
}

/** What a formula may name. */
const FORMULA: readonly Keyword[] = ["index", "future", "option", "spread", "perpetual", "structured", "unit", "grade"];

function locals(workspace: Workspace, owner: Declaration): CompletionItem[] {
  return localsOf(workspace, owner).map(({ name, what, span: at }) =>
    item("variable", name.text, `\`${at.source.text.slice(at.start, at.end).replace(/\s+/g, " ")}\``, undefined, what),
  );
}

/** The rules of the rulebook that a contract's venue and clearing house have, with what they are about. */
function rules({ workspace, owner, module }: Place): CompletionItem[] {
  const bodies = ["venue", "clearing"].flatMap((key) => {
    const content = owner && inherited(workspace, owner, key)?.value?.content;
    return content?.kind === "names-value" ? content.names.map((one) => one.text) : [];
  });
  const all =
    bodies.length === 0
      ? [...module.visible.values()].filter((one) => one.keyword === "venue").map((one) => one.name)
      : bodies;
  return all.flatMap((name) => {
    const block = module.visible.get(name)?.declaration.block;
    return (sectionOf(block, "rules")?.block.items ?? []).flatMap((rule) => {
      if (rule.kind !== "field") return [];
      const said = rule.value?.content;
      return [
        item("reference", `"${rule.key.text}"`, said?.kind === "text-value" ? said.text.value : "", undefined, name),
      ];
    });
  });
}
