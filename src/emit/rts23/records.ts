import type { ContractModel, Option, Perpetual, Product } from "../../model/model.ts";
import { clausesIn, clausesOfListing, clausesOfRule } from "../dependencies.ts";
import { expiryOf, seriesCode } from "../option/config.ts";
import { dayClauses } from "../option/origins.ts";
import { calendarOf } from "../product.ts";
import { dayIn, formatUtc, sessionClock } from "../session-clock.ts";
import { cfiOfFuture, cfiOfOption } from "./cfi.ts";
import {
  clockOf,
  putClass,
  putCommodity,
  putIdentity,
  putIndex,
  putMultiplier,
  putNumber,
  putTimes,
} from "./common.ts";
import { draftOf, type Rts23Record } from "./record.ts";

/** A record for each listed month of a future or structured contract. */
export function futureRecords(model: ContractModel, product: Product): Rts23Record[] {
  const { contracts, finalSettlement: final, flow, price, sessions, size } = product;
  if (contracts.length === 0) return [];
  const clock = clockOf(model, sessions, contracts);
  const cfi = cfiOfFuture(product);
  const days = [
    ...new Set([
      ...clausesOfListing(product),
      ...clausesIn([product.dates, sessions.lastClose]),
      ...product.dates.flatMap(({ rule }) => clausesOfRule(product, rule)),
      calendarOf(model, sessions.calendar).clause,
    ]),
  ];
  return contracts.map((month) => {
    const draft = draftOf(month.code);
    putIdentity(draft, model, product, month.code, ...days);
    draft.put(2, `${product.title}, ${month.period}`, product.clause, ...days);
    putClass(draft, product, cfi);
    putTimes(draft, clock, month, days);
    draft.put(13, price.currency, price.clause);
    putMultiplier(
      draft,
      month.amount?.size ?? size.value,
      size.clause,
      ...(flow === undefined ? [] : [flow.clause, ...days]),
    );
    putIndex(draft, model, product.underlying);
    draft.put(34, final.method === "cash" ? "CASH" : "PHYS", final.clause);
    putCommodity(draft, product, "FUTR", final.clause);
    return draft.done();
  });
}

/** A record for each listed series of an option: every month, every strike, a call and a put. */
export function optionRecords(model: ContractModel, option: Option): Rts23Record[] {
  if (option.contracts.length === 0) return [];
  const clock = clockOf(
    model,
    option.sessions,
    option.contracts.map(({ month }) => month),
  );
  const days = [...new Set([...dayClauses(model, option), calendarOf(model, option.sessions.calendar).clause])];
  const ladder = [...new Set([...days, ...clausesIn(option.strikes)])];
  const { exercise, premium, size, style } = option;
  return (["call", "put"] as const).flatMap((right) => {
    const cfi = cfiOfOption(option, right);
    return option.contracts.flatMap(({ month, strikes, underlying }) =>
      strikes.map((strike) => {
        const code = seriesCode(month.code, right, strike);
        const draft = draftOf(code);
        putIdentity(draft, model, option, code, ...ladder);
        draft.put(2, `${option.title}, ${month.period}, ${right} ${strike}`, option.clause, ...ladder);
        putClass(draft, option, cfi);
        putTimes(draft, clock, month, days);
        draft.put(24, expiryOf(month), ...days);
        draft.put(13, premium.currency, premium.clause);
        putMultiplier(draft, size.value, size.clause);
        putNumber(draft, 26, option, underlying.code);
        draft.put(30, right === "call" ? "CALL" : "PUTO", option.clause);
        draft.put(31, strike, ...ladder);
        draft.put(32, premium.currency, premium.clause);
        draft.put(33, style.value === "american" ? "AMER" : "EURO", style.clause);
        draft.put(34, exercise.into.kind === "future" ? "PHYS" : "CASH", exercise.into.clause);
        putCommodity(draft, option, "OPTN", exercise.clause);
        return draft.done();
      }),
    );
  });
}

/** The one record of a perpetual contract, which nothing ends; what a future's classification wants of an end is open. */
export function perpetualRecords(model: ContractModel, perpetual: Perpetual): Rts23Record[] {
  const { funding, listing, price, sessions, size } = perpetual;
  const draft = draftOf(perpetual.id);
  const first = dayIn(listing.first);
  const clock = sessionClock(sessions, calendarOf(model, sessions.calendar), first, first);
  const days = [listing.clause, sessions.clause, calendarOf(model, sessions.calendar).clause];
  putIdentity(draft, model, perpetual, perpetual.id);
  draft.put(2, perpetual.title, perpetual.clause);
  putClass(draft, perpetual, cfiOfFuture(perpetual));
  const opens = clock.compiled.on(first);
  const open = opens.ok ? opens.value?.open : undefined;
  if (open === undefined) draft.lack(11, `no session is held on ${listing.first}`, listing.clause);
  else draft.put(11, formatUtc(open), ...days);
  draft.put(13, price.currency, price.clause);
  draft.lack(
    24,
    "a perpetual contract does not expire, and the CFI of a future wants a day on which it does: ask the authority how it is classified",
    perpetual.clause,
  );
  putMultiplier(draft, size.value, size.clause);
  putIndex(draft, model, perpetual.underlying);
  draft.put(34, "CASH", funding.clause);
  putCommodity(draft, perpetual, "FUTR", funding.clause);
  return [draft.done()];
}
