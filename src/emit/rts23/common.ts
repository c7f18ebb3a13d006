import { isIsin, isLei, isMic } from "../../value/identifiers.ts";
import type { Classification, ContractModel, ContractMonth, Sessions } from "../../model/model.ts";
import { parse, show } from "../../runtime/exact.ts";
import { calendarOf, lastDayOf } from "../product.ts";
import { dayIn, formatUtc, sessionClock, type SessionClock } from "../session-clock.ts";
import { type Cfi, commodityOf, statedAs } from "./cfi.ts";
import type { Draft } from "./record.ts";

/** What every contract of which records are told has. */
export type Reported = {
  readonly id: string;
  readonly clause: string;
  readonly venue: string;
  readonly venueClause: string;
  readonly classification: readonly Classification[];
};

/** Fields 1 and 5 to 10: who reports which instrument where. */
export function putIdentity(
  draft: Draft,
  model: ContractModel,
  contract: Reported,
  code: string,
  ...clauses: string[]
): void {
  putNumber(draft, 1, contract, code);
  const venue = model.organisations.find((one) => one.id === contract.venue);
  const fact = (name: string, sees: (text: string) => boolean) =>
    venue?.facts.find((one) => one.name === name && sees(one.value));
  const [lei, mic] = [fact("lei", isLei), fact("mic", isMic)];
  if (lei === undefined)
    draft.lack(5, `${contract.venue} states no LEI (“lei” of the venue)`, venue?.clause ?? contract.venueClause);
  else draft.put(5, lei.value, lei.clause, contract.venueClause);
  if (mic === undefined)
    draft.lack(
      6,
      `${contract.venue} states no code of ISO 10383: \`mic\` of the venue`,
      venue?.clause ?? contract.venueClause,
    );
  else draft.put(6, mic.value, mic.clause, contract.venueClause);
  draft.put(8, "false", contract.venueClause);
  const fisn = statedAs(contract, "fisn");
  if (fisn !== undefined) draft.put(7, fisn.value, fisn.clause);
  else
    draft.put(
      7,
      `${contract.venue.replaceAll("_", " ")}/${code.includes(" ") ? "OPT" : "FUT"} ${code}`.toUpperCase(),
      contract.clause,
      contract.venueClause,
      ...clauses,
    );
}

/** A field for the number of the instrument `code`; open while there is none, for nothing is made up. */
export function putNumber(draft: Draft, field: number, contract: Reported, code: string): void {
  const stated = statedAs(contract, "isin");
  const number = stated?.codes?.find((one) => one.code === code)?.isin;
  if (stated !== undefined && number !== undefined) return draft.put(field, number, stated.clause, stated.value);
  // A number stated as such is that of a contract without months, which is one instrument.
  if (stated !== undefined && stated.codes === undefined && isIsin(stated.value) && code === contract.id)
    return draft.put(field, stated.value, stated.clause);
  const why =
    stated?.codes === undefined
      ? `no ISIN of ${code}: the agency gives one before trading begins, and “isin” of the classification names the table that has it`
      : `${stated.value} has no ISIN of ${code} yet`;
  draft.lack(field, why, stated?.clause ?? contract.clause);
}

/** Fields 3 and 4: what the instrument is. */
export function putClass(draft: Draft, contract: Reported, cfi: Cfi): void {
  const clauses = cfi.letters.flatMap((one) => one.clauses);
  if (cfi.code === undefined)
    draft.lack(
      3,
      "the terms do not decide each letter: the classification states a “cfi” with its reason",
      contract.clause,
    );
  else draft.put(3, cfi.code, ...(cfi.stated === undefined ? [] : [cfi.stated.clause]), ...clauses);
  const kind = commodityOf(contract);
  if (kind === undefined)
    draft.lack(4, "no section of MiFID II is stated (“mifid” of the classification)", contract.clause);
  else draft.put(4, String(kind.value), kind.mifid.clause);
}

/** Fields 11 and 12 of a contract month: its first session opens, its last one closes. */
export function putTimes(draft: Draft, clock: SessionClock, month: ContractMonth, days: readonly string[]): void {
  const opens = clock.compiled.on(dayIn(month.listed));
  const open = opens.ok ? opens.value?.open : undefined;
  if (open === undefined) draft.lack(11, `no session is held on ${month.listed}`, days[0] as string);
  else draft.put(11, formatUtc(open), clock.sessions.clause, ...days);
  const last = lastDayOf(month);
  const closes = month.lastClose === undefined ? clock.compiled.on(dayIn(last), true) : undefined;
  const close =
    month.lastClose?.utc ??
    (closes?.ok === true && closes.value !== undefined ? formatUtc(closes.value.close) : undefined);
  if (close === undefined) draft.lack(12, `no session is held on ${last}`, days[0] as string);
  else draft.put(12, close, month.lastClose?.clause ?? clock.sessions.clause, ...days);
  draft.put(24, last, ...days);
}

/** The sessions of a contract over the life of its months. */
export function clockOf(model: ContractModel, sessions: Sessions, months: readonly ContractMonth[]): SessionClock {
  const days = months.flatMap((one) => [dayIn(one.listed), dayIn(lastDayOf(one))]);
  return sessionClock(sessions, calendarOf(model, sessions.calendar), Math.min(...days), Math.max(...days));
}

/** Field 25: a size as an exact decimal. */
export function putMultiplier(draft: Draft, size: string, ...clauses: readonly string[]): void {
  draft.put(25, show(parse(size)), ...clauses);
}

/** Field 28: the title of the index where it fits 25 characters, else the name it has in the spec. */
export function putIndex(
  draft: Draft,
  model: ContractModel,
  underlying: { readonly index: string; readonly clause: string },
): void {
  const index = model.indices.find((one) => one.id === underlying.index);
  const short = index !== undefined && index.title.length <= 25 ? index : undefined;
  draft.put(28, short?.title ?? underlying.index, underlying.clause, ...(short === undefined ? [] : [short.clause]));
}

/** Fields 35, 38 and 39 of a commodity derivative. */
export function putCommodity(draft: Draft, contract: Reported, kind: "FUTR" | "OPTN", final: string): void {
  const found = commodityOf(contract);
  if (found?.value !== true) return;
  const { mifid } = found;
  if (mifid.value === "C10") draft.put(35, "OTHC", mifid.clause);
  else
    draft.lack(35, `no term says which base product of goods a contract of section ${mifid.value} has`, mifid.clause);
  draft.put(38, kind, contract.clause);
  draft.put(39, "EXOF", final);
}
