import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ContractMonth, TierGroup } from "../../model/model.ts";
import { formatDay, sayDay } from "../../value/day.ts";
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
    if (product === undefined || calendar === undefined || product.contracts.length === 0) return [];
    const { groups, lastDay } = product.dailySettlement;
    const of = (months: TierGroup["months"]) => groups.find((one) => one.months === months);
    const [spot, lead, expiring] = [of("spot"), of("lead"), of("expiring")];
    const ends =
      expiring !== undefined && lastDay !== undefined
        ? [dead(proof, expiring, "on its last trading day a month takes its final settlement", lastDay.clause)]
        : [];
    if (spot === undefined) return ends;
    const months = [...product.contracts].sort((a, b) => (a.period < b.period ? -1 : 1));
    const dates = tradeDates(model, calendar);
    if (dates === undefined) return ends;
    let seen = false;
    for (let day = dates.from; day <= dates.to; day++) {
      if (!dates.open(day)) continue;
      const date = formatDay(day);
      const open = months.filter((one) => one.listed <= date && date <= lastOf(one));
      const inSpot = open.filter((one) => isSpot(one, date, expiring !== undefined));
      seen ||= inSpot.length > 0;
      const leads = lead && open.find((one) => one.leadUntil !== undefined && date < one.leadUntil);
      const both = inSpot.find((one) => one === leads);
      if (both !== undefined && lead !== undefined)
        return [...ends, twice(proof, both.period, sayDay(day), spot, lead)];
    }
    return seen ? ends : [...ends, dead(proof, spot, "no listed month has a trade date in its spot period")];
  },
};

const lastOf = (month: ContractMonth): string =>
  month.lastClose?.date ?? month.dates.find(({ name }) => name === "last-trading-day")?.date ?? "";

function isSpot(month: ContractMonth, date: string, ends: boolean): boolean {
  if (ends && date === lastOf(month)) return false;
  return month.intervals.some(
    ({ name, from, to, inclusive }) => name === "spot-period" && from <= date && (inclusive ? date <= to : date < to),
  );
}

function twice({ at }: Proof, period: string, day: string, spot: TierGroup, lead: TierGroup): Diagnostic {
  const related = [{ span: at(lead.clause), label: "and it is the lead month" }];
  return diagnostic("months-in-one-group", at(spot.clause), { period, day }, { related });
}

function dead({ at }: Proof, group: TierGroup, what: string, clause?: string): Diagnostic {
  const related = clause === undefined ? [] : [{ span: at(clause), label: "says so" }];
  return diagnostic("line-never-reached", at(group.clause), { what }, { related });
}
