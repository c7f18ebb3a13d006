import Handlebars from "handlebars/runtime.js";
import { alignedColumns } from "./align-columns.ts";
import { escapeMarkdown, marked, place } from "./markdown.ts";
import { capital } from "./words.ts";
import { type House, interpreted, type TemplateFunction } from "./interpret.ts";
import type { Overrides } from "./override.ts";
import { isProse, isTerm, type Term } from "./term.ts";

/** A sentence as it was printed: its anchor, the clauses it states, and its Markdown. */
export type Sentence = { readonly id: string; readonly clauses: readonly string[]; readonly markdown: string };

/** A document before it becomes Markdown or HTML: its text with marks, and its sentences in the order they stand. */
export type Rendered = { readonly text: string; readonly sentences: readonly Sentence[] };

/** Precompiled templates by name. */
export type Templates = { readonly [name: string]: unknown };

type Options = {
  readonly fn: (context: unknown, options?: { data: Record<string, unknown> }) => string;
  readonly data: Record<string, unknown>;
  readonly inverse: (context: unknown) => string;
};

/** The helpers templates may call; nothing else is known to them. */
export const HELPERS = [
  "s",
  "v",
  "cap",
  "bare",
  "prose",
  "when",
  "many",
  "using",
  "rule",
  "exhibit",
  "number",
  "anchor",
  "source",
  "letter",
] as const;

/** Where the names of a template lead: the number of a rule of the chapter, and the letter and file of an exhibit. */
export type Places = {
  readonly rule: (key: string) => Term;
  readonly exhibit: (name: string) => { readonly letter: string; readonly file: string };
};

function bug(what: string): never {
  throw new Error(`filing template: ${what}`);
}

function some<T>(value: T | undefined, helper: string): T {
  return value === undefined ? bug(`{{${helper}}} was given something the view model does not have`) : value;
}

/**
 * Writes documents of `view` by the names of their templates. Inside `{{#s}}` every `{{v}}` adds the clauses of its term to the sentence, so a
 * sentence's trace is what it prints. What the view lacks is a bug of ours and throws.
 */
export function writerOf(
  templates: Templates,
  view: object,
  places: Places,
  overrides: Overrides = new Map(),
): (name: string) => Rendered {
  let sentences: Sentence[] = [];
  let open: Set<string> | undefined;
  let paragraph = 0;
  const print = (value: Term, helper: string): string => {
    if (!isTerm(value)) bug(`{{${helper}}} was given no term`);
    if (open === undefined) bug(`“${value.text}” is printed outside a sentence`);
    if (value.text.trim() === "") bug(`a term of ${value.clauses.join(", ")} is blank`);
    for (const clause of value.clauses) open.add(clause);
    return value.text;
  };
  const sentence = (clauses: readonly string[], write: () => string): string => {
    if (open !== undefined) bug("a sentence opens inside another");
    open = new Set(clauses);
    const markdown = write().trim();
    if (markdown === "" || /\n\s*\n/.test(markdown)) bug(`“${markdown}” is not one sentence`);
    const id = `s${sentences.length + 1}`;
    if (open.size === 0) bug(`“${markdown}” states no clause: write it without {{#s}}`);
    sentences.push({ id, clauses: [...open], markdown });
    open = undefined;
    return marked(id, markdown);
  };

  const house = Handlebars.create();
  const helpers: Record<(typeof HELPERS)[number], (this: unknown, ...args: never[]) => string> = {
    s(this: unknown, ...args: unknown[]): string {
      const options = args[args.length - 1] as Options;
      const clauses = args
        .slice(0, -1)
        .flatMap((one) => (isTerm(one) || isProse(one) ? one.clauses : bug("{{#s}} was given no term")));
      return sentence(clauses, () => options.fn(this));
    },
    v: (value: Term) => escapeMarkdown(print(some(value, "v"), "v")),
    cap: (value: Term) => escapeMarkdown(capital(print(some(value, "cap"), "cap"))),
    prose: (value: unknown) => {
      if (!isProse(value)) bug("{{prose}} was given no prose");
      return blocksOf(value.markdown)
        .map(({ lead, text, gap }) => `${lead}${sentence(value.clauses, () => text)}${gap}`)
        .join("");
    },
    when(this: unknown, value: unknown, options: Options): string {
      const absent = some(value, "when") === null || value === false || (Array.isArray(value) && value.length === 0);
      return absent ? options.inverse(this) : options.fn(this);
    },
    many(value: unknown, options: Options): string {
      if (!Array.isArray(value)) return bug("{{#many}} was given no list");
      // `{{@position}}` counts from 1, so that a numbered list is numbered in its Markdown too.
      return value.map((one, at) => options.fn(one, { data: { ...options.data, position: at + 1 } })).join("");
    },
    using: (value: unknown, options: Options) => options.fn(some(value, "using")),
    rule(key: string): string {
      const text = print(places.rule(key), "rule");
      return `[Rule ${text}](rulebook.md#rule-${text})`;
    },
    exhibit(name: string): string {
      const { letter, file } = places.exhibit(name);
      return `[Exhibit ${letter}](${file})`;
    },
    number: (key: string) => `Rule ${print(places.rule(key), "number")}`,
    bare: (value: unknown) => (typeof value === "string" ? escapeMarkdown(value) : bug("{{bare}} was given no text")),
    source: (number: string) => place(`source-${number}`),
    anchor(key: string): string {
      paragraph = 0;
      return place(`rule-${places.rule(key).text}`);
    },
    // Paragraphs are lettered as they stand: one that a contract has no use for leaves no gap.
    letter: () => `(${String.fromCharCode(97 + paragraph++)})`,
  };
  for (const helper of HELPERS) house.registerHelper(helper, helpers[helper]);
  const own: House = { helpers, partial: (partial) => templateOf(`partials/${partial}`) };
  const templateOf = (template: string): TemplateFunction => {
    const override = overrides.get(template);
    return override === undefined ? house.template(some(templates[template], template)) : interpreted(override, own);
  };
  for (const partial of Object.keys(templates))
    if (partial.startsWith("partials/")) house.registerPartial(partial.slice("partials/".length), templateOf(partial));
  return (name) => {
    sentences = [];
    open = undefined;
    paragraph = 0;
    const text = templateOf(name)(view);
    return { text: `${alignedColumns(text.replace(/\n{3,}/g, "\n\n").trim())}\n`, sentences };
  };
}

/** Prose cut where anchors may stand: at the start of each paragraph and of each item of a list. */
function blocksOf(markdown: string): { lead: string; text: string; gap: string }[] {
  return markdown
    .trim()
    .split(/\n[ \t]*\n/)
    .flatMap((paragraph, at, all) => {
      const items = paragraph.split(/\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])/);
      return items.map((item, index) => {
        const lead = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+/.exec(item)?.[0] ?? "";
        const last = index === items.length - 1;
        return { lead, text: item.slice(lead.length), gap: last ? (at === all.length - 1 ? "" : "\n\n") : "\n" };
      });
    });
}
