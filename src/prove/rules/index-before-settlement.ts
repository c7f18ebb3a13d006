import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { indicesOfTier } from "../../model/from-ast/closure.ts";
import type { Calendar, TimeTerm } from "../../model/model.ts";
import { type Day, parseDay, sayDay } from "../../value/day.ts";
import { closing, instantOf, tellingDays, type TradeDates, tradeDates } from "../instants.ts";
import type { ProofRule } from "../rule.ts";

/**
 * On every trade date an index that the daily settlement reads is published no later than the settlement is measured. The line of the last
 * day is left out: a final settlement is worked out when its index is there. One finding for each line and index, about its first such day.
 */
export const indexBeforeSettlement: ProofRule = {
  name: "index-before-settlement",
  check: ({ model, at }) => {
    const { product } = model;
    const settlement = product?.sessions.settlement;
    const calendar = model.calendars.find((one) => one.id === product?.sessions.calendar);
    if (product === undefined || settlement === undefined || calendar === undefined) return [];
    const daily = product.dailySettlement;
    const days = tradeDates(model, calendar);
    if (days === undefined) return [];
    const lates = new Map<string, Day | undefined>();
    const lateOf = (id: string, publish: TimeTerm): Day | undefined => {
      if (!lates.has(id)) lates.set(id, firstLate(publish, settlement, calendar, days));
      return lates.get(id);
    };
    return [...daily.groups.flatMap((group) => group.tiers), ...daily.newlyListed].flatMap((tier) =>
      indicesOfTier(tier).flatMap((id): Diagnostic[] => {
        const publish = model.indices.find((one) => one.id === id)?.publish;
        const late = publish && lateOf(id, publish);
        if (publish === undefined || late === undefined) return [];
        const params = {
          ...{ index: id, published: said(publish), day: sayDay(late) },
          settlement: said(closing(settlement, calendar, late)),
        };
        const related = [
          { span: at(settlement.clause), label: "measured here" },
          { span: at(publish.clause), label: `${id} is published here` },
        ];
        return [diagnostic("index-before-settlement", at(tier.clause), params, { related })];
      }),
    );
  },
};

const THREE_HOURS = 3 * 3_600_000;

/**
 * The first day on which the value is not there yet. Clock changes move two zones against one another by less than three hours: where the
 * settlement is later by more than that in winter and in summer, only its early closes are looked at.
 */
function firstLate(publish: TimeTerm, settlement: TimeTerm, calendar: Calendar, days: TradeDates): Day | undefined {
  const far = [days.from, days.from + 182].every((day) => {
    const [a, b] = [instantOf(day, publish.at, publish.zone), instantOf(day, settlement.at, settlement.zone)];
    return a !== undefined && b !== undefined && b - a > THREE_HOURS;
  });
  const short = settlement.earlyClose ? calendar.earlyCloses.map((one) => parseDay(one.date) as Day) : [];
  const asked = short.filter((day) => day >= days.from && day <= days.to && days.open(day));
  if (!far) asked.push(...tellingDays(days, [publish.zone, settlement.zone]));
  return asked.sort((a, b) => a - b).find((day) => isLate(publish, settlement, calendar, day));
}

function isLate(publish: TimeTerm, settlement: TimeTerm, calendar: Calendar, day: Day): boolean {
  const published = instantOf(day, publish.at, publish.zone);
  const { at, zone } = closing(settlement, calendar, day);
  const measured = instantOf(day, at, zone);
  return published !== undefined && measured !== undefined && published > measured;
}

function said({ at, zone, early }: TimeTerm & { readonly early?: boolean }): string {
  return `${at.slice(0, 5)} ${zone}${early ? " (early close)" : ""}`;
}
