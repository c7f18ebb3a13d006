import type { Rounding } from "../../model/model.ts";
import type { Code } from "./code.ts";
import { count, number, object, text } from "./code.ts";
import { runtimeMode } from "./formula-code.ts";
import { decimalsOf, roundingInWords } from "./spec-text.ts";

/** A step and the decimals with which prices on it are shown: those of the step where nothing else is said. */
export function gridCode(increment: string, decimals: number = decimalsOf(increment)): Code {
  return object("TickGrid", { increment: number(increment), decimals: count(decimals) }, false);
}

/** A rounding to a plain decimal, with its words and its clause for the explanation. */
export function roundingCode(rounding: Rounding): Code {
  return object("Rounding", {
    mode: text(runtimeMode(rounding)),
    increment: number(rounding.increment),
    decimals: count(decimalsOf(rounding.increment)),
    toward: rounding.reference === undefined ? undefined : text("previous settlement"),
    ...said(rounding),
  });
}

/** A rounding to a step that may be a fraction, such as what is left of a spread for one leg. */
export function fractionRoundingCode(rounding: Rounding): Code {
  return object("NamedRounding", {
    mode: text(runtimeMode(rounding)),
    increment: number(rounding.increment),
    ...said(rounding),
  });
}

/** A rounding onto a grid, with its words and its clause for the explanation. */
export function gridRoundingCode(rounding: Rounding): Code {
  return object("GridRounding", {
    mode: text(runtimeMode(rounding)),
    grid: gridCode(rounding.increment),
    ...said(rounding),
  });
}

function said(rounding: Rounding): { readonly text: Code; readonly clause: Code } {
  return { text: text(roundingInWords(rounding)), clause: text(rounding.clause) };
}
