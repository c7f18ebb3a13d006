import { diagnostic } from "../diagnostic/diagnostic.ts";
import type { IndexReads, Restatement } from "../model/generated/inputs.ts";
import type { IndexInput, Market } from "../model/generated/market.ts";
import { absolute, compare, multiply, parse, subtract } from "../runtime/exact.ts";
import { clauseOf, type Desk } from "./desk.ts";
import { comparable } from "./instant.ts";
import type { ListedMonth } from "./months.ts";
import type { Row } from "./observations.ts";
import { restatedBefore } from "./window.ts";

/** A print of an earlier day as a market file gives it. */
export type GivenPrint = NonNullable<Market["prints"]>[string][string];

/** A step of a settlement that says what a print was restated from. */
export type RestatedStep = { readonly text: string; readonly value: string; readonly clause: string };

/** A print that was restated: of which index and day, from what to what, when that was announced, and where the market file says so. */
type Given = {
  readonly index: string;
  readonly day: string;
  readonly published: string;
  readonly restated: string;
  readonly at: string;
  readonly place: string;
};

/**
 * What a print counts as: as published, or as restated before the cut-off of its index, with a step that says so in `steps`. A restatement that came too late, after
 * the date the index names, one that is too small for the index, or of an index that restates nothing is noted among the problems of the desk; undefined then.
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
  const step = restatement(desk, { ...given, index, day, place: `/prints/${index}/${day}` }, restate, month);
  if (step === undefined) return undefined;
  steps.push(step);
  return given.restated;
}

/**
 * The steps of the inputs of an index that are prints of another and were restated; what may not be restated is noted among the problems of the
 * desk. A date of a contract after which nothing is restated says nothing here: an index has no month.
 */
export function restatedInputs(desk: Desk, reads: IndexReads, rows: readonly Row<IndexInput>[]): RestatedStep[] {
  return rows.flatMap(({ at, row }): RestatedStep[] => {
    const { source, price, day, time, "restated-from": published, "restated-at": when } = row;
    if (published === undefined || when === undefined) return [];
    const given = {
      index: source,
      day: day ?? time?.slice(0, 10) ?? desk.day.date,
      published,
      restated: price,
      at: when,
      place: `${at}/restated-at`,
    };
    const step = restatement(desk, given, reads.restated?.[source], undefined, publishedAt(desk, reads));
    return step === undefined ? [] : [step];
  });
}

/** When an index that reads prints is published on the day; undefined where it does not say so, or the clocks have no such time. */
function publishedAt(
  desk: Desk,
  { id, publish }: IndexReads,
): { readonly by: string; readonly at: string } | undefined {
  const at =
    publish && restatedBefore({ until: publish.at, zone: publish.zone, clause: publish.clause }, desk.day.date);
  return typeof at === "string" ? { by: id, at } : undefined;
}

/** The step of a restatement; undefined where it does not count, which is noted among the problems of the desk. */
function restatement(
  desk: Desk,
  given: Given,
  restate: Restatement | undefined,
  month: ListedMonth["month"] | undefined,
  read?: { readonly by: string; readonly at: string },
): RestatedStep | undefined {
  const { index, day, published, restated } = given;
  const place = desk.day.market.place(given.place);
  if (restate === undefined) {
    desk.problems.push(diagnostic("restatement-not-stated", place, { index }));
    return undefined;
  }
  const evidence = (id: string): { readonly evidence: readonly string[] } => {
    const clause = clauseOf(desk, id);
    return { evidence: [`${clause.text} (${clause.path}:${clause.line})`] };
  };
  const refused = (why: string): undefined => {
    desk.problems.push(diagnostic("restatement-late", place, { index, day, why }, evidence(restate.clause)));
    return undefined;
  };
  const before = restatedBefore(restate, day);
  if (typeof before !== "string") return refused(before.reason);
  if (comparable(given.at) >= comparable(before))
    return refused(`it was announced at ${given.at}, not before ${before}`);
  if (read !== undefined && comparable(given.at) >= comparable(read.at))
    return refused(`it was announced at ${given.at}, and ${read.by} was published at ${read.at}`);
  const last = month?.dates.find(({ name }) => name === restate.neverAfter);
  if (last !== undefined && day > last.date) return refused(`${last.name} of ${month?.period} was ${last.date}`);
  const { above, aboveClause } = restate;
  if (above !== undefined && aboveClause !== undefined) {
    const least = multiply(absolute(parse(published)), parse(above));
    if (compare(absolute(subtract(parse(restated), parse(published))), least) <= 0) {
      const params = { index, day, published, restated };
      desk.problems.push(diagnostic("restatement-too-small", place, params, evidence(aboveClause)));
      return undefined;
    }
  }
  return {
    text: `${index} of ${day}, restated at ${given.at} from ${published}`,
    value: restated,
    clause: restate.clause,
  };
}
