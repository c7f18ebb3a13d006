import { riskBlocks } from "./risk-blocks.ts";
import { anyKey, block, type BlockSpec, type FieldSpec, later, now } from "./spec.ts";

/** The fields every product may have. */
export const productFields: Readonly<Record<string, FieldSpec>> = {
  venue: now("names", "The exchange that lists the contract.", { example: "XDEX" }),
  clearing: now("names", "The clearing house that clears it.", { example: "XDCC" }),
  code: now(
    "fact",
    "The code of the contract on the venue, where it is not its name, and what follows it in the code of each month.",
    { example: '"6N", month-letter, one-digit-year' },
  ),
  restates: now(
    "names",
    "The sources of which it restates facts: the contract is another exchange's, and this is a reference to it.",
    { example: "CME_CONTRACTS" },
  ),
  chapter: now("expr", "The number of its chapter in the rulebook.", { example: "810" }),
  underlying: now("names", "The reference price the contract settles to.", { example: "H100_RENTAL" }),
  contract: now(
    "clauses",
    "What one contract is named by: day, week, month, quarter or year, and by which end of it.",
    {
      example: "month",
    },
  ),
  size: now("expr", "How much of the underlying one contract is.", { example: "1_000 GPU_hour of H100_SXM" }),
  price: now("expr", "What a price counts: money per unit of the underlying; `signed` where it may be below zero.", {
    example: "USD / GPU_hour of H100_SXM",
  }),
  "tick-value": now(
    "exactness",
    "To which amount the value of a tick is exact, where that is finer than the currency's minor unit.",
  ),
  quanto: now("expr", "The fixed exchange rate from the currency of the price into that of payment.", {
    example: "0.9 EUR / USD",
  }),
  currency: now("names", "The currency of payment, where it is not that of the price.", { example: "EUR" }),
};

export const productSections: Readonly<Record<string, string>> = {
  tick: "tick",
  classification: "classification",
  listing: "listing",
  dates: "dates",
  sessions: "sessions",
  "daily-settlement": "daily-settlement",
  "final-settlement": "final-settlement",
  limits: "limits",
  "price-limits": "price-limits",
  orders: "orders",
  margin: "margin",
  participants: "participants",
  compliance: "compliance",
  series: "series",
  strips: "strips",
};

/** The blocks of a product, from tick to participants. */
export const productBlocks: Readonly<Record<string, BlockSpec>> = {
  future: block("A future: a product with one price for each of its contract months.", productFields, {
    heads: ["from", "uses"],
    sections: productSections,
  }),
  tick: block("The steps in which prices move, by what is priced.", {
    outright: now("expr", "The step of ordinary orders.", { example: "0.001" }),
    "calendar-spread": now("expr", "The step of spreads between two months.", { example: "0.0005" }),
    "inter-product-spread": now("expr", "The step of spreads between two products."),
    settlement: now("expr", "The step of settlement prices.", { example: "0.0001" }),
    block: now("expr", "The step of block trades."),
    cabinet: now("expr", "The price of a trade that closes a worthless position."),
  }),
  classification: block(
    "What the contract is in the law and in the codes of the market, each with its reason.",
    {
      cea: now("names", "Its kind of commodity under the United States Commodity Exchange Act.", {
        example: 'exempt-commodity, because "…"',
      }),
      cfi: now("names", "Its classification of financial instruments, ISO 10962.", { example: "FCSCSX" }),
      mifid: now("names", "Its section of Annex I C of the European Union's MiFID II.", { example: "C10" }),
      emir: now("names", "Its asset class in European Union reporting."),
      fisn: now("fact", "Its short name, ISO 18774."),
      isin: now("fact", "Its instrument number, ISO 6166, or the source whose table has one for each contract."),
      upi: now("fact", "Its product identifier, ISO 4914."),
    },
    { free: anyKey("names", "no", "Its class under a scheme of that name.") },
  ),
  listing: block("Which contract months exist, from when on.", {
    first: now("date", "The first day on which the contract trades.", { example: "2027-01-11" }),
    "first-month": now("cycle", "The first contract month, where it is not the nearest.", { example: "2027-02" }),
    months: now(
      "cycle",
      "How many months are listed and which; `then` continues behind the last, `and` lists together.",
    ),
    "year-digits": now("expr", "How many digits of the year contract codes have, 1, 2 or 4; 2 unless said.", {
      example: "1",
    }),
    add: now("date", "The day on which the next month is added.", {
      example: "1 business day after last-trading-day of expiring month",
    }),
  }),
  dates: block(
    "The days of each contract month, on the calendar the head names.",
    {
      "first-trading-day": now("date", "The first day the month trades."),
      "last-trading-day": now("date", "The last day the month trades."),
      "final-settlement-day": now("date", "The day on which it settles for the last time.", {
        example: "1 business day after last-trading-day",
      }),
      "spot-period": now("interval", "The days on which spot limits apply."),
      "lead-month": now("period", "The month others are settled from."),
      "first-notice-day": now("date", "The first day on which delivery may be announced."),
      "last-notice-day": now("date", "The last day on which delivery may be announced."),
      "first-delivery-day": now("date", "The first day of delivery."),
      "last-delivery-day": now("date", "The last day of delivery."),
      "delivery-period": now("interval", "The days of delivery."),
      expiry: now("date", "The day on which an option expires."),
      "payment-day": now("date", "The day on which money moves."),
      reference: now("interval", "The days a settlement price is computed from."),
    },
    { heads: ["on"], free: anyKey("date", "no", "A day of that name, for use in other rules.") },
  ),
  sessions: block(
    "When orders are matched, in the zone and on the calendar of the head.",
    {
      "pre-open": now("session", "When orders are taken and not yet matched."),
      trade: now("session", "When orders are matched; the trade date is the business day in which the session ends."),
      "last-close": now("moment", "When an expiring month stops trading on its last day.", {
        example: "on last-trading-day at 10:00",
      }),
      settlement: now("moment", "When the day's settlement price is measured.", { example: "at 14:30" }),
      halt: now("session", "When trading pauses every day."),
      "on-holidays": now(
        "names",
        "What becomes of a session that ends on a weekend, or on a holiday with an early close: `next-business-day` counts it towards that day; without it there is none.",
        { example: "next-business-day" },
      ),
      "skipped-time": now(
        "names",
        "What becomes of a local time that a clock change skips: `earlier`, `later` or `at-change`.",
        {
          example: "later",
        },
      ),
      "repeated-time": now(
        "names",
        "Which of the two is meant of a local time that a clock change repeats: `first` or `last`.",
        { example: "first" },
      ),
    },
    { heads: ["zone", "on"] },
  ),
  "daily-settlement": block(
    "How each month's settlement price is found on a day: lines tried in order.",
    {
      "newly-listed": now("expr", "The price before the first settlement of a month; `else` begins the next try.", {
        example: "settlement of nearest month listed before, else H100_RENTAL",
      }),
      "last-day": now("expr", "What settles on the last trading day.", { example: "final-settlement" }),
      round: now("rounding", "To which step, and which way."),
    },
    { sections: { for: "settlement-months" }, statements: "tier" },
  ),
  "settlement-months": block(
    "The lines for the months the head names.",
    { round: now("rounding", "To which step, and which way, for these months.") },
    { heads: ["words"], statements: "tier" },
  ),
  "final-settlement": block(
    "What the contract ends in: `cash` or `delivery`.",
    {
      price: now("expr", "The final settlement price, or the lines from which it is found.", {
        example: "average of H100_RENTAL over business days of contract month on US_EXCHANGE",
      }),
      round: now("rounding", "To which step, and which way."),
      day: now("date", "The day on which it is fixed, where it is not the last trading day."),
      pay: now("date", "The day on which it is paid, the `final-settlement-day` where `dates` states none.", {
        example: "1 business day after last-trading-day",
      }),
      grade: now("names", "What may be delivered: grades, the one at par first.", { example: "H100_SXM, H200_SXM" }),
      locations: now("names", "Where it may be delivered: places, the one at par first.", {
        example: "[CHICAGO, DUBLIN]",
      }),
      differentials: now("clauses", "What is paid for other grades and places instead of the settlement price.", {
        example: "H200_SXM at 130% of price, DUBLIN at par",
      }),
      instrument: now("clauses", "The document or entry that passes title.", {
        example: 'certificate of capacity, under "Rule 820"',
      }),
      notice: now("clauses", "Who announces delivery, until when, and how long before.", {
        example: "by seller until 16:00, 2 business days before delivery",
      }),
      "notice-days": now("interval", "The days on which delivery may be announced.", {
        example: "from first-notice-day to last-notice-day",
      }),
      "delivery-days": now("interval", "The days on which delivery happens.", {
        example: "from first-delivery-day to last-delivery-day",
      }),
      tender: now("clauses", "Who chooses grade and place, and in multiples of how many contracts.", {
        example: "grade and location by seller, in multiples of 5 contracts",
      }),
      inspection: now("clauses", "Who finds quality and quantity, and within how many days of delivery.", {
        example: "by buyer within 2 business days",
      }),
      failure: now("clauses", "What the side that fails pays the other, or who determines it.", {
        example: '10% of price, under "Rule 824"',
      }),
    },
    { heads: ["words"], statements: "tier" },
  ),
  ...riskBlocks,
  series: block(
    "Terms fixed when a series is listed.",
    {},
    {
      heads: ["words"],
      free: anyKey("expr", "no", "A term of that name, fixed at listing.", "later"),
      meaning: "later",
    },
  ),
  strips: block(
    "Several months traded as one.",
    { months: later("cycle", "Which months.") },
    { free: anyKey("cycle", "no", "A strip of that name.", "later"), meaning: "later" },
  ),
};
