import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import { diagnostic } from "../src/diagnostic/diagnostic.ts";
import { type Source, span } from "../src/text/source.ts";

/** Blocks, and brackets within a line, may stand this deep in one another; the deepest specification known uses six levels. */
export const DEEPEST = 64;

/** A longer text is refused unread; the longest rulebook chapter as a specification is a hundredth of it. */
export const LONGEST = 2 * 1024 * 1024;

const codes = {
  quote: 34,
  open: 40,
  close: 41,
  slash: 47,
  bracketOpen: 91,
  bracketClose: 93,
  braceOpen: 123,
  braceClose: 125,
} as const;

/**
 * The offset up to which `source` is read: its end, or the first bracket deeper than `DEEPEST`, reported in `into`. Looks at characters
 * only, before any token is made, so that ten million of `{` cost a few milliseconds.
 */
export function readableEnd(source: Source, into: Diagnostic[]): number {
  const text = source.text;
  if (text.length <= LONGEST && hasFewBrackets(text)) return text.length;
  let blocks = 0;
  // Brackets end with their value, so one left open must not be counted for the rest of the file.
  let brackets = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === codes.quote) {
      at = textEnd(text, at);
      continue;
    }
    if (code === codes.slash && text.charCodeAt(at + 1) === codes.slash) {
      at = lineEnd(text, at);
      continue;
    }
    if (code === codes.braceOpen) blocks++;
    else if (code === codes.braceClose && blocks > 0) blocks--;
    else if (code === codes.bracketOpen || code === codes.open) brackets++;
    else if ((code === codes.bracketClose || code === codes.close) && brackets > 0) brackets--;
    else if (code === 10 || code === 13) brackets = 0;
    if (blocks > DEEPEST || brackets > DEEPEST) {
      into.push(diagnostic("nesting-too-deep", span(source, at, at + 1), { bound: DEEPEST }));
      return at;
    }
    at++;
  }
  if (text.length > LONGEST) {
    into.push(diagnostic("text-too-long", span(source, 0, 0), { bound: "2 MiB" }));
    return 0;
  }
  return text.length;
}

/** True where there are not enough brackets to nest too deep, wherever they stand: so it is in nearly every text. */
function hasFewBrackets(text: string): boolean {
  let count = 0;
  for (const sign of "{[(")
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) if (++count > DEEPEST) return false;
  return true;
}

/** An unclosed text ends at a brace or with its line, as the lexer has it. */
function textEnd(text: string, start: number): number {
  let brace = -1;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === codes.quote) return at + 1;
    if (code === 10 || code === 13) return brace < 0 ? at : brace;
    if (brace < 0 && (code === codes.braceOpen || code === codes.braceClose)) brace = at;
  }
  return brace < 0 ? text.length : brace;
}

function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}
