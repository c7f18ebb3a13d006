import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { DELIVERY_INTERVALS } from "../../model/from-ast/delivery.ts";
import type { ContractMonth } from "../../model/model.ts";
import type { ProofRule } from "../rule.ts";

type Named = { readonly name: string; readonly date: string; readonly clause: string };

/**
 * In every listed month: listed before it stops trading, spot no later than that, settled no earlier. Two rules that contradict one
 * another do so in many months: the finding is about the first.
 */
export const datesInOrder: ProofRule = {
  name: "dates-in-order",
  check: ({ model, at }) => {
    const said = new Set<string>();
    return (model.product?.contracts ?? []).flatMap((month) =>
      pairs(month)
        .filter(([earlier, later]) => later.date < earlier.date)
        .filter(([earlier, later]) => {
          const rules = `${earlier.clause} ${later.clause}`;
          return said.has(rules) ? false : said.add(rules) !== undefined;
        })
        .map(([earlier, later]) =>
          diagnostic(
            "dates-in-order",
            at(later.clause),
            { earlier: earlier.name, later: later.name, period: month.period },
            {
              related: [{ span: at(earlier.clause), label: `${earlier.name} of ${month.period} is ${earlier.date}` }],
              evidence: [`${earlier.name} is ${earlier.date}, ${later.name} is ${later.date}`],
            },
          ),
        ),
    );
  },
};

/** Each two dates of a month of which the first must not lie behind the second. */
function pairs(month: ContractMonth): (readonly [Named, Named])[] {
  const named = (name: string): Named[] => month.dates.filter((one) => one.name === name);
  const last = named("last-trading-day");
  const edge = (of: "start" | "end") => (one: ContractMonth["intervals"][number]) => ({
    name: `the ${of} of ${one.name}`,
    date: of === "start" ? one.from : one.to,
    clause: one.clause,
  });
  // Notice and delivery may begin before trading ends or after it; both follow the listing.
  const delivered = (name: string) => month.intervals.filter((one) => one.name === name);
  const starts = month.intervals
    .filter((one) => ![...DELIVERY_INTERVALS, "delivery-period"].includes(one.name))
    .map(edge("start"));
  const both = (first: readonly Named[], second: readonly Named[]) =>
    first.flatMap((a) => second.map((b) => [a, b] as const));
  return [
    ...last.map((one) => [{ name: "its listing", date: month.listed, clause: one.clause }, one] as const),
    ...both(starts, last),
    ...delivered("notice-days").map(
      (one) => [{ name: "its listing", date: month.listed, clause: one.clause }, edge("start")(one)] as const,
    ),
    ...both(last, delivered("delivery-days").map(edge("end"))),
    ...both(last, named("final-settlement-day")),
    ...both(last, named("last-delivery-day")),
    ...both(named("first-notice-day"), named("last-delivery-day")),
  ];
}
