import type { Reference } from "../../ast/nodes.ts";
import { fieldOf, flagged } from "../../check/block.ts";
import { type Context, report, visible } from "../../check/context.ts";
import type { Typed } from "../../check/typed.ts";
import { effectiveBlock } from "../../check/effective.ts";
import { priceUnitOf } from "./terms.ts";

/** Which contract that trades on the day is meant, counted from the nearest. */
const FARTHEST = 400;

/**
 * `GPH.settlement`, the settlement price of GPH's contract of the same period on the day, and `GPH[2].settlement`, that of the second of its contracts
 * that trade on the day. Undefined where the words are none of these, `reported` after a finding.
 */
export function otherSettlement(context: Context, node: Reference): Typed | "reported" | undefined {
  const [first, second] = node.path;
  if (first === undefined || second?.text !== "settlement" || node.path.length !== 2) return undefined;
  const symbol = visible(context, first);
  if (symbol === undefined || !["future", "structured"].includes(symbol.keyword)) return undefined;
  const { declaration, path, name } = symbol;
  if (declaration === context.declaration) {
    const help = "write `settlement` for the contract's own settlement price of its last trading day";
    report(context, "phrase-not-here", node.span, { found: `${name}.settlement` }, { help });
    return "reported";
  }
  const place = node.index === undefined ? undefined : placeOf(node.index);
  if (place === "none") {
    const wanted = "a whole number from 1: `GPH[1]` is the nearest contract that trades on the day";
    report(context, "value-of-another-kind", node.index?.span ?? node.span, { field: "settlement", wanted });
    return "reported";
  }
  const block = effectiveBlock(context.workspace, path, declaration, []);
  const unit = priceUnitOf(context, declaration, path, block);
  if (unit === undefined) return "reported";
  const signed = flagged(fieldOf(block, "price"), "signed");
  return { op: "contract-settlement", product: name, ...(place === undefined ? {} : { place }), signed, unit, node };
}

function placeOf(index: NonNullable<Reference["index"]>): number | "none" {
  if (index.kind !== "number" || !/^[1-9]\d{0,2}$/.test(index.text)) return "none";
  const place = Number(index.text);
  return place > FARTHEST ? "none" : place;
}
