import type { Rational } from "../runtime/exact.ts";
import { parse, toFixed } from "../runtime/exact.ts";
import type { Problem } from "./rational.ts";
import { attempt } from "./rational.ts";

/**
 * A number as it was written: `text` is plain (`0.0100`, `1000`), `scale` the decimals it shows (4 and 0). Equal numbers
 * can be written differently, and a document prints a term the way its author wrote it.
 */
export type Decimal = {
  readonly kind: "decimal";
  readonly text: string;
  readonly rational: Rational;
  readonly scale: number;
};

/** Reads a written number; single `_` between digits (`1_000`) are dropped. What is no plain decimal is a problem `not-a-decimal`. */
export function readDecimal(written: string): Decimal | Problem {
  const text = written.replace(/([0-9])_(?=[0-9])/g, "$1");
  return attempt(() => {
    const rational = parse(text);
    const point = text.indexOf(".");
    return { kind: "decimal", text, rational, scale: point < 0 ? 0 : text.length - point - 1 };
  });
}

/** `rational` written with exactly `scale` decimals; one that needs more is a problem `decimals-lost`. */
export function decimalOf(rational: Rational, scale: number): Decimal | Problem {
  return attempt(() => ({ kind: "decimal", text: toFixed(rational, scale), rational, scale }));
}
