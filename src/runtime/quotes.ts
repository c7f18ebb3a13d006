// Inputs quoted in other units, or of other grades, as prices of the index.
import type { Rational } from "./exact.ts";
import { ONE, add, equal, multiply, show } from "./exact.ts";
import { observationInWords } from "./observations.ts";
import type { Pool, Step } from "./pool.ts";
import { keyOf } from "./pool.ts";

/** What a price of one unit, grade or index becomes: `price × times + plus`, its size `× sizes`; `clause` says so. */
export type Quoted = {
  readonly name: string;
  readonly times: Rational;
  readonly plus: Rational;
  readonly sizes: Rational;
  readonly clause: string;
};

/**
 * Every observation with its price in the unit and of the grade of the index, exactly, and its size counted in what that price is for: by what stands in
 * `column`, or all of them by the one entry of the table. What is not in the table is in the index's own already. Each price that is changed leaves a step.
 */
export function turnQuotes(pool: Pool, column: string, table: readonly Quoted[]): Pool {
  const steps: Step[] = [];
  const used = pool.used.map((one) => {
    const quoted = column === "all" ? table[0] : table.find(({ name }) => name === keyOf(one, column));
    if (quoted === undefined || (equal(quoted.times, ONE) && quoted.plus.n === 0n && equal(quoted.sizes, ONE)))
      return one;
    const price = add(multiply(one.price, quoted.times), quoted.plus);
    const size = multiply(one.size, quoted.sizes);
    steps.push({ text: `${observationInWords(one)}, from ${quoted.name}`, value: show(price), clause: quoted.clause });
    return { ...one, price, size, weight: size };
  });
  return { ...pool, used, steps: [...pool.steps, ...steps] };
}
