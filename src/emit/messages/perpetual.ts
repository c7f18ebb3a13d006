import type { ContractModel, Perpetual } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import { classOf, identityOf, rulesOf, tickRule } from "./common.ts";
import { field, fixDay, group, type Item } from "./item.ts";

/** The definition of a perpetual: a future without a maturity; the dictionary has no type of its own for it. */
export function perpetualDefinitions(model: ContractModel, perpetual: Perpetual): (readonly Item[])[] {
  const { price, size, underlying, listing, horizon, limits } = perpetual;
  const limit = limits?.levels.find(({ type }) => type === "limit");
  const outright = perpetual.ticks.find(({ role }) => role === "outright");
  const worth = clausesIn([perpetual.ticks, size, price, perpetual.tickValueExactTo]);
  return [
    [
      ...identityOf(model, perpetual.id, perpetual, perpetual.clause),
      ...classOf(perpetual.classification),
      ...field("SecurityType", "FUT", perpetual.clause),
      ...field("ContractMultiplier", size.value, size.clause),
      ...(outright === undefined
        ? []
        : [
            ...field("MinPriceIncrement", outright.increment, outright.clause),
            ...field("MinPriceIncrementAmount", outright.value.amount, ...worth),
          ]),
      ...field("UnitOfMeasure", size.unit, size.clause),
      ...field("UnitOfMeasureQty", size.value, size.clause),
      ...field("SettlMethod", "C", perpetual.funding.clause),
      ...field("PriceQuoteMethod", "STD", price.clause),
      ...field("ValuationMethod", "FUT", perpetual.mark.clause),
      ...field("PriceQuoteCurrency", price.currency, price.clause),
      ...field("PositionLimit", limit?.contracts, ...clausesIn(limits)),
      ...field("SecurityDesc", perpetual.title, perpetual.clause),
      ...group("NoEvents", [
        [...field("EventType", "5", listing.clause), ...field("EventDate", fixDay(listing.first), listing.clause)],
        horizon === undefined
          ? []
          : [...field("EventType", "6", horizon.clause), ...field("EventDate", fixDay(horizon.until), horizon.clause)],
      ]),
      ...group("NoUnderlyings", [
        [
          ...field("UnderlyingSymbol", underlying.index, underlying.clause),
          ...field("UnderlyingSecurityType", "INDEX", underlying.clause),
        ],
      ]),
      ...field("Currency", price.currency, price.clause),
      ...rulesOf(perpetual.ticks.map(tickRule), perpetual.orders, { code: price.currency, clause: price.clause }),
    ],
  ];
}
