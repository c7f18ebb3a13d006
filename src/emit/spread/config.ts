import type { ContractModel, Spread } from "../../model/model.ts";
import type { SpreadConfig } from "../../model/generated/spread.ts";
import type { Emission } from "../emitter.ts";
import { explainedDates, namedIntervals } from "../engine-config/dated.ts";
import { sessionsUntil } from "../engine-config/sessions.ts";
import {
  engineAmendments,
  engineMargin,
  engineOrders,
  engineParticipants,
  engineParty,
} from "../engine-config/terms.ts";
import { writeJson } from "../json.ts";
import { present } from "../present.ts";
import { lastDayOf } from "../product.ts";
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
  const { orders, price, legPrices, size } = spread;
  const asOf = model.asOf ?? spread.listing.first;
  const to = spread.contracts.map(({ month }) => lastDayOf(month)).reduce((a, b) => (b > a ? b : a), asOf);
  const { round } = legPrices;
  return present({
    format: "tenor-spread/1" as const,
    compiler: model.compiler,
    asOf,
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
    sessions: sessionsUntil(model, spread.sessions, asOf, to),
    orders: orders && engineOrders(orders),
    margin: engineMargin(spread),
    participants: engineParticipants(spread),
    months: spread.contracts.map(({ month, combinations }) => ({
      code: month.code,
      period: month.period,
      listed: month.listed,
      dates: explainedDates(spread.dates, month),
      intervals: namedIntervals(month),
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
    amendments: engineAmendments(model),
    versions: model.versions,
  });
}
