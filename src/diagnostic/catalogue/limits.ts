import { counted } from "../counted.ts";
import { entry } from "../entry.ts";

export const limitEntries = {
  "leverage-within-cap": entry<{
    product: string;
    who: string;
    most: string;
    leverage: string;
    at: string;
    worth: string;
    margin: string;
    least: string;
  }>({
    severity: "error",
    message: (p) =>
      `\`${p.who}\` may take ${p.most} to 1 in ${p.product}, and the margin asked for lets a position of ${p.leverage} to 1 be opened: at a price of ${p.at} it is worth ${p.worth}, and ${p.margin} are asked for`,
    help: (p) => `ask for an initial margin of at least ${p.least}% of the price, or let the class take more`,
    page: `The margin asked for when a position is opened bounds how large it may be for what was brought: 20% is 5 to 1. Margins are proposed to the clearing house; what is
proposed and what each class of participants may take are proved to agree, at every price, for margins are shares of it. Of \`initial\` and \`maintenance\` the first counts where there are both.

Wrong:

    margin       { maintenance: 10%, proposed; initial: 110% of maintenance }
    participants { retail: allowed in [US], leverage at most 5 to 1 }

Right:

    margin       { maintenance: 20%, proposed; initial: 110% of maintenance }
    participants { retail: allowed in [US], leverage at most 5 to 1 }
`,
  }),
  "quote-above-largest-order": entry<{ size: string; most: string }>({
    severity: "error",
    message: (p) =>
      `market makers owe quotes for ${counted(p.size, "contract")}, and no order may be for more than ${p.most}`,
    help: (p) => `ask for at most ${counted(p.most, "contract")} a side, or let orders be larger`,
    page: `What a market maker owes must be something that the book takes: the size of each side of a quote is no more than the largest order.

Wrong:

    orders       { max: 20 contracts }
    participants { market-makers: two-sided, size at least 25 contracts }

Right:

    orders       { max: 500 contracts }
    participants { market-makers: two-sided, size at least 25 contracts }
`,
  }),
  "limit-above-basis": entry<{ scope: string; level: string; basis: string }>({
    severity: "error",
    message: (p) =>
      `a ${p.scope} level of ${counted(p.level, "contract")} is above its own basis of ${counted(p.basis, "contract")}`,
    help: (p) =>
      `lower it to ${counted(p.basis, "contract")}${p.basis === "1" ? "" : " or less"}, or state another basis`,
    page: `17 CFR 150.5(b)(1)(i): a spot-month limit of a physical commodity contract is no greater than a quarter of the estimated deliverable
supply. The compiler computes the basis from the cited source and compares. \`other-months-basis\` is the figure the levels of single months and of all months rest on, in
the same way (17 CFR part 150, appendix F).

Wrong:

    basis:      25% of SUPPLY.lowest-month / size, round down to 1 contract        // 2_381
    spot-month: 2_500 contracts from open of start of spot-period

Right:

    basis:      25% of SUPPLY.lowest-month / size, round down to 1 contract
    spot-month: 2_000 contracts from open of start of spot-period
`,
  }),
  "limits-overlap": entry<{ scope: string; period: string }>({
    severity: "error",
    message: (p) => `the ${p.scope} levels of ${p.period} do not follow one another in time`,
    help: () => "put the steps in order of their dates",
    page: `On each day exactly one level of a scope holds. The compiler works the dates of every step out for each listed month and proves that
they follow one another.

Wrong:

    spot-month: 1_000 contracts from close of 5 business days before last-trading-day,
                2_000 contracts from open of start of spot-period

Right:

    spot-month: 2_000 contracts from open of start of spot-period,
                1_000 contracts from close of 5 business days before last-trading-day
`,
  }),
  "limits-gap": entry<{ period: string; level: string; spot: string }>({
    severity: "error",
    message: (p) => `in ${p.period} the spot month begins on ${p.spot} and its first limit on ${p.level}`,
    help: () => "begin the first level of `spot-month` with `open of start of spot-period`",
    page: `On every day of the spot period exactly one level of \`spot-month\` holds. The compiler works the days out for each listed month; a level that begins later leaves
days on which a position could grow without a limit.

Wrong:

    dates on US_EXCHANGE { spot-period: from 1st business day of contract month to last-trading-day }
    limits { spot-month: 1_000 contracts from close of 5 business days before last-trading-day }

Right:

    limits {
      spot-month: 2_000 contracts from open of start of spot-period,
                  1_000 contracts from close of 5 business days before last-trading-day
    }
`,
  }),
  "aggregate-in-proportion": entry<{ of: string; into: string; stated: string; sizes: string }>({
    severity: "error",
    message: (p) => `one ${p.of} is ${p.sizes} of one ${p.into} by their sizes, and this counts it as ${p.stated}`,
    help: (p) => `write \`at ${p.sizes}\``,
    page: `Positions in products on the same thing are counted together in the proportion of what they are on: ten contracts of 100 hours are
one of 1,000. Another ratio would let a position through, or forbid one, that the limit was not meant for.

Wrong:

    future MGPH … from GPH {
      size:   100 GPU_hour of H100_SXM             // GPH has 1_000
      limits { aggregate-into: GPH at 1/100 }
    }

Right:

    future MGPH … from GPH {
      size:   100 GPU_hour of H100_SXM
      limits { aggregate-into: GPH at 1/10 }
    }
`,
  }),
  "aggregate-circular": entry<{ product: string; other: string }>({
    severity: "error",
    message: (p) => `${p.product} would count towards itself by way of ${p.other}`,
    help: () => "leave one of the two out: positions count towards the larger contract",
    page: `Positions of one product count towards the limits of another in a stated proportion. Where that comes back to the first product, one position would count
twice and no figure would be right.

Wrong:

    future GPH … { limits { aggregate-into: MGPH at 10 } }
    future MGPH … from GPH { limits { aggregate-into: GPH at 1/10 } }

Right:

    future MGPH … from GPH { limits { aggregate-into: GPH at 1/10 } }
`,
  }),
  "share-of-ownership": entry<{ value: string }>({
    severity: "error",
    message: (p) => `a share of ownership is above 0% and at most 100%, and this is ${p.value}`,
    help: () => "write the share from which on positions are added, such as `10%`",
    page: `17 CFR 150.4(a)(1) adds the positions of accounts in which a person holds a tenth or more. No one holds more than the whole, and a share of nothing would add
everybody to everybody.

Wrong:

    aggregation: at 110% of ownership or control, under "Rule 559"

Right:

    aggregation: at 10% of ownership or control, except independent-controller, under "Rule 559"
`,
  }),
  "exemption-ended": entry<{ until: string; first: string }>({
    severity: "error",
    message: (p) => `an exemption until ${p.until} ends before the contract is listed on ${p.first}`,
    help: () => "leave `until` out, or write a day on which the contract trades",
    page: `\`until\` of an \`exemption\` is the last day for which one may be granted. One before the first day of listing could never be granted.

Wrong:

    listing { first: 2027-01-11 }
    limits  { exemptions: spread; exemption spread { until: 2026-12-31 } }

Right:

    limits  { exemptions: spread; exemption spread { until: 2029-12-31 } }
`,
  }),
};
