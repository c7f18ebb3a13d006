import type { IToken } from "chevrotain";
import { endOf } from "./place.ts";
import { Doc, Key, LBrace, RBrace, Separator, TextKey } from "./tokens.ts";

/** One part of a line: a token of its value, or a block. */
export type Part =
  { readonly token: IToken; readonly block?: undefined } | { readonly token?: undefined; readonly block: RawBlock };

/** What the structure grammar read: a line with an optional key, or the text above one. */
export type RawItem = {
  readonly doc?: IToken;
  readonly key?: IToken;
  readonly parts: readonly Part[];
};

export type RawBlock = { readonly start: number; readonly end: number; readonly items: readonly RawItem[] };

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

/** Up to the `}` that closes the block they stand in, or to the end. */
function readItems(tokens: readonly IToken[], at: Place): RawItem[] {
  const items: RawItem[] = [];
  for (let token = tokens[at.next]; token !== undefined; token = tokens[at.next]) {
    const type = token.tokenType;
    if (type === RBrace) break;
    if (type === Separator) at.next++;
    else if (type === Doc) {
      at.next++;
      items.push({ doc: token, parts: [] });
    } else if (type === Key || type === TextKey) {
      at.next++;
      items.push({ key: token, parts: readParts(tokens, at) });
    } else items.push({ parts: readParts(tokens, at) });
  }
  return items;
}

function readParts(tokens: readonly IToken[], at: Place): Part[] {
  const parts: Part[] = [];
  for (let token = tokens[at.next]; token !== undefined; token = tokens[at.next]) {
    const type = token.tokenType;
    if (type === Separator || type === RBrace || type === Doc || type === Key || type === TextKey) break;
    at.next++;
    if (type !== LBrace) {
      parts.push({ token });
      continue;
    }
    const items = readItems(tokens, at);
    const close = tokens[at.next++];
    parts.push({
      block: { start: token.startOffset, end: close === undefined ? token.startOffset : endOf(close), items },
    });
  }
  return parts;
}
