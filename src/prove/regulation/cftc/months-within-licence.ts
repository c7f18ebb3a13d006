import { lastDay } from "../last-day.ts";
import type { RegulationRule } from "../rule.ts";

/** No contract month is listed past the end of the index licence (17 CFR part 38, appendix C, (c)(4)(i)(G)). */
export const monthsWithinLicence: RegulationRule = {
  name: "months-within-licence",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(4)(i)(G)",
  source: "not re-read",
  reads: "the licence of the index and the last day of each month",
  why: "No contract month is listed past the end of the index licence",
  mend: "prolong the licence of the index, or list fewer months",
  check: ({ product, underlying }) => {
    const until = underlying?.licence?.until;
    const late = product.contracts.find((month) => until !== undefined && lastDay(month) > until);
    if (underlying?.licence === undefined || until === undefined || late === undefined) return [];
    return [
      {
        clause: underlying.licence.clause,
        problem: `${late.code} ends on ${lastDay(late)}, after the licence on ${until}`,
      },
    ];
  },
};
