import { entry } from "../entry.ts";

/** What can be wrong with perpetuals. */
export const perpetualEntries = {
  "funding-outside-session": entry<{ from: string; until: string; closed: string }>({
    severity: "error",
    message: (p) =>
      `the interval of funding from ${p.from} until ${p.until} is not all within a session: closed is ${p.closed}`,
    help: () => "let intervals begin and end as sessions do, or let the contract trade through them",
    page: `What is paid for an interval is measured all through it. While nothing can be dealt there is no price to measure, so each interval lies within a
session or outside all of them; those outside are not paid for. A year from the first day on is looked at, with its clock changes and holidays; the finding
shows the first interval that is cut.

Wrong:

    sessions in UTC on WEEKDAYS { trade: Mon..Fri 08:00 until 18:00 }
    funding every 4 hours from 00:00 UTC { … }          // 16:00 until 20:00 is cut

Right:

    sessions in UTC on WEEKDAYS { trade: Mon..Fri 08:00 until 20:00 }
    funding every 4 hours from 00:00 UTC { … }
`,
  }),
  "funding-not-exact": entry<{ step: string; value: string; currency: string; exactTo: string }>({
    severity: "error",
    message: (p) =>
      `a step of ${p.step} is worth ${p.value} ${p.currency} a contract, which is no whole number of ${p.exactTo} ${p.currency}`,
    help: () => "round what is paid to a coarser step, or make the contract larger",
    page: `What is paid for each unit is rounded once, before it is multiplied with size and contracts. So what longs pay is to the cent what shorts receive, and no
rounding of single accounts can leave anything over. That step times the size is then a whole number of the currency's minor unit.

Wrong:

    size: 10 GPU_hour of H100_SXM
    funding … { pay: longs to shorts at rate * H100_RENTAL, round half-even to 0.0001 … }      // 0.001 USD

Right:

    size: 100 GPU_hour of H100_SXM
    funding … { pay: longs to shorts at rate * H100_RENTAL, round half-even to 0.0001 … }      // 0.01 USD
`,
  }),
};
