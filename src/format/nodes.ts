import { endOf } from "../../grammar/place.ts";
import { Because, Else, Otherwise, Or, And, Then, Unless, When, Where } from "../../grammar/words.ts";
import { Text } from "../../grammar/tokens.ts";
import type { Source } from "../text/source.ts";
import {
  blankBetween,
  imageOf,
  isClose,
  isComma,
  isFraction,
  isName,
  isOpen,
  isOperator,
  isSign,
  mayBeginLine,
} from "./spacing.ts";
import type { Block, Piece, Token } from "./tree.ts";

/** Where a line may be broken before an atom: before a word that begins a condition, an operator, another joining word; nowhere. */
export type BreakTier = "condition" | "operator" | "joining" | "none";

/** Something written without a break. `gap` stands before it where it does not begin a line. */
export type Atom = {
  readonly kind: "atom";
  readonly text: string;
  readonly gap: string;
  readonly tier: BreakTier;
  readonly what: "comma" | "text" | "because" | "when" | "equals" | "word";
};

/** `[ … ]` or `( … )`, cut behind its commas. */
export type Group = {
  readonly kind: "group";
  readonly open: Atom;
  readonly items: readonly (readonly Node[])[];
  readonly close: Atom;
};

/** What a value or head is printed from. A `break` stands where the text must keep a line break to be read the same. */
export type Node =
  | Atom
  | Group
  | { readonly kind: "comment"; readonly text: string; readonly own: boolean }
  | { readonly kind: "break" }
  | { readonly kind: "block"; readonly block: Block };

/** What spacing depends on besides the tokens themselves. */
export type Reading = {
  readonly source: Source;
  /** Offsets at which the legs of a spread begin: there a sign is a sign even behind a value. */
  readonly legs: ReadonlySet<number>;
  /** Offsets of tokens before which the author's own gap is kept, because without it the two would be read as one. */
  readonly kept: ReadonlySet<number>;
};

const CONDITION = [When, Where, And, Or, Then, Else, Otherwise, Unless];

/** The nodes of `pieces`; a block becomes an atom where `flat` gives it a text, which it does for blocks that stay in one line. */
export function nodesOf(
  reading: Reading,
  key: Token | undefined,
  pieces: readonly Piece[],
  flat: (block: Block) => string | undefined,
): readonly Node[] {
  const root: Node[] = [];
  const open: { readonly atom: Atom; readonly items: Node[][] }[] = [];
  let into = root;
  let before = key;
  const push = (node: Node): void => void into.push(node);
  const tokenAt = (at: number): Token | undefined => {
    const piece = pieces[at];
    return piece?.kind === "token" ? piece.token : undefined;
  };
  let tight = false;
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === "comment") {
      // Behind the comma of an item, a comment in the same line is still that item's.
      const items = open[open.length - 1]?.items;
      const previous = items?.[items.length - 2];
      if (!piece.own && into.length === 0 && previous !== undefined) previous.push(piece);
      else push(piece);
      continue;
    }
    if (piece.kind === "block") {
      const text = flat(piece.block);
      push(text === undefined ? piece : atom(text, " ", "none", "word"));
      before = undefined;
      continue;
    }
    const { token } = piece;
    const inFraction = isFraction(tokenAt(at - 1), token, tokenAt(at + 1));
    const gap = gapOf(reading, before, token, tight || inFraction);
    if (gap === undefined) push({ kind: "break" });
    const sign = isSign(before, token, reading.legs);
    tight = sign || inFraction;
    const made = atom(imageOf(token), gap ?? "", tight ? "none" : tierOf(token), whatOf(token));
    before = token;
    if (isOpen(token)) {
      open.push({ atom: made, items: [[]] });
      into = top(open).items[0] as Node[];
    } else if (isClose(token)) {
      const { atom: opening, items } = open.pop() as (typeof open)[number];
      into = open.length === 0 ? root : (top(open).items[top(open).items.length - 1] as Node[]);
      const last = items[items.length - 1] as Node[];
      push({ kind: "group", open: opening, items: last.length === 0 ? items.slice(0, -1) : items, close: made });
    } else {
      push(made);
      if (isComma(token) && open.length > 0) {
        into = [];
        top(open).items.push(into);
      }
    }
  }
  return root;
}

/** The blank between two tokens; undefined where the author's line break must stay. */
function gapOf(reading: Reading, before: Token | undefined, token: Token, tight: boolean): string | undefined {
  if (before !== undefined && reading.kept.has(token.startOffset)) {
    const gap = reading.source.text.slice(endOf(before), token.startOffset);
    return /[\r\n]/.test(gap) ? undefined : gap;
  }
  if (before === undefined) return isComma(token) || isClose(token) ? "" : " ";
  return !tight && blankBetween(before, token) ? " " : "";
}

function tierOf(token: Token): BreakTier {
  if (CONDITION.includes(token.tokenType)) return "condition";
  if (isOperator(token)) return "operator";
  return mayBeginLine(token) && token.tokenType !== Because ? "joining" : "none";
}

function whatOf(token: Token): Atom["what"] {
  if (isComma(token)) return "comma";
  if (token.tokenType === Text) return "text";
  if (token.tokenType === Because) return "because";
  if (token.tokenType === When || token.tokenType === Otherwise) return "when";
  return !isName(token) && token.image === "=" ? "equals" : "word";
}

function atom(text: string, gap: string, tier: BreakTier, what: Atom["what"]): Atom {
  return { kind: "atom", text, gap, tier, what };
}

function top<T>(stack: readonly T[]): T {
  return stack[stack.length - 1] as T;
}

/** `nodes` in one line; undefined where a comment, a kept break or a block of several lines is among them. */
export function flatText(nodes: readonly Node[]): string | undefined {
  let text = "";
  for (const node of nodes) {
    const gap = text === "" ? "" : gapBefore(node);
    const part = node.kind === "atom" ? node.text : node.kind === "group" ? groupText(node) : undefined;
    if (part === undefined) return undefined;
    text += gap + part;
  }
  return text;
}

function groupText(group: Group): string | undefined {
  const items: string[] = [];
  for (const item of group.items) {
    const text = flatText(item);
    if (text === undefined) return undefined;
    items.push(text);
  }
  return group.open.text + items.join(" ") + group.close.text;
}

/** What stands before a node within a line. */
export function gapBefore(node: Node): string {
  return node.kind === "atom" ? node.gap : node.kind === "group" ? node.open.gap : " ";
}

/** The column count of a text; characters outside the basic plane count once. */
export function widthOf(text: string): number {
  return [...text].length;
}
