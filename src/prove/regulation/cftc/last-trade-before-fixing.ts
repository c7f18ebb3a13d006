import { parseDay } from "../../../value/day.ts";
import { instantOf } from "../../instants.ts";
import type { RegulationRule } from "../rule.ts";

/** Nobody trades a month whose final settlement is already known (17 CFR part 38, appendix C, (c)(4)(i)(F)). */
export const lastTradeBeforeFixing: RegulationRule = {
  name: "last-trade-before-fixing",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(4)(i)(F)",
  source: "not re-read",
  reads: "the last close and the last print that settles",
  why: "Nobody trades a month whose final settlement is already known",
  mend: "let `last-close` be before the index publishes the last print of the average",
  check: ({ product, underlying }) => {
    const { publish } = underlying ?? {};
    if (underlying === undefined || publish === undefined) return [];
    const late = product.contracts.find(({ averaging, lastClose }) => {
      const last = parseDay(averaging.at(-1) ?? "");
      const known = last === undefined ? undefined : instantOf(last, publish.at, publish.zone);
      return known !== undefined && lastClose !== undefined && Date.parse(lastClose.utc) >= known;
    });
    if (late?.lastClose === undefined) return [];
    const { code, lastClose, averaging } = late;
    const said = `${lastClose.local.slice(0, 5)} ${lastClose.zone} of ${lastClose.date}`;
    const known = `the print of ${averaging.at(-1)} is published at ${publish.at.slice(0, 5)} ${publish.zone}`;
    return [{ clause: lastClose.clause, problem: `${code} trades until ${said}, and ${known}` }];
  },
};
