import type { TokenType } from "chevrotain";
import { vocabulary } from "../tokens.ts";

/** What the generated rules look up the next token in, by the number of its type. */

const SIZE = vocabulary.length + 8;
const numbers = new Map<string, number>(vocabulary.map((one: TokenType) => [one.name, one.tokenTypeIdx as number]));

function fill(table: Uint8Array, names: string, value: number): void {
  for (const name of names.split(" ")) {
    const at = numbers.get(name);
    if (at !== undefined) table[at] = value;
  }
}

/** 1 for every type named. */
export function kinds(names: string): Uint8Array {
  const table = new Uint8Array(SIZE);
  fill(table, names, 1);
  return table;
}

/** For every type the number of the way it begins, from 1; the ways are apart by `|`. */
export function choices(ways: string): Uint8Array {
  const table = new Uint8Array(SIZE);
  ways.split(" | ").forEach((names, at) => fill(table, names, at + 1));
  return table;
}
