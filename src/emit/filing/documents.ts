import { factOf } from "./facts.ts";
import { APPROVAL, type Subject } from "./names.ts";

/** A document of the pack: the name of its template and of its files, its title, and whether it is an exhibit of the letter. */
export type DocumentSpec = { readonly name: DocumentName; readonly title: string; readonly exhibit: boolean };

/** The documents in the order of the pack; exhibits are lettered in this order. */
const ALL = [
  { name: "portal", title: "Portal record", exhibit: false },
  { name: "letter", title: "Letter of submission", exhibit: false },
  { name: "rulebook", title: "Chapter of the rulebook", exhibit: true },
  { name: "explanation", title: "Explanation and analysis", exhibit: true },
  { name: "appendix-c", title: "Annex under Appendix C to Part 38", exhibit: true },
  { name: "index", title: "Index and IOSCO annex", exhibit: true },
  { name: "cash-market", title: "Cash market and position limits", exhibit: true },
  { name: "core-principles", title: "Core principles", exhibit: true },
  { name: "specification", title: "Specification sheet", exhibit: true },
  { name: "listing", title: "Listing table", exhibit: true },
  { name: "example", title: "Worked settlement example", exhibit: true },
  { name: "risk-parameters", title: "Risk parameters proposed to the clearing house", exhibit: true },
  { name: "exhibits", title: "List of exhibits and documents relied upon", exhibit: false },
  { name: "confidentiality", title: "Request for confidential treatment", exhibit: false },
  { name: "signer", title: "Questions to the signer", exhibit: false },
] as const;

export type DocumentName = (typeof ALL)[number]["name"];

/** The names of all documents that a pack can have. */
export const DOCUMENT_NAMES: readonly DocumentName[] = ALL.map((one) => one.name);

/** Whether a filing asks for confidential treatment of anything. */
export function isConfidential({ filing }: Pick<Subject, "filing">): boolean {
  return factOf(filing.facts, "confidential")?.value.trim() !== "none";
}

/** The documents of one filing. */
export function documentsOf(subject: Subject): readonly DocumentSpec[] {
  return ALL.filter((one) => one.name !== "confidentiality" || isConfidential(subject));
}

/** The exhibits of one filing with their letters, `A` for the chapter. */
export function exhibitsOf(subject: Subject): readonly (DocumentSpec & { readonly letter: string })[] {
  return documentsOf(subject)
    .filter((one) => one.exhibit)
    .map((one, at) => ({ ...one, letter: letterOf(at) }));
}

/** `A` to `Z`, then `AA`. */
export function letterOf(at: number): string {
  const own = String.fromCharCode(65 + (at % 26));
  return at < 26 ? own : `${letterOf(Math.floor(at / 26) - 1)}${own}`;
}

/** The title of a document's page, which begins with the product. */
export function pageTitle({ product, filing }: Subject, { title, name }: DocumentSpec): string {
  const what = filing.form === APPROVAL ? "request for approval under" : "certification under";
  const own = name === "letter" ? `${what} Regulation ${filing.form}(a)` : title;
  return `${product.title}: ${own}`;
}
