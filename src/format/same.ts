import { lex } from "../../grammar/lexer.ts";
import { Doc, LBrace, RBrace, Semicolon } from "../../grammar/tokens.ts";
import type { File } from "../ast/nodes.ts";
import type { Source } from "../text/source.ts";
import { imageOf } from "./spacing.ts";
import type { Token } from "./tree.ts";

const UNCOMPARED = [Doc, LBrace, RBrace, Semicolon];

/** True when the two trees say the same: everything but places. */
export function sameTree(one: File, other: File): boolean {
  return equal([one.imports, one.declarations], [other.imports, other.declarations]);
}

function equal(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    for (let at = 0; at < one.length; at++) if (!equal(one[at], other[at])) return false;
    return true;
  }
  if (Array.isArray(other)) return false;
  let keys = 0;
  for (const key in one) {
    if (!isSaid(key)) continue;
    keys++;
    if (!Object.hasOwn(other, key)) return false;
    if (!equal((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key])) return false;
  }
  for (const key in other) if (isSaid(key)) keys--;
  return keys === 0;
}

function isSaid(key: string): boolean {
  return key !== "span" && key !== "keywordSpan";
}

/** The first of `tokens` that `text` reads differently, because it came to stand too close to its neighbour; -1 when none does. */
export function firstMisread(tokens: readonly Token[], text: Source): number {
  const read = lex(text).tokens.filter((token) => !UNCOMPARED.includes(token.tokenType));
  return tokens.findIndex((token, at) => {
    const other = read[at];
    return other === undefined || other.tokenType !== token.tokenType || imageOf(other) !== imageOf(token);
  });
}
