import { entry } from "../entry.ts";

export const productEntries = {
  "derives-from-itself": entry<{ name: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is derived from itself`,
    help: () => "let one of them stand by itself",
    page: `\`from\` and \`uses\` take over terms; a circle of them has no terms to take.`,
  }),
  "scaled-term-not-restated": entry<{ product: string; term: string }>({
    severity: "error",
    message: (p) => `${p.product} has a size of its own and does not restate \`${p.term}\``,
    help: (p) => `write \`${p.term} { … }\` for this size`,
    page: `A product derived from another takes over its terms, but never those that scale with the contract size: a limit of 2,000
contracts of 1,000 GPU-hours is another limit at 100 GPU-hours. They are said again, so that nobody inherits them by accident.`,
  }),
  "field-missing": entry<{ what: string; field: string; why: string }>({
    severity: "error",
    message: (p) => `${p.what} has no \`${p.field}\`: ${p.why}`,
    help: (p) => `add \`${p.field}\``,
    page: `Nothing is filled in silently. A term that the engine, the calculator or the filing needs and the spec does not state is an
error at the declaration that lacks it.`,
  }),
  "field-twice": entry<{ field: string }>({
    severity: "error",
    message: (p) => `\`${p.field}\` is said twice in this block`,
    help: () => "keep one of the two",
    page: `A term has one value. If the two differ, a reader could not tell which holds; if they agree, one is too many.`,
  }),
  "meaning-comes-later": entry<{ what: string }>({
    severity: "error",
    message: (p) => `this version reads \`${p.what}\` but gives it no meaning yet`,
    help: () =>
      "leave it out, or keep the file for a later version; `tenor explain meaning-comes-later` lists what is there",
    page: `The grammar covers the whole language; meanings follow release by release. A term that is read but not yet compiled would be
missing from the engine config, the calculator and the filing, so it is an error and never silence.

Compiled today: units, calendars, venues, clearing houses, organisations, sources, grades, indices, profiles, cash-settled futures and
their §40.2 filings. Not yet: options, spreads, perpetuals, structured products, delivery and amendments.`,
  }),
  "value-of-another-kind": entry<{ field: string; wanted: string }>({
    severity: "error",
    message: (p) => `\`${p.field}\` takes ${p.wanted}`,
    help: () => "see the manual's page of this field",
    page: `Each field takes values of one kind. The manual's page of the block shows an example of each.`,
  }),
  "word-unknown": entry<{ field: string; word: string; known: string }>({
    severity: "error",
    message: (p) => `\`${p.word}\` is not one of the words \`${p.field}\` takes: ${p.known}`,
    page: `Some fields take one of a few words with a fixed meaning; the message lists them.`,
  }),
  "waterfall-open-end": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} can end without a price: its last line has a condition or may be missing`,
    help: () =>
      'end it with a line that always gives a price, such as `previous settlement`, or `determination by exchange under "Rule …"`',
    page: `Every settlement path ends in a price or in a named determination, by a named body under a named rule, that the run then takes as
a signed input. This is proved before the contract can be listed.

Wrong:

    first of { vwap of trades over last 2 minutes when volume >= 10 contracts }

Right:

    first of {
      vwap of trades over last 2 minutes when volume >= 10 contracts
      previous settlement
    }
`,
  }),
  "line-never-reached": entry<{ what: string }>({
    severity: "error",
    message: (p) => `this line is never reached: ${p.what}`,
    help: () => "remove it, or give the line above a condition",
    page: `A waterfall takes the first line that gives a price. A line behind one that always does would promise a method that is never used.`,
  }),
  "rounding-missing": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} does not say how it is rounded`,
    help: () => "add a rounding with a mode and a place, such as `round half-away to 0.0001`",
    page: `Nothing is rounded silently. A mean or a ratio has more digits than a price can have, so the spec names the mode and the place.`,
  }),
  "rounding-mode-unknown": entry<{ mode: string; known: string }>({
    severity: "error",
    message: (p) => `there is no rounding mode \`${p.mode}\`: ${p.known}`,
    page: `The modes and what they do with negative numbers are in the manual under *Rounding*.`,
  }),
  "rounding-place-missing": entry<Record<string, never>>({
    severity: "error",
    message: () => "this rounding does not say to what place",
    help: () => "add `to` and a tick or a number, such as `to 0.01` or `to tick.settlement`",
    page: `A rounding has a mode and a place: \`half-away to 0.0001\`, \`nearest to tick.settlement, ties toward previous settlement\`.`,
  }),
  "rounding-reference": entry<{ mode: string }>({
    severity: "error",
    message: (p) =>
      `rounding \`${p.mode}\` needs a price to go toward, and a settlement knows one: previous settlement`,
    help: () => "write `ties toward previous settlement`, or take a mode that needs no reference, such as half-even",
    page: `\`nearest\` says where an exact tie goes and \`toward\` in which direction every price is taken. Both need a reference that is known
when the price is made.`,
  }),
  "determination-without-rule": entry<{ by: string }>({
    severity: "error",
    message: (p) => `this determination by ${p.by} names no rule`,
    help: () => 'add the rule that empowers it: `under "Rule 901"`',
    page: `A price that people decide names the body that decides and the rule that lets it, so that the run can ask for a signed input and the
filing can cite it.`,
  }),
  "percent-band-on-signed-price": entry<{ product: string }>({
    severity: "error",
    message: (p) => `${p.product} has a signed price, and a band in percent of it means nothing at or below zero`,
    help: () => "state the band as an amount",
    page: `A percentage of a price that may be zero or negative is no distance.`,
  }),
  "levels-out-of-order": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} must rise from one to the next`,
    help: () => "put them in rising order",
    page: `Bands and halts are read in order: the next one lies further away.`,
  }),
  "limit-above-basis": entry<{ level: string; basis: string }>({
    severity: "error",
    message: (p) => `a spot-month limit of ${p.level} contracts is above its own basis of ${p.basis} contracts`,
    help: (p) => `lower it to ${p.basis} contracts or less, or state another basis`,
    page: `17 CFR 150.5(b)(1)(i): a spot-month limit of a physical commodity contract is no greater than a quarter of the estimated deliverable
supply. The compiler computes the basis from the cited source and compares.`,
  }),
  "limits-overlap": entry<{ scope: string; period: string }>({
    severity: "error",
    message: (p) => `the ${p.scope} levels of ${p.period} do not follow one another in time`,
    help: () => "put the steps in order of their dates",
    page: `On each day exactly one level of a scope holds. The compiler works the dates of every step out for each listed month and proves that
they follow one another.`,
  }),
  "nothing-listed": entry<{ product: string; date: string }>({
    severity: "error",
    message: (p) => `no contract month of ${p.product} is listed on ${p.date}`,
    help: () => "check the first listing date and the cycle, or give another `--as-of`",
    page: `The instrument table is made for one date. On this date the listing rule gives no contract month.`,
  }),
  "no-index-print-days": entry<{ month: string }>({
    severity: "error",
    message: (p) => `the final settlement of ${p.month} averages over no day at all`,
    help: () => "name an interval with at least one day",
    page: `An average over no value is no price.`,
  }),
  "figure-unknown": entry<{ source: string; figure: string }>({
    severity: "error",
    message: (p) => `the source ${p.source} states no figure \`${p.figure}\``,
    help: (p) => `state it under \`figures\` of ${p.source}, with its unit`,
    page: `A term may be computed from a figure of a declared source: \`25% of SUPPLY.lowest-month / size\`. The figure is stated there with its
unit and how it was found.`,
  }),
  "index-not-in-money": entry<{ unit: string }>({
    severity: "error",
    message: (p) => `a reference price is money per unit, and this is ${p.unit}`,
    help: () => "write a unit with a currency, such as `USD / GPU_hour`",
    page: `An index that settles a contract is a price: an amount of one currency per unit of the underlying.`,
  }),
  "fallback-without-limit": entry<Record<string, never>>({
    severity: "error",
    message: () => "repeating the previous value has no limit here",
    help: () => "say how often: `previous value for at most 2 publications`",
    page: `A value that may be repeated for ever would settle contracts on a price nobody trades at any more. The spec says for how many
publications it may stand, and what comes then.`,
  }),
  "index-circular": entry<{ name: string }>({
    severity: "error",
    message: (p) => `the index \`${p.name}\` needs its own value to be computed`,
    help: () => "take `previous value`, or another index",
    page: `Indices may fall back on one another, but not in a circle.`,
  }),
};
