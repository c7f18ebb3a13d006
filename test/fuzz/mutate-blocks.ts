import type { Entry, Range } from "./corpus.ts";
import { moved } from "./mutate-lines.ts";
import { type Mutation, pick, replace, type Scene } from "./mutation.ts";

/** A block with the words before it: from the start of its line to its closing brace and line break. */
function whole(entry: Entry, block: Range): Range & { readonly text: string } {
  const start = entry.text.lastIndexOf("\n", block.start - 1) + 1;
  const line = /^[ \t]*(?:\/\/[^\n]*)?\r?\n/.exec(entry.text.slice(block.end))?.[0] ?? "";
  const end = block.end + line.length;
  return { start, end, text: entry.text.slice(start, end) };
}

const inner = ({ entry, random }: Scene): Range | undefined =>
  pick(
    random,
    entry.blocks.filter((one) => entry.declarations.every((declaration) => declaration.end !== one.end)),
  );

const dropBrace: Mutation = ({ entry, random }) => {
  const one = pick(
    random,
    entry.pieces.filter((piece) => piece.kind === "LBrace" || piece.kind === "RBrace"),
  );
  return one && replace(one.start, one.end, "");
};

const drop: Mutation = (scene) => {
  const one = inner(scene);
  if (one === undefined) return undefined;
  const { start, end } = whole(scene.entry, one);
  return replace(start, end, "");
};

const empty: Mutation = ({ entry, random }) => {
  const one = pick(random, entry.blocks);
  return one && one.end - one.start > 2 ? replace(one.start + 1, one.end - 1, "") : undefined;
};

const duplicate: Mutation = (scene) => {
  const one = inner(scene);
  if (one === undefined) return undefined;
  const { end, text } = whole(scene.entry, one);
  return replace(end, end, text);
};

/** To the beginning of another block. */
const move: Mutation = (scene) => {
  const [one, other] = [inner(scene), pick(scene.random, scene.entry.blocks)];
  if (one === undefined || other === undefined) return undefined;
  const what = whole(scene.entry, one);
  return moved({ ...what, text: `\n${what.text}` }, other.start + 1);
};

/** A block within a block of the same words. */
const nest: Mutation = (scene) => {
  const one = pick(scene.random, scene.entry.blocks);
  if (one === undefined) return undefined;
  const what = whole(scene.entry, one);
  const head = scene.entry.text.slice(what.start, one.start);
  return {
    edits: [
      { start: what.start, end: what.start, text: `${head.trimEnd()} {\n` },
      { start: what.end, end: what.end, text: "}\n" },
    ],
  };
};

const duplicateDeclaration: Mutation = ({ entry, random }) => {
  const one = pick(random, entry.declarations);
  return one && replace(one.end, one.end, `\n${entry.text.slice(one.start, one.end)}\n`);
};

const dropDeclaration: Mutation = ({ entry, random }) => {
  const one = pick(random, entry.declarations);
  return one && replace(one.start, one.end, "");
};

/** The beginning of this file and the end of another. */
const crossLines: Mutation = ({ corpus, entry, random }) => {
  const other = pick(random, corpus.entries) as Entry;
  const [at, from] = [pick(random, entry.lines) as number, pick(random, other.lines) as number];
  return replace(at, entry.text.length, other.text.slice(from));
};

/** A block or declaration of another file in the place of one of this. */
const crossBlocks: Mutation = ({ corpus, entry, random }) => {
  const other = pick(random, corpus.entries) as Entry;
  const ranges = random(3) === 0 ? "declarations" : "blocks";
  const [mine, theirs] = [pick(random, entry[ranges]), pick(random, other[ranges])];
  return mine && theirs && replace(mine.start, mine.end, other.text.slice(theirs.start, theirs.end));
};

export const blockMutations = {
  "block-brace-drop": dropBrace,
  "block-drop": drop,
  "block-empty": empty,
  "block-duplicate": duplicate,
  "block-move": move,
  "block-nest": nest,
  "declaration-duplicate": duplicateDeclaration,
  "declaration-drop": dropDeclaration,
} as const satisfies Readonly<Record<string, Mutation>>;

export const crossMutations = {
  "cross-lines": crossLines,
  "cross-blocks": crossBlocks,
} as const satisfies Readonly<Record<string, Mutation>>;
