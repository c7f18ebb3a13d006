import type { ContractMonth, DatedLimit, Product } from "../../model/model.ts";
import type { EngineConfig, Month, Sessions } from "../../model/generated/engine.ts";
import { present } from "../present.ts";
import { lastDayOf, leadOf, ticksOfMonth } from "../product.ts";
import { namedIntervals } from "./dated.ts";

/** The listed months with their dates and dated limits, in the order of the model. */
export function engineMonths(product: Product, sessions: Sessions): EngineConfig["months"] {
  return product.contracts.map((month) => engineMonth(product, sessions, month));
}

function engineMonth(product: Product, sessions: Sessions, month: ContractMonth): Month {
  return present({
    code: month.code,
    period: month.period,
    listed: month.listed,
    size: month.amount && {
      count: month.amount.count,
      value: month.amount.size,
      unit: product.size.unit,
      ticks: ticksOfMonth(product, month).map(({ role, value }) => ({ role, value })),
      clause: product.size.clause,
    },
    firstOpen: firstOpen(month, sessions),
    lastClose: lastClose(month, sessions),
    dates: month.dates.map(({ name, date, clause }) => ({ name, date, clause })),
    intervals: namedIntervals(month),
    lead: leadOf(product, month),
    limits: month.limits.map(datedLimit),
    clause: product.listing.clause,
  });
}

/** A dated limit with its fields in the order of the schema. */
export function datedLimit(limit: DatedLimit): DatedLimit {
  const { scope, type, contracts, from, fromEdge, until, untilEdge, clause } = limit;
  return present({ scope, type, contracts, from, fromEdge, until, untilEdge, clause });
}

/** A contract listed on a day trades from the open of the first trade date on or after it. */
function firstOpen(month: ContractMonth, { schedule }: Sessions): string {
  const day = schedule.find(({ tradeDate }) => tradeDate >= month.listed);
  if (day === undefined) throw new Error(`${month.code} has no trade date on or after ${month.listed}`);
  return day.sessions[0]!.open;
}

/** Without a time of its own the last close is the close of the last session of the last day. */
function lastClose(month: ContractMonth, { schedule, clause }: Sessions): Month["lastClose"] {
  if (month.lastClose !== undefined) {
    return { utc: month.lastClose.utc, date: month.lastClose.date, clause: month.lastClose.clause };
  }
  const date = lastDayOf(month);
  const utc = schedule.find(({ tradeDate }) => tradeDate === date)?.sessions.at(-1)?.close;
  if (utc === undefined) throw new Error(`${month.code} ends on ${date}, on which there is no session`);
  return { utc, date, clause };
}
