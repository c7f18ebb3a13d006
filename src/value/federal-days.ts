import { type Day, civilOf, dayOf, weekdayOf, weekdayOnOrAfter, weekdayOnOrBefore } from "./day.ts";

/** The legal public holidays of one year as they are observed, 5 U.S.C. 6103(a) and (b)(1): Friday for a Saturday, Monday for a Sunday. */
function holidaysOf(year: number): readonly Day[] {
  const nth = (n: number, weekday: 1 | 4, month: number) =>
    weekdayOnOrAfter(dayOf(year, month, 1), weekday) + 7 * (n - 1);
  const observed = (month: number, date: number) => {
    const day = dayOf(year, month, date);
    const weekday = weekdayOf(day);
    return weekday === 6 ? day - 1 : weekday === 7 ? day + 1 : day;
  };
  return [
    observed(1, 1),
    nth(3, 1, 1),
    nth(3, 1, 2),
    weekdayOnOrBefore(dayOf(year, 5, 31), 1),
    ...(year >= 2021 ? [observed(6, 19)] : []),
    observed(7, 4),
    nth(1, 1, 9),
    nth(2, 1, 10),
    observed(11, 11),
    nth(4, 4, 11),
    observed(12, 25),
  ];
}

/** Whether the Commission counts the day as a business day, 17 CFR 40.1: no Saturday, Sunday or federal holiday. Sure from 1986 on. */
export function isFederalBusinessDay(day: Day): boolean {
  if (weekdayOf(day) > 5) return false;
  const { year } = civilOf(day);
  // New Year's Day on a Saturday is observed on the last day of the year before.
  return ![...holidaysOf(year), ...holidaysOf(year + 1)].includes(day);
}

/** The day `count` federal business days after `day`, or before it where `count` is negative; 0 is the day itself, also when it is none. */
export function addFederalBusinessDays(day: Day, count: number): Day {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0;) {
    at += step;
    if (isFederalBusinessDay(at)) left--;
  }
  return at;
}

/** The day itself where it is a federal business day, else the next one. */
export function onFederalBusinessDay(day: Day): Day {
  let at = day;
  while (!isFederalBusinessDay(at)) at++;
  return at;
}
