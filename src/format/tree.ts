import type { Lexed } from "../../grammar/lexer.ts";
import { endOf, withoutIdleLines } from "../../grammar/place.ts";
import { isBlock, type Part, type RawBlock, type RawItem } from "../../grammar/structure.ts";
import type { Comment } from "../ast/nodes.ts";
import type { Source } from "../text/source.ts";

export type Token = Lexed["tokens"][number];

/** What an item is made of, in the order written. A comment that is `own` has its line to itself. */
export type Piece =
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "comment"; readonly text: string; readonly own: boolean }
  | { readonly kind: "block"; readonly block: Block };

/** A field, section, statement, declaration or import, with the comment behind it in its last line. `blank`: an empty line stands above. */
export type Item = {
  readonly kind: "item";
  readonly key?: Token;
  readonly pieces: readonly Piece[];
  readonly trailing?: string;
  readonly blank: boolean;
};

/** A line of a block: an item, a `///` line or a comment of its own. */
export type Entry = Item | { readonly kind: "doc" | "comment"; readonly text: string; readonly blank: boolean };

/** `oneLine`: written within one line; `opening`: the comment behind its `{`. */
export type Block = { readonly entries: readonly Entry[]; readonly oneLine: boolean; readonly opening?: string };

const BREAK = /\r\n|\r|\n/g;

/**
 * The lines of a text as its author laid them out: blocks and items of the structure grammar, with every comment at the place where it
 * stands between two tokens. `items` are those of the whole file and must be sound; `comments` are all comments in order.
 */
export function treeOf(
  source: Source,
  items: readonly RawItem[],
  comments: readonly Pick<Comment, "text" | "span">[],
): readonly Entry[] {
  const text = source.text;
  let next = 0;

  const breaks = (from: number, to: number): number => text.slice(from, to).match(BREAK)?.length ?? 0;

  /** True when nothing but white space of two lines or more, and semicolons, stands above `start`. */
  const blankAbove = (start: number): boolean => {
    let at = start;
    while (at > 0 && /[\s;]/.test(text.charAt(at - 1))) at--;
    return (withoutIdleLines(text.slice(at, start)).match(BREAK)?.length ?? 0) > 1;
  };

  /** Takes the comment that begins before `limit` in the line of `from`. */
  const sameLine = (from: number, limit: number): string | undefined => {
    const comment = comments[next];
    if (comment === undefined || comment.span.start >= limit || breaks(from, comment.span.start) > 0) return undefined;
    next++;
    return comment.text.trimEnd();
  };

  const ownLines = (limit: number, into: Entry[]): void => {
    for (let one = comments[next]; one !== undefined && one.span.start < limit; one = comments[++next])
      into.push({ kind: "comment", text: one.text.trimEnd(), blank: blankAbove(one.span.start) });
  };

  const entriesOf = (raw: readonly RawItem[], limit: number): Entry[] => {
    const entries: Entry[] = [];
    raw.forEach((item, at) => {
      const start = startOf(item);
      ownLines(start, entries);
      if (item.doc !== undefined) entries.push({ kind: "doc", text: docText(item.doc), blank: blankAbove(start) });
      else entries.push(itemOf(item, start, Math.min(limit, startOf(raw[at + 1]))));
    });
    ownLines(limit, entries);
    return entries;
  };

  const itemOf = (raw: RawItem, start: number, limit: number): Item => {
    const pieces: Piece[] = [];
    let end = raw.key === undefined ? start : endOf(raw.key);
    for (const part of raw.parts) {
      const begin = startOfPart(part);
      for (let one = comments[next]; one !== undefined && one.span.start < begin; one = comments[++next]) {
        pieces.push({ kind: "comment", text: one.text.trimEnd(), own: breaks(end, one.span.start) > 0 });
        end = one.span.end;
      }
      pieces.push(isBlock(part) ? { kind: "block", block: blockOf(part) } : { kind: "token", token: part });
      end = isBlock(part) ? part.end : endOf(part);
    }
    const trailing = sameLine(end, limit);
    return {
      kind: "item",
      ...(raw.key === undefined ? {} : { key: raw.key }),
      pieces,
      ...(trailing === undefined ? {} : { trailing }),
      blank: blankAbove(start),
    };
  };

  const blockOf = (raw: RawBlock): Block => {
    const opening = sameLine(raw.start, Math.min(raw.end, startOf(raw.items[0])));
    return {
      entries: entriesOf(raw.items, raw.end),
      oneLine: breaks(raw.start, raw.end) === 0,
      ...(opening === undefined ? {} : { opening }),
    };
  };

  return entriesOf(items, Number.POSITIVE_INFINITY);
}

/** The tokens of `entries` in their order, without braces and `///` lines. */
export function tokensOf(entries: readonly Entry[]): readonly Token[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "item") return [];
    const pieces = entry.pieces.flatMap((piece) => {
      if (piece.kind === "token") return [piece.token];
      return piece.kind === "block" ? tokensOf(piece.block.entries) : [];
    });
    return entry.key === undefined ? pieces : [entry.key, ...pieces];
  });
}

function startOf(item: RawItem | undefined): number {
  const first = item?.doc ?? item?.key;
  if (first !== undefined) return first.startOffset;
  const part = item?.parts[0];
  return part === undefined ? Number.POSITIVE_INFINITY : startOfPart(part);
}

function startOfPart(part: Part): number {
  return isBlock(part) ? part.start : part.startOffset;
}

/** A `///` line with a blank behind its slashes; what is Markdown in it stays as it is. */
function docText(token: Token): string {
  return token.image.trimEnd().replace(/^\/\/\/(?=[^\s/])/, "/// ");
}
