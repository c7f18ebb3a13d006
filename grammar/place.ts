import type { IToken, TokenType } from "chevrotain";
import { type Source, type Span, span } from "../src/text/source.ts";

/** A token that stands for nothing written: an empty place at `offset`. */
export function virtual(type: TokenType, offset: number, image = ""): IToken {
  return {
    image,
    startOffset: offset,
    endOffset: offset - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx as number,
  };
}

/** A token, or what was read from tokens. */
export type Placed = Pick<IToken, "startOffset" | "endOffset">;

/** The first offset behind a token or tree; the parser's own end offsets name the last character instead. */
export function endOf(token: Placed): number {
  return (token.endOffset ?? token.startOffset - 1) + 1;
}

export function tokenSpan(source: Source, token: Placed): Span {
  return span(source, token.startOffset, endOf(token));
}

/** True when the two neighbours stand on different lines. */
export function breaksLine(source: Source, before: IToken, token: IToken): boolean {
  const text = source.text;
  for (let at = endOf(before); at < token.startOffset; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
  }
  return false;
}

/** The column, from nought, at which the first character that is no blank stands in the line of `offset`. */
export function indentAt(source: Source, offset: number): number {
  const text = source.text;
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  let at = start;
  while (at < text.length && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at - start;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** `gap` without its lines of nothing but semicolons: they say nothing, and are no empty lines either. */
export function withoutIdleLines(gap: string): string {
  return gap.replace(/(?:\r\n|\r|\n)[ \t]*(?:;[ \t]*)+(?=[\r\n])/g, "");
}
