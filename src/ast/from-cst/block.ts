import type { IToken } from "chevrotain";
import { tokenMatcher } from "../../../grammar/token-type.ts";
import { placeOfWord, wordAt } from "../../../grammar/intern.ts";
import { type BlockSpec, blockSpec, type FieldSpec, fieldSpec, sectionType } from "../../../grammar/fields.ts";
import { saysOf } from "../../../grammar/kinds.ts";
import { SLIP } from "../../../grammar/lexer.ts";
import { endOf, tokenSpan } from "../../../grammar/place.ts";
import { isBlock, type RawBlock, type RawItem } from "../../../grammar/structure.ts";
import { Equals, TextKey } from "../../../grammar/tokens.ts";
import { Glue, Name as NameToken } from "../../../grammar/word-classes.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { type Span, span } from "../../text/source.ts";
import type { Block, BlockItem, Doc, Let, Name, Section, Statement } from "../nodes.ts";
import { type Base, nameOf } from "./context.ts";
import { contextOf } from "./readers.ts";
import { docsOf } from "./doc.ts";
import { dottedKey } from "./dotted-key.ts";
import { lowerHead } from "./head.ts";
import { forget, LETS, splitKey, unknownField, unknownLine } from "./unknown.ts";
import { type Line, lineOf, phraseOf, readValue, settle } from "./value.ts";

/** The block of type `type`, item by item: what is wrong with one harms no other. */
export function readBlock(base: Base, type: string, raw: RawBlock): Block {
  const spec = blockSpec(type);
  const docs = docsOf(base);
  const items: BlockItem[] = [];
  for (let at = 0; at < raw.items.length; at++) {
    const item = raw.items[at] as RawItem;
    if (item.doc !== undefined) {
      docs.add(item.doc);
      continue;
    }
    const above = docs.take();
    const next = raw.items[at + 1];
    if (splitKey(base, spec, item, next) || dottedKey(base, type, spec, item, next)) {
      at++;
      continue;
    }
    const read =
      item.key === undefined
        ? readLine(base, type, spec, item, above)
        : readField(base, type, spec, item, item.key, above);
    if (read !== undefined) items.push(read);
  }
  docs.leftOver();
  return { kind: "block", type, items, span: span(base.source, raw.start, raw.end) };
}

function readField(
  base: Base,
  type: string,
  spec: BlockSpec,
  item: RawItem,
  token: IToken,
  docs: readonly Doc[],
): BlockItem | undefined {
  const quoted = token.tokenType === TextKey;
  const key = keyName(base, token, quoted);
  const field = fieldSpec(spec, key.text, quoted);
  const end = item.parts.length === 0 ? endOf(token) : lastOf(item, token);
  const at = span(base.source, token.startOffset, end);
  if (field === undefined) {
    const inner = quoted ? undefined : sectionType(spec, key.text);
    const [part] = item.parts;
    const block = part !== undefined && isBlock(part) ? part : undefined;
    if (inner !== undefined) {
      const colon = span(base.source, key.span.end, endOf(token));
      const fixes = block === undefined ? [] : [{ title: "remove the colon", edits: [{ span: colon, text: "" }] }];
      if (block === undefined) forget(base, span(base.source, endOf(token), end));
      add(base, diagnostic("colon-before-block", key.span, { key: key.text }, { fixes }));
      if (block === undefined) return { kind: "field", key, quoted, docs, span: at };
      return { kind: "section", keyword: key, head: [], block: readBlock(base, inner, block), docs, span: at };
    }
    forget(base, span(base.source, endOf(token), end));
    if (token.payload !== SLIP) unknownField(base, type, spec, key);
    return { kind: "field", key, quoted, docs, span: at };
  }
  const line = lineOf(base, item);
  const where = `behind \`${key.text}:\``;
  if (line.tokens.length === 0) {
    if (line.block === undefined)
      add(
        base,
        diagnostic("value-missing", tokenSpan(base.source, token), {
          key: tokenText(base, token),
          ...saysOf(field.kind, field.example),
        }),
      );
    else
      add(
        base,
        diagnostic("block-not-here", span(base.source, line.block.start, line.block.start + 1), {
          what: `the field \`${key.text}\``,
        }),
      );
    return { kind: "field", key, quoted, docs, span: at };
  }
  const { kind, example } = field.otherwise?.word === line.tokens[0]?.image ? (field.otherwise ?? field) : field;
  const value = settle(base, kind, readValue(base, kind, line, where, example), where);
  const block = fieldBlock(base, field, line, key);
  if (value !== undefined && block === undefined) return { kind: "field", key, quoted, value, docs, span: at };
  return {
    kind: "field",
    key,
    quoted,
    ...(value === undefined ? {} : { value }),
    ...(block === undefined ? {} : { block }),
    docs,
    span: at,
  };
}

function fieldBlock(base: Base, field: FieldSpec, line: Line, key: Name): Block | undefined {
  if (line.block === undefined) return undefined;
  if (field.block !== undefined) return readBlock(base, field.block, line.block);
  add(
    base,
    diagnostic("block-not-here", span(base.source, line.block.start, line.block.start + 1), {
      what: `the field \`${key.text}\``,
    }),
  );
  return undefined;
}

function keyName(base: Base, token: IToken, quoted: boolean): Name {
  const { startOffset: start } = token;
  const end = start + keyLength(token.image);
  const text = quoted ? token.image.slice(1, end - start - 1) : wordAt(placeOfWord(token.image, 0, end - start));
  return { kind: "name", text, span: span(base.source, start, end) };
}

/** How long `size` is in `size:` and in `size :`. */
function keyLength(image: string): number {
  if (!image.endsWith(":")) return image.length;
  let end = image.length - 1;
  while (image.charAt(end - 1) === " " || image.charAt(end - 1) === "\t") end--;
  return end;
}

/** A line without a key: an inner block, a step, or a line of a waterfall, screen or list of inputs. */
function readLine(
  base: Base,
  type: string,
  spec: BlockSpec,
  item: RawItem,
  docs: readonly Doc[],
): BlockItem | undefined {
  const line = lineOf(base, item);
  const [first] = line.tokens;
  if (first === undefined) {
    if (line.block !== undefined) {
      add(
        base,
        diagnostic("block-not-here", span(base.source, line.block.start, line.block.start + 1), {
          what: "a line without a name",
        }),
      );
    }
    return undefined;
  }
  const last = line.tokens[line.tokens.length - 1] as IToken;
  const at = span(base.source, first.startOffset, line.block?.end ?? endOf(last));
  if (LETS.has(first.image) && line.tokens[2]?.tokenType === Equals) return readLet(base, line, docs, at);
  const inner = sectionType(spec, first.image);
  if (inner !== undefined) return readSection(base, inner, line, docs, at);
  if (spec.statements !== undefined && line.block === undefined) {
    const where = `in a line of \`${type}\``;
    const value = settle(base, spec.statements, readValue(base, spec.statements, line, where), where);
    return value && ({ kind: "statement", value, docs, span: at } satisfies Statement);
  }
  if (line.block !== undefined) forget(base, span(base.source, line.block.start, line.block.end));
  unknownLine(base, type, spec, line, first);
  return undefined;
}

function readSection(base: Base, inner: string, line: Line, docs: readonly Doc[], at: Span): Section | undefined {
  const [first] = line.tokens as [IToken];
  const spec = blockSpec(inner);
  const head = phraseOf(base, "sectionHead", line.tokens, `in the head of \`${first.image}\``, HEAD);
  const context = contextOf(base);
  const clauses = head === undefined ? [] : lowerHead(context, head.headClause, spec, first.image);
  const keyword = head === undefined ? nameOf(context, first) : nameOf(context, head.Keyword);
  if (line.block === undefined) {
    // `limits 5` is a field whose block was forgotten as much as a block without one.
    if (!line.tokens.some((one) => one.payload === SLIP)) {
      add(base, diagnostic("block-missing", at, { head: base.source.text.slice(at.start, at.end) }));
    }
    return undefined;
  }
  return { kind: "section", keyword, head: clauses, block: readBlock(base, inner, line.block), docs, span: at };
}

const HEAD = { says: "what the manual lists for it", example: "dates on US_EXCHANGE { … }" };

function tokenText(base: Base, token: IToken): string {
  return base.source.text.slice(token.startOffset, endOf(token)).replace(/[ \t]+/g, "");
}

function readLet(base: Base, line: Line, docs: readonly Doc[], at: Span): Let | undefined {
  const [what, name] = line.tokens as [IToken, IToken];
  if (line.block !== undefined) {
    add(
      base,
      diagnostic("block-not-here", span(base.source, line.block.start, line.block.start + 1), {
        what: `\`${what.image}\``,
      }),
    );
  }
  if (!tokenMatcher(name, NameToken)) {
    const code = tokenMatcher(name, Glue);
    add(
      base,
      code
        ? diagnostic("name-is-joining-word", tokenSpan(base.source, name), { word: name.image })
        : diagnostic("name-missing", tokenSpan(base.source, name), { keyword: what.image }),
    );
    return undefined;
  }
  const rest: Line = { tokens: line.tokens.slice(3), choices: line.choices };
  const where = `behind \`${what.image} ${name.image} =\``;
  if (rest.tokens.length === 0) {
    add(base, diagnostic("value-missing", at, { key: `${what.image} ${name.image} =`, ...saysOf("expr") }));
    return undefined;
  }
  const value = settle(base, "expr", readValue(base, "expr", rest, where), where);
  return (
    value && {
      kind: "let",
      what: what.image as Let["what"],
      name: nameOf(contextOf(base), name),
      value,
      docs,
      span: at,
    }
  );
}

function lastOf(item: RawItem, key: IToken): number {
  const last = item.parts[item.parts.length - 1];
  return last === undefined ? endOf(key) : isBlock(last) ? last.end : endOf(last);
}

function add(base: Base, one: Diagnostic): void {
  base.diagnostics.push(one);
}
