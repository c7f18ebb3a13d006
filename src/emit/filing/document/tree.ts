import MarkdownIt from "markdown-it";

/** Whether a redline has something inserted or deleted; absent where both texts have it. */
export type Revision = "inserted" | "deleted";

/** A stretch of text in one form, and the sentence it belongs to where it states a term. */
export type Run = {
  readonly kind: "run";
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly sentence?: string;
  /** Where it leads: `#rule-81004` in the document itself, `rulebook.md#rule-81004` in another, or an address. */
  readonly link?: string;
  readonly revision?: Revision;
};
export type Break = { readonly kind: "break"; readonly revision?: Revision };
/** A place that links lead to. */
export type Anchor = { readonly kind: "anchor"; readonly id: string };
export type Inline = Run | Break | Anchor;

export type Heading = {
  readonly kind: "heading";
  readonly level: 1 | 2 | 3;
  readonly inlines: readonly Inline[];
  readonly revision?: Revision;
};
export type Paragraph = {
  readonly kind: "paragraph";
  readonly inlines: readonly Inline[];
  /** Of an item of a list: how deep, and its place in the list, so that numbers of two lists are told apart. */
  readonly item?: { readonly ordered: boolean; readonly depth: number; readonly list: number; readonly first: boolean };
  readonly revision?: Revision;
};
export type Row = { readonly cells: readonly (readonly Inline[])[]; readonly revision?: Revision };
export type Table = {
  readonly kind: "table";
  /** Of each column whether its numbers stand to the right. */
  readonly right: readonly boolean[];
  readonly head: Row;
  readonly rows: readonly Row[];
  readonly revision?: Revision;
};
export type Block = Heading | Paragraph | Table;

const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });

type Token = ReturnType<typeof reader.parse>[number];

/** A rendered document (`Rendered.text`, with its marks) as a tree that knows no format; every character of it is in a run. */
export function documentOf(text: string): Block[] {
  const blocks: Block[] = [];
  const lists: { readonly ordered: boolean; readonly id: number; first: boolean }[] = [];
  let listCount = 0;
  let level: Heading["level"] | undefined;
  let rows: Row[] | undefined;
  let right: boolean[] = [];
  let cells: (readonly Inline[])[] = [];
  for (const token of reader.parse(text, {})) {
    if (token.type === "heading_open") level = Math.min(Number(token.tag.slice(1)), 3) as Heading["level"];
    else if (token.type === "bullet_list_open" || token.type === "ordered_list_open")
      lists.push({ ordered: token.type.startsWith("ordered"), id: ++listCount, first: true });
    else if (token.type === "bullet_list_close" || token.type === "ordered_list_close") lists.pop();
    else if (token.type === "list_item_open" && lists.length > 0)
      (lists[lists.length - 1] as { first: boolean }).first = true;
    else if (token.type === "table_open") {
      rows = [];
      right = [];
    } else if (token.type === "th_open") right.push(token.attrGet("style") === "text-align:right");
    else if (token.type === "tr_open") cells = [];
    else if (token.type === "tr_close") rows?.push({ cells });
    else if (token.type === "table_close") {
      const [head, ...rest] = rows ?? [];
      if (head !== undefined) blocks.push({ kind: "table", right, head, rows: rest });
      rows = undefined;
    } else if (token.type === "inline") {
      const inlines = inlinesOf(token.children ?? []);
      if (rows !== undefined) cells.push(inlines);
      else if (level !== undefined) {
        blocks.push({ kind: "heading", level, inlines });
        level = undefined;
      } else blocks.push({ kind: "paragraph", inlines, ...itemOf(lists) });
    } else if (token.content.trim() !== "") {
      // Code and the like, which no template writes: its text is there all the same.
      blocks.push({ kind: "paragraph", inlines: [{ kind: "run", text: token.content.trimEnd() }], ...itemOf(lists) });
    }
  }
  return blocks;
}

function itemOf(lists: readonly { ordered: boolean; id: number; first: boolean }[]): Pick<Paragraph, "item"> {
  const list = lists[lists.length - 1];
  if (list === undefined) return {};
  const { ordered, id, first } = list;
  list.first = false;
  return { item: { ordered, depth: lists.length - 1, list: id, first } };
}

/** Marks of the renderer: a sentence opens (E000 id E001) and closes (E002), and places (E003 id E001). */
const MARK = /\uE000([^\uE001]*)\uE001|\uE002|\uE003([^\uE001]*)\uE001/g;

function inlinesOf(tokens: readonly Token[]): Inline[] {
  const found: Inline[] = [];
  const state: { bold: number; italic: number; link?: string; sentence?: string } = { bold: 0, italic: 0 };
  const put = (text: string): void => {
    if (text === "") return;
    found.push({
      kind: "run",
      text,
      ...(state.bold > 0 ? { bold: true as const } : {}),
      ...(state.italic > 0 ? { italic: true as const } : {}),
      ...(state.sentence === undefined ? {} : { sentence: state.sentence }),
      ...(state.link === undefined ? {} : { link: state.link }),
    });
  };
  const putMarked = (text: string): void => {
    let at = 0;
    for (const mark of text.matchAll(MARK)) {
      put(text.slice(at, mark.index));
      at = mark.index + mark[0].length;
      if (mark[1] !== undefined) state.sentence = mark[1];
      else if (mark[2] === undefined) delete state.sentence;
      else found.push({ kind: "anchor", id: mark[2] });
    }
    put(text.slice(at));
  };
  for (const token of tokens) {
    if (token.type === "strong_open") state.bold++;
    else if (token.type === "strong_close") state.bold--;
    else if (token.type === "em_open") state.italic++;
    else if (token.type === "em_close") state.italic--;
    else if (token.type === "link_open") state.link = `${token.attrGet("href") ?? ""}`;
    else if (token.type === "link_close") delete state.link;
    else if (token.type === "softbreak") put(" ");
    else if (token.type === "hardbreak") found.push({ kind: "break" });
    else putMarked(token.content);
  }
  return found;
}

/** The text of inlines as a reader sees it, a break as a line feed. */
export function textOf(inlines: readonly Inline[]): string {
  return inlines.map((one) => (one.kind === "run" ? one.text : one.kind === "break" ? "\n" : "")).join("");
}
