import type { IToken } from "chevrotain";
import { lex } from "../../grammar/lexer.ts";
import { layout } from "../../grammar/layout.ts";
import { tokenSpan } from "../../grammar/place.ts";
import { isBlock, parseStructure, type RawItem } from "../../grammar/structure.ts";
import { type Diagnostic, diagnostic, sortDiagnostics } from "../diagnostic/diagnostic.ts";
import { type Source, span } from "../text/source.ts";
import { readTopLevel } from "./from-cst/declaration.ts";
import { docsOf } from "./from-cst/doc.ts";
import type { Base } from "./from-cst/context.ts";
import type { Comment, Declaration, File, Import } from "./nodes.ts";

/** The syntax tree of a text, as far as it can be read, and everything wrong with its shape; never throws for what a text may hold. */
export function parseFile(source: Source): { readonly file: File; readonly diagnostics: readonly Diagnostic[] } {
  const lexed = lex(source);
  const diagnostics: Diagnostic[] = [...lexed.diagnostics];
  const base: Base = { source, diagnostics };
  const { items, broken } = parseStructure(layout(source, lexed.tokens, diagnostics));
  if (broken !== undefined) diagnostics.push(diagnostic("brace-extra", tokenSpan(source, broken), {}));
  const imports: Import[] = [];
  const declarations: Declaration[] = [];
  const docs = docsOf(base);
  for (const item of items) {
    if (item.doc !== undefined) {
      docs.add(item.doc);
      continue;
    }
    const found = readTopLevel(base, item, docs.take());
    if (found?.kind === "import") imports.push(found);
    else if (found !== undefined) declarations.push(found);
  }
  docs.leftOver();
  const file: File = {
    kind: "file",
    source,
    imports,
    declarations,
    comments: lexed.comments.map((one) => commentOf(source, one)),
    span: span(source, 0, source.text.length),
  };
  return {
    file,
    diagnostics: sortDiagnostics(
      lexed.end === source.text.length ? diagnostics : beforeCut(lexed.end, items, diagnostics),
    ),
  };
}

/** Where reading stopped inside an item, all that is wrong with that item follows from it: the finding that says so is enough. */
function beforeCut(cut: number, items: readonly RawItem[], diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const last = items[items.length - 1];
  const first = last?.doc ?? last?.key ?? last?.parts[0];
  const start = first === undefined ? cut : isBlock(first) ? first.start : first.startOffset;
  return diagnostics.filter(
    (one) => one.span.end <= start || one.code === "nesting-too-deep" || one.code === "text-too-long",
  );
}

function commentOf(source: Source, token: IToken): Comment {
  return { kind: "comment", text: token.image, span: tokenSpan(source, token) };
}
