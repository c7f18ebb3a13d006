import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ContractMonth, Delivery, Product } from "../../model/model.ts";
import { formatDay, parseDay, weekdayOf } from "../../value/day.ts";
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
    for (const month of product.contracts) {
      const found = monthOf(proof, product, delivery, month);
      if (found !== undefined) return [found];
    }
    return [];
  },
};

function monthOf(proof: Proof, product: Product, delivery: Delivery, month: ContractMonth): Diagnostic | undefined {
  const named = (name: string) => month.intervals.find((one) => one.name === name);
  const notice = named(delivery.noticeDays.interval);
  const window = named(delivery.deliveryDays.interval);
  if (notice === undefined || window === undefined) return undefined;
  const say = (why: string): Diagnostic =>
    diagnostic(
      "notice-without-delivery",
      proof.at(delivery.noticeDays.clause),
      { period: month.period, why },
      {
        related: [
          {
            span: proof.at(delivery.deliveryDays.clause),
            label: `${window.from} to ${lastOf(window)} in ${month.period}`,
          },
          {
            span: proof.at(delivery.notice.clause),
            label: `${delivery.notice.businessDays} business days before delivery`,
          },
        ],
      },
    );
  const [first, last] = [notice.days[0], notice.days.at(-1)];
  if (first === undefined || last === undefined) return say("no business day lies in the notice days");
  for (const day of first === last ? [first] : [first, last]) {
    const delivered = businessDaysAfter(proof, product, day, delivery.notice.businessDays);
    const side = delivered < window.from ? "before" : delivered > lastOf(window) ? "after" : undefined;
    if (side !== undefined)
      return say(`what is announced on ${day} is delivered on ${delivered}, ${side} the delivery days`);
  }
  return undefined;
}

/** The last day of an interval; one with `until` ends on the day before. */
function lastOf({ to, inclusive }: ContractMonth["intervals"][number]): string {
  const day = parseDay(to);
  return inclusive || day === undefined ? to : formatDay(day - 1);
}

/** The day that many business days after a day, on the calendar of the notice days. */
function businessDaysAfter({ model }: Proof, product: Product, date: string, count: number): string {
  const name = product.intervals.find((one) => one.name === "notice-days")?.calendar;
  const calendar = model.calendars.find((one) => one.id === name);
  let day = parseDay(date);
  if (calendar === undefined || day === undefined) throw new Error(`the notice days of ${product.id} have no calendar`);
  const closed = new Set(calendar.closed.map((one) => one.date));
  for (let left = count; left > 0;) {
    day += 1;
    const open = !calendar.weekend.includes(weekdayOf(day)) && !closed.has(formatDay(day));
    if (open) left -= 1;
  }
  return formatDay(day);
}
