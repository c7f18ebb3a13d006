import { entry } from "../entry.ts";

/** What can be wrong with blocks, brackets and the bounds of a text. */
export const blockEntries = {
  "nesting-too-deep": entry<{ bound: number }>({
    severity: "error",
    message: (p) => `brackets and blocks stand more than ${p.bound} deep in one another`,
    help: () => "close what is open before opening more; nothing behind this place was read",
    page: `Blocks, lists and groups may stand 64 deep in one another. No contract comes near it; a text that does is damaged, or was made
by a program that lost count. Nothing behind that place is read.

Wrong: \`basis: ((((… 65 of them …(25%)…))))\`

Right: \`basis: 25%\`
`,
  }),
  "text-too-long": entry<{ bound: string }>({
    severity: "error",
    message: (p) => `this file is longer than ${p.bound}`,
    help: () => "keep data in a file of its own and name it in a `source`",
    page: `A file of more than 2 MiB is not read. Contracts are a few kilobytes; tables belong into a data file that a
\`source\` names with its checksum.

Wrong: twelve thousand lines of figures in a \`figures\` block

Right: \`file: "data/supply.csv"\` with its \`sha256\` in a \`source\`
`,
  }),
  "value-too-long": entry<{ bound: number }>({
    severity: "error",
    message: (p) => `this value has more than ${p.bound} operators and joining words`,
    help: () => "split it into steps with `let NAME = …`",
    page: `One value may have 400 operators, brackets and joining words; commas do not count. Nobody reads a longer one aloud and is right about
it. Name its parts.

Wrong: \`basis: 12 contracts + 9 contracts + …\` with 400 more

Right:

    let providers = …
    basis: 25% of providers
`,
  }),
  "bracket-not-closed": entry<{ open: string; close: string }>({
    severity: "error",
    message: (p) => `this \`${p.open}\` is never closed`,
    help: (p) => `write \`${p.close}\` where the list or group ends`,
    page: `A list \`[…]\` and a group \`(…)\` end within their own value.

Wrong: \`months: 4 of [Mar, Jun, Sep, Dec\`

Right: \`months: 4 of [Mar, Jun, Sep, Dec]\`
`,
  }),
  "bracket-extra": entry<{ close: string }>({
    severity: "error",
    message: (p) => `this \`${p.close}\` closes nothing`,
    help: () => "remove it, or open the list or group it belongs to",
    page: `Every \`]\` closes a \`[\` and every \`)\` a \`(\` of the same value.

Wrong: \`weekend: Sat, Sun]\`

Right: \`weekend: Sat, Sun\`
`,
  }),
  "block-not-closed": entry<{ head: string }>({
    severity: "error",
    message: (p) => (p.head === "" ? "this `{` is never closed" : `the block \`${p.head} {\` is never closed`),
    help: () => "write `}` where it ends; the indentation says this is the block that lost its own",
    page: `A block ends with \`}\`. Where one is missing, the indentation tells which: the first block that a line further out leaves
without closing it.

Wrong:

    tick {
      outright: 0.001
    listing { … }

Right:

    tick {
      outright: 0.001
    }
    listing { … }
`,
  }),
  "brace-extra": entry<Record<string, never>>({
    severity: "error",
    message: () => "this `}` closes no block",
    help: () => "remove it, or open the block it belongs to",
    page: `Every \`}\` closes the \`{\` of a block. The first one too many is reported, and no other.

Wrong: \`tick { outright: 0.001 } }\`

Right: \`tick { outright: 0.001 }\`
`,
  }),
  "brace-missing": entry<{ head: string }>({
    severity: "error",
    message: (p) => `\`${p.head}\` begins a block and has no \`{\``,
    help: () => "write `{` at the end of the line and `}` where the block ends",
    page: `A block stands in braces; indentation alone makes none.

Wrong:

    tick
      outright: 0.001

Right:

    tick {
      outright: 0.001
    }
`,
  }),
  "block-missing": entry<{ head: string }>({
    severity: "error",
    message: (p) => `\`${p.head}\` says nothing without its block`,
    help: (p) => `write \`${p.head} { … }\``,
    page: `Some declarations and sections are their block: \`future\`, \`calendar\`, \`tick\`, \`listing\` and most others.

Wrong: \`tick\`

Right: \`tick { outright: 0.001 }\`
`,
  }),
  "block-not-here": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} takes no block`,
    help: () => "remove the block, or give it the head it belongs to",
    page: `A block stands behind the head of a declaration or section, behind \`case\` or \`first of\`, or behind the few fields that say so
in the manual.

Wrong: \`size: 1_000 GPU_hour { grade: H100_SXM }\`

Right: \`size: 1_000 GPU_hour of H100_SXM\`
`,
  }),
  "colon-before-block": entry<{ key: string }>({
    severity: "error",
    message: (p) => `\`${p.key}\` is a block, and a block has no colon`,
    help: (p) => `write \`${p.key} { … }\``,
    page: `A colon stands between a key and its value. A block follows its name at once.

Wrong: \`tick: { outright: 0.001 }\`

Right: \`tick { outright: 0.001 }\`
`,
  }),
};
