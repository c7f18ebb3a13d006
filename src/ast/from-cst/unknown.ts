import type { IToken } from "chevrotain";
import { tokenMatcher } from "../../../grammar/token-type.ts";
import { type BlockSpec, blockSpec } from "../../../grammar/fields.ts";
import { SLIP } from "../../../grammar/lexer.ts";
import { breaksLine, endOf, tokenSpan } from "../../../grammar/place.ts";
import { isBlock, type RawItem } from "../../../grammar/structure.ts";
import {
  CaseBlock,
  Equals,
  FirstBlock,
  Key,
  NumberLiteral,
  Ordinal,
  Text as TextToken,
} from "../../../grammar/tokens.ts";
import { Glue, Name as NameToken } from "../../../grammar/word-classes.ts";
import { diagnostic, type Fix } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { type Span, span } from "../../text/source.ts";
import type { Name } from "../nodes.ts";
import type { Base } from "./context.ts";
import type { Line } from "./value.ts";

/** Findings that hold wherever the characters stand, even in what is not read. */
const EVERYWHERE: ReadonlySet<string> = new Set(["bidirectional-control", "invisible-character"]);

/** Takes back what was found within `place`, because nobody is going to read it: its unknown name is the one finding. */
export function forget(base: Base, place: Span): void {
  const kept = base.diagnostics.filter(
    (one) => one.span.start < place.start || one.span.end > place.end || EVERYWHERE.has(one.code),
  );
  base.diagnostics.splice(0, base.diagnostics.length, ...kept);
}

/** Fields and blocks by what else they are called. */
const CALLED: ReadonlyMap<string, string> = new Map([
  ...["exchange", "market", "listed-on"].map((word) => [word, "venue"] as const),
  ...["ccp", "clearing-house", "cleared-by"].map((word) => [word, "clearing"] as const),
  ...["multiplier", "contract-size", "lot-size", "unit-of-trading"].map((word) => [word, "size"] as const),
  ...["tick-size", "minimum-price-increment", "minimum-price-fluctuation"].map((word) => [word, "tick"] as const),
  ...["quotation", "price-quote", "quote"].map((word) => [word, "price"] as const),
  ...["hours", "trading-hours", "trading-sessions"].map((word) => [word, "sessions"] as const),
  ...["benchmark", "reference-price", "settlement-index"].map((word) => [word, "underlying"] as const),
  ...["position-limits"].map((word) => [word, "limits"] as const),
  ...["circuit-breakers", "price-bands"].map((word) => [word, "price-limits"] as const),
  ...["methodology", "calculation"].map((word) => [word, "value"] as const),
  ...["members-of", "constituents"].map((word) => [word, "members"] as const),
]);

/** The finding for a key its block does not have: one, whatever its value. */
export function unknownField(base: Base, type: string, spec: BlockSpec, key: Name): void {
  const known = [...Object.keys(spec.fields), ...Object.keys(spec.sections)];
  const meant = CALLED.get(key.text.toLowerCase());
  const words = meant !== undefined && known.includes(meant) ? [meant] : suggest(key.text, known);
  const suggestion = didYouMean(words);
  const fixes =
    words.length === 1 && Object.hasOwn(spec.fields, words[0] as string)
      ? [{ title: `write \`${words[0]}\``, edits: [{ span: key.span, text: words[0] as string }] }]
      : [];
  base.diagnostics.push(
    diagnostic(
      "field-unknown",
      key.span,
      { key: key.text, block: type, ...(suggestion === undefined ? {} : { suggestion }) },
      {
        fixes,
        ...(suggestion === undefined ? homeOf(spec, key.text) : {}),
        ...quotesOf(base, spec, key),
      },
    ),
  );
}

/** In a block whose keys are names in quotes, a bare word is such a name without them; elsewhere a name in quotes is a word with them. */
function quotesOf(base: Base, spec: BlockSpec, key: Name): { help?: string; fixes?: Fix[] } {
  if (spec.free === undefined || spec.free.quoted === "either") return {};
  const better = spec.free.quoted === "yes" ? `"${key.text}"` : key.text;
  if (spec.free.quoted === "no" && !/^[A-Za-z_][\w-]*$/.test(key.text)) return {};
  if (base.source.text.slice(key.span.start, key.span.end) === better) return {};
  return {
    help: `write \`${better}:\``,
    fixes: [{ title: `write \`${better}\``, edits: [{ span: key.span, text: better }] }],
  };
}

/** Where the field stands instead: in an inner block, in a declaration itself or in another of its blocks. */
function homeOf(spec: BlockSpec, key: string): { help?: string } {
  for (const [keyword, type] of Object.entries(spec.sections)) {
    if (Object.hasOwn(blockSpec(type).fields, key)) return { help: `\`${key}\` stands inside \`${keyword} { … }\`` };
  }
  for (const declared of ["future", "index", "calendar", "venue", "source", "grade"] as const) {
    const home = blockSpec(declared);
    const inside = `\`${declared} NAME { … }\``;
    if (Object.hasOwn(home.fields, key)) return { help: `\`${key}\` stands in ${inside} itself, outside this block` };
    const within = Object.entries(home.sections).find(([, type]) => Object.hasOwn(blockSpec(type).fields, key));
    if (within !== undefined) return { help: `\`${key}\` stands in \`${within[0]} { … }\` of ${inside}` };
  }
  return {};
}

/** The finding for a line without a key that its block does not have. */
export function unknownLine(base: Base, type: string, spec: BlockSpec, line: Line, first: IToken): void {
  if (line.tokens.some((one) => one.payload === SLIP)) return;
  const at = tokenSpan(base.source, first);
  const choice = first.tokenType === CaseBlock || first.tokenType === FirstBlock;
  const found = choice ? (first.tokenType === CaseBlock ? "case { … }" : "first of { … }") : first.image;
  const named = first.tokenType === TextToken && spec.free !== undefined && spec.free.quoted !== "no";
  if ((named || Object.hasOwn(spec.fields, found)) && line.block === undefined) {
    const sign = line.tokens[1];
    const end = sign?.tokenType === Equals ? endOf(sign) : at.end;
    base.diagnostics.push(
      diagnostic(
        "colon-missing",
        at,
        { key: found },
        { fixes: [{ title: "write the colon", edits: [{ span: span(base.source, at.end, end), text: ":" }] }] },
      ),
    );
    return;
  }
  if (line.block !== undefined && !choice) {
    const words = suggest(found, Object.keys(spec.sections));
    const suggestion = didYouMean(words);
    const fixes =
      words.length === 1 ? [{ title: `write \`${words[0]}\``, edits: [{ span: at, text: words[0] as string }] }] : [];
    base.diagnostics.push(
      diagnostic(
        "section-unknown",
        at,
        { name: found, block: type, ...(suggestion === undefined ? {} : { suggestion }) },
        { fixes },
      ),
    );
    return;
  }
  base.diagnostics.push(diagnostic("line-unknown", at, { found, block: type }));
}

/** Words that begin a step of a calculation, `let carry = …`. */
export const LETS: ReadonlySet<string> = new Set(["let", "observe", "event"]);

/**
 * True, after a finding, when `item` and `next` are one key that was written as several words: `last trading day: …`; or a step with a
 * colon: `let carry: …`.
 */
export function splitKey(base: Base, spec: BlockSpec, item: RawItem, next: RawItem | undefined): boolean {
  const key = next?.key;
  if (item.key !== undefined || key === undefined || key.tokenType !== Key) return false;
  const words: IToken[] = [];
  for (const token of item.parts) {
    if (isBlock(token) || !KEY_WORDS.some((type) => tokenMatcher(token, type))) return false;
    words.push(token);
  }
  const [first] = words;
  const last = words[words.length - 1];
  if (first === undefined || last === undefined || breaksLine(base.source, last, key)) return false;
  if (base.source.text.slice(endOf(last), key.startOffset).trim() !== "") return false;
  if ([...words, key].some((one) => one.payload === SLIP)) return true;
  const at = span(base.source, first.startOffset, endOf(key));
  const ending = key.image.replace(/[ \t]*:$/, "");
  if (words.length === 1 && LETS.has(first.image)) {
    const [part] = next?.parts ?? [];
    const value = part === undefined || isBlock(part) ? undefined : part;
    const from = key.startOffset + ending.length;
    const sign = value?.tokenType === Equals && value.startOffset === endOf(key) ? value : key;
    const place = span(base.source, from, endOf(sign));
    const text = base.source.text.slice(place.start, place.end).trim();
    const fixes = [{ title: "write `=`", edits: [{ span: place, text: " =" }] }];
    const help = `write \`${first.image} ${ending} = …\``;
    base.diagnostics.push(diagnostic("sign-misspelt", place, { text, better: "=" }, { fixes, help }));
    return true;
  }
  const written = [...words.map((one) => one.image), ending];
  const quoted = spec.free !== undefined && spec.free.quoted !== "no";
  const joined = quoted ? `"${written.join(" ")}"` : written.join("-");
  const fixes = [{ title: `write \`${joined}:\``, edits: [{ span: at, text: `${joined}:` }] }];
  const sound = /^["A-Za-z_]/.test(joined);
  const help = "choose one word that begins with a letter, its parts joined by `-`";
  base.diagnostics.push(diagnostic("key-of-several-words", at, { key: joined }, sound ? { fixes } : { help }));
  return true;
}

const KEY_WORDS = [NameToken, Glue, Ordinal, NumberLiteral];
