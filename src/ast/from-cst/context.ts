import type { IToken } from "chevrotain";
import type {
  ArithmeticTree,
  ChainTree,
  DateNameNode,
  DateTailTree,
  LogicTree,
  PhraseNode,
  PlainTree,
  ReferenceNode,
} from "../../../grammar/generated/phrase-nodes.ts";
import { endOf, type Placed } from "../../../grammar/place.ts";
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

export type Readers = {
  readonly logic: (context: Context, tree: LogicTree) => Expr | undefined;
  readonly arithmetic: (context: Context, tree: ArithmeticTree | PlainTree) => Expr | undefined;
  readonly chain: (context: Context, tree: ChainTree) => Expr | undefined;
  readonly reference: (context: Context, node: ReferenceNode) => Expr | undefined;
  readonly dateName: (context: Context, node: DateNameNode) => Dated | undefined;
  readonly dateTail: (context: Context, value: Dated, tail: DateTailTree, loose: boolean) => Dated | undefined;
};

/** True for what is a token by itself where a node could stand. */
export function isToken(one: PhraseNode | IToken): one is IToken {
  return !("name" in one);
}

/** What the grammar always has there: a tree without it is our mistake. */
export function sure<T>(one: T | undefined): T {
  if (one === undefined) throw new Error("a tree without what its rule always has");
  return one;
}

const recent: (Span | undefined)[] = Array.from({ length: 16 });

/** The span from `start` to `end`; nodes within one another that begin and end together share theirs. */
function shared(source: Source, start: number, end: number): Span {
  const at = start & 15;
  const known = recent[at];
  if (known !== undefined && known.start === start && known.end === end && known.source === source) return known;
  const made = span(source, start, end);
  recent[at] = made;
  return made;
}

export function spanOf(context: Base, one: Placed): Span {
  return shared(context.source, one.startOffset, endOf(one));
}

export function between(context: Base, first: Placed, last: Placed): Span {
  return shared(context.source, first.startOffset, endOf(last));
}

export function nameOf(context: Base, token: IToken): Name {
  return { kind: "name", text: token.image, span: spanOf(context, token) };
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
  const { image } = token;
  if (image.length > 1 && image.startsWith('"') && image.endsWith('"')) return image.slice(1, -1);
  const opened = /^["\u201c\u201d\u201e\u201f'\u2018\u2019\u201a]/.test(token.image)
    ? token.image.slice(1)
    : token.image;
  return opened.replace(/["\u201c\u201d\u201e\u201f'\u2018\u2019\u201a]$/, "");
}
