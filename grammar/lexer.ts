import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import { type Source, span } from "../src/text/source.ts";
import { invisible } from "./characters.ts";
import { readableEnd } from "./depth.ts";
import { rejoin, strangeCharacters } from "./foreign.ts";
import { endOf } from "./place.ts";
import { scan } from "./scan.ts";
import { slipDiagnostic, writtenOut } from "./slip-messages.ts";
import { Clock, Key, NumberLiteral, slips, Text, TextKey, Unread } from "./tokens.ts";
import { tokenMatcher } from "./token-type.ts";
import { Glue, Name } from "./word-classes.ts";
import { Until, wordType } from "./words.ts";

/** The tokens of a text in order, its comments in order, and what was wrong with its characters. */
export type Lexed = {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where reading stopped; the end of the text unless a bound was passed. */
  readonly end: number;
};

/** Marks a token that was reported already: when its value then cannot be read, one finding is enough. */
export const SLIP = "slip";

const readings = new Map(slips.map((one) => [one.type.tokenTypeIdx, one.reading]));

/** Reads `source` once from start to end; text that nests deeper than the bound is read up to there. */
export function lex(source: Source): Lexed {
  const diagnostics: Diagnostic[] = [...invisible(source)];
  const end = readableEnd(source, diagnostics);
  const text = end === source.text.length ? source.text : source.text.slice(0, end);
  const result = scan(text);
  const { comments } = result;
  if (result.errors.length === 0 && !result.slips) return { tokens: result.tokens, comments, diagnostics, end };
  const tokens: IToken[] = [];
  for (const error of result.errors) {
    const strange = strangeCharacters(source, error);
    if (strange !== undefined) diagnostics.push(strange);
  }
  // A word that a strange character cut in two is known when it is one again.
  if (result.errors.length > 0)
    for (const token of result.tokens) if (tokenMatcher(token, Glue) || tokenMatcher(token, Name)) retype(token, Name);
  for (const token of rejoin(source, result.tokens, result.errors, Unread, spoil)) {
    if (token.tokenTypeIdx === Name.tokenTypeIdx) {
      retype(token, wordType(token.image) ?? Name);
      tokens.push(token);
      continue;
    }
    const reading = readings.get(token.tokenTypeIdx);
    if (reading === undefined) {
      tokens.push(token);
      continue;
    }
    if (keyOfSlip(source, token, tokens[tokens.length - 1])) continue;
    diagnostics.push(slipDiagnostic(token, span(source, token.startOffset, token.startOffset + token.image.length)));
    if (reading === "skip") continue;
    if (reading === "split") {
      tokens.push(...split(token));
      continue;
    }
    spoil(token);
    token.image = meantNumber(token);
    if (reading !== "poison" && !(token.tokenType.name === "SlipExponent" && /e/i.test(token.image)))
      retype(token, reading);
    tokens.push(token);
  }
  return { tokens, comments, diagnostics, end };
}

function spoil(token: IToken): void {
  token.payload = SLIP;
}

/** True when `token` is the colon behind a slip, which is then a key: `'Good Friday': …` has one finding, that of its quotes. */
function keyOfSlip(source: Source, token: IToken, before: IToken | undefined): boolean {
  if (token.tokenType.name !== "SlipColon" || before?.payload !== SLIP) return false;
  if (!/^[ \t]*$/.test(source.text.slice(endOf(before), token.startOffset))) return false;
  retype(before, before.tokenType === Text ? TextKey : Key);
  before.image = `${before.image}:`;
  before.endOffset = endOf(token) - 1;
  return true;
}

/** The digits that `1e6` and `0,05` stand for. */
function meantNumber(token: IToken): string {
  if (token.tokenType.name === "SlipExponent") return writtenOut(token.image) ?? token.image;
  return token.tokenType.name === "SlipDecimalComma" ? token.image.replace(",", ".") : token.image;
}

function retype(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx as number;
}

/** `17:00-16:00` as `17:00 until 16:00`, `2min` as `2 min`. */
function split(token: IToken): IToken[] {
  const piece = (type: TokenType, image: string, from: number): IToken => ({
    image,
    startOffset: token.startOffset + from,
    endOffset: token.startOffset + from + image.length - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx as number,
    payload: SLIP,
  });
  const clocks = /^(\d{1,2}:\d{2})([^\d]+)(\d{1,2}:\d{2})$/.exec(token.image);
  if (clocks !== null) {
    const [, from, between, until] = clocks as unknown as [string, string, string, string];
    return [
      piece(Clock, from, 0),
      piece(Until, between, from.length),
      piece(Clock, until, from.length + between.length),
    ];
  }
  const [, number, word] = /^([\d_]+(?:\.\d+)?)(.*)$/.exec(token.image) as unknown as [string, string, string];
  return [piece(NumberLiteral, number, 0), piece(wordType(word) ?? Name, word, number.length)];
}
