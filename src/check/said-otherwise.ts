import type { Code } from "../diagnostic/catalogue.ts";
import type { Diagnostic, Fix } from "../diagnostic/diagnostic.ts";
import { makeSource, type Source } from "../text/source.ts";
import { parseFile } from "../ast/parse.ts";
import { ofField } from "./phrasebook-fields.ts";
import { inTheLanguage } from "./phrasebook.ts";

/** Findings about words that Tenor does not know, or not here. */
const WORDS: ReadonlySet<Code> = new Set([
  "value-unreadable",
  "value-unfinished",
  "value-of-another-kind",
  "word-not-here",
  "word-unknown",
  "phrase-not-here",
  "phrase-unknown",
  "colon-alone",
  "zone-unknown",
  "rounding-mode-unknown",
  "date-rule-unsound",
]);

/** Blocks by the names they have elsewhere. */
const BLOCKS: Readonly<Record<string, string>> = {
  "cash-settlement": "final-settlement cash",
  "physical-delivery": "final-settlement delivery",
  "physical-settlement": "final-settlement delivery",
  "trading-hours": "sessions",
  "position-limits": "limits",
  delete: "remove",
};

function wordsOf({ span: { source, start, end } }: Diagnostic): string {
  return source.text.slice(start, end);
}

/** Those of phrases that could not be read. */
const READ: ReadonlySet<Code> = new Set(["value-unreadable", "value-unfinished", "word-not-here"]);

/**
 * The findings, with what the language would say where the author said it in other words: as help, and as a fix of the value in its line. It is
 * offered only where the mended line reads without a finding; further findings about the same words go with the first.
 */
export function saidOtherwise(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const offered = new Set<string>();
  return found.flatMap((one) => {
    const block = one.code === "section-unknown" ? BLOCKS[wordsOf(one)] : undefined;
    if (block !== undefined) {
      const fixes = [{ title: `write \`${block} { … }\``, edits: [{ span: one.span, text: block }] }];
      return [{ ...one, help: `write \`${block} { … }\``, fixes }];
    }
    if (one.fixes.length > 0 || !(WORDS.has(one.code) || one.code === "unit-mismatch")) return [one];
    const mend = mendOf(one);
    if (mend === undefined) return [meant(one)];
    const key = `${one.span.source.path} ${mend.edits[0]?.span.start} ${mend.edits[0]?.text}`;
    if (offered.has(key)) return [];
    offered.add(key);
    return [{ ...one, help: mend.title, fixes: [mend] }];
  });
}

/** A finding that names the one word that was meant, with that word as its fix where it stands alone. */
function meant(one: Diagnostic): Diagnostic {
  const word = /^did you mean `([^`]+)`\?$/.exec(one.help ?? "")?.[1];
  const { source, start, end } = one.span;
  const stands = wordsOf(one);
  if (word === undefined || !one.message.includes(`\`${stands}\``)) return one;
  // Where the rest of the words meant stands behind already, they would be there twice.
  const space = word.indexOf(" ");
  if (space > 0 && source.text.startsWith(word.slice(space), end)) return one;
  const mended = source.text.slice(0, start) + word + source.text.slice(end);
  const stays = parseFile(makeSource(source.path, mended)).diagnostics.some(
    ({ span }) => span.start < start + word.length && span.end > start,
  );
  return stays ? one : { ...one, fixes: [{ title: `write \`${word}\``, edits: [{ span: one.span, text: word }] }] };
}

/** The value of the line that `span` begins in, said in the language; undefined where nothing better is known. */
function mendOf({ span, code }: Diagnostic): Fix | undefined {
  const { source } = span;
  const line = valueIn(source, span.start);
  const value = source.text.slice(line.start, line.end);
  const better = inTheLanguage(value, line.key);
  if (better === undefined || better === "") return undefined;
  // Words that were read, in another unit than the place wants: only what is said at this field mends that.
  if (code === "unit-mismatch" && (line.key === undefined || ofField(line.key, value) !== better)) return undefined;
  // Leaving an article out mends a phrase that could not be read, never one that was read and has no meaning here.
  if (!READ.has(code) && value.replace(/\b(?:the|an?|each) /g, "") === better) return undefined;
  let from = 0;
  while (from < value.length && value[from] === better[from]) from++;
  let to = 0;
  while (to < value.length - from && to < better.length - from && value.at(-1 - to) === better.at(-1 - to)) to++;
  // Whole words are shown and replaced, so that the mend can be read.
  while (from > 0 && /[\w%."[-]/.test(better[from - 1] ?? "")) from--;
  while (to > 0 && /[\w%."\]-]/.test(better.at(-to) ?? "")) to--;
  const text = better.slice(from, better.length - to);
  const edit = { span: { source, start: line.start + from, end: line.end - to }, text };
  const mended = source.text.slice(0, edit.span.start) + text + source.text.slice(edit.span.end);
  const end = line.end + mended.length - source.text.length;
  const stays = parseFile(makeSource(source.path, mended)).diagnostics.some(
    (one) => one.span.start < end && one.span.end > line.start,
  );
  const shown = text.trim() === "" || better.length <= 72 ? better : text;
  return stays ? undefined : { title: `write \`${shown.trim()}\``, edits: [edit] };
}

/** From behind the key, where there is one, to the end of the line's last word: a comment and a block that opens stay out. */
function valueIn(
  source: Source,
  at: number,
): { readonly start: number; readonly end: number; readonly key: string | undefined } {
  const { text } = source;
  const begins = text.lastIndexOf("\n", at - 1) + 1;
  const behind = text.indexOf("\n", at);
  const line = text.slice(begins, behind < 0 ? text.length : behind);
  const code = /^(?:"[^"]*"|(?!\/\/)[^"])*/.exec(line)?.[0] ?? line;
  // Several fields may share a line: the one that is meant begins at the last key before the place.
  const keys = [...code.matchAll(/(?:^|[{;])\s*[A-Za-z"][^:{};]*?:\s+|[{;]\s*/g)].filter(
    (one) => one.index + one[0].length <= at - begins,
  );
  const first = (keys.at(-1)?.index ?? 0) + (keys.at(-1)?.[0].length ?? /^\s*/.exec(code)?.[0].length ?? 0);
  const rest = code.slice(first);
  const stop =
    /\s*(?:[;{}].*)?$/.exec(rest.replace(/"[^"]*"/g, (quoted) => "_".repeat(quoted.length)))?.index ?? rest.length;
  const key = /([a-z][\w-]*|"[^"]*"):\s+$/.exec(code.slice(0, first))?.[1];
  return { start: begins + first, end: begins + first + stop, key };
}
