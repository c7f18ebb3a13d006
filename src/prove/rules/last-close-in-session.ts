import { diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Sessions } from "../../model/model.ts";
import { monthDays } from "../../model/month-days.ts";
import { type Day, weekdayOf } from "../../value/day.ts";
import { instantOf } from "../instants.ts";
import type { ProofRule } from "../rule.ts";

/** In every listed month trading ends within a session of the last trading day, or as it ends. The finding is about the first that does not. */
export const lastCloseInSession: ProofRule = {
  name: "last-close-in-session",
  check: ({ model, at }) => {
    const { product } = model;
    const sessions = product?.sessions;
    if (product === undefined || sessions === undefined) return [];
    for (const [place, { lastClose }] of monthDays(product).entries()) {
      if (lastClose === undefined) continue;
      const trading = stretches(sessions, lastClose.day);
      // A session that a clock change cuts has a finding of its own.
      const none = !sessions.trade.some(({ days, nextDay }) =>
        days.includes(weekdayOf(lastClose.day - (nextDay ? 1 : 0))),
      );
      if (!none && (trading.length === 0 || trading.some((one) => within(one, lastClose.instant)))) continue;
      const month = product.contracts[place];
      const close = month?.lastClose;
      if (month === undefined || close === undefined) continue;
      const params = {
        product: product.id,
        month: month.period,
        close: `${close.local.slice(0, 5)} ${close.zone} on ${close.date}`,
        sessions: none
          ? "none, for no session ends on that day of the week"
          : trading.map(({ session }) => sayStretch(session, sessions.zone)).join(", "),
      };
      const related = [{ span: at(sessions.trade[0]?.clause ?? sessions.clause), label: "traded at these times" }];
      return [diagnostic("last-close-in-session", at(close.clause), params, { related })];
    }
    return [];
  },
};

type Session = Sessions["trade"][number];
type Stretch = { readonly open: number; readonly close: number; readonly session: Session };

/** The sessions that end on `day`, in milliseconds of UTC. */
function stretches({ trade, zone }: Sessions, day: Day): Stretch[] {
  return trade.flatMap((session): Stretch[] => {
    const opens = session.nextDay ? day - 1 : day;
    if (!session.days.includes(weekdayOf(opens))) return [];
    const [open, close] = [instantOf(opens, session.from, zone), instantOf(day, session.until, zone)];
    return open === undefined || close === undefined ? [] : [{ open, close, session }];
  });
}

function sayStretch({ from, until, nextDay }: Session, zone: string): string {
  return `${from.slice(0, 5)}${nextDay ? " the day before" : ""} until ${until.slice(0, 5)} ${zone}`;
}

function within({ open, close }: Stretch, instant: number): boolean {
  return open < instant && instant <= close;
}
