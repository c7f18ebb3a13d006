import { ruleName } from "../../model/declared-rules.ts";
import type { Exemption, Limits } from "../../model/model.ts";
import type { FormulaNames } from "./formula-words.ts";
import { term, type Term } from "./term.ts";
import { count, list, longDate, percent, spaced } from "./words.ts";

/** How positions count towards limits and on what terms exemptions are granted: one sentence for each term the spec states. */
export function limitTerms(limits: Limits, { allMonths }: Pick<FormulaNames, "allMonths"> = {}): Term[] {
  const { counting, diminishing, reportedIn, aggregation, exemptions } = limits;
  return [
    ...(counting === undefined
      ? []
      : [
          term(
            allMonths === undefined
              ? COUNTED[counting.value]
              : COUNTED[counting.value].replace(" in a contract month", ""),
            counting.clause,
          ),
        ]),
    ...(diminishing === undefined ? [] : [term(DIMINISHED[diminishing.remainder], diminishing.clause)]),
    ...(reportedIn === undefined
      ? []
      : [
          term(
            `reports count whole multiples of ${count(reportedIn.contracts, "contract")}, rounded down`,
            reportedIn.clause,
          ),
        ]),
    ...sharesOf(aggregation),
    ...exemptions.flatMap(exemptionTerms),
  ];
}

const COUNTED = {
  net: "long and short positions of one owner in a contract month are offset before they count",
  "each-side": "long and short positions of one owner count each by itself and are not offset",
} as const;

const DIMINISHED = {
  "first-days":
    "a position counts for less with each day of the average that has been made, in whole contracts; those that do not divide evenly leave with the first days",
  "last-days":
    "a position counts for less with each day of the average that has been made, in whole contracts; those that do not divide evenly leave with the last days",
} as const;

function sharesOf(aggregation: Limits["aggregation"]): Term[] {
  if (aggregation?.share === undefined) return [];
  const except = (aggregation.except ?? []).map(spaced);
  const unless = except.length === 0 ? "" : `, except under the exemption for ${list(except, "or")}`;
  const share = percent(aggregation.share);
  return [
    term(
      `positions in which a person has ${share} or more of ownership, or which it controls, are added whole to its own under ${ruleName(aggregation.under)} (17 CFR 150.4)${unless}`,
      aggregation.clause,
    ),
  ];
}

const KINDS: { readonly [name: string]: string | undefined } = {
  "bona-fide-hedge": "bona fide hedging positions",
  spread: "spread positions",
};

/** A kind of exemption as documents name it. */
export function exemptionName(name: string): string {
  return KINDS[name] ?? spaced(name);
}

function exemptionTerms({ name, level, scopes, lasts, until, application, clause }: Exemption): Term[] {
  const terms = [
    ...(level === undefined ? [] : [`is for at most ${count(level.contracts, "contract")}`]),
    ...(scopes === undefined ? [] : [`lifts only the limits of ${list(scopes.values.map(spaced))}`]),
    ...(lasts === undefined ? [] : [`lasts at most ${count(lasts.days, "day")}`]),
    ...(until === undefined ? [] : [`ends on ${longDate(until.date)} at the latest`]),
    ...(application === undefined ? [] : [`is applied for under ${ruleName(application.under)}`]),
  ];
  const clauses = [level, scopes, lasts, until, application].flatMap((one) => one?.clause ?? []);
  return terms.length === 0 ? [] : [term(`an exemption for ${exemptionName(name)} ${list(terms)}`, clause, ...clauses)];
}
