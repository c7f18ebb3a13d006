import type { ClausePart, Expr } from "../../ast/nodes.ts";
import { spelt } from "./spelt.ts";

/** `130%` of `130% of price`. */
export function shareOfPrice(value: Expr): Expr | undefined {
  return value.kind === "of" && spelt(value.right) === "price" ? value.left : undefined;
}

/** True for a word such as `at` or `par` standing alone. */
export function isWord(part: ClausePart | undefined, word: string): boolean {
  return part?.kind === "reference" && part.index === undefined && spelt(part) === word;
}

/** The side a clause begins with or names behind `by`, or undefined. */
export function sideOf(words: string): "seller" | "buyer" | undefined {
  return words === "seller" || words === "buyer" ? words : undefined;
}
