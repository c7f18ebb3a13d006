import { anyKey, block, type BlockSpec, type FieldSpec, now } from "./spec.ts";

/** The 23 core principles of designated contract markets, 7 U.S.C. 7(d). */
function corePrinciples(): Record<string, FieldSpec> {
  const fields: Record<string, FieldSpec> = {};
  for (let number = 1; number <= 23; number++)
    fields[`core-principle-${number}`] = now("fact", `How core principle ${number} is met.`);
  return fields;
}

/** The facts only a person knows. */
export const filingBlocks: Readonly<Record<string, BlockSpec>> = {
  filing: block(
    "What only people know about one filing of one product; all else is generated.",
    {
      product: now("names", "The product, where the head does not say.", { example: "GPH" }),
      form: now("fact", "The provision it is made under."),
      submission: now("fact", "Its number."),
      filed: now("date", "The day it is made.", { example: "2027-01-06" }),
      "filed-at": now("fact", "The time of day in Washington it is made, where that is the last day.", {
        example: "07:30",
      }),
      "received-by": now("date", "The day by which it is received.", { example: "2027-01-08" }),
      posted: now("fact", "Where it is published at the same time."),
      chapter: now("expr", "The number of the rulebook chapter it files.", { example: "810" }),
      "referenced-contract": now("fact", "Whether the product is a referenced contract, and why."),
      confidential: now("fact", "What is not published, or `none`."),
      exhibits: now("fact", "What is enclosed beside the rulebook chapter."),
      consultations: now("fact", "Who was asked, when, and what changed."),
      "opposing-views": now("fact", "Who was against it and why, or `none`."),
      "underlying-submission": now("fact", "Of what is on futures: the submission that lists those.", {
        example: '"XDEX-2027-001"',
      }),
      "perpetual-status": now(
        "fact",
        "Of a perpetual: `future` or `swap`, which the exchange claims that it is, and why.",
        {
          example: '"future: it is standardised, cleared and traded on a contract market"',
        },
      ),
      "funding-integrity": now("fact", "Of a perpetual: why its mark and its funding are hard to manipulate."),
      termination: now("fact", "Of a perpetual: how it ends, and at which price."),
      "price-series": now("fact", "Of an option that pays cash: why the settlement price it pays can be relied upon."),
      signer: now("fact", "Who signs, with office and address behind it.", {
        block: "contact",
        example: '"Mara Ellison (fictional)" { title: "Chief Regulatory Officer" }',
      }),
      "signer-name": now("fact", "Who signs."),
      "signer-title": now("fact", "As what."),
      "signer-phone": now("fact", "Where to call."),
      "signer-email": now("fact", "Where to write."),
      "contact-name": now("fact", "Whom to ask, where it is not who signs."),
      "contact-phone": now("fact", "Where to call that person."),
      "contact-email": now("fact", "Where to write to that person."),
      hedgers: now("fact", "Who hedges with it, who trades against them, and to what economic purpose."),
      "typical-trade": now("fact", "The customary trade of the market against the contract's size."),
      "customary-trade": now("fact", "The customary trade in the unit of the contract's size.", { example: "5840" }),
      "cash-increment": now("fact", "The least step of cash prices, in the unit of the price.", { example: "0.01" }),
      "daily-move": now("fact", "How far prices move in a day.", { example: '"99% of 500 days within 6.4%"' }),
      risks: now("fact", "What is special about the underlying."),
      reliability: now("fact", "Why the settlement price is reliable."),
      acceptability: now("fact", "Why the market accepts it."),
      availability: now("fact", "Where it can be seen."),
      timeliness: now("fact", "How soon."),
      "inputs-table": now("fact", "The source whose table counts its inputs and providers by month.", {
        example: '"H100-INPUTS"',
      }),
      "provider-shares": now("fact", "Which providers may trade the contract, and what is done about it."),
      publication: now("fact", "Where and when the final price is published, and how long what it rests on is kept."),
      delayed: now("fact", "What happens when a value comes late."),
      "method-changed": now("fact", "What happens when the method changes."),
      ceased: now("fact", "What happens when the index ends, and which other one there is."),
      discontinued: now("fact", "What happens when what it measures is no longer offered."),
      owners: now("fact", "Who owns the administrator."),
      affiliates: now("fact", "Which of its affiliates may trade the contract."),
      "benchmark-law": now("fact", "Whether the EU regulation of benchmarks applies, and why."),
      safeguards: now("fact", "What keeps it from being known or changed beforehand."),
      "information-sharing": now("fact", "On what agreement data about it are shared."),
      monitoring: now("fact", "How the exchange watches it."),
      surveillance: now("fact", "How trading is watched."),
      coordination: now("fact", "How the regulator is kept informed."),
      "large-traders": now("fact", "From which size on positions are reported, and why."),
      "clearing-governance": now("fact", "How the clearing house looked at it."),
      "security-status": now("fact", "Why it is no security."),
      agreements: now("fact", "The agreements with third parties, where approval is asked for."),
      fee: now("fact", "How the fee is paid, where approval is asked for."),
      "on-file": now("names", "Of an amendment: the filings whose chapters it changes.", { example: "GPH_40_2" }),
      products: now("names", "Of an amendment: further products that it changes.", { example: "GPHE" }),
      operation: now("fact", "Of an amendment: how the changed terms work."),
      purpose: now("fact", "Of an amendment: what it is for."),
      effect: now("fact", "Of an amendment: what it does to the exchange, its participants and the market."),
      "open-positions": now("fact", "Of an amendment: what it means for positions in months that are open."),
      adopted: now("fact", "When and by whom it was adopted, where approval of an amendment is asked for."),
      authority: now("fact", "The rule under which it was adopted, or the emergency met."),
      benefits: now("fact", "Whom it benefits, where approval of an amendment is asked for."),
      competition: now("fact", "What it does to competition, where approval of an amendment is asked for."),
      "self-regulation": now("fact", "How it fits into the exchange's regulation of itself."),
      "other-rules": now("fact", "The other rules that it affects, with their text, or `none`."),
      regulations: now("fact", "The regulations of the Commission to be amended or interpreted, or `none`."),
      emergency: now("fact", "The emergency, and why there was no time for another form."),
      "routine-index-change": now("fact", "Why a change of the index is a routine one by an independent third party."),
      ...corePrinciples(),
    },
    {
      heads: ["to"],
      sections: { "core-principles": "core-principles", contact: "contact" },
    },
  ),
  "core-principles": block(
    "How each core principle is met.",
    {},
    { free: anyKey("fact", "either", "How the principle of that name is met.") },
  ),
  contact: block("A person.", {
    name: now("fact", "The name."),
    title: now("fact", "The office."),
    phone: now("fact", "Where to call."),
    email: now("fact", "Where to write."),
  }),
};
