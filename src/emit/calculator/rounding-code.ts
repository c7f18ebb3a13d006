import type { Rounding } from "../../model/model.ts";
import type { Code } from "./code.ts";
import { number, object, quote } from "./code.ts";
import { runtimeMode } from "./formula-code.ts";
import { decimalsOf, roundingInWords } from "./spec-text.ts";

/** A step and the decimals with which prices on it are shown: those of the step where nothing else is said. */
export function gridCode(increment: string, decimals: number = decimalsOf(increment)): Code {
  return object({ increment: number(increment), decimals: String(decimals) }, false);
}

/** A rounding to a plain decimal, with its words and its clause for the explanation. */
export function roundingCode(rounding: Rounding): Code {
  return object({
    mode: quote(runtimeMode(rounding)),
    increment: number(rounding.increment),
    decimals: String(decimalsOf(rounding.increment)),
    toward: rounding.reference === undefined ? undefined : quote("previous settlement"),
    ...said(rounding),
  });
}

/** A rounding to a step that may be a fraction, such as what is left of a spread for one leg. */
export function fractionRoundingCode(rounding: Rounding): Code {
  return object({ mode: quote(runtimeMode(rounding)), increment: number(rounding.increment), ...said(rounding) });
}

/** A rounding onto a grid, with its words and its clause for the explanation. */
export function gridRoundingCode(rounding: Rounding): Code {
  return object({ mode: quote(runtimeMode(rounding)), grid: gridCode(rounding.increment), ...said(rounding) });
}

function said(rounding: Rounding): { readonly text: Code; readonly clause: Code } {
  return { text: quote(roundingInWords(rounding)), clause: quote(rounding.clause) };
}
