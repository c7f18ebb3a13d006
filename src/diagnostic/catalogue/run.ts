import { entry } from "../entry.ts";

/** What can be wrong with what a settlement day is given: the build it runs on, the book, the market, a determination. */
export const runEntries = {
  "input-not-json": entry<{ reason: string }>({
    severity: "error",
    message: (p) => `this file is not JSON: ${p.reason}`,
    help: () => "mend the file at this place; nothing was settled",
    page: `Books, markets and determinations are JSON files (RFC 8259), read strictly: no comments, no comma behind the last entry, keys and texts in
double quotes.

Wrong:

    { "date": "2027-02-02", "positions": [], }

Right:

    { "date": "2027-02-02", "positions": [] }`,
  }),
  "input-key-twice": entry<{ key: string }>({
    severity: "error",
    message: (p) => `the key \`${p.key}\` stands twice in one object`,
    help: () => "keep one of the two",
    page: `Most programs silently take the last of two equal keys. Which of the two was meant cannot be known, so the file is refused.

Wrong:

    { "account": "A-1001", "lots": 140, "lots": 104 }

Right:

    { "account": "A-1001", "lots": 140 }`,
  }),
  "input-malformed": entry<{ where: string; problem: string }>({
    severity: "error",
    message: (p) => `\`${p.where}\` ${p.problem}`,
    help: () => "correct this row; rows are never skipped",
    page: `A row does not have the form that the published schemas give it: a field is missing, is not known, or holds something else.
Numbers that are prices or sizes are texts in quotes, because a number in JSON may lose digits on its way through other programs.
The schemas are \`book\`, \`market\` and \`determination\`.

Wrong:

    { "account": "A-1001", "owner": "…", "product": "GPH", "month": "2027-03", "lots": 220.5 }
    { "price": 2.436 }

Right:

    { "account": "A-1001", "owner": "…", "product": "GPH", "month": "2027-03", "lots": 220 }
    { "price": "2.436" }`,
  }),
  "input-other-day": entry<{ found: string; wanted: string }>({
    severity: "error",
    message: (p) => `this is of ${p.found}, and ${p.wanted} is wanted`,
    help: () => "give the file of the right day",
    page: `Every input says which day it is of, and that is the day being settled. The settlements before it are those of the trade date before it.
Data of another day would give prices that look right and are not.`,
  }),
  "input-refused": entry<{ what: string; expected: string; found: string }>({
    severity: "error",
    message: (p) => `${p.what} cannot be computed: expected ${p.expected}, found ${p.found}`,
    help: () => "correct the value at this place; nothing was settled",
    page: `The generated calculator reads its input strictly and refused a value: a price between two ticks, a size of zero, a source that the
spec does not name, a missing print. The same value is refused by the calculator wherever it runs, with the code in the evidence.`,
  }),
  "position-product-unknown": entry<{ product: string; known: string }>({
    severity: "error",
    message: (p) => `this build has no product \`${p.product}\`: ${p.known}`,
    help: () => "correct the name, or build the spec of this product into the same folder",
    page: `A position or price names its product as the spec does, in the same letters. The products of a build are the folders in it that have an
\`engine.json\`.`,
  }),
  "month-not-listed": entry<{ product: string; month: string; known: string }>({
    severity: "error",
    message: (p) => `${p.product} ${p.month} is not listed on this day: ${p.known}`,
    help: () => "correct the month, or build again with `--as-of` the day being settled",
    page: `Positions, prices and earlier settlements are of contract months listed on the day: listed on it or before, and not past their last
trading day. \`instruments.json\` has the list.`,
  }),
  "series-not-listed": entry<{ product: string; series: string; known: string }>({
    severity: "error",
    message: (p) => `\`${p.series}\` is no series of ${p.product} on this day; its months are ${p.known}`,
    help: () => "write the month, C or P and the strike as `series.json` does, such as `OGPHJ27 C2.40`",
    page: `A position, an instruction, a trade or a volatility names its series by the code of a month that is listed on the day and has not expired, \`C\` for a call or
\`P\` for a put, and a strike on a step of the ladder with all of its decimals. \`series.json\` has the series listed at first; those added since follow the
ladder too.`,
  }),
  "position-twice": entry<{ account: string; product: string; month: string }>({
    severity: "error",
    message: (p) => `account ${p.account} stands twice in ${p.product} ${p.month}`,
    help: () => "add the two rows up, or take out the one that is too many",
    page: `A book has one row for each account and contract month, with the net of what it holds. Two rows may be two halves of a position or one
position written twice; the difference is money.`,
  }),
  "account-two-owners": entry<{ account: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `account ${p.account} belongs to ${p.first} above and to ${p.second} here`,
    help: () => "write the owner the same way in every row of the account",
    page: `Payments are made to the owner of an account, and positions count together by owner. An account with two owners, or with one owner
spelt in two ways, is refused.`,
  }),
  "position-in-new-month": entry<{ product: string; month: string }>({
    severity: "error",
    message: (p) => `${p.product} ${p.month} is listed on this day, so no position can have been held before it`,
    help: () => "leave positions that were opened on the day out of the book: they are held from its settlement on",
    page: `A book holds the positions between the settlement before a day and the settlement of the day. A month that is listed on the day has no
settlement before, so there is nothing that its price could have moved from.`,
  }),
  "previous-missing": entry<{ product: string; month: string; previous: string }>({
    severity: "error",
    message: (p) => `the settlement of ${p.product} ${p.month} on ${p.previous} is missing`,
    help: () => "add it under `previous.settlements`; only a month listed on the day has none",
    page: `The market of a day brings the settlement prices of the day before for every month that was listed then. They are what variation margin
is paid against, and what several rules fall back on.`,
  }),
  "observable-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `this build has no index \`${p.name}\`: ${p.known}`,
    help: () => "correct the name, or take the row out if it belongs to another market",
    page: `A row with \`observable\` is an input of the index of that name. A misspelt name would take the row out of the index without a word.`,
  }),
  "observation-column-unknown": entry<{ name: string; index: string; known: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is no column that ${p.index} reads: ${p.known}`,
    help: () => "correct the name of the column, or take it out",
    page: `An input of an index has a source, a price and, as the spec asks for them, a time, a size and columns such as the model that a price is of.
Other columns are refused: they may be a misspelt one that matters.`,
  }),
  "observation-far-off": entry<{ time: string; wanted: string }>({
    severity: "error",
    message: (p) => `${p.time} is not within ${p.wanted}`,
    help: () => "correct the time, or take the row out if it is of another day",
    page: `A trade or quote of a product lies in the sessions of its trade date, and an input of an index within a day of the date. What happened in
these hours but outside the window of a rule is no fault: the rule leaves it out and says so.`,
  }),
  "source-not-venue": entry<{ source: string; venue: string }>({
    severity: "error",
    message: (p) => `a trade or quote of the product comes from ${p.venue}, not from ${p.source}`,
    help: () => "correct the source, or take the row out",
    page: `Settlement rules look at trades and quotes of the venue where the product is listed. A row of another source is refused, not passed over.`,
  }),
  "index-computed-here": entry<{ index: string }>({
    severity: "error",
    message: (p) => `${p.index} is computed here from its inputs, so its value of the day cannot be given`,
    help: () => "take the value out, or the inputs",
    page: `The value of an index on the day comes from its rule. A file may bring values only of indices that no inputs were given for and that a
fallback of another index reads.`,
  }),
  "restatement-late": entry<{ index: string; day: string; why: string }>({
    severity: "error",
    message: (p) => `the restatement of ${p.index} of ${p.day} is too late: ${p.why}`,
    help: () => "give the print as it was published, which stands; what was announced later changes no settlement",
    page: `\`restate: until 17:30\` of an index says until when a wrong value is corrected, on the day it is of and in the zone of the index. A print that was
restated is given with both values and the instant of the announcement, so that this can be seen; a settlement takes the value in force at the cut-off.
\`never after final-settlement-day\` bounds it by a date of the contract too.

    "prints": { "H100_RENTAL": { "2027-02-03": { "published": "2.4359", "restated": "2.4371", "at": "2027-02-03T17:02:00Z" } } }`,
  }),
  "restatement-too-small": entry<{ index: string; day: string; published: string; restated: string }>({
    severity: "error",
    message: (p) =>
      `${p.index} of ${p.day} is not restated from ${p.published} to ${p.restated}: the change is too small`,
    help: () => "give the print as it was published, which stands",
    page: `\`restate-above: 0.10%\` of an index says by more than which share of it a value must be wrong to be corrected: a change of just that share is none.`,
  }),
  "restatement-not-stated": entry<{ index: string }>({
    severity: "error",
    message: (p) => `the spec does not say that ${p.index} is restated`,
    help: () => "give the print as it was published, or say until when the index is restated: `restate: until 17:30`",
    page: `An index without \`restate\` is published once: no later value takes the place of a print.`,
  }),
  "day-not-traded": entry<{ product: string; date: string; from: string; to: string }>({
    severity: "error",
    message: (p) => `${p.date} is no trade date of ${p.product}: its schedule runs from ${p.from} to ${p.to}`,
    help: () => "name a trade date, or build again with another `--as-of`",
    page: `A settlement day is a trade date in the schedule of \`engine.json\`: a business day of the product's calendar, from the day the build is
of to the last day of its last month.`,
  }),
  "build-out-of-date": entry<{ product: string; month: string; last: string; asOf: string }>({
    severity: "error",
    message: (p) => `${p.product} ${p.month} ended on ${p.last}, and the build lists the months of ${p.asOf}`,
    help: () => "build again with `--as-of` the day being settled",
    page: `When a month expires, others are listed. A build has the months of one day; for a day after an expiry it lacks those listed since, and
they would go without a settlement price.`,
  }),
  "build-before-amendment": entry<{ product: string; amendment: string; effective: string; asOf: string }>({
    severity: "error",
    message: (p) => `${p.amendment} changed ${p.product} on ${p.effective}, and the build has the text of ${p.asOf}`,
    help: () => "build again with `--as-of` the day being settled",
    page: `A build has the text in force on one day. From the day on which an amendment takes effect, the months it is for settle by another text; the
old one would give prices and payments that nobody owes.`,
  }),
  "build-invalid": entry<{ file: string; problem: string }>({
    severity: "error",
    message: (p) => `${p.file} is not as a build writes it: ${p.problem}`,
    help: () => "build the specs again",
    page: `The folder is read as \`tenor build\` wrote it: every file listed in \`manifest.json\` with its hash, every file of its published schema. A
file that was edited, lost or copied from elsewhere makes the whole build worthless as a basis for money.`,
  }),
  "nothing-to-settle": entry<{ known: string }>({
    severity: "error",
    message: (p) => `the book has no position and no product was named: ${p.known}`,
    help: () => "name the product with `--product`",
    page: `Without \`--product\` the products of the book are settled. An empty book names none.`,
  }),
  "determination-needed": entry<{ what: string; needed: string; file: string }>({
    severity: "error",
    message: (p) => `${p.what} needs ${p.needed}, and none was given`,
    help: (p) => `have it decided, and give it with \`--determination FILE\`: ${p.file}`,
    page: `Every rule ends in a price or in a decision of a named body under a named rule. Here nothing else gave a price. The body decides, and its
decision is given with \`--determination FILE\`:

    {
      "date": "2027-02-02",
      "of": "H100_RENTAL",
      "by": "XDEX",
      "rule": "Rule 901",
      "value": "2.4100",
      "signature": "…"
    }

For the price of a contract month \`of\` is the product, with \`month\` and \`settlement\` (\`daily\` or \`final\`) beside it. The signature is
carried along, not checked.`,
  }),
  "determination-unused": entry<{ of: string }>({
    severity: "error",
    message: (p) => `nothing asked for a determination of ${p.of}`,
    help: () => "settle without it: the rule gives a price by itself",
    page: `A determination is taken only where every tier before it in the spec has failed. One that is not needed is refused, so that nobody
believes it was used.`,
  }),
  "funding-intervals": entry<{ product: string; wanted: string; found: string }>({
    severity: "error",
    message: (p) =>
      `the market gives ${p.product} the intervals of funding until ${p.found}, and those of the day end at ${p.wanted}`,
    help: () => "give every interval that ends within a session of the day, in order and each once",
    page: `Funding is paid for every interval, so the market of a day has the samples of each one that ends after the opening of a session of that day and up to its
close, in their order.

Wrong:

    "perpetuals": { "GPHP": { "mark": { … }, "intervals": [{ "end": "2027-03-02T08:00:00Z", … }] } }

Right:

    "perpetuals": { "GPHP": { "mark": { … }, "intervals": [
      { "end": "2027-03-02T08:00:00Z", … }, { "end": "2027-03-02T16:00:00Z", … }, { "end": "2027-03-03T00:00:00Z", … }
    ] } }
`,
  }),
};
