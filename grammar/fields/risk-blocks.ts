import { anyKey, block, type BlockSpec, later, now } from "./spec.ts";

/** The blocks of a product that bound what its holders may do: limits, price limits, orders, margin and participants. */
export const riskBlocks: Readonly<Record<string, BlockSpec>> = {
  limits: block(
    "How many contracts one owner may hold.",
    {
      basis: now("expr", "The deliverable supply or other figure the limit of the spot month rests on."),
      "other-months-basis": now("expr", "The figure the levels of single months and of all months rest on.", {
        example: "5_000 * RENTALS.usual-rental / size, round down to 1 contract",
      }),
      "spot-month": now("expr", "The limit of the spot month, by date.", {
        example: "2_000 contracts from open of start of spot-period",
      }),
      "single-month": now("expr", "The limit or accountability level of any other month.", {
        example: "accountability 5_000 contracts",
      }),
      "all-months": now("expr", "The limit or accountability level of all months together.", {
        example: "accountability 10_000 contracts",
      }),
      counting: now("names", "What of a position counts: `net`, or `each-side` by itself; `net` unless said.", {
        example: "net",
      }),
      diminishing: now(
        "clauses",
        "That a position counts for less with each averaging day, and on which days the lots fall that do not divide.",
        { example: "over averaging days, remainder to first days" },
      ),
      reportable: now("expr", "From how many contracts on a position is reported.", { example: "25 contracts" }),
      "reported-in": now("expr", "In multiples of how many contracts reports count, and how what is left is rounded.", {
        example: "1_000 contracts, round down",
      }),
      referenced: now("names", "Whether it is a referenced contract under part 150, `yes` or `no`, and why.", {
        example: 'no, because "…"',
      }),
      aggregate: now("list", "Which other products count towards these limits, and at what ratio.", {
        example: "MGPH at 1/10",
      }),
      "aggregate-into": now("list", "Which other products' limits these contracts count towards, and at what ratio.", {
        example: "GPH at 1/10",
      }),
      aggregation: now("clauses", "From which share on, and under which rule, accounts of one owner are added.", {
        example: 'at 10% of ownership or control, except independent-controller, under "Rule 559"',
      }),
      exemptions: now("names", "Which positions may exceed the limits on application."),
      conditional: later("clauses", "A higher limit on conditions."),
    },
    { sections: { exemption: "exemption" } },
  ),
  exemption: block(
    "The terms on which one kind of exemption is granted.",
    {
      level: now("expr", "The highest level that may be granted.", { example: "4_000 contracts" }),
      scopes: now("names", "Which limits it may lift: `spot-month`, `single-month`, `all-months`; all unless said.", {
        example: "single-month, all-months",
      }),
      lasts: now("expr", "How long a grant lasts at most.", { example: "365 day" }),
      until: now("date", "The last day for which any may be granted.", { example: "2029-12-31" }),
      application: now("clauses", "The rule under which it is applied for.", { example: 'under "Rule 559"' }),
    },
    { heads: ["words"] },
  ),
  "price-limits": block("How far a price may move in a session.", {
    band: now("expr", "The levels, as shares of a reference price.", {
      example: "[7%, 13%, 20%] of previous settlement, round toward previous settlement to tick.outright",
    }),
    halt: now("halts", "What happens when a level is reached."),
    expand: now("clauses", "How far the levels stand on the trade date after a month settled at one.", {
      example: "to 150% of band after settlement at limit, round up to tick.outright",
    }),
    reset: now("clauses", "After how long at a limit the levels are measured from it, and how often in a session.", {
      example: "after 10 minutes at limit, at most 3 times in session",
    }),
    reference: now("expr", "The price the levels are measured from, where `band` does not say.", {
      example: "previous settlement",
    }),
    dynamic: now("clauses", "A band that moves with the market: its distance, and the time looked back on.", {
      example: "3.5% of previous settlement, over last 60 minutes, halt 2 minutes, round down to tick.outright",
    }),
  }),
  orders: block(
    "What the order book accepts and how it matches.",
    {
      matching: now("clauses", "How orders of one price are served.", { example: 'price-time, under "Rule 519"' }),
      max: now("expr", "The largest order.", { example: "500 contracts" }),
      min: now("expr", "The smallest order, at most the largest.", { example: "1 contract" }),
      "no-cancellation": now("clauses", "Within which distance of the market an erroneous trade stands.", {
        example: "within 25 ticks",
      }),
      reasonability: now("clauses", "Within which distance of the last trade an order is priced to be taken.", {
        example: "within 50 ticks of last trade",
      }),
      "kill-switch": now("names", "Who may stop all orders of a participant at once.", {
        example: 'participant, clearing-member, exchange, under "Rule 578"',
      }),
      "session-actions": now("clauses", "What becomes of resting orders as the state of the market changes.", {
        example: "keep at halt, cancel at close, cancel at disconnect",
      }),
      types: now("names", "The kinds of order that are taken.", { example: "limit, stop-limit" }),
      validity: now("names", "How long an order may stand.", { example: "day, good-till-cancelled" }),
    },
    { sections: { block: "block-trades" } },
  ),
  "block-trades": block("Trades agreed outside the book.", {
    min: now("expr", "The least size of one.", { example: "50 contracts" }),
    report: now("moment", "How soon it is reported.", { example: "within 15 minutes" }),
    hours: later("session", "When one may be agreed."),
  }),
  margin: block("What the clearing house asks for.", {
    maintenance: now("expr", "The least that must be there.", { example: "20%, proposed" }),
    initial: now("expr", "What is asked for when a position is opened.", { example: "110% of maintenance" }),
    "inter-month": now("expr", "What a spread between months costs instead.", { example: "4%" }),
    "inter-product": now("expr", "What a spread between products costs instead."),
    model: later("clauses", "How it is computed."),
    "full-collateral": now("clauses", "Each side pays in all it can lose when it opens a position.", {
      example: "whole loss, proposed",
    }),
  }),
  participants: block("Who may trade.", {
    retail: now("clauses", "Whether and where private persons may."),
    professional: now("clauses", "Whether and where professionals may."),
    "eligible-contract-participant": now(
      "clauses",
      "Whether and where those may who are eligible under section 1a(18) of the United States Commodity Exchange Act.",
    ),
    screening: now("clauses", "How participants are looked at before they may.", { example: 'under "Rule 513"' }),
    suitability: now("clauses", "Under which rule it is found whether the contract suits who asks for it.", {
      example: 'under "Rule 512"',
    }),
    custody: now("clauses", "How what participants bring is kept, and under which rule.", {
      example: 'segregated, under "Rule 971"',
    }),
    aml: now("clauses", "Under which rule money laundering is looked for.", { example: 'under "Rule 514"' }),
    "market-makers": now("clauses", "How many quote, and what each owes.", {
      example: "at least 2, two-sided, spread at most 10 ticks, size at least 25 contracts, 85% of session",
    }),
    regions: now("clauses", "Where it may be offered."),
  }),
  compliance: block(
    "Which regimes the contract is held against, and which of their rules it falls short of with a reason.",
    {
      regimes: now(
        "names",
        "The regimes: `cftc`, `iosco`, `eu`, `uk`. Every rule of each is held when it is checked and built.",
        {
          example: "cftc, iosco",
        },
      ),
    },
    {
      free: anyKey(
        "names",
        "no",
        "That what falls short of the rule of that name is a `warning` or a `note` and no error, and why; a filing prints it.",
      ),
    },
  ),
};
