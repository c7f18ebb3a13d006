import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { multiply, parse, type Rational, ratio, show } from "../../runtime/exact.ts";
import type { Delivery, Product } from "../../model/model.ts";
import { numberOf } from "../../value/rational.ts";
import type { ProofRule } from "../rule.ts";

/**
 * Every invoice of a delivery is a whole number of what amounts are exact to: of the rounding of the delivered price times the size where
 * there is one, else of each settlement price times each grade's and place's differential.
 */
export const invoiceExact: ProofRule = {
  name: "invoice-exact",
  check: ({ model, at }) => {
    const { product } = model;
    const delivery = product?.finalSettlement.delivery;
    if (product === undefined || delivery === undefined) return [];
    const strange = steps(product, delivery).find((one) => !whole(worth(product, one), product));
    if (strange === undefined) return [];
    const { amount, currency } = product.tickValueExactTo;
    return [
      diagnostic(
        "invoice-not-exact",
        at(strange.clause),
        {
          what: strange.what,
          value: `${show(worth(product, strange))} ${currency}`,
          exactTo: `${amount} ${currency}`,
        },
        {
          related: [{ span: at(product.size.clause), label: `${product.size.value} ${product.size.unit} a contract` }],
        },
      ),
    ];
  },
};

/** A step of a price, or money per contract. */
type Step = { readonly what: string; readonly clause: string; readonly failure?: boolean } & (
  { readonly step: Rational } | { readonly money: Rational }
);

/** The steps in which delivered prices move, the sums added to them, and what a side that fails pays. */
function steps(product: Product, { grades, locations, round, failures }: Delivery): Step[] {
  const increments = [product.dailySettlement.round.increment, product.finalSettlement.round.increment].map(parse);
  const factors = grades.flatMap((grade) =>
    locations.flatMap((place) =>
      increments.map((increment) => ({
        what: `one step of ${grade.name} at ${place.name}`,
        step: multiply(increment, multiply(numberOf(grade.factor), numberOf(place.factor))),
        clause: grade.factor === "1" ? place.clause : grade.clause,
      })),
    ),
  );
  const added = [...grades, ...locations].map((one) => ({
    what: `what is added for ${one.name}`,
    step: numberOf(one.add),
    clause: one.clause,
  }));
  const rounded = round && {
    what: "the rounding of the delivered price",
    step: parse(round.increment),
    clause: round.clause,
  };
  const failed = failures.flatMap((one): Step[] => {
    const what = `what the ${one.side} pays for a failure`;
    const { clause } = one;
    const failure = true;
    if (one.kind === "share")
      return increments.map((increment) => ({ what, step: multiply(increment, numberOf(one.share)), clause, failure }));
    return one.kind === "amount" ? [{ what, money: numberOf(one.amount), clause, failure }] : [];
  });
  return [...(rounded === undefined ? [...factors, ...added] : [rounded]), ...failed];
}

/** Money per contract of a step: by the worth of the first tick. */
function worth(product: Product, step: Step): Rational {
  if ("money" in step) return step.money;
  const [tick] = product.ticks;
  if (tick === undefined) throw new Error(`${product.id} has no tick`);
  const { n, d } = parse(tick.increment);
  return multiply(multiply(step.step, ratio(d, n)), parse(tick.value.amount));
}

function whole(amount: Rational, { tickValueExactTo }: Product): boolean {
  const unit = parse(tickValueExactTo.amount);
  return (amount.n * unit.d) % (amount.d * unit.n) === 0n;
}
