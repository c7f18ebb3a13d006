import type { ProductDifference } from "../../../model/generated/difference.ts";
import type { ContractTerms } from "../../../model/generated/terms.ts";
import { type FiledChange, type FiledContract, filedChangesOf } from "../../../model/filed-changes.ts";
import type { ContractModel, Filing, Organisation } from "../../../model/model.ts";
import { type FilingClass, strictest } from "../../../prove/amendment/filing-class.ts";
import { differenceReport } from "../../../prove/amendment/report.ts";
import type { Route } from "../../../prove/amendment/timing.ts";
import { factOf } from "../facts.ts";

/** The provision an amendment is filed under; `40.6(a)(6)` in an emergency. */
export type ChangeForm = "40.5" | "40.6(a)" | "40.6(d)" | "40.6(a)(6)";

const ROUTES: Readonly<Record<ChangeForm, Exclude<Route, "none">>> = {
  "40.5": "approval",
  "40.6(a)": "certification",
  "40.6(d)": "notification",
  "40.6(a)(6)": "emergency",
};

/** A contract that the amendment changes, with its economic difference and the filing that its chapter is on file by, where the filing names one. */
export type ChangedContract = FiledContract & {
  readonly difference: ProductDifference;
  readonly listing: Filing | undefined;
};

/** A filing of an amendment with all that its documents speak of. */
export type ChangeSubject = {
  /** The model of the product it is for, in whose folder the pack stands. */
  readonly model: ContractModel;
  readonly filing: Filing;
  readonly amendment: FiledChange["amendment"];
  /** What the classes of all changes ask for, and the form that is filed; no form where none is asked for and none was chosen. */
  readonly class: FilingClass;
  readonly form: ChangeForm | undefined;
  readonly route: Route;
  /** The contracts that change, the product's own first; several of one product where its months traded by several texts. */
  readonly contracts: readonly ChangedContract[];
  /** Every contract that the amendment touches, changed or not. */
  readonly touched: readonly FiledContract[];
  readonly venue: Organisation;
};

/** The names of a fact that lists names. */
export function namesOf(filing: Filing, fact: string): readonly string[] {
  const found = factOf(filing.facts, fact);
  return found === undefined ? [] : (found.items ?? [found.value]);
}

/** The filings of amendments of a model's product, in the order in which they are declared. */
export function changeSubjectsOf(model: ContractModel): readonly ChangeSubject[] {
  return filedChangesOf(model).flatMap((change) => subjectOf(model, change) ?? []);
}

function subjectOf(model: ContractModel, { filing, amendment, contracts }: FiledChange): ChangeSubject | undefined {
  const own = contracts.find((one) => one.product === filing.product);
  const product = own?.after.product ?? own?.after.option ?? own?.after.spread ?? own?.after.perpetual;
  const venue = own?.after.organisations.find((one) => one.id === product?.venue);
  if (venue === undefined) return undefined;
  const answers = { routineIndexChange: factOf(filing.facts, "routine-index-change") !== undefined };
  const onFile = namesOf(filing, "on-file");
  const differing = contracts.filter((one) => one.changed);
  const draft = (route?: Exclude<Route, "none">): readonly ProductDifference[] =>
    differing.map(({ product, terms }) => {
      const side = (shown: string, own: ContractTerms) => ({ shown, terms: new Map([[product, own]]) });
      if (terms === undefined) throw new Error(`${product} is said to change and has no terms`);
      const filed = factOf(filing.facts, "filed")?.value;
      const { products } = differenceReport(side("on file", terms.before), side("as amended", terms.after), {
        effective: amendment.effective,
        ...(filed === undefined ? {} : { filed }),
        ...(route === undefined ? {} : { route }),
        answers,
      });
      const [found] = products;
      if (found === undefined) throw new Error(`${product} is said to change and does not`);
      return found;
    });
  const kind = strictest(draft().flatMap((one) => one.changes));
  const form = formOf(filing, kind);
  const route = form === undefined ? "none" : ROUTES[form];
  const differences = draft(form && ROUTES[form]);
  return {
    model,
    filing,
    amendment,
    class: kind,
    form,
    route,
    contracts: differing.map((one, at) => ({
      ...one,
      difference: differences[at] as ProductDifference,
      listing: one.onFile.filings.find(({ id, product: of }) => onFile.includes(id) && of === one.product),
    })),
    touched: contracts,
    venue,
  };
}

/** `40.6` alone leaves it to the classes; any other form is the author's choice. */
function formOf({ form }: Filing, kind: FilingClass): ChangeForm | undefined {
  if (form !== "40.6") return form as ChangeForm;
  return kind === "none" ? undefined : kind === "certification" ? "40.6(a)" : "40.6(d)";
}

/** The clauses of all terms that an amendment changes: which rules of a chapter are marked, and how many terms differ, follows from them. */
export function changedClauses({ contracts }: ChangeSubject): readonly string[] {
  return [...new Set(contracts.flatMap((one) => one.difference.changes.flatMap(({ clauses }) => clauses)))];
}
