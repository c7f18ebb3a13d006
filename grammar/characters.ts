import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";
import { diagnostic } from "../src/diagnostic/diagnostic.ts";
import { lineStarts, type Source, span } from "../src/text/source.ts";

/**
 * Characters that are not seen, or that change the order in which others are seen: a text must not read otherwise than it compiles
 * (the attack is described in Boucher and Anderson, "Trojan Source", 2021). Ordinary blanks and line ends are not among them; neither
 * is a byte order mark at the very start.
 */
const HIDDEN = new RegExp(
  `[${[
    "\\x00-\\x08", // controls, but for tab and line ends
    "\\x0e-\\x1f",
    "\\x7f-\\x9f",
    "\\xad", // soft hyphen
    "\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e", // joiners and fillers
    "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f", // no width, separators, directions
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb", // fillers, variation selectors, byte order mark
  ].join("")}]` +
    // Half a character, and tags.
    "|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]|\\udb40[\\udc00-\\udfff]",
  "g",
);

const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** At most this many are listed: a file of another kind would fill pages with them. */
const LISTED = 20;

/** One finding for every line that has hidden characters in it, be it in code, in a text or in a comment. */
export function* invisible(source: Source): Generator<Diagnostic> {
  const text = source.text;
  HIDDEN.lastIndex = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let starts: readonly number[] | undefined;
  let next = 0;
  let listed = 0;
  let lineEnd = -1;
  for (let match = HIDDEN.exec(text); match !== null; match = HIDDEN.exec(text)) {
    if (match.index < lineEnd) continue;
    starts ??= lineStarts(source);
    while (next < starts.length && (starts[next] as number) <= match.index) next++;
    lineEnd = starts[next] ?? text.length;
    if (listed === LISTED) return;
    listed++;
    const at = span(source, match.index, match.index + match[0].length);
    const code = (match[0].codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
    const fixes = [{ title: "remove it", edits: [{ span: at, text: "" }] }];
    if (BIDIRECTIONAL.test(match[0])) yield diagnostic("bidirectional-control", at, { code }, { fixes });
    else yield diagnostic("invisible-character", at, { code }, { fixes });
  }
}
