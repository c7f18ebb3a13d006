import { widthOf } from "./nodes.ts";

/** A line of the result: its text behind `indent` blanks, a comment behind it, and whether an empty line stands above. */
export type Line = {
  readonly indent: number;
  readonly text: string;
  readonly comment?: string;
  readonly blank?: boolean;
  /** How far in the item stands that the line is part of: comments of one level in lines that follow one another share a column. */
  readonly level: number;
};

/** The text of `lines`, with comments aligned two blanks behind the longest line of each run. */
export function textOf(lines: readonly Line[]): string {
  let out = "";
  let column = 0;
  lines.forEach((line, at) => {
    if (line.blank === true && at > 0) out += "\n";
    out += " ".repeat(line.indent) + line.text;
    if (line.comment !== undefined) {
      if (!joined(lines[at - 1], line)) column = commentColumn(lines, at);
      out += " ".repeat(column - width(line)) + line.comment;
    }
    out += "\n";
  });
  return out;
}

function commentColumn(lines: readonly Line[], first: number): number {
  let longest = width(lines[first] as Line);
  for (let at = first + 1; joined(lines[at - 1], lines[at]); at++)
    longest = Math.max(longest, width(lines[at] as Line));
  return longest + 2;
}

function joined(one: Line | undefined, below: Line | undefined): boolean {
  if (one?.comment === undefined || below?.comment === undefined) return false;
  return below.blank !== true && one.level === below.level && !/[[({]$/.test(one.text);
}

function width(line: Line): number {
  return line.indent + widthOf(line.text);
}
