import { isConfidential, letterOf } from "../documents.ts";
import type { ChangeForm, ChangedContract, ChangeSubject } from "./subject.ts";

/** A document of an amendment's pack: the name of its files and its title; the template it is written from, where it is no marked or clean chapter. */
export type ChangeDocument = {
  readonly name: string;
  readonly title: string;
  readonly exhibit: boolean;
  readonly template?: string;
  /** Of a chapter the contract whose it is, and whether its changes are marked. */
  readonly chapter?: { readonly contract: ChangedContract; readonly marked: boolean };
};

const LETTERS: Readonly<Record<ChangeForm, readonly [template: string, title: string]>> = {
  "40.5": ["letter-40.5", "Request for approval under Regulation 40.5"],
  "40.6(a)": ["letter-40.6a", "Certification under Regulation 40.6(a)"],
  "40.6(d)": ["letter-40.6d", "Weekly Notification of Rule Amendments"],
  "40.6(a)(6)": ["letter-40.6a6", "Emergency Rule Certification"],
};

/** Where the templates of amendments stand. */
export const CHANGE_TEMPLATES = "filings/cftc-amendment";

/** The exhibits that every template of an amendment may name. */
export const CHANGE_EXHIBITS: readonly string[] = ["explanation", "changes"];

/** The folder of a filing below its product: `filings/cftc-40.6a`. */
export function folderOfChange(form: ChangeForm): string {
  return `filings/cftc-${form.replace(/[()]/g, "")}`;
}

/** The documents of one filing in their order; `chapters` are the contracts whose chapters are on file. */
export function documentsOfChange(
  subject: ChangeSubject,
  chapters: readonly ChangedContract[],
): readonly ChangeDocument[] {
  const { form, filing } = subject;
  if (form === undefined) return [];
  const [letter, title] = LETTERS[form];
  const written = (name: string, own: string, exhibit: boolean, template = `${CHANGE_TEMPLATES}/${name}`) => ({
    name,
    title: own,
    exhibit,
    template,
  });
  // The product's own chapter has the plain names, to which the numbers of rules lead; the others have their product's.
  const names = new Map<string, number>();
  const marked = chapters.flatMap((contract): ChangeDocument[] => {
    const before = names.get(contract.product) ?? 0;
    names.set(contract.product, before + 1);
    const own = contract.product === filing.product ? "" : `-${contract.product.toLowerCase()}`;
    const suffix = `${own}${before === 0 ? "" : `-${before + 1}`}`;
    const of = (text: string) => `${contract.title}: ${text}`;
    return [
      {
        name: `redline${suffix}`,
        title: of("chapter with changes marked"),
        exhibit: true,
        chapter: { contract, marked: true },
      },
      {
        name: `rulebook${suffix}`,
        title: of("chapter as amended"),
        exhibit: true,
        chapter: { contract, marked: false },
      },
    ];
  });
  return [
    written("portal", "Portal record", false),
    written("letter", title, false, `${CHANGE_TEMPLATES}/${letter}`),
    ...marked,
    written("explanation", "Explanation and analysis", true),
    written("changes", "Changes and how each is filed", true),
    written("exhibits", "List of exhibits and documents relied upon", false),
    ...(isConfidential(subject)
      ? [written("confidentiality", "Request for confidential treatment", false, "filings/cftc-40.2/confidentiality")]
      : []),
    written("signer", "Questions to the signer", false),
  ];
}

/** The documents that are exhibits, lettered in their order, `A` for the first. */
export function exhibitsOfChange(
  documents: readonly ChangeDocument[],
): readonly (ChangeDocument & { readonly letter: string })[] {
  return documents.filter((one) => one.exhibit).map((one, at) => ({ ...one, letter: letterOf(at) }));
}
