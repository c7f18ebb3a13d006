import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Index } from "../../model/model.ts";
import { parseDay } from "../../value/day.ts";
import { ofEachIndex } from "../each-index.ts";
import { instantOf } from "../instants.ts";
import type { Proof, ProofRule } from "../rule.ts";

/** The window of an index has ended when its value is published, and corrections end after that. */
export const indexTimesInOrder: ProofRule = {
  name: "index-times-in-order",
  check: ofEachIndex((proof, index) => [...published(proof, index), ...corrected(proof, index)]),
};

function published({ at }: Proof, index: Index): Diagnostic[] {
  const { publish, window, id } = index;
  if (publish === undefined || window?.kind !== "clock" || !before(index, publish, { at: window.until }, false))
    return [];
  const params = { index: id, what: "is published", time: said(publish), than: "its window ends" };
  const related = [{ span: at(window.clause), label: `ends at ${said({ at: window.until })}` }];
  return [
    diagnostic(
      "index-times-in-order",
      at(publish.clause),
      { ...params, other: said({ at: window.until }) },
      { related },
    ),
  ];
}

function corrected({ at }: Proof, index: Index): Diagnostic[] {
  const { publish, restate, id } = index;
  if (publish === undefined || restate === undefined || !before(index, { at: restate.until }, publish, true)) return [];
  const params = { index: id, what: "is corrected for the last time", than: "it is published" };
  const related = [{ span: at(publish.clause), label: `published at ${said(publish)}` }];
  const time = said({ at: restate.until });
  return [
    diagnostic("index-times-in-order", at(restate.clause), { ...params, time, other: said(publish) }, { related }),
  ];
}

type Time = { readonly at: string; readonly zone?: string };

/** True when `one` lies before `other` on some day, or on it where `equal` is asked; a day of each month stands for its clock changes. */
function before(index: Index, one: Time, other: Time, equal: boolean): boolean {
  const [zone, against] = [one.zone ?? index.zone, other.zone ?? index.zone];
  if (zone === against) return equal ? one.at <= other.at : one.at < other.at;
  return DAYS.some((day) => {
    const [a, b] = [instantOf(day, one.at, zone), instantOf(day, other.at, against)];
    return a !== undefined && b !== undefined && (equal ? a <= b : a < b);
  });
}

/** Every fifth day of 2027, so that no stretch between two zones' clock changes, a week at least, is passed over. */
const DAYS: readonly number[] = Array.from({ length: 73 }, (_, n) => (parseDay("2027-01-01") ?? 0) + 5 * n);

function said({ at, zone }: Time): string {
  return `${at.slice(0, 5)}${zone === undefined ? "" : ` ${zone}`}`;
}
