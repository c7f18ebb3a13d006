import type { IToken, TokenType } from "chevrotain";
import { Lexer } from "chevrotain";
import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import { diagnostic } from "../src/diagnostic/diagnostic.ts";
import { type Source, span } from "../src/text/source.ts";
import { invisible } from "./characters.ts";
import { readableEnd } from "./depth.ts";
import { slipDiagnostic } from "./slip-messages.ts";
import { Clock, lexed, NumberLiteral, slips } from "./tokens.ts";
import { Name } from "./word-classes.ts";
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

let built: Lexer | undefined;

/** The lexer, made on first use. Only offsets are kept: line and column are looked up when a message needs them. */
export function lexer(validate = false): Lexer {
  if (validate) return new Lexer([...lexed], { ensureOptimizations: true, positionTracking: "onlyOffset" });
  built ??= new Lexer([...lexed], { ensureOptimizations: true, positionTracking: "onlyOffset", skipValidations: true });
  return built;
}

const readings = new Map(slips.map((one) => [one.type.tokenTypeIdx, one.reading]));

/** Reads `source` once from start to end; text that nests deeper than the bound is read up to there. */
export function lex(source: Source): Lexed {
  const diagnostics: Diagnostic[] = [...invisible(source)];
  const end = readableEnd(source, diagnostics);
  const text = end === source.text.length ? source.text : source.text.slice(0, end);
  const result = lexer().tokenize(text);
  for (const error of result.errors) {
    const at = span(source, error.offset, error.offset + error.length);
    const found = text.slice(error.offset, error.offset + error.length);
    // Invisible characters were reported above, each line once.
    if (!/^[\p{Cc}\p{Cf}\ufeff\ud800-\udfff]*$/u.test(found)) diagnostics.push(unknownCharacters(found, at));
  }
  const tokens: IToken[] = [];
  for (const token of result.tokens) {
    // The lexer tracks where tokens start and nothing more: their last character is worked out here, once.
    token.endOffset = token.startOffset + token.image.length - 1;
    if (token.tokenTypeIdx === Name.tokenTypeIdx) {
      const word = wordType(token.image);
      if (word !== undefined) {
        retype(token, word);
      }
      tokens.push(token);
      continue;
    }
    const reading = readings.get(token.tokenTypeIdx);
    if (reading === undefined) {
      tokens.push(token);
      continue;
    }
    diagnostics.push(slipDiagnostic(token, span(source, token.startOffset, token.startOffset + token.image.length)));
    if (reading === "skip") continue;
    if (reading === "split") {
      tokens.push(...split(token));
      continue;
    }
    token.payload = SLIP;
    if (reading !== "poison") retype(token, reading);
    tokens.push(token);
  }
  return { tokens, comments: result.groups["comments"] ?? [], diagnostics, end };
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

function unknownCharacters(found: string, at: ReturnType<typeof span>): Diagnostic {
  const character = String.fromCodePoint(found.codePointAt(0) as number);
  if (/^[\u00a0\u2000-\u200a\u202f\u205f\u3000]+$/.test(found)) {
    return diagnostic(
      "odd-space",
      at,
      {},
      { fixes: [{ title: "use an ordinary space", edits: [{ span: at, text: " " }] }] },
    );
  }
  if (/^\p{L}/u.test(found)) return diagnostic("letter-not-latin", at, { letter: character });
  return diagnostic("unknown-character", at, { character });
}
