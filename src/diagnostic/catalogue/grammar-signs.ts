import { entry } from "../entry.ts";

/** Numbers, clock times, dates and signs that are written differently elsewhere: each has a sentence of its own. */
export const signEntries = {
  "thousands-comma": entry<{ text: string; better: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` would be several numbers, because a comma separates values`,
    help: (p) => `write \`${p.better}\`, or a space behind the comma if they are several`,
    page: `A comma separates values, so it cannot also stand inside a number, and countries differ in what it means there.

Thousands are set off with \`_\`, and decimals begin behind a point.

Wrong: \`size: 1,000 GPU_hour\`, \`outright: 0,001\`

Right: \`size: 1_000 GPU_hour\`, \`outright: 0.001\`
`,
  }),
  "number-grouping": entry<{ text: string; better: string }>({
    severity: "error",
    message: (p) => `the \`_\` in \`${p.text}\` does not set off thousands`,
    help: (p) => `write \`${p.better}\``,
    page: `\`_\` stands between groups of three digits before the point, and nowhere else. A group of another length is nearly always a
digit lost or doubled.

Wrong: \`1_00\`

Right: \`100\`, \`1_000\`
`,
  }),
  "number-glued": entry<{ text: string; better: string }>({
    severity: "error",
    message: (p) => `a space is missing between the number and the word in \`${p.text}\``,
    help: (p) => `write \`${p.better}\``,
    page: `A number and its unit are two words. Units are written out: \`2 minutes\`, because \`min\` is also the least of several values.

Wrong: \`2minutes\`

Right: \`2 minutes\`
`,
  }),
  "number-with-exponent": entry<{ text: string; better?: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` is written with an exponent, and a contract writes its numbers out`,
    help: (p) => (p.better === undefined ? "write the digits, with `_` between thousands" : `write \`${p.better}\``),
    page: `Numbers are decimal and written out, so that the reader counts no powers of ten.

Wrong: \`1e6\`

Right: \`1_000_000\`
`,
  }),
  "number-without-zero": entry<{ text: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` needs a digit before the point`,
    help: (p) => `write \`0${p.text}\``,
    page: `A point without a digit before it is easily overlooked.

Wrong: \`.5\`

Right: \`0.5\`
`,
  }),
  "number-with-zeros-before": entry<{ text: string; better: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` begins with a zero that says nothing`,
    help: (p) => `write \`${p.better}\`, or set the point that may be missing`,
    page: `A number begins with its first digit that counts, or with one zero before its point. \`0005\` may be \`5\` or \`0.005\` without
its point, and nobody should have to guess.

Wrong: \`0005\`

Right: \`5\`
`,
  }),
  "currency-sign": entry<{ sign: string; number: string }>({
    severity: "error",
    message: (p) => `\`${p.sign}\` does not say which currency`,
    help: (p) =>
      `write the code behind the number, such as \`${p.number} USD\`; where \`price:\` gave the unit, the number alone will do`,
    page: `Several countries call their currency dollar. A currency is named by its three letters, behind the number.

Wrong: \`$0.001\`

Right: \`0.001 USD\`
`,
  }),
  "clock-range": entry<{ from: string; until: string }>({
    severity: "error",
    message: () => "a range of clock times is written with `until`",
    help: (p) => `write \`${p.from} until ${p.until}\``,
    page: `\`-\` does not say whether its end belongs to the range. \`until\` does: the end is not in it.

Wrong: \`trade: Sun..Thu 17:00-16:00 next day\`

Right: \`trade: Sun..Thu 17:00 until 16:00 next day\`
`,
  }),
  "clock-meridiem": entry<{ text: string; better?: string }>({
    severity: "error",
    message: () => "clock times run from 00:00 to 24:00",
    help: (p) => (p.better === undefined ? "write hours and minutes of a clock of 24 hours" : `write \`${p.better}\``),
    page: `\`12:00am\` is read by some as noon. Times of day use the clock of 24 hours.

Wrong: \`4:00pm\`

Right: \`16:00\`
`,
  }),
  "date-with-slashes": entry<{ text: string; better?: string; other?: string }>({
    severity: "error",
    message: (p) =>
      p.better !== undefined && p.other === undefined
        ? `a date is written year, month, day with dashes, and this is \`${p.text}\``
        : `\`${p.text}\` reads differently in different countries`,
    help: (p) =>
      p.other === undefined
        ? p.better === undefined
          ? "write year, month, day, such as `2027-01-11`"
          : `write \`${p.better}\``
        : `write year, month, day: \`${p.better}\` or \`${p.other}\`, whichever is meant`,
    page: `Dates are written as ISO 8601 has them: year, month, day.

Wrong: \`01/11/2027\`

Right: \`2027-01-11\`
`,
  }),
  "minus-without-spaces": entry<{ text: string; better: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` reads as one name`,
    help: (p) => `a minus has a space on each side: \`${p.better}\``,
    page: `A \`-\` inside a word is part of a name, as in \`last-trading-day\`. A minus stands between spaces.

Wrong: \`size-2.5\`

Right: \`size - 2.5\`
`,
  }),
  "comparison-misspelt": entry<{ text: string; better: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` is written \`${p.better}\``,
    help: (p) => `write \`${p.better}\``,
    page: `Comparisons are \`=\`, \`!=\`, \`<\`, \`<=\`, \`>\` and \`>=\`.

Wrong: \`when volume => 10 contracts\`

Right: \`when volume >= 10 contracts\`
`,
  }),
  "sign-misspelt": entry<{ text: string; better: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` is written \`${p.better}\``,
    help: (p) => `write \`${p.better}\``,
    page: `The signs of arithmetic are \`+ - * /\`.

Wrong: \`1 PH_s × 30 day\`

Right: \`1 PH_s * 30 day\`
`,
  }),
  "colon-alone": entry<{ text: string }>({
    severity: "error",
    message: (p) => `no key stands before this \`${p.text}\``,
    help: () => "a key is one word that begins with a letter, such as `last-trading-day:`, or a text in quotes",
    page: `A colon stands behind a key. A key is one word of letters, digits and \`-\` that begins with a letter, or a text in quotes where
the names of holidays, rules and columns are free.

Wrong: \`2nd-day: …\`

Right: \`second-day: …\`
`,
  }),
  "address-without-quotes": entry<Record<string, never>>({
    severity: "error",
    message: () => "an address stands in quotes",
    help: () => 'write `"https://…"`',
    page: `Outside quotes the two slashes of an address would begin a comment.

Wrong: \`website: https://xdex.example\`

Right: \`website: "https://xdex.example"\`
`,
  }),
  ellipsis: entry<Record<string, never>>({
    severity: "error",
    message: () => "three dots leave something out, and a contract leaves nothing out",
    help: () => "write what belongs there; a range is written with two dots, `Sun..Thu`",
    page: `The manual uses \`…\` where an example leaves something out. A spec cannot: write what is meant, or two dots for a range.

Wrong: \`holidays { … }\`

Right: \`holidays { "Christmas Day": Dec 25 }\`
`,
  }),
};
