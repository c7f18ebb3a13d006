import { Clock, DateLiteral, Doc, MonthLiteral, NumberLiteral, Ordinal, Text, TextKey } from "../../grammar/tokens.ts";
import type { Module, Workspace } from "../resolve/workspace.ts";
import { tokensOf } from "../server/cursor.ts";
import { offsetOf } from "../server/ranges.ts";
import { semanticTokens, TOKEN_TYPES } from "../server/semantic.ts";
import type { Colour } from "./protocol.ts";

const WRITTEN: ReadonlyMap<object, string> = new Map<object, string>([
  [Doc, "doc"],
  [Text, "text"],
  [TextKey, "property"],
  ...[NumberLiteral, DateLiteral, MonthLiteral, Clock, Ordinal].map((one) => [one, "number"] as const),
]);

/** The colours of a file, by what its words mean and else by how they are written; sorted by place. */
export function coloursOf(workspace: Workspace, module: Module): readonly Colour[] {
  const { source } = module.file;
  const { tokens, comments } = tokensOf(source);
  const found: Colour[] = comments.map((one) => [one.startOffset, one.startOffset + one.image.length, "comment"]);
  for (const { image, startOffset, tokenType } of tokens) {
    const end = startOffset + image.length;
    const kind = WRITTEN.get(tokenType);
    if (kind !== undefined) found.push([startOffset, end, kind]);
    else if (opensItem(source.text, startOffset, end)) found.push([startOffset, end, "keyword"]);
  }
  return [...found, ...meant(workspace, module)].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** A word that a block, a declaration, an import or a step begins with. */
function opensItem(text: string, start: number, end: number): boolean {
  if (!/^[a-z][\w-]*$/.test(text.slice(start, end)) || text[end] === ":") return false;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const rest = text.slice(end, text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end));
  return line.trim() === "" && (/^(?:import|let)$/.test(text.slice(start, end)) || /\{[^"]*$/.test(rest));
}

function meant(workspace: Workspace, module: Module): Colour[] {
  const data = semanticTokens(workspace, module);
  const found: Colour[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, along = 0, length = 0, kind = 0] = data.slice(at, at + 4);
    line += down;
    character = down === 0 ? character + along : along;
    const start = offsetOf(module.file.source, { line, character });
    found.push([start, start + length, TOKEN_TYPES[kind] ?? "property"]);
  }
  return found;
}
