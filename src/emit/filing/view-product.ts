import type { Calendar, LeadMonth, Narrative, Product, SessionTemplate, TimeTerm } from "../../model/model.ts";
import type { DateRule } from "../../value/date-rule.ts";
import { groupWords } from "./listing-words.ts";
import { dateTitle, dateWords, intervalWords } from "./date-words.ts";
import type { FutureSubject, Subject } from "./names.ts";
import { narrativeProse, type Numbering } from "./prose.ts";
import { resting, term, type Term } from "./term.ts";
import { eachWords, sizeWords } from "./size-words.ts";
import { currencyWords, moneyWords, rateWords, shortQuantity, unitWords } from "./units.ts";
import { clock, count, list, longDate, periodName, spaced, weekdays, withArticle, zoneName } from "./words.ts";

/** The rule of a date as `value/date-rule` knows it; the model's schema leaves its kinds open. */
const ruleOf = (rule: unknown): DateRule => rule as DateRule;

/** What any contract is called, and what it is under the laws of its markets. */
export function headView({ product }: Pick<Subject, "product">) {
  const code = "code" in product.listing ? product.listing.code : undefined;
  return {
    title: term(product.title, product.clause),
    code: term(code?.root ?? product.id, code?.clause ?? product.clause),
    classification: product.classification.map((one) => ({
      scheme: term(SCHEMES[one.scheme] ?? one.scheme.toUpperCase(), one.clause),
      value: term(/^[a-z-]+$/.test(one.value) ? spaced(one.value) : one.value, one.clause),
      because: one.because === undefined ? null : term(one.because, one.clause),
    })),
    status: product.classification
      .filter((one) => one.scheme === "cea")
      .map((one) => ({
        value: term(withArticle(spaced(one.value)), one.clause),
        physical: one.value === "exempt-commodity" ? term("exempt", one.clause) : null,
        because: one.because === undefined ? null : term(one.because, one.clause),
      })),
  };
}

/** What the contract is, how it is quoted and in what steps. */
export function productView({ product }: FutureSubject) {
  const { size, price, payment } = product;
  return {
    ...headView({ product }),
    period: term(product.contract.period, product.contract.clause),
    // A month is named by itself; of a longer or shorter period one must say which end names it.
    namedBy: product.contract.period === "month" ? null : term(product.contract.namedBy, product.contract.clause),
    size: term(sizeWords(product), size.clause),
    priceUnit: term(unitWords(price.unit), price.clause),
    payment:
      payment === undefined
        ? null
        : {
            currency: term(currencyWords(payment.currency), payment.clause),
            from: term(currencyWords(price.currency), price.clause),
            rate:
              payment.rate === undefined ? null : term(rateWords(payment.rate, payment.currency), payment.rate.clause),
          },
    signed: price.signed ? term("may be negative", price.clause) : null,
    unsigned: term("not negative", price.clause),
    exactTo: term(
      moneyWords(product.tickValueExactTo.amount, product.tickValueExactTo.currency),
      product.tickValueExactTo.clause,
    ),
    ticks: ticksView(product, eachWords(product), payment?.rate === undefined ? [] : [payment.rate.clause]),
  };
}

/** The increments of a contract and what each is worth; `each` follows an amount that is not of the whole contract. */
export function ticksView(
  { ticks, price, size }: Pick<Product, "ticks" | "price" | "size">,
  each = "",
  clauses: readonly string[] = [],
) {
  return ticks.map((tick) => ({
    role: term(spaced(tick.role), tick.clause),
    increment: term(shortQuantity(tick.increment, price.unit), tick.clause, price.clause),
    decimals: term(count(tick.decimals, "decimal"), tick.clause),
    // A tick is worth its size in the contract's quantity, so both clauses speak.
    value: term(`${moneyWords(tick.value.amount, tick.value.currency)}${each}`, tick.clause, size.clause, ...clauses),
  }));
}

const SCHEMES: { readonly [scheme: string]: string | undefined } = {
  cea: "Commodity Exchange Act",
  cfi: "CFI code (ISO 10962)",
  mifid: "MiFID II",
};

/** A contract with contract months, of whatever kind. */
type Dated = {
  readonly product: Pick<Product, "listing" | "contract" | "dates" | "intervals"> & { readonly leadMonth?: LeadMonth };
  readonly names: Subject["names"];
};

/** Which contracts are listed and when. */
export function listingView({ product, names }: Dated) {
  const { listing, contract } = product;
  const on = (text: string): Term => term(text, listing.clause);
  return {
    first: on(longDate(listing.first)),
    firstMonth: listing.firstMonth === undefined ? null : on(periodName(listing.firstMonth)),
    months: resting(on(listing.groups.map((group) => groupWords(group, contract.period)).join("")), contract.clause),
    add: listing.add === undefined ? null : on(dateWords(ruleOf(listing.add), names)),
    calendar: listing.calendar === undefined ? null : on(names.calendar(listing.calendar)),
  };
}

/** The dates of the contract, each as a rule in words. */
export function datesView({ product, names }: Dated) {
  const calendar = (id: string | undefined, clause: string): Term | null =>
    id === undefined ? null : term(names.calendar(id), clause);
  return {
    dates: product.dates.map((date) => ({
      name: term(spaced(date.name), date.clause),
      title: term(dateTitle(date.name), date.clause),
      words: term(dateWords(ruleOf(date.rule), names), date.clause),
      calendar: calendar(date.calendar, date.clause),
    })),
    intervals: product.intervals.map((one) => ({
      name: term(spaced(one.name), one.clause),
      title: term(dateTitle(one.name), one.clause),
      words: term(
        intervalWords({ from: ruleOf(one.from), to: ruleOf(one.to), inclusive: one.inclusive }, names),
        one.clause,
      ),
      calendar: calendar(one.calendar, one.clause),
    })),
    lead:
      product.leadMonth === undefined
        ? null
        : {
            until: term(dateWords(ruleOf(product.leadMonth.until), names), product.leadMonth.clause),
            calendar: calendar(product.leadMonth.calendar, product.leadMonth.clause),
          },
  };
}

/** When it is traded. */
export function sessionsView({ product, names, model }: Pick<Subject, "product" | "names" | "model">) {
  const { sessions } = product;
  const calendar = model.calendars.find((one) => one.id === sessions.calendar);
  const moment = (one: TimeTerm): Term => {
    const early = one.earlyClose ? ", or at the early close of that day where it is earlier" : "";
    return term(`${clock(one.at)} ${zoneName(one.zone)}${early}`, one.clause);
  };
  const hours = (all: readonly SessionTemplate[] | undefined) =>
    (all ?? []).map((one) => ({
      days: term(weekdays(one.days), one.clause),
      from: term(clock(one.from), one.clause),
      until: term(`${clock(one.until)}${one.nextDay ? " on the following day" : ""}`, one.clause),
    }));
  const early = earlyCloses(calendar?.earlyCloses ?? [], sessions.zone);
  // The days are those of the years the listed contracts live in.
  const lived = [product.listing.clause, ...("dates" in product ? product.dates : []).map((one) => one.clause)];
  const held = sessions.onHolidays && earlyCloses(calendar?.holidaySessions ?? [], sessions.zone);
  return {
    zone: term(zoneName(sessions.zone), sessions.clause),
    calendar: term(names.calendar(sessions.calendar), sessions.clause),
    hours: hours(sessions.trade),
    preOpen: hours(sessions.preOpen),
    halts: hours(sessions.halts),
    // The words are the calendar's, which says on which days and when.
    early: early === "" || calendar === undefined ? null : term(early, calendar.clause, ...lived),
    holidays: sessions.onHolidays === undefined ? null : term("the next business day", sessions.onHolidays.clause),
    held:
      sessions.onHolidays === undefined || held === undefined || held === "" || calendar === undefined
        ? null
        : term(held, calendar.clause, sessions.onHolidays.clause, ...lived),
    skipped:
      sessions.skippedTime === undefined
        ? null
        : term(SKIPPED[sessions.skippedTime.value], sessions.skippedTime.clause),
    repeated:
      sessions.repeatedTime === undefined
        ? null
        : term(`the ${sessions.repeatedTime.value} of the two`, sessions.repeatedTime.clause),
    lastClose:
      sessions.lastClose === undefined
        ? null
        : {
            at: moment(sessions.lastClose),
            on: term(`the ${spaced(sessions.lastClose.date ?? "last-trading-day")}`, sessions.lastClose.clause),
          },
    settlement: sessions.settlement === undefined ? null : moment(sessions.settlement),
  };
}

/** What a local time means that a clock change skips. */
const SKIPPED = {
  earlier: "the time by the clock as it is after the change",
  later: "the time by the clock as it was before the change",
  "at-change": "the moment of the change",
} as const;

/** `at 13:00 New York time on Christmas Eve and the Day after Thanksgiving`, one time after the other; empty where there is none. */
function earlyCloses(all: Calendar["earlyCloses"], own: string): string {
  const days = new Map<string, string[]>();
  for (const { at, zone = own, title } of all) {
    const time = `${clock(at)} ${zoneName(zone)}`;
    const titles = days.get(time) ?? [];
    if (!titles.includes(title)) days.set(time, [...titles, title]);
  }
  return list([...days].map(([time, titles]) => `at ${time} on ${list(titles.map((one) => `“${one}”`))}`));
}

/** The narrative above the product itself, and that above its terms, each under the name of the term. */
export function narrativesView({ product }: Pick<Subject, "product">, numbers: Numbering) {
  const placeOf = ({ clause }: Narrative): string => clause.replace(/\/narrative(\/\d+)?$/, "").split("/")[1] ?? "";
  const above = product.narrative.filter((one) => placeOf(one) === "");
  const names = [...new Set(product.narrative.map(placeOf))].filter((name) => name !== "");
  return {
    // A product whose only prose stands above its terms is described by that.
    market: (above.length > 0 ? above : product.narrative).map((one) => narrativeProse(one, numbers)),
    reasons: (above.length > 0 ? names : []).map((name) => {
      const own = product.narrative.filter((one) => placeOf(one) === name);
      return {
        name: term(dateTitle(name), ...own.map((one) => one.clause)),
        prose: own.map((one) => narrativeProse(one, numbers)),
      };
    }),
  };
}
