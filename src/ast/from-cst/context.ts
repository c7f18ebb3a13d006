import type { CstNode, IToken } from "chevrotain";
import { endOf, tokenSpan } from "../../../grammar/place.ts";
import type { Code, Params } from "../../diagnostic/catalogue.ts";
import { type Diagnostic, diagnostic, type Extras } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { type Source, type Span, span } from "../../text/source.ts";
import type { CaseArm, Expr, Name } from "../nodes.ts";
import type { DateExpr, PeriodExpr } from "../time-nodes.ts";

/** What every reader shares: the text and where findings go. */
export type Base = { readonly source: Source; readonly diagnostics: Diagnostic[] };

/**
 * What lowering needs to know besides: how the lines of a `case` or `first of` are read, and the readers that call one another in a
 * circle, because dates stand in formulas and formulas in dates; handed in, so that the modules make no circle.
 */
export type Context = Base & {
  readonly arms: (token: IToken) => readonly CaseArm[] | undefined;
  readonly read: Readers;
};

/** What a phrase about time names: a day, or a month or another stretch of days. */
export type Dated = DateExpr | PeriodExpr;

type Reader<T> = (context: Context, node: CstNode) => T | undefined;

export type Readers = {
  readonly logic: Reader<Expr>;
  readonly arithmetic: Reader<Expr>;
  readonly chain: Reader<Expr>;
  readonly reference: Reader<Expr>;
  readonly dateName: Reader<Dated>;
  readonly dateTail: (context: Context, value: Dated, tail: CstNode, loose: boolean) => Dated | undefined;
};

export function tok(node: CstNode, name: string): IToken | undefined {
  return node.children[name]?.[0] as IToken | undefined;
}

export function toks(node: CstNode, name: string): IToken[] {
  return (node.children[name] ?? []) as IToken[];
}

export function sub(node: CstNode, name: string): CstNode | undefined {
  return node.children[name]?.[0] as CstNode | undefined;
}

export function subs(node: CstNode, name: string): CstNode[] {
  return (node.children[name] ?? []) as CstNode[];
}

/** A child the rule always has: recovery is off in phrases, so a tree without it is our mistake. */
export function child(node: CstNode, name: string): CstNode {
  const found = sub(node, name);
  if (found === undefined) throw new Error(`${node.name} has no ${name}`);
  return found;
}

/** The one child of a rule that is a choice. */
export function onlyChild(node: CstNode): CstNode | IToken {
  for (const name in node.children) {
    const found = node.children[name]?.[0];
    if (found !== undefined) return found;
  }
  throw new Error(`${node.name} is empty`);
}

export function leaf(node: CstNode, name: string): IToken {
  const found = tok(node, name);
  if (found === undefined) throw new Error(`${node.name} has no ${name}`);
  return found;
}

export function startOf(one: CstNode | IToken): number {
  return "children" in one ? (one.location?.startOffset ?? 0) : one.startOffset;
}

export function finishOf(one: CstNode | IToken): number {
  return "children" in one ? (one.location?.endOffset ?? -1) + 1 : endOf(one);
}

/** Children of several names in the order they were written. */
export function ordered(node: CstNode, ...names: readonly string[]): (CstNode | IToken)[] {
  let found: (CstNode | IToken)[] | undefined;
  let mixed = false;
  for (const name of names) {
    const these = node.children[name];
    if (these === undefined) continue;
    if (found === undefined) found = these;
    else {
      found = [...found, ...these];
      mixed = true;
    }
  }
  return mixed ? (found ?? []).sort((a, b) => startOf(a) - startOf(b)) : (found ?? []);
}

export function isToken(one: CstNode | IToken): one is IToken {
  return !("children" in one);
}

export function spanOf(context: Base, node: CstNode | IToken): Span {
  return span(context.source, startOf(node), finishOf(node));
}

export function between(context: Base, first: CstNode | IToken, last: CstNode | IToken): Span {
  return span(context.source, startOf(first), finishOf(last));
}

export function nameOf(context: Base, token: IToken): Name {
  return { kind: "name", text: token.image, span: tokenSpan(context.source, token) };
}

export function namesOf(context: Base, tokens: readonly IToken[]): Name[] {
  return tokens.map((token) => nameOf(context, token));
}

/** Reports and gives nothing, so that a reader can `return report(…)`. */
export function report<C extends Code>(
  context: Base,
  code: C,
  at: Span,
  params: Params<C>,
  extras: Extras = {},
): undefined {
  context.diagnostics.push(diagnostic(code, at, params, extras));
  return undefined;
}

/** The finding for a word that none of `known` is. */
export function unknownWord(context: Base, words: readonly IToken[], known: readonly string[]): undefined {
  const word = words.map((one) => one.image).join(" ");
  const first = words[0] as IToken;
  const last = words[words.length - 1] as IToken;
  const suggestion = didYouMean(suggest(word, known));
  const fixes =
    suggest(word, known).length === 1
      ? [
          {
            title: `write \`${suggest(word, known)[0]}\``,
            edits: [{ span: between(context, first, last), text: suggest(word, known)[0] as string }],
          },
        ]
      : [];
  return report(
    context,
    "word-not-here",
    between(context, first, last),
    { word, known: known.map((one) => `\`${one}\``).join(", "), ...(suggestion === undefined ? {} : { suggestion }) },
    { fixes },
  );
}

/** The text within the quotes of a token; an unclosed or curly one was reported and is read as far as it goes. */
export function unquoted(token: IToken): string {
  const opened = /^["\u201c\u201d\u201e\u201f'\u2018\u2019\u201a]/.test(token.image)
    ? token.image.slice(1)
    : token.image;
  return opened.replace(/["\u201c\u201d\u201e\u201f'\u2018\u2019\u201a]$/, "");
}
