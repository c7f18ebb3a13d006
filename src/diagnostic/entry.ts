export type Severity = "error" | "warning";

/** What a catalogue entry is: one sentence in the user's terms, what to do next, and a page. */
export type Entry<P> = {
  readonly severity: Severity;
  /** One sentence, lower case at its start, no full stop: it stands behind `error[code]: `. */
  readonly message: (p: P) => string;
  /** What the author does next, in one sentence. */
  readonly help?: (p: P) => string;
  /** The page `tenor explain CODE` prints: Markdown, a few paragraphs, with a wrong and a right example. */
  readonly page: string;
};

/** Declares an entry and keeps the type of its parameters, so that a wrong parameter does not compile. */
export function entry<P>(definition: Entry<P>): Entry<P> {
  return definition;
}
