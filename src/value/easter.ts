import type { Day } from "./day.ts";
import { dayOf, quotient } from "./day.ts";

/**
 * Easter Sunday of a Gregorian year, by the anonymous algorithm printed in Nature of 20 April 1876 and repeated by
 * J. Meeus, Astronomical Algorithms (1991), chapter 8; the letters are his.
 */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = quotient(year, 100);
  const c = year % 100;
  const d = quotient(b, 4);
  const e = b % 4;
  const f = quotient(b + 8, 25);
  const g = quotient(b - f + 1, 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = quotient(c, 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = quotient(a + 11 * h + 22 * l, 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, quotient(n, 31), (n % 31) + 1);
}
