import type { ContractModel, Option } from "../../model/model.ts";
import type { OptionConfig } from "../../model/generated/option.ts";
import type { Series } from "../../model/generated/series.ts";
import type { Emission } from "../emitter.ts";
import { explainedDates, namedIntervals } from "../engine-config/dated.ts";
import { datedLimit } from "../engine-config/months.ts";
import { instantsOf } from "../engine-config/schedule.ts";
import { sessionsUntil } from "../engine-config/sessions.ts";
import {
  engineAmendments,
  engineLimits,
  engineMargin,
  engineOrders,
  engineParticipants,
  engineParty,
} from "../engine-config/terms.ts";
import { writeJson } from "../json.ts";
import { present } from "../present.ts";
import { traceValues } from "../trace-values.ts";
import { optionOrigins, seriesOrigins } from "./origins.ts";

/** option.json, what an engine loads of an option, and series.json, every series listed at first. */
export function optionFiles(model: ContractModel, option: Option): Emission {
  const config = optionConfig(model, option);
  const series = seriesOf(model, option);
  return {
    artifacts: [
      { path: "option.json", content: writeJson(config) },
      { path: "series.json", content: writeJson(series) },
    ],
    trace: [
      ...traceValues("option.json", config, optionOrigins(model, option)),
      ...traceValues("series.json", series, seriesOrigins(model, option)),
    ],
  };
}

/** The terms, ladder, exercise and months of an option, as `schema/option.schema.json` describes them. */
export function optionConfig(model: ContractModel, option: Option): OptionConfig {
  const { exercise, marks, strikes, limits, orders, cabinet, premium, style } = option;
  return present({
    format: "tenor-option/1" as const,
    compiler: model.compiler,
    asOf: model.asOf ?? option.listing.first,
    product: {
      id: option.id,
      title: option.title,
      on: option.on.product,
      style: style.value,
      period: option.contract.period,
      clause: option.clause,
    },
    venue: engineParty(model, option.venue, option.venueClause),
    clearing: engineParty(model, option.clearing, option.clearingClause),
    classification: option.classification.map(({ scheme, value, clause }) => ({ scheme, value, clause })),
    size: { value: option.size.value, unit: option.size.unit, clause: option.size.clause },
    premium: { currency: premium.currency, unit: premium.unit, payment: premium.payment, clause: premium.clause },
    premiumTicks: option.premiumTicks.map(({ increment, value, atMost, clause }) =>
      present({ increment, value, atMost, clause }),
    ),
    ticks: option.ticks.map(({ role, increment, value, clause }) => ({ role, increment, value, clause })),
    cabinet: cabinet && { price: cabinet.price, value: cabinet.value, clause: cabinet.clause },
    strikes: {
      of: strikes.of,
      rungs: strikes.rungs.map(({ step, within, when, clause }) => present({ step, within, when, clause })),
      clause: strikes.clause,
    },
    exercise: present({
      automatic: exercise.automatic && {
        by: exercise.automatic.by,
        against: exercise.automatic.against,
        clause: exercise.automatic.clause,
      },
      contrary: exercise.contrary,
      assignment: { method: exercise.assignment.method, clause: exercise.assignment.clause },
      into: { kind: exercise.into.kind, clause: exercise.into.clause },
      clause: exercise.clause,
    }),
    marks: {
      model: marks.model,
      decimals: marks.decimals,
      year: marks.year.days,
      round: marks.round.increment,
      rate:
        marks.rate.kind === "constant"
          ? { value: marks.rate.value, clause: marks.rate.clause }
          : { by: marks.rate.by, under: marks.rate.under, clause: marks.rate.clause },
      volatility: marks.volatility,
      clause: marks.clause,
    },
    sessions: optionSessions(model, option),
    limits: limits && engineLimits(limits),
    orders: orders && engineOrders(orders),
    margin: engineMargin(option),
    participants: engineParticipants(option),
    months: option.contracts.map(({ month, underlying }) => ({
      code: month.code,
      period: month.period,
      listed: month.listed,
      dates: explainedDates(option.dates, month),
      underlying: {
        code: underlying.code,
        period: underlying.period,
        lastTradingDay: underlying.lastTradingDay,
        clause: underlying.clause,
      },
      intervals: namedIntervals(month),
      limits: month.limits.map(datedLimit),
      clause: option.listing.clause,
    })),
    amendments: engineAmendments(model),
    versions: model.versions,
  });
}

/** The sessions with every trade date until the last expiry, and until when instructions count on each. */
function optionSessions(model: ContractModel, option: Option): OptionConfig["sessions"] {
  const asOf = model.asOf ?? option.listing.first;
  const to = option.contracts.map(({ month }) => expiryOf(month)).reduce((a, b) => (b > a ? b : a), asOf);
  const sessions = sessionsUntil(model, option.sessions, asOf, to);
  const { until, zone } = option.exercise.contrary;
  const days = sessions.schedule.map(({ tradeDate }) => tradeDate);
  const deadlines = instantsOf(option.sessions, days, until, zone);
  return { ...sessions, schedule: sessions.schedule.map((day, at) => ({ ...day, contrary: deadlines[at] as string })) };
}

/** Each month, each strike, a call and a put. */
export function seriesOf(model: ContractModel, option: Option): Series {
  return {
    format: "tenor-series/1",
    compiler: model.compiler,
    asOf: model.asOf ?? option.listing.first,
    product: { id: option.id, title: option.title, clause: option.clause },
    series: option.contracts.flatMap(({ month, underlying, strikes }) =>
      strikes.flatMap((strike) =>
        (["call", "put"] as const).map((right) => ({
          code: seriesCode(month.code, right, strike),
          month: month.code,
          period: month.period,
          right,
          strike,
          expiry: expiryOf(month),
          underlying: underlying.code,
          clause: option.strikes.clause,
        })),
      ),
    ),
  };
}

/** The code of a series, such as `OGPHJ27 C2.40`. */
export function seriesCode(month: string, right: "call" | "put", strike: string): string {
  return `${month} ${right === "call" ? "C" : "P"}${strike}`;
}

/** The day on which a contract month of an option expires. */
export function expiryOf(month: Option["contracts"][number]["month"]): string {
  const found = month.dates.find(({ name }) => name === "expiry")?.date;
  if (found === undefined) throw new Error(`${month.code} has no expiry`);
  return found;
}
