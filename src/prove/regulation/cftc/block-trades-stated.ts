import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ product }) => {
  const block = product.orders?.block;
  return block?.reportWithinMilliseconds !== undefined
    ? []
    : [
        {
          clause: block?.clause ?? product.orders?.clause ?? product.clause,
          problem: `${product.id} does not say how large a block trade is and by when it is reported`,
        },
      ];
};

/** Trades outside the book have a least size and a time by which they are reported (17 CFR 38.500). */
export const blockTradesStated: RegulationRule = {
  name: "block-trades-stated",
  regime: "cftc",
  citation: "17 CFR 38.500",
  source: "not re-read",
  reads: "the orders",
  why: "Trades outside the book have a least size and a time by which they are reported",
  mend: "state `block { min: …; report: … }` in `orders`",
  check,
  option: check,
  spread: check,
};
