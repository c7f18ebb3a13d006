/** Longer words are not misspelt names; comparing them would only cost time. */
const LONGEST = 64;

/** How many edits apart two words may be and still be taken for one another: one up to five letters, then one for every three, at most four. */
function bound(length: number): number {
  return length <= 5 ? 1 : Math.min(4, Math.floor(length / 3));
}

/**
 * The fewest insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`, no substring edited twice
 * (the optimal string alignment of Damerau 1964 and Levenshtein 1966); more than `most` comes back as `most + 1`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (above[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] as number) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    // The row before is at best one lower, and a swap that reaches back to it costs one: nothing below comes under the bound again.
    if (least > most) return most + 1;
    before = above;
    above = current;
  }
  return Math.min(above[b.length] as number, most + 1);
}

type Ranked = { readonly word: string; readonly edits: number; readonly prefix: number; readonly gap: number };

/**
 * Up to `limit` candidates that `word` may have been meant for, the likeliest first. Case and `_` against `-` count for nothing; a word
 * of three letters or more also finds the candidates it begins. Equal candidates are ordered by longest shared beginning, then nearest
 * length, then code unit, so that the answer never depends on the order given.
 */
export function suggest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = fold(word);
  if (wanted === "" || wanted.length > LONGEST) return [];
  const most = bound(wanted.length);
  const ranked: Ranked[] = [];
  for (const candidate of new Set(candidates)) {
    if (candidate === word) continue;
    const other = fold(candidate);
    const begins = wanted.length >= 3 && other.startsWith(wanted);
    const edits = begins ? Math.min(most, other.length - wanted.length) : distance(wanted, other, most);
    // One edit makes any word of one letter out of any other: that is no resemblance.
    if (edits > most || edits >= Math.max(wanted.length, other.length)) continue;
    ranked.push({
      word: candidate,
      edits,
      prefix: shared(wanted, other),
      gap: Math.abs(other.length - wanted.length),
    });
  }
  ranked.sort(
    (a, b) =>
      a.edits - b.edits || b.prefix - a.prefix || a.gap - b.gap || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0),
  );
  return ranked.slice(0, limit).map((one) => one.word);
}

/** "did you mean `a`, `b` or `c`?" in the order given; undefined when there is nothing to offer. */
export function didYouMean(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() as string;
  return `did you mean ${quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`}?`;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}

function shared(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
