import type { MarginTerm, Option, Organisation, Perpetual, Product, Spread } from "../../model/model.ts";

/** What risk parameters are proposed for. */
type Contract = Product | Option | Spread | Perpetual;

/** Thirds of the scan range at which a position is valued, each with volatility up and down. */
const MOVES = ["0", "1/3", "-1/3", "2/3", "-2/3", "1", "-1"] as const;

/** What a scan of portfolios needs and no spec states: the clearing house sets it. */
const SET_BY_CLEARING = [
  "volatility scan range",
  "extreme price moves and the share of their loss that is covered",
  "intra-commodity spread charges and tiers",
  "inter-commodity spread credits",
  "delivery or spot month charge",
  "short option minimum",
] as const;

/**
 * Parameters of a scan of risk in sixteen scenarios, as they are proposed to the clearing house and never as its own: the range of prices in which
 * positions are scanned is the maintenance margin the spec proposes, a share of the price; two scenarios of extreme moves are the clearing house's
 * to set. Undefined where no margin is proposed.
 */
export function riskParameters(contract: Contract, house: Organisation | undefined) {
  const scan = contract.margin.find((one) => one.proposed && one.of === "price");
  if (scan === undefined || contract.kind === "option") return undefined;
  const { size, price } = contract;
  const share = ({ rate, of, clause }: MarginTerm) => ({ rate, of, clause });
  return {
    status: "proposed to the clearing house" as const,
    clearing: { id: contract.clearing, title: house?.title ?? contract.clearing, clause: contract.clearingClause },
    contractValueFactor: { value: size.value, unit: size.unit, clause: size.clause },
    currency: { value: price.currency, clause: price.clause },
    priceScanRange: share(scan),
    margins: contract.margin.map((one) => ({ name: one.name, ...share(one), proposed: one.proposed })),
    scenarios: MOVES.flatMap((move, at) =>
      (["up", "down"] as const).map((volatility, second) => ({
        number: at * 2 + second + 1,
        priceMove: move,
        of: "priceScanRange" as const,
        volatility,
      })),
    ),
    setByClearingHouse: [...SET_BY_CLEARING],
  };
}
