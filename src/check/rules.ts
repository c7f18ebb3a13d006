import { citationKnown } from "./rules/citation-known.ts";
import { fieldTwice } from "./rules/field-twice.ts";
import { nameHidden } from "./rules/name-hidden.ts";
import type { CheckRule } from "./rules/rule.ts";

/** What the text of a declaration alone tells; names before what stands twice, because a wrong name explains more. */
export const checkRules: readonly CheckRule[] = [citationKnown, nameHidden, fieldTwice];
