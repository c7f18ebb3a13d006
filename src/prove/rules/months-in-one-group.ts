import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Product, TierGroup } from "../../model/model.ts";
import { type MonthDays, monthDays } from "../../model/month-days.ts";
import { type Day, NO_DAY, sayDay } from "../../value/day.ts";
import { formatPeriod } from "../../value/month.ts";
import { tradeDates } from "../instants.ts";
import type { Proof, ProofRule } from "../rule.ts";

/**
 * On every trade date of the listed months each month is in one group: no month in its spot period is the lead month too, where both have
 * lines of their own. A group no month is ever in is told, with why.
 */
export const monthsInOneGroup: ProofRule = {
  name: "months-in-one-group",
  check: (proof) => {
    const { model } = proof;
    const { product } = model;
    const calendar = model.calendars.find((one) => one.id === product?.sessions.calendar);
    if (product === undefined || calendar === undefined || monthDays(product).length === 0) return [];
    const { groups, lastDay } = product.dailySettlement;
    const of = (months: TierGroup["months"]) => groups.find((one) => one.months === months);
    const [spot, lead, expiring] = [of("spot"), of("lead"), of("expiring")];
    const ends =
      expiring !== undefined && lastDay !== undefined
        ? [dead(proof, expiring, "on its last trading day a month takes its final settlement", lastDay.clause)]
        : [];
    if (spot === undefined) return ends;
    const months = [...monthDays(product)].sort((a, b) => a.period - b.period);
    const edges = edgesOf(product);
    const dates = tradeDates(model, calendar);
    if (dates === undefined) return ends;
    let seen = false;
    for (let day = dates.from; day <= dates.to; day++) {
      if (!dates.open(day)) continue;
      const open = months.filter((one) => one.listed <= day && day <= edges.last(one));
      const inSpot = open.filter((one) => edges.isSpot(one, day, expiring !== undefined));
      seen ||= inSpot.length > 0;
      const leads = lead && open.find((one) => one.leadUntil !== undefined && day < one.leadUntil);
      const both = inSpot.find((one) => one === leads);
      if (both !== undefined && lead !== undefined)
        return [...ends, twice(proof, formatPeriod(product.contract.period, both.period), sayDay(day), spot, lead)];
    }
    return seen ? ends : [...ends, dead(proof, spot, "no listed month has a trade date in its spot period")];
  },
};

/** The last day on which a month of the product trades, and whether a day lies in its spot period; the last day itself does not where it `ends`. */
function edgesOf({ dates, intervals }: Product) {
  const at = dates.findIndex(({ name }) => name === "last-trading-day");
  const last = (month: MonthDays): Day => month.lastClose?.day ?? month.dates[at] ?? NO_DAY;
  const isSpot = (month: MonthDays, day: Day, ends: boolean): boolean =>
    !(ends && day === last(month)) &&
    intervals.some(({ name, inclusive }, place) => {
      const { from, to } = month.intervals[place] ?? { from: NO_DAY, to: NO_DAY };
      return name === "spot-period" && from <= day && (inclusive ? day <= to : day < to);
    });
  return { last, isSpot };
}

function twice({ at }: Proof, period: string, day: string, spot: TierGroup, lead: TierGroup): Diagnostic {
  const related = [{ span: at(lead.clause), label: "and it is the lead month" }];
  return diagnostic("months-in-one-group", at(spot.clause), { period, day }, { related });
}

function dead({ at }: Proof, group: TierGroup, what: string, clause?: string): Diagnostic {
  const related = clause === undefined ? [] : [{ span: at(clause), label: "says so" }];
  return diagnostic("line-never-reached", at(group.clause), { what }, { related });
}
