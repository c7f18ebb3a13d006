import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import { diagnostic } from "../src/diagnostic/diagnostic.ts";
import type { Source } from "../src/text/source.ts";
import { SLIP } from "./lexer.ts";
import { breaksLine, endOf, indentAt, tokenSpan, virtual } from "./place.ts";
import { Doc, Key, LBrace, LBracket, LParen, RBrace, RBracket, RParen, Semicolon, TextKey } from "./tokens.ts";

const stops: ReadonlySet<TokenType> = new Set([Key, TextKey, LBrace, RBrace, Semicolon, Doc]);

/**
 * Every `[` and `(` has its partner within its own value afterwards: a missing one is reported once and supplied, one too many is
 * reported and left out.
 */
export function balanceBrackets(
  source: Source,
  tokens: readonly IToken[],
  diagnostics: Diagnostic[],
): readonly IToken[] {
  let out: IToken[] | undefined;
  const open: { readonly token: IToken; readonly at: number }[] = [];
  const copied = (upTo: number): IToken[] => (out ??= tokens.slice(0, upTo));
  const closeAll = (down: number, place: number, upTo: number) => {
    const first = open[down]?.token;
    // One finding a value: the inner ones follow from the first.
    if (first !== undefined) {
      const close = first.tokenType === LParen ? ")" : "]";
      diagnostics.push(diagnostic("bracket-not-closed", tokenSpan(source, first), { open: first.image, close }));
    }
    while (open.length > down) {
      const { token } = open.pop() as { token: IToken };
      copied(upTo).push({ ...virtual(token.tokenType === LParen ? RParen : RBracket, place), payload: SLIP });
    }
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as IToken;
    const type = token.tokenType;
    const before = tokens[at - 1];
    if (open.length > 0 && before !== undefined) {
      const leaves = stops.has(type) || (leavesIndent(source, before, token, open) && !closesLater(tokens, at));
      if (leaves) closeAll(0, endOf(before), at);
    }
    if (type === LBracket || type === LParen) open.push({ token, at });
    else if (type === RBracket || type === RParen) {
      const opener = type === RBracket ? LBracket : LParen;
      const match = lastIndex(open, opener);
      if (match < 0 && open.length > 0 && !closesLater(tokens, at + 1)) {
        // `[Mar, Jun)`: the list ends here, with the wrong sign.
        closeAll(open.length - 1, token.startOffset, at);
        continue;
      }
      if (match < 0) {
        const last = tokens[at - 1];
        if (last !== undefined) last.payload = SLIP;
        diagnostics.push(diagnostic("bracket-extra", tokenSpan(source, token), { close: token.image }));
        copied(at);
        continue;
      }
      closeAll(match + 1, token.startOffset, at);
      open.pop();
    }
    out?.push(token);
  }
  const last = tokens[tokens.length - 1];
  if (last !== undefined) closeAll(0, endOf(last), tokens.length);
  return out ?? tokens;
}

function lastIndex(open: readonly { readonly token: IToken }[], type: TokenType): number {
  for (let at = open.length - 1; at >= 0; at--) if (open[at]?.token.tokenType === type) return at;
  return -1;
}

/** True when `token` begins a line no further in than the line of the outermost open bracket: nobody writes a list that way. */
function leavesIndent(
  source: Source,
  before: IToken,
  token: IToken,
  open: readonly { readonly token: IToken }[],
): boolean {
  if (token.tokenType === RBracket || token.tokenType === RParen) return false;
  if (!breaksLine(source, before, token)) return false;
  return indentAt(source, token.startOffset) <= indentAt(source, (open[0] as { token: IToken }).token.startOffset);
}

/** True when a closing bracket follows within the same value: then the list was only laid out oddly. */
function closesLater(tokens: readonly IToken[], from: number): boolean {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const type = (tokens[at] as IToken).tokenType;
    if (stops.has(type)) return false;
    if (type === LBracket || type === LParen) depth++;
    else if ((type === RBracket || type === RParen) && depth-- === 0) return true;
  }
  return false;
}
