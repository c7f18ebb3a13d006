import { contentOf, fieldOf, fieldsOf, flagged, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Product } from "../model.ts";
import { isStructured } from "./bounds.ts";
import { clauseOf, type Lowering, onlyModifiers, plainWords, wordsOf } from "./builder.ts";

/** The field of `margin` by which each side pays in all it can lose. */
export const FULL_COLLATERAL = "full-collateral";

/**
 * `full-collateral: whole loss, proposed` of a contract between a floor and a cap, which is then all that its margin says: nothing else can be lost.
 * Undefined where it is not there, and after a finding.
 */
export function fullCollateralOf(at: Lowering): Product["fullCollateral"] {
  const section = sectionOf(at.block, "margin");
  const field = fieldOf(section?.block, FULL_COLLATERAL);
  if (field === undefined) return undefined;
  const { context } = at;
  if (!isStructured(at)) {
    const help = "only a contract with a `floor` and a `cap` has a loss that ends: make it `structured`";
    return report(context, "phrase-not-here", field.key.span, { found: FULL_COLLATERAL }, { help });
  }
  const { value } = field;
  const said = (contentOf(field, "clauses-value")?.clauses ?? []).map((one) => plainWords(one));
  if (value === undefined || !onlyModifiers(context, value.modifiers, "flag")) return undefined;
  const strange = value.modifiers.some((one) => one.kind === "flag" && plainWords(one) !== "proposed");
  if (said.length !== 1 || said[0] !== "whole loss" || strange)
    return report(context, "value-of-another-kind", value.span, {
      field: FULL_COLLATERAL,
      wanted: "`whole loss, proposed`",
    });
  const other = fieldsOf(section?.block).find((one) => one.key.text !== FULL_COLLATERAL);
  if (other !== undefined) {
    const help = "who has paid in the whole loss owes no margin beside it: leave one of the two out";
    const related = [{ span: field.span, label: "asks for all there is" }];
    return report(context, "phrase-not-here", other.key.span, { found: other.key.text }, { help, related });
  }
  return { text: wordsOf(field), proposed: flagged(field, "proposed"), clause: clauseOf(context, field) };
}
