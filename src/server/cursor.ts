import { blocks, fieldSpec, sectionType } from "../../grammar/fields.ts";
import { layout } from "../../grammar/layout.ts";
import { lex } from "../../grammar/lexer.ts";
import { Doc, Key, LBrace, RBrace, Separator, Text, TextKey } from "../../grammar/tokens.ts";
import type { Source } from "../text/source.ts";

/** A token of the lexer, or one that layout put in. */
export type Token = ReturnType<typeof lex>["tokens"][number];

/** A block that is open at a place: the word it begins with, the name of a declaration, and its type in the catalogue where it has one. */
export type Opened = {
  readonly keyword: string;
  readonly name?: string;
  readonly type: string | undefined;
  /** The kind of value that stands in `case { … }` and `first of { … }`, whose lines are arms. */
  readonly arms?: true;
};

/** Where in the language a place is. It is told from tokens alone, so that a half-typed file answers as a whole one does. */
export type Cursor = {
  /** The open blocks, outermost first. */
  readonly opened: readonly Opened[];
  readonly place: "declaration" | "head" | "item" | "value" | "text" | "import" | "citation" | "prose" | "comment";
  /** The key whose value it is in. */
  readonly key?: string;
  /** The tokens of the item in hand that end before the word at the place. */
  readonly before: readonly Token[];
  /** The word that is being typed; empty between words. */
  readonly word: { readonly start: number; readonly end: number; readonly text: string };
};

/** The tokens of a text with the ends of items, as the structure parser has them; nothing is reported. */
export function tokensOf(source: Source): { readonly tokens: readonly Token[]; readonly comments: readonly Token[] } {
  const { tokens, comments } = lex(source);
  return { tokens: layout(source, tokens, []), comments };
}

const PART = /[\w-]/;

/** The name or word around an offset, empty where there is none; a `-` belongs to a name only between letters and digits. */
export function wordAt(text: string, offset: number): Cursor["word"] {
  let start = offset;
  let end = offset;
  while (start > 0 && PART.test(text[start - 1] as string)) start--;
  while (end < text.length && PART.test(text[end] as string)) end++;
  while (start < end && text[start] === "-") start++;
  while (end > offset && end > start && text[end - 1] === "-") end--;
  return { start, end, text: text.slice(start, end) };
}

/** What a line that goes on in the next ends with. */
const GOES_ON = /^(?:[,+*/([.-]|\.\.)$/;

const endOf = (token: Token): number => token.startOffset + token.image.length;
const inside = (token: Token, offset: number): boolean => token.startOffset < offset && offset <= endOf(token);
const keyOf = (token: Token): string => token.image.replace(/[ \t]*:$/, "").replace(/^"|"$/g, "");

/** Where `offset` of `source` is. */
export function cursorAt(source: Source, offset: number, read = tokensOf(source)): Cursor {
  const { tokens, comments } = read;
  const word = wordAt(source.text, offset);
  const opened: Opened[] = [];
  let item: Token[] = [];
  const at = (place: Cursor["place"], key?: string): Cursor => ({
    opened,
    place,
    word,
    before: item,
    ...(key === undefined ? {} : { key }),
  });
  if (comments.some((one) => inside(one, offset))) return at("comment");
  for (const token of tokens) {
    if (token.startOffset >= word.start && token.tokenType !== Separator) break;
    if (token.startOffset >= offset) break;
    if (token.tokenType === Doc) {
      if (inside(token, offset)) return at(/\[[\w-]*$/.test(source.text.slice(0, offset)) ? "citation" : "prose");
    } else if (token.tokenType === LBrace) {
      opened.push(opening(opened, item));
      item = [];
    } else if (token.tokenType === RBrace) {
      // A brace that is not there yet was put in for the parser; its author is still inside.
      if (source.text[token.startOffset] !== "}") continue;
      opened.pop();
      item = [];
    } else if (token.tokenType === Separator) {
      // Behind a value, in its own line, its author may still be writing it.
      if (/[\n;]/.test(source.text.slice(token.startOffset, offset))) item = [];
    } else {
      if (token.tokenType === Text && token.startOffset < offset && offset < endOf(token))
        return at(item[0]?.image === "import" ? "import" : "text", keyIn(item));
      item.push(token);
    }
  }
  const last = item.at(-1);
  // Before a closing brace no end of an item is marked: a new line is one, unless the last goes on.
  if (last !== undefined && source.text.slice(endOf(last), word.start).includes("\n") && !GOES_ON.test(last.image))
    item = [];
  const key = keyIn(item);
  if (key !== undefined) return at("value", key);
  if (opened.length === 0)
    return at(item.length === 0 ? "declaration" : item[0]?.image === "import" ? "import" : "head");
  if (item.length === 0) return at("item");
  const inner = opened.at(-1);
  const section = inner?.type !== undefined && sectionOpens(inner.type, (item[0] as Token).image);
  return at(section ? "head" : "value");
}

function keyIn(item: readonly Token[]): string | undefined {
  const first = item.find((one) => one.tokenType === Key || one.tokenType === TextKey);
  return first === undefined ? undefined : keyOf(first);
}

function sectionOpens(type: string, keyword: string): boolean {
  const spec = blocks.get(type);
  return spec !== undefined && sectionType(spec, keyword) !== undefined;
}

/** What a `{` behind the tokens of an item opens. */
function opening(opened: readonly Opened[], item: readonly Token[]): Opened {
  const [first, second] = item;
  const last = item.at(-1)?.image;
  const outer = opened.at(-1);
  if (last === "case" || (last === "of" && item.at(-2)?.image === "first"))
    return { keyword: last === "of" ? "first of" : last, type: outer?.type, arms: true };
  if (first === undefined) return { keyword: "", type: undefined };
  if (outer === undefined) {
    const type = blocks.has(first.image) ? first.image : undefined;
    return { keyword: first.image, type, ...(second === undefined ? {} : { name: second.image }) };
  }
  const spec = outer.type === undefined ? undefined : blocks.get(outer.type);
  const key = item.find((one) => one.tokenType === Key || one.tokenType === TextKey);
  if (spec === undefined) return { keyword: key === undefined ? first.image : keyOf(key), type: undefined };
  if (key === undefined) return { keyword: first.image, type: sectionType(spec, first.image) };
  return { keyword: keyOf(key), type: fieldSpec(spec, keyOf(key), key.tokenType === TextKey)?.block };
}
