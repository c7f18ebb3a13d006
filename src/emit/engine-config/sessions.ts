import type { ContractModel, Sessions as Terms } from "../../model/model.ts";
import type { Sessions } from "../../model/generated/engine.ts";
import { calendarOf, lastDayOf, productOf } from "../product.ts";
import { present } from "../present.ts";
import { tradeDays } from "./schedule.ts";

/** The sessions of the engine config, and their schedule from the model's day to the last day of the last listed month. */
export function engineSessions(model: ContractModel): Sessions {
  const { product, asOf } = productOf(model);
  const to = product.contracts.map(lastDayOf).reduce((latest, day) => (day > latest ? day : latest), asOf);
  return sessionsUntil(model, product.sessions, asOf, to);
}

/** Sessions with their schedule from one day to another. */
export function sessionsUntil(model: ContractModel, sessions: Terms, asOf: string, to: string): Sessions {
  const calendar = calendarOf(model, sessions.calendar);
  const inSpan = ({ date }: { date: string }) => date >= asOf && date <= to;
  const { lastClose, settlement } = sessions;
  return present({
    zone: sessions.zone,
    tradeDate: "session-end" as const,
    templates: sessions.trade.map(({ days, from, until, nextDay, clause }) => ({ days, from, until, nextDay, clause })),
    lastClose:
      lastClose?.date === undefined
        ? undefined
        : { at: lastClose.at, zone: lastClose.zone, date: lastClose.date, clause: lastClose.clause },
    settlement:
      settlement === undefined
        ? undefined
        : {
            at: settlement.at,
            zone: settlement.zone,
            earlyClose: settlement.earlyClose,
            clause: settlement.clause,
          },
    calendar: {
      id: calendar.id,
      title: calendar.title,
      weekend: calendar.weekend,
      holidays: calendar.closed.filter(inSpan).map(({ date, title }) => ({ date, title })),
      earlyCloses: calendar.earlyCloses
        .filter(inSpan)
        .map(({ date, at, zone, title }) => ({ date, at, zone: zone ?? sessions.zone, title })),
      clause: calendar.clause,
    },
    schedule: tradeDays(sessions, calendar, asOf, to),
    clause: sessions.clause,
  });
}
