import { lex } from "../../grammar/lexer.ts";
import { makeSource } from "../../src/text/source.ts";

export type Random = (below: number) => number;

/** Numbers that look random, the same for the same seed (xorshift, 32 bits). */
export function randomOf(seed: number): Random {
  let state = (seed | 0) === 0 ? 1 : seed | 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

type Mark = {
  readonly image: string;
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly joins: boolean;
};

/** What a line may end with and go on, and what the next may begin with: as the manual has it, not as the layout pass has it. */
const ENDS = new Set(["Comma", "Plus", "Minus", "Star", "Slash", "Dots", "Dot", "LParen", "LBracket", "LBrace"]);
const BEGINS = new Set([
  "Comma",
  "Plus",
  "Minus",
  "Star",
  "Slash",
  "Dots",
  "Dot",
  "Percent",
  "RParen",
  "RBracket",
  "LBrace",
  "RBrace",
]);
const COMPARISONS = new Set(["<", "<=", ">", ">=", "=", "!="]);

/** `text` with other white space, line breaks and comments wherever they may stand, one time in four with the line ends of Windows. */
export function scramble(text: string, random: Random): string {
  const marks = marksOf(text);
  let out = "";
  let depth = 0;
  marks.forEach((mark, at) => {
    const before = marks[at - 1];
    if (before !== undefined) out += gap(text.slice(before.end, mark.start), before, mark, depth, random);
    if (mark.kind === "LBracket" || mark.kind === "LParen") depth++;
    if (mark.kind === "RBracket" || mark.kind === "RParen") depth--;
    const key = mark.kind === "Key" || mark.kind === "TextKey";
    out += key && random(4) === 0 ? mark.image.replace(/:$/, " \t:") : mark.image;
  });
  out += "\n".repeat(random(3));
  return random(4) === 0 ? out.replaceAll("\n", "\r\n") : out;
}

function marksOf(text: string): readonly Mark[] {
  const { tokens, comments } = lex(makeSource("scramble", text));
  return [...tokens, ...comments]
    .map((token) => ({
      image: token.image,
      start: token.startOffset,
      end: token.startOffset + token.image.length,
      kind: token.tokenType.name,
      joins: (token.tokenType.CATEGORIES?.some((one) => one.name === "Glue") ?? false) && token.image !== "for",
    }))
    .sort((a, b) => a.start - b.start);
}

function gap(written: string, before: Mark, mark: Mark, depth: number, random: Random): string {
  const lines = written.split(/\r\n|\r|\n/).length - 1;
  if (before.kind === "Doc" || mark.kind === "Doc" || before.kind === "Comment") {
    // An empty line between two texts makes them two, so their number of lines is kept in kind.
    const breaks = lines > 1 ? 2 + random(3) : lines;
    return lines === 0 ? written : "\n".repeat(breaks) + blanks(random);
  }
  if (mark.kind === "Comment") return lines === 0 ? blanks(random) + " " : "\n".repeat(1 + random(3)) + blanks(random);
  const key = mark.kind === "Key" || mark.kind === "TextKey";
  if (lines > 0 && before.kind !== "LBrace" && key && random(8) === 0)
    return ["; ", ";;", ";\n", " \n ; "][random(4)] as string;
  if (lines > 0 && (before.kind === "LBrace" || mark.kind === "RBrace") && random(4) === 0) return blanks(random);
  if (lines > 0) return "\n".repeat(1 + random(3)) + (random(8) === 0 ? remark(random) : "") + blanks(random);
  const breaks =
    depth > 0
      ? mark.kind !== "LParen" && mark.kind !== "LBracket"
      : ENDS.has(before.kind) ||
        BEGINS.has(mark.kind) ||
        COMPARISONS.has(before.image) ||
        COMPARISONS.has(mark.image) ||
        mark.joins;
  const afterKey = before.kind === "Key" || before.kind === "TextKey";
  // What stands right behind a name is an index or the arguments of a function, and must stay there.
  const tight = written === "" && (mark.kind === "LParen" || mark.kind === "LBracket");
  if (tight) return "";
  if (breaks && !afterKey && random(6) === 0) {
    return random(3) === 0
      ? blanks(random) + " " + remark(random) + blanks(random)
      : "\n".repeat(1 + random(2)) + blanks(random);
  }
  if (written === "" && random(3) > 0) return "";
  return random(3) === 0 ? ` ${blanks(random)}` : " ";
}

function blanks(random: Random): string {
  return Array.from({ length: random(5) }, () => (random(4) === 0 ? "\t" : " ")).join("");
}

function remark(random: Random): string {
  return `// remark ${random(1000)}\n`;
}
