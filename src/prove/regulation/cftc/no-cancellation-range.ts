import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ product }) =>
  product.orders?.noCancellation === undefined
    ? [
        {
          clause: product.orders?.clause ?? product.clause,
          problem: `${product.id} does not say within which range a trade stands`,
        },
      ]
    : [];

/** The range in which an erroneous trade stands is a term of the contract (17 CFR 40.1 (terms and conditions, (1)(vi))). */
export const noCancellationRange: RegulationRule = {
  name: "no-cancellation-range",
  regime: "cftc",
  citation: "17 CFR 40.1 (terms and conditions, (1)(vi))",
  source: "re-read",
  reads: "the orders",
  why: "The range in which an erroneous trade stands is a term of the contract",
  mend: "state `no-cancellation` in `orders`",
  check,
  option: check,
  spread: check,
  perpetual: check,
};
