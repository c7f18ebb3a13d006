import type { ContractModel, Spread } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import { LAST_TRADING_DAY } from "../product.ts";
import { dayClausesOfSpread } from "../spread/origins.ts";
import { classOf, EXCHANGE_SYMBOL, identityOf, rulesOf, tickRule } from "./common.ts";
import { field, fixDay, group, type Item } from "./item.ts";

/** A definition of each listed combination of a spread with its legs. */
export function spreadDefinitions(model: ContractModel, spread: Spread): (readonly Item[])[] {
  const { price, size } = spread;
  const days = [spread.clause, ...dayClausesOfSpread(model, spread)];
  const outright = spread.ticks.find(({ role }) => role === "outright");
  const worth = clausesIn([spread.ticks, size, price, spread.tickValueExactTo, spread.legs]);
  return spread.contracts.flatMap(({ month, combinations }) =>
    combinations.map(({ code, legs }) => [
      ...identityOf(model, code, spread, ...days),
      ...classOf(spread.classification),
      ...field("SecurityType", "MLEG", spread.clause),
      ...(outright === undefined
        ? []
        : [
            ...field("MinPriceIncrement", outright.increment, outright.clause),
            ...field("MinPriceIncrementAmount", outright.value.amount, ...worth),
          ]),
      ...field("PriceQuoteCurrency", price.currency, price.clause),
      ...field("SecurityDesc", `${spread.title}, ${code}`, ...days),
      ...group("NoEvents", [
        [...field("EventType", "5", ...days), ...field("EventDate", fixDay(month.listed), ...days)],
        ...month.dates
          .filter(({ name }) => name === LAST_TRADING_DAY)
          .map(({ date }) => [...field("EventType", "7", ...days), ...field("EventDate", fixDay(date), ...days)]),
      ]),
      ...field("Currency", price.currency, price.clause),
      ...group(
        "NoLegs",
        legs.map((leg) => [
          ...field("LegSymbol", leg.code, leg.clause, ...days),
          ...field("LegSecurityID", leg.code, leg.clause, ...days),
          ...field("LegSecurityIDSource", EXCHANGE_SYMBOL, leg.clause),
          ...field("LegSecurityType", "FUT", leg.clause),
          ...field("LegMaturityDate", fixDay(leg.lastTradingDay), leg.clause, ...days),
          ...field("LegRatioQty", Math.abs(leg.lots), leg.clause),
          ...field("LegSide", leg.lots > 0 ? "1" : "2", leg.clause),
        ]),
      ),
      ...rulesOf(
        spread.ticks.map(tickRule),
        spread.orders,
        { code: price.currency, clause: price.clause },
        spread.clause,
      ),
    ]),
  );
}
