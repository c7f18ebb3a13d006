import { isRefused } from "../runtime/exact.ts";
import type { RefusedPlace } from "../runtime/input.ts";

/** The functions of a generated calculator by their names. */
export type Calculator = Readonly<Record<string, unknown>>;

/** What a calculator refused, with the path of the value at fault in what it was given. */
export type Refusal = {
  readonly code: string;
  readonly place: string;
  readonly expected: string;
  readonly found: string;
};

export type Called<T> =
  { readonly kind: "given"; readonly value: T } | { readonly kind: "refused"; readonly refusal: Refusal };

/** What the function `name` gives for `input`, typed as its declaration says; a function that is not there is our bug. */
export function call<T>(calculator: Calculator, name: string, input: unknown): Called<T> {
  const code = calculator[name];
  if (typeof code !== "function") throw new Error(`the calculator has no function ${name}`);
  try {
    return { kind: "given", value: (code as (input: unknown) => T)(input) };
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    const { code: reason, message, evidence } = thrown;
    const { place = "", expected = message } = thrown as Partial<RefusedPlace>;
    return { kind: "refused", refusal: { code: reason, place, expected, found: evidence.join(", ") } };
  }
}
