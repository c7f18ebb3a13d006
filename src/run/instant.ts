import { type Day, parseDay } from "../value/day.ts";

const FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;

/** The civil day in UTC of an instant in ISO form, or undefined where the day or the time does not exist. */
export function isoDayOf(instant: string): Day | undefined {
  const [, date = "", hour, minute, second] = FORM.exec(instant) ?? [];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return parseDay(date);
}

/** True when an instant is on the date in some time zone, or on a day next to it; with `back`, or on so many days before that. */
export function nearby(instant: string, date: string, back = 0): boolean {
  const [day, wanted] = [isoDayOf(instant), parseDay(date)];
  return day !== undefined && wanted !== undefined && day <= wanted + 1 && day >= wanted - 1 - back;
}

/** An instant in a form that compares as text: nine decimals of a second. */
export function comparable(instant: string): string {
  const [, date = "", hour = "", minute = "", second = "", decimals = ""] = FORM.exec(instant) ?? [];
  return `${date}T${hour}:${minute}:${second}.${decimals.padEnd(9, "0")}Z`;
}
