/** What a piece of a report is, for whoever gives it a colour; colours must not change the text. */
export type Ink = (part: "title" | "name" | "quiet" | "good" | "bad", text: string) => string;

/** No colours at all. */
export const plainInk: Ink = (_, text) => text;

/** A cell: its text, on which side of its column it stands, and its colour. */
export type TableCell = string | { readonly text: string; readonly right?: true; readonly ink?: Parameters<Ink>[0] };

/** A number, to the right of its column. */
export function right(text: string, ink?: Parameters<Ink>[0]): TableCell {
  return { text, right: true, ...(ink === undefined ? {} : { ink }) };
}

/** Text that stands back. */
export function quiet(text: string): TableCell {
  return { text, ink: "quiet" };
}

/** Rows as lines with aligned columns, two spaces between them and `indent` before the first; nothing at the ends of lines. */
export function tableLines(rows: readonly (readonly TableCell[])[], ink: Ink = plainInk, indent = "  "): string[] {
  const plain = (cell: TableCell) => (typeof cell === "string" ? { text: cell } : cell);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => Array.from(plain(row[at] ?? "").text).length)),
  );
  return rows.map((row) => {
    const cells = row.map((cell, at) => {
      const { text, right: toRight, ink: part } = { right: undefined, ink: undefined, ...plain(cell) };
      const gap = " ".repeat((widths[at] ?? 0) - Array.from(text).length);
      const shown = part === undefined ? text : ink(part, text);
      if (toRight === true) return `${gap}${shown}`;
      return at === row.length - 1 ? shown : `${shown}${gap}`;
    });
    return `${indent}${cells.join("  ")}`.trimEnd();
  });
}

/** A plain decimal with a comma after every third digit before the point. */
export function grouped(decimal: string): string {
  const [whole = "", ...rest] = decimal.split(".");
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ","), ...rest].join(".");
}

/** A plain decimal with its sign, also where it is above zero; zero has none. */
export function signed(decimal: string): string {
  return decimal.startsWith("-") || isZero(decimal) ? grouped(decimal) : `+${grouped(decimal)}`;
}

/** True for a plain decimal that is zero. */
export function isZero(decimal: string): boolean {
  return /^-?[0.]+$/.test(decimal);
}

/** `1 lot`, `2 lots`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(String(count))} ${count === 1 ? one : many}`;
}

/** Text on lines of at most `width` characters, broken between words; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
