import { entry } from "../entry.ts";

/** What is found when it is proved that a settlement ends in a price. */
export const settlementEntries = {
  "line-never-reached": entry<{ what: string }>({
    severity: "warning",
    message: (p) => `this line is never reached: ${p.what}`,
    help: () => "remove it, or change what stands in its way",
    page: `A waterfall takes the first line that gives a price. A line behind one that always does, or one that asks for something that cannot be
there yet, would promise a method that is never used.

Wrong:

    first of {
      previous settlement
      vwap of trades over last 2 minutes when volume >= 10 contracts
    }

Right:

    first of {
      vwap of trades over last 2 minutes when volume >= 10 contracts
      previous settlement
    }
`,
  }),
  "final-print-too-late": entry<{ period: string; last: string; due: string; day: string }>({
    severity: "error",
    message: (p) => `the final price of ${p.period} reads a print of ${p.last}, and its ${p.day} is ${p.due} already`,
    help: () => "let the prints end by that day, or move it behind the last of them",
    page: `A final price is made of prints that are there. Where trading ends before its month does, an average over the whole month still waits for
prints when the contract is to be paid. The days are worked out for every listed month and compared.

Wrong:

    dates on US_EXCHANGE {
      last-trading-day:     3rd Friday of contract month
      final-settlement-day: 1 business day after last-trading-day
    }
    final-settlement cash { price: average of INDEX over business days of contract month on US_EXCHANGE }

Right:

    dates on US_EXCHANGE {
      last-trading-day:     3rd Friday of contract month
      final-settlement-day: 1 business day after last business day of contract month
    }
`,
  }),
  "condition-can-hold": entry<{ line: string }>({
    severity: "warning",
    message: (p) => `this condition never holds, so \`${p.line}\` is never taken`,
    help: () => "no volume, number or width is below zero, and parts joined by `and` must leave room for one another",
    page: `A line with a condition that no day can meet promises a method that is never used. What is known of a day beforehand: volumes, numbers of
trades and widths are zero or more, prices too unless they are \`signed\`, and dates are those of the listed months.

Wrong:

    vwap of trades over last 2 minutes when volume >= 10 contracts and volume < 5 contracts

Right:

    vwap of trades over last 2 minutes when volume >= 10 contracts
`,
  }),
  "settlement-not-below-zero": entry<{ what: string }>({
    severity: "warning",
    message: (p) => `${p.what} may find only a price below zero, which is none`,
    help: () =>
      "end it with a line that is never below zero, such as `previous settlement`, or write `signed` behind the price",
    page: `Where prices are not \`signed\`, a price below zero is no price: the line is passed over, and the next one is tried. Where no line is left
nothing is settled. The evidence has values of what the line reads for which that happens.

Wrong:

    for other months, nearest first { previous settlement + change of lead month }

Right:

    for other months, nearest first {
      first of {
        previous settlement + change of lead month
        previous settlement
      }
    }
`,
  }),
  "index-below-zero": entry<{ what: string }>({
    severity: "warning",
    message: (p) => `${p.what} may come to less than zero here, which is refused, and no further line is tried`,
    help: () =>
      "hold it at zero with `max(…, 0)` in the unit of the index, screen prices (`drop trade when price <= 0`), or write `signed` behind the price",
    page: `An index whose price is not \`signed\` has no value below zero. A line of its \`fallback\` that comes to one, or a differential that takes more from a price than
it is, stops the print: the lines behind it are not tried. The evidence has values for which that happens.

Wrong:

    fallback {
      H100_LISTED - 0.50 USD / GPU_hour of H100_SXM, round half-even to 0.0001
      determination by XDEX under "Rule 901"
    }

Right:

    fallback {
      max(H100_LISTED - 0.50 USD / GPU_hour of H100_SXM, 0 USD / GPU_hour of H100_SXM), round half-even to 0.0001
      determination by XDEX under "Rule 901"
    }
`,
  }),
  "months-in-one-group": entry<{ period: string; day: string }>({
    severity: "error",
    message: (p) =>
      `on ${p.day} the month ${p.period} is in its spot period and the lead month, and both have lines of their own`,
    help: () =>
      "let `lead-month` go on to the next month when the spot period begins, or leave one of the two groups out",
    page: `Each month is settled by the lines of one group. \`for spot month\` is of the months that are in their \`spot-period\`, \`for lead month\` of the
one that \`lead-month\` names; a month that is both would have two methods.

Wrong:

    spot-period: from 3 business days before last-trading-day to last-trading-day
    lead-month:  nearest month until last-trading-day of it

Right:

    spot-period: from 3 business days before last-trading-day to last-trading-day
    lead-month:  nearest month until 3 business days before last-trading-day
`,
  }),
  "settlement-circular": entry<{ path: string }>({
    severity: "error",
    message: (p) => `this final price waits for itself: ${p.path}`,
    help: () => "let one of these contracts settle to an index",
    page: `A final price may read the settlement price that another contract has on that day. Where that one reads the settlement of the first in turn, each waits for
the other and neither ever has a price.

Wrong:

    future A … { final-settlement cash { price: B.settlement … } }
    future B … { final-settlement cash { price: A.settlement … } }

Right:

    future A … { final-settlement cash { price: B.settlement … } }
    future B … { final-settlement cash { price: H100_RENTAL … } }
`,
  }),
  "settlement-not-there": entry<{ contract: string; why: string }>({
    severity: "error",
    message: (p) => `the settlement of ${p.contract} is not there when this price needs it: ${p.why}`,
    help: () => "read a contract that trades on that day, or fix the price with `day` on a day on which it does",
    page: `\`GPH.settlement\` is the settlement price that GPH's contract of the same period has on the day of the final price, and \`GPH[2].settlement\` that of the second
of its contracts that trade on the day. In every listed month that contract must be listed, still trade, and be settled on the day.

Wrong:

    price: GPH[20].settlement              // GPH lists 12 months

Right:

    price: (GPH[1].settlement + GPH[2].settlement) / 2
`,
  }),
} as const;
