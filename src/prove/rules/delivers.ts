import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Delivery, Product } from "../../model/model.ts";
import { type MonthDays, monthDays } from "../../model/month-days.ts";
import { type Day, formatDay, parseDay, weekdayOf } from "../../value/day.ts";
import { formatPeriod } from "../../value/month.ts";
import type { Proof, ProofRule } from "../rule.ts";

/**
 * In every listed month each day of notice leads to a day of delivery: there is a business day on which notice can be given, and what is
 * announced on the first and on the last of them is delivered within the delivery days. The finding is about the first month that fails.
 */
export const delivers: ProofRule = {
  name: "delivers",
  check: (proof) => {
    const { product } = proof.model;
    const delivery = product?.finalSettlement.delivery;
    if (product === undefined || delivery === undefined) return [];
    const look = monthsOf(proof, product, delivery);
    for (const month of look === undefined ? [] : monthDays(product)) {
      const found = look?.(month);
      if (found !== undefined) return [found];
    }
    return [];
  },
};

/** How a month is looked at; undefined where the days of notice or of delivery are not stated. */
function monthsOf(
  proof: Proof,
  product: Product,
  delivery: Delivery,
): ((month: MonthDays) => Diagnostic | undefined) | undefined {
  const place = (name: string) => product.intervals.findIndex((one) => one.name === name);
  const [noticeAt, windowAt] = [place(delivery.noticeDays.interval), place(delivery.deliveryDays.interval)];
  const [noticeDays, deliveryDays] = [product.intervals[noticeAt], product.intervals[windowAt]];
  if (noticeDays === undefined || deliveryDays === undefined) return undefined;
  const isOpen = openDays(proof, noticeDays.calendar);
  if (isOpen === undefined) return undefined;
  const count = delivery.notice.businessDays;
  return (month) => {
    const notice = stretchOf(month, noticeAt, noticeDays.inclusive);
    const window = stretchOf(month, windowAt, deliveryDays.inclusive);
    const say = (why: string): Diagnostic => {
      const period = formatPeriod(product.contract.period, month.period);
      const label = `${formatDay(window.first)} to ${formatDay(window.last)} in ${period}`;
      const related = [
        { span: proof.at(delivery.deliveryDays.clause), label },
        { span: proof.at(delivery.notice.clause), label: `${count} business days before delivery` },
      ];
      return diagnostic("notice-without-delivery", proof.at(delivery.noticeDays.clause), { period, why }, { related });
    };
    let [first, last] = [notice.first, notice.last];
    while (first <= last && !isOpen(first)) first += 1;
    while (last > first && !isOpen(last)) last -= 1;
    if (first > last) return say("no business day lies in the notice days");
    for (const day of first === last ? [first] : [first, last]) {
      let delivered = day;
      for (let left = count; left > 0;) if (isOpen(++delivered)) left -= 1;
      const side = delivered < window.first ? "before" : delivered > window.last ? "after" : undefined;
      const [said, then] = [formatDay(day), formatDay(delivered)];
      if (side !== undefined)
        return say(`what is announced on ${said} is delivered on ${then}, ${side} the delivery days`);
    }
    return undefined;
  };
}

/** The first and the last day of an interval; one with `until` ends on the day before. */
function stretchOf(month: MonthDays, at: number, inclusive: boolean): { readonly first: Day; readonly last: Day } {
  const { from, to } = month.intervals[at] as MonthDays["intervals"][number];
  return { first: from, last: inclusive ? to : to - 1 };
}

/** Whether a day is a business day on the calendar of the notice days; undefined of a calendar that could not be read. */
function openDays({ model }: Proof, name: string | undefined): ((day: Day) => boolean) | undefined {
  const calendar = model.calendars.find((one) => one.id === name);
  if (calendar === undefined) return undefined;
  const closed = new Set(calendar.closed.map((one) => parseDay(one.date)));
  return (day) => !calendar.weekend.includes(weekdayOf(day)) && !closed.has(day);
}
