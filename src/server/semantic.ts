import { Doc, Key, Text, TextKey } from "../../grammar/tokens.ts";
import type { Keyword } from "../ast/nodes.ts";
import type { Module } from "../resolve/workspace.ts";
import { declarationAt, localsOf } from "./names.ts";
import { tokensOf } from "./cursor.ts";
import type { Workspace } from "../resolve/workspace.ts";
import { positionOf } from "./ranges.ts";

/** The kinds of words that are told apart by what they mean; the rest is coloured by how it is written. In the order their numbers count. */
export const TOKEN_TYPES = ["class", "type", "enum", "event", "namespace", "variable", "property", "struct"] as const;
export const TOKEN_MODIFIERS = ["declaration", "defaultLibrary"] as const;

type TokenKind = (typeof TOKEN_TYPES)[number];

const KINDS: Readonly<Record<Keyword, TokenKind>> = {
  unit: "type",
  calendar: "enum",
  venue: "namespace",
  "clearing-house": "namespace",
  organisation: "namespace",
  source: "namespace",
  grade: "struct",
  index: "event",
  future: "class",
  option: "class",
  spread: "class",
  perpetual: "class",
  structured: "class",
  profile: "namespace",
  amendment: "namespace",
  filing: "namespace",
};

/** Names by what they mean, as the protocol packs them: five numbers each, the place counted from the one before. */
export function semanticTokens(workspace: Workspace, module: Module): number[] {
  const { source } = module.file;
  const data: number[] = [];
  let line = 0;
  let character = 0;
  const add = (offset: number, length: number, kind: TokenKind, modifiers: number) => {
    const at = positionOf(source, offset);
    data.push(
      at.line - line,
      at.line === line ? at.character - character : at.character,
      length,
      TOKEN_TYPES.indexOf(kind),
      modifiers,
    );
    ({ line, character } = at);
  };
  const read = tokensOf(source);
  let locals: { readonly owner: object; readonly names: ReadonlySet<string> } | undefined;
  for (const token of read.tokens) {
    const { image, startOffset } = token;
    if (token.tokenType === Doc) {
      for (const found of image.matchAll(/\[([\w-]+)\]/g))
        if (module.visible.has(found[1] ?? ""))
          add(startOffset + found.index + 1, (found[1] ?? "").length, "namespace", 0);
      continue;
    }
    if (token.tokenType === Key) {
      add(startOffset, image.replace(/[ \t]*:$/, "").length, "property", 0);
      continue;
    }
    if (token.tokenType === Text || token.tokenType === TextKey || !/^[A-Za-z_]/.test(image)) continue;
    const behindDot = source.text[startOffset - 1] === "." && source.text[startOffset - 2] !== ".";
    const symbol = behindDot ? undefined : module.visible.get(image);
    if (symbol !== undefined) {
      const declares =
        symbol.declaration.name.span.source === source && symbol.declaration.name.span.start === startOffset;
      add(
        startOffset,
        image.length,
        KINDS[symbol.keyword],
        (declares ? 1 : 0) | (symbol.path.startsWith("std/") ? 2 : 0),
      );
      continue;
    }
    const owner = declarationAt(module, startOffset);
    if (owner === undefined) continue;
    if (locals?.owner !== owner)
      locals = { owner, names: new Set(localsOf(workspace, owner).map((one) => one.name.text)) };
    if (behindDot || locals.names.has(image)) add(startOffset, image.length, "variable", 0);
  }
  return data;
}
