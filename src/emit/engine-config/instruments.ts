import type { ContractModel, ContractMonth, Product } from "../../model/model.ts";
import type { Instrument, Instruments } from "../../model/generated/instruments.ts";
import { present } from "../present.ts";
import { leadOf, productOf, ticksOfMonth } from "../product.ts";
import { explainedDates, ruleText } from "./dated.ts";
import { datedLimit } from "./months.ts";

/** Every contract listed on the model's day with all its dates and how each came about. */
export function instruments(model: ContractModel): Instruments {
  const { product, asOf } = productOf(model);
  return {
    format: "tenor-instruments/1",
    compiler: model.compiler,
    asOf,
    product: { id: product.id, title: product.title, clause: product.clause },
    instruments: product.contracts.map((month) => instrument(product, month)),
  };
}

function instrument(product: Product, month: ContractMonth): Instrument {
  const { lastClose } = month;
  return present({
    code: month.code,
    period: month.period,
    listed: month.listed,
    size: sizeOf(product, month),
    ticks: ticksOfMonth(product, month),
    dates: explainedDates(product.dates, month),
    intervals: month.intervals.map(({ name, from, to, inclusive, days, clause }) => ({
      name,
      from,
      to,
      inclusive,
      rule: ruleText(product.intervals, name),
      days,
      clause,
    })),
    averaging: month.averaging,
    averagingSets: month.averagingSets,
    lead: leadOf(product, month),
    lastClose: lastClose && {
      utc: lastClose.utc,
      date: lastClose.date,
      local: lastClose.local,
      zone: lastClose.zone,
      clause: lastClose.clause,
    },
    limits: month.limits.map(datedLimit),
    clause: product.listing.clause,
  });
}

function sizeOf({ size, flow }: Product, { amount }: ContractMonth): Instrument["size"] {
  if (flow === undefined || amount === undefined) return { value: size.value, unit: size.unit, clause: size.clause };
  const counted = { each: flow.each, count: amount.count, value: size.value, text: flow.text };
  return { value: amount.size, unit: size.unit, counted, clause: size.clause };
}
