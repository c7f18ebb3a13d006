import { hasTerms, termsOf } from "../../model/terms.ts";
import { clausesIn } from "../dependencies.ts";
import type { Emitter } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { dayClauses } from "../option/origins.ts";
import { dayClausesOfSpread } from "../spread/origins.ts";
import { type Dependency, traceValues } from "../trace-values.ts";

/** Writes terms.json: every term of a contract by the field of the spec that states it, which later versions are compared with. */
export const termsEmitter: Emitter = {
  name: "terms",
  title: "terms.json, every term of the contract by the field that states it, to compare later versions with",
  applies: hasTerms,
  emit: (model) => {
    const terms = termsOf(model);
    const { option, product, spread } = model;
    const under = (chosen: (term: (typeof terms.terms)[number]) => boolean): RegExp =>
      new RegExp(`^/terms/(?:${terms.terms.flatMap((term, at) => (chosen(term) ? [at] : [])).join("|") || "none"})/`);
    const days = option
      ? dayClauses(model, option)
      : spread
        ? dayClausesOfSpread(model, spread)
        : clausesIn([product?.dates, product?.intervals, product?.listing, product?.contract, product?.sessions]);
    const limits = product?.priceLimits;
    const dependencies: Dependency[] = [
      { at: /^\/months/, clauses: [...new Set([terms.product.clause, ...days])] },
      // What a term comes to in money or in prices rests on ticks, size and price beside the term itself.
      {
        at: /^\/terms\/\d+\/follows/,
        clauses: option
          ? [option.futureTick.incrementClause]
          : clausesIn([product?.ticks, product?.size, product?.price]),
      },
      // Of a calendar there are the days that the listed months reach to.
      { at: under(({ of }) => of === "calendar"), clauses: days },
      // Bands and what happens at them are one term of the model, said in two lines.
      {
        at: under(({ field }) => field.startsWith("price-limits/")),
        clauses: limits?.haltClause ? [limits.haltClause] : [],
      },
    ];
    return {
      artifacts: [{ path: "terms.json", content: writeJson(terms) }],
      trace: traceValues("terms.json", terms, dependencies),
    };
  },
};
