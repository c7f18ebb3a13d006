import { entry } from "../entry.ts";

/** What can be wrong with single characters of a text. */
export const characterEntries = {
  "bidirectional-control": entry<{ code: string }>({
    severity: "error",
    message: (p) =>
      `this line holds the control character U+${p.code}, which changes the order in which it is displayed`,
    help: () => "remove it: what people read must be what is compiled",
    page: `Characters that turn the direction of writing can make a line look different from what it says, in code, in a text or in a
comment. A contract must read as it compiles, so they are refused everywhere. Text in Arabic or Hebrew needs none of them.

Wrong: a title in which U+202E turns what follows around

Right: the same title without it
`,
  }),
  "invisible-character": entry<{ code: string }>({
    severity: "error",
    message: (p) => `this line holds the invisible character U+${p.code}`,
    help: () => "remove it; it may have come with a copied text",
    page: `Characters without a shape, such as the zero-width space or the soft hyphen, make two names that look alike differ. They are
refused everywhere, as are control characters other than tab and line end.

Wrong: \`US_\` and \`EXCHANGE\` with a zero-width space between them

Right: \`US_EXCHANGE\`
`,
  }),
  "odd-space": entry<Record<string, never>>({
    severity: "error",
    message: () => "this is not an ordinary space",
    help: () => "replace it by a space; it may have come with a copied text",
    page: `Between words stands the ordinary space, a tab or a line end. No-break and typographic spaces may stand in texts and comments
only.

Wrong: \`1_000 GPU_hour\` with a no-break space

Right: \`1_000 GPU_hour\` with a space
`,
  }),
  "letter-not-latin": entry<{ letter: string }>({
    severity: "error",
    message: (p) => `\`${p.letter}\` is no Latin letter, and names are written in a to z, digits, \`_\` and \`-\``,
    help: () => "write the name in those letters, and other alphabets in texts in quotes",
    page: `Letters of other alphabets can look like Latin ones, and two names that look the same would differ. Names therefore keep to
\`a\` to \`z\`, \`A\` to \`Z\`, digits, \`_\` and \`-\`; titles and texts in quotes may use any alphabet.

Wrong: \`venue \u0425DEX\`, which begins with a Cyrillic letter

Right: \`venue XDEX\`
`,
  }),
  "unknown-character": entry<{ character: string; better?: string }>({
    severity: "error",
    message: (p) => `\`${p.character}\` has no meaning outside a text`,
    help: (p) =>
      p.better === undefined ? "remove it, or put the text it belongs to in quotes" : `write \`${p.better}\``,
    page: `Outside texts and comments a spec uses letters, digits and the signs \`{ } [ ] ( ) : ; , . .. + - * / % = != < <= > >=\`.

Wrong: \`contact: regulation@xdex.example\`

Right: \`contact: "regulation@xdex.example"\`
`,
  }),
  "text-not-closed": entry<Record<string, never>>({
    severity: "error",
    message: () => "this text has no closing quote in its line",
    help: () => 'write `"` where it ends; a text stands in one line',
    page: `A text begins and ends with \`"\` in the same line. So that one lost quote does not take the rest of the file with it, an unclosed
text is read up to a brace or the end of its line. Long explanations are better as \`///\` lines.

Wrong: \`website: "https://xdex.example\`

Right: \`website: "https://xdex.example"\`
`,
  }),
  "curly-quotes": entry<Record<string, never>>({
    severity: "error",
    message: () => "texts stand in straight quotes, not in curly ones",
    help: () => 'write `"`; inside a text curly quotes are welcome',
    page: `Word processors turn straight quotes into curly ones, and opening and closing ones are then easily lost.

Wrong: \`legal-name: “Example Exchange”\`

Right: \`legal-name: "Example Exchange"\`
`,
  }),
  "single-quotes": entry<Record<string, never>>({
    severity: "error",
    message: () => "texts stand in double quotes",
    help: () => 'put the whole text in `"…"`',
    page: `A text stands in \`"…"\`. The apostrophe is free for use inside.

Wrong: \`'New Year'\`

Right: \`"New Year's Day"\`
`,
  }),
  "dash-not-minus": entry<{ dash: string }>({
    severity: "error",
    message: (p) => `\`${p.dash}\` is a dash: a minus is \`-\`, and a range of days is \`..\``,
    help: () => "write `-` with a space on each side, or `Sun..Thu`, or `17:00 until 16:00`",
    page: `Dashes and the typographic minus look like \`-\` and are other characters. A range of weekdays or years is written with two dots,
a range of clock times with \`until\`.

Wrong: \`trade: Sun–Thu 17:00–16:00 next day\`

Right: \`trade: Sun..Thu 17:00 until 16:00 next day\`
`,
  }),
  "comment-misspelt": entry<{ text: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` begins no comment here`,
    help: () => "write `//` for a comment, `///` for a text that goes into the filings",
    page: `A comment begins with \`//\` and ends with its line. There are no comments over several lines and none that begin with \`#\`.

Wrong: \`# as agreed with the desk\`

Right: \`// as agreed with the desk\`
`,
  }),
};
