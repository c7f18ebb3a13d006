import type { Code } from "./code.ts";
import { count, flag, map, number, object, text, whole } from "./code.ts";
import { gridCode } from "./rounding-code.ts";
import { decimalsOf } from "./spec-text.ts";

/** What a price of a contract is worth in money, whatever kind of contract it is. */
export type Worth = {
  readonly currency: string;
  /** Money per contract for a price of 1, an exact number. */
  readonly multiplier: string;
  /** Where each contract month has its own size: how many hours or days it has, which the multiplier is then for one of. */
  readonly counts?: Readonly<Record<string, number>>;
  /** The least amount of money that a payment is a multiple of. */
  readonly exactTo: string;
  /** True where prices may be below zero. */
  readonly signed: boolean;
  readonly ticks: readonly { readonly role: string; readonly increment: string; readonly decimals: number }[];
};

/** The object `worth` of a calculator, which every function of money and ticks reads. */
export function worthCode({ currency, multiplier, counts, exactTo, signed, ticks }: Worth): Code {
  return object("Worth", {
    currency: text(currency),
    multiplier: number(multiplier),
    counts: counts && map(Object.fromEntries(Object.entries(counts).map(([month, hours]) => [month, whole(hours)]))),
    exactTo: number(exactTo),
    decimals: count(decimalsOf(exactTo)),
    signed: flag(signed),
    ticks: map(
      Object.fromEntries(
        ticks.map(({ role, increment, decimals }): [string, Code] => [role, gridCode(increment, decimals)]),
      ),
    ),
  });
}
