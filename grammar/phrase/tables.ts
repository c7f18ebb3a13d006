/** What the generated rules look up the next token in, by the number of its type. */

const SIZE = 256;

/** 1 for every type numbered. */
export function kinds(numbers: readonly number[]): Uint8Array {
  const table = new Uint8Array(SIZE);
  for (const one of numbers) table[one] = 1;
  return table;
}

/** For every type the number of the way it begins, from 1. */
export function choices(ways: readonly (readonly number[])[]): Uint8Array {
  const table = new Uint8Array(SIZE);
  for (let way = 0; way < ways.length; way++) for (const one of ways[way] as readonly number[]) table[one] = way + 1;
  return table;
}
