import type { Field } from "../../ast/nodes.ts";
import { contentOf, modifierOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Env } from "../../check/expression.ts";
import type { Limits } from "../model.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, plainWords } from "./builder.ts";
import { wholeContracts } from "./whole-contracts.ts";

const COUNTED = ["net", "each-side"] as const;

/** `counting: each-side`: whether longs and shorts of one owner are offset before they count; nothing after a finding. */
export function countingOf(at: Lowering, field: Field | undefined): Pick<Limits, "counting"> {
  if (field?.value === undefined || !onlyModifiers(at.context, field.value.modifiers)) return {};
  const names = contentOf(field, "names-value")?.names ?? [];
  const value = COUNTED.find((one) => names.length === 1 && one === names[0]?.text);
  if (value !== undefined) return { counting: { value, clause: clauseOf(at.context, field) } };
  const params = { field: "counting", word: plainWords(field.value), known: COUNTED.join(", ") };
  report(at.context, "word-unknown", field.value.span, params);
  return {};
}

const REMAINDERS = {
  "remainder to first days": "first-days",
  "remainder to last days": "last-days",
} as const;

/** `over averaging days, remainder to first days`: how a position counts for less as its average is made; nothing after a finding. */
export function diminishingOf(at: Lowering, field: Field | undefined): Pick<Limits, "diminishing"> {
  if (field?.value === undefined || !onlyModifiers(at.context, field.value.modifiers)) return {};
  const [over, rule, ...more] = (contentOf(field, "clauses-value")?.clauses ?? []).map(plainWords);
  const remainder = Object.entries(REMAINDERS).find(([words]) => words === rule)?.[1];
  if (over === "over averaging days" && remainder !== undefined && more.length === 0) {
    return { diminishing: { remainder, text: plainWords(field.value), clause: clauseOf(at.context, field) } };
  }
  report(at.context, "value-of-another-kind", field.value.span, {
    field: "diminishing",
    wanted: "`over averaging days, remainder to first days` or `…, remainder to last days`",
  });
  return {};
}

/** `1_000 contracts, round down`: reports count multiples of it, and what is left over is left out; nothing after a finding. */
export function reportedInOf(at: Lowering, field: Field | undefined, env: Env): Pick<Limits, "reportedIn"> {
  if (field?.value === undefined || !onlyModifiers(at.context, field.value.modifiers, "round")) return {};
  const rounding = modifierOf(field, "round")?.rounding;
  if (rounding?.mode.text !== "down" || rounding.to !== undefined) {
    const wanted = "how many contracts one reported unit is and `round down`, such as `1_000 contracts, round down`";
    report(at.context, "value-of-another-kind", field.value.span, { field: "reported-in", wanted });
    return {};
  }
  const contracts = wholeContracts(exprHere(at.context, field, "`1_000 contracts, round down`"), env);
  return contracts === undefined ? {} : { reportedIn: { contracts, clause: clauseOf(at.context, field) } };
}
