/** Code points that are not seen, or that change how their neighbours are seen; a tab is laid out instead, a plain space stays. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{A0}\u{1680}\u{2000}-\u{200A}\u{202F}\u{205F}]/u;

/** Combining marks, which stand on the character before. */
const MARK = /[\p{Mn}\p{Me}]/u;

/** Drawn two columns wide by terminals: the ranges of Unicode's East Asian Width that matter, and emoji. */
const WIDE =
  /[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{33FF}\u{3400}-\u{4DBF}\u{4E00}-\u{9FFF}\u{A000}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;

/** One character as it is shown: what it looks like, how many columns it takes, and the UTF-16 range it came from. */
export type Cell = { readonly text: string; readonly width: number; readonly start: number; readonly end: number };

const TAB = 4;

/**
 * A line as cells, in order: a tab runs to the next multiple of four columns, and what cannot be seen (control characters, direction marks,
 * halves of characters) is written as `\u{…}`, so that no text can hide or reorder a part of itself.
 */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let start = 0;
  for (const character of line) {
    const end = start + character.length;
    const text = character === "\t" ? " ".repeat(TAB - (column % TAB)) : shown(character);
    const width =
      text !== character ? text.length : MARK.test(character) && cells.length > 0 ? 0 : WIDE.test(character) ? 2 : 1;
    cells.push({ text, width, start, end });
    column += width;
    start = end;
  }
  return cells;
}

/** Text for a reader's eyes on one line: everything in it can be seen, line breaks and tabs included. */
export function visible(text: string): string {
  return Array.from(text, shown).join("");
}

function shown(character: string): string {
  if (!UNSEEN.test(character)) return character;
  return `\\u{${(character.codePointAt(0) as number).toString(16).toUpperCase()}}`;
}
