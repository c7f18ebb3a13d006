import type { IToken, TokenType } from "chevrotain";
import { tokenMatcher } from "./token-type.ts";
import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import type { Source } from "../src/text/source.ts";
import { balanceBraces } from "./balance-braces.ts";
import { balanceBrackets } from "./balance-brackets.ts";
import { breaksLine, indentAt, virtual } from "./place.ts";
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
  for (let at = 0; at < balanced.length; at++) {
    const token = balanced[at] as IToken;
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
      (ends(source, before, token) || (before.tokenType === Comma && leftComma(source, balanced, at)))
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

/** True for a token behind a comma at the end of a line when the next line begins a block: no list goes on with one, so the comma was left over. */
function leftComma(source: Source, tokens: readonly IToken[], at: number): boolean {
  const [before, first] = [tokens[at - 1] as IToken, tokens[at] as IToken];
  if (!breaksLine(source, before, first)) return false;
  if (["case", "first"].includes(first.image)) return false;
  if (indentAt(source, first.startOffset) > indentAt(source, before.startOffset)) return false;
  for (let next = at; next < tokens.length; next++) {
    const token = tokens[next] as IToken;
    if (token.tokenType === LBrace) return true;
    if (next > at && breaksLine(source, tokens[next - 1] as IToken, token)) return false;
    if (token.tokenType === Key || token.tokenType === RBrace) return false;
  }
  return false;
}

/** The virtual token that stands for `case { … }` or `first of { … }` in a value. */
export function blockToken(kind: "case" | "first-of", from: IToken, to: IToken): IToken {
  const type = kind === "case" ? CaseBlock : FirstBlock;
  return { ...virtual(type, from.startOffset), endOffset: to.startOffset + to.image.length - 1 };
}
