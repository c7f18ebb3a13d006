import type { Index } from "../../model/model.ts";
import type { Code } from "./code.ts";
import { call, number, object, statement } from "./code.ts";

/** The constant of how the rates of an index accrue; none where they do not. */
export function accrualCode({ accrual }: Index, name: string): string[] {
  if (accrual === undefined) return [];
  const { year, lookback, lockout, shift, scale } = accrual;
  const fields = {
    lookback: String(lookback),
    lockout: String(lockout),
    shift: String(shift),
    year: year === undefined ? undefined : String(year),
    scale: scale === undefined ? undefined : number(scale),
  };
  return [statement(`const ${name}Accrual = `, object(fields))];
}

/** The days that are the parts of an index of days: those given, or those whose rates count for them. */
export function daysCode({ accrual }: Index, name: string): Code {
  return accrual === undefined ? "given.days" : call("observedDays", "given", `${name}Accrual`);
}
