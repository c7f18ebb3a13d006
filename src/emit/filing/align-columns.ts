/** What a cell of a column of numbers holds: a number alone, with a sign, a currency before it, a unit or a word behind it. */
const NUMBER = /^(?:[A-Z]{3} )?[-−+]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?(?:%| [A-Za-z][^\d]*)?$/;

/** Marks of sentences and escapes, which no reader sees. */
const UNSEEN = /\uE000[^\uE001]*\uE001|\uE003[^\uE001]*\uE001|\uE002|\\(?=[\\`*_[\]<>|~&$^])/g;

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((one) => one.replace(UNSEEN, "").trim());

/** A column is one of numbers where each of its cells has one, or a word for none, and all that have one name the same unit. */
function isNumeric(cells: readonly string[]): boolean {
  const numbers = cells.filter((one) => one !== "" && !/^none$/i.test(one));
  const units = new Set(numbers.map((one) => one.replace(/[-−+]?\d[\d,.]*/, "").replace(/s$/, "")));
  return numbers.length > 0 && units.size === 1 && numbers.every((one) => NUMBER.test(one));
}

/** The text with the columns of numbers of its tables set to the right: `---:` in the place of `:---`; a template keeps a column of numbered paragraphs left by `:----`. */
export function alignedColumns(text: string): string {
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    if (!/^\|(?: :---+ \|)+$/.test(line)) continue;
    let end = at + 1;
    while (lines[end]?.startsWith("|") === true) end++;
    const rows = lines.slice(at + 1, end).map(cellsOf);
    const sides = cellsOf(line).map((side, column) =>
      side === ":---" && isNumeric(rows.map((one) => one[column] ?? "")) ? " ---: |" : " :--- |",
    );
    lines[at] = `|${sides.join("")}`;
  }
  return lines.join("\n");
}
