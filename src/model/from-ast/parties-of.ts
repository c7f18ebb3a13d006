import { find } from "../../check/context.ts";
import type { Option } from "../model.ts";
import { clauseOf, type Lowering, oneName, required } from "./builder.ts";

type Parties = Pick<Option, "venue" | "venueClause" | "clearing" | "clearingClause">;

/** Who lists and clears; undefined after a finding. `what` is who is listed, for messages. */
export function partiesOf(at: Lowering, what: string): Parties | undefined {
  const { context } = at;
  const venueField = required(at, "venue", `it says who lists ${what}`);
  const clearingField = required(at, "clearing", `it says who clears ${what}`);
  const venueName = oneName(context, venueField, "one venue");
  const clearingName = oneName(context, clearingField, "one clearing house");
  const venue = venueName && find(context, venueName, "venue");
  const clearing = clearingName && find(context, clearingName, "clearing-house");
  if (!venue || !clearing || !venueField || !clearingField) return undefined;
  return {
    venue: venue.name,
    venueClause: clauseOf(context, venueField),
    clearing: clearing.name,
    clearingClause: clauseOf(context, clearingField),
  };
}
