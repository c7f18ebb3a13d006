import { IANAZone } from "luxon";

/** The clock changes of a zone: `at` is an instant, offsets are in milliseconds; the first entry is where the table begins. */
export type ZoneChanges = readonly { readonly at: number; readonly offset: number }[];

const DAY = 86_400_000;
const HALF_MINUTE = 30_000;
/** The table begins a day before 1970 in UTC, and is looked at long enough after the last announced change to see every yearly rule hold for 28 years. */
export const BEGINS = -DAY;
const LAST_YEAR = 2130;
const ENDS = Date.UTC(LAST_YEAR + 1, 0, 3);
/** From here on rules are steady, and no two changes lie within a week of each other. */
const STEADY = Date.UTC(2038, 0, 1);

/** Looks a zone up day by day, from 2038 on week by week, and finds each change to the second. */
export function changesOf(zone: string): ZoneChanges {
  const iana = IANAZone.create(zone);
  const offset = (at: number): number => Math.round(iana.offset(at) * 60) * 1000;
  const changes = [{ at: BEGINS, offset: offset(BEGINS) }];
  for (let from = BEGINS; from < ENDS;) {
    const to = from + (from < STEADY ? DAY : 7 * DAY);
    const before = changes.at(-1)!.offset;
    const after = offset(to);
    if (after !== before) {
      let [same, other] = [from / 1000, to / 1000];
      while (other - same > 1) {
        const middle = Math.floor((same + other) / 2);
        if (offset(middle * 1000) === before) same = middle;
        else other = middle;
      }
      changes.push({ at: other * 1000, offset: after });
    }
    from = to;
  }
  return changes;
}

type Yearly = {
  readonly month: number;
  readonly from: number;
  readonly weekday: number;
  readonly time: number;
  readonly offset: number;
};

/** `offsets;changes;year;rule`: changes are gaps with the letter of the new offset, a rule is `month.from.weekday.time` with its letter. */
export function encodeZone(changes: ZoneChanges): string {
  const offsets = [...new Set(changes.map((one) => one.offset))];
  const letter = (offset: number): string => String.fromCharCode(65 + offsets.indexOf(offset));
  const { year, rules } = steadyFrom(changes);
  let last = BEGINS;
  const explicit = changes.slice(1).filter((one) => new Date(one.at).getUTCFullYear() < year);
  const gaps = explicit.map((one) => {
    const gap = base36((one.at - last) / HALF_MINUTE);
    last = one.at;
    return gap + letter(one.offset);
  });
  return [
    offsets.map((one) => base36(one / HALF_MINUTE)).join(","),
    gaps.join(""),
    rules.length === 0 ? "" : String(year),
    rules
      .map((one) => `${one.month}.${one.from}.${one.weekday}.${base36(one.time / HALF_MINUTE)}${letter(one.offset)}`)
      .join(","),
  ].join(";");
}

function base36(value: number): string {
  if (!Number.isInteger(value)) throw new Error(`${value} is no whole number of half minutes`);
  return value.toString(36);
}

/** The first year from which two yearly rules hold until the end: `weekday` on or after day `from` of a month, at a time of UTC. */
function steadyFrom(changes: ZoneChanges): { year: number; rules: readonly Yearly[] } {
  const inYear = (year: number): ZoneChanges =>
    changes.slice(1).filter((one) => new Date(one.at).getUTCFullYear() === year);
  if (inYear(LAST_YEAR).length === 0) return { year: LAST_YEAR + 1, rules: [] };
  for (let year = LAST_YEAR - 28; ; year--) {
    const rules = rulesOf(Array.from({ length: LAST_YEAR + 1 - year }, (_, at) => inYear(year + at)));
    if (rules !== undefined && year > 1970) continue;
    // A zone whose changes follow the moon has no yearly rule: all of them are stated, and none is known after the table.
    if (year === LAST_YEAR - 28) {
      console.error(
        "no rule",
        changes.slice(-6).map((one) => `${new Date(one.at).toISOString()} ${one.offset / 3_600_000}`),
      );
      return { year: LAST_YEAR + 1, rules: [] };
    }
    const first = year + 1;
    return {
      year: first,
      rules: rulesOf(Array.from({ length: LAST_YEAR + 1 - first }, (_, at) => inYear(first + at))) as Yearly[],
    };
  }
}

function rulesOf(years: readonly ZoneChanges[]): Yearly[] | undefined {
  const count = years[0]?.length ?? 0;
  if (count === 0 || years.some((one) => one.length !== count)) return undefined;
  const rules: Yearly[] = [];
  for (let at = 0; at < count; at++) {
    const all = years.map((one) => one[at]!);
    const dates = all.map((one) => new Date(one.at));
    const [first] = dates as [Date];
    // `Sunday on or after the 1st` in local time may be the 31st of the month before in UTC: days are counted from the later month.
    const month = Math.max(...dates.map((one) => one.getUTCMonth()));
    const days = all.map(
      (one, place) => Math.floor((one.at - Date.UTC(dates[place]!.getUTCFullYear(), month, 1)) / DAY) + 1,
    );
    const same =
      dates.every((one) => one.getUTCDay() === first.getUTCDay()) &&
      all.every((one) => one.offset === all[0]!.offset && one.at % DAY === all[0]!.at % DAY);
    const from = Math.min(...days);
    if (!same || Math.max(...days) - from > 6) return undefined;
    rules.push({
      month: month + 1,
      from,
      weekday: first.getUTCDay(),
      time: all[0]!.at % DAY,
      offset: all[0]!.offset,
    });
  }
  return rules;
}
