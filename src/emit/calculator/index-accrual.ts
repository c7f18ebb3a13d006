import type { Index } from "../../model/model.ts";
import type { Code, Declaration } from "./code.ts";
import { call, constant, count, flag, number, object } from "./code.ts";

/** The constant of how the rates of an index accrue; none where they do not. */
export function accrualCode({ accrual }: Index, name: string): Declaration[] {
  if (accrual === undefined) return [];
  const { year, lookback, lockout, shift, scale } = accrual;
  const fields = {
    lookback: count(lookback),
    lockout: count(lockout),
    shift: flag(shift),
    year: year === undefined ? undefined : count(year),
    scale: scale === undefined ? undefined : number(scale),
  };
  return [constant(`${name}Accrual`, object("Accrual", fields))];
}

/** The days that are the parts of an index of days: those given, or those whose rates count for them. */
export function daysCode({ accrual }: Index, name: string): Code {
  return accrual === undefined ? "given.days" : call("observedDays", "given", `${name}Accrual`);
}
