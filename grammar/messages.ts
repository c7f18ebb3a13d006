import type { IToken } from "chevrotain";
import { tokenMatcher } from "./token-type.ts";
import { type Diagnostic, diagnostic } from "../src/diagnostic/diagnostic.ts";
import { type Source, span } from "../src/text/source.ts";
import { DEEPEST } from "./depth.ts";
import type { Stop } from "./phrase.ts";
import { endOf, tokenSpan } from "./place.ts";
import {
  CaseBlock,
  Comma,
  Compare,
  FirstBlock,
  LBracket,
  LParen,
  Minus,
  Plus,
  RBracket,
  RParen,
  Slash,
  Star,
} from "./tokens.ts";
import { Glue, Name } from "./word-classes.ts";
import { In } from "./words.ts";

/** A value may have this many operators and joining words: its tree must stay shallow enough for every later stage. */
export const MOST_JOINS = 400;

const joins = new Set([Plus, Minus, Star, Slash, LBracket, LParen]);

/** The finding for a value too long or too deep to be read; commas do not count, because lists are flat. */
export function tooLong(source: Source, tokens: readonly IToken[]): Diagnostic | undefined {
  if (tokens.length <= DEEPEST) return undefined;
  let count = 0;
  let depth = 0;
  for (const token of tokens) {
    const type = token.tokenType;
    if (type === RBracket || type === RParen) depth--;
    if (!joins.has(type) && !tokenMatcher(token, Glue) && !tokenMatcher(token, Compare)) continue;
    if ((type === LBracket || type === LParen) && ++depth > DEEPEST)
      return diagnostic("nesting-too-deep", tokenSpan(source, token), { bound: DEEPEST });
    if (++count > MOST_JOINS) return diagnostic("value-too-long", tokenSpan(source, token), { bound: MOST_JOINS });
  }
  return undefined;
}

/** The finding for a phrase that could not be read: at the first word that does not fit, or behind the last when more was expected. */
export function phraseProblem(
  source: Source,
  stop: Stop,
  where: string,
  kind: { says: string; example: string },
): Diagnostic {
  const { found, before } = stop;
  if (found !== undefined) {
    const wanted = before?.tokenType === In && tokenMatcher(found, Name) ? ZONE : kind;
    return diagnostic("value-unreadable", tokenSpan(source, found), {
      found: spelt(found),
      where,
      says: wanted.says,
      example: wanted.example,
    });
  }
  const end = before === undefined ? 0 : endOf(before);
  const at = before === undefined ? span(source, 0, 0) : tokenSpan(source, before);
  return diagnostic(
    "value-unfinished",
    { ...at, start: Math.min(at.start, end) },
    {
      before: before === undefined ? "this" : spelt(before),
      where,
      says: kind.says,
      example: kind.example,
    },
    before?.tokenType === Comma ? { help: COMMA } : {},
  );
}

const ZONE = { says: "a time zone with its region", example: "in America/Chicago" };

const COMMA = "remove the comma: a field ends with its line, and two on one line are separated by `;`";

function spelt(token: IToken): string {
  if (token.tokenType === CaseBlock) return "case { … }";
  if (token.tokenType === FirstBlock) return "first of { … }";
  return token.image;
}
