import type { Entry } from "./corpus.ts";
import { type Change, type Mutation, replace, type Scene } from "./mutation.ts";

type Line = { readonly start: number; readonly end: number; readonly text: string };

function line(entry: Entry, at: number): Line | undefined {
  const [start, end] = [entry.lines[at], entry.lines[at + 1]];
  if (start === undefined || end === undefined || start === end) return undefined;
  return { start, end, text: entry.text.slice(start, end) };
}

const any = ({ entry, random }: Scene): Line | undefined => line(entry, random(entry.lines.length - 1));

const drop: Mutation = (scene) => {
  const one = any(scene);
  return one && replace(one.start, one.end, "");
};

const duplicate: Mutation = (scene) => {
  const one = any(scene);
  return one && replace(one.end, one.end, one.text);
};

/** Anywhere in the file half of the time, a few lines up or down otherwise. */
const move: Mutation = (scene) => {
  const { entry, random } = scene;
  const count = entry.lines.length - 1;
  const at = random(count);
  const to = random(2) === 0 ? random(count) : at + random(9) - 4;
  const [one, other] = [line(entry, at), line(entry, to)];
  if (one === undefined || other === undefined || one.text === other.text) return undefined;
  return moved(one, other.start);
};

/** `what` taken out and put in before the offset `to`. */
export function moved(what: Line, to: number): Change | undefined {
  if (to >= what.start && to <= what.end) return undefined;
  const cut = { start: what.start, end: what.end, text: "" };
  const paste = { start: to, end: to, text: what.text };
  return { edits: to < what.start ? [paste, cut] : [cut, paste] };
}

const join: Mutation = (scene) => {
  const { entry, random } = scene;
  const one = line(entry, random(entry.lines.length - 1));
  if (one === undefined || !one.text.endsWith("\n")) return undefined;
  const broken = one.end - (one.text.endsWith("\r\n") ? 2 : 1);
  return replace(broken, one.end, random(2) === 0 ? "" : " ");
};

const split: Mutation = ({ entry, random }) => {
  const piece = entry.pieces[random(entry.pieces.length)];
  return piece && replace(piece.start, piece.start, "\n");
};

const swap: Mutation = ({ entry, random }) => {
  const at = random(Math.max(1, entry.lines.length - 2));
  const [one, other] = [line(entry, at), line(entry, at + 1)];
  if (one === undefined || other === undefined || one.text === other.text) return undefined;
  return replace(one.start, other.end, other.text + one.text);
};

export const lineMutations = {
  "line-drop": drop,
  "line-duplicate": duplicate,
  "line-move": move,
  "line-join": join,
  "line-split": split,
  "line-swap": swap,
} as const satisfies Readonly<Record<string, Mutation>>;
