import { entry } from "../entry.ts";

/** What stands in the way of a filing's documents. */
export const filingEntries = {
  "filing-fact-missing": entry<{ filing: string; facts: readonly { fact: string; why: string }[] }>({
    severity: "error",
    message: ({ filing, facts }) =>
      facts.length === 1
        ? `the filing ${filing} needs ${facts[0]?.fact === "narrative" ? "prose behind `///`" : `\`${facts[0]?.fact}\``}, and it is not stated here`
        : `the filing ${filing} needs ${facts.length} facts that are not stated here`,
    help: ({ facts }) =>
      facts.length === 1
        ? `${facts[0]?.fact === "narrative" ? "write it above the declaration, behind `///`" : `state \`${facts[0]?.fact}\``}: ${facts[0]?.why}`
        : "state each as a field, such as `" + facts[0]?.fact + ': "…"`; `tenor new filing` asks for them one by one',
    page: `A filing is written from the contract and from the facts that only a person knows: who signs, who was consulted, where the
notice is posted. The documents have no blanks, so a fact that is missing stops them, at the declaration that lacks it.

What a filing of form 40.2 asks for is listed in the manual. Some facts belong to other declarations: the exchange's address
to the \`venue\`, the licence to the \`index\`, the limits and their basis to the \`future\`.

Wrong:

    filing GPH_40_2 "Listing of GPH" for GPH {
      form:   "40.2"
      filed:  2027-01-06
    }

Right, with every fact the message names:

    filing GPH_40_2 "Listing of GPH" for GPH {
      form:        "40.2"
      submission:  "XDEX-2027-001"
      filed:       2027-01-06
      …
    }
`,
  }),
  "filing-fact-malformed": entry<{ fact: string; value: string; wanted: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` reads “${p.value}”, and ${p.wanted} is wanted`,
    help: (p) => `write ${p.wanted}`,
    page: `Some facts of a filing have a form, because the documents calculate with them or a reader follows them: days are written
\`2027-01-06\`, a chapter is a whole number, the place of posting is an address that begins with \`https://\`, and
\`referenced-contract\` begins with \`yes\` or \`no\` and goes on with the reason. \`confidential\` and \`opposing-views\` name the matter,
or say \`none\`: a bare \`no\` or \`yes\` would be printed as if it were the matter.

Wrong:

    referenced-contract: "probably not"

Right:

    referenced-contract: "no: it is linked to none of the core referenced futures contracts"
`,
  }),
  "filing-dates-in-order": entry<{ first: string; firstDay: string; then: string; thenDay: string }>({
    severity: "error",
    message: (p) =>
      `\`${p.first}\` is ${p.firstDay}, which is too late for ${/\s/.test(p.then) ? `the ${p.then}` : `\`${p.then}\``} on ${p.thenDay}`,
    help: () =>
      "file on or before the day of receipt, and have it received on a business day before the first day of listing",
    page: `17 CFR 40.2(a)(2): the Commission must have received the submission by the open of business, 8:15 a.m. in Washington, on the
business day before the product is listed. So \`filed\` is not after \`received-by\`, and \`received-by\` lies before the first day
of the listing.

Wrong, where the listing begins on 2027-01-11:

    received-by: 2027-01-11

Right:

    received-by: 2027-01-08
`,
  }),
  "filing-received-by-business-day": entry<{ day: string; reason: string }>({
    severity: "error",
    message: (p) => `the submission is to be received by ${p.day}, and that is ${p.reason}`,
    help: () => "name the business day before the first day of listing",
    page: `A business day of the Commission is no Saturday, no Sunday and no Federal holiday (17 CFR 40.1). The deadline of a listing by
certification is the open of business on the last such day before the first day of listing (17 CFR 40.2(a)(2)), and the letter says so.

Wrong, because it is a Sunday:

    received-by: 2027-01-10

Right:

    received-by: 2027-01-08
`,
  }),
  "filing-licence-covers-listing": entry<{ index: string; until: string; contract: string; settles: string }>({
    severity: "error",
    message: (p) => `the licence of the ${p.index} ends on ${p.until}, and ${p.contract} settles on ${p.settles}`,
    help: () => "list fewer months, or have the licence prolonged first",
    page: `Appendix C to Part 38, (c)(4)(i)(G): a contract that settles to an index of somebody else is not listed past the end of the
licence to use it. The last day of every contract listed at first must lie within the licence.

Wrong, with months listed two years ahead of 2027:

    licence: until 2027-12-31

Right:

    licence: until 2029-12-31
`,
  }),
  "filing-citation-known": entry<{ key: string; fact: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` cites [${p.key}], and no source of that name is in reach`,
    help: (p) => `import the file that declares the source \`${p.key}\`, or write the words without brackets`,
    page: `In a fact of a filing, a name in brackets that begins with a capital cites a source, as it does in the prose above a clause. Each
citation becomes a number that leads to the list of documents relied upon (17 CFR 40.2(a)(3)(v)), so each must lead somewhere.

Wrong, where no source of that name is declared:

    reliability: "212 eligible trades on a day in the middle [H100-METHDO]"

Right:

    reliability: "212 eligible trades on a day in the middle [H100-METHOD]"
`,
  }),
  "filing-term-agrees": entry<{ fact: string; said: string; term: string; stated: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` says “${p.said}”, and the contract states ${p.term} as ${p.stated}`,
    help: (p) => `write ${p.stated} in \`${p.fact}\`, or change the term`,
    page: `The documents of a filing are made from the terms of the contract and from the facts of the filing. A fact that repeats a term in words of its
own must repeat it as it is; otherwise two documents of one submission would state it differently. Looked for are the size of a contract, its
price increments, the first day of listing, the end of the licence, the time at which the index is published, and whether it is a referenced contract.

Wrong, where the size is 1_000 GPU_hour:

    typical-trade: "Eight accelerators for a month; the contract of 100 hours lets a part of it be hedged."

Right:

    typical-trade: "Eight accelerators for a month; the contract of 1,000 hours is about a sixth of it."
`,
  }),
  "filing-term-defined": entry<{ fact: string; term: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` speaks of “${p.term}” as of a defined term, and nothing defines it`,
    help: () =>
      "write it in small letters, define it in quotation marks in a fact of the filing, or declare what it names as an organisation, index or source",
    page: `In a legal document a word with a capital behind an article is a term that has been defined. The documents define the Exchange, the Contract, the Clearing
House, the Administrator and the Index; firms, indices, grades, calendars and sources have the names they are declared by. Any other capitalised term of a
fact is defined nowhere, and its reader would look for it in vain.

Wrong:

    affiliates: "The Oversight Panel lets no affiliate trade the contract."

Right, because it says what the word means:

    affiliates: "A panel of three (the 'Oversight Panel') lets no affiliate trade the contract; the Oversight Panel meets monthly."
`,
  }),
  "filing-claim-cited": entry<{ fact: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` states figures of the market and cites no document`,
    help: (p) => `name in brackets, in \`${p.fact}\`, the source that has them, such as [H100-METHOD]`,
    page: `17 CFR 40.2(a)(3)(v): the analysis is accompanied by the documentation it relies upon, or cites where its data come from. What a filing says of users, customary
trades, risks, reliability and acceptance in figures is therefore cited.

Wrong:

    acceptability: "23 of 41 firms asked name the index in agreements."

Right:

    acceptability: "23 of 41 firms asked name the index in agreements [RENTAL-STUDY]."
`,
  }),
  "filing-source-reachable": entry<{ fact: string; source: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` relies on ${p.source}, which is neither enclosed nor told where it can be had`,
    help: (p) => `state \`where\` in the source ${p.source}, or name it among the \`exhibits\``,
    page: `17 CFR 40.2(a)(3)(v): a document that the analysis relies upon is attached, or its source is cited so that Commission staff can have it.

Wrong, where the source states no \`where\` and is no exhibit:

    reliability: "212 eligible trades on a day in the middle [METHOD]"

Right:

    source METHOD "Method of the index" { where: "https://gpux.example/method" }
`,
  }),
  "filing-chapter-agrees": entry<{ filing: string; product: string }>({
    severity: "error",
    message: (p) => `the filing calls the rules Chapter ${p.filing}, and the product calls them Chapter ${p.product}`,
    help: () => "state the chapter once, or the same in both places",
    page: `Rules are numbered by their chapter, and letter and rulebook cite them by number. A product may name its chapter, and its filing
may too; where both do, they agree.

Wrong:

    future GPH … { chapter: 810 }
    filing GPH_40_2 … for GPH { chapter: 850 }

Right:

    filing GPH_40_2 … for GPH { chapter: 810 }
`,
  }),
  "filing-status-pending": entry<{ perpetual: string; because: string }>({
    severity: "error",
    message: (p) => `form 40.2 certifies that ${p.perpetual} complies, and its status is \`pending\`: ${p.because}`,
    help: () =>
      'write `form: "40.3"`, which asks the Commission for approval, or state `status: permitted, because …` at the perpetual once that is so',
    page: `A perpetual says whether it may be listed: \`status: pending\` or \`status: permitted\`. Who certifies a contract under 17 CFR 40.2 certifies, without a qualification, that it
complies with the Act and the regulations (40.2(a)(3)(iv)), and cannot do so of one that the specification itself calls undecided. A request for approval under 17 CFR 40.3 asks
the question.

Whatever its form, the filing says by \`perpetual-status\` whether the exchange claims the contract to be a future or a swap, and why; every document repeats it as the exchange's claim.

Wrong, where the perpetual is \`status: pending\`:

    filing GPHP_LISTING for GPHP { form: "40.2" }

Right:

    filing GPHP_LISTING for GPHP { form: "40.3"; perpetual-status: "future: it is standardised, cleared and traded on a contract market" }
`,
  }),
  "filing-evidence-contradicts": entry<{ term: string; evidence: string; provision: string; help: string }>({
    severity: "error",
    message: (p) => `the filing rests ${p.term} on ${p.evidence}, and that does not bear it`,
    help: (p) => `${p.help}: ${p.provision}`,
    page: `Some terms are justified by a figure of the cash market, and Appendix C to Part 38 says how the two must stand: the least price
increment is not above the step in which cash prices move, and price limits are wider than the moves of nearly every day. The figures are
facts of the filing, because only people know them; the comparison is exact.

Wrong, where the tick is 0.05:

    cash-increment: 0.01

Right, where the tick is 0.001:

    cash-increment: 0.01
`,
  }),
  "filing-figure-agrees": entry<{ fact: string; figure: string; known: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` says ${p.figure}, and the contract's terms have no such figure`,
    help: (p) => `write a figure of the terms (${p.known}), or leave it to the rules`,
    page: `Facts on surveillance, on large traders and on the core principles speak of the contract's own terms: how large an order may be, from
which size on positions are reported, how fast a block trade is. Those terms stand in the contract, and every other document prints them from
there; a fact that gives another figure would make two documents of one submission differ.

Wrong, where an order is for at most 500 contracts:

    core-principle-4: "orders are capped at 400 contracts"

Right:

    core-principle-4: "orders are capped at 500 contracts"
`,
  }),
  "filing-fact-unprinted": entry<{ fact: string; product: string; why: string }>({
    severity: "error",
    message: (p) => `no document of this filing prints \`${p.fact}\`: ${p.product} ${p.why}`,
    help: () =>
      "take the fact away; where it has to be told, a fact that the filing prints can say it, such as `risks`",
    page: `Whoever certifies a filing certifies what its documents say. A fact that none of them prints looks as if it were filed and is not. An option or a
spread refers to the submission of its futures for all that is said of an index and of the cash market; a future has that annex itself.

Wrong, in the filing of an option:

    underlying-submission: "XDEX-2027-001"
    timeliness:            "Half an hour after the window closes."

Right:

    underlying-submission: "XDEX-2027-001"
`,
  }),
  "filing-rule-known": entry<{ fact: string; rule: string; venue: string; known: string }>({
    severity: "error",
    message: (p) => `\`${p.fact}\` names ${p.rule}, and ${p.venue} declares no such rule`,
    help: (p) => `name a rule of ${p.venue} (${p.known}), or declare it there`,
    page: `A filing cites the exchange's rules by number, and each number has to lead somewhere (17 CFR 38.150). Where a venue declares its
rules, a rule that a fact names is one of them.

Wrong, where the venue declares no Rule 599:

    core-principle-2: "conduct is subject to Rule 599"

Right:

    core-principle-2: "conduct is subject to Rule 432"
`,
  }),
};
