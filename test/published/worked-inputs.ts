import type { Given } from "../kit/worked-index.ts";

/** Trades of three partitions that a fund's filing shows with the reference rate it uses: `price size`. */
export const PARTITION = {
  A: "84779.11 .3685 | 84766.22 .2174 | 84781.32 1.1246 | 84778.95 .3817 | 84779.11 .2867 | 84766.22 .1454 | 84779.11 .0100 | 84699.37 .1166 | 84766.22 .1107",
  B: "84741.68 .8585 | 84699.94 .2047 | 84698.14 .4713",
  C: "108584 .0078 | 108596.86 .0033 | 108603.54 .0100 | 108608.34 .0032 | 108619.99 .0033 | 108629.78 .0081 | 108629.41 .0146 | 108639 .0028 | 108640.75 .0034 | 108637.2 .0060 | 108610.65 .0062",
} as const;

export const TEN_MINUTES = { from: "2027-02-02T15:00:00Z", until: "2027-02-02T15:10:00Z" };

/** An index whose prints another one reads. */
export const overnight = (unit: string): string => `index OVERNIGHT "An overnight rate" in UTC on WEEKDAYS {
  administrator: GPUX
  price:         ${unit}
  publish:       daily 09:00
  inputs         { trades from [ALPHA] }
  value:         mean of price, round half-even to 0.01
  fallback       { determination by XDEX under "Rule 901" }
}`;

const DAY = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Every weekday from one day to another but the holidays. */
function weekdays(from: string, to: string, holidays: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY)
    if (![0, 6].includes(new Date(at).getUTCDay()) && !holidays.includes(iso(at))) found.push(iso(at));
  return found;
}

/** So many calendar days from `first` on; a rate holds on each business day until the next one named. */
export function days(
  first: string,
  length: number,
  changes: Readonly<Record<string, string>>,
  holidays: readonly string[],
): Given & { readonly date: string } {
  const all = Array.from({ length }, (_, at) => iso(Date.parse(first) + at * DAY));
  const last = all.at(-1) as string;
  const business = weekdays(first, last, holidays);
  let price = "";
  const observations = business.map((day) => {
    price = changes[day] ?? price;
    return { source: "OVERNIGHT", day, price };
  });
  return { date: last, days: all, business, observations };
}

/** Rates of the weekdays from `first` on, `-` for a holiday. */
function listed(first: string, text: string): { readonly day: string; readonly price: string }[] {
  const rates = text.split(/[\s|]+/).filter((one) => one !== "");
  return weekdays(first, iso(Date.parse(first) + 2 * rates.length * DAY), [])
    .slice(0, rates.length)
    .flatMap((day, at) => (rates[at] === "-" ? [] : [{ day, price: rates[at] as string }]));
}

function period(
  from: string,
  to: string,
  rates: readonly { day: string; price: string }[],
): Given & { readonly date: string } {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
  return {
    date: to,
    days: Array.from({ length }, (_, at) => iso(Date.parse(from) + at * DAY)),
    business: rates.map(({ day }) => day).filter((day) => day <= to),
    observations: rates.filter(({ day }) => day <= to).map((one) => ({ source: "OVERNIGHT", ...one })),
  };
}

/** SOFR of July 2025, in percent. */
export const JULY_2025 = period(
  "2025-07-01",
  "2025-07-31",
  listed(
    "2025-07-01",
    "4.44 4.40 4.35 - | 4.33 4.34 4.32 4.31 4.31 | 4.33 4.37 4.34 4.34 4.30 | 4.28 4.28 4.28 4.30 4.36 | 4.36 4.36 4.32 4.39",
  ),
);

/** SOFR from 18 October to 17 November 2021, as in the tests of QuantLib. */
export const SOFR_2021 = period(
  "2021-10-18",
  "2021-11-17",
  listed(
    "2021-10-18",
    "0.08 0.09 0.08 0.10 0.12 | 0.11 0.13 0.12 0.12 0.08 | 0.09 0.10 0.11 0.14 0.13 | 0.11 0.09 0.08 - 0.07 | 0.08 0.08 0.07",
  ),
);

/** SOFR from 21 June 2019 on: the periods that the Alternative Reference Rates Committee worked out, which begin on 1 July. */
export const SOFR_2019 = (to: string): Given & { readonly date: string } =>
  period(
    "2019-07-01",
    to,
    listed(
      "2019-06-21",
      "2.37 | 2.39 2.41 2.43 2.42 2.50 | 2.42 2.51 2.56 - 2.59 | 2.48 2.45 2.46 2.41 2.36 | 2.46 2.47 2.47 2.46 2.41 | 2.40 2.40 2.41 2.42 2.41 | 2.40 2.39 2.55 2.19 2.19",
    ),
  );
