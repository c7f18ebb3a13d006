import type { RoundingMode } from "../runtime/exact.ts";

/** A named rounding mode as people read it. */
export type RoundingModeFacts = {
  readonly mode: RoundingMode;
  /** How a spec names it; `…` stands for the expression it leans toward. */
  readonly written: string;
  /** What the mode leans toward: nothing, a value that settles ties, or a value that gives the direction. */
  readonly reference: "none" | "ties" | "direction";
  /** One sentence a document can print, negative numbers included. */
  readonly description: string;
};

/** The ten modes in the order the manual lists them. `nearest` and `toward` need a reference value, the others take none. */
export const roundingModes: readonly RoundingModeFacts[] = [
  {
    mode: "half-even",
    written: "half-even",
    reference: "none",
    description:
      "To the nearest multiple; an exact half goes to the even multiple, so 2.5 becomes 2 and -2.5 becomes -2.",
  },
  {
    mode: "half-away",
    written: "half-away",
    reference: "none",
    description: "To the nearest multiple; an exact half goes away from zero, so 2.5 becomes 3 and -2.5 becomes -3.",
  },
  {
    mode: "half-up",
    written: "half-up",
    reference: "none",
    description: "To the nearest multiple; an exact half goes to the higher one, so 2.5 becomes 3 and -2.5 becomes -2.",
  },
  {
    mode: "half-down",
    written: "half-down",
    reference: "none",
    description: "To the nearest multiple; an exact half goes to the lower one, so 2.5 becomes 2 and -2.5 becomes -3.",
  },
  {
    mode: "up",
    written: "up",
    reference: "none",
    description: "To the next higher multiple, so 2.1 becomes 3 and -2.9 becomes -2.",
  },
  {
    mode: "down",
    written: "down",
    reference: "none",
    description: "To the next lower multiple, so 2.9 becomes 2 and -2.1 becomes -3.",
  },
  {
    mode: "away",
    written: "away",
    reference: "none",
    description: "To the next multiple away from zero, so 2.1 becomes 3 and -2.1 becomes -3.",
  },
  {
    mode: "toward-zero",
    written: "toward-zero",
    reference: "none",
    description: "To the next multiple toward zero, so 2.9 becomes 2 and -2.9 becomes -2.",
  },
  {
    mode: "nearest",
    written: "nearest …, ties toward …",
    reference: "ties",
    description:
      "To the nearest multiple; an exact half goes to the neighbour on the side of the reference value, above or below zero alike, and to the even multiple where the reference is that half itself.",
  },
  {
    mode: "toward",
    written: "toward …",
    reference: "direction",
    description:
      "To the next lower multiple when the value is above the reference and the next higher one when it is below, negative or not; a value equal to the reference goes to the nearest multiple, an exact half to the even one.",
  },
];

/** The facts of a mode by its name in a spec; `undefined` when there is no such mode. */
export function roundingMode(name: string): RoundingModeFacts | undefined {
  return roundingModes.find(({ mode }) => mode === name);
}
