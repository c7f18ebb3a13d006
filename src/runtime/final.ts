// A final settlement: prints of an index, averaged over the days the contract says.
import type { Rational, RoundingMode } from "./exact.ts";
import { compare, roundTo, show, toFixed } from "./exact.ts";
import type { Figure, Verdict } from "./figure.ts";
import { isMissing, missing } from "./figure.ts";
import type { Fields } from "./input.ts";
import {
  dayInWords,
  inside,
  readDate,
  readDetermination,
  readFields,
  readList,
  readObject,
  readPrice,
  refuseAt,
} from "./input.ts";
import { readPeriod } from "./market.ts";
import { readIndices, readOther } from "./observations.ts";
import type { Step } from "./pool.ts";
import { mean } from "./statistics.ts";

/** What a final settlement reads; a field it does not read is refused. */
export type FinalReads = {
  /** The indices whose prints are averaged over the days. */
  readonly averaged: readonly string[];
  /** Where it averages over several sets of days: of each index the sets, by their place. */
  readonly sets?: Readonly<Record<string, readonly number[]>>;
  /** The indices of which one value is read. */
  readonly single: readonly string[];
  /** True where a print may be null, which says that it was not published: the next line is tried then. */
  readonly unpublished?: boolean;
  /** True where it chooses by condition: lines that do not hold are told. */
  readonly choices?: boolean;
  /** The settlements of other contracts it reads, and whether they may be below zero. */
  readonly contracts?: readonly { readonly name: string; readonly signed: boolean }[];
  readonly determination: boolean;
  readonly signed: boolean;
  readonly increment: Rational;
  /** The step of the month's own settlement price, where it reads that of the last trading day. */
  readonly settlement?: Rational;
};

/** A final settlement in the making: its days, the prints of each index by day, and the steps so far. */
export type Final = {
  readonly reads: FinalReads;
  readonly period: string;
  readonly days: readonly string[];
  /** The sets of days, where there are several. */
  readonly sets: readonly (readonly string[])[];
  readonly prints: Readonly<Record<string, Readonly<Record<string, Rational | null>>>>;
  readonly contracts: Readonly<Record<string, Rational | null>>;
  readonly fields: Fields;
  readonly steps: Step[];
  /** The lines that were passed over, and why. */
  readonly skipped: Passed[];
};

/** A line that was passed over: its words and the reason. */
export type Passed = { readonly text: string; readonly reason: string; readonly clause: string };

/**
 * Reads a final settlement: `period`, and where it averages the `days` in order and the `prints` of each index for exactly
 * those days. Refused: `missing-print` for a day without one, by the day's name; `unexpected-print` for a day that does not
 * count; `days-not-ascending`; `no-days`.
 */
export function readFinal(input: unknown, reads: FinalReads): Final {
  const averages = reads.averaged.length > 0;
  const optional = [...(reads.single.length > 0 ? ["indices"] : []), ...(reads.determination ? ["determination"] : [])];
  const own = [
    ...(reads.settlement === undefined ? [] : ["settlement"]),
    ...(reads.contracts === undefined ? [] : ["contracts"]),
  ];
  const over = averages ? [reads.sets === undefined ? "days" : "sets", "prints"] : [];
  const fields = readFields(input, "", ["period", ...over, ...own], optional);
  if (fields["indices"] !== undefined) readIndices(fields["indices"], reads.single);
  const period = readPeriod(fields["period"], "period");
  const contracts = readContracts(fields, reads);
  if (!averages) return { reads, period, days: [], sets: [], prints: {}, contracts, fields, steps: [], skipped: [] };
  const sets =
    reads.sets === undefined ? [readDaySet(fields["days"], "days")] : readList(fields["sets"], "sets", readDaySet);
  const all = readFields(fields["prints"], "prints", reads.averaged);
  const prints = Object.fromEntries(
    reads.averaged.map((index) => {
      const of = reads.sets?.[index]?.map(
        (set) => sets[set] ?? refuseAt("sets", "missing-input", `${set + 1} sets`, `${sets.length}`),
      );
      return [index, readPrints(all[index], inside("prints", index), (of ?? sets).flat(), reads)];
    }),
  );
  return { reads, period, days: sets[0] as string[], sets, prints, contracts, fields, steps: [], skipped: [] };
}

/** The settlements of other contracts; one that is not there is `null` where another line may be tried, else refused with `missing-settlement`. */
function readContracts(fields: Fields, { contracts = [], unpublished = false }: FinalReads): Final["contracts"] {
  if (contracts.length === 0) return {};
  const names = contracts.map(({ name }) => name);
  const given = readFields(fields["contracts"], "contracts", names);
  return Object.fromEntries(
    contracts.map(({ name, signed }) => {
      const place = inside("contracts", name);
      if (given[name] === null && unpublished) return [name, null];
      if (given[name] === null) refuseAt(place, "missing-settlement", `the settlement of ${name}`, "null");
      return [name, readPrice(given[name], place, signed)];
    }),
  );
}

function readDaySet(value: unknown, place: string): string[] {
  const days = readList(value, place, readDate);
  if (days.length === 0) refuseAt(place, "no-days", "at least one day", "none");
  days.forEach((day, at) => {
    const before = days[at - 1];
    if (before !== undefined && before >= day)
      refuseAt(`${place}[${at}]`, "days-not-ascending", `a day after ${before}`, day);
  });
  return days;
}

function readPrints(
  value: unknown,
  place: string,
  days: readonly string[],
  { signed, unpublished = false }: FinalReads,
): Record<string, Rational | null> {
  const prints = readObject(value, place);
  for (const day of Object.keys(prints)) {
    if (!days.includes(day)) refuseAt(inside(place, day), "unexpected-print", "prints of the days only", day);
  }
  return Object.fromEntries(
    days.map((day) => {
      if (unpublished && Object.hasOwn(prints, day) && prints[day] === null) return [day, null];
      if (!Object.hasOwn(prints, day) || prints[day] === undefined || prints[day] === null) {
        refuseAt(inside(place, day), "missing-print", `the print of ${dayInWords(day)}`, "nothing");
      }
      return [day, readPrice(prints[day], inside(place, day), signed)];
    }),
  );
}

/** The mean over the days of what `daily` gives for each, every day's value a step; missing where one day's is. */
export function averageOverDays(
  final: Final,
  daily: (day: string) => Figure,
  text: string,
  clause: string,
  set = 0,
): Figure {
  const values: Rational[] = [];
  for (const day of final.sets[set] as readonly string[]) {
    const value = daily(day);
    if (isMissing(value)) return missing(`${value.reason} on ${dayInWords(day)}`);
    final.steps.push({ text: dayInWords(day), value: show(value), clause });
    values.push(value);
  }
  const average = mean(values);
  final.steps.push({ text, value: show(average), clause });
  return average;
}

/** The lowest of what `daily` gives for each day, with the first day that has it; missing where one day's is. */
export function lowestOverDays(
  final: Final,
  daily: (day: string) => Figure,
  text: string,
  clause: string,
  set = 0,
): Figure {
  return extremeOverDays(final, daily, text, clause, set, (value, found) => compare(value, found) < 0);
}

/** The highest of what `daily` gives for each day, with the first day that has it; missing where one day's is. */
export function highestOverDays(
  final: Final,
  daily: (day: string) => Figure,
  text: string,
  clause: string,
  set = 0,
): Figure {
  return extremeOverDays(final, daily, text, clause, set, (value, found) => compare(value, found) > 0);
}

function extremeOverDays(
  final: Final,
  daily: (day: string) => Figure,
  text: string,
  clause: string,
  set: number,
  beyond: (value: Rational, found: Rational) => boolean,
): Figure {
  let found: Rational | undefined;
  let on = "";
  for (const day of final.sets[set] ?? []) {
    const value = daily(day);
    if (isMissing(value)) return missing(`${value.reason} on ${dayInWords(day)}`);
    if (found !== undefined && !beyond(value, found)) continue;
    found = value;
    on = day;
  }
  if (found === undefined) return missing("no day");
  final.steps.push({ text: `${text}: on ${dayInWords(on)}`, value: show(found), clause });
  return found;
}

/** The print of an index on a day; missing where it was not published. */
export function printOf(final: Final, index: string, day: string): Figure {
  return (
    (final.prints[index] as Readonly<Record<string, Rational | null>>)[day] ?? missing(`no ${index} was published`)
  );
}

/** One line of several: its words, its clause and its price. */
export type FinalLine = { readonly text: string; readonly clause: string; readonly price: () => Figure };

/** The first line that has its price; those before it are noted with the reason why not, and leave no step. */
export function firstLine(final: Final, lines: readonly FinalLine[]): Figure {
  let reason = "no line";
  for (const { text, clause, price } of lines) {
    const steps = final.steps.length;
    const figure = price();
    if (!isMissing(figure)) return figure;
    final.steps.length = steps;
    reason = figure.reason;
    final.skipped.push({ text, reason, clause });
  }
  return missing(reason);
}

/** One line of a choice by condition: the condition in words, its clause, what it comes to, and the price where it holds. */
export type CaseLine = {
  readonly text: string;
  readonly clause: string;
  readonly when: () => Verdict;
  readonly price: () => Figure;
};

/** The price of the first line whose condition holds, else `otherwise`; missing where it cannot be said whether one holds. Lines that do not hold are noted with why. */
export function chosenBy(final: Final, lines: readonly CaseLine[], otherwise: () => Figure): Figure {
  for (const { text, clause, when, price } of lines) {
    const verdict = when();
    if (verdict !== true && verdict.undecided) return missing(verdict.reason);
    if (verdict === true) return price();
    const passed = { text, reason: verdict.reason, clause };
    const known = final.skipped.some((one) => one.text === text && one.reason === passed.reason);
    if (!known) final.skipped.push(passed);
  }
  return otherwise();
}

/** The one value of an index that a final settlement reads; one that was not published is refused with `missing-print`. */
export function valueOf(final: Final, index: string, clause: string): Figure {
  const value = readOther(final.fields, index, final.reads.single);
  if (value === null && final.reads.unpublished === true) return missing(`no ${index} was published`);
  if (value === null) return refuseAt(inside("indices", index), "missing-print", `a value of ${index}`, "null");
  final.steps.push({ text: index, value: show(value), clause });
  return value;
}

/** The settlement price of the last trading day, on its own step. */
export function ownSettlement(final: Final, clause: string): Rational {
  const { reads, fields } = final;
  const value = readPrice(fields["settlement"], "settlement", reads.signed, reads.settlement);
  final.steps.push({ text: "settlement price of the last trading day", value: show(value), clause });
  return value;
}

/** The settlement price of another contract on the day; missing where it was not settled. */
export function contractSettlement(final: Final, name: string, clause: string): Figure {
  const value = final.contracts[name] ?? null;
  if (value === null) return missing(`${name} was not settled`);
  final.steps.push({ text: `settlement price of ${name}`, value: show(value), clause });
  return value;
}

/** The price a named body determined; without it the settlement is refused with `determination-needed`. */
export function determinedFinal(
  final: Final,
  wanted: { readonly by: string; readonly under: string },
  clause: string,
): Rational {
  const { reads, fields } = final;
  const { value } = readDetermination(fields["determination"], "determination", wanted, reads.signed, reads.increment);
  final.steps.push({ text: `determined by ${wanted.by} under ${wanted.under}`, value: show(value), clause });
  return value;
}

/** The final settlement price of one contract month; every number is text, exact. */
export type FinalSettlement = {
  readonly period: string;
  readonly price: string;
  /** Where the spec has several lines: those that were passed over, and why. */
  readonly skipped?: readonly Passed[];
  readonly steps: readonly Step[];
};

/** The price, rounded once as the spec says; below zero where prices are not signed it is refused with `negative-price`. */
export function settleFinal(
  final: Final,
  figure: Figure,
  round: {
    readonly mode: RoundingMode;
    readonly increment: Rational;
    readonly decimals: number;
    readonly text: string;
    readonly clause: string;
  },
): FinalSettlement {
  if (isMissing(figure)) return refuseAt("", "no-price", `a final settlement of ${final.period}`, figure.reason);
  if (!final.reads.signed && figure.n < 0n) refuseAt("", "negative-price", "a price of zero or more", show(figure));
  const price = toFixed(roundTo(figure, round.increment, round.mode), round.decimals);
  return {
    period: final.period,
    price,
    ...(final.reads.unpublished === true || final.reads.choices === true ? { skipped: final.skipped } : {}),
    steps: [...final.steps, { text: round.text, value: price, clause: round.clause }],
  };
}
