import type { Name } from "../../ast/nodes.ts";
import { type Context, find } from "../../check/context.ts";

/** Bodies that a spec may name by what they are to the contract. */
const ROLES: readonly string[] = ["exchange", "clearing-house", "administrator"];

/** The body that decides: a declared venue, clearing house or organisation, or one by its role; undefined after a finding. */
export function bodyOf(context: Context, name: Name): string | undefined {
  if (ROLES.includes(name.text)) return name.text;
  return find(context, name, "venue", "clearing-house", "organisation")?.name;
}
