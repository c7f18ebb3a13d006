import type { TradeDateAnswer } from "../../model/generated/trade-date.ts";
import { sayProblem } from "../../model/from-ast/problems.ts";
import type { ContractModel, ContractMonth } from "../../model/model.ts";
import { addBusinessDays, notesOn, sayNote } from "../../value/calendar-days.ts";
import { answer, type Outcome, refuse } from "../../value/calendar.ts";
import { type Day, formatDay, parseDay, sayDay } from "../../value/day.ts";
import type { Session, SessionProblem } from "../../value/session.ts";
import { DAY_MS, formatClock, type Instant, sayZoned, toLocal } from "../../value/zone-time.ts";
import { calendarOf, lastDayOf, monthsOf } from "../product.ts";
import { formatUtc, preOpensOf, type SessionClock, sessionClock, sound } from "../session-clock.ts";

/** How many days ahead the next session is looked for. */
const NEAR = 30;

/**
 * Where an instant lies in the trading of a product or option: the trade date, the session with what cut it, the state of each contract listed
 * on that date, and each step of the reason. Where trading is closed the trade date and session are the next ones. Refused where the calendar
 * of the sessions is not sure about a day that decides; the reason is a sentence.
 */
export function tradeDateAt(model: ContractModel, instant: Instant): Outcome<TradeDateAnswer, string> {
  const product = model.product ?? model.option;
  if (product === undefined) throw new Error(`${model.root} has no sessions`);
  const { sessions } = product;
  const about = Math.floor(instant / DAY_MS);
  const clock = sessionClock(sessions, calendarOf(model, sessions.calendar), about - NEAR, about + NEAR);
  const found = placed(clock, instant);
  if (!found.ok) return refuse(sayProblem(found.problem));
  const { state, session, why } = found.value;
  const tradeDate = formatDay(session.tradeDate);
  const here = localOf(clock, instant);
  return answer({
    format: "tenor-trade-date/1",
    product: product.id,
    instant: formatUtc(instant),
    local: { date: formatDay(here.day), time: formatClock(here.time), zone: sessions.zone },
    state,
    tradeDate,
    session: {
      open: formatUtc(session.open),
      close: formatUtc(session.close),
      opens: session.opens,
      closes: session.closes,
      shortened: [...session.shortened],
    },
    contracts: contractsOn(monthsOf(model), tradeDate, instant),
    why: [`${sayDay(here.day)}, ${formatClock(here.time)} in ${sessions.zone}`, ...why],
  });
}

type Held = Omit<Session, "intervals"> & { readonly opens: string; readonly closes: string };
type Placed = { readonly state: TradeDateAnswer["state"]; readonly session: Held; readonly why: readonly string[] };

function placed(clock: SessionClock, instant: Instant): Outcome<Placed, SessionProblem> {
  const { compiled, zone, sessions } = clock;
  const held = compiled.sessionAt(instant);
  if (!held.ok) return held;
  if (held.value === undefined) return between(clock, instant);
  const { open, close, ends, tradeDate, shortened, halted } = held.value;
  const table = zone(sessions.zone);
  const [opens, closes] = [sayZoned(table, open), sayZoned(table, close)];
  const short = early(shortened);
  const why = [
    `${halted ? "a halt of" : "in"} the session that began ${opens} and ends ${closes}${short}`,
    ...belongs(clock, ends, tradeDate),
  ];
  const session = { tradeDate, open: open.instant, close: close.instant, shortened, opens, closes };
  return answer({ state: halted ? "halt" : "open", session, why });
}

/** Why a session that ends on a day belongs to its trade date. */
function belongs({ calendar }: SessionClock, ends: Day, tradeDate: Day): readonly string[] {
  if (ends === tradeDate) return [`the trade date is the business day in which it ends, ${sayDay(tradeDate)}`];
  const passed: string[] = [];
  for (let day = ends; day < tradeDate; day++) passed.push(closedFor(calendar, day));
  return [
    `it ends on a day that is closed: ${passed.join("; ")}`,
    `it belongs to the next business day, ${sayDay(tradeDate)}`,
  ];
}

/** The instant outside every session: what is closed about it, and the session to come. */
function between(clock: SessionClock, instant: Instant): Outcome<Placed, SessionProblem> {
  const { compiled, calendar } = clock;
  const { day } = localOf(clock, instant);
  const why: string[] = [];
  const today = compiled.on(day);
  if (!today.ok) return today;
  const last = today.value;
  if (last !== undefined && instant >= last.close) {
    // A trade date may have the short session of a holiday before its own: what ended it is what cut the last one.
    const cut = compiled.sessionAt(last.close - 1);
    if (!cut.ok) return cut;
    const short = early(cut.value?.shortened ?? []);
    why.push(`the trading of ${sayDay(day)} ended ${last.intervals.at(-1)?.closeText ?? ""}${short}`);
  }
  for (const at of [day, day + 1]) if (calendar.open[at - calendar.first] === 0) why.push(closedFor(calendar, at));
  let next = addBusinessDays(calendar, day - 1, 1);
  for (; next.ok && next.value <= day + NEAR; next = addBusinessDays(calendar, next.value, 1)) {
    const session = compiled.on(next.value);
    if (!session.ok) return session;
    const coming = session.value?.intervals.find((one) => one.open > instant);
    if (session.value === undefined || coming === undefined) continue;
    const opening = preOpensOf(clock, session.value).some((one) => instant >= one.open && instant < one.close);
    if (opening) why.push("orders are taken for the session to come and not yet matched");
    why.push(`the next session begins ${coming.openText} and belongs to ${sayDay(next.value)}`);
    const { tradeDate, shortened } = session.value;
    const held = { tradeDate, open: coming.open, close: coming.close, shortened };
    return answer({
      state: opening ? "pre-open" : "closed",
      session: { ...held, opens: coming.openText, closes: coming.closeText },
      why,
    });
  }
  if (!next.ok) return next;
  throw new Error(`no session within ${NEAR} days: the checks before see to it that a week has one`);
}

function early(shortened: readonly string[]): string {
  return shortened.length === 0 ? "" : `, early for ${shortened.join(" and ")}`;
}

/** `Fri 26 March 2027 is closed on US_EXCHANGE: Good Friday`. */
function closedFor(calendar: SessionClock["calendar"], day: Day): string {
  const notes = sound(calendar.id, notesOn(calendar, day)).map(sayNote);
  return `${sayDay(day)} is closed on ${calendar.id}: ${notes.join("; ")}`;
}

function localOf({ zone, sessions }: SessionClock, instant: Instant): { readonly day: Day; readonly time: number } {
  return sound(sessions.zone, toLocal(zone(sessions.zone), instant));
}

/** The contracts listed on a trade date. */
function contractsOn(months: readonly ContractMonth[], date: string, instant: Instant): TradeDateAnswer["contracts"] {
  const listed = months.filter((one) => one.listed <= date && lastDayOf(one) >= date);
  const lead = listed.find((one) => one.leadUntil !== undefined && one.leadUntil > date);
  return listed.map((one) => ({
    code: one.code,
    period: one.period,
    state: stateOf(one, date, instant),
    lead: one === lead,
    spot: one.intervals.some((span) => span.name === "spot-period" && within(span, date)),
    listed: one.listed,
    last: lastDayOf(one),
  }));
}

function stateOf(month: ContractMonth, date: string, instant: Instant): "trading" | "last-day" | "ended" {
  if (lastDayOf(month) !== date) return "trading";
  return month.lastClose !== undefined && instant >= Date.parse(month.lastClose.utc) ? "ended" : "last-day";
}

function within({ from, to, inclusive }: ContractMonth["intervals"][number], date: string): boolean {
  return date >= from && (inclusive ? date <= to : date < to);
}

/** The instant of `2027-03-26T18:30-05:00` or `2027-03-26T23:30:00Z`; undefined for anything else, also without an offset. */
export function parseInstant(text: string): Instant | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(Z|([+-])(0\d|1[0-4]):([0-5]\d))$/.exec(
    text,
  );
  const day = parseDay(found?.[1] ?? "");
  if (found === null || day === undefined) return undefined;
  const [, , hour, minute, second = "0", , sign, offHours = "0", offMinutes = "0"] = found;
  const offset = (Number(offHours) * 60 + Number(offMinutes)) * (sign === "-" ? -60_000 : 60_000);
  return day * DAY_MS + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000 - offset;
}
