import type { Random } from "../format/scramble.ts";
import type { Corpus, Entry } from "./corpus.ts";

/** Replaces `[start, end)` of the original by `text`. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** What one mutation does: edits of the text in ascending order, or bytes where it may not be text any more. */
export type Change = { readonly edits: readonly Edit[] } | { readonly bytes: Uint8Array };

export type Scene = { readonly corpus: Corpus; readonly entry: Entry; readonly random: Random };

/** A way to damage a file; undefined where the file has nothing for it. */
export type Mutation = (scene: Scene) => Change | undefined;

export function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from.length === 0 ? undefined : from[random(from.length)];
}

export function replace(start: number, end: number, text: string): Change {
  return { edits: [{ start, end, text }] };
}

/** The text with the edits made. */
export function edited(text: string, edits: readonly Edit[]): string {
  let out = "";
  let at = 0;
  for (const one of edits) {
    out += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return out + text.slice(at);
}

/** The one edit that turns `before` into `after`, without what they begin and end with alike. */
export function editBetween(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
