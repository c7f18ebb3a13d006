import type { Subject } from "./names.ts";
import { term, type Term } from "./term.ts";

/** The rules of a chapter in their order, by the kind of its contract; a template names them, their numbers follow the chapter's. */
export const RULES: { readonly [kind in Subject["kind"]]: readonly string[] } = {
  future: [
    ...["scope", "definitions", "unit", "price", "listing", "hours", "termination", "daily", "final", "index"],
    ...["limits", "price-limits", "orders", "clearing", "participants", "determinations", "disputes"],
  ],
  option: [
    ...["scope", "underlying", "premium", "strikes", "listing", "hours", "exercise", "settlement", "limits", "orders"],
    ...["clearing", "emergencies", "disputes"],
  ],
  spread: [
    ...["scope", "legs", "price", "leg-prices", "listing", "hours", "termination", "settlement", "limits", "orders"],
    ...["clearing", "participants", "emergencies", "disputes"],
  ],
  perpetual: [
    ...[
      "scope",
      "definitions",
      "unit",
      "price",
      "listing",
      "hours",
      "mark",
      "daily",
      "funding",
      "termination",
      "index",
    ],
    ...["limits", "price-limits", "orders", "clearing", "participants", "determinations", "disputes"],
  ],
};

/** The number of a rule: the chapter's and two digits more, `81009`; a key that names none is a bug of a template. */
export function ruleNumber(chapter: Term, key: string, kind: Subject["kind"] = "future"): Term {
  const at = RULES[kind].indexOf(key);
  if (at < 0) throw new Error(`a template names the rule ${key}, which the chapter does not have`);
  return term(`${chapter.text}${String(at + 1).padStart(2, "0")}`, ...chapter.clauses);
}
