import { entry } from "../entry.ts";
import { didYouMean, suggest } from "../suggest.ts";

export const productEntries = {
  "derives-from-itself": entry<{ name: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is derived from itself`,
    help: () => "let one of them stand by itself",
    page: `\`from\` and \`uses\` take over terms; a circle of them has no terms to take.

Wrong:

    profile NEAR uses FAR { … }
    profile FAR uses NEAR { … }

Right:

    profile NEAR { … }
    profile FAR uses NEAR { … }
`,
  }),
  "term-taken-twice": entry<{ name: string; term: string; first: string; second: string }>({
    severity: "warning",
    message: (p) => `${p.name} takes \`${p.term}\` over from ${p.first} and from ${p.second}`,
    help: (p) => `state \`${p.term}\` in ${p.name}, or take it from one of the two`,
    page: `Of several profiles the later one holds, and what a product is derived \`from\` goes before all of them. Where two of them state the same clause and
the product does not, its own text does not show which of them holds, and one of the two is passed over in silence.

Wrong, where both profiles have \`margin\`:

    future GPH "H100 GPU-Hour Futures" uses COMPUTE_TERMS, HOUSE_TERMS { … }

Right:

    future GPH "H100 GPU-Hour Futures" uses COMPUTE_TERMS, HOUSE_TERMS { margin { maintenance: 20%, proposed }; … }
`,
  }),
  "scaled-term-not-restated": entry<{ product: string; term: string }>({
    severity: "error",
    message: (p) => `${p.product} has a size of its own and does not restate \`${p.term}\``,
    help: (p) => `write \`${p.term} { … }\` for this size`,
    page: `A product derived from another takes over its terms, but never those that scale with the contract size: a limit of 2,000
contracts of 1,000 GPU-hours is another limit at 100 GPU-hours. They are said again, so that nobody inherits them by accident.

Wrong:

    future MGPH … from GPH { size: 100 GPU_hour of H100_SXM }

Right:

    future MGPH … from GPH {
      size: 100 GPU_hour of H100_SXM
      limits { spot-month: 20_000 contracts from open of start of spot-period }
      orders { max: 2_000 contracts }
    }
`,
  }),
  "reference-states-term": entry<{ product: string; term: string }>({
    severity: "error",
    message: (p) => `${p.product} restates another exchange's contract, and \`${p.term}\` is no part of a restatement`,
    help: () => "leave it out, or leave out `restates` and define a contract of your own",
    page: `A product that \`restates\` a source is a reference to a contract that another exchange defines and lists. It states what identifies
and dates the contract: venue, code, size, price, ticks, contract months, dates, and whether it ends in cash or in delivery. Sessions,
settlement prices, limits and margins are the exchange's own text; a copy of them here could only be wrong one day.

Wrong:

    future NYMEX_CL "Crude Oil" { restates: NYMEX_FACTS; limits { … } }

Right:

    future NYMEX_CL "Crude Oil" { restates: NYMEX_FACTS; dates on US_EXCHANGE { … } }
`,
  }),
  "field-missing": entry<{ what: string; field: string; why: string }>({
    severity: "error",
    message: (p) => `${p.what} has no \`${p.field}\`: ${p.why}`,
    help: (p) => `add \`${p.field}\``,
    page: `Nothing is filled in silently. A term that the engine, the calculator or the filing needs and the spec does not state is an
error at the declaration that lacks it.

Wrong:

    calendar OSLO "Oslo" 2000..2037 { holidays { … } }

Right:

    calendar OSLO "Oslo" 2000..2037 { weekend: Sat, Sun; holidays { … } }
`,
  }),
  "field-twice": entry<{ field: string }>({
    severity: "error",
    message: (p) => `\`${p.field}\` is said twice`,
    help: () => "keep one of the two",
    page: `A term has one value. If the two differ, a reader could not tell which holds; if they agree, one is too many.

Wrong:

    contract: month
    contract: quarter

Right:

    contract: month
`,
  }),
  "meaning-comes-later": entry<{ what: string; how?: string }>({
    severity: "error",
    message: (p) =>
      `this version reads \`${p.what}\`${p.how === undefined ? "" : ` ${p.how}`} but gives it no meaning yet`,
    help: () =>
      "leave it out, or keep the file for a later version; `tenor explain meaning-comes-later` lists what is there",
    page: `The grammar covers the whole language; meanings follow release by release. A term that is read but not yet compiled would be
missing from the engine config, the calculator and the filing, so it is an error and never silence.

Compiled today: units, calendars, venues, clearing houses, organisations, sources, grades, indices, profiles, futures settled in
cash or by delivery, options on futures, spreads of futures, perpetuals, contracts between a floor and a cap, amendments, and the §40.2 filings of futures
settled in cash, of options on these and of spreads of them. Not yet: barriers, strips, and sizes that follow the hours of a month.

Wrong:

    option OGPH on GPH { barrier: knock-out at 4.00 … }

Right:

    option OGPH on GPH { … }
`,
  }),
  "value-of-another-kind": entry<{ field: string; wanted: string }>({
    severity: "error",
    message: (p) => `\`${p.field}\` takes ${p.wanted}`,
    help: (p) => {
      const example = /(?:such as |^)(`[^`]+`)/.exec(p.wanted)?.[1] ?? /such as (\d[\w.-]*)/.exec(p.wanted)?.[1];
      return example === undefined
        ? `the manual shows an example at \`${p.field}\``
        : `write it like ${example.replace(/^(?=[^`])|(?<=[^`])$/g, "`")}`;
    },
    page: `Each field takes values of one kind. The manual's page of the block shows an example of each.

Wrong:

    first: 1st business day of contract month

Right:

    first: 2027-01-11
`,
  }),
  "word-unknown": entry<{ field: string; word: string; known: string }>({
    severity: "error",
    message: (p) => `\`${p.word}\` is not one of the words \`${p.field}\` takes: ${p.known}`,
    help: (p) => didYouMean(suggest(p.word, p.known.split(/, | · /))) ?? "write one of them",
    page: `Some fields take one of a few words with a fixed meaning; the message lists them.

Wrong:

    contract: fortnight

Right:

    contract: month
`,
  }),
  "percent-band-on-signed-price": entry<{ product: string }>({
    severity: "error",
    message: (p) => `${p.product} has a signed price, and a band in percent of it means nothing at or below zero`,
    help: () => "leave `price-limits` out, or take `signed` away if the price cannot fall below zero",
    page: `A percentage of a price that may be zero or negative is no distance.

Wrong:

    price: USD / MWh, signed
    price-limits { band: [7%, 13%] of previous settlement, … }

Right:

    price: USD / MWh
    price-limits { band: [7%, 13%] of previous settlement, … }
`,
  }),
  "levels-out-of-order": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} must rise from one to the next`,
    help: () => "put them in rising order",
    page: `Bands and halts are read in order: the next one lies further away.

Wrong:

    band: [13%, 7%] of previous settlement, …

Right:

    band: [7%, 13%] of previous settlement, …
`,
  }),
  "codes-clash": entry<{ code: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `${p.first} and ${p.second} would both be listed as ${p.code}`,
    help: () => "say more digits of the year, such as `year-digits: 2`, or list fewer years",
    page: `The code of a contract is the product's name, the letter of its month and digits of its year, or what \`code\` says. With one digit two months
ten years apart have the same code, so a listing that reaches so far needs two. Two products of one venue do not share codes either.

Wrong:

    months: 2 consecutive and [Dec] within 132 months
    year-digits: 1

Right:

    months: 2 consecutive and [Dec] within 132 months
    year-digits: 2
`,
  }),
  "listing-empty": entry<{ group: string }>({
    severity: "error",
    message: (p) => `\`${p.group}\` leaves out every month it has`,
    help: () => "leave out fewer months, or drop the group",
    page: `\`except\` takes months out of a group: \`12 consecutive except [Aug]\` has every month but August. A group of which nothing is left would
be counted for ever and never filled.

Wrong:

    months: 6 consecutive, then 4 of [Jun, Dec] except [Jun, Dec]

Right:

    months: 6 consecutive, then 4 of [Jun, Dec]
`,
  }),
  "listing-unbounded": entry<{ group: string }>({
    severity: "error",
    message: (p) => `\`${p.group}\` does not say how far it goes`,
    help: () =>
      "write how many, such as `4 of [Jun, Dec]`, or an end, such as `through Dec of 5th year after` or `within 72 months`",
    page: `There are months without end, so a cycle says how many of them are listed at a time, or until which.

Wrong:

    months: 12 consecutive, then [Jun, Dec]

Right:

    months: 12 consecutive, then 4 of [Jun, Dec]
    months: consecutive through Dec of 5th year after
    months: 12 consecutive and [Jun, Dec] within 72 months
`,
  }),
  "nothing-listed": entry<{ product: string; date: string }>({
    severity: "error",
    message: (p) => `no contract month of ${p.product} is listed on ${p.date}`,
    help: () => "check the first listing date and the cycle, or give another `--as-of`",
    page: `The instrument table is made for one date. On this date the listing rule gives no contract month.

Wrong:

    tenor build --as-of 2027-01-04        // listing { first: 2027-01-11; … }

Right:

    tenor build --as-of 2027-01-11
`,
  }),
  "figure-unknown": entry<{ source: string; figure: string }>({
    severity: "error",
    message: (p) => `the source ${p.source} states no figure \`${p.figure}\``,
    help: (p) => `state it under \`figures\` of ${p.source}, with its unit`,
    page: `A term may be computed from a figure of a declared source: \`25% of SUPPLY.lowest-month / size\`. The figure is stated there with its
unit and how it was found.

Wrong:

    basis: 25% of SUPPLY.least-month / size        // SUPPLY states lowest-month

Right:

    basis: 25% of SUPPLY.lowest-month / size, round down to 1 contract
`,
  }),
  "identifier-unsound": entry<{ what: string; value: string; is: string }>({
    severity: "error",
    message: (p) => `\`${p.value}\` is no ${p.what.toUpperCase()}: ${p.is}`,
    help: () => 'compare it with the register it is from, or write "none, because …"',
    page: `Records of reference data name firms, markets and contracts by the codes that registers give them. Their form is checked, and so are the check digits of an LEI
(ISO 17442: as a number with letters as 10 to 35 it leaves 1 when divided by 97) and of an ISIN (ISO 6166, by Luhn). Whether a register knows a code is not
looked up. Where there is none yet it is said as such; nothing is made up in its place.

Wrong:

    venue XDEX "Example Exchange" { lei: "EXAMPLE00EXCHANGE059" }    // its check digits are 58

Right:

    venue XDEX "Example Exchange" { lei: "EXAMPLE00EXCHANGE058" }`,
  }),
};
