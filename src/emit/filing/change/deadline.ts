import { APPROVAL_DAYS, CERTIFICATION_DAYS } from "../../../prove/amendment/timing.ts";
import { type Day, formatDay, parseDay, yearOf } from "../../../value/day.ts";
import { addFederalBusinessDays, isFederalBusinessDay, onFederalBusinessDay } from "../../../value/federal-days.ts";
import { DAY_MS, formatClock, parseClock, toLocal } from "../../../value/zone-time.ts";
import { zoneTable } from "../../../value/zone.ts";
import { sessionClock, sound } from "../../session-clock.ts";
import { factOf } from "../facts.ts";
import type { ChangeSubject } from "./subject.ts";

/** The open of business of the Commission in Washington, 17 CFR 40.1. */
export const OPEN_OF_BUSINESS = "08:15";
/** A weekly notification is given at most so many days after what it tells took effect, 17 CFR 40.6(d)(1). */
export const NOTICE_DAYS = 7;

/** A moment in Washington: its day, and its time where the whole day is not meant. */
export type Washington = { readonly day: Day; readonly time?: string };

/**
 * The days of a filing. `received` is the business day at whose open it is in; `earliest` the first day on which it may take effect; `by` when it has
 * to be filed at the latest for the day of effect. Undefined where `filed` or `filed-at` is none.
 */
export type ChangeDays = {
  readonly filed: Day;
  readonly effective: Day;
  readonly received: Day;
  readonly earliest?: Day;
  readonly by?: Washington;
};

export function daysOf(subject: ChangeSubject): ChangeDays | undefined {
  const { filing, amendment, route } = subject;
  const [filed, effective] = [factOf(filing.facts, "filed")?.value ?? "", amendment.effective].map(parseDay);
  const at = factOf(filing.facts, "filed-at")?.value;
  if (filed === undefined || effective === undefined || (at !== undefined && parseClock(at) === undefined))
    return undefined;
  // What comes in after the open of business is there at the next one.
  const early = isFederalBusinessDay(filed) && at !== undefined && at <= OPEN_OF_BUSINESS;
  const received = route === "certification" && !early ? onFederalBusinessDay(filed + 1) : onFederalBusinessDay(filed);
  const days = { filed, effective, received };
  if (route === "certification")
    return {
      ...days,
      earliest: addFederalBusinessDays(received, CERTIFICATION_DAYS),
      by: { day: addFederalBusinessDays(effective, -CERTIFICATION_DAYS), time: OPEN_OF_BUSINESS },
    };
  if (route === "approval") return { ...days, earliest: onFederalBusinessDay(received + APPROVAL_DAYS) };
  if (route === "notification") return { ...days, by: { day: effective + NOTICE_DAYS } };
  return route === "emergency" ? { ...days, by: dayAfterOpen(subject, effective) } : days;
}

/** 24 hours after the trade date of effect opens, in Washington. */
function dayAfterOpen({ contracts: [first], model }: ChangeSubject, effective: Day): Washington {
  const { product, option, spread, calendars } = first?.after ?? model;
  const sessions = (product ?? option ?? spread)?.sessions;
  const calendar = calendars.find(({ id }) => id === sessions?.calendar);
  // What trades without sessions changes as its day begins.
  if (sessions === undefined || calendar === undefined) return { day: effective };
  const session = sound(calendar.id, sessionClock(sessions, calendar, effective, effective).compiled.on(effective));
  if (session === undefined) return { day: effective };
  const table = sound("America/New_York", zoneTable("America/New_York", yearOf(effective - 2), yearOf(effective + 2)));
  const { day, time } = sound("America/New_York", toLocal(table, session.open + DAY_MS));
  return { day, time: formatClock(time) };
}

/** Whether the filing is in time for the day of effect: what it misses, as days to print; undefined where it is. */
export function lateness(
  subject: ChangeSubject,
):
  | { readonly kind: "effective"; readonly earliest: string }
  | { readonly kind: "notice"; readonly last: Washington }
  | undefined {
  const days = daysOf(subject);
  if (days === undefined) return undefined;
  const { filed, effective, earliest, by } = days;
  if (earliest !== undefined && effective < earliest) return { kind: "effective", earliest: formatDay(earliest) };
  if (subject.route === "certification" || by === undefined || filed < by.day) return undefined;
  const at = factOf(subject.filing.facts, "filed-at")?.value;
  const late = filed > by.day || (by.time !== undefined && (at === undefined || at > by.time));
  return late ? { kind: "notice", last: by } : undefined;
}
