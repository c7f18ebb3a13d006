import { endOf } from "../../grammar/place.ts";
import {
  Comma,
  Compare,
  Dot,
  Dots,
  Key,
  LBracket,
  LParen,
  Minus,
  NumberLiteral,
  Percent,
  Plus,
  RBracket,
  RParen,
  Slash,
  Star,
  TextKey,
} from "../../grammar/tokens.ts";
import { Glue, Name } from "../../grammar/word-classes.ts";
import { For } from "../../grammar/words.ts";
import type { Token } from "./tree.ts";

type Type = Token["tokenType"];

const is = (token: Token, ...types: Type[]): boolean => types.includes(token.tokenType);
const within = (token: Token, family: Type): boolean =>
  token.tokenType === family || token.tokenType.CATEGORIES?.includes(family) === true;

export const isComma = (token: Token): boolean => is(token, Comma);
export const isOpen = (token: Token): boolean => is(token, LBracket, LParen);
export const isClose = (token: Token): boolean => is(token, RBracket, RParen);
/** A joining word before which a line may be broken: all but `for`, with which sections begin. */
export const mayBeginLine = (token: Token): boolean => within(token, Glue) && !is(token, For);
export const isOperator = (token: Token): boolean => is(token, Plus, Minus, Star, Slash);
export const isName = (token: Token): boolean => within(token, Name);

/** The token as it is written in the one style: no blank before a key's colon, one blank within `on or after`. */
export function imageOf(token: Token): string {
  if (is(token, Key, TextKey)) return token.image.replace(/[ \t]*:$/, ":");
  return token.image.startsWith('"') ? token.image : token.image.replace(/[ \t]+/g, " ");
}

/** True for a `+` or `-` that is the sign of what follows, not an operator between two; `legs` are the offsets at which legs begin. */
export function isSign(before: Token | undefined, token: Token, legs: ReadonlySet<number>): boolean {
  if (!is(token, Plus, Minus)) return false;
  if (legs.has(token.startOffset) || before === undefined) return true;
  return (
    isOperator(before) ||
    is(before, LBracket, LParen, Comma, Dots, Key, TextKey) ||
    within(before, Glue) ||
    within(before, Compare)
  );
}

/** True for the `/` of `1/10` and `act/360`: a fraction or a way to count days, no division of two quantities. */
export function isFraction(left: Token | undefined, slash: Token, right: Token | undefined): boolean {
  if (!is(slash, Slash) || left === undefined || right === undefined || !is(right, NumberLiteral)) return false;
  return is(left, NumberLiteral) || left.image === "act";
}

/** Whether a blank stands between two neighbours in a line that are no sign and its number, nor parts of one fraction. */
export function blankBetween(before: Token, token: Token): boolean {
  if (is(token, Comma, Dots, Dot, Percent) || isClose(token)) return false;
  if (is(before, Dots, Dot) || isOpen(before)) return false;
  // `GPH[near]` and `min(a, b)` are other things than a name and a list or group beside it.
  if (isOpen(token) && isName(before)) return endOf(before) !== token.startOffset;
  return true;
}
