import { diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ProofRule } from "../rule.ts";

/** What market makers owe on each side of a quote is no more than the largest order that the book takes. */
export const quotesCanBeGiven: ProofRule = {
  name: "quotes-can-be-given",
  check: ({ model, at }) => {
    const of = model.product ?? model.perpetual ?? model.option ?? model.spread;
    const most = of?.orders?.max;
    if (most === undefined) return [];
    return (of?.participants ?? []).flatMap(({ obligation, clause }) => {
      const size = obligation?.contracts;
      if (size === undefined || size <= most.contracts) return [];
      const related = [{ span: at(most.clause), label: "the largest order" }];
      const params = { size: String(size), most: String(most.contracts) };
      return [diagnostic("quote-above-largest-order", at(clause), params, { related })];
    });
  },
};
