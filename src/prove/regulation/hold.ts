import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ContractModel } from "../../model/model.ts";
import type { Span } from "../../text/source.ts";
import type { Regime } from "./rule.ts";
import { regulationRules } from "./rules.ts";

/** Where the contracts of a model fall short of the rules of some regimes, each with its provision, why it is there and how to mend it. */
export function holdAgainst(
  { product, indices }: ContractModel,
  regimes: readonly Regime[],
  place: (clause: string) => Span | undefined,
): Diagnostic[] {
  if (product === undefined) return [];
  const underlying = indices.find(({ id }) => id === product.underlying.index);
  return regulationRules
    .filter(({ regime }) => regimes.includes(regime))
    .flatMap(({ name, citation, source, why, mend, check }) =>
      check({ product, underlying }).map(({ clause, problem }) => {
        const span = place(clause);
        if (span === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
        const unread =
          source === "re-read"
            ? []
            : [
                `the text of the provision was ${source === "not re-read" ? "not read again" : "read at second hand"}: confirm it`,
              ];
        const evidence = [`${why} (${citation})`, ...unread];
        return diagnostic("regulation-unmet", span, { rule: name, problem, mend }, { evidence });
      }),
    );
}
