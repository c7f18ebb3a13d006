import { diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Instant, Sessions } from "../../model/model.ts";
import { type Day, parseDay, weekdayOf } from "../../value/day.ts";
import { instantOf } from "../instants.ts";
import type { ProofRule } from "../rule.ts";

/** In every listed month trading ends within a session of the last trading day, or as it ends. The finding is about the first that does not. */
export const lastCloseInSession: ProofRule = {
  name: "last-close-in-session",
  check: ({ model, at }) => {
    const { product } = model;
    const sessions = product?.sessions;
    if (product === undefined || sessions === undefined) return [];
    for (const month of product.contracts) {
      const close = month.lastClose;
      const day = close && parseDay(close.date);
      if (close === undefined || day === undefined) continue;
      const trading = stretches(sessions, day);
      // A week without a session that day, or a clock change within it, has a finding of its own.
      if (trading.length === 0 || trading.some((one) => within(one, close))) continue;
      const params = {
        product: product.id,
        month: month.period,
        close: `${close.local.slice(0, 5)} ${close.zone} on ${close.date}`,
        sessions: trading.map((one) => one.text).join(", "),
      };
      const related = [{ span: at(sessions.trade[0]?.clause ?? sessions.clause), label: "traded at these times" }];
      return [diagnostic("last-close-in-session", at(close.clause), params, { related })];
    }
    return [];
  },
};

type Stretch = { readonly open: number; readonly close: number; readonly text: string };

/** The sessions that end on `day`, in milliseconds of UTC. */
function stretches({ trade, zone }: Sessions, day: Day): Stretch[] {
  return trade.flatMap((one): Stretch[] => {
    const opens = one.nextDay ? day - 1 : day;
    const [open, close] = [instantOf(opens, one.from, zone), instantOf(day, one.until, zone)];
    if (!one.days.includes(weekdayOf(opens)) || open === undefined || close === undefined) return [];
    const text = `${one.from.slice(0, 5)}${one.nextDay ? " the day before" : ""} until ${one.until.slice(0, 5)} ${zone}`;
    return [{ open, close, text }];
  });
}

function within({ open, close }: Stretch, at: Instant): boolean {
  const instant = Date.parse(at.utc);
  return open < instant && instant <= close;
}
