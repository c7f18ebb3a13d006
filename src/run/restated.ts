import { diagnostic } from "../diagnostic/diagnostic.ts";
import type { Market } from "../model/generated/market.ts";
import { clauseOf, type Desk } from "./desk.ts";
import { comparable } from "./instant.ts";
import type { ListedMonth } from "./months.ts";
import { restatedBefore } from "./window.ts";

/** A print of an earlier day as a market file gives it. */
export type GivenPrint = NonNullable<Market["prints"]>[string][string];

/** A step of a settlement that says what a print was restated from. */
export type RestatedStep = { readonly text: string; readonly value: string; readonly clause: string };

/**
 * What a print counts as: as published, or as restated before the cut-off of its index, with a step that says so in `steps`. A restatement that came too late, after
 * the date the index names, or of an index that restates nothing is noted among the problems of the desk; undefined then.
 */
export function printInForce(
  desk: Desk,
  index: string,
  day: string,
  given: GivenPrint,
  month: ListedMonth["month"],
  steps: RestatedStep[],
): string | null | undefined {
  if (given === null || typeof given === "string") return given;
  const restate = desk.output.inputs.indices.find(({ id }) => id === index)?.restate;
  const { market } = desk.day;
  const place = market.place(`/prints/${index}/${day}`);
  if (restate === undefined) {
    desk.problems.push(diagnostic("restatement-not-stated", place, { index }));
    return undefined;
  }
  const refused = (why: string): undefined => {
    const clause = clauseOf(desk, restate.clause);
    const evidence = [`${clause.text} (${clause.path}:${clause.line})`];
    desk.problems.push(diagnostic("restatement-late", place, { index, day, why }, { evidence }));
    return undefined;
  };
  const before = restatedBefore(restate, day);
  if (typeof before !== "string") return refused(before.reason);
  if (comparable(given.at) >= comparable(before))
    return refused(`it was announced at ${given.at}, not before ${before}`);
  const last = month.dates.find(({ name }) => name === restate.neverAfter);
  if (last !== undefined && day > last.date) return refused(`${last.name} of ${month.period} was ${last.date}`);
  const text = `${index} of ${day}, restated at ${given.at} from ${given.published}`;
  steps.push({ text, value: given.restated, clause: restate.clause });
  return given.restated;
}
