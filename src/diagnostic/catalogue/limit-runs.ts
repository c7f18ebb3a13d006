import { entry } from "../entry.ts";

/** What can be wrong with the owners, exemptions and deltas that positions are held against limits with. */
export const limitRunEntries = {
  "account-in-two-groups": entry<{ account: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `the account ${p.account} is in the group ${p.first} and in ${p.second}`,
    help: () => "leave it in one of the two, or make one group of both",
    page: `Accounts that act together count as one holder. An account in two groups would make one holder of both, and the file does not say so.

Wrong:

    "groups": [{ "name": "DESK", "accounts": ["A-1"] }, { "name": "FUND", "accounts": ["A-1", "A-2"] }]

Right:

    "groups": [{ "name": "DESK", "accounts": ["A-1", "A-2"] }]`,
  }),
  "ownership-circular": entry<{ owner: string; other: string }>({
    severity: "error",
    message: (p) => `${p.owner} would own itself by way of ${p.other}`,
    help: () => "correct one of the two interests",
    page: `Shares of shares are multiplied along the chain of owners. A chain that comes back to its beginning has no end to multiply to.

Wrong:

    "interests": [{ "holder": "A", "of": "B", "share": "0.5" }, { "holder": "B", "of": "A", "share": "0.2" }]

Right:

    "interests": [{ "holder": "A", "of": "B", "share": "0.5" }]`,
  }),
  "ownership-over-whole": entry<{ owner: string; total: string }>({
    severity: "error",
    message: (p) => `the shares held of ${p.owner} add up to ${p.total}, more than the whole`,
    help: () => "correct one of the shares",
    page: `The shares that all holders have of one owner are 1 together at most.

Wrong:

    { "holder": "A", "of": "C", "share": "0.6" }, { "holder": "B", "of": "C", "share": "0.5" }

Right:

    { "holder": "A", "of": "C", "share": "0.6" }, { "holder": "B", "of": "C", "share": "0.4" }`,
  }),
  "aggregation-unsaid": entry<{ product: string }>({
    severity: "error",
    message: (p) => `${p.product} does not say from which share of ownership on positions are added`,
    help: () => 'write `aggregation: at 10% of ownership or control, under "…"` in its limits and build again',
    page: `Whether the positions of two owners are added depends on a share that the contract states. Without it no interest can be judged, and no check
passes in silence.

    limits { aggregation: at 10% of ownership or control, under "Rule 559" }`,
  }),
  "exemption-not-in-force": entry<{ owner: string; kind: string; until: string; date: string }>({
    severity: "error",
    message: (p) => `the exemption of ${p.owner} (${p.kind}) ended on ${p.until}, and this is ${p.date}`,
    help: () => "leave it out, or write the new one",
    page: `An exemption counts until its last day. One that is past stands in the file by mistake: either the owner has a new one, or it has none.

Wrong, on 2028-02-01:

    { "owner": "A", "kind": "spread", "from": "2027-01-11", "until": "2028-01-10", … }`,
  }),
  "exemption-beyond-terms": entry<{ owner: string; kind: string; what: string; allowed: string }>({
    severity: "error",
    message: (p) => `the exemption of ${p.owner} (${p.kind}) has ${p.what}, and the contract allows ${p.allowed}`,
    help: () => "correct the grant, or amend the terms of the contract",
    page: `The contract says which kinds of exemption there are, up to which level, for which limits and for how long one is granted (\`exemption\` in \`limits\`). A grant beyond these
terms was never one.

Wrong, where \`exemption spread { level: 4_000 contracts }\` stands in the spec:

    { "owner": "A", "kind": "spread", "contracts": 5000, … }`,
  }),
  "delta-missing": entry<{ series: string }>({
    severity: "error",
    message: (p) => `the series ${p.series} is held and has no delta`,
    help: (p) =>
      `add \`{ "product": …, "series": "${p.series}", "delta": "…" }\` to \`deltas\` in the file of \`--deltas\``,
    page: `An option counts as the futures it stands for: its lots times its delta at the close of the day. A series without one cannot be counted, and is never left out.

Right:

    {
      "format": "tenor-deltas/1",
      "date": "2027-02-02",
      "deltas": [{ "product": "OGPH", "series": "OGPHJ27 C2.40", "delta": "0.5312" }]
    }

A delta is that of one lot long, from -1 to 1 with six decimals at most, below zero for puts; \`tenor settle\` shows those of the day.`,
  }),
  "position-of-another-kind": entry<{ product: string; kind: string; list: string }>({
    severity: "error",
    message: (p) =>
      `${p.product} is ${p.kind === "option" ? "an" : "a"} ${p.kind}: what is held of it stands in \`${p.list}\``,
    help: (p) => `move the row to \`${p.list}\``,
    page: `A book has a list for each kind of contract: \`positions\` by contract month, \`options\` by series, \`perpetuals\` without either. A row in another list
does not say what is held.

Wrong:

    { "positions": [{ "account": "A-1", "owner": "ALDER", "product": "GPHP", "month": "2027-03", "lots": 5 }] }

Right:

    { "positions": [], "perpetuals": [{ "account": "A-1", "owner": "ALDER", "product": "GPHP", "lots": 5 }] }`,
  }),
  "delta-twice": entry<{ series: string }>({
    severity: "error",
    message: (p) => `the series ${p.series} has two deltas`,
    help: () => "keep one of the two",
    page: `One series has one delta at the close of a day. Which of two was meant cannot be known.

Wrong:

    { "series": "OGPHJ27 C2.40", "delta": "0.5312" }, { "series": "OGPHJ27 C2.40", "delta": "0.5213" }`,
  }),
  "nothing-to-check": entry<{ known: string }>({
    severity: "error",
    message: (p) => `no product of the book has limits in this build: ${p.known || "none has"}`,
    help: () => "name a build of the products that are held",
    page: `\`tenor limits\` holds the positions of a book against the limits that the build states. A book of other products would come out without a breach, which says nothing.`,
  }),
  "positions-too-large": entry<{ product: string }>({
    severity: "error",
    message: (p) => `the positions in ${p.product} are too large to be counted exactly`,
    help: () => "look for a row with a wrong number of lots",
    page: `Positions are counted in whole units below 2^53. A book that goes beyond has a mistake in it.`,
  }),
};
