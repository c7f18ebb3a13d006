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
  lines.forEach((line, at) => {
    if (line.blank === true && at > 0) out += "\n";
    const written = " ".repeat(line.indent) + line.text;
    out += line.comment === undefined ? written : `${written}${" ".repeat(padding(lines, at))}${line.comment}`;
    out += "\n";
  });
  return out;
}

function padding(lines: readonly Line[], at: number): number {
  const joined = (one: Line | undefined, below: Line | undefined): boolean =>
    one?.comment !== undefined && below?.comment !== undefined && below.blank !== true && one.level === below.level;
  let first = at;
  while (joined(lines[first - 1], lines[first])) first--;
  let last = at;
  while (joined(lines[last], lines[last + 1])) last++;
  const longest = Math.max(...lines.slice(first, last + 1).map(width));
  return longest + 2 - width(lines[at] as Line);
}

function width(line: Line): number {
  return line.indent + widthOf(line.text);
}
