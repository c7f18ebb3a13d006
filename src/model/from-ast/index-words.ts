/** What an input is called where it is meant by itself. */
export const OBSERVED: readonly string[] = ["trade", "offer", "listing", "print", "observation", "price"];

/** `provider` of `providers`. */
export function one(plural: string): string {
  return plural.endsWith("s") ? plural.slice(0, -1) : plural;
}

/** `providers` of `provider`; a plural stays. */
export function plural(word: string): string {
  return word.endsWith("s") ? word : `${word}s`;
}
