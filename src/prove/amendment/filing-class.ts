import type { TermChange } from "../../model/diff.ts";
import { compare } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";

/** How the CFTC learns of a changed rule, from the strictest: certified before, told within the week, or neither. */
export const FILING_CLASSES = ["certification", "notification", "none"] as const;
export type FilingClass = (typeof FILING_CLASSES)[number];

/** What decides how a change is filed: the provision, and why it applies. `question` is what only the signer knows and what would then hold. */
export type Decision = {
  readonly class: FilingClass;
  readonly provision: string;
  readonly reason: string;
  readonly question?: string;
};

type Case = Decision & { readonly when: (change: TermChange) => boolean };

const starts =
  (of: TermChange["of"], ...prefixes: readonly string[]) =>
  (change: TermChange) =>
    change.of === of && prefixes.some((one) => change.field === one || change.field.startsWith(`${one}/`));

/** Values of increments that both versions have and that are all finer now, and nothing else. */
function finerTick({ of, kind, leaves }: TermChange): boolean {
  return (
    of === "product" &&
    kind === "changed" &&
    leaves.every(
      ({ at, before, after }) =>
        /^(?:ticks|premiumTicks)\[[^\]]*\]\/increment$/.test(at) &&
        before !== undefined &&
        after !== undefined &&
        compare(numberOf(after), numberOf(before)) < 0,
    )
  );
}

const IDENTITY = ["legal-name", "address", "website", "rulebook", "contact", "country", "role", "lei", "mic"] as const;
const METHOD =
  "the index is part of the pricing basis: definition, composition, calculation and revision of the price, 17 CFR 40.1 terms (1)(x)";

/**
 * Paragraphs of 17 CFR 40.6 that take a change out of certification, in the order in which they are asked; whatever none of them takes out is
 * certified. The text of 40.6 that was read is that in force until December 2024: confirm the letters of its paragraphs.
 */
const CASES: readonly Case[] = [
  {
    when: (change) => change.kind === "worded",
    class: "notification",
    provision: "17 CFR 40.6(d)(2)(i)",
    reason: "only the wording differs: the contract model is the same, so nothing economic changes",
    question: "Does the new wording change nothing that a court could read out of it? If it does, 40.6(a) applies.",
  },
  {
    when: finerTick,
    class: "notification",
    provision: "17 CFR 40.6(d)(2)(x)",
    reason: "a minimum price increment becomes smaller",
  },
  {
    when: starts("product", "strikes"),
    class: "none",
    provision: "17 CFR 40.6(d)(3)(ii)(G)",
    reason: "it is a rule by which strikes are listed",
    question:
      "Does the exchange report daily under 17 CFR 16.01? If not, 40.6(d)(2)(iv) asks for a weekly notification.",
  },
  {
    when: (change) => starts("product", "chapter", "code")(change) || (change.field === "" && identityOnly(change)),
    class: "notification",
    provision: "17 CFR 40.6(d)(2)(i)",
    reason: "a name or number by which the contract is known changes, and nothing economic",
  },
  {
    when: (change) => change.of === "organisation" && IDENTITY.some((one) => change.field === one),
    class: "notification",
    provision: "17 CFR 40.6(d)(2)(i)",
    reason: "it is information that identifies a firm",
  },
  {
    when: starts("product", "classification/cfi", "classification/mifid"),
    class: "none",
    provision: "17 CFR 40.1, definition of rule",
    reason: "it is reference data of other regimes and no rule of the exchange",
  },
  {
    when: starts("product", "margin"),
    class: "none",
    provision: "17 CFR 39.13",
    reason: "margin is proposed to the clearing house, which decides under its own rules",
    question: "Is the level written in a rule of the exchange as well? Then that rule is certified under 40.6(a).",
  },
  {
    when: (change) => change.of === "calendar" && change.leaves.every(({ at }) => /^(?:closed|earlyCloses)\b/.test(at)),
    class: "none",
    provision: "17 CFR 40.6(d)(3)(ii)(C)",
    reason: "a holiday or short day is declared",
  },
  {
    when: starts("index", "governance"),
    class: "none",
    provision: "17 CFR 40.1, definition of rule",
    reason: "it is the administrator's account of its governance and no rule of the exchange",
  },
  {
    when: (change) => change.of === "index" || change.of === "grade",
    class: "certification",
    provision: "17 CFR 40.6(a)",
    reason: METHOD,
    question:
      "Is it a routine change by an independent third party in the business of price information, not formed solely to make an index for a contract, and is the pricing basis unaffected? Then 40.6(d)(2)(iii) asks for a weekly notification only.",
  },
  {
    when: starts("product", "listing"),
    class: "certification",
    provision: "17 CFR 40.6(a)",
    reason:
      "which contracts are listed and when changes, 17 CFR 40.1 terms (1)(iv); only months within the cycle as filed are listed without notice, 40.6(d)(3)(ii)(H)",
  },
];

/** Lines of the definition of terms and conditions in 17 CFR 40.1, paragraph (1), by the field that states each. */
const TERMS: readonly (readonly [fields: readonly string[], line: string])[] = [
  [["size", "contract"], "(ii), quantity and contract size"],
  [["sessions", "dates"], "(iv), trading hours and months"],
  [
    ["tick", "premium", "price", "tick-value", "currency", "quanto", "underlying", "legs"],
    "(v), pricing basis and price fluctuation",
  ],
  [["price-limits", "orders", "daily-settlement"], "(vi), price limits, no-cancellation ranges and daily settlement"],
  [["limits"], "(vii), position limits, accountability and reporting"],
  [["final-settlement"], "(x), cash settlement"],
  [["exercise", "style", "marks"], "(xiv), exercise"],
];

/** What a person answered whom the classes asked. */
export type Answers = { readonly routineIndexChange?: boolean };

/** A change of the index of which a person states that it passes the test of 40.6(d)(2)(iii); what settles a contract to it is no part of the index. */
const ROUTINE: Decision = {
  class: "notification",
  provision: "17 CFR 40.6(d)(2)(iii)",
  reason:
    "it is stated to be a routine change by an independent third party in the business of price information, not formed solely for this, that leaves the pricing basis as it is",
  question:
    "Does the administrator pass the test of independence, and is the pricing basis unaffected by this very change?",
};

/** How one changed term is filed with the CFTC, and by which provision; nothing of it is legal advice. */
export function filingClassOf(change: TermChange, { routineIndexChange = false }: Answers = {}): Decision {
  if (routineIndexChange && change.of === "index" && change.kind !== "worded" && !starts("index", "governance")(change))
    return ROUTINE;
  const found = CASES.find(({ when }) => when(change));
  if (found !== undefined) {
    const { class: kind, provision, reason, question } = found;
    return { class: kind, provision, reason, ...(question === undefined ? {} : { question }) };
  }
  const line = TERMS.find(([fields]) => fields.some((one) => starts(change.of, one)(change)))?.[1];
  return {
    class: "certification",
    provision: "17 CFR 40.6(a)",
    reason:
      line === undefined
        ? "no paragraph of 40.6(d) takes it out of certification"
        : `it is a term of the contract, 17 CFR 40.1 terms (1)${line}, and no paragraph of 40.6(d) takes it out`,
  };
}

/** The strictest class among decisions; none where there is none. */
export function strictest(decisions: readonly Decision[]): FilingClass {
  return FILING_CLASSES.find((one) => decisions.some((decision) => decision.class === one)) ?? "none";
}

function identityOnly({ of, kind, leaves }: TermChange): boolean {
  return kind === "changed" && of !== "calendar" && leaves.length > 0 && leaves.every(({ at }) => at === "title");
}
