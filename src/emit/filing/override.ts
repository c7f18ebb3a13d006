import { type Source, type Span, span } from "../../text/source.ts";
import { templates } from "./generated/templates.ts";

/** The tree of a template, a `Program` of Handlebars; its own types are no part of ours, so that our users need not have them. */
export type Tree = { readonly type: string; readonly body: readonly object[] };

/** A template of a package that stands in the place of a shipped one: the name of both, its text and its tree. */
export type Override = { readonly name: string; readonly source: Source; readonly program: Tree };
export type Overrides = ReadonlyMap<string, Override>;

/** The names of templates that a package may put its own in the place of. */
export const TEMPLATES: readonly string[] = Object.keys(templates).sort();

/** A line of a template, counted from one; one past the end is the last. */
export function lineSpan(source: Source, line: number): Span {
  const lines = source.text.split("\n");
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
  return span(source, start, start + (lines[at] ?? "").replace(/\r$/, "").length);
}

type Place = { readonly line: number; readonly column: number };
type Placed = { readonly loc: { readonly start: Place; readonly end: Place } };

/** Where a node of a template stands; Handlebars counts lines from one and columns from nought. */
export function nodeSpan(source: Source, { loc }: Placed): Span {
  const offset = ({ line, column }: Place) => lineSpan(source, line).start + column;
  return span(source, offset(loc.start), Math.max(offset(loc.start), offset(loc.end)));
}
