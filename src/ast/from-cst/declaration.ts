import { forget } from "./unknown.ts";
import type { IToken } from "chevrotain";
import type { DeclarationHeadNode } from "../../../grammar/generated/phrase-nodes.ts";
import { tokenMatcher } from "../../../grammar/token-type.ts";
import { blockSpec, declarationKeywords, fieldSpec, blocks } from "../../../grammar/fields.ts";
import { SLIP } from "../../../grammar/lexer.ts";
import { endOf, tokenSpan } from "../../../grammar/place.ts";
import type { RawItem } from "../../../grammar/structure.ts";
import { Equals, Text as TextToken, TextKey } from "../../../grammar/tokens.ts";
import { Glue, Name as NameToken } from "../../../grammar/word-classes.ts";
import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { span } from "../../text/source.ts";
import type { Declaration, Doc, Expr, Import, Keyword } from "../nodes.ts";
import { readBlock } from "./block.ts";
import { contextOf } from "./readers.ts";
import { type Base, nameOf, sure } from "./context.ts";
import { lowerLogic } from "./expression.ts";
import { lowerHead } from "./head.ts";
import { textOf } from "./literal.ts";
import { type Line, lineOf, phraseOf } from "./value.ts";

/** Declarations that may end without a block. */
const BLOCKLESS: ReadonlySet<string> = new Set(["unit"]);

const HEAD = {
  says: "a name, a title and what the manual lists for it",
  example: 'future GPH "H100 GPU-Hour Futures" { … }',
};

const CALENDAR = { ...HEAD, example: 'calendar US_EXCHANGE "New York and Chicago" 2000..2037 { … }' };

/** An import, a declaration, or nothing after a finding. */
export function readTopLevel(base: Base, item: RawItem, docs: readonly Doc[]): Import | Declaration | undefined {
  const line = lineOf(base, item);
  const first = item.key ?? line.tokens[0];
  if (first === undefined) {
    if (line.block !== undefined) misplaced(base, line);
    return undefined;
  }
  if (item.key !== undefined) return fieldOutside(base, item.key);
  if (line.tokens.some((one) => one.payload === SLIP) && !isKeyword(first.image)) return undefined;
  if (first.image === "import") return readImport(base, line, first);
  if (isKeyword(first.image)) return readDeclaration(base, first.image, line, docs);
  const meant = CALLED.get(first.image.toLowerCase());
  const suggestion = didYouMean(
    meant === undefined ? suggest(first.image, ["import", ...declarationKeywords]) : [meant],
  );
  base.diagnostics.push(
    diagnostic("declaration-unknown", tokenSpan(base.source, first), {
      found: first.image,
      ...(suggestion === undefined ? {} : { suggestion }),
    }),
  );
  return undefined;
}

/** Declarations by what else they are called. */
const CALLED: ReadonlyMap<string, Keyword> = new Map([
  ...["contract", "product", "instrument", "futures"].map((word) => [word, "future"] as const),
  ...["benchmark", "basket", "reference-price"].map((word) => [word, "index"] as const),
  ...["exchange", "market"].map((word) => [word, "venue"] as const),
  ...["ccp", "clearinghouse", "clearing"].map((word) => [word, "clearing-house"] as const),
  ...["organization", "company", "firm", "provider", "administrator"].map((word) => [word, "organisation"] as const),
  ...["holidays", "schedule"].map((word) => [word, "calendar"] as const),
  ...["document", "reference", "citation"].map((word) => [word, "source"] as const),
]);

function isKeyword(word: string): word is Keyword {
  return (declarationKeywords as readonly string[]).includes(word);
}

function misplaced(base: Base, line: Line): void {
  const start = line.block?.start ?? 0;
  base.diagnostics.push(
    diagnostic("block-not-here", span(base.source, start, start + 1), { what: "a line without a name" }),
  );
}

/** A field outside any declaration: the finding names a declaration that has such a field. */
function fieldOutside(base: Base, key: IToken): undefined {
  const word = key.image.replace(/[ \t]*:$/, "");
  const home =
    key.tokenType === TextKey
      ? undefined
      : declarationKeywords.find(
          (one) =>
            fieldSpec(blockSpec(one), word, false) !== undefined || blocks.get(one)?.sections[word] !== undefined,
        );
  base.diagnostics.push(
    diagnostic(
      "declaration-unknown",
      tokenSpan(base.source, key),
      { found: key.image },
      word === "import" || isKeyword(word)
        ? { help: `write \`${word}\` without the colon` }
        : home === undefined
          ? {}
          : { help: `\`${word}\` stands inside the block of a declaration, such as \`${home} NAME { … }\`` },
    ),
  );
  return undefined;
}

function readImport(base: Base, line: Line, first: IToken): Import | undefined {
  const [, path, extra] = line.tokens as [IToken, IToken?, IToken?];
  if (path === undefined || !tokenMatcher(path, TextToken)) {
    const text = base.source.text.slice(endOf(first)).split(/[\r\n]|\/\//, 1)[0] ?? "";
    const at = span(base.source, first.startOffset, endOf(first) + text.trimEnd().length);
    // `import { NAME } from "…"` and a path without quotes say which file is meant.
    const meant = /"([^"]+)"/.exec(text)?.[1] ?? /^\s*([\w./-]+)\s*$/.exec(text)?.[1];
    const better = meant === undefined ? undefined : `import "${meant}"`;
    const extras =
      better === undefined
        ? {}
        : {
            help: `write \`${better}\`: an import brings all names of its file`,
            fixes: [{ title: `write \`${better}\``, edits: [{ span: at, text: better }] }],
          };
    const expected = { says: "a path in quotes", example: 'import "std/calendars/us.tenor"' };
    if (path !== undefined && path.payload !== SLIP) {
      const found = { found: path.image, where: "behind `import`", ...expected };
      base.diagnostics.push(diagnostic("value-unreadable", tokenSpan(base.source, path), found, extras));
    } else if (path === undefined) {
      forget(base, at);
      const params = { key: "import", ...expected };
      base.diagnostics.push(diagnostic("value-missing", tokenSpan(base.source, first), params, extras));
    }
    return undefined;
  }
  if (extra !== undefined) {
    base.diagnostics.push(
      diagnostic("value-unreadable", tokenSpan(base.source, extra), {
        found: extra.image,
        where: "behind `import`",
        says: "one path in quotes",
        example: 'import "std/calendars/us.tenor"',
      }),
    );
  }
  if (line.block !== undefined) misplaced(base, line);
  return {
    kind: "import",
    path: textOf(contextOf(base), path),
    span: span(base.source, first.startOffset, endOf(path)),
  };
}

function readDeclaration(base: Base, keyword: Keyword, line: Line, docs: readonly Doc[]): Declaration | undefined {
  const [first, second] = line.tokens as [IToken, IToken?];
  const spec = blockSpec(keyword);
  const last = line.tokens[line.tokens.length - 1] as IToken;
  const at = span(base.source, first.startOffset, line.block?.end ?? endOf(last));
  const named = second !== undefined && tokenMatcher(second, NameToken);
  const head = named
    ? phraseOf(
        base,
        "declarationHead",
        line.tokens,
        `in the head of \`${keyword}\``,
        keyword === "calendar" ? CALENDAR : HEAD,
      )
    : unnamed(base, keyword, first, second);
  // Without a name there is nothing others could speak of, but what stands inside is still looked at.
  const block = line.block && readBlock(base, keyword, line.block);
  if (!named) return undefined;
  const context = contextOf(base);
  const title = head?.Title;
  const clauses = head === undefined ? [] : lowerHead(context, head.headClause, spec, keyword);
  const equals = head === undefined ? undefined : equalsOf(base, head, line, keyword, spec.heads.includes("equals"));
  if (
    block === undefined &&
    equals === undefined &&
    !BLOCKLESS.has(keyword) &&
    !line.tokens.some((one) => one.payload === SLIP || one.tokenType === Equals)
  ) {
    base.diagnostics.push(
      diagnostic("block-missing", span(base.source, first.startOffset, endOf(last)), {
        head: base.source.text.slice(first.startOffset, endOf(last)),
      }),
    );
  }
  return {
    kind: "declaration",
    keyword,
    keywordSpan: tokenSpan(base.source, first),
    name: nameOf(context, head === undefined ? second : head.Declared),
    ...(title === undefined ? {} : { title: textOf(context, title) }),
    head: clauses,
    ...(equals === undefined ? {} : { equals }),
    ...(block === undefined ? {} : { block }),
    docs,
    span: at,
  };
}

function unnamed(base: Base, keyword: Keyword, first: IToken, second: IToken | undefined): undefined {
  if (second?.payload === SLIP) return undefined;
  const joins = second !== undefined && tokenMatcher(second, Glue);
  base.diagnostics.push(
    joins
      ? diagnostic("name-is-joining-word", tokenSpan(base.source, second), { word: second.image })
      : diagnostic("name-missing", tokenSpan(base.source, first), { keyword }),
  );
  return undefined;
}

function equalsOf(
  base: Base,
  head: DeclarationHeadNode,
  line: Line,
  keyword: Keyword,
  allowed: boolean,
): Expr | undefined {
  const { logic } = head;
  if (logic === undefined) return undefined;
  const expr = lowerLogic(contextOf(base), logic);
  if (allowed || expr === undefined) return expr;
  const sign = sure(head.Equals);
  base.diagnostics.push(diagnostic("head-not-here", tokenSpan(base.source, sign), { clause: "= …", block: keyword }));
  return line.block === undefined ? expr : undefined;
}
