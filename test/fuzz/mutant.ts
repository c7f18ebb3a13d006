import { decode } from "../../src/host/decode.ts";
import { type Random, randomOf } from "../format/scramble.ts";
import type { Corpus, Entry } from "./corpus.ts";
import { blockMutations, crossMutations } from "./mutate-blocks.ts";
import { byteMutations } from "./mutate-bytes.ts";
import { lineMutations } from "./mutate-lines.ts";
import { tokenMutations } from "./mutate-tokens.ts";
import { type Change, type Edit, edited, editBetween, type Mutation } from "./mutation.ts";

/** How often each family is chosen, and its members alike. */
const FAMILIES: readonly (readonly [number, readonly (readonly [string, Mutation])[]])[] = [
  [20, Object.entries(byteMutations)],
  [44, Object.entries(tokenMutations)],
  [18, Object.entries(lineMutations)],
  [12, Object.entries(blockMutations)],
  [6, Object.entries(crossMutations)],
];
const SUM = FAMILIES.reduce((sum, [weight]) => sum + weight, 0);

/** One damaged file: a text, with where it was damaged, or bytes that are no text. */
export type Mutant = {
  readonly number: number;
  readonly kind: string;
  readonly entry: Entry;
  readonly roots: readonly string[];
  /** What a file system would hold. */
  readonly bytes?: Uint8Array;
  readonly text?: string;
  /** What was changed of the original; empty for bytes that are no text. */
  readonly edits: readonly Edit[];
  /** True when the damage is in one neighbourhood, so that the findings should be there as well. */
  readonly local: boolean;
};

/** The mutant of a number: the same for the same seed, whoever makes it and in whatever order. */
export function mutantOf(corpus: Corpus, seed: number, number: number): Mutant {
  const random = randomOf(mixed(seed, number));
  for (;;) {
    const entry = entryAt(corpus, random(corpus.totalWeight));
    const [kind, mutation] = mutationAt(random);
    const change = mutation({ corpus, entry, random });
    if (change === undefined) continue;
    const made = textOf(entry, change);
    if (made.text === entry.text) continue;
    const roots = entry.roots[random(entry.roots.length)] as readonly string[];
    return { number, kind, entry, roots, local: !kind.startsWith("cross-"), ...made };
  }
}

/** A number of 32 bits in which seed and case are well stirred (the finaliser of MurmurHash3), for neighbours would begin alike. */
function mixed(seed: number, number: number): number {
  let state = (Math.imul(seed, 0x9e3779b1) + number) | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}

function entryAt(corpus: Corpus, at: number): Entry {
  let left = at;
  for (const entry of corpus.entries) {
    left -= entry.weight;
    if (left < 0) return entry;
  }
  throw new Error("the weights of the corpus do not add up");
}

function mutationAt(random: Random): readonly [string, Mutation] {
  let left = random(SUM);
  for (const [weight, members] of FAMILIES) {
    left -= weight;
    if (left < 0) return members[random(members.length)] as readonly [string, Mutation];
  }
  throw new Error("the weights of the mutations do not add up");
}

function textOf(entry: Entry, change: Change): Pick<Mutant, "bytes" | "text" | "edits"> {
  if ("edits" in change) return { text: edited(entry.text, change.edits), edits: change.edits };
  const { bytes } = change;
  const read = decode(entry.path, bytes);
  if (read.kind !== "text") return { bytes, edits: [] };
  return { bytes, text: read.text, edits: [editBetween(entry.text, read.text)] };
}
