import type { ContractModel, ContractMonth, DatedLimit, Product } from "../../model/model.ts";
import { clausesIn, clausesOfListing, clausesOfRule } from "../dependencies.ts";
import { lastDayOf, ticksOfMonth } from "../product.ts";
import { classOf, eventsOf, identityOf, monthYear, numberOf, rulesOf, tickRule } from "./common.ts";
import { field, fixDay, group, type Item } from "./item.ts";

/** A definition of each listed month of a future or structured contract. */
export function futureDefinitions(model: ContractModel, product: Product): (readonly Item[])[] {
  return product.contracts.map((month) => definition(model, product, month));
}

function definition(model: ContractModel, product: Product, month: ContractMonth): Item[] {
  const { finalSettlement: final, price, size, flow } = product;
  const listing = clausesOfListing(product);
  const days = [
    ...new Set([
      ...listing,
      ...clausesIn([product.dates, product.intervals, product.sessions.lastClose]),
      ...product.dates.flatMap(({ rule }) => clausesOfRule(product, rule)),
    ]),
  ];
  const ticks = ticksOfMonth(product, month);
  const outright = ticks.find(({ role }) => role === "outright");
  const amount = month.amount?.size ?? size.value;
  const sized = [size.clause, ...(flow === undefined ? [] : [flow.clause, ...days])];
  const worth = clausesIn([product.ticks, size, price, product.tickValueExactTo]);
  const last = lastDayOf(month);
  const { lastClose } = month;
  const { bounds } = final;
  return [
    ...identityOf(model, month.code, product, product.clause, ...listing),
    ...numberOf(product.classification, month.code),
    ...classOf(product.classification),
    ...field("SecurityType", "FUT", product.clause),
    ...field("MaturityMonthYear", monthYear(month.period), product.contract.clause, ...listing),
    ...field("MaturityDate", fixDay(last), ...days),
    ...(lastClose === undefined
      ? []
      : field("MaturityTime", `${lastClose.utc.slice(11, 19)}Z`, lastClose.clause, ...days)),
    ...field("ContractMultiplier", amount, ...sized),
    ...(outright === undefined
      ? []
      : [
          ...field("MinPriceIncrement", outright.increment, outright.clause),
          ...field("MinPriceIncrementAmount", outright.value.amount, ...worth, ...sized),
        ]),
    ...field("UnitOfMeasure", size.unit, size.clause),
    ...field("UnitOfMeasureQty", amount, ...sized),
    ...field("SettlMethod", final.method === "cash" ? "C" : "P", final.clause),
    ...field("PriceQuoteMethod", "STD", price.clause),
    ...field("ValuationMethod", "FUT", final.clause),
    ...field("PriceQuoteCurrency", price.currency, price.clause),
    ...(bounds === undefined
      ? []
      : [...field("CapPrice", bounds.cap, bounds.capClause), ...field("FloorPrice", bounds.floor, bounds.floorClause)]),
    ...field("PositionLimit", only(month.limits, "all-months"), ...limitClauses(product)),
    ...field("NTPositionLimit", only(month.limits, "spot-month"), ...limitClauses(product), ...days),
    ...field("SecurityDesc", `${product.title}, ${month.period}`, product.clause, ...listing),
    ...eventsOf(month, last, days, product.listing.clause),
    ...group("NoUnderlyings", [
      [
        ...field("UnderlyingSymbol", product.underlying?.index, product.underlying?.clause ?? product.clause),
        ...(product.underlying?.index === undefined
          ? []
          : field("UnderlyingSecurityType", "INDEX", product.underlying.clause)),
      ],
    ]),
    ...field("Currency", price.currency, price.clause),
    ...rulesOf(
      ticks.map(tickRule),
      product.orders,
      { code: price.currency, clause: price.clause },
      undefined,
      product.priceLimits,
    ),
  ];
}

/** The level of a limit that is one number as long as the month trades; a limit with steps has no place in one field. */
function only(limits: readonly DatedLimit[], scope: string): number | undefined {
  const levels = limits.filter((one) => one.scope === scope && one.type === "limit").map((one) => one.contracts);
  return levels.length === 1 ? levels[0] : undefined;
}

function limitClauses({ limits }: Product): string[] {
  return limits === undefined
    ? []
    : [limits.clause, ...clausesIn([limits.levels, limits.basis, limits.otherMonthsBasis])];
}
