/** What two lists have in common and what each has alone, in order: `both` pairs an element of each, the others are of one side. */
export type Aligned<T> =
  | { readonly kind: "both"; readonly before: T; readonly after: T }
  | { readonly kind: "before"; readonly before: T }
  | { readonly kind: "after"; readonly after: T };

/**
 * A longest common subsequence of two lists by the keys of their elements (Wagner and Fischer 1974); where there are several, what is deleted comes
 * before what is inserted. Time and space are the product of the lengths, which is why documents are aligned by blocks before words.
 */
export function align<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): Aligned<T>[] {
  const [old, now] = [before.map(keyOf), after.map(keyOf)];
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] as number;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: Aligned<T>[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j])
      found.push({ kind: "both", before: before[i++] as T, after: after[j++] as T });
    else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1)))
      found.push({ kind: "before", before: before[i++] as T });
    else found.push({ kind: "after", after: after[j++] as T });
  }
  return found;
}
