import type { Perpetual } from "../../model/model.ts";
import { fundingTimes } from "../../model/from-ast/perpetual-sessions.ts";
import { divide, fromInteger, multiply, parse, show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { clausesIn } from "../dependencies.ts";
import { factOf } from "./facts.ts";
import { roundingWords } from "./formula-words.ts";
import { fundingAmount, fundingWords, rateUnit } from "./funding-words.ts";
import type { PerpetualSubject } from "./names.ts";
import { factProse, type Numbering } from "./prose.ts";
import { term, type Term } from "./term.ts";
import { moneyWords, quantity, shortQuantity, unitWords } from "./units.ts";
import { headView, ticksView } from "./view-product.ts";
import { capital, clock, count, duration, ended, list, longDate, thousands } from "./words.ts";

/** What the exchange claims a perpetual to be, by the first word of `perpetual-status`, and the reason behind it. */
export function claimOf({ filing }: Pick<PerpetualSubject, "filing">) {
  const fact = factOf(filing.facts, "perpetual-status");
  const [, claim, reason] = /^(future|swap)\b[\s:,;.-]*([^]*)$/.exec(fact?.value ?? "") ?? [];
  if (fact === undefined || claim === undefined || reason === undefined) return undefined;
  return { claim: claim as "future" | "swap", reason, clause: fact.clause };
}

/** The claim of a filing and the status that the specification states, each with its reason. */
export function statusView(subject: PerpetualSubject, numbers: Numbering) {
  const found = claimOf(subject);
  if (found === undefined) throw new Error("a document is written without the status that is claimed");
  const { status } = subject.product;
  const { claim, reason, clause } = found;
  return {
    future: claim === "future" ? term("a contract for future delivery", clause) : null,
    swap: claim === "swap" ? term("a swap", clause) : null,
    claim: term(claim === "future" ? "a contract for future delivery, and no swap" : "a swap", clause),
    reason: factProse(ended(capital(reason)), numbers, clause),
    pending: status.value === "pending" ? term("pending", status.clause) : null,
    permitted: status.value === "permitted" ? term("permitted", status.clause) : null,
    because: term(ended(capital(status.because)), status.clause),
  };
}

/** What the contract is, how it is quoted and in what steps. */
export function perpetualTermsView({ product }: PerpetualSubject) {
  const { size, price, tickValueExactTo: exact } = product;
  return {
    ...headView({ product }),
    size: term(quantity(size.value, size.unit), size.clause),
    priceUnit: term(unitWords(price.unit), price.clause),
    payment: null,
    signed: price.signed ? term("may be negative", price.clause) : null,
    unsigned: term("not negative", price.clause),
    exactTo: term(moneyWords(exact.amount, exact.currency), exact.clause),
    ticks: ticksView(product),
  };
}

/** Since when it is listed and until when it may run at most. */
export function perpetualListingView({ product, index }: PerpetualSubject) {
  const { listing, horizon } = product;
  const until = index.licence?.until;
  const early = until !== undefined && (horizon === undefined || until < horizon.until);
  return {
    first: term(longDate(listing.first), listing.clause),
    years: horizon === undefined ? null : term(count(horizon.years, "year"), horizon.clause, listing.clause),
    last: horizon === undefined ? null : term(longDate(horizon.until), horizon.clause, listing.clause),
    beyondLicence: early ? term("beyond", index.licence!.clause, listing.clause, ...clausesIn([horizon])) : null,
  };
}

/** The price positions are valued at, and what a step of it is worth. */
export function markView({ product }: PerpetualSubject) {
  const { mark, price, ticks, size } = product;
  const prices = mark.of.map((one) => term(fundingWords(one, "price", product), mark.clause, ...clausesIn(one)));
  const step = ticks.find((one) => one.increment === mark.round.increment);
  const own = mark.of.filter((one) => /"what":"index"/.test(JSON.stringify(one))).length;
  return {
    prices,
    median: mark.of.length > 1 ? term(count(mark.of.length, "price"), mark.clause) : null,
    words:
      mark.of.length > 1
        ? term(`the median of ${count(mark.of.length, "price")}: ${list(prices.map((one) => one.text))}`, mark.clause)
        : prices[0]!,
    round: term(roundingWords(mark.round, price.unit), ...clausesIn(mark.round)),
    // How many of the prices can be moved by dealing in the contract itself.
    ofIndex: own === 0 ? null : term(thousands(own), mark.clause),
    ofTrading: own === mark.of.length ? null : term(thousands(mark.of.length - own), mark.clause),
    step:
      step === undefined
        ? null
        : {
            increment: term(shortQuantity(step.increment, price.unit), step.clause, price.clause),
            value: term(moneyWords(step.value.amount, step.value.currency), step.clause, size.clause),
          },
  };
}

/** What one side pays the other at the end of each interval, step by step. */
export function fundingView({ product }: PerpetualSubject) {
  const { funding, price, size } = product;
  const { sample, rate, clamp, cap, pay, missing } = funding;
  const unit = rateUnit(product);
  const at = funding.clause;
  const times = fundingTimes(funding).map((one) => clock(one));
  const reads = JSON.stringify(rate.formula);
  const read = (what: string, words: string): Term | null =>
    reads.includes(`"what":"${what}"`) ? term(words, rate.clause) : null;
  const on = (text: string): Term => term(text, at);
  const held = fundingAmount(clamp.value, unit, price.unit);
  const [payer, payee] = pay.by === "longs" ? ["long", "short"] : ["short", "long"];
  return {
    every: on(duration(funding.every)),
    times: on(`${list(times)} UTC`),
    timesOfDay: times.map((one) => on(`${one} UTC`)),
    perDay: on(count(times.length, "interval")),
    samples: term(thousands(funding.samples), missing.clause),
    apart: term(duration(funding.every / funding.samples), at, missing.clause),
    sample: {
      words: term(fundingWords(sample.formula, "plain", product), sample.clause),
      text: term(sample.text, sample.clause),
    },
    leaveOut: missing.how === "leave-out" ? term("left out", missing.clause) : null,
    takePrevious: missing.how === "take-previous" ? term("the one before it", missing.clause) : null,
    most: term(thousands(missing.most), missing.clause),
    mean: read("mean", "mean"),
    middle: read("median", "median"),
    weighted: read("weighted-mean", "weighted mean"),
    rate: {
      words: term(fundingWords(rate.formula, unit, product), rate.clause),
      text: term(rate.text, rate.clause),
    },
    clamp: term(held, clamp.clause),
    clampDay: term(perDay(product, clamp.value), clamp.clause, at, ...clausesIn([funding.term])),
    term: termOf(product),
    pay: {
      words: term(fundingWords(pay.formula, "price", product), pay.clause),
      text: term(pay.text, pay.clause),
      round: term(roundingWords(pay.round, price.unit), ...clausesIn(pay.round)),
      payer: term(payer, pay.clause),
      payee: term(payee, pay.clause),
    },
    cap: cap === undefined ? null : term(fundingAmount(cap.value, "price", price.unit), cap.clause),
    unit: term(unitWords(size.unit), size.clause),
  };
}

/** The most that the rates of a whole day can add up to, in the words of a rate. */
function perDay(perpetual: Perpetual, clamp: string): string {
  const { every, term: meant } = perpetual.funding;
  const intervals = fromInteger(86_400_000 / every);
  const share = divide(fromInteger(every), fromInteger(meant?.milliseconds ?? every));
  const all = show(multiply(multiply(numberOf(clamp), intervals), share));
  return fundingAmount(all, rateUnit(perpetual), perpetual.price.unit);
}

/** A rate that is meant for another stretch than the interval: for which, and which part of it an interval pays. */
function termOf({ funding }: Perpetual) {
  const { every, term: meant } = funding;
  if (meant === undefined || meant.milliseconds === every) return null;
  const share = divide(fromInteger(every), fromInteger(meant.milliseconds));
  return {
    of: term(duration(meant.milliseconds), meant.clause),
    share: term(show(multiply(share, parse("1"))), meant.clause, funding.clause),
  };
}
