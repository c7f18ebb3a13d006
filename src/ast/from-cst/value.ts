import type { IToken } from "chevrotain";
import { tokenMatcher } from "../../../grammar/token-type.ts";
import { saysOf, type ValueKind } from "../../../grammar/kinds.ts";
import { blockToken } from "../../../grammar/layout.ts";
import { SLIP } from "../../../grammar/lexer.ts";
import { phraseProblem, tooLong } from "../../../grammar/messages.ts";
import { tokenSpan } from "../../../grammar/place.ts";
import { parsePhrase, type PhraseKind, type Stop, type TreeOf } from "../../../grammar/phrase.ts";
import { isBlock, type RawBlock, type RawItem } from "../../../grammar/structure.ts";
import { CaseBlock, Comma, FirstBlock, NumberLiteral, Ordinal } from "../../../grammar/tokens.ts";
import { Name as NameToken } from "../../../grammar/word-classes.ts";
import * as word from "../../../grammar/words.ts";
import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { cover, span } from "../../text/source.ts";
import type { CaseArm, Content, Expr, Modifier, Tier, Value } from "../nodes.ts";
import { type Base, between, type Context, report, spanOf } from "./context.ts";
import { contextOf } from "./readers.ts";
import { lowerContent } from "./content.ts";
import { lowerLogic } from "./expression.ts";
import { lowerModifiers } from "./modifier.ts";
import { dayKind, periodUnit } from "./day-words.ts";

/** A value with its condition, and the block that stood behind it. */
export type Read = { readonly value?: Value; readonly when?: Expr; readonly otherwise: boolean };

/** The tokens of a line, with `case { … }` and `first of { … }` made one token each, and the line's own block. */
export type Line = {
  readonly tokens: readonly IToken[];
  readonly choices: ReadonlyMap<IToken, RawBlock>;
  readonly block?: RawBlock;
};

const NO_CHOICES: Line["choices"] = new Map();

/** Takes the blocks out of a line; a block in the middle that belongs to nothing is reported. */
export function lineOf(base: Base, { parts, blocks }: RawItem): Line {
  if (blocks === 0) return { tokens: parts as readonly IToken[], choices: NO_CHOICES };
  const tokens: IToken[] = [];
  let choices: Map<IToken, RawBlock> | undefined;
  let own: RawBlock | undefined;
  for (const part of parts) {
    if (!isBlock(part)) {
      if (own !== undefined) {
        base.diagnostics.push(
          diagnostic("block-not-here", span(base.source, own.start, own.start + 1), { what: "the middle of a line" }),
        );
        return { tokens, choices: choices ?? NO_CHOICES };
      }
      tokens.push(part);
      continue;
    }
    const words = choiceAt(tokens);
    if (words === 0) own = part;
    else {
      const [first] = tokens.splice(-words) as [IToken];
      const made = { ...blockToken(words === 1 ? "case" : "first-of", first, first), endOffset: part.end - 1 };
      choices ??= new Map();
      choices.set(made, part);
      tokens.push(made);
    }
  }
  return { tokens, choices: choices ?? NO_CHOICES, ...(own === undefined ? {} : { block: own }) };
}

/** How many of the last tokens make the block behind them a choice: one in `case { … }`, two in `first of { … }`. */
function choiceAt(tokens: readonly IToken[]): 0 | 1 | 2 {
  const last = tokens[tokens.length - 1];
  if (last?.image === "case") return 1;
  return last?.tokenType === word.Of && tokens[tokens.length - 2]?.tokenType === word.First ? 2 : 0;
}

/** The tree of a phrase; undefined when it was reported, here or before. */
export function phraseOf<K extends PhraseKind>(
  base: Base,
  kind: K,
  tokens: readonly IToken[],
  where: string,
  says: { says: string; example: string },
): TreeOf<K> | undefined {
  const long = tooLong(base.source, tokens);
  if (long !== undefined) {
    if (!slipped(tokens)) base.diagnostics.push(long);
    return undefined;
  }
  const parsed = parsePhrase(kind, tokens);
  if (parsed.stop === undefined) return parsed.tree;
  if (!slipped(tokens)) base.diagnostics.push(phraseProblem(base.source, strayWord(tokens, parsed.stop), where, says));
  return undefined;
}

/** True where a slip in `tokens` has its finding already. */
function slipped(tokens: readonly IToken[]): boolean {
  for (const one of tokens) if (one.payload === SLIP) return true;
  return false;
}

/**
 * `last business day contract month` stops at its end for want of an `of`; the reader's eye stops at `contract`, the first word that is
 * no kind of day any more.
 */
function strayWord(tokens: readonly IToken[], stop: Stop): Stop {
  if (stop.found !== undefined) return stop;
  let from = tokens.length;
  while (
    from > 0 &&
    tokenMatcher(tokens[from - 1] as IToken, NameToken) &&
    !COUNTS.has((tokens[from - 1] as IToken).tokenType)
  )
    from--;
  const words = tokens.slice(from);
  if (from === 0 || !COUNTS.has((tokens[from - 1] as IToken).tokenType)) return stop;
  for (let length = words.length - 1; length > 0; length--) {
    const known = words.slice(0, length);
    if (dayKind(known) !== undefined || periodUnit(known) !== undefined) return { found: words[length] as IToken };
  }
  return stop;
}

/** What a kind of day is counted by. */
const COUNTS: ReadonlySet<IToken["tokenType"]> = new Set([Ordinal, NumberLiteral, word.First, word.Last]);

const UNREAD: Read = { otherwise: false };

/** Reads a line as a value of `kind`; `where` says where it stands and `example` what it looks like, for messages. */
export function readValue(base: Base, kind: ValueKind, line: Line, where: string, example?: string): Read {
  const { tokens } = line;
  const [first] = tokens;
  if (first === undefined) return UNREAD;
  if (first.image === "case" && tokens.some((one) => one.tokenType === word.When || one.tokenType === word.Otherwise)) {
    base.diagnostics.push(diagnostic("block-missing", tokenSpan(base.source, first), { head: "case" }));
    return UNREAD;
  }
  const known = base.diagnostics.length;
  const rule = ruleFor(kind, tokens);
  const tree = phraseOf(base, rule, tokens, where, saysOf(kind, example));
  if (tree === undefined) return UNREAD;
  const arms = (of: ValueKind) => (token: IToken) => readArms(base, of, token, line.choices);
  const context = contextOf(base, arms(kind));
  const content =
    tree.name === "blockValue" ? choiceOf(context, tree.content) : lowerContent(context, kind, tree.content);
  const modifiers = lowerModifiers(context, tree.modifiers);
  const when = tree.when && lowerLogic(contextOf(base, arms("expr")), tree.when);
  // What a slip was read as may not fit here; the slip's own finding is the one to mend.
  if (base.diagnostics.length > known && slipped(tokens)) base.diagnostics.splice(known);
  if (content === undefined || modifiers === undefined || (tree.when !== undefined && when === undefined))
    return UNREAD;
  const last = modifiers[modifiers.length - 1];
  const value: Value = {
    kind: "value",
    content,
    modifiers: exactTo(kind, content, modifiers),
    span: last === undefined ? content.span : modifiers.reduce((whole, one) => cover(whole, one.span), content.span),
  };
  const otherwise = tree.Otherwise !== undefined;
  return when === undefined ? { value, otherwise } : { value, when, otherwise };
}

/** `tick-value: exact to 0.0001 USD` is read as its own modifier, so that it is looked up like any other. */
function exactTo(kind: ValueKind, content: Content, modifiers: readonly Modifier[]): readonly Modifier[] {
  return kind === "exactness" && content.kind === "expr-value"
    ? [{ kind: "exact-to", to: content.expr, span: content.span }, ...modifiers]
    : modifiers;
}

/** A value that is one `case` or `first of` has a rule of its own, except where the kind's own tree has a place for it. */
function ruleFor(kind: ValueKind, tokens: readonly IToken[]): ValueKind | "block" {
  const [first, second] = tokens as [IToken, IToken | undefined];
  const choice = first.tokenType === CaseBlock || first.tokenType === FirstBlock;
  if (!choice) return kind;
  const alone = second === undefined || [Comma, word.When, word.Otherwise].includes(second.tokenType);
  if (!alone || (kind === "date" && tokenMatcher(first, CaseBlock))) return kind;
  return "block";
}

function choiceOf(context: Context, token: IToken): Content | undefined {
  const arms = context.arms(token);
  return (
    arms && {
      kind: token.tokenType === CaseBlock ? "case-value" : "first-of-value",
      arms,
      span: spanOf(context, token),
    }
  );
}

/** The lines of `case { … }` or `first of { … }`, each a value of the kind around it; undefined after a finding. */
function readArms(
  base: Base,
  kind: ValueKind,
  token: IToken,
  choices: ReadonlyMap<IToken, RawBlock>,
): CaseArm[] | undefined {
  const block = choices.get(token);
  if (block === undefined) throw new Error("a choice without its block");
  const construct = token.tokenType === CaseBlock ? "case" : "first of";
  const arms: CaseArm[] = [];
  let good = true;
  for (const item of block.items) {
    if (item.doc !== undefined) continue;
    const line = lineOf(base, item);
    const start = item.key ?? line.tokens[0];
    if (start === undefined) continue;
    const at = cover(between(base, start, start), between(base, start, line.tokens[line.tokens.length - 1] ?? start));
    if (item.key !== undefined || line.block !== undefined) {
      report(base, "line-unknown", between(base, start, start), {
        found: start.image,
        block: construct,
      });
      good = false;
      continue;
    }
    // A line of a waterfall may be a determination or stand in for another.
    const read = readValue(
      base,
      kind === "expr" && construct === "first of" ? "tier" : kind,
      line,
      `in a line of \`${construct}\``,
    );
    if (read.value === undefined) {
      good = false;
      continue;
    }
    if (construct === "case" && read.when === undefined && !read.otherwise) {
      report(base, "arm-without-condition", at, { construct });
      good = false;
      continue;
    }
    arms.push({
      value: plainTier(read.value),
      ...(read.when === undefined ? {} : { when: read.when }),
      otherwise: read.otherwise,
      span: at,
    });
  }
  if (good && arms.length === 0) {
    report(base, "arms-empty", span(base.source, token.startOffset, block.end), { construct });
    return undefined;
  }
  return good ? arms : undefined;
}

/** A line that is no more than a price is one. */
function plainTier(value: Value): Value {
  const { content } = value;
  if (
    content.kind !== "tier" ||
    content.price.kind === "determination" ||
    content.inPlaceOf !== undefined ||
    content.atMost !== undefined
  )
    return value;
  return { ...value, content: { kind: "expr-value", expr: content.price, span: content.span } };
}

/** A value that is not an arm: the condition of a price goes into its line, and elsewhere has no place. */
export function settle(base: Base, kind: ValueKind, read: Read, where: string): Value | undefined {
  const { value, when } = read;
  if (value === undefined || (when === undefined && !read.otherwise)) return value;
  const { content } = value;
  const price = content.kind === "tier" ? content.price : content.kind === "expr-value" ? content.expr : undefined;
  if (when !== undefined && price !== undefined) {
    const whole = cover(content.span, when.span);
    const tier: Tier = { ...(content.kind === "tier" ? content : { kind: "tier" }), price, when, span: whole };
    return { ...value, content: tier, span: cover(value.span, when.span) };
  }
  const at = when?.span ?? span(base.source, value.span.end, value.span.end);
  base.diagnostics.push(
    diagnostic("value-unreadable", at, { found: when === undefined ? "otherwise" : "when", where, ...saysOf(kind) }),
  );
  return undefined;
}
