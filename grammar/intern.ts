import type { TokenType } from "chevrotain";
import { Name } from "./word-classes.ts";
import { wordType } from "./words.ts";

/** Places for words; a power of two, several times as many as the words that are met again and again. */
const SIZE = 2048;
const words: (string | undefined)[] = Array.from({ length: SIZE });
const types: TokenType[] = Array.from({ length: SIZE }, () => Name);

/**
 * The place of the word from `start` up to `end`, which are not the same, among those met last. A word met again is the same string, so that it is
 * kept once, and what kind of word it is need not be looked up.
 */
export function placeOfWord(text: string, start: number, end: number): number {
  const middle = text.charCodeAt((start + end) >> 1);
  const mixed = (text.charCodeAt(start) * 31 + middle) * 31 + text.charCodeAt(end - 1);
  const place = (mixed * 31 + (end - start)) & (SIZE - 1);
  const known = words[place];
  if (known === undefined || known.length !== end - start || !text.startsWith(known, start)) {
    const word = text.slice(start, end);
    words[place] = word;
    types[place] = wordType(word) ?? Name;
  }
  return place;
}

/** The word at a place just told. */
export function wordAt(place: number): string {
  return words[place] as string;
}

/** Whether the word at a place just told is a glue word, a soft one or a name. */
export function typeAt(place: number): TokenType {
  return types[place] as TokenType;
}
