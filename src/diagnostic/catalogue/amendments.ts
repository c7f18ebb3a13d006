import { entry } from "../entry.ts";

export const amendmentEntries = {
  "amendment-for-all-months": entry<{ what: string; why: string }>({
    severity: "error",
    message: (p) => `${p.what} cannot be amended for some contract months: ${p.why}`,
    help: () => "leave out `for contract months`, or change a clause that each month has for itself",
    page: `\`for contract months\` says for which months of a product a change holds. An index, a calendar, a grade or a venue is the same for every
product and month that reads it, and some terms of a product are those of all its months: who lists and clears it, its code and chapter, what
a contract is named by, and the listing.

To settle some months by another window, declare a second index and amend \`final-settlement\` of the product for those months.

Wrong:

    amendment LATER_WINDOW to H100_RENTAL effective 2027-09-01 for contract months from 2027-12 { window: 15:30 until 16:00 }

Right:

    amendment LATER_WINDOW to H100_RENTAL effective 2027-09-01 { window: 15:30 until 16:00 }
`,
  }),
  "amendment-without-months": entry<{ months: string; why: string }>({
    severity: "error",
    message: (p) => `the amendment is for no contract month: ${p.why}`,
    help: () => "write months that are still to be traded on that day, the first before the last",
    page: `An amendment holds from the open of its day on, for contract months that trade on that day or later. One that is for none of them changes
nothing: its months run backwards, the last of them has expired before, or no month is listed on its day.

Wrong:

    amendment GPH_TICK to GPH effective 2027-09-01 for contract months from 2027-02 to 2027-06 { tick { outright: 0.0005 } }

Right:

    amendment GPH_TICK to GPH effective 2027-09-01 for contract months from 2027-12 { tick { outright: 0.0005 } }
`,
  }),
  "amendment-too-early": entry<{ day: string; product: string; first: string }>({
    severity: "error",
    message: (p) => `the amendment takes effect on ${p.day}, and ${p.product} is listed from ${p.first} on`,
    help: (p) => `write the term into ${p.product} itself, or a day after its first`,
    page: `What holds from the first day of listing is what the product itself says. An amendment changes a contract that is already listed.

Wrong, where \`listing { first: 2027-01-11 }\`:

    amendment GPH_TICK to GPH effective 2027-01-11 { tick { outright: 0.0005 } }

Right:

    future GPH "H100 GPU-Hour Futures" { … tick { outright: 0.0005; … } }
`,
  }),
  "amendment-not-on-trade-date": entry<{ day: string; calendar: string; why: string }>({
    severity: "error",
    message: (p) => `the amendment takes effect at the open of a trade date, and ${p.day} is none: ${p.why}`,
    help: (p) => `write the first business day of ${p.calendar} on which the change is to hold`,
    page: `A change takes effect at the open of a trade date, so that one session is traded by one text. On a day that the calendar of the sessions
closes there is no open.

Wrong, a Sunday:

    amendment GPH_TICK to GPH effective 2027-08-29 { tick { outright: 0.0005 } }

Right:

    amendment GPH_TICK to GPH effective 2027-08-30 { tick { outright: 0.0005 } }
`,
  }),
  "amendments-overlap": entry<{ clause: string; first: string; second: string; months: string; day: string }>({
    severity: "error",
    message: (p) => `${p.first} and ${p.second} both change ${p.clause} from ${p.day} on, for ${p.months}`,
    help: () => "make them one amendment, give them different days, or months of their own",
    page: `Of two amendments of one clause the one that takes effect later is in force. From the same day on, for a contract month both are for, neither
is the later one, and which of them holds must not depend on the order in which files are read.

Two that add entries to one list do not overlap, and neither do two that change different clauses of one block.

Wrong:

    amendment GPH_TICK to GPH effective 2027-09-01 for contract months from 2027-12 { tick { outright: 0.0005 } }
    amendment GPH_FINER to GPH effective 2027-09-01 for contract months from 2028-03 { tick { outright: 0.0002 } }

Right:

    amendment GPH_TICK to GPH effective 2027-09-01 for contract months from 2027-12 to 2028-02 { tick { outright: 0.0005 } }
    amendment GPH_FINER to GPH effective 2027-09-01 for contract months from 2028-03 { tick { outright: 0.0002 } }
`,
  }),
  "amendment-adds-clause": entry<{ where: string; clause: string }>({
    severity: "warning",
    message: (p) => `${p.where} has no \`${p.clause}\` on that day: the amendment adds it`,
    help: () => "if a clause that is there was meant, write it in the block it stands in",
    page: `An amendment changes clauses that are in force. A clause that is not is added, which is often meant, and is then a larger change than it looks:
the warning says so once. Where the clause stands in another block the amendment would state it twice.

Wrong, where \`GPH\` says \`tick { settlement: … }\`:

    amendment GPH_STEP to GPH effective 2027-09-01 { daily-settlement { round: half-away to 0.0005 } }

Right:

    amendment GPH_STEP to GPH effective 2027-09-01 { tick { settlement: 0.0005 } }
`,
  }),
  "amendment-of-no-list": entry<{ list: string; what: string }>({
    severity: "error",
    message: (p) => `${p.what} has no list \`${p.list}\` whose entries could change`,
    help: () => "name a field of it that lists names, or state the whole clause anew",
    page: `\`add { … }\` and \`remove { … }\` change entries of lists of names, such as \`exemptions\` of the limits, and \`add { months: … }\` adds contract
months to the listing. Every other clause is stated anew.

Wrong:

    amendment GPH_MORE to GPH effective 2027-09-01 { add { exemption: risk-management } }

Right:

    amendment GPH_MORE to GPH effective 2027-09-01 { add { exemptions: risk-management } }
`,
  }),
  "amendment-of-no-entry": entry<{ entry: string; list: string; there: boolean }>({
    severity: "error",
    message: (p) => `\`${p.entry}\` ${p.there ? "is already" : "is not"} one of the \`${p.list}\` on that day`,
    help: (p) => (p.there ? "leave it out of `add`" : "leave it out of `remove`"),
    page: `\`add\` names entries that a list does not have yet, and \`remove\` those it has. Anything else changes nothing, and is a slip.

Wrong, where the limits say \`exemptions: bona-fide-hedge, spread\`:

    amendment GPH_LESS to GPH effective 2027-09-01 { remove { exemptions: risk-management } }

Right:

    amendment GPH_LESS to GPH effective 2027-09-01 { remove { exemptions: spread } }
`,
  }),
};
