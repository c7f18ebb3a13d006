import { entry } from "../entry.ts";
import { didYouMean, suggest } from "../suggest.ts";

/** What keeps a price from being determined, rounded or published. */
export const priceEntries = {
  "invoice-not-exact": entry<{ what: string; value: string; exactTo: string }>({
    severity: "error",
    message: (p) => `${p.what} is ${p.value} a contract, no whole number of ${p.exactTo}`,
    help: (p) =>
      p.what.endsWith(" for a failure")
        ? "take a share that is a whole amount for every tick, or a sum, such as `500 USD per contract`"
        : "end `differentials` with a rounding of the delivered price, such as `, round half-even to tick.settlement`",
    page: `The invoice of a delivery is the settlement price with the differentials of its grade and place, times the size. It is paid in
the currency's minor unit, and nothing rounds it in silence: either every possible invoice is exact, or the differentials end with the rounding of the
delivered price.

Wrong:

    differentials: H200_SXM at 133.333% of price

Right:

    differentials: H200_SXM at 133.333% of price, round half-even to tick.settlement
`,
  }),
  "quanto-missing": entry<{ currency: string; price: string }>({
    severity: "error",
    message: (p) => `payments are in ${p.currency} and prices in ${p.price}, and no rate turns one into the other`,
    help: (p) =>
      `fix the rate: \`quanto: 0.9 ${p.currency} / ${p.price}\` with the rate of the contract in place of 0.9`,
    page: `No currency turns into another by itself. A contract that is priced in one and paid in another fixes the rate between them for its whole life.

Wrong:

    price:    USD / GPU_hour of H100_SXM
    currency: EUR

Right:

    price:    USD / GPU_hour of H100_SXM
    currency: EUR
    quanto:   0.9 EUR / USD
`,
  }),
  "quanto-units": entry<{ found: string; wanted: string }>({
    severity: "error",
    message: (p) => `the rate of payment is in ${p.found}, and wanted is ${p.wanted}`,
    help: () =>
      "write how much of the currency of payment one unit of the currency of prices makes, such as `0.9 EUR / USD`",
    page: `A fixed rate says how much of the currency of payment one unit of the currency of prices makes: 0.9 EUR / USD where prices are in USD and money
moves in EUR. The other way round it would be the rate of another contract, and a number alone does not say which way it goes.

Wrong:

    price:  USD / GPU_hour of H100_SXM
    quanto: 1.1 USD / EUR

Right:

    price:  USD / GPU_hour of H100_SXM
    quanto: 0.9 EUR / USD
`,
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
  "rounding-missing": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} does not say how it is rounded`,
    help: () => "add a rounding with a mode and a place, such as `round half-away to 0.0001`",
    page: `Nothing is rounded silently. A mean or a ratio has more digits than a price can have, so the spec names the mode and the place.

Wrong:

    final-settlement cash { price: H100_RENTAL }

Right:

    final-settlement cash { price: H100_RENTAL; round: half-away to tick.settlement }
`,
  }),
  "rounding-mode-unknown": entry<{ mode: string; known: string }>({
    severity: "error",
    message: (p) => `there is no rounding mode \`${p.mode}\`; the modes are ${p.known}`,
    help: (p) =>
      didYouMean(suggest(p.mode, p.known.split(", "))) ?? "write one of them; the manual says what each does",
    page: `The modes and what they do with negative numbers are in the manual under *Rounding*.

Wrong:

    round: half-way to tick.settlement

Right:

    round: half-away to tick.settlement
`,
  }),
  "rounding-place-missing": entry<Record<string, never>>({
    severity: "error",
    message: () => "this rounding does not say to what place",
    help: () => "add `to` and a tick or a number, such as `to 0.01` or `to tick.settlement`",
    page: `A rounding has a mode and a place: \`half-away to 0.0001\`, \`nearest to tick.settlement, ties toward previous settlement\`.

Wrong:

    round: half-away

Right:

    round: half-away to tick.settlement
`,
  }),
  "rounding-reference": entry<{ mode: string }>({
    severity: "error",
    message: (p) =>
      `rounding \`${p.mode}\` needs a price to go toward, and a settlement knows one: previous settlement`,
    help: () => "write `ties toward previous settlement`, or take a mode that needs no reference, such as half-even",
    page: `\`nearest\` says where an exact tie goes and \`toward\` in which direction every price is taken. Both need a reference that is known
when the price is made.

Wrong:

    round: nearest to tick.settlement

Right:

    round: nearest to tick.settlement, ties toward previous settlement
`,
  }),
  "determination-without-rule": entry<{ by: string }>({
    severity: "error",
    message: (p) => `this determination by ${p.by} names no rule`,
    help: () => 'add the rule that empowers it: `under "Rule 901"`',
    page: `A price that people decide names the body that decides and the rule that lets it, so that the run can ask for a signed input and the
filing can cite it.

Wrong:

    determination by exchange

Right:

    determination by exchange under "Rule 901"
`,
  }),
  "no-index-print-days": entry<{ month: string }>({
    severity: "error",
    message: (p) => `the final settlement of ${p.month} averages over no day at all`,
    help: () => "name an interval with at least one day",
    page: `An average over no value is no price.

Wrong:

    spot-period: from last-trading-day until last-trading-day        // no day is in it

Right:

    spot-period: from 1st business day of contract month to last-trading-day
`,
  }),
  "index-not-in-money": entry<{ unit: string }>({
    severity: "error",
    message: (p) => `a reference price is money per unit, and this is ${p.unit}`,
    help: () => "write a unit with a currency, such as `USD / GPU_hour`",
    page: `An index that settles a contract is a price: an amount of one currency per unit of the underlying.

Wrong:

    index H100_RENTAL … { price: GPU_hour of H100_SXM / USD }

Right:

    index H100_RENTAL … { price: USD / GPU_hour of H100_SXM }
`,
  }),
  "fallback-without-limit": entry<Record<string, never>>({
    severity: "error",
    message: () => "repeating the previous value has no limit here",
    help: () => "say how often: `previous value for at most 2 publications`",
    page: `A value that may be repeated for ever would settle contracts on a price nobody trades at any more. The spec says for how many
publications it may stand, and what comes then.

Wrong:

    fallback { previous value; determination by XDEX under "Rule 901" }

Right:

    fallback { previous value for at most 2 publications; determination by XDEX under "Rule 901" }
`,
  }),
  "index-circular": entry<{ name: string }>({
    severity: "error",
    message: (p) => `the index \`${p.name}\` needs its own value to be computed`,
    help: () => "take `previous value`, or another index",
    page: `Indices may fall back on one another, but not in a circle.

Wrong:

    index A … { fallback { B } }
    index B … { fallback { A } }

Right:

    index A … { fallback { B } }
    index B … { fallback { determination by XDEX under "Rule 901" } }
`,
  }),
  "index-times-in-order": entry<{ index: string; what: string; time: string; than: string; other: string }>({
    severity: "error",
    message: (p) => `${p.index} ${p.what} at ${p.time}, and ${p.than} at ${p.other}`,
    help: () => "put the times in this order: the window ends, the value is published, corrections end",
    page: `An index reads its inputs until its window ends, publishes what it made of them, and corrects it for a while. A value that is
published before the window has ended could not know its inputs; corrections that end no later than the publication could correct nothing.

Wrong:

    window:  15:00 until 16:00 in 12 parts
    publish: daily 15:30

Right:

    window:  15:00 until 16:00 in 12 parts
    publish: daily 16:30
    restate: until 17:30
`,
  }),
  "screens-leave-nothing": entry<{ index: string; what: string }>({
    severity: "error",
    message: (p) => `the screens of ${p.index} leave out every ${p.what} there can be`,
    help: (p) => `leave room between the ${p.what} that is too low and the one that is too high`,
    page: `One line leaves out what is too low, another what is too high, and between them there is nothing: the attempt has no input on any
day, and the fallback would be the rule. The evidence names a value and the line that leaves it out.

Wrong:

    screen { drop offer when price < 20; drop offer when price >= 2 }

Right:

    screen { drop offer when price < 2; drop offer when price >= 20 }
`,
  }),
  "quorum-can-be-met": entry<{ who: string; count: string; of: string; have: string }>({
    severity: "error",
    message: (p) => `${p.who} asks for ${p.count} ${p.of}, and there can only be ${p.have}`,
    help: (p) => `ask for ${p.have} ${p.of} at most, or declare more`,
    page: `A quorum above the number of declared sources, members or parts is met on no day: the price would never be what the value says,
and the fallback would be the rule. The count is compared with what the inputs of the attempt, the members and the window declare.

Wrong:

    inputs { trades from [ALPHA, BETA, GAMMA] }
    quorum: 4 sources

Right:

    inputs { trades from [ALPHA, BETA, GAMMA] }
    quorum: 3 sources
`,
  }),
  "cap-can-hold": entry<{ cap: string; count: string; of: string }>({
    severity: "error",
    message: (p) => `${p.of} capped at ${p.cap} cannot make up the whole when there are ${p.count}`,
    help: (p) => `raise the cap above 100% / ${p.count}, or declare more ${p.of}`,
    page: `A cap moves what is above it to the others. With too few of them there is nowhere to move it to, and every attempt fails: three
sources of at most 30% make up 90% of the volume and never all of it.

Wrong:

    inputs { trades from [ALPHA, BETA, GAMMA] }
    screen { cap source at 30% of volume, excess pro rata until none exceeds }

Right:

    inputs { trades from [ALPHA, BETA, GAMMA] }
    screen { cap source at 40% of volume, excess pro rata until none exceeds }
`,
  }),
  "index-before-settlement": entry<{ index: string; published: string; settlement: string; day: string }>({
    severity: "error",
    message: (p) =>
      `the daily settlement of ${p.day} is measured at ${p.settlement} and reads ${p.index}, which is published at ${p.published}`,
    help: () => "settle later, or read a price that is known by then",
    page: `A settlement price is made of what is known at the settlement time. A line that reads an index value of the same day, published
later, would wait for a number nobody has yet. The times are compared on every trade date of the listed months, with clock changes and early closes.
The last day may take the final settlement, which is worked out when its index is there.

Wrong:

    index SPOT … in Europe/London … { publish: daily 16:30 }
    sessions in Europe/London … { settlement: at 16:00 }
    daily-settlement { …; newly-listed: SPOT }

Right:

    sessions in Europe/London … { settlement: at 16:30 }
`,
  }),
};
