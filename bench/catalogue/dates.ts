import { type Draft, form, oneForm } from "./world.ts";

export type DatesText = { readonly lines: readonly string[]; readonly names: readonly string[] };

/** Days of a contract month on which trading may end, each a form of its own; all lie in the month or next to it. */
function lastDays(draft: Draft, other: string): Record<string, string> {
  const { random } = draft;
  const n = random.from(2, 8);
  const day = random.from(10, 27);
  const weekday = random.pick(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]);
  return {
    "last business day": "last business day of contract month",
    "nth-last business day": `${["2nd", "3rd", "4th", "5th"][random.below(4)]}-last business day of contract month`,
    "nth business day": `${["6th", "7th", "10th", "12th"][random.below(4)]} business day of contract month`,
    "nth weekday, rolled back": `${random.pick(["2nd", "3rd"])} ${weekday} of contract month or preceding business day`,
    "nth weekday, rolled on": `${random.pick(["2nd", "3rd"])} ${weekday} of contract month or following business day`,
    "last weekday of a month": `last ${weekday} of contract month or preceding business day`,
    "day of a month, rolled": `day ${day} of contract month or ${random.pick(["preceding", "following"])} business day`,
    "modified roll": `day ${day} of contract month or ${random.pick(["modified-following", "modified-preceding"])} business day`,
    "nearest roll with ties": `day ${day} of contract month or nearest business day, ties ${random.pick(["following", "preceding"])}`,
    "business days before a day": `${n} business days before last business day of contract month`,
    "business days before a rolled day": `${n} business days before (day ${day + 1} of contract month or preceding business day)`,
    "days before, then rolled": `(${n} days before last business day of contract month) or preceding business day`,
    "weeks before": `(2 weeks before last business day of contract month) or ${random.pick(["preceding", "following"])} business day`,
    "weekday on or before a day": `last ${weekday} on or before day ${day + 1} of contract month or preceding business day`,
    "weekday before a day": `2nd ${weekday} before day ${day + 1} of contract month or preceding business day`,
    "weekday nearest a day": `${weekday} nearest day ${day} of contract month or following business day`,
    "earlier of two days": `earlier of (day ${day} of contract month or preceding business day), last business day of contract month`,
    "later of two days": `later of 2nd Friday of contract month, (day ${random.from(12, 18)} of contract month or following business day)`,
    "filtered weekday": `last ${weekday} of contract month where every weekday from 1 weekdays before it to it is open`,
    unless:
      "last business day of contract month unless it is 1 business day before [Dec 25, Jan 1] then 2nd-last business day of contract month",
    "case by contract month": `case { last business day of contract month when contract month < 2028-0${random.from(1, 9)}; 3rd Friday of contract month otherwise }`,
    "on another calendar": `last business day of contract month on ${other}`,
    "month before": "day 25 of month before contract month or preceding business day",
    "month after": "first business day of month after contract month",
  };
}

/** The `dates` block of a monthly contract: its last day in one of two dozen forms, and what hangs on it. */
export function monthDates(draft: Draft, calendar: string, other: string): DatesText {
  const { random } = draft;
  const last = oneForm(draft, lastDays(draft, other));
  // Nobody is paid before the last print of the month is there.
  const over = "later of last-trading-day, last business day of contract month";
  const settle = oneForm(draft, {
    "business days after": `${random.from(1, 3)} business days after (${over})`,
    "days after, rolled": `(${random.from(1, 4)} days after (${over})) or following business day`,
    "the same day": over,
  });
  const start = oneForm(draft, {
    "interval from business days before": `${random.from(3, 9)} business days before last-trading-day`,
    "interval from days before": `(${random.from(9, 20)} days before last-trading-day) or following business day`,
    "interval from a weekday": `${random.pick(["2nd", "3rd"])} ${random.pick(["Monday", "Thursday"])} before last-trading-day`,
  });
  const inclusive = random.chance(75);
  const span = form(
    draft,
    inclusive ? "interval to" : "interval until",
    `from ${start} ${inclusive ? "to" : "until"} last-trading-day`,
  );
  const names = ["last-trading-day", "final-settlement-day"];
  const lines = [`    last-trading-day: ${last}`, `    final-settlement-day: ${settle}`, `    spot-period: ${span}`];
  const more: Record<string, string> = {
    "expiry-notice": `${random.from(5, 20)} business days before last-trading-day`,
    "roll-day": `earlier of last-trading-day, ${random.from(3, 9)} business days before last-trading-day`,
    "payment-day": `${random.from(1, 3)} business days after final-settlement-day`,
    "review-day": "start of spot-period",
    "month-on": `1 month after last-trading-day, ${random.pick(["clamp", "end-of-month"])}`,
    "record-day": `${random.from(1, 4)} weeks before last-trading-day`,
  };
  for (const name of random.some(Object.keys(more), random.from(0, 4))) {
    lines.push(form(draft, `date ${name}`, `    ${name}: ${more[name]}`));
    names.push(name);
  }
  if (random.chance(80))
    lines.push(
      form(
        draft,
        "lead month",
        `    lead-month: nearest month until ${random.pick([`${random.from(1, 6)} business days before last-trading-day`, "last-trading-day"])}`,
      ),
    );
  return { lines: [`  dates on ${calendar} {`, ...lines, "  }"], names };
}

/** The same for contracts named by a quarter, a week or a year. */
export function periodDates(draft: Draft, calendar: string, period: "quarter" | "week" | "year"): DatesText {
  const { random } = draft;
  const last = oneForm(draft, {
    [`last business day of a ${period}`]: `last business day of contract ${period}`,
    [`nth-last business day of a ${period}`]: `2nd-last business day of contract ${period}`,
    [`business days before the end of a ${period}`]: `${random.from(1, 2)} business days before last business day of contract ${period}`,
  });
  return {
    lines: [
      `  dates on ${calendar} {`,
      `    last-trading-day: ${last}`,
      `    final-settlement-day: ${random.from(1, 3)} business days after last business day of contract ${period}`,
      `    spot-period: from ${random.from(3, 4)} business days before last-trading-day to last-trading-day`,
      "  }",
    ],
    names: ["last-trading-day", "final-settlement-day"],
  };
}

/**
 * `listing`: one, two or three groups of months and the day on which the next is added. With `ahead` the first month is two months off and
 * more than one is listed, so that notice of delivery begins after the month is listed.
 */
export function listing(draft: Draft, period: "month" | "quarter" | "week" | "year", ahead: boolean): string[] {
  const { random } = draft;
  const month = random.from(1, 7 + (ahead ? 0 : 2));
  const first = `2027-0${month}-${random.from(11, 26)}`;
  const near = random.pick(ahead ? [2, 3, 4, 6, 9, 12] : [1, 2, 2, 3, 3, 4, 6, 6, 9, 12]);
  const quarters = random.pick(["[Mar, Jun, Sep, Dec]", "[Jan, Apr, Jul, Oct]", "[Jun, Dec]"]);
  const months =
    period === "month"
      ? oneForm(draft, {
          "consecutive months": `${near} consecutive`,
          "months of a cycle": `${random.from(1, 4)} of ${quarters}`,
          "consecutive, then a cycle": `${near} consecutive, then ${random.from(1, 3)} of ${quarters}`,
          "consecutive and a cycle": `${near} consecutive and ${random.from(1, 3)} of ${quarters}`,
          "two cycles": `${random.from(1, 3)} of ${quarters}, then ${random.from(1, 2)} of [Dec]`,
        })
      : form(
          draft,
          `consecutive ${period}s`,
          `${period === "year" ? random.from(1, 3) : random.from(2, 6)} consecutive`,
        );
  const add = oneForm(draft, {
    "added after the last day": `${random.from(1, 2)} business days after last-trading-day of expiring ${period}`,
    "added on the last day": `last-trading-day of expiring ${period}`,
  });
  const start = ahead ? [form(draft, "first month of a listing", `    first-month: 2027-0${month + 2}`)] : [];
  return ["  listing {", `    first: ${first}`, ...start, `    months: ${months}`, `    add: ${add}`, "  }"];
}
