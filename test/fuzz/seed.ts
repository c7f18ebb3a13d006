/** The seed where none is given. */
const USUAL = "tenor";

/** `TENOR_SEED`, any word such as a commit's hash, or the usual one; with the number the mutants are made from (FNV-1a, 32 bits). */
export function givenSeed(): { readonly word: string; readonly number: number } {
  const word = process.env["TENOR_SEED"] || USUAL;
  let number = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) number = Math.imul(number ^ word.charCodeAt(at), 0x01000193);
  return { word, number };
}
