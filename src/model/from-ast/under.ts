import type { Field } from "../../ast/nodes.ts";
import { contentOf, modifierOf } from "../../check/block.ts";
import { spelt } from "./spelt.ts";

/** The rule a field names by `under "…"`, wherever its value kind keeps it. */
export function underOf(field: Field): string | undefined {
  const modifier = modifierOf(field, "under")?.rule.value;
  if (modifier !== undefined) return modifier;
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  for (const { parts } of clauses) {
    const [word, rule] = parts.slice(-2);
    if (rule?.kind === "text" && word?.kind === "reference" && spelt(word) === "under") return rule.value;
  }
  return undefined;
}
