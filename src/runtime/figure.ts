// Figures that may be missing: a tier whose figure cannot be had does not hold, and says why.
import type { Rational, RoundingMode } from "./exact.ts";
import { add, compare, divide, max, min, multiply, roundTo, subtract } from "./exact.ts";

/** A figure that cannot be had today, and why. */
export type Missing = { readonly kind: "missing"; readonly reason: string };

/** A number, or the reason why there is none. */
export type Figure = Rational | Missing;

/** A figure that cannot be had, for `reason`. */
export function missing(reason: string): Missing {
  return { kind: "missing", reason };
}

/** True where there is no number. */
export function isMissing(figure: Figure): figure is Missing {
  return "kind" in figure;
}

/** The operation on both figures, or what is missing of them. */
function both(left: Figure, right: Figure, operation: (a: Rational, b: Rational) => Figure): Figure {
  if (isMissing(left)) return left;
  return isMissing(right) ? right : operation(left, right);
}

/** `left + right`. */
export function plus(left: Figure, right: Figure): Figure {
  return both(left, right, add);
}

/** `left - right`. */
export function minus(left: Figure, right: Figure): Figure {
  return both(left, right, subtract);
}

/** `left × right`. */
export function times(left: Figure, right: Figure): Figure {
  return both(left, right, multiply);
}

/** `left / right`; missing where `right` is zero. */
export function dividedBy(left: Figure, right: Figure): Figure {
  return both(left, right, (a, b) => (b.n === 0n ? missing("a division by zero") : divide(a, b)));
}

/** The smaller of both. */
export function lesserOf(left: Figure, right: Figure): Figure {
  return both(left, right, min);
}

/** The larger of both. */
export function greaterOf(left: Figure, right: Figure): Figure {
  return both(left, right, max);
}

/** The figure rounded to a multiple of `increment`, where a formula itself says so. */
export function roundedTo(figure: Figure, increment: Rational, mode: RoundingMode): Figure {
  return isMissing(figure) ? figure : roundTo(figure, increment, mode);
}

/** What a condition came to: true, false, or undecided for want of a figure. */
export type Verdict = true | { readonly kind: "against"; readonly reason: string; readonly undecided: boolean };

/** What the sign of a comparison must be for each comparison to hold. */
export const comparisons = {
  "<": (sign: number) => sign < 0,
  "<=": (sign: number) => sign <= 0,
  ">": (sign: number) => sign > 0,
  ">=": (sign: number) => sign >= 0,
  "=": (sign: number) => sign === 0,
  "!=": (sign: number) => sign !== 0,
} as const;

/** Whether `left` compares so with `right`; undecided where one of them is missing. `text` is the condition in the spec's words. */
export function holds(left: Figure, comparison: keyof typeof comparisons, right: Figure, text: string): Verdict {
  if (isMissing(left)) return { kind: "against", reason: left.reason, undecided: true };
  if (isMissing(right)) return { kind: "against", reason: right.reason, undecided: true };
  if (comparisons[comparison](compare(left, right))) return true;
  return { kind: "against", reason: `not ${text}`, undecided: false };
}

/** True where every verdict is; else the first that decides against, before one that is undecided. */
export function allOf(...verdicts: readonly Verdict[]): Verdict {
  const against = verdicts.filter((verdict) => verdict !== true);
  return against.find(({ undecided }) => !undecided) ?? against[0] ?? true;
}

/** True where one verdict is; else the first that is undecided, before one that decides against. */
export function anyOf(...verdicts: readonly Verdict[]): Verdict {
  const against = verdicts.filter((verdict) => verdict !== true);
  if (against.length < verdicts.length) return true;
  return against.find(({ undecided }) => undecided) ?? (against[0] as Verdict);
}

/** The opposite of a verdict; what is undecided stays so. */
export function notSo(verdict: Verdict, text: string): Verdict {
  if (verdict === true) return { kind: "against", reason: `not ${text}`, undecided: false };
  return verdict.undecided ? verdict : true;
}
