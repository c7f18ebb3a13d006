import type { ContractModel, Option } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import { expiryOf, seriesCode } from "../option/config.ts";
import { dayClauses } from "../option/origins.ts";
import { lastDayOf } from "../product.ts";
import { classOf, EXCHANGE_SYMBOL, eventsOf, identityOf, numberOf, rulesOf } from "./common.ts";
import { field, fixDay, group, type Item } from "./item.ts";

/** A definition of each listed series of an option: every month, every strike, a call and a put. */
export function optionDefinitions(model: ContractModel, option: Option): (readonly Item[])[] {
  return option.contracts.flatMap((one) =>
    one.strikes.flatMap((strike) =>
      (["call", "put"] as const).map((right) => definition(model, option, one, strike, right)),
    ),
  );
}

function definition(
  model: ContractModel,
  option: Option,
  { month, underlying }: Option["contracts"][number],
  strike: string,
  right: "call" | "put",
): Item[] {
  const { premium, size, exercise, style, on } = option;
  const days = [option.clause, ...dayClauses(model, option)];
  const ladder = [...days, ...clausesIn(option.strikes)];
  const code = seriesCode(month.code, right, strike);
  const steps = option.premiumTicks;
  const worth = clausesIn([option.premiumTicks, size, premium, option.tickValueExactTo]);
  const single = steps.length === 1 ? steps[0] : undefined;
  return [
    ...identityOf(model, code, option, ...ladder),
    ...numberOf(option.classification, code),
    ...classOf(option.classification, right === "call" ? "C" : "P"),
    ...field("SecurityType", "OOF", on.clause),
    ...field("MaturityDate", fixDay(expiryOf(month)), ...days),
    ...field(
      "InstrmtAssignmentMethod",
      exercise.assignment.method === "random" ? "R" : "P",
      exercise.assignment.clause,
    ),
    ...field("StrikePrice", strike, ...ladder),
    ...field("StrikeCurrency", premium.currency, premium.clause),
    ...field("ContractMultiplier", size.value, size.clause),
    ...(single === undefined
      ? []
      : [
          ...field("MinPriceIncrement", single.increment, single.clause),
          ...field("MinPriceIncrementAmount", single.value.amount, ...worth),
        ]),
    ...field("UnitOfMeasure", size.unit, size.clause),
    ...field("UnitOfMeasureQty", size.value, size.clause),
    ...field("SettlMethod", exercise.into.kind === "future" ? "P" : "C", exercise.into.clause),
    ...field("ExerciseStyle", style.value === "american" ? "1" : "0", style.clause),
    ...field("PriceQuoteMethod", "STD", premium.clause),
    ...field("ValuationMethod", premium.payment === "up-front" ? "EQTY" : "FUT", premium.paymentClause),
    ...field("PriceQuoteCurrency", premium.currency, premium.clause),
    ...field("PutOrCall", right === "call" ? "1" : "0", ...ladder),
    ...field("SecurityDesc", `${option.title}, ${month.period}, ${right} ${strike}`, option.clause, ...ladder),
    ...eventsOf(month, lastDayOf(month), days, option.listing.clause),
    ...group("NoUnderlyings", [
      [
        ...field("UnderlyingSymbol", underlying.code, underlying.clause, ...days),
        ...field("UnderlyingSecurityID", underlying.code, underlying.clause, ...days),
        ...field("UnderlyingSecurityIDSource", EXCHANGE_SYMBOL, underlying.clause),
        ...field("UnderlyingSecurityType", "FUT", underlying.clause),
        ...field("UnderlyingMaturityDate", fixDay(underlying.lastTradingDay), underlying.clause, ...days),
      ],
    ]),
    ...field("Currency", premium.currency, premium.clause),
    ...rulesOf(tickRules(option), option.orders, { code: premium.currency, clause: premium.clause }),
  ];
}

/** Steps of the premium by its height, the step of a closing out of worthless series, and that of settlement prices. */
function tickRules({ premiumTicks, cabinet, ticks }: Option): Item[][] {
  return [
    ...premiumTicks.map(({ increment, atMost, clause }, at) => [
      ...field("StartTickPriceRange", premiumTicks[at - 1]?.atMost, premiumTicks[at - 1]?.clause ?? clause),
      ...field("EndTickPriceRange", atMost, clause),
      ...field("TickIncrement", increment, clause),
      ...field("TickRuleType", "0", clause),
    ]),
    cabinet === undefined
      ? []
      : [...field("TickIncrement", cabinet.price, cabinet.clause), ...field("TickRuleType", "2", cabinet.clause)],
    ...ticks
      .filter(({ role }) => role === "settlement")
      .map((one) => field("SettlPriceIncrement", one.increment, one.clause)),
  ];
}
