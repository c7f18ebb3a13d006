import type { Emission } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { isConfidential } from "./documents.ts";
import { APPROVAL, type Subject } from "./names.ts";
import { sizeWords } from "./size-words.ts";
import { legsWords } from "./spread-words.ts";
import { term, type Term } from "./term.ts";
import { quantity } from "./units.ts";
import { claimOf } from "./view-perpetual.ts";
import { headView } from "./view-product.ts";
import { capital, duration } from "./words.ts";
import { chapterOf, factTerm, firm, referencedTerms } from "./view-parties.ts";

/** One datum that Appendix D to Part 40 asks for in the Commission's portal. */
export type PortalItem = { readonly key: string; readonly label: string; readonly value: Term };

/**
 * The data of a submission as the portal asks for them since 9 December 2024 (Appendix D to Part 40, (a)(1) to (7)): no cover sheet. `ruleOf` gives
 * the numbers of the chapter's rules.
 */
export function portalItems(subject: Subject, first: Term, last: Term): readonly PortalItem[] {
  const { filing, product, venue } = subject;
  const fact = (name: string): Term => factTerm(filing.facts, name);
  const approval = filing.form === APPROVAL;
  const { is, because } = referencedTerms(subject);
  const title = term(product.title, product.clause);
  const item = (key: string, label: string, value: Term): PortalItem => ({ key, label, value });
  const made = term(
    `New product, Commission Regulation ${filing.form}(a), listing ${approval ? "with the Commission's approval, which is asked for" : "by certification"}`,
    ...fact("form").clauses,
  );
  return [
    item("date", "Date", fact("filed")),
    item("organization", "Organization", firm(venue, product.venueClause)),
    item("entityType", "Type of registered entity", term("Designated contract market (DCM)", venue.clause)),
    item("filingType", "Type of filing", made),
    item("productName", "Official product name", title),
    item("productCode", "Product code", headView(subject).code),
    item("referencedContract", "Referenced contract (17 CFR 150.1)", is),
    item(
      "referencedContractReason",
      "Reason",
      term(because.text.replace(/\s*\[[A-Z][\w-]*\]/g, ""), ...because.clauses),
    ),
    item(
      "ruleNumbers",
      "Rule numbers",
      term(`Chapter ${chapterOf(subject).text}, Rules ${first.text} to ${last.text}`, ...chapterOf(subject).clauses),
    ),
    item("description", "Description", descriptionOf(subject)),
    item("identifier", "Identifier code", fact("submission")),
    item(
      "confidentialTreatment",
      "Confidential treatment",
      term(isConfidential(subject) ? "Requested" : "Not requested", ...fact("confidential").clauses),
    ),
    item("listingDate", "Intended listing date", term(product.listing.first, product.listing.clause)),
    ...(approval ? [] : [item("receivedBy", "To be received by, 8:15 a.m. Washington time", fact("received-by"))]),
  ];
}

/** What is filed, in one line. */
function descriptionOf(subject: Subject): Term {
  const { product, names } = subject;
  switch (product.kind) {
    case "option": {
      const { on, exercise, style, size } = product;
      const into = exercise.into.kind === "future" ? "exercised into it" : "settled in cash";
      return term(
        `${capital(style.value)} option on one contract of ${on.title}, ${into}; one contract stands for ${quantity(size.value, size.unit)}`,
        ...[product.clause, on.clause, style.clause, exercise.into.clause, size.clause],
      );
    }
    case "perpetual": {
      const found = subject.kind === "perpetual" ? claimOf(subject) : undefined;
      const claimed = found === undefined ? "" : `, which the Exchange claims to be a ${found.claim}`;
      const { underlying, size, funding, clause } = product;
      return term(
        `Contract without an expiry on the ${names.index(underlying.index)}${claimed}, settled in cash with funding every ${duration(funding.every)}; trading unit ${quantity(size.value, size.unit)}`,
        ...[clause, underlying.clause, size.clause, funding.clause, ...(found === undefined ? [] : [found.clause])],
      );
    }
    case "spread":
      return term(
        `Spread of futures, dealt at one price and booked in its legs: ${legsWords(product)}`,
        ...[product.clause, product.contract.clause, ...product.legs.map((leg) => leg.clause)],
      );
    default:
      return term(
        `Future on the ${names.index(product.underlying.index)}, settled in cash; trading unit ${sizeWords(product)}`,
        product.clause,
        product.underlying.clause,
        product.size.clause,
      );
  }
}

/** The portal record as JSON, each entry traced; of an amendment it has a format of its own. */
export function portalRecord(
  items: readonly PortalItem[],
  version: string,
  path: string,
  format: "tenor-portal-record/1" | "tenor-amendment-record/1" = "tenor-portal-record/1",
): Emission {
  const record = Object.fromEntries(items.map(({ key, value }) => [key, value.text]));
  return {
    artifacts: [{ path, content: writeJson({ format, version, ...record }) }],
    trace: items.map(({ key, value }) => ({ file: path, at: `/${key}`, clauses: value.clauses })),
  };
}
