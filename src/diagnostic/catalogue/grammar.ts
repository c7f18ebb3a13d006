import { entry } from "../entry.ts";
import { blockEntries } from "./grammar-blocks.ts";
import { characterEntries } from "./grammar-characters.ts";
import { signEntries } from "./grammar-signs.ts";

/** What can be wrong with the shape of a text: its lines, blocks, fields and values. */
export const grammarEntries = {
  ...characterEntries,
  ...signEntries,
  ...blockEntries,
  "colon-missing": entry<{ key: string }>({
    severity: "error",
    message: (p) => `\`${p.key}\` is a field, and its colon is missing`,
    help: (p) => `write \`${p.key}: …\``,
    page: `A field is a key, a colon and a value.

Wrong: \`size 1_000 GPU_hour\`

Right: \`size: 1_000 GPU_hour\`
`,
  }),
  "value-missing": entry<{ key: string; says?: string; example?: string }>({
    severity: "error",
    message: (p) => `\`${p.key}\` has no value`,
    help: (p) =>
      p.says === undefined ? "write its value, or remove the line" : `write ${p.says}, such as \`${p.example}\``,
    page: `A key announces a value on the same line. A long value may go on in the next line behind a comma or an operator, and a text or
list may begin there.

Wrong: \`size:\`

Right: \`size: 1_000 GPU_hour\`
`,
  }),
  "value-unreadable": entry<{ found: string; where: string; says: string; example: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` does not fit here: ${p.where} Tenor expects ${p.says}`,
    help: (p) => `write it like \`${p.example}\``,
    page: `Each field has one kind of value, and the manual shows an example of each. The message points at the first word that does not
fit; what stands before it was understood.

Wrong: \`last-trading-day: last business day contract month\`

Right: \`last-trading-day: last business day of contract month\`
`,
  }),
  "value-unfinished": entry<{ before: string; where: string; says: string; example: string }>({
    severity: "error",
    message: (p) => `something is missing after \`${p.before}\`: ${p.where} Tenor expects ${p.says}`,
    help: (p) => `write it like \`${p.example}\``,
    page: `A value stopped before it was complete: an operator, a joining word or a comma announces more than is there.

Wrong: \`last-trading-day: last business day of\`

Right: \`last-trading-day: last business day of contract month\`
`,
  }),
  "field-unknown": entry<{ key: string; block: string; suggestion?: string }>({
    severity: "error",
    message: (p) =>
      `unknown field \`${p.key}\`${p.suggestion === undefined ? ` in \`${p.block}\`` : `, ${p.suggestion}`}`,
    help: (p) => `the manual lists the fields of \`${p.block}\``,
    page: `Every block has its own fields. The value of an unknown one is not read, so the message about its name is the only one.

Wrong: \`tck: 0.001\`

Right: \`outright: 0.001\` in \`tick\`
`,
  }),
  "key-of-several-words": entry<{ key: string }>({
    severity: "error",
    message: () => "a key is one word",
    help: (p) => `write \`${p.key}:\``,
    page: `A key is one word that begins with a letter; several are joined by \`-\`. The names of holidays and rules are texts in quotes.

Wrong: \`last trading day: …\`

Right: \`last-trading-day: …\`
`,
  }),
  "section-unknown": entry<{ name: string; block: string; suggestion?: string }>({
    severity: "error",
    message: (p) =>
      `unknown block \`${p.name}\`${p.suggestion === undefined ? ` in \`${p.block}\`` : `, ${p.suggestion}`}`,
    help: (p) => `the manual lists the blocks of \`${p.block}\``,
    page: `Every block has its own inner blocks. What stands in an unknown one is not read.

Wrong: \`sesions in America/Chicago { … }\`

Right: \`sessions in America/Chicago { … }\`
`,
  }),
  "line-unknown": entry<{ found: string; block: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` is no field and no block of \`${p.block}\``,
    help: () => "write `key: value` or `name { … }`",
    page: `In most blocks each line is a field or a block. Lines without a key stand only in waterfalls (\`first of\`, \`fallback\`), in
\`screen\` and in \`inputs\`.

Wrong: \`hedgers are exempt\` in \`limits\`

Right: \`exemptions: bona-fide-hedge\`
`,
  }),
  "declaration-unknown": entry<{ found: string; suggestion?: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` begins no declaration${p.suggestion === undefined ? "" : `, ${p.suggestion}`}`,
    help: () => 'a file holds imports and declarations, such as `future GPH "…" { … }`',
    page: `A file holds \`import\` lines and declarations: \`unit\`, \`calendar\`, \`venue\`, \`clearing-house\`, \`organisation\`, \`source\`,
\`grade\`, \`index\`, \`future\`, \`option\`, \`spread\`, \`perpetual\`, \`structured\`, \`profile\`, \`amendment\` and \`filing\`. Fields stand inside
a declaration's block.

Wrong: \`futures GPH "H100 GPU-Hour Futures" { … }\`

Right: \`future GPH "H100 GPU-Hour Futures" { … }\`
`,
  }),
  "name-missing": entry<{ keyword: string }>({
    severity: "error",
    message: (p) => `this \`${p.keyword}\` has no name`,
    help: (p) => `write \`${p.keyword} NAME …\`, in letters, digits, \`_\` and \`-\``,
    page: `A declaration names what it declares, so that other texts can speak of it.

Wrong: \`future "H100 GPU-Hour Futures" { … }\`

Right: \`future GPH "H100 GPU-Hour Futures" { … }\`
`,
  }),
  "name-is-joining-word": entry<{ word: string }>({
    severity: "error",
    message: (p) => `\`${p.word}\` joins phrases and cannot name anything`,
    help: () => "choose another name, or write it in capitals",
    page: `About forty words join phrases: \`of from to until at on in over before after when where and or not per\` and others. If one of
them were a name, a value that uses it could not be read. Capitals are different words: a product may be called \`ON\`.

Wrong: \`venue over { … }\`

Right: \`venue OVER { … }\`
`,
  }),
  "head-not-here": entry<{ clause: string; block: string }>({
    severity: "error",
    message: (p) => `\`${p.block}\` takes no \`${p.clause}\` in its head`,
    help: () => "remove it; the manual shows the head of each declaration and block",
    page: `Between the name of a declaration or block and its \`{\` may stand what the manual lists for it: \`on CALENDAR\` and \`in ZONE\` at
dates and sessions, \`from PRODUCT\` at a derived product, \`to PRODUCT effective DATE\` at an amendment.

Wrong: \`tick on US_EXCHANGE { … }\`

Right: \`tick { … }\`, and \`dates on US_EXCHANGE { … }\`
`,
  }),
  "word-not-here": entry<{ word: string; known: string; suggestion?: string }>({
    severity: "error",
    message: (p) => `\`${p.word}\` is no word Tenor knows here${p.suggestion === undefined ? "" : `, ${p.suggestion}`}`,
    help: (p) => `what fits here: ${p.known}`,
    page: `Some places take words of a fixed list: kinds of day, weekdays, months, flags such as \`proposed\`. The help line shows the list.

Wrong: \`last busines day of contract month\`

Right: \`last business day of contract month\`
`,
  }),
  "day-expected": entry<{ found: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` is no single day`,
    help: () => "say which day of it, such as `last business day of …`, `start of …` or `day 25 of …`",
    page: `A month, week, quarter or year is not a day. Where a day is meant, a selector makes one of it.

Wrong: \`last-trading-day: contract month\`

Right: \`last-trading-day: last business day of contract month\`
`,
  }),
  "month-expected": entry<{ found: string }>({
    severity: "error",
    message: (p) => `\`${p.found}\` is a day, and a month or another stretch of days is needed here`,
    help: () => "name a month, such as `contract month` or `month of last-trading-day`",
    page: `Behind \`of\`, selectors such as \`last business day\` take a stretch of days: a month, a quarter, or a named interval such as
\`spot-period\`.

Wrong: \`last business day of 2027-01-11\`

Right: \`last business day of 2027-01\`
`,
  }),
  "adjustment-needs-parentheses": entry<{ offset: string; adjusted: string }>({
    severity: "error",
    message: () => "an offset with an adjustment behind it can be read in two ways",
    help: (p) => `put parentheses around what is adjusted: \`${p.adjusted}\``,
    page: `\`3 business days before (day 25 of M or preceding business day)\` counts back from a day that was moved to a business day first;
\`(3 business days before day 25 of M) or preceding business day\` moves the result. In a third of the months of crude oil futures they are
different days.

Wrong: \`3 business days before day 25 of M or preceding business day\`

Right: \`3 business days before (day 25 of M or preceding business day)\`
`,
  }),
  "days-mixed": entry<{ better: string }>({
    severity: "error",
    message: () => "calendar days and business days are counted one after the other, and the order is not said",
    help: (p) => `say with parentheses what is counted first: \`${p.better}\``,
    page: `Two days back and then one business day is not one business day back and then two days: over a weekend or a holiday they are different
days. Offsets of one kind may follow one another as they like; of the two kinds, parentheses say which comes first.

Wrong: \`2 days before 1 business day before D\`

Right: \`2 days before (1 business day before D)\`
`,
  }),
  "clock-impossible": entry<{ text: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` is no time of day`,
    help: () => "hours run from 00 to 24, minutes and seconds from 00 to 59; 24:00 is the end of the day",
    page: `Clock times have hours from 00 to 24 and minutes from 00 to 59; \`24:00\` is the end of the day and has no minutes behind it.

Wrong: \`at 14:75\`

Right: \`at 15:15\`
`,
  }),
  "doc-without-item": entry<Record<string, never>>({
    severity: "warning",
    message: () => "this `///` text explains nothing: no declaration, block or field follows it",
    help: () => "move it above what it explains, or make it a `//` comment",
    page: `A \`///\` text is carried into the filings at the clause below it. At the end of a block there is none.

Wrong:

    outright: 0.001
    /// Rents are quoted in tenths of a cent.

Right:

    /// Rents are quoted in tenths of a cent.
    outright: 0.001
`,
  }),
  "arm-without-condition": entry<{ construct: string }>({
    severity: "error",
    message: (p) => `a line of \`${p.construct}\` says neither \`when …\` nor \`otherwise\``,
    help: () => "write the condition behind the value, and `otherwise` behind the last one",
    page: `\`case\` chooses by condition, so each of its lines has one; the last may say \`otherwise\`. Where lines are tried in order until one
is available, write \`first of\`.

Wrong: \`case { 0.05 when premium <= 5.00; 0.25 }\`

Right: \`case { 0.05 when premium <= 5.00; 0.25 otherwise }\`
`,
  }),
  "arms-empty": entry<{ construct: string }>({
    severity: "error",
    message: (p) => `this \`${p.construct}\` has no lines to choose from`,
    help: () => "write at least one",
    page: `\`case { … }\` and \`first of { … }\` choose among their lines. Without a line there is nothing to choose.

Wrong: \`outright: case { }\`

Right: \`outright: case { 0.05 when premium <= 5.00; 0.25 otherwise }\`
`,
  }),
};
