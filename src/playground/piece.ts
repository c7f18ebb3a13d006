/** What a view may be made of: the page knows these and no others, so that nothing of a spec can become markup. */
export type Tag =
  | "p"
  | "h3"
  | "h4"
  | "ul"
  | "ol"
  | "li"
  | "dl"
  | "dt"
  | "dd"
  | "div"
  | "span"
  | "strong"
  | "code"
  | "pre"
  | "table"
  | "caption"
  | "thead"
  | "tbody"
  | "tr"
  | "th"
  | "td"
  | "details"
  | "summary"
  | "ins"
  | "del"
  | Drawn;

/** What a drawing is made of. */
export type Drawn = "svg" | "g" | "line" | "path" | "circle" | "rect" | "text" | "title";

/** An element of a view. `clauses` are the clauses of the spec that it states: the page shows them in the text, and the other way round. */
export type Element = {
  readonly tag: Tag;
  readonly is?: string;
  readonly clauses?: readonly string[];
  readonly with?: Readonly<Record<string, string>>;
  readonly inside: readonly Piece[];
};

/** A part of a view: plain data, made where the compiler runs and drawn by the page. */
export type Piece = string | Element;

type Given = {
  readonly is?: string;
  readonly clauses?: readonly (string | undefined)[];
  readonly with?: Readonly<Record<string, string | number>>;
};

/** An element with what stands in it. */
export function el(tag: Tag, given: Given = {}, ...inside: readonly (Piece | readonly Piece[] | undefined)[]): Element {
  const clauses = given.clauses?.filter((one) => one !== undefined);
  return {
    tag,
    ...(given.is === undefined ? {} : { is: given.is }),
    ...(clauses === undefined || clauses.length === 0 ? {} : { clauses: [...new Set(clauses)] }),
    ...(given.with === undefined
      ? {}
      : { with: Object.fromEntries(Object.entries(given.with).map(([name, value]) => [name, String(value)])) }),
    inside: inside.flatMap((one) => (one === undefined ? [] : one)),
  };
}

/** A cell of a table: words, or an element in their place. */
export type Cell = Piece | { readonly cell: Piece; readonly clauses: readonly string[] };

/** A table with its name for who cannot see it; `heads` name the columns, the first cell of each row names the row. */
export function table(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  clausesOf: readonly (readonly (string | undefined)[])[] = [],
): Element {
  const cell = (tag: "td" | "th", one: Cell, scope?: string): Element => {
    const given = scope === undefined ? {} : { with: { scope } };
    return typeof one === "object" && "cell" in one
      ? el(tag, { ...given, clauses: one.clauses }, one.cell)
      : el(tag, given, one);
  };
  return el(
    "div",
    { is: "scroll", with: { role: "region", "aria-label": name, tabindex: "0" } },
    el(
      "table",
      {},
      el("caption", {}, name),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heads.map((one) => el("th", { with: { scope: "col" } }, one)),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map(([first = "", ...more], at) =>
          el(
            "tr",
            { clauses: clausesOf[at] ?? [] },
            cell("th", first, "row"),
            more.map((one) => cell("td", one)),
          ),
        ),
      ),
    ),
  );
}

/** All words of pieces in their order, as somebody reads them who sees no form. */
export function wordsOf(pieces: readonly Piece[]): string {
  return pieces
    .map((one) => (typeof one === "string" ? one : wordsOf(one.inside)))
    .filter((one) => one !== "")
    .join(" ");
}

/** The clauses that pieces state, each once. */
export function clausesOf(pieces: readonly Piece[]): string[] {
  const found = pieces.flatMap((one) =>
    typeof one === "string" ? [] : [...(one.clauses ?? []), ...clausesOf(one.inside)],
  );
  return [...new Set(found)];
}
