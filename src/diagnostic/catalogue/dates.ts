import { entry } from "../entry.ts";

export const dateEntries = {
  "date-impossible": entry<{ text: string }>({
    severity: "error",
    message: (p) => `there is no day ${p.text}`,
    help: () => "write a day of the calendar as YYYY-MM-DD",
    page: `Dates are real days of the calendar: 2027-02-29 does not exist.

Wrong:

    first: 2027-02-29

Right:

    first: 2027-02-26
`,
  }),
  "date-name-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `no date or interval named \`${p.name}\` can stand here; those that can: ${p.known}`,
    help: (p) => `declare \`${p.name}\` in the \`dates\` block, or use one that is`,
    page: `Dates refer to one another by the names of the product's own \`dates\` block, or to another product's as \`GPH.last-trading-day\`.

Wrong:

    last-close: on last-tradng-day at 10:00

Right:

    last-close: on last-trading-day at 10:00
`,
  }),
  "date-rule-unsound": entry<{ why: string }>({
    severity: "error",
    message: (p) => `this date rule means nothing: ${p.why}`,
    help: () => "see *Dates* in the manual for the forms of a date rule",
    page: `A date rule must name one day for every contract month it is asked about.

Wrong:

    last-trading-day: business day nearest day 15 of contract month

Right:

    last-trading-day: Wednesday nearest day 15 of contract month
`,
  }),
  "month-end-missing": entry<Record<string, never>>({
    severity: "error",
    message: () => "an offset in months must say what happens when the other month is shorter",
    help: () => "add `, end-of-month` (last days stay last days) or `, clamp` (the date is kept or the last day taken)",
    page: `One month after 31 January could be 28 February or a day in March. Tenor never chooses: the rule says \`end-of-month\` or \`clamp\`.

Wrong:

    final-settlement-day: 1 month after last-trading-day

Right:

    final-settlement-day: 1 month after last-trading-day, end-of-month
`,
  }),
  "ties-missing": entry<Record<string, never>>({
    severity: "error",
    message: () => "`nearest business day` must say where ties go",
    help: () => "add `, ties preceding` or `, ties following`",
    page: `A Sunday between two open days is as near to one as to the other.

Wrong:

    last-trading-day: day 25 of contract month or nearest business day

Right:

    last-trading-day: day 25 of contract month or nearest business day, ties preceding
`,
  }),
  "date-names-no-day": entry<{ name: string; period: string; why: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` does not name a day in every contract month: ${p.why}`,
    help: () =>
      "choose a day that every listed month has, such as `last Friday of contract month`, or say with `case { … }` what holds otherwise",
    page: `A rule is asked about every month that the listing may ever come to, not only about those listed today: a contract whose expiry
cannot be told in some February is not a contract then. The months that are looked at are those of the next 28 years, in which every
combination of weekday and leap year occurs.

Wrong:

    last-trading-day: 5th Friday of contract month

Right:

    last-trading-day: last Friday of contract month
`,
  }),
  "dates-circular": entry<{ path: string }>({
    severity: "error",
    message: (p) => `these dates wait for one another in a circle: ${p.path}`,
    help: () => "let one of them stand by itself, such as `3rd Friday of contract month`",
    page: `A date may rest on another one of the same product or of another product, and that one on a third. None may come back to
where it began, because then none of them can be told.

Wrong:

    last-trading-day: 1 business day before payment-day
    payment-day:      1 business day after last-trading-day

Right:

    last-trading-day: last business day of contract month
    payment-day:      1 business day after last-trading-day
`,
  }),
  "table-unsound": entry<{ source: string; why: string }>({
    severity: "error",
    message: (p) => `the table of ${p.source} cannot be used: ${p.why}`,
    help: () => "state the file, and what its columns hold: `columns { month: month; last-trading-day: date }`",
    page: `A rule \`from SCHEDULE\` reads its day from the data file of a source. The source says which column holds the contract month and which
hold days; the file has these columns, each month once, and its checksum is the stated one.

Wrong:

    source SCHEDULE "Dates of the year" { file: "dates.csv" }

Right:

    source SCHEDULE "Dates of the year" {
      file: "dates.csv"
      columns { month: month; last-trading-day: date }
    }
`,
  }),
  "date-unresolved": entry<{ what: string; period: string; why: string }>({
    severity: "error",
    message: (p) => `${p.what} of ${p.period} cannot be told: ${p.why}`,
    help: (p) =>
      p.why.includes(" is sure from ")
        ? "extend the calendar's years, mend the rule, or list fewer months"
        : "mend the rule, or list fewer months",
    page: `Every date of every listed contract month is worked out when the spec is compiled. Where a calendar is not sure about a year, be it only
because a day is moved into it, or a table has no row for a month, the contract could not be listed truthfully.

Wrong:

    last-trading-day: end of contract month or following business day   // December 2037 needs 2038, and the calendar ends in 2037

Right:

    last-trading-day: last business day of contract month
`,
  }),
  "expires-before-listed": entry<{ product: string; period: string; listed: string; last: string }>({
    severity: "error",
    message: (p) => `${p.period} of ${p.product} would be listed on ${p.listed}, after its last trading day, ${p.last}`,
    help: () =>
      "list more months, or add the next one earlier, such as `1 business day after last-trading-day of expiring month`",
    page: `A contract is listed before it stops trading. The listing is followed on from its first day: where the next contract is added so late that
its own last day is over, nobody could ever trade it.

Wrong:

    months: 1 consecutive
    add:    40 days after last-trading-day of expiring month

Right:

    months: 1 consecutive
    add:    1 business day after last-trading-day of expiring month
`,
  }),
  "notice-without-delivery": entry<{ period: string; why: string }>({
    severity: "error",
    message: (p) => `in ${p.period}, ${p.why}`,
    help: () => "move the notice days or the delivery days, or change how long before delivery notice is given",
    page: `A notice says that there will be a delivery so many business days later. The compiler counts from the first and the last day on which
notice may be given, in every listed month: the delivery must lie in the delivery days, or whoever gives notice on that day could not deliver.

Wrong:

    notice:        by seller until 16:00, 2 business days before delivery
    notice-days:   from 1st business day of contract month to last business day of contract month
    delivery-days: from 1st business day of contract month to last business day of contract month

Right:

    notice:        by seller until 16:00, 2 business days before delivery
    notice-days:   from 2 business days before 1st business day of contract month to 3rd-last business day of contract month
    delivery-days: from 1st business day of contract month to last business day of contract month
`,
  }),
  "dates-in-order": entry<{ earlier: string; later: string; period: string }>({
    severity: "error",
    message: (p) => `in ${p.period}, ${p.later} lies before ${p.earlier}`,
    help: () => "mend one of the two rules",
    page: `A position starts to be spot before it stops trading, and is paid after it has been settled. The compiler works the dates out for
every listed month and compares them.

Wrong:

    final-settlement-day: 1 business day before last-trading-day

Right:

    final-settlement-day: 1 business day after last-trading-day
`,
  }),
  "calendar-unsound": entry<{ calendar: string; why: string }>({
    severity: "error",
    message: (p) => `the calendar ${p.calendar} cannot be used: ${p.why}`,
    help: () => "mend the calendar's declaration",
    page: `A calendar says its weekend, its holidays and the years it is sure about; joins and derivations need years in common.

Wrong:

    calendar OSLO "Oslo" { weekend: Sat, Sun; holidays { "Constitution Day": May 17 } }

Right:

    calendar OSLO "Oslo" 2000..2037 { weekend: Sat, Sun; holidays { "Constitution Day": May 17 } }
`,
  }),
  "calendar-missing": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} counts business days and has no calendar`,
    help: () => "write `on CALENDAR` behind the block's name",
    page: `A business day is a business day of a named calendar; there is no default one.

Wrong:

    dates { last-trading-day: last business day of contract month }

Right:

    dates on US_EXCHANGE { last-trading-day: last business day of contract month }
`,
  }),
  "zone-missing": entry<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} has a clock time and no time zone`,
    help: () => "write `in ZONE` behind the block's name, such as `in America/Chicago`",
    page: `16:00 is another instant in London than in Chicago, and their difference changes twice a year in two different weeks.

Wrong:

    sessions on US_EXCHANGE { trade: Sun..Thu 17:00 until 16:00 next day }

Right:

    sessions in America/Chicago on US_EXCHANGE { trade: Sun..Thu 17:00 until 16:00 next day }
`,
  }),
  "zone-unknown": entry<{ zone: string }>({
    severity: "error",
    message: (p) => `there is no time zone \`${p.zone}\``,
    help: () => "write an area of the IANA time zone database, such as `America/Chicago`, or `UTC`",
    page: `Zones are named as in the IANA time zone database, by area and city. Abbreviations such as CST mean several things.

Wrong:

    sessions in CST on US_EXCHANGE { … }

Right:

    sessions in America/Chicago on US_EXCHANGE { … }
`,
  }),
  "local-time-ambiguous": entry<{ time: string; date: string; zone: string; how: string }>({
    severity: "error",
    message: (p) => `${p.time} on ${p.date} ${p.how} in ${p.zone}, where the clocks change`,
    help: () => "choose a time outside the hour of the change",
    page: `When clocks go forward, an hour of local times does not exist; when they go back, one happens twice. The compiler never picks one.

Wrong:

    sessions in Europe/London … { trade: Sun..Thu 01:30 until 01:00 next day }        // 01:30 is skipped every March

Right:

    sessions in Europe/London … { trade: Sun..Thu 03:00 until 02:30 next day }
`,
  }),
  "session-part-outside": entry<{ part: "halt" | "pre-open"; why: string }>({
    severity: "error",
    message: (p) => `this ${p.part} ${p.why}`,
    help: (p) =>
      p.part === "halt"
        ? "let it begin and end within a session, on each of its days"
        : "let it end at the time at which a session begins, on each of its days",
    page: `A halt is a pause of a session, and a pre-open leads to one: orders are taken in it and matched as the session begins. Each is named by the
days on which it begins.

Wrong:

    trade: Mon..Fri 08:00 until 16:00
    halt:  Mon..Sat 12:00 until 12:15

Right:

    trade: Mon..Fri 08:00 until 16:00
    halt:  Mon..Fri 12:00 until 12:15
`,
  }),
  "sessions-in-order": entry<{ what: string }>({
    severity: "error",
    message: (p) => `this session ${p.what}`,
    help: () =>
      "write ` next day` behind the closing time of a session that ends on the day after it begins, and let no two share a time",
    page: `A session ends after it begins, and no two sessions of a week share a time: at each moment an order is in one session or in none.

Wrong:

    trade: Sun..Thu 17:00 until 16:00

Right:

    trade: Sun..Thu 17:00 until 16:00 next day
`,
  }),
  "last-close-in-session": entry<{ product: string; month: string; close: string; sessions: string }>({
    severity: "error",
    message: (p) =>
      `trading in ${p.month} of ${p.product} is to end at ${p.close}, when it is not traded: its session that day is ${p.sessions}`,
    help: () => "name a time after a session of the last trading day has begun and no later than its end",
    page: `\`last-close\` ends trading in an expiring month earlier than on other days. A time behind the end of the session would promise trading
that does not happen; one before its beginning would take the last day away.

Wrong:

    trade:      Mon..Fri 08:00 until 16:00
    last-close: on last-trading-day at 16:30

Right:

    trade:      Mon..Fri 08:00 until 16:00
    last-close: on last-trading-day at 10:00
`,
  }),
};
