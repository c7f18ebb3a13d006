import type { IToken, TokenType } from "chevrotain";
import { tokenMatcher } from "chevrotain";
import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import type { Source } from "../src/text/source.ts";
import { balanceBraces } from "./balance-braces.ts";
import { balanceBrackets } from "./balance-brackets.ts";
import { breaksLine, virtual } from "./place.ts";
import {
  CaseBlock,
  Comma,
  Compare,
  Doc,
  Dot,
  Dots,
  FirstBlock,
  Key,
  LBrace,
  LBracket,
  LParen,
  Minus,
  Percent,
  Plus,
  RBrace,
  RBracket,
  RParen,
  Semicolon,
  Separator,
  Slash,
  Star,
  Text,
  TextKey,
} from "./tokens.ts";
import { Glue } from "./word-classes.ts";
import { For } from "./words.ts";

const set = (...types: TokenType[]): ReadonlySet<TokenType> => new Set(types);

/** A line that ends with one of these goes on in the next. */
const goesOn = set(Comma, Plus, Minus, Star, Slash, Dots, Dot, LParen, LBracket);
/** A line that begins with one of these goes on from the line above. */
const comesFrom = set(Comma, Plus, Minus, Star, Slash, Dots, Dot, Percent, RParen, RBracket, LBrace);
/** Behind a key, a value may begin in the next line only with these: a word there would be the next item. */
const afterKey = set(Text, LBracket, LParen);

/** The joining words, `for` left out because sections begin with it. */
const joins = (token: IToken): boolean => tokenMatcher(token, Glue) && token.tokenType !== For;

/**
 * Puts a `Separator` wherever an item ends, and leaves braces and brackets balanced, so that the structure grammar always succeeds and
 * a value can be read without looking past its end. Indentation decides nothing in a balanced text; in an unbalanced one it says which
 * brace is missing.
 */
export function layout(source: Source, tokens: readonly IToken[], diagnostics: Diagnostic[]): IToken[] {
  const balanced = balanceBrackets(source, balanceBraces(source, tokens, diagnostics), diagnostics);
  const out: IToken[] = [];
  let open = 0;
  let before: IToken | undefined;
  for (const token of balanced) {
    const type = token.tokenType;
    if (type === LBracket || type === LParen) open++;
    else if (type === RBracket || type === RParen) open--;
    if (type === Semicolon) {
      out.push(virtual(Separator, token.startOffset));
      before = undefined;
      continue;
    }
    if (
      before !== undefined &&
      open - (type === LBracket || type === LParen ? 1 : 0) <= 0 &&
      ends(source, before, token)
    ) {
      out.push(virtual(Separator, before.startOffset + before.image.length));
    }
    out.push(token);
    before = token;
  }
  return out;
}

function ends(source: Source, before: IToken, token: IToken): boolean {
  const type = token.tokenType;
  const last = before.tokenType;
  if (last === LBrace || type === RBrace) return false;
  if (type === Key || type === TextKey || type === Doc || last === Doc) return true;
  if (last === RBrace)
    return !(comesFrom.has(type) || tokenMatcher(token, Compare) || (joins(token) && type !== LBrace));
  if (!breaksLine(source, before, token)) return false;
  if (last === Key || last === TextKey) return !afterKey.has(type);
  if (goesOn.has(last) || tokenMatcher(before, Compare)) return false;
  return !(comesFrom.has(type) || tokenMatcher(token, Compare) || joins(token));
}

/** The virtual token that stands for `case { … }` or `first of { … }` in a value. */
export function blockToken(kind: "case" | "first-of", from: IToken, to: IToken): IToken {
  const type = kind === "case" ? CaseBlock : FirstBlock;
  return { ...virtual(type, from.startOffset), endOffset: to.startOffset + to.image.length - 1 };
}
