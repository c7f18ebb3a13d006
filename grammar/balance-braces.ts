import type { IToken } from "chevrotain";
import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import { diagnostic } from "../src/diagnostic/diagnostic.ts";
import { type Source, span } from "../src/text/source.ts";
import { breaksLine, endOf, indentAt, tokenSpan, virtual } from "./place.ts";
import { Doc, Key, LBrace, RBrace, TextKey } from "./tokens.ts";

/** Every `{` has its `}` afterwards. A balanced text comes back as it is; in another the indentation tells which brace was meant. */
export function balanceBraces(source: Source, tokens: readonly IToken[], diagnostics: Diagnostic[]): readonly IToken[] {
  let depth = 0;
  let least = 0;
  for (const token of tokens) {
    if (token.tokenType === LBrace) depth++;
    else if (token.tokenType === RBrace) least = Math.min(least, --depth);
  }
  if (depth === 0 && least === 0) return tokens;
  const opened = least < 0 ? supplyOpening(source, tokens, diagnostics) : tokens;
  return closeOpen(source, opened, diagnostics);
}

/** Supplies a `{` where a line that heads a block is followed by deeper fields without one. */
function supplyOpening(source: Source, tokens: readonly IToken[], diagnostics: Diagnostic[]): readonly IToken[] {
  let missing = 0;
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === LBrace) depth++;
    else if (token.tokenType === RBrace && --depth < 0) {
      missing++;
      depth = 0;
    }
  }
  const out: IToken[] = [];
  let first: IToken | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as IToken;
    const before = tokens[at - 1];
    const begins = before === undefined || breaksLine(source, before, token);
    if (
      missing > 0 &&
      begins &&
      before !== undefined &&
      first !== undefined &&
      heads(first) &&
      before.tokenType !== LBrace
    ) {
      const deeper = indentAt(source, token.startOffset) > indentAt(source, first.startOffset);
      if (deeper && (token.tokenType === Key || token.tokenType === TextKey)) {
        missing--;
        const place = endOf(before);
        diagnostics.push(
          diagnostic(
            "brace-missing",
            span(source, first.startOffset, place),
            { head: source.text.slice(first.startOffset, place) },
            {
              fixes: [{ title: "write `{`", edits: [{ span: span(source, place, place), text: " {" }] }],
            },
          ),
        );
        out.push(virtual(LBrace, place));
      }
    }
    if (begins) first = token;
    out.push(token);
  }
  return out;
}

function heads(token: IToken): boolean {
  return ![Key, TextKey, Doc, LBrace, RBrace].includes(token.tokenType);
}

type Opener = { readonly token: IToken; readonly indent: number };

/** Supplies every missing `}` where the indentation goes back past its block, and leaves out every one too many. */
function closeOpen(source: Source, tokens: readonly IToken[], diagnostics: Diagnostic[]): IToken[] {
  const out: IToken[] = [];
  const open: Opener[] = [];
  let surplus = balance(tokens);
  const close = (place: number) => {
    const opener = open.pop() as Opener;
    surplus--;
    diagnostics.push(
      diagnostic("block-not-closed", tokenSpan(source, opener.token), { head: headOf(source, opener.token) }),
    );
    out.push(virtual(RBrace, place));
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as IToken;
    const before = tokens[at - 1];
    const begins = before === undefined || breaksLine(source, before, token);
    const indent = begins ? indentAt(source, token.startOffset) : -1;
    const closing = token.tokenType === RBrace;
    if (begins && before !== undefined && surplus > 0) {
      // A closing brace may stand as far in as its head; anything else must stand further in.
      while (surplus > 0 && open.length > 0 && (closing ? indent < top(open).indent : indent <= top(open).indent))
        close(endOf(before));
    }
    if (token.tokenType === LBrace) open.push({ token, indent: indentAt(source, token.startOffset) });
    if (closing) {
      const stray = surplus < 0 && begins && open.length > 0 && indent > top(open).indent;
      const tight =
        surplus < 0 &&
        !begins &&
        before?.tokenType === RBrace &&
        open.length > 0 &&
        earlierLine(source, top(open).token, token);
      if (open.length === 0 || stray || tight) {
        // Whatever follows the first one too many is its consequence.
        if (!diagnostics.some((one) => one.code === "brace-extra")) {
          diagnostics.push(
            diagnostic(
              "brace-extra",
              tokenSpan(source, token),
              {},
              {
                fixes: [{ title: "remove it", edits: [{ span: tokenSpan(source, token), text: "" }] }],
              },
            ),
          );
        }
        surplus++;
        continue;
      }
      open.pop();
    }
    out.push(token);
  }
  const last = tokens[tokens.length - 1] as IToken;
  while (open.length > 0) close(endOf(last));
  return out;
}

/** How many more braces open than close. */
function balance(tokens: readonly IToken[]): number {
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === LBrace) depth++;
    else if (token.tokenType === RBrace) depth--;
  }
  return depth;
}

function top(open: readonly Opener[]): Opener {
  return open[open.length - 1] as Opener;
}

function earlierLine(source: Source, first: IToken, second: IToken): boolean {
  return breaksLine(source, first, second);
}

/** What stands before a `{` in its line. */
function headOf(source: Source, brace: IToken): string {
  const text = source.text;
  let start = brace.startOffset;
  while (start > 0 && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start--;
  return text.slice(start, brace.startOffset).trim();
}
