import { diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ContractModel, MarginTerm, ParticipantTerm } from "../../model/model.ts";
import { compare, divide, fromInteger, multiply, parse, type Rational, show } from "../../runtime/exact.ts";
import type { ProofRule } from "../rule.ts";

/**
 * A position opened on the margin asked for is no larger, as a multiple of that margin, than what each class of participants may take. Margins are
 * shares of a contract's worth, so that the multiple is one over the share whatever the price; the finding works it at one price.
 */
export const leverageWithinCap: ProofRule = {
  name: "leverage-within-cap",
  check: ({ model, at }) => {
    const asked = openingMargin(model);
    if (asked === undefined) return [];
    return capped(model).flatMap(({ name, leverageAtMost, clause }) => {
      const leverage = divide(fromInteger(1), asked.share);
      if (leverageAtMost === undefined || compare(leverage, parse(leverageAtMost)) <= 0) return [];
      const { size, price, id } = asked.of;
      const worth = parse(size.value);
      const params = {
        product: id,
        who: name,
        most: leverageAtMost,
        leverage: show(leverage),
        at: `1 ${price.unit}`,
        worth: `${show(worth)} ${price.currency}`,
        margin: `${show(multiply(worth, asked.share))} ${price.currency}`,
        least: show(divide(fromInteger(100), parse(leverageAtMost))),
      };
      const related = [{ span: at(asked.margin.clause), label: `what is asked for: ${asked.margin.text}` }];
      return [diagnostic("leverage-within-cap", at(clause), params, { related })];
    });
  },
};

type Asked = {
  readonly share: Rational;
  readonly margin: MarginTerm;
  readonly of: {
    readonly id: string;
    readonly size: { readonly value: string };
    readonly price: { readonly currency: string; readonly unit: string };
  };
};

/** What is asked for when a position is opened, as a share of its worth: `initial`, or `maintenance` where that is all. */
function openingMargin({ product, perpetual }: ContractModel): Asked | undefined {
  const of = product ?? perpetual;
  const margin = ["initial", "maintenance"].flatMap((name) => of?.margin.find((one) => one.name === name) ?? [])[0];
  if (of === undefined || margin === undefined) return undefined;
  return { share: shareOfWorth(of.margin, margin), margin, of };
}

function shareOfWorth(margins: readonly MarginTerm[], { rate, of }: MarginTerm): Rational {
  const base = margins.find((one) => one.name === of);
  return base === undefined ? parse(rate) : multiply(parse(rate), shareOfWorth(margins, base));
}

function capped({ product, perpetual }: ContractModel): readonly ParticipantTerm[] {
  return (product ?? perpetual)?.participants ?? [];
}
