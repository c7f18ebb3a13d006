import type { ContractModel, Spread } from "../../model/model.ts";
import type { SpreadConfig } from "../../model/generated/spread.ts";
import type { Emission } from "../emitter.ts";
import { engineOrders, engineParty } from "../engine-config/terms.ts";
import { writeJson } from "../json.ts";
import { present } from "../present.ts";
import { traceValues } from "../trace-values.ts";
import { spreadOrigins } from "./origins.ts";

/** spread.json, what an engine loads of a spread. */
export function spreadFiles(model: ContractModel, spread: Spread): Emission {
  const config = spreadConfig(model, spread);
  return {
    artifacts: [{ path: "spread.json", content: writeJson(config) }],
    trace: traceValues("spread.json", config, spreadOrigins(model, spread)),
  };
}

/** The legs, steps, leg prices and combinations of a spread, as `schema/spread.schema.json` describes them. */
export function spreadConfig(model: ContractModel, spread: Spread): SpreadConfig {
  const { sessions, orders, price, legPrices, size } = spread;
  const { round } = legPrices;
  return present({
    format: "tenor-spread/1" as const,
    compiler: model.compiler,
    asOf: model.asOf ?? spread.listing.first,
    product: { id: spread.id, title: spread.title, period: spread.contract.period, clause: spread.clause },
    venue: engineParty(model, spread.venue, spread.venueClause),
    clearing: engineParty(model, spread.clearing, spread.clearingClause),
    classification: spread.classification.map(({ scheme, value, clause }) => ({ scheme, value, clause })),
    price,
    size,
    ticks: spread.ticks.map(({ role, increment, value, clause }) => ({ role, increment, value, clause })),
    legs: spread.legs.map(({ product, month, lots, weight, unit, tick, anchored, clause }) => ({
      product,
      month,
      lots,
      weight,
      unit,
      tick: tick.increment,
      anchored,
      clause,
    })),
    legPrices: present({
      text: legPrices.text,
      round: round && { mode: round.mode, increment: round.increment, clause: round.clause },
      clause: legPrices.clause,
    }),
    sessions: present({
      zone: sessions.zone,
      calendar: sessions.calendar,
      text: sessions.text,
      settlement: sessions.settlement?.at,
      clause: sessions.clause,
    }),
    orders: orders && engineOrders(orders),
    margin: spread.margin.map(({ name, rate, of, clause }) => ({ name, rate, of, clause })),
    participants: spread.participants.map(({ name, text, clause }) => ({ name, text, clause })),
    months: spread.contracts.map(({ month, combinations }) => ({
      code: month.code,
      period: month.period,
      listed: month.listed,
      dates: month.dates.map(({ name, date, steps, clause }) => ({
        name,
        date,
        rule: spread.dates.find((one) => one.name === name)?.text ?? name,
        steps,
        clause,
      })),
      combinations: combinations.map(({ code, legs }) => ({
        code,
        legs: legs.map(({ product, code: leg, period, lots, lastTradingDay, clause }) => ({
          product,
          code: leg,
          period,
          lots,
          lastTradingDay,
          clause,
        })),
        clause: spread.listing.clause,
      })),
      clause: spread.listing.clause,
    })),
  });
}
