import type { ILexingError, IToken, TokenType } from "chevrotain";
import {
  AtLeastSign,
  Comma,
  Comment,
  Doc,
  Dot,
  Dots,
  Greater,
  Key,
  LBrace,
  LBracket,
  lexed,
  LParen,
  Minus,
  NumberLiteral,
  Percent,
  Plus,
  RBrace,
  RBracket,
  RParen,
  Semicolon,
  Slash,
  slips as allSlips,
  Text,
  TextKey,
} from "./tokens.ts";
import { placeOfWord, typeAt, wordAt } from "./intern.ts";
import { Name } from "./word-classes.ts";

/** What stands in a text: its tokens and its comments in order, and the runs of characters no token begins with. */
export type Scanned = {
  readonly tokens: IToken[];
  readonly comments: IToken[];
  readonly errors: ILexingError[];
  /** Whether a slip is among the tokens. */
  readonly slips: boolean;
};

/** What a character may be a part of; the rest is told by the patterns. */
const [OTHER, BLANK, LETTER, DIGIT] = [0, 1, 2, 3] as const;
const classes = new Uint8Array(128).fill(OTHER);
for (const one of " \t\r\n\f\v") classes[one.charCodeAt(0)] = BLANK;
for (let code = 48; code < 58; code++) classes[code] = DIGIT;
for (let code = 65; code < 91; code++) classes[code] = classes[code + 32] = LETTER;
classes["_".charCodeAt(0)] = LETTER;

const [TAB, SPACE, QUOTE, APOSTROPHE, STAR, DASH, DOT, SLASH] = [9, 32, 34, 39, 42, 45, 46, 47] as const;
const [COLON, EQUALS, GREATER, RIGHT_QUOTE] = [58, 61, 62, 0x2019] as const;

/** Signs that are tokens by themselves, whatever stands behind them. */
const signs: readonly (TokenType | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  [LBrace, RBrace, LBracket, RBracket, LParen, RParen, Semicolon, Comma, Plus, Minus, Percent].find(
    (one) => one.LABEL === String.fromCharCode(code),
  ),
);

const slipTypes: ReadonlySet<TokenType> = new Set(allSlips.map((one) => one.type));

type Pattern = { readonly type: TokenType; readonly pattern: RegExp };

const all: readonly Pattern[] = lexed.map((type) => ({
  type,
  pattern: new RegExp((type.PATTERN as RegExp).source, "y"),
}));
/** Every pattern that a digit can begin says so first. */
const ofDigits = all.filter(({ pattern }) => /^(?:\\d|\d)/.test(pattern.source));
const ofOthers = all.filter((one) => !ofDigits.includes(one));

/** Words that begin a token of several words, each with how the next of them begins, and the beginnings of an address. */
const BEGINNINGS = new Map([
  ["on", "o"],
  ["in", "p"],
  ["at", "ml"],
  ["more", "t"],
  ["http", ""],
  ["https", ""],
]);

/**
 * Cuts `text` into tokens: of all types the first in the order of `lexed` that fits, a name told to be a glue or soft word. Names, numbers, texts, blanks and signs, of which
 * nearly all of a text consists, are told by their characters; where what follows could make something else of them the patterns are asked.
 */
export function scan(text: string): Scanned {
  const tokens: IToken[] = [];
  const comments: IToken[] = [];
  const errors: ILexingError[] = [];
  let slips = false;
  const { length } = text;
  const put = (type: TokenType, image: string, start: number, end: number): number => {
    tokens.push({
      image,
      startOffset: start,
      endOffset: end - 1,
      tokenTypeIdx: type.tokenTypeIdx as number,
      tokenType: type,
    });
    return end;
  };
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (classes[code] as number) : OTHER;
    if (kind === BLANK) {
      at++;
      continue;
    }
    let end = -1;
    let type: TokenType | undefined;
    if (kind === LETTER) {
      end = nameEnd(text, at);
      type = nameType(text, at, end);
      if (type === Key) end = text.indexOf(":", end) + 1;
      if (type !== undefined) {
        const place = placeOfWord(text, at, end);
        at = put(type === Name ? typeAt(place) : type, wordAt(place), at, end);
        continue;
      }
    } else if (kind === DIGIT) {
      end = numberEnd(text, at);
      if (end >= 0) {
        at = put(NumberLiteral, wordAt(placeOfWord(text, at, end)), at, end);
        continue;
      }
    } else if (code === QUOTE) {
      end = textEnd(text, at);
      if (end >= 0) {
        const colon = colonBehind(text, end);
        type = colon < 0 ? Text : TextKey;
        if (colon >= 0) end = colon + 1;
      }
    } else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) {
      end = lineEnd(text, at);
      if (text.charCodeAt(at + 2) === SLASH) type = Doc;
      else {
        comments.push({
          image: text.slice(at, end),
          startOffset: at,
          tokenTypeIdx: Comment.tokenTypeIdx as number,
          tokenType: Comment,
        });
        at = end;
        continue;
      }
    } else if (code < 128) {
      type = signs[code] ?? signType(text, at, code);
      end = at + (type === Dots || type === AtLeastSign ? 2 : 1);
    }
    if (type !== undefined) {
      at = put(type, text.slice(at, end), at, end);
      continue;
    }
    const found = matched(text, at);
    if (found !== undefined) {
      if (slipTypes.has(found.type)) slips = true;
      const named = found.type === Name ? typeAt(placeOfWord(text, at, found.end)) : found.type;
      at = put(named, text.slice(at, found.end), at, found.end);
      continue;
    }
    const start = at;
    do at++;
    while (at < length && matched(text, at) === undefined);
    errors.push({ offset: start, line: undefined, column: undefined, length: at - start, message: "" });
  }
  return { tokens, comments, errors, slips };
}

/** The first type whose pattern fits at `at`. */
function matched(text: string, at: number): { readonly type: TokenType; readonly end: number } | undefined {
  for (const { type, pattern } of classAt(text, at) === DIGIT ? ofDigits : ofOthers) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return { type, end: pattern.lastIndex };
  }
  return undefined;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (classes[code] as number) : OTHER;
}

/** Behind the name that begins at `start`: letters and digits, with single dashes between them. */
function nameEnd(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    while (classAt(text, at) >= LETTER) at++;
    if (text.charCodeAt(at) !== DASH || classAt(text, at + 1) < LETTER) return at;
    at += 2;
  }
}

/** `Name` or `Key`; undefined where what follows may make it a zone, a slip or the first of several words. */
function nameType(text: string, start: number, end: number): TokenType | undefined {
  const behind = text.charCodeAt(end);
  if (behind === SLASH || behind === APOSTROPHE || behind === RIGHT_QUOTE || behind === DASH) return undefined;
  // `size-2.5`
  if (behind === DOT && classAt(text, end + 1) === DIGIT) return undefined;
  const after = behind === SPACE || behind === TAB ? blanksEnd(text, end) : end;
  if (end - start <= 5) {
    const begins = BEGINNINGS.get(text.slice(start, end));
    // Behind a rarer blank the patterns are asked as well.
    const next = text.charAt(after);
    if (begins !== undefined && (begins === "" || begins.includes(next) || next === "\f" || next === "\v"))
      return undefined;
  }
  if (text.charCodeAt(after) !== COLON) return Name;
  // `x://` is no key.
  return text.charCodeAt(after + 1) === SLASH && text.charCodeAt(after + 2) === SLASH ? undefined : Key;
}

/** A sign that stands for itself unless what follows makes another of it. */
function signType(text: string, at: number, code: number): TokenType | undefined {
  const behind = text.charCodeAt(at + 1);
  if (code === DOT) {
    if (behind === DOT) return text.charCodeAt(at + 2) === DOT ? undefined : Dots;
    return classAt(text, at + 1) === DIGIT ? undefined : Dot;
  }
  if (code === SLASH) return behind === STAR ? undefined : Slash;
  if (code === GREATER) return behind === EQUALS ? AtLeastSign : Greater;
  return undefined;
}

/** Where the colon stands that only blanks part from `end`; -1 where none does. */
function colonBehind(text: string, end: number): number {
  const at = blanksEnd(text, end);
  return text.charCodeAt(at) === COLON ? at : -1;
}

function blanksEnd(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === SPACE || code === TAB; code = text.charCodeAt(at)) at++;
  return at;
}

/** Behind a plain number; -1 where what follows may make it a date, a time, an ordinal or a slip. */
function numberEnd(text: string, start: number): number {
  let at = digitsEnd(text, start);
  if (text.charCodeAt(at) === DOT && classAt(text, at + 1) === DIGIT) at = digitsEnd(text, at + 1);
  const code = text.charCodeAt(at);
  if (code !== code) return at;
  if (code >= 128) return -1;
  const behind = classes[code] as number;
  if (behind >= LETTER) return -1;
  if (behind === BLANK) {
    // `4 pm` and `17:00 - 18:00` begin so.
    const letter = text.charCodeAt(at + 1) | 32;
    return letter === 97 || letter === 112 ? -1 : at;
  }
  // A bracket, a brace, a percent sign or a semicolon ends it; before anything else the patterns are asked.
  return code === 41 ||
    code === 93 ||
    code === 125 ||
    code === 37 ||
    code === 59 ||
    (code === 44 && classAt(text, at + 1) === BLANK)
    ? at
    : -1;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); (code >= 48 && code < 58) || code === 95; code = text.charCodeAt(at)) at++;
  return at;
}

/** Behind the closing quote; -1 where the line ends before it. */
function textEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === 10 || code === 13) return -1;
  }
  return -1;
}

function lineEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
    at++;
  }
  return at;
}
