import type { ILexingError, IToken, TokenType } from "chevrotain";
import { type Diagnostic, diagnostic } from "../src/diagnostic/diagnostic.ts";
import { type Source, span } from "../src/text/source.ts";
import { breaksLine, endOf } from "./place.ts";
import { Key, NumberLiteral } from "./tokens.ts";
import { Name } from "./word-classes.ts";

/** Greek and Cyrillic letters that look like a Latin one, each pair in the same place of both rows. */
const FOREIGN =
  "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458";
const LATIN = "ABEZHIKMNOPTYXoABEKMHOPCTXSIJaeopcyxsij";

/** Marks of East Asian writing and what they are for; digits, letters and signs of full width are found by their compatibility form. */
const WIDE = new Map([
  ..."「」『』“”".split("").map((one) => [one, '"'] as const),
  ["、", ", "],
  ["。", "."],
  ["・", "."],
  ["〜", ".."],
  ["～", ".."],
]);

/** What to do about signs that are often met. */
const SIGNS = new Map([
  ...["$", "\u20ac", "\u00a3", "\u00a5"].map(
    (sign) => [sign, "write the code of the currency, such as `USD`"] as const,
  ),
  ["\u00b1", "leave it out: a band reaches as far below as above"],
  ["&", "write `and` between conditions"],
  ["|", "write `or` between conditions"],
  ["!", "write `not`"],
]);

const HIDDEN = /^[\p{Cc}\p{Cf}\ufeff\ud800-\udfff]*$/u;

/** What was meant by the letters of `text`; undefined where one of them looks like no Latin letter. */
function latin(text: string): string | undefined {
  let meant = "";
  for (const letter of text) {
    const at = FOREIGN.indexOf(letter);
    if (at < 0) return undefined;
    meant += LATIN.charAt(at);
  }
  return meant;
}

/** The finding for characters that begin nothing; none for hidden ones, of which each line is reported once elsewhere. */
export function strangeCharacters(source: Source, error: ILexingError): Diagnostic | undefined {
  const at = span(source, error.offset, error.offset + error.length);
  const found = source.text.slice(at.start, at.end);
  const character = String.fromCodePoint(found.codePointAt(0) as number);
  if (HIDDEN.test(found)) return undefined;
  if (/^[\u00a0\u2000-\u200a\u202f\u205f\u3000]+$/.test(found)) {
    const fixes = [{ title: "use an ordinary space", edits: [{ span: at, text: " " }] }];
    return diagnostic("odd-space", at, {}, { fixes });
  }
  if (!/^\p{L}/u.test(found)) {
    const plain = [...found].map((one) => WIDE.get(one) ?? one.normalize("NFKC")).join("");
    if (plain === found || !/^[\x20-\x7e]+$/.test(plain)) {
      const help = SIGNS.get(character);
      return diagnostic("unknown-character", at, { character }, help === undefined ? {} : { help });
    }
    const fixes = [{ title: `write \`${plain}\``, edits: [{ span: at, text: plain }] }];
    return diagnostic("unknown-character", at, { character, better: plain }, { fixes });
  }
  const meant = latin(found);
  const fixes = meant === undefined ? [] : [{ title: `write \`${meant}\``, edits: [{ span: at, text: meant }] }];
  return diagnostic("letter-not-latin", at, { letter: character }, { fixes });
}

/**
 * Words that a strange character cut in two are one word again, and whatever stands beside another strange character is marked by
 * `spoil`: the character has its finding, and what follows from it needs none. A word whose letters cannot be guessed becomes `unread`.
 */
export function rejoin(
  source: Source,
  tokens: IToken[],
  errors: readonly ILexingError[],
  unread: TokenType,
  spoil: (token: IToken) => void,
): IToken[] {
  if (errors.length === 0) return tokens;
  const out: IToken[] = [];
  let next = 0;
  const meet = (error: ILexingError, after: IToken | undefined): IToken | undefined => {
    const found = source.text.slice(error.offset, error.offset + error.length);
    const before = out[out.length - 1];
    const left =
      before !== undefined && endOf(before) === error.offset && before.tokenType === Name ? before : undefined;
    const right =
      after !== undefined && after.startOffset === error.offset + error.length && word(after) ? after : undefined;
    if (HIDDEN.test(found)) {
      if (left === undefined || right === undefined) return after;
      out.pop();
      return {
        ...right,
        image: left.image + right.image,
        startOffset: left.startOffset,
      };
    }
    if (/^\p{L}/u.test(found)) {
      const meant = latin(found);
      if (left !== undefined) out.pop();
      const start = left?.startOffset ?? error.offset;
      const end = right === undefined ? error.offset + error.length : endOf(right);
      const key = right?.tokenType === Key;
      const type = key ? Key : meant === undefined ? unread : Name;
      const joined: IToken = {
        image: (left?.image ?? "") + (meant ?? "_") + (right?.image ?? ""),
        startOffset: start,
        endOffset: end - 1,
        tokenType: type,
        tokenTypeIdx: type.tokenTypeIdx as number,
      };
      if (meant === undefined) spoil(joined);
      if (right !== undefined) return joined;
      out.push(joined);
      return after;
    }
    if (/^\s/u.test(found)) return after;
    const beside = after !== undefined && (before === undefined || !breaksLine(source, before, after));
    if (before !== undefined) spoil(before);
    if (after !== undefined && beside) spoil(after);
    // What the character stands for is not known, so the value it stands in is not read.
    const value = [beside ? after : undefined, before].find(
      (one) => one?.tokenType === Name || one?.tokenType === NumberLiteral,
    );
    if (value === after && after !== undefined)
      return { ...after, tokenType: unread, tokenTypeIdx: unread.tokenTypeIdx as number };
    if (value !== undefined && value === before)
      out[out.length - 1] = { ...value, tokenType: unread, tokenTypeIdx: unread.tokenTypeIdx as number };
    return after;
  };
  for (const token of tokens) {
    let current: IToken | undefined = token;
    for (let one = errors[next]; one !== undefined && one.offset < token.startOffset; one = errors[++next]) {
      current = meet(one, current);
    }
    if (current !== undefined) out.push(current);
  }
  for (let one = errors[next]; one !== undefined; one = errors[++next]) meet(one, undefined);
  return out;
}

function word(token: IToken): boolean {
  return token.tokenType === Name || token.tokenType === Key;
}
