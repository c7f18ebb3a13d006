/** How far down two texts are searched for the line where they meet again. */
const REACH = 60;

/**
 * How `after` differs from `before`, for people: `@@ line N`, then `-` and `+` lines, at most `most` of them with a count of the rest.
 * Not always the shortest account, and always a true one; empty when the two are alike.
 */
export function difference(before: string, after: string, most: number): readonly string[] {
  const one = linesOf(before);
  const other = linesOf(after);
  const out: string[] = [];
  let at = 0;
  let to = 0;
  while (at < one.length || to < other.length) {
    if (one[at] === other[to]) {
      at++;
      to++;
      continue;
    }
    const [left, right] = meeting(one, at, other, to);
    out.push(`@@ line ${at + 1}`);
    for (; at < left; at++) out.push(`-${shown(one[at])}`);
    for (; to < right; to++) out.push(`+${shown(other[to])}`);
  }
  const rest = out.length - most;
  return rest <= 1 ? out : [...out.slice(0, most), `… and ${rest} lines more`];
}

/** The nearest places from `at` and `to` on where the two have the same line; their ends when there is none within reach. */
function meeting(one: readonly string[], at: number, other: readonly string[], to: number): readonly [number, number] {
  for (let steps = 1; steps <= REACH; steps++) {
    for (let left = 0; left <= steps; left++) {
      const [i, j] = [at + left, to + steps - left];
      if (i < one.length && j < other.length && one[i] === other[j]) return [i, j];
    }
  }
  return [Math.min(one.length, at + REACH), Math.min(other.length, to + REACH)];
}

/** The lines with what ends them, so that a missing last line break is a difference as well. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A line with blanks that would not be seen made visible. */
function shown(line: string | undefined): string {
  const text = (line ?? "").replace(/\n$/, "");
  return text.replace(/[ \t\r]+$/, (blanks) =>
    [...blanks].map((one) => (one === " " ? "·" : one === "\t" ? "→" : "␍")).join(""),
  );
}
