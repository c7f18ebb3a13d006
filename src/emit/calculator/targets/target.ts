import type { ContractModel } from "../../../model/model.ts";
import type { Emission } from "../../emitter.ts";
import type { CalculatorFunction, CalculatorInterface } from "../interface.ts";
import type { Section } from "../index-code.ts";

/** What a target prints from: the model, all that its calculator offers, and its parts with the clauses they state. */
export type Subject = {
  readonly model: ContractModel;
  readonly offered: CalculatorInterface;
  readonly sections: readonly Section[];
};

/** A function that a target does not offer, and why in a few words. */
export type Without = { readonly function: string; readonly why: string };

/** A language that calculators are printed in. */
export type Target = {
  /** The name `--target` takes. */
  readonly name: string;
  /** One sentence for the manual and the summary. */
  readonly title: string;
  /** Why the target does not offer a function of this calculator; undefined where it does. */
  readonly withholds: (one: CalculatorFunction, model: ContractModel, subject: Subject) => string | undefined;
  /** The files of the calculator, below `calculator/`; not asked where it offers nothing. */
  readonly emit: (subject: Subject, without: readonly Without[]) => Emission;
};

/** The functions of a calculator that a target does not offer. */
export function withoutOf(target: Target, subject: Subject): Without[] {
  const { model, offered } = subject;
  return offered.functions.flatMap((one) => {
    const why = target.withholds(one, model, subject);
    return why === undefined ? [] : [{ function: one.name, why }];
  });
}
