import { isRefused, parse, type Rational, ratio } from "../runtime/exact.ts";

/** What stands in the way of a value: a code for programs, one sentence, and the values at fault. */
export type Problem = {
  readonly kind: "problem";
  readonly code: string;
  readonly message: string;
  readonly evidence: readonly string[];
};

/** True for a `Problem`, and narrows what it stood in for. */
export function isProblem<T>(value: T | Problem): value is Problem {
  return typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === "problem";
}

/** A problem as data. */
export function problem(code: string, message: string, evidence: readonly string[] = []): Problem {
  return { kind: "problem", code, message, evidence };
}

/**
 * The result of exact arithmetic, or the reason it was refused as data: the compiler reports what a calculator throws.
 * Anything thrown that is no refusal is a bug of ours and goes on its way.
 */
export function attempt<T>(compute: () => T): T | Problem {
  try {
    return compute();
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    return problem(thrown.code, thrown.message, thrown.evidence);
  }
}

/** The number a `Fraction` of the model spells: a plain decimal or `n/d`. */
export function numberOf(text: string): Rational {
  const slash = text.indexOf("/");
  if (slash < 0) return parse(text);
  return ratio(BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1)));
}
