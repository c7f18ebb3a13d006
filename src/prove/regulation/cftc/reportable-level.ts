import type { Limits } from "../../../model/model.ts";
import type { RegulationRule, Shortfall } from "../rule.ts";

/** The reportable level is at most the 25 contracts of a commodity that is not listed (17 CFR 15.03(b)). */
export const reportableLevel: RegulationRule = {
  name: "reportable-level",
  regime: "cftc",
  citation: "17 CFR 15.03(b)",
  source: "re-read",
  reads: "the reportable level",
  why: "The reportable level is at most the 25 contracts of a commodity that is not listed",
  mend: "state `reportable` at 25 contracts or fewer",
  check: ({ product }) => atMost25(product),
  perpetual: ({ product }) => atMost25(product),
};

type Limited = { readonly id: string; readonly clause: string; readonly limits?: Limits };

function atMost25({ id, clause, limits }: Limited): readonly Shortfall[] {
  const level = limits?.reportable;
  if (level !== undefined && level.contracts <= 25) return [];
  const problem =
    level === undefined
      ? `${id} states no reportable level`
      : `the reportable level of ${level.contracts} contracts is above 25`;
  return [{ clause: level?.clause ?? limits?.clause ?? clause, problem }];
}
