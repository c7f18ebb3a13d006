import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { holdsAt } from "../../model/from-ast/option-strikes.ts";
import type { Option } from "../../model/model.ts";
import { add, compare, divide, fromInteger, parse, type Rational, show, ZERO } from "../../runtime/exact.ts";
import type { Proof, ProofRule } from "../rule.ts";

/**
 * An option can be dealt from its listing to its last trading day and is exercised no earlier than that and no later than its future ends, in
 * every listed month; and at every reference price its ladder has a rung. The finding is about the first month, and the lowest price, that fails.
 */
export const optionSound: ProofRule = {
  name: "option-sound",
  check: (proof) => {
    const { option } = proof.model;
    return option === undefined ? [] : [...daysOf(proof, option), ...gapOf(proof, option)];
  },
};

type Named = { readonly name: string; readonly date: string; readonly clause: string };

function daysOf({ at }: Proof, option: Option): Diagnostic[] {
  const said = new Set<string>();
  return option.contracts.flatMap(({ month, underlying }) => {
    const named = (name: string): Named[] => month.dates.filter((one) => one.name === name);
    const [last] = named("last-trading-day");
    const [expiry] = named("expiry");
    if (last === undefined || expiry === undefined) return [];
    const listed = { name: "its listing", date: month.listed, clause: option.listing.clause };
    const end = { name: `the end of ${underlying.code}`, date: underlying.lastTradingDay, clause: underlying.clause };
    const pairs: readonly (readonly [Named, Named])[] = [
      [listed, last],
      [last, expiry],
      [expiry, end],
    ];
    return pairs
      .filter(([earlier, later]) => later.date < earlier.date)
      .filter(([earlier, later]) => !said.has(`${earlier.clause} ${later.clause}`))
      .map(([earlier, later]) => {
        said.add(`${earlier.clause} ${later.clause}`);
        return diagnostic(
          "dates-in-order",
          at(later.clause),
          { earlier: earlier.name, later: later.name, period: month.period },
          {
            related: [{ span: at(earlier.clause), label: `${earlier.name} of ${month.period} is ${earlier.date}` }],
            evidence: [`${earlier.name} is ${earlier.date}, ${later.name} is ${later.date}`],
          },
        );
      });
  });
}

/** The lowest reference price at which no rung is there: tried at each level of a condition, between them, below the first and above the last. */
function gapOf({ at }: Proof, { strikes }: Option): Diagnostic[] {
  const { rungs } = strikes;
  if (rungs.some(({ when }) => when === undefined)) return [];
  const levels = rungs.flatMap(({ when }) => (when === undefined ? [] : [parse(when.value)])).sort(compare);
  const middles = levels.map((level, place) => middle(place === 0 ? ZERO : (levels[place - 1] ?? ZERO), level));
  const top = levels.at(-1);
  const prices = [...levels, ...middles, ...(top === undefined ? [] : [add(top, fromInteger(1))])].sort(compare);
  const gap = prices.find((price) => rungs.every(({ when }) => when !== undefined && !holdsAt(price, when)));
  if (gap === undefined) return [];
  const related = rungs.map(({ clause, text }) => ({ span: at(clause), label: `not there: ${text}` }));
  return [diagnostic("strikes-gap", at(strikes.clause), { price: show(gap) }, { related })];
}

function middle(a: Rational, b: Rational): Rational {
  return divide(add(a, b), fromInteger(2));
}
