/** A count with its noun: `1 contract`, `2 contracts`, `0 contracts`; `noun` is the singular of a word that takes an s. */
export function counted(count: number | bigint | string, noun: string): string {
  return `${count} ${noun}${String(count) === "1" ? "" : "s"}`;
}
