/** A header and its rows as lines, each column as wide as its widest cell and two blanks from the next. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? "").length)));
  return [head, ...rows].map((cells) => {
    const padded = cells.map((cell, at) => cell.padEnd(widths[at] ?? 0));
    return `${padded.join("  ").trimEnd()}\n`;
  });
}
