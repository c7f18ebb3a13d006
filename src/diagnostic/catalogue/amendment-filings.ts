import { entry } from "../entry.ts";

/** What stands in the way of the filing of an amendment. */
export const amendmentFilingEntries = {
  "filing-form-fits": entry<{ form: string; of: string; known: string }>({
    severity: "error",
    message: (p) => `form ${p.form} is not one of ${p.of}`,
    help: (p) => `write one of ${p.known}`,
    page: `A product is listed under 17 CFR 40.2 or 40.3. A change of a contract that is listed is filed under 40.5 (approval), 40.6(a) (certification), 40.6(d)
(weekly notification) or 40.6(a)(6) (emergency); of \`40.6\` alone the classes of the changes decide between (a) and (d).

Wrong, where GPH_TICK is an amendment:

    filing GPH_TICK_FILING for GPH_TICK { form: "40.2" }

Right:

    filing GPH_TICK_FILING for GPH_TICK { form: "40.6" }
`,
  }),
  "filing-form-laxer": entry<{ form: string; amendment: string; changes: readonly string[] }>({
    severity: "error",
    message: (p) =>
      `${p.amendment} is to be certified under 17 CFR 40.6(a), and this filing only notifies of it under ${p.form}`,
    help: () =>
      'write `form: "40.6(a)"`, or `"40.6"`, and have it received ten business days ahead; a stricter form than the classes ask for is always allowed',
    page: `Each term that an amendment changes has a class: certified before it takes effect, told in a weekly notification, or neither. The strictest of them
counts for the whole filing. The author may choose a stricter form than the classes ask for, and never a laxer one.

A change of the index is certified too, because the index is part of the pricing basis. It is notified only where \`routine-index-change\` states that it is routine,
made by an independent third party in the business of price information that was not formed solely for this, and leaves the pricing basis as it is
(17 CFR 40.6(d)(2)(iii)).

Wrong, where the amendment changes the largest order:

    form: "40.6(d)"

Right:

    form: "40.6(a)"
`,
  }),
  "filing-form-needless": entry<{ amendment: string }>({
    severity: "error",
    message: (p) => `nothing that ${p.amendment} changes asks for a filing, so \`40.6\` names no form`,
    help: () =>
      "leave the filing out, or choose a form: 40.6(a) and 40.6(d) are stricter than the law asks for, and allowed",
    page: `With \`form: "40.6"\` the classes of the changes decide between certification and weekly notification. Where every change is of a class that needs no filing
(17 CFR 40.6(d)(3), or no rule of the exchange at all) there is nothing to decide; the exchange keeps documentation of the change.

Wrong, where the amendment changes only the margin proposed to the clearing house:

    form: "40.6"

Right, where the exchange wants to tell all the same:

    form: "40.6(d)"
`,
  }),
  "filing-effective-too-early": entry<{ effective: string; filed: string; earliest: string; provision: string }>({
    severity: "error",
    message: (p) =>
      `filed on ${p.filed}, the change takes effect on ${p.earliest} at the earliest, and the amendment says ${p.effective}`,
    help: (p) => `file earlier, or let the amendment take effect on ${p.earliest} or later: ${p.provision}`,
    page: `A certified change takes effect ten business days of the Commission after it was received by the open of business, 8:15 a.m. in Washington (17 CFR 40.6(a)(3)).
One for which approval is asked waits for the forty-five days of review (17 CFR 40.5(c)). What is filed on no business day, or after the open without
\`filed-at\` saying otherwise, counts from the next one.

Wrong, where the amendment takes effect on 2027-09-13 and 2027-09-06 is a holiday:

    filed: 2027-08-30

Right:

    filed: 2027-08-26
`,
  }),
  "filing-notice-too-late": entry<{ effective: string; filed: string; last: string; provision: string }>({
    severity: "error",
    message: (p) =>
      `the change takes effect on ${p.effective} and is to be told by ${p.last}, and the filing is made on ${p.filed}`,
    help: (p) => `file by ${p.last}: ${p.provision}`,
    page: `A weekly notification tells of what took effect in the week (17 CFR 40.6(d)(1)), so it is given at most seven days after the change takes effect. An emergency rule
is filed before it is implemented where that can be done, and otherwise at the earliest time, within 24 hours after (17 CFR 40.6(a)(6)); a trade
date opens on the evening before.

Wrong, where the amendment takes effect on 2027-09-13:

    filed: 2027-09-24

Right:

    filed: 2027-09-17
`,
  }),
  "filing-products-agree": entry<{ filing: string; amendment: string; product: string; changed: boolean }>({
    severity: "error",
    message: (p) =>
      p.changed
        ? `${p.amendment} changes ${p.product} too, and the filing ${p.filing} does not name it`
        : `the filing ${p.filing} names ${p.product}, and ${p.amendment} changes no term of it`,
    help: (p) =>
      p.changed
        ? `name in \`on-file\` the filing that listed ${p.product}, whose chapter is then marked as well; or ${p.product} in \`products\` where it has none`
        : "leave it out",
    page: `A contract that is derived from another takes its amendments over, and a change of an index is one of every contract that settles to it. A submission names all products
that it affects, with the marked text of each chapter. So the filings on file are named in \`on-file\`, and contracts without one in \`products\`.

Wrong, where MGPH is derived from GPH:

    on-file: GPH_40_2

Right:

    on-file: GPH_40_2, MGPH_40_2
`,
  }),
};
