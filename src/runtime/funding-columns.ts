// Funding of whole columns of positions: what each pays or receives for an interval, in whole numbers.
import { inWords, readFields, refuseAt } from "./input.ts";
import type { AmountColumn, MarginTerms } from "./margin-columns.ts";
import { marginsOf } from "./margin-columns.ts";
import type { PerpetualTerms } from "./perpetual.ts";
import { readAmount } from "./perpetual.ts";

const MOST_STEPS = 2n ** 53n;

/**
 * What every position of the column `lots` receives for an interval, or pays where it is below zero: `amount` is what `fundingRate` gave for each unit. Nothing
 * is rounded: a step of `amount` is a whole number of amount units for each lot, as `margins` says. An amount of 2^53 steps or more is refused with `over-range`.
 */
export function fundingOfLots(terms: PerpetualTerms, margins: MarginTerms, input: unknown): AmountColumn {
  const fields = readFields(input, "", ["amount", "lots"], ["amounts"]);
  const { n, d } = readAmount(terms, fields["amount"]);
  const { increment } = terms.funding.round.grid;
  const steps = (n * increment.d) / (d * increment.n);
  if (steps >= MOST_STEPS || steps <= -MOST_STEPS)
    refuseAt("amount", "over-range", "an amount below 2^53 steps", inWords(fields["amount"]));
  const { lots } = fields;
  const rows =
    lots instanceof Int32Array || lots instanceof Float64Array || lots instanceof BigInt64Array ? lots.length : 0;
  // Who pays an amount stands as if a price had moved from it to nothing.
  const [paid, nothing] = [new Float64Array(rows).fill(Number(steps)), new Float64Array(rows)];
  const [previous, settlement] = terms.funding.longsPay === 1 ? [paid, nothing] : [nothing, paid];
  const { amounts } = fields;
  return marginsOf(margins, { lots, previous, settlement, ...(amounts === undefined ? {} : { amounts }) });
}
