import type { Index } from "../../model/model.ts";
import { windowWords, type FormulaNames } from "./formula-words.ts";
import type { Subject } from "./names.ts";
import { term, type Term } from "./term.ts";
import { gradeName } from "./units.ts";
import { clock, list, spaced, thousands } from "./words.ts";

/** What a member is called: the title of an organisation, or its own name. */
export function memberName(id: string, model: Subject["model"]): string {
  return model.organisations.find((one) => one.id === id)?.title ?? id.replaceAll("_", " ");
}

/** How inputs in other units and of other grades become prices of the index, a sentence each. */
export function quoteWords({ by, of }: NonNullable<Index["quotes"]>[number], model: Subject["model"]): Term[] {
  return of
    .filter(({ times, plus }) => times !== "1" || plus !== "0")
    .map(({ name, times, plus, clause }) => {
      const what =
        by === "grade"
          ? `a price of ${gradeName(name)}`
          : by === "source"
            ? `a value of ${memberName(name, model)}`
            : `a price in ${name.replaceAll("_", "-")}`;
      const scaled = times === "1" ? [] : [`multiplied by ${times}`];
      const moved = plus === "0" ? [] : [plus.startsWith("-") ? `lowered by ${plus.slice(1)}` : `raised by ${plus}`];
      return term(`Before anything else ${what} is ${list([...scaled, ...moved])}.`, clause);
    });
}

/** When inputs are read, behind `It reads what happens`. */
export function readWords(window: NonNullable<Index["window"]>, names: FormulaNames, zone: string): string {
  if (window.kind === "count")
    return `in the last ${thousands(window.count)} ${spaced(window.of)} before it is published`;
  if (window.kind === "month") {
    const days = window.days === "business" ? "business days of its calendar" : "days";
    return `on the ${days} of ${periodWords(window)} up to the day it is published, each day a part`;
  }
  if (window.kind === "hours") {
    const { set } = window;
    const clocks =
      set &&
      `from ${clock(set.from)} until ${clock(set.until)}${set.days === "business" ? " on business days of its calendar" : ""}`;
    const which =
      set === undefined
        ? "in all hours"
        : `in ${set.except ? "all hours but those" : "the hours"} that begin ${clocks}`;
    return `${which} of ${periodWords(window)} up to the end of the day it is published,${zone}, each hour a part`;
  }
  return windowWords(window, names, zone);
}

/** The period whose days or hours are read. */
function periodWords({ period, start }: { readonly period?: string; readonly start?: number }): string {
  if (start === undefined) return `the ${period ?? "month"}`;
  return `the period from day ${start} of each month to day ${start - 1} of the next`;
}
