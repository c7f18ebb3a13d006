import type { ClauseId, Organisation } from "./model.ts";

/** A rule of a venue, clearing house or organisation as it declares it: its name, such as `Rule 901`, and what it is about. */
export type DeclaredRule = { readonly number: string; readonly title: string; readonly clause: ClauseId };

/** The rules among a body's facts: those named after a rule or chapter, also inside a block `rules`. */
export function declaredRules(facts: Organisation["facts"]): readonly DeclaredRule[] {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const rules = facts.flatMap(({ name, value, clause }) => {
    const found = /(?:^|\/)((?:Rule|Chapter) [\w.-]+)$/.exec(name)?.[1];
    return found === undefined ? [] : [{ number: found, title: value, clause }];
  });
  known.set(facts, rules);
  return rules;
}

/** Many models hold the same venue: its facts, which nobody changes, are read once. */
const known = new WeakMap<Organisation["facts"], readonly DeclaredRule[]>();

/** `Rule 901` stays, `901` becomes `Rule 901`. */
export function ruleName(text: string): string {
  return /^\d/.test(text) ? `Rule ${text}` : text;
}
