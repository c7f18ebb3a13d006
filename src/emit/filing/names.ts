import type {
  ContractModel,
  Filing,
  Index,
  Limits,
  Option,
  Organisation,
  Perpetual,
  Product,
  Spread,
} from "../../model/model.ts";
import type { FormulaNames } from "./formula-words.ts";
import { spaced } from "./words.ts";

/** What the documents of every contract speak of. */
type Common = {
  readonly model: ContractModel;
  readonly filing: Filing;
  readonly venue: Organisation;
  readonly clearing: Organisation;
  readonly names: FormulaNames;
};

/** The index a contract settles to, and its administrator, where it names one that is declared. */
type Indexed = { readonly index: Index; readonly administrator: Organisation | undefined };

/** A filing of a future settled in cash, with all it speaks of at hand. */
export type FutureSubject = Common & Indexed & { readonly kind: "future"; readonly product: Product };
/** A filing of an option on a future. */
export type OptionSubject = Common & { readonly kind: "option"; readonly product: Option };
/** A filing of a spread of futures. */
export type SpreadSubject = Common & { readonly kind: "spread"; readonly product: Spread };
/** A filing of a contract without contract months. */
export type PerpetualSubject = Common & Indexed & { readonly kind: "perpetual"; readonly product: Perpetual };

/** One filing of a model with all it speaks of at hand. */
export type Subject = FutureSubject | OptionSubject | SpreadSubject | PerpetualSubject;
/** A filing of a contract that settles to an index of its own. */
export type IndexedSubject = FutureSubject | PerpetualSubject;

export type Contract = Subject["product"];

/** A request for approval; every other form that is written is the certification 40.2. */
export const APPROVAL = "40.3";

/** The forms this emitter writes. */
export const FORMS: readonly string[] = ["40.2", APPROVAL];

/** The contract of a model that a pack can be of: a future settled in cash, an option on one, a spread of some, or a perpetual. */
function contractOf({ product, option, spread, perpetual }: ContractModel): Contract | undefined {
  if (option !== undefined) return option;
  if (spread !== undefined) return spread;
  if (perpetual !== undefined) return perpetual;
  return product?.kind === "future" && product.finalSettlement.method === "cash" ? product : undefined;
}

/** The filings, by certification or for approval, of the contract of a model: what the emitter applies to. */
export function filingsOf(model: ContractModel): readonly Filing[] {
  const contract = contractOf(model);
  if (contract === undefined) return [];
  return model.filings.filter((filing) => FORMS.includes(filing.form) && filing.product === contract.id);
}

function declared<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const found = all.find((one) => one.id === id);
  // Names are resolved before a model exists, so one that leads nowhere is a bug of the model's builder.
  if (found === undefined) throw new Error(`the model names ${id} and does not hold it`);
  return found;
}

/** The names of a contract and of what it refers to, as documents print them. */
export function namesOf(model: ContractModel, contract: Contract): FormulaNames {
  const titleOf = (all: readonly { id: string; title: string }[], id: string) =>
    all.find((one) => one.id === id)?.title ?? spaced(id);
  const others: ReadonlyMap<string, string> = new Map([
    ...(contract.kind === "option" ? [[contract.on.product, contract.on.title] as const] : []),
    ...(contract.kind === "spread" ? contract.legs.map(({ product, title }) => [product, title] as const) : []),
  ]);
  return {
    ...(contract.kind === "perpetual"
      ? { period: "month", allMonths: "the whole position" }
      : { period: contract.contract.period }),
    product: (id) => (id === contract.id ? contract.title : (others.get(id) ?? id)),
    calendar: (id) => titleOf(model.calendars, id),
    index: (id) => titleOf(model.indices, id),
    body: (name) =>
      name === "exchange" || name === contract.venue
        ? "the Exchange"
        : name === "clearing-house" || name === contract.clearing
          ? "the Clearing House"
          : titleOf(model.organisations, name),
  };
}

/** The subject of one filing. */
export function subjectOf(model: ContractModel, filing: Filing): Subject {
  const contract = contractOf(model);
  if (contract === undefined) throw new Error("a model of an index has no filing");
  const common = {
    model,
    filing,
    venue: declared(model.organisations, contract.venue),
    clearing: declared(model.organisations, contract.clearing),
    names: namesOf(model, contract),
  };
  if (contract.kind === "option") return { ...common, kind: "option", product: contract };
  if (contract.kind === "spread") return { ...common, kind: "spread", product: contract };
  const index = declared(model.indices, contract.underlying.index);
  const indexed = {
    ...common,
    index,
    administrator: model.organisations.find((one) => one.id === index.administrator),
  };
  return contract.kind === "perpetual"
    ? { ...indexed, kind: "perpetual", product: contract }
    : { ...indexed, kind: "future", product: contract };
}

/** All that documents of a future speak of, but for a filing. */
export function contractSubject(model: ContractModel, product: Product): Omit<FutureSubject, "filing"> {
  const index = declared(model.indices, product.underlying.index);
  return {
    kind: "future",
    model,
    product,
    index,
    venue: declared(model.organisations, product.venue),
    clearing: declared(model.organisations, product.clearing),
    administrator: model.organisations.find((one) => one.id === index.administrator),
    names: namesOf(model, product),
  };
}

/** The subject of a filing of a future, in whose documents every term of a future has its place. */
export function futureSubjectOf(model: ContractModel, filing: Filing): FutureSubject {
  const subject = subjectOf(model, filing);
  if (subject.kind !== "future") throw new Error(`${subject.product.id} is no future`);
  return subject;
}

/** The position limits of a contract; a spread has those of its legs. */
export function limitsOf({ product }: Pick<Subject, "product">): Limits | undefined {
  return "limits" in product ? product.limits : undefined;
}

/** What the prices of a contract are in; those of an option are its premiums. */
export function priceOf(contract: Contract): Pick<Product["price"], "currency" | "unit" | "clause"> {
  return contract.kind === "option" ? contract.premium : contract.price;
}
