/** A plain value of a view model: its words, not yet escaped, and the spec clauses it states. */
export type Term = { readonly text: string; readonly clauses: readonly string[] };

/** Author's prose: Markdown whose citations are resolved and whose raw HTML is escaped, and the clauses it stands at. */
export type Prose = { readonly markdown: string; readonly clauses: readonly string[] };

/** A term of one or more clauses; doubled clauses are kept once, in the order given. */
export function term(text: string, ...clauses: readonly string[]): Term {
  return { text, clauses: [...new Set(clauses)] };
}

/** The term with further clauses it also rests on. */
export function resting(on: Term, ...clauses: readonly string[]): Term {
  return term(on.text, ...on.clauses, ...clauses);
}

/** True for a `Term`. */
export function isTerm(value: unknown): value is Term {
  return typeof value === "object" && value !== null && "text" in value && "clauses" in value;
}

/** True for a `Prose`. */
export function isProse(value: unknown): value is Prose {
  return typeof value === "object" && value !== null && "markdown" in value && "clauses" in value;
}
