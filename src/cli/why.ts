import { parseDay, sayDay } from "../value/day.ts";
import { parsePeriod, sayPeriod } from "../value/month.ts";

type Month = {
  readonly period: string;
  readonly code: string;
  readonly dates: readonly {
    readonly name: string;
    readonly date: string;
    readonly provisional?: true;
    readonly steps: readonly string[];
  }[];
};

export type Explained = {
  readonly dates: readonly { readonly name: string; readonly text: string; readonly calendar?: string }[];
  readonly contracts: readonly Month[];
};

/**
 * How each date of each month came about: the rule as the spec has it, then each step from it to the day, with every holiday passed over on a
 * line of its own. The steps of a date that stands above are not said again.
 */
export function sayWhy({ dates, contracts }: Explained): string {
  return contracts
    .map((month) => {
      const period = parsePeriod(month.period);
      const spoken = period === undefined ? month.period : sayPeriod(period.kind, period.index);
      const days = month.dates.map((one) => {
        const rule = dates.find((term) => term.name === one.name);
        const on = rule?.calendar === undefined ? "" : `, on ${rule.calendar}`;
        const said = rule === undefined ? "" : `    ${rule.text}${on}\n`;
        const provisional = one.provisional === true ? ", provisional" : "";
        const steps = own(one.steps, one.name, month).map((step, at) => numbered(step, at + 1));
        return `  ${one.name}: ${spokenDay(one.date)}${provisional}\n${said}${steps.join("")}`;
      });
      return `${spoken} (${month.code})\n${days.join("")}`;
    })
    .join("\n");
}

/** The steps without those that led to another date of the month: it is named, and its steps stand under its own name. */
function own(steps: readonly string[], name: string, month: Month): readonly string[] {
  let left = [...steps];
  for (const other of month.dates) {
    if (other.name === name || other.steps.length === 0) continue;
    const named = `${other.name}: ${spokenDay(other.date)}`;
    const at = left.findIndex(
      (_, start) =>
        other.steps.every((step, offset) => left[start + offset] === step) &&
        left[start + other.steps.length] === named,
    );
    if (at >= 0) left = [...left.slice(0, at), ...left.slice(at + other.steps.length)];
  }
  return left;
}

function numbered(step: string, number: number): string {
  const [first, ...passed] = step.split("; ");
  const lead = `${String(number).padStart(5)}  `;
  return [
    `${lead}${first ?? ""}\n`,
    ...passed.map((one) => `${" ".repeat(lead.length)}passing over ${one.replace(" is ", ", ")}\n`),
  ].join("");
}

function spokenDay(date: string): string {
  const day = parseDay(date);
  return day === undefined ? date : sayDay(day);
}
