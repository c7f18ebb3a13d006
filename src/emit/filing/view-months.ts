import { clausesOfListing, clausesOfRule } from "../dependencies.ts";
import { dateTitle } from "./date-words.ts";
import type { FutureSubject } from "./names.ts";
import { monthSizeWords } from "./size-words.ts";
import { term, type Term } from "./term.ts";
import { periodName, shortDate, thousands } from "./words.ts";

/** The contracts listed on the day the model was made for: one row each, every date as a civil day. */
export function monthsView({ product }: FutureSubject) {
  const { listing, contracts } = product;
  /** The dates that the first day of a limit's level is counted from. */
  const days = (clause: string): string[] =>
    clausesOfRule(
      product,
      product.limits?.levels.filter((one) => one.clause === clause).map((one) => one.from),
    );
  const on = (text: string): Term => term(text, listing.clause);
  return {
    dateColumns: product.dates.map((date) => term(dateTitle(date.name), date.clause)),
    intervalColumns: [
      ...product.intervals.map((one) => term(dateTitle(one.name), one.clause)),
      ...(product.flow === undefined ? [] : [term("Size", product.size.clause)]),
    ],
    rows: contracts.map((contract) => ({
      name: term(periodName(contract.period), listing.clause, product.contract.clause),
      code: on(contract.code),
      listed: on(shortDate(contract.listed)),
      dates: product.dates.map((date) => {
        const own = contract.dates.find((one) => one.name === date.name);
        return term(
          own === undefined ? "none" : `${shortDate(own.date)}${own.provisional === true ? " (provisional)" : ""}`,
          date.clause,
          ...clausesOfListing(product),
          ...clausesOfRule(product, date.rule),
        );
      }),
      intervals: [
        ...product.intervals.map((interval) => {
          const own = contract.intervals.find((one) => one.name === interval.name);
          const until = own?.inclusive === false ? "until" : "to";
          return term(
            own === undefined ? "none" : `${shortDate(own.from)} ${until} ${shortDate(own.to)}`,
            interval.clause,
            ...clausesOfListing(product),
            ...clausesOfRule(product, [interval.from, interval.to]),
          );
        }),
        ...(product.flow === undefined
          ? []
          : [term(monthSizeWords(product, contract), product.size.clause, ...clausesOfListing(product))]),
      ],
    })),
    limitRows: contracts.flatMap((contract) =>
      contract.limits
        .filter((limit) => limit.from !== undefined || limit.until !== undefined)
        .map((limit) => ({
          name: term(periodName(contract.period), listing.clause, limit.clause),
          contracts: term(thousands(limit.contracts), limit.clause),
          from: term(
            limit.from === undefined ? "listing" : `${limit.fromEdge ?? "open"} of ${shortDate(limit.from)}`,
            limit.clause,
            ...days(limit.clause),
          ),
          until: term(
            limit.until === undefined ? "end of trading" : `${limit.untilEdge ?? "close"} of ${shortDate(limit.until)}`,
            limit.clause,
            // A level holds until the next one begins.
            ...(product.limits?.levels ?? []).flatMap((one) =>
              one.scope === limit.scope ? [one.clause, ...days(one.clause)] : [],
            ),
          ),
        })),
    ),
  };
}
