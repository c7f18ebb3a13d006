import type { ClauseId, ContractModel } from "../../model/model.ts";
import { APPROVAL, filingsOf, type IndexedSubject, limitsOf, subjectOf, type Subject } from "./names.ts";

/** A fact that a filing needs and the spec does not state: its name, the clause it belongs into, and what it is for. */
export type MissingFact = { readonly fact: string; readonly clause: ClauseId; readonly why: string };

/** What only a person knows, as a field of the `filing` block: its name, and what the document says with it. */
export const FILING_FACTS = {
  submission: "the identifier of the submission, asked for by Appendix D to Part 40",
  filed: "the day of filing, asked for by Appendix D to Part 40",
  "received-by": "the business day before listing, by which 17 CFR 40.2(a)(2) wants the submission received",
  posted: "where notice and copy of the submission are posted, certified under 17 CFR 40.2(a)(3)(vi)",
  chapter: "the number of the chapter the rules are filed as, under 17 CFR 40.2(a)(3)(ii)",
  "referenced-contract": "whether this is a referenced contract and why, asked for by Appendix D to Part 40",
  consultations: "the consultation of users, asked for by Appendix C to Part 38, (a)(1)",
  "opposing-views": "substantive opposing views, or `none`",
  confidential: "what is to be kept confidential under 17 CFR 40.8, or `none`",
  "signer-name": "who certifies",
  "signer-title": "the office of who certifies",
  "signer-phone": "how Commission staff reach who certifies",
  "signer-email": "how Commission staff reach who certifies",
  hedgers: "hedgers, speculators and economic purpose, asked for by Appendix C to Part 38, (a)(1)",
  "typical-trade": "the customary cash transaction, asked for by Appendix C to Part 38, (c)(4)(i)(B)",
  risks: "the risks of this underlying",
  reliability: "the reliability of the price series, asked for by Appendix C to Part 38, (c)(2)",
  acceptability: "the commercial acceptability of the price series, asked for by Appendix C to Part 38, (c)(2)",
  availability: "the public availability of the price series, asked for by Appendix C to Part 38, (c)(2)",
  timeliness: "the timeliness of the price series, asked for by Appendix C to Part 38, (c)(2)",
  safeguards: "the administrator's safeguards, asked for by Appendix C to Part 38, (c)(3)(i)",
  "inputs-table":
    "the source whose table counts inputs and providers by month, asked for by Appendix C to Part 38, (c)(2)",
  "provider-shares": "which providers may trade the contract, asked for by Appendix C to Part 38, (c)(2)",
  "cash-increment":
    "the least step of cash prices, in the unit of the price, asked for by Appendix C to Part 38, (c)(4)(i)(D)",
  "customary-trade":
    "the customary cash transaction in the unit of the size, asked for by Appendix C to Part 38, (c)(4)(i)(B)",
  "daily-move":
    "how far prices move in a day, asked for by Appendix C to Part 38, (c)(4)(i)(E) where there are price limits",
  publication:
    "where and when the final settlement price is published and how long what it rests on is kept, Appendix C to Part 38, (c)(3)(v)",
  delayed: "what happens when a value of the index comes late, Appendix C to Part 38, (c)(1)",
  "method-changed": "what happens when the method of the index is changed, Appendix C to Part 38, (c)(1)",
  ceased: "what happens when the index ends, and which other one there is, IOSCO principle 13",
  discontinued: "what happens when what the index measures is no longer offered, Appendix C to Part 38, (c)(1)",
  owners: "who owns the administrator, 17 CFR 38.850 and IOSCO principle 3",
  affiliates: "which affiliates of the administrator may trade the contract, 17 CFR 38.850 and IOSCO principle 3",
  "benchmark-law": "whether the EU regulation of benchmarks applies, with category, reason and the day of the law",
  "information-sharing": "the information-sharing agreement, asked for by Appendix C to Part 38, (c)(3)(i)",
  monitoring: "how index price and method are monitored, under 17 CFR 38.253(a)",
  surveillance: "surveillance, the first topic of Staff Advisory 18-14",
  coordination: "coordination with Commission staff, the second topic of Staff Advisory 18-14",
  "large-traders": "large trader reporting, the third topic of Staff Advisory 18-14",
  "clearing-governance":
    "risk management and governance of the clearing house, the fifth topic of Staff Advisory 18-14",
  "security-status":
    "why the contract is a future, or what is made of futures, and neither swap nor security, and how it stands to sections 40.11 and 40.12",
  "core-principle-2": "compliance with rules, 17 CFR 38.150",
  "core-principle-4": "prevention of market disruption, 17 CFR 38.250",
  "core-principle-6": "emergency authority, 17 CFR 38.350",
  "core-principle-7": "availability of general information, 17 CFR 38.400",
  "core-principle-8": "daily publication of trading information, 17 CFR 38.450",
  "core-principle-9": "execution of transactions, 17 CFR 38.500",
  "core-principle-10": "trade information, 17 CFR 38.550",
  "core-principle-12": "protection of markets and market participants, 17 CFR 38.650",
  "core-principle-13": "disciplinary procedures, 17 CFR 38.700",
  "core-principle-14": "dispute resolution, 17 CFR 38.750",
  "core-principle-16": "conflicts of interest, 17 CFR 38.850",
  "core-principle-18": "recordkeeping, 17 CFR 38.950",
  "core-principle-20": "system safeguards, 17 CFR 38.1050",
} as const;

export type FilingFact = keyof typeof FILING_FACTS;

/** What a request for approval asks for beside that, under 17 CFR 40.3(a). */
export const APPROVAL_FACTS = {
  agreements: "the agreements with third parties that let the exchange do its part, 17 CFR 40.3(a)(5)",
  fee: "how the filing fee is paid, 17 CFR 40.3(a)(8)",
} as const;

export type ApprovalFact = keyof typeof APPROVAL_FACTS;

/** What is asked of a contract on futures beside that, in the place of what is asked of an index. */
export const UNDERLYING_FACTS = {
  "underlying-submission":
    "the submission that lists the underlying futures, whose index annex and cash market this one refers to, Appendix C to Part 38, (d) and (a)(2)",
  "price-series":
    "the reliability, acceptability, availability and timeliness of the prices that are paid in cash, asked for by Appendix C to Part 38, (d)(4)",
} as const;

export type UnderlyingFact = keyof typeof UNDERLYING_FACTS;

/** What is asked of a contract without contract months beside that. */
export const PERPETUAL_FACTS = {
  "perpetual-status":
    "whether the exchange claims the contract to be a `future` or a `swap`, and why: no provision says which a contract without an expiry is, so the signer does",
  "funding-integrity":
    "why mark and funding are not readily susceptible to manipulation, asked for by Appendix C to Part 38, (c)(2)",
  termination:
    "how the contract ends and at which price open positions are then settled, by its horizon, by delisting or with its index, 17 CFR 40.1",
} as const;

export type PerpetualFact = keyof typeof PERPETUAL_FACTS;

/** What a fact of every contract is for where there is no final settlement. */
const WITHOUT_AN_END: { readonly [fact in FilingFact]?: string } = {
  publication:
    "where and when mark, rate and payment of each interval are published and how long what they rest on is kept, Appendix C to Part 38, (c)(3)(v)",
  "security-status": "whether there is a security in it, and what sections 40.11 and 40.12 have to do with it",
};

/** The facts of an index and of the cash market it measures: what is on futures refers to the submission of those. */
const OF_AN_INDEX: readonly string[] = [
  ...["typical-trade", "reliability", "acceptability", "availability", "timeliness", "safeguards", "inputs-table"],
  ...["provider-shares", "cash-increment", "customary-trade", "daily-move", "publication", "delayed", "method-changed"],
  ...["ceased", "discontinued", "owners", "affiliates", "benchmark-law", "information-sharing"],
];

type Wanted = readonly (readonly [fact: FilingFact | ApprovalFact | UnderlyingFact | PerpetualFact, why: string])[];

/** The facts that a filing of the subject needs, with what each is for. */
export function factsWanted(subject: Pick<Subject, "filing" | "product" | "kind">): Wanted {
  const { filing, product, kind } = subject;
  const approval = filing.form === APPROVAL;
  const onFutures = kind === "option" || kind === "spread";
  const wanted = Object.entries(FILING_FACTS) as [FilingFact, string][];
  const own: Wanted = wanted.filter(([fact]) => {
    if (onFutures && OF_AN_INDEX.includes(fact)) return false;
    // A product that names its chapter itself need not be told again.
    if (fact === "chapter") return product.chapter === undefined;
    if (fact === "referenced-contract") return limitsOf(subject)?.referenced?.because === undefined;
    if (fact === "daily-move") return "priceLimits" in product && product.priceLimits !== undefined;
    // The clock of a certification does not run for a request.
    return !(approval && fact === "received-by");
  });
  const inCash = product.kind === "option" && product.exercise.into.kind === "cash";
  const more = Object.entries(UNDERLYING_FACTS) as [UnderlyingFact, string][];
  const endless = kind === "perpetual";
  return [
    ...own.map(([fact, why]) => [fact, (endless && WITHOUT_AN_END[fact as FilingFact]) || why] as const),
    ...(endless ? (Object.entries(PERPETUAL_FACTS) as [PerpetualFact, string][]) : []),
    ...(onFutures ? more.filter(([fact]) => fact !== "price-series" || inCash) : []),
    ...(approval ? (Object.entries(APPROVAL_FACTS) as [ApprovalFact, string][]) : []),
  ];
}

/** What the letter asks of the organisations it names. */
export const PARTY_FACTS = {
  venue: {
    website: "where the exchange publishes",
    address: "the letterhead",
    registered: "as what the exchange is registered",
    mic: "the exchange's market identifier",
  },
  clearing: { registered: "as what the clearing house is registered, under 17 CFR 38.601" },
  administrator: { lei: "who administers the index, asked for by Appendix C to Part 38, (c)(1)" },
} as const;

type Fact = {
  readonly name: string;
  readonly value: string;
  readonly items?: readonly string[];
  readonly clause: ClauseId;
};

/** The fact of that name; a block in between, as in `core-principles/core-principle-2`, does not matter. */
export function factOf(facts: readonly Fact[], name: string): Fact | undefined {
  return facts.find((fact) => fact.name === name || fact.name.endsWith(`/${name}`));
}

function absent(facts: readonly Fact[], name: string): boolean {
  const fact = factOf(facts, name);
  return fact === undefined || (fact.items ?? [fact.value]).every((text) => text.trim() === "");
}

/** Every fact that the filings of the model need and the spec does not state, in the order of the documents. */
export function missingFacts(model: ContractModel): MissingFact[] {
  return filingsOf(model).flatMap((filing) => missingOf(subjectOf(model, filing)));
}

/** The same for one filing. */
export function missingOf(subject: Subject): MissingFact[] {
  const { filing, product, venue, clearing } = subject;
  const missing: MissingFact[] = [];
  const want = (lacks: boolean, fact: string, clause: ClauseId, why: string) => {
    if (lacks) missing.push({ fact, clause, why });
  };
  // Another principle's number in the place of one that is asked for is most likely mistyped: what lacks is told there.
  const spare = filing.facts.filter(
    ({ name }) => name.startsWith("core-principle-") && !Object.hasOwn(FILING_FACTS, name),
  );
  for (const [fact, why] of factsWanted(subject)) {
    const lacks = absent(filing.facts, fact);
    const other = lacks && fact.startsWith("core-principle-") ? spare.shift() : undefined;
    want(lacks, fact, other?.clause ?? filing.clause, why);
  }
  for (const [fact, why] of Object.entries(PARTY_FACTS.venue)) {
    want(absent(venue.facts, fact), fact, venue.clause, why);
  }
  want(absent(clearing.facts, "registered"), "registered", clearing.clause, PARTY_FACTS.clearing.registered);
  if (subject.kind === "future" || subject.kind === "perpetual") missing.push(...missingOfIndex(subject));
  want(
    !product.narrative.some(standsAbove),
    "narrative",
    product.clause,
    "the description of the market, above the product",
  );
  return [...missing, ...missingOfLimits(subject)];
}

/** What the index of a contract lacks. */
function missingOfIndex({ index, administrator }: IndexedSubject): MissingFact[] {
  const missing: MissingFact[] = [];
  const want = (lacks: boolean, fact: string, clause: ClauseId, why: string) => {
    if (lacks) missing.push({ fact, clause, why });
  };
  want(administrator === undefined, "administrator", index.clause, PARTY_FACTS.administrator.lei);
  if (administrator !== undefined) {
    want(absent(administrator.facts, "lei"), "lei", administrator.clause, PARTY_FACTS.administrator.lei);
  }
  want(index.licence === undefined, "licence", index.clause, "the licence, asked for by Appendix C to Part 38, (c)(3)");
  want(
    index.publish === undefined,
    "publish",
    index.clause,
    "when the index is published, asked for by Appendix C to Part 38, (c)(1)",
  );
  return missing;
}

/** What the limits of a contract lack; a spread has those of its legs. */
function missingOfLimits(subject: Subject): MissingFact[] {
  const { product, kind } = subject;
  if (kind === "spread") return [];
  const limits = limitsOf(subject);
  if (limits === undefined)
    return [{ fact: "limits", clause: product.clause, why: "position limits, asked for by 17 CFR 38.300" }];
  const missing: MissingFact[] = [];
  const want = (lacks: boolean, fact: string, clause: ClauseId, why: string) => {
    if (lacks) missing.push({ fact, clause, why });
  };
  const spot = limits.levels.some((level) => level.scope === "spot-month" && level.type === "limit");
  if (kind === "future")
    want(!spot, "spot-month", limits.clause, "a spot-month limit, asked for by 17 CFR 150.5(b)(1)");
  if (kind === "perpetual") {
    const none = limits.levels.length === 0;
    want(none, "position", limits.clause, "a limit or level of the whole position, asked for by 17 CFR 38.300");
  }
  if (kind === "option") {
    const into = limits.aggregate.some((one) => one.into && one.product === product.on.product);
    const why = `in what proportion positions count into ${product.on.product}, asked for by Appendix C to Part 38, (d)(3)`;
    want(!into, "aggregate-into", limits.clause, why);
  }
  want(
    limits.basis === undefined,
    "basis",
    limits.clause,
    "how the limit was calculated, asked for by 17 CFR 150.5(e)",
  );
  want(limits.reportable === undefined, "reportable", limits.clause, "the reportable level, 17 CFR 15.03");
  return missing;
}

/** Whether prose stands above a declaration itself, and not above one of its terms: that describes the market, those give reasons. */
function standsAbove({ clause }: { readonly clause: ClauseId }): boolean {
  return !clause.replace(/\/narrative(\/\d+)?$/, "").includes("/");
}

/**
 * Whether the filing of a contract, by the word that declares it, may have to state a fact: those of an index where it settles to one, those of futures
 * where it is on them, those of a contract without an expiry where it is one.
 */
export function isAskedOf(keyword: string, fact: string): boolean {
  const onFutures = keyword === "option" || keyword === "spread";
  if (keyword !== "perpetual" && Object.hasOwn(PERPETUAL_FACTS, fact)) return false;
  return !(onFutures ? OF_AN_INDEX : Object.keys(UNDERLYING_FACTS)).includes(fact);
}
