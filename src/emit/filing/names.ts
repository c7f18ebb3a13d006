import type { ContractModel, Filing, Index, Organisation, Product } from "../../model/model.ts";
import type { FormulaNames } from "./formula-words.ts";
import { spaced } from "./words.ts";

/** One filing of a model with all it speaks of at hand. */
export type Subject = {
  readonly model: ContractModel;
  readonly filing: Filing;
  readonly product: Product;
  readonly index: Index;
  readonly venue: Organisation;
  readonly clearing: Organisation;
  /** The index's administrator, where it names one that is declared. */
  readonly administrator: Organisation | undefined;
  readonly names: FormulaNames;
};

/** A request for approval; every other form that is written is the certification 40.2. */
export const APPROVAL = "40.3";

/** The forms this emitter writes. */
export const FORMS: readonly string[] = ["40.2", APPROVAL];

/** The filings, by certification or for approval, of a model whose product is a cash-settled future: what the emitter applies to. */
export function filingsOf(model: ContractModel): readonly Filing[] {
  const product = model.product;
  if (product === undefined || product.kind !== "future" || product.finalSettlement.method !== "cash") return [];
  return model.filings.filter((filing) => FORMS.includes(filing.form) && filing.product === product.id);
}

function declared<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const found = all.find((one) => one.id === id);
  // Names are resolved before a model exists, so one that leads nowhere is a bug of the model's builder.
  if (found === undefined) throw new Error(`the model names ${id} and does not hold it`);
  return found;
}

/** The subject of one filing. */
export function subjectOf(model: ContractModel, filing: Filing): Subject {
  const product = model.product;
  if (product === undefined) throw new Error("a model of an index has no filing");
  return { ...contractSubject(model, product), filing };
}

/** All that documents of a contract speak of, but for a filing. */
export function contractSubject(model: ContractModel, product: Product): Omit<Subject, "filing"> {
  const index = declared(model.indices, product.underlying.index);
  const titleOf = (all: readonly { id: string; title: string }[], id: string) =>
    all.find((one) => one.id === id)?.title ?? spaced(id);
  return {
    model,
    product,
    index,
    venue: declared(model.organisations, product.venue),
    clearing: declared(model.organisations, product.clearing),
    administrator: model.organisations.find((one) => one.id === index.administrator),
    names: {
      period: product.contract.period,
      product: (id) => (id === product.id ? product.title : id),
      calendar: (id) => titleOf(model.calendars, id),
      index: (id) => titleOf(model.indices, id),
      body: (name) =>
        name === "exchange" || name === product.venue
          ? "the Exchange"
          : name === product.clearing
            ? "the Clearing House"
            : titleOf(model.organisations, name),
    },
  };
}
