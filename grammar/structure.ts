import type { IToken } from "chevrotain";
import { endOf } from "./place.ts";
import { Doc, Key, LBrace, RBrace, Separator, TextKey } from "./tokens.ts";

/** One part of a line: a token of its value, or a block. */
export type Part = IToken | RawBlock;

/** What the structure grammar read: a line with an optional key, or the text above one. */
export type RawItem = {
  readonly doc?: IToken | undefined;
  readonly key?: IToken | undefined;
  readonly parts: readonly Part[];
  /** How many of the parts are blocks. */
  readonly blocks: number;
};

export type RawBlock = { readonly start: number; readonly end: number; readonly items: readonly RawItem[] };

export function isBlock(part: Part): part is RawBlock {
  return "items" in part;
}

/**
 * The items of `tokens`, which the layout pass has balanced; `broken` is the first token no rule accepts, which that pass rules out. The
 * grammar of this is in `structure-parser.ts`; it is small enough to be read by hand, and tests hold the two together.
 */
export function parseStructure(tokens: readonly IToken[]): { items: readonly RawItem[]; broken?: IToken } {
  const at = { next: 0 };
  const items = readItems(tokens, at);
  const broken = tokens[at.next];
  return { items, ...(broken === undefined ? {} : { broken }) };
}

type Place = { next: number };

const NONE: readonly Part[] = [];

/** Up to the `}` that closes the block they stand in, or to the end. */
function readItems(tokens: readonly IToken[], at: Place): RawItem[] {
  const items: RawItem[] = [];
  for (let token = tokens[at.next]; token !== undefined; token = tokens[at.next]) {
    const type = token.tokenType;
    if (type === RBrace) break;
    if (type === Separator) at.next++;
    else if (type === Doc) {
      at.next++;
      items.push({ doc: token, key: undefined, parts: NONE, blocks: 0 });
    } else if (type === Key || type === TextKey) {
      at.next++;
      items.push(readParts(tokens, at, token));
    } else items.push(readParts(tokens, at, undefined));
  }
  return items;
}

function readParts(tokens: readonly IToken[], at: Place, key: IToken | undefined): RawItem {
  const parts: Part[] = [];
  let blocks = 0;
  for (let token = tokens[at.next]; token !== undefined; token = tokens[at.next]) {
    const type = token.tokenType;
    if (type === Separator || type === RBrace || type === Doc || type === Key || type === TextKey) break;
    at.next++;
    if (type !== LBrace) {
      parts.push(token);
      continue;
    }
    const items = readItems(tokens, at);
    const close = tokens[at.next++];
    blocks++;
    parts.push({ start: token.startOffset, end: close === undefined ? token.startOffset : endOf(close), items });
  }
  return { doc: undefined, key, parts, blocks };
}
