import type { ContractTerms } from "./generated/terms.ts";
import { lazily } from "./lazily.ts";
import type { Clause, ContractModel, ContractMonth, Filing } from "./model.ts";

/**
 * A contract, or those of its months that trade by one text, that an amendment touches: its versions without and with the amendment, listed as of the
 * day of effect; and the same two as their chapters read, `onFile` with the table of dates that was filed last.
 */
export type FiledContract = {
  readonly product: string;
  readonly title: string;
  /** Whether any of its terms differ; of a contract that is only named by the amended one none do. */
  readonly changed: boolean;
  /** The terms of both sides, of a contract that has terms to compare. */
  readonly terms: { readonly before: ContractTerms; readonly after: ContractTerms } | undefined;
  readonly before: ContractModel;
  readonly after: ContractModel;
  /** The months that the amendment is not for. */
  readonly kept: readonly ContractMonth[];
  readonly onFile: ContractModel;
  readonly amended: ContractModel;
};

/** The contract months of a model, whatever its kind; a perpetual has none. */
export function contractMonths({ product, option, spread }: ContractModel): readonly ContractMonth[] {
  const own: readonly (ContractMonth | { readonly month: ContractMonth })[] =
    product?.contracts ?? option?.contracts ?? spread?.contracts ?? [];
  return own.map((one) => ("month" in one ? one.month : one));
}

/** A filing of an amendment with every contract that it touches; those of the product it is for come first. */
export type FiledChange = {
  readonly filing: Filing;
  readonly amendment: NonNullable<ContractModel["amendments"]>[number];
  readonly contracts: readonly FiledContract[];
};

/** Two versions of a contract are no part of the model of one: they stand beside it, for whoever writes of the change. */
const known = new WeakMap<ContractModel, readonly FiledChange[]>();

/** Notes the filings of amendments of a product, and adds the places of all clauses that their versions state to its model. */
export function noteFiledChanges(model: ContractModel, changes: readonly FiledChange[]): ContractModel {
  const own = Object.getOwnPropertyDescriptor(model, "clauses");
  const made = lazily(model, "clauses", () => {
    const all = new Map<string, Clause>();
    const add = (clauses: readonly Clause[]) => {
      for (const one of clauses) if (!all.has(one.id)) all.set(one.id, one);
    };
    add((own?.get === undefined ? own?.value : own.get.call(model)) as readonly Clause[]);
    for (const { contracts } of changes)
      for (const { before, after, onFile, amended } of contracts)
        for (const one of [before, after, onFile, amended]) add(one.clauses);
    return [...all.values()];
  });
  known.set(made, changes);
  return made;
}

/** The filings of amendments of a model's product. */
export function filedChangesOf(model: ContractModel): readonly FiledChange[] {
  return known.get(model) ?? [];
}
