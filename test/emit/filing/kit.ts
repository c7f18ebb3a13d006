import type { Clause, ContractModel, Exemption, Filing, Product, Rounding } from "../../../src/model/model.ts";
import { sampleGph, sampleItk } from "../../kit/sample-model.ts";

/** The facts a 40.2 filing states, as an author would; persons and firms are fictional. */
const FACTS: Readonly<Record<string, string | readonly string[]>> = {
  form: "40.2",
  submission: "XDEX-2027-001",
  filed: "2027-01-06",
  "received-by": "2027-01-08",
  posted: "https://xdex.example/filings/2027-001",
  chapter: "850",
  "referenced-contract": "no: none of the core referenced futures contracts has compute for its underlying",
  consultations: [
    "September 2026, nineteen buyers of compute: asked for a monthly average; taken",
    "October 2026, nine providers: asked that reserved capacity be left out of the supply; taken",
  ],
  "opposing-views": "one provider held that a listed price would make list prices harder to keep; nothing was changed",
  confidential: "none",
  exhibits: ["H100-METHOD", "H100-INPUTS", "A letter of the consultants (fictional)"],
  "signer-name": "Jordan Example (fictional)",
  "signer-title": "General Counsel",
  "signer-phone": "+1 312 555 0100",
  "signer-email": "filings@xdex.example",
  hedgers: "buyers of compute hedge the cost of later months, providers their income [H100-METHOD]",
  "typical-trade": "eight accelerators for a month, 5,840 hours; the contract is about a sixth of it [H100-METHOD]",
  risks: "accelerators age; the index is tested every year for the share of the H100 in rented hours",
  reliability: "a day had at least 61 eligible trades in the year before listing [H100-METHOD]",
  acceptability: "23 of 41 firms asked name the index in agreements [H100-METHOD]",
  availability: "values and what they were made of are free of charge at the moment of release",
  timeliness: "the value is published half an hour after the hour it measures",
  "inputs-table": "H100-INPUTS",
  "provider-shares": "each of the providers may trade the contract; none weighs more than 40%",
  "cash-increment": "0.01",
  "customary-trade": "5840",
  "daily-move": "99% of 500 days within 6.4%",
  publication: "the final settlement price is published by 17:30 Chicago time; what it rests on is kept five years",
  delayed: "a value that comes late counts as not published",
  "method-changed": "a material change takes 60 days of consultation",
  ceased: "the end is announced 180 days ahead; the H200 index stands in",
  discontinued: "the share of the H100 is tested every year",
  owners: "the administrator is owned by its founders",
  affiliates: "no affiliate may trade the contract",
  "benchmark-law": "out of scope: a service is no good; Regulation (EU) 2025/914, in force since 1 January 2026",
  safeguards: "the administrator's staff may not trade what its indices settle",
  "information-sharing": "the administrator gives the exchange on request the trades behind any value",
  monitoring: "the exchange recomputes every value on the day and reviews the method every year",
  surveillance: "trading is watched together with the inputs of the index",
  coordination: "positions and inputs of any day are given to Commission staff on request",
  "large-traders": "positions of 25 contracts and more are reportable",
  "clearing-governance": "the clearing house's risk committee reviewed the proposed margins",
  "security-status":
    "a standardised contract for future delivery traded on a contract market: a future, not a swap; no security is in it, and sections 40.11 and 40.12 do not reach it",
  "core-principle-2": "trading is subject to the rules on conduct",
  "core-principle-4": "price limits and halts apply; orders are capped",
  "core-principle-6": "Rule 402 lets the exchange act in an emergency",
  "core-principle-7": "terms and this submission are posted on the day of filing",
  "core-principle-8": "settlement prices, volume and open interest are published daily",
  "core-principle-9": "orders match in one central order book",
  "core-principle-10": "orders and trades are recorded",
  "core-principle-12": "participants are protected by the rules on conduct",
  "core-principle-13": "breaches are tried under the disciplinary rules",
  "core-principle-14": "disputes go to arbitration under Rule 418",
  "core-principle-16": "the exchange holds no share in the administrator",
  "core-principle-18": "inputs and values are kept for five years",
  "core-principle-20": "listing and index failure were rehearsed before launch",
};

const PARTIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  XDEX: {
    "legal-name": "Example Derivatives Exchange, LLC (fictional)",
    registered: "a contract market designated under the Commodity Exchange Act (fictional)",
    mic: "XDEX (fictional)",
    address: "1 Example Plaza, Chicago, Illinois",
    "rules/Rule 402": "Emergency action by the exchange",
    "rules/Rule 418": "Arbitration of disputes",
    "rules/Rule 512": "Suitability of retail participants",
    "rules/Rule 513": "Screening of participants",
    "rules/Rule 901": "Determination of a reference price that is not published",
    "rules/Rule 902": "Determination of a basket that is not published",
  },
  XDCC: { registered: "a derivatives clearing organization registered under the Commodity Exchange Act (fictional)" },
  GPUX: { lei: "none: a fictional firm has no legal entity identifier" },
};

function clauseOf(id: string, line: number): Clause {
  return { id, path: "filings/sample-40-2.tenor", line, column: 3, endLine: line, endColumn: 40, text: id };
}

/** A year of inputs of the index, as its administrator counts them. */
const INPUTS: ContractModel["sources"][number] = {
  id: "H100-INPUTS",
  title: "Inputs of the index, December 2025 to November 2026 (fictional)",
  clause: "H100-INPUTS",
  narrative: [],
  facts: [{ name: "publisher", value: "GPUX (fictional)", clause: "H100-INPUTS/publisher" }],
  table: {
    columns: ["month", "trades_least", "providers_least", "top_1_percent", "top_3_percent", "top_5_percent"].map(
      (name, at) => ({ name, unit: at === 0 ? "month" : "number" }),
    ),
    rows: Array.from({ length: 12 }, (_, at) => [
      at === 0 ? "2025-12" : `2026-${String(at).padStart(2, "0")}`,
      String(61 + ((at * 5) % 12)),
      String(3 + (at % 2)),
      `3${at % 5}.5`,
      `8${at % 4}`,
      "100",
    ]),
    clause: "H100-INPUTS/file",
  },
};

/** A sample model with a filing that states everything; `without` leaves one fact out. */
function withFiling(model: ContractModel, dates: Readonly<Record<string, string>>): ContractModel {
  const product = model.product!;
  const id = `${product.id}_402`;
  const facts: Filing["facts"] = Object.entries({ ...FACTS, ...dates }).map(([name, value]) => ({
    name,
    value: typeof value === "string" ? value : value.join("; "),
    ...(typeof value === "string" ? {} : { items: [...value] }),
    clause: `${id}/${name}`,
  }));
  const organisations = model.organisations.map((one) => {
    const more = PARTIES[one.id] ?? {};
    const facts = one.facts.filter((fact) => !(fact.name in more));
    const added = Object.entries(more).map(([name, value]) => ({ name, value, clause: `${one.id}/${name}` }));
    return { ...one, facts: [...facts, ...added] };
  });
  const filing: Filing = {
    id,
    title: "Listing by certification",
    product: product.id,
    form: "40.2",
    clause: id,
    narrative: [
      {
        text: "The price moved by two thirds in a year [H100-METHOD].",
        citations: ["H100-METHOD"],
        clause: `${id}/narrative/1`,
      },
    ],
    facts,
  };
  const ids = [
    id,
    `${id}/narrative/1`,
    ...["H100-INPUTS", "H100-INPUTS/publisher", "H100-INPUTS/file"],
    ...facts.map((fact) => fact.clause),
    ...organisations.flatMap((one) => one.facts.map((fact) => fact.clause)),
  ];
  const known = new Set(model.clauses.map((clause) => clause.id));
  const added = ids.filter((one) => !known.has(one)).map((one, at) => clauseOf(one, at + 1));
  const sources = [...model.sources.filter((one) => one.id !== INPUTS.id), INPUTS];
  return { ...model, organisations, sources, filings: [filing], clauses: [...model.clauses, ...added] };
}

/** GPH with a complete filing. */
export const gph: ContractModel = withFiling(sampleGph, {});

const basis = "ITK/limits/basis";

/** What a filing needs of ITK and the sample leaves out: a description, a licence, limits. */
function filled(model: ContractModel): ContractModel {
  const product = model.product!;
  const index = model.indices[0]!;
  const licence = { text: "without end", clause: `${index.id}/licence` };
  const limits: NonNullable<typeof product.limits> = {
    basis: {
      text: "3_000 contracts",
      formula: { op: "number", value: "3000", unit: "contract", clause: basis },
      contracts: 3000,
      steps: ["3000 contract"],
      clause: basis,
    },
    levels: [
      { scope: "spot-month", type: "limit", contracts: 3001, text: "3_001 contracts", clause: "ITK/limits/spot-month" },
    ],
    reportable: { contracts: 30, clause: "ITK/limits/reportable" },
    aggregate: [{ product: "GPH", ratio: "1/3", into: true, clause: "ITK/limits/aggregate" }],
    exemptions: [],
    clause: "ITK/limits",
  };
  const narrative = [
    { text: "Serving firms sell by the month and buy by the token.", citations: [], clause: "ITK/narrative/1" },
  ];
  const ids = [
    licence.clause,
    basis,
    "ITK/limits/spot-month",
    "ITK/limits/reportable",
    "ITK/limits/aggregate",
    "ITK/limits",
    "ITK/narrative/1",
  ];
  return {
    ...model,
    product: { ...product, narrative, limits },
    indices: [{ ...index, licence }, ...model.indices.slice(1)],
    sources: sampleGph.sources,
    clauses: [
      ...model.clauses,
      ...sampleGph.clauses.filter((clause) => /^(?:H100-METHOD|SUPPLY)/.test(clause.id)),
      ...ids.map((id, at) => clauseOf(id, 200 + at)),
    ],
  };
}

/** ITK likewise: no price limits, blocks, margin, exemptions or exhibits, a basket index, and a limit above its basis. */
export const itk: ContractModel = withFiling(filled(sampleItk), {
  confidential: "the inputs of the index by month [H100-INPUTS]",
  "large-traders": "positions of 30 contracts and more are reportable",
  "opposing-views": "none",
  "core-principle-21": "the exchange holds the means of twelve months",
  "core-principles/fair access": "members are admitted by published terms",
  "core-principles/core-principle-3": "the inputs of the index are reviewed every quarter",
});

/** What moves the limits of a price, each with its rule. */
function moving(round: Rounding): Partial<NonNullable<Product["priceLimits"]>> {
  const under = "Rule 402";
  return {
    dynamic: {
      share: "0.035",
      of: "previous-settlement",
      round: { ...round, mode: "down", clause: "GPH/price-limits/dynamic" },
      lookBackMilliseconds: 3_600_000,
      haltMilliseconds: 120_000,
      under,
      text: "3.5% of previous settlement, over last 60 minutes, halt 2 minutes",
      clause: "GPH/price-limits/dynamic",
    },
    expand: {
      factor: "1.5",
      round: { ...round, mode: "up", clause: "GPH/price-limits/expand" },
      under,
      text: "to 150% of band after settlement at limit",
      clause: "GPH/price-limits/expand",
    },
    reset: {
      afterMilliseconds: 600_000,
      times: 3,
      under,
      text: "after 10 minutes at limit, at most 3 times in session",
      clause: "GPH/price-limits/reset",
    },
  };
}

/** GPH with what neither sample has: a signed price, a rounding of some months, a smallest order, kinds and validity of orders, matching and no-cancellation rules, aggregation, withdrawn terms of use. */
export const rich: ContractModel = (() => {
  const product = gph.product!;
  const index = gph.indices[0]!;
  const limits = product.limits!;
  const clauses = [
    "GPH/chapter",
    "GPH/orders/matching",
    "GPH/orders/no-cancellation",
    "GPH/orders/min",
    "GPH/orders/types",
    "GPH/orders/validity",
    "GPH/orders/reasonability",
    "GPH/orders/kill-switch",
    "GPH/orders/session-actions",
    "GPH/price-limits/dynamic",
    "GPH/price-limits/expand",
    "GPH/price-limits/reset",
    "GPH/limits/aggregation",
    "GPH/limits/counting",
    "GPH/limits/diminishing",
    "GPH/limits/reported-in",
    "GPH/limits/referenced",
    "GPH/sessions/pre-open",
    "GPH/sessions/halt",
    "GPH/sessions/on-holidays",
    "GPH/sessions/skipped-time",
    "GPH/sessions/repeated-time",
    "GPH/currency",
    "GPH/quanto",
    "GPH_402/filed-at",
    "GPH/compliance",
  ];
  const lowered = {
    rule: "exemptions-applied-for",
    to: "note",
    because: "the rule of applications is being rewritten",
    clause: "GPH/compliance",
  } as const;
  const limitTerms = {
    aggregation: {
      under: "Rule 418",
      share: "1/10",
      except: ["independent-controller"] as string[],
      clause: "GPH/limits/aggregation",
    },
    counting: { value: "net", clause: "GPH/limits/counting" },
    diminishing: {
      remainder: "first-days",
      text: "over averaging days, remainder to first days",
      clause: "GPH/limits/diminishing",
    },
    reportedIn: { contracts: 1_000, clause: "GPH/limits/reported-in" },
  } satisfies Partial<NonNullable<Product["limits"]>>;
  const exemptionTerms = {
    level: { contracts: 4_000, clause: "GPH/limits/exemptions" },
    scopes: {
      values: ["single-month"] as ("single-month" | "spot-month" | "all-months")[],
      clause: "GPH/limits/exemptions",
    },
    lasts: { days: 365, clause: "GPH/limits/exemptions" },
    until: { date: "2029-12-31", clause: "GPH/limits/exemptions" },
    application: { under: "Rule 418", clause: "GPH/limits/exemptions" },
    clause: "GPH/limits/exemptions",
  } satisfies Partial<Exemption>;
  const trade = product.sessions.trade[0]!;
  const sessions: Product["sessions"] = {
    ...product.sessions,
    preOpen: [{ ...trade, from: "16:45:00", until: "17:00:00", nextDay: false, clause: "GPH/sessions/pre-open" }],
    halts: [{ ...trade, days: [3], from: "12:00:00", until: "12:15:00", nextDay: false, clause: "GPH/sessions/halt" }],
    onHolidays: { value: "next-business-day", clause: "GPH/sessions/on-holidays" },
    skippedTime: { value: "later", clause: "GPH/sessions/skipped-time" },
    repeatedTime: { value: "first", clause: "GPH/sessions/repeated-time" },
  };
  const held = [{ date: "2027-01-18", at: "12:00:00", title: "Martin Luther King Jr. Day" }];
  const statement = "No third party takes part.";
  const governance = Array.from({ length: 19 }, (_, at) => ({
    principle: at + 1,
    met: true,
    statement,
    clause: `${index.id}/governance/principle-${at + 1}`,
  }));
  const facts = [{ name: "sha256", value: "be8b019b", clause: "SUPPLY/sha256" }];
  const table = {
    columns: [
      { name: "month", unit: "month" },
      { name: "deliverable_gpu_hours", unit: "GPU_hour of H100_SXM" },
    ],
    rows: [["2026-11", "9527016"]],
    clause: "SUPPLY/file",
  };
  const supply = {
    text: "Committed hours are left out [H100-METHOD].",
    citations: ["H100-METHOD"],
    clause: "SUPPLY/narrative/1",
  };
  return {
    ...gph,
    calendars: gph.calendars.map((one) =>
      one.id === product.sessions.calendar ? { ...one, holidaySessions: held } : one,
    ),
    product: {
      ...product,
      // Trading that goes on when the last print is known.
      contracts: product.contracts.map((one) => ({
        ...one,
        ...(one.lastClose === undefined ? {} : { lastClose: { ...one.lastClose, utc: "2029-01-01T00:00:00Z" } }),
      })),
      payment: {
        currency: "EUR",
        rate: { value: "0.9", unit: "EUR / USD", clause: "GPH/quanto" },
        clause: "GPH/currency",
      },
      chapter: { text: "850", clause: "GPH/chapter" },
      compliance: {
        regimes: { values: ["cftc"], clause: "GPH/compliance" },
        lowered: [lowered],
        clause: "GPH/compliance",
      },
      price: { ...product.price, signed: true },
      sessions,
      finalSettlement: { ...product.finalSettlement, priceDay: "last-trading-day" },
      dailySettlement: {
        ...product.dailySettlement,
        groups: product.dailySettlement.groups.map((group) => ({ ...group, round: product.dailySettlement.round })),
      },
      orders: {
        ...product.orders!,
        min: { contracts: 5, clause: "GPH/orders/min" },
        types: { values: ["limit", "stop-limit"], clause: "GPH/orders/types" },
        validity: { values: ["day", "good-till-cancelled"], clause: "GPH/orders/validity" },
        matching: { value: "price-time", under: "Rule 402", clause: "GPH/orders/matching" },
        noCancellation: { text: "within 25 ticks", ticks: 25, under: "Rule 418", clause: "GPH/orders/no-cancellation" },
        reasonability: {
          text: "within 50 ticks of last trade",
          ticks: 50,
          under: "Rule 418",
          clause: "GPH/orders/reasonability",
        },
        killSwitch: { values: ["participant", "exchange"], under: "Rule 402", clause: "GPH/orders/kill-switch" },
        actions: {
          values: [
            { at: "halt", orders: "keep" },
            { at: "disconnect", orders: "cancel" },
          ],
          text: "keep at halt, cancel at disconnect",
          clause: "GPH/orders/session-actions",
        },
      },
      priceLimits: { ...product.priceLimits!, ...moving(product.priceLimits!.round) },
      limits: {
        ...limits,
        ...limitTerms,
        exemptions: [...limits.exemptions.slice(0, 1), { name: "spread", ...exemptionTerms }],
        otherMonthsBasis: limits.basis!,
        referenced: { value: true, because: "it is linked to another contract", clause: "GPH/limits/referenced" },
      },
      listing: { ...product.listing, firstMonth: "2027-01" },
    },
    filings: gph.filings.map((one) => ({
      ...one,
      facts: [
        ...one.facts.map((fact) =>
          fact.name === "referenced-contract" ? { ...fact, value: "yes: it is linked to another contract" } : fact,
        ),
        { name: "filed-at", value: "07:30", clause: `${one.id}/filed-at` },
      ],
    })),
    indices: [
      {
        ...index,
        governance,
        ...(index.restate && {
          restate: { ...index.restate, above: { share: "0.001", clause: index.restate.clause } },
        }),
      },
      ...gph.indices.slice(1),
    ],
    grades: gph.grades.map((grade) => ({
      ...grade,
      narrative: [{ text: "An hour is an hour.", citations: [], clause: `${grade.id}/narrative/1` }],
    })),
    sources: gph.sources.map((source) =>
      source.id === "SUPPLY" ? { ...source, narrative: [supply], facts: [...source.facts, ...facts], table } : source,
    ),
    clauses: [
      ...gph.clauses,
      ...[
        ...clauses,
        "SUPPLY/sha256",
        "SUPPLY/file",
        "SUPPLY/narrative/1",
        "H100_SXM/narrative/1",
        "H200_SXM/narrative/1",
      ].map((one, at) => clauseOf(one, 300 + at)),
      ...governance.slice(2).map((one, at) => clauseOf(one.clause, 320 + at)),
    ],
  };
})();

/** ITK with as little as a contract can have: no order limits, no last close or settlement time of its own, no quorum. */
export const sparse: ContractModel = (() => {
  const { orders: _, ...product } = itk.product!;
  const { lastClose: __, settlement: ___, ...sessions } = product.sessions;
  const { lastDay: ____, ...dailySettlement } = product.dailySettlement;
  const indices = itk.indices.map((index) => ({ ...index, quorum: [], members: [] }));
  return {
    ...itk,
    product: {
      ...product,
      contract: { ...product.contract, period: "quarter", namedBy: "end" },
      sessions,
      dailySettlement: { ...dailySettlement, newlyListed: [] },
      contracts: [],
    },
    indices,
  };
})();

/** GPH as a request for approval, its last day told to the minute. */
export const approval: ContractModel = (() => {
  const filing = gph.filings[0]!;
  const facts = [
    ...filing.facts.filter(({ name }) => name !== "form" && name !== "received-by"),
    { name: "form", value: "40.3", clause: "GPH_402/form" },
    { name: "agreements", value: "the licence of the index", clause: "GPH_402/agreements" },
    { name: "fee", value: "paid on the day of filing", clause: "GPH_402/fee" },
  ];
  const clauses = ["GPH_402/agreements", "GPH_402/fee"].map((one, at) => clauseOf(one, 400 + at));
  return { ...gph, filings: [{ ...filing, form: "40.3", facts }], clauses: [...gph.clauses, ...clauses] };
})();
