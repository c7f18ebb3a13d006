import type { ListingGroup } from "../../model/model.ts";
import { type WeekdayName, ordinal, sayMonthName, sayWeekdayLong } from "../../value/day.ts";
import { list, periodName, plural } from "./words.ts";

const JOINS = { first: "", then: ", and after them ", and: ", together with " } as const;

/** One group of a listing cycle as a filing says it: `the next 4 further contract months among March, June, September and December`. */
export function groupWords(group: ListingGroup, period: string): string {
  const noun = `contract ${period}`;
  const once = group.join === "and" ? `, a ${noun} that is in both being listed once` : "";
  const left = (group.except ?? []).map(sayMonthName);
  const except = left.length === 0 ? "" : `, leaving out ${list(left)}`;
  return `${JOINS[group.join]}${which(group, noun)}${reachWords(group, noun)}${except}${once}`;
}

function which(group: ListingGroup, noun: string): string {
  const further = group.join === "then" ? "further " : "";
  const n = group.count ?? 0;
  const next = n === 1 ? `the next ${further}${noun}` : `the next ${n} ${further}${plural(noun)}`;
  switch (group.pattern) {
    case "consecutive":
      if (group.through !== undefined || group.within !== undefined) return `every ${further}${noun}`;
      return n === 0
        ? `consecutive ${plural(noun)}`
        : n === 1
          ? `the nearest ${noun}`
          : `${n} consecutive ${plural(noun)}`;
    case "months": {
      const among = list(group.months.map(sayMonthName));
      return n === 0 ? `every ${further}${noun} of ${among}` : `${next} among ${among}`;
    }
    case "weeks": {
      const numbers = list((group.weeks ?? []).map(ordinal));
      const weekday = sayWeekdayLong(group.weekday as WeekdayName);
      return `${n === 0 ? `every ${further}${noun}` : next} with the ${numbers} ${weekday} of a month`;
    }
    case "weekdays": {
      const among = list((group.weekdays ?? []).map((day) => sayWeekdayLong(day as WeekdayName)));
      return `${n === 0 ? `every ${further}${noun}` : next} among ${among}`;
    }
    case "exact":
      return `the ${group.exact.length === 1 ? noun : plural(noun)} ${list(group.exact.map(periodName))}`;
  }
}

/** How far a group without a number goes. */
function reachWords({ within, through }: ListingGroup, noun: string): string {
  if (within !== undefined) return ` within the nearest ${within} ${plural(noun)}`;
  if (through === undefined) return "";
  const { month, years, rolledAfter } = through;
  const year = years === 0 ? "the year" : `the ${ordinal(years)} year after that`;
  const rolled =
    rolledAfter === undefined
      ? ""
      : `, one past ${sayMonthName(rolledAfter)} being counted with the year that follows its own`;
  return ` through ${sayMonthName(month)} of ${year} of the nearest ${noun}${rolled}`;
}
