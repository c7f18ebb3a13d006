import type { Contract, Regulated, RegulationRule, Shortfall } from "../rule.ts";

/** No order is larger than what the market can bear: risk controls bound its size (17 CFR 38.255). */
export const orderSizeBounded: RegulationRule = {
  name: "order-size-bounded",
  regime: "cftc",
  citation: "17 CFR 38.255",
  source: "not re-read",
  reads: "the largest order",
  why: "No order is larger than what the market can bear: risk controls bound its size",
  mend: "state `max` in `orders`",
  check: boundless,
  option: boundless,
  spread: boundless,
  perpetual: boundless,
};

function boundless({ product }: Regulated<Contract>): Shortfall[] {
  const { orders, id, clause } = product;
  if (orders?.max !== undefined) return [];
  return [{ clause: orders?.clause ?? clause, problem: `${id} takes orders of any size` }];
}
