import type { Slip } from "./slip.ts";

/** What was written in filings/itk-40-2.tenor in the place of what stands there. */
export const FILING: readonly Slip[] = [
  [
    'form:                "40.2"',
    'form:                "40.2(a)"',
    "meaning-comes-later",
    "leave it out, or keep the file for a later version; `tenor explain meaning-comes-later` lists what is there",
    "told",
  ],
  [
    "filed:               2027-01-27",
    "filed:               27 January 2027",
    "value-unreadable",
    "write `2027-01-27`",
    "mended",
  ],
  [
    "received-by:         2027-01-29",
    "received-by:         2027-02-01",
    "filing-dates-in-order",
    "file on or before the day of receipt, and have it received on a business day before the first day of listing",
    "told",
  ],
  [
    'posted:              "https://xdex.example/filings/2027-004"',
    "posted:              https://xdex.example/filings/2027-004",
    "address-without-quotes",
    'write `"https://…"`',
    "mended",
  ],
  [
    "chapter:             820",
    "chapter:             Chapter 820",
    "filing-fact-malformed",
    "write a whole number such as 850",
    "told",
  ],
  [
    'signer-phone:        "+1 312 555 0142"',
    "signer-phone:        +1 312 555 0142",
    "number-with-zeros-before",
    "write `142`, or set the point that may be missing",
    "mended",
  ],
  [
    'signer-email:        "mara.ellison@xdex.example"',
    "signer-email:        mara.ellison@xdex.example",
    "unknown-character",
    "remove it, or put the text it belongs to in quotes",
    "told",
  ],
  [
    "confidential:        none",
    "confidential:        no",
    "filing-fact-malformed",
    "write `none` or the supporting data to be kept confidential",
    "told",
  ],
  [
    "opposing-views:      none",
    'opposing-views:      "Not applicable."',
    "filing-fact-malformed",
    "write `none` or the views",
    "told",
  ],
  [
    "core-principle-4: ",
    "core-principle-3: ",
    "filing-fact-missing",
    "state `core-principle-4`: prevention of market disruption, 17 CFR 38.250",
    "told",
  ],
  ["  surveillance:  ", "  surveilance:   ", "field-unknown", "the manual lists the fields of `filing`", "mended"],
];
