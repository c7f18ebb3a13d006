import { parseDay } from "../../value/day.ts";

/** How many days the second day is after the first; undefined where one of them is none. */
export function daysBetween(from: string, until: string): number | undefined {
  const [first, last] = [parseDay(from), parseDay(until)];
  return first === undefined || last === undefined ? undefined : last - first;
}
