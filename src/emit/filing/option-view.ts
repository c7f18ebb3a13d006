import type { ContractModel, Limits, Option } from "../../model/model.ts";
import type { SpanRule } from "../../value/date-rule.ts";
import { clausesIn } from "../dependencies.ts";
import { expiryOf } from "../option/config.ts";
import { spanWords } from "./date-words.ts";
import { roundingWords } from "./formula-words.ts";
import { RULES, ruleNumber } from "./chapter-rules.ts";
import { namesOf } from "./names.ts";
import { positionView } from "./view-limits.ts";
import { versionOf } from "./version.ts";
import { term, type Term } from "./term.ts";
import { moneyWords, quantity, shortQuantity, unitWords } from "./units.ts";
import { datesView, listingView, sessionsView } from "./view-product.ts";
import { tradingView } from "./view-settlement.ts";
import { clock, count, longDate, percent, spaced, zoneName } from "./words.ts";

/** What the chapter of an option is written from: plain values, each with the clauses it states; of its filing there is none here. */
export function optionView(model: ContractModel, option: Option) {
  const chapter = term(option.chapter?.text ?? option.id, option.chapter?.clause ?? option.clause);
  const subject = { model, product: option, names: namesOf(model, option) };
  return {
    chapter,
    rules: Object.fromEntries(RULES.option.map((key) => [key, ruleNumber(chapter, key, "option")])) as Readonly<
      Record<string, Term>
    >,
    filing: null,
    version: versionOf(model),
    exchange: bodyOf(model, option.venue, option.venueClause),
    clearer: bodyOf(model, option.clearing, option.clearingClause),
    option: {
      title: term(option.title, option.clause),
      code: term(option.id, option.clause),
      on: term(option.on.title, option.on.clause),
      period: term(option.contract.period, option.contract.clause),
      underlying: term(
        spanWords(option.underlying.rule as unknown as SpanRule, subject.names),
        option.underlying.clause,
        option.on.clause,
      ),
      size: term(quantity(option.size.value, option.size.unit), option.size.clause),
    },
    months: option.contracts.map(({ month, underlying }) => {
      const days = [...clausesIn([option.listing, option.dates, underlying.because]), underlying.clause];
      return {
        code: term(month.code, ...days),
        future: term(underlying.code, ...days),
        expiry: term(longDate(expiryOf(month)), ...days),
      };
    }),
    premium: premiumOf(option),
    strikes: strikesOf(option),
    listing: listingView(subject),
    dates: datesView(subject),
    sessions: sessionsView(subject),
    exercise: exerciseOf(option),
    marks: marksOf(model, option),
    positions: option.limits === undefined ? null : positionsOf(option.limits, subject),
    trading: tradingView(subject),
  };
}

function titleOf({ organisations }: ContractModel, id: string): string {
  return organisations.find((one) => one.id === id)?.title ?? spaced(id);
}

/** An organisation by its title. */
function bodyOf(model: ContractModel, id: string, clause: string): Term {
  return term(titleOf(model, id), clause);
}

/** The limits as the chapter states them, the reportable level among them. */
function positionsOf(limits: Limits, subject: Parameters<typeof positionView>[1]) {
  const level = (type: "limit" | "accountability", text: string): Term | null => {
    const own = limits.levels.filter((one) => one.type === type);
    return own.length === 0 ? null : term(text, ...own.map((one) => one.clause));
  };
  return {
    ...positionView(limits, subject),
    limited: level("limit", "limits"),
    asked: level("accountability", "accountability levels"),
    reportable:
      limits.reportable === undefined
        ? null
        : term(count(limits.reportable.contracts, "contract"), limits.reportable.clause),
  };
}

function premiumOf({ premium, premiumTicks, ticks, cabinet, size }: Option) {
  const block = ticks.find(({ role }) => role === "block");
  const price = (value: string, ...clauses: readonly string[]): Term =>
    term(shortQuantity(value, premium.unit), ...clauses, premium.clause);
  return {
    unit: term(unitWords(premium.unit), premium.clause),
    paid: term(
      premium.payment === "up-front"
        ? "paid by the buyer to the seller when a trade is cleared"
        : "not paid when a trade is cleared: the change of the settlement price is paid each day, as with a future",
      premium.paymentClause,
    ),
    ticks: premiumTicks.map(({ increment, value, atMost, clause }, at) => ({
      range: term(rangeOf(premiumTicks, at, atMost, premium.unit), clause, ...clausesIn(premiumTicks)),
      increment: price(increment, clause),
      value: term(moneyWords(value.amount, value.currency), clause, size.clause),
    })),
    block:
      block === undefined
        ? null
        : {
            increment: price(block.increment, block.clause),
            value: term(moneyWords(block.value.amount, block.value.currency), block.clause, size.clause),
          },
    cabinet:
      cabinet === undefined
        ? null
        : {
            price: price(cabinet.price, cabinet.clause),
            value: term(moneyWords(cabinet.value.amount, cabinet.value.currency), cabinet.clause, size.clause),
          },
  };
}

function rangeOf(ticks: Option["premiumTicks"], at: number, atMost: string | undefined, unit: string): string {
  const below = ticks[at - 1]?.atMost;
  if (atMost !== undefined) return `of at most ${shortQuantity(atMost, unit)}`;
  return below === undefined ? "of any size" : `above ${shortQuantity(below, unit)}`;
}

const COMPARED = { "<": "below", "<=": "at most", ">": "above", ">=": "at least" } as const;

function strikesOf({ strikes, premium }: Option) {
  const price = (value: string): string => shortQuantity(value, premium.unit);
  return {
    rungs: strikes.rungs.map(({ step, within, when, clause }) => ({
      step: term(price(step), clause),
      within: term(percent(within), clause),
      when: when === undefined ? null : term(`${COMPARED[when.comparison]} ${price(when.value)}`, clause),
    })),
    initial:
      strikes.initial === undefined ? null : term(price(strikes.initial), strikes.initialClause ?? strikes.clause),
  };
}

function exerciseOf({ id, exercise, style, on, premium }: Option) {
  const { automatic, contrary, into, assignment } = exercise;
  return {
    style: term(
      style.value === "european"
        ? "European: it is exercised on the day of expiry only"
        : "American: it may be exercised on any business day until it expires",
      style.clause,
    ),
    automatic: automatic === undefined ? null : term(shortQuantity(automatic.by, premium.unit), automatic.clause),
    until: term(`${clock(contrary.until)} ${zoneName(contrary.zone)}`, contrary.clause),
    into: term(
      into.kind === "future"
        ? `an exercised option becomes one contract of ${on.title}, dealt at the strike, for its holder and for the seller who is assigned`
        : "an exercised option is settled in cash: the seller who is assigned pays what it is in the money",
      into.clause,
      on.clause,
    ),
    assignment: term(
      assignment.method === "pro-rata"
        ? "sellers are assigned in proportion to their positions, cut to whole contracts; what is left goes one each to the largest remainders, of equal ones to the account whose name comes first"
        : `sellers are assigned by a draw that anybody can repeat: SHA-256 of the text “${id}|SERIES|DATE|i” for i = 0, 1, 2 and so on, over the open contracts in the order of their accounts' names`,
      assignment.clause,
    ),
  };
}

function marksOf(model: ContractModel, { marks, premium, clearing, venue }: Option) {
  const body = (name: string): string =>
    name === "clearing-house" || name === clearing
      ? titleOf(model, clearing)
      : name === "exchange" || name === venue
        ? "the Exchange"
        : titleOf(model, name);
  const { rate, volatility } = marks;
  return {
    decimals: term(count(marks.decimals, "decimal"), marks.modelClause),
    year: term(count(marks.year.days, "day"), marks.year.clause),
    round: term(roundingWords(marks.round, premium.unit), ...clausesIn(marks.round)),
    volatility: term(`${body(volatility.by)} states under ${volatility.under}`, volatility.clause),
    rate: term(
      rate.kind === "constant"
        ? `${percent(rate.value)} a year, continuously compounded`
        : `the one that ${body(rate.by)} states under ${rate.under}`,
      rate.clause,
    ),
  };
}
