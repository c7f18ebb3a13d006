import { ruleName } from "../../model/declared-rules.ts";
import type { Limits, Option, OptionMonth, Spread } from "../../model/model.ts";
import { compare, parse } from "../../runtime/exact.ts";
import { clausesIn } from "../dependencies.ts";
import { expiryOf, seriesCode } from "../option/config.ts";
import { dateTitle } from "./date-words.ts";
import type { OptionSubject, SpreadSubject } from "./names.ts";
import { term, type Term } from "./term.ts";
import { shortQuantity } from "./units.ts";
import { limitTerms } from "./limit-words.ts";
import { exemptionList, levelView } from "./view-limits.ts";
import { marginView } from "./view-settlement.ts";
import { count, longDate, periodName, shortDate } from "./words.ts";

/** The futures that a contract leads to: name, chapter and index of each, the submission that lists it where its filing is at hand, and its limits. */
export function underlyingsView({ filing, names, product }: OptionSubject | SpreadSubject) {
  const named = product.kind === "option" ? [product.on.clause] : product.legs.map((leg) => leg.clause);
  return (filing.underlyings ?? []).map((one) => ({
    title: term(one.title, ...named),
    code: term(one.product, ...named),
    chapter: one.chapter === undefined ? null : term(one.chapter.text, one.chapter.clause),
    index: term(one.index.title, one.index.clause),
    submission: one.submission === undefined ? null : term(one.submission.value, one.submission.clause),
    levels: (one.limits?.levels ?? []).map((level, at, all) => levelView(level, all[at + 1], { names })),
    reportable:
      one.limits?.reportable === undefined
        ? null
        : term(count(one.limits.reportable.contracts, "contract"), one.limits.reportable.clause),
    reportableDefault:
      one.limits?.reportable === undefined || one.limits.reportable.contracts > 25
        ? null
        : term("default", one.limits.reportable.clause),
    ...countedView(one.limits),
    margin: marginView(one.margin),
    readsSpreads:
      one.readsSpreads === undefined || !ofTwoMonths(product, one.product)
        ? null
        : term("daily settlement prices", ...clausesIn([one.readsSpreads]), ...named),
    contract: term(product.title, product.clause),
  }));
}

/** Whether a trade in the contract is one in two months of that future, one bought and one sold, such as a daily settlement may read. */
function ofTwoMonths(product: Option | Spread, future: string): boolean {
  if (product.kind === "option" || product.legs.length !== 2) return false;
  const [near, far] = product.legs;
  const apart = near?.month !== far?.month && (near?.lots ?? 0) * (far?.lots ?? 0) < 0;
  return apart && product.legs.every((leg) => leg.product === future);
}

/** How positions count towards the limits of a future, and what is exempt from them. */
function countedView(limits: Limits | undefined) {
  const aggregation = limits?.aggregation;
  return {
    terms: limits === undefined ? [] : limitTerms(limits),
    exemptions: limits === undefined ? null : exemptionList(limits),
    aggregation: aggregation === undefined ? null : term(ruleName(aggregation.under), aggregation.clause),
  };
}

/** The clauses that the days of an option's months rest on. */
function daysOf({ product }: OptionSubject, { underlying }: OptionMonth): string[] {
  return [...clausesIn([product.listing, product.dates, underlying.because]), underlying.clause];
}

/** The months listed on the first day with every date, the future each is on, and the series that are listed in it. */
export function optionMonthsView(subject: OptionSubject) {
  return subject.product.contracts.map((one) => {
    const { month, underlying, strikes } = one;
    const { product } = subject;
    const on = (text: string): Term => term(text, ...daysOf(subject, one));
    const ladder = (text: string): Term => term(text, ...clausesIn([product.strikes]), ...on("").clauses);
    const code = (strike: string, right: "call" | "put"): Term => ladder(seriesCode(month.code, right, strike));
    return {
      name: on(periodName(month.period)),
      code: on(month.code),
      listed: on(shortDate(month.listed)),
      future: on(underlying.code),
      last: on(shortDate(underlying.lastTradingDay)),
      expiry: on(longDate(expiryOf(one.month))),
      ends: on(longDate(underlying.lastTradingDay)),
      dates: month.dates.map(({ date }) => on(shortDate(date))),
      columns: product.dates.map((date) => term(dateTitle(date.name), date.clause)),
      count: ladder(count(strikes.length * 2, "series")),
      series: strikes.map((strike) => ({
        strike: ladder(shortQuantity(strike, product.premium.unit)),
        call: code(strike, "call"),
        put: code(strike, "put"),
      })),
    };
  });
}

/** What Appendix C to Part 38, (d), asks to be shown of an option, worked out: its step against the future's, and its end against the future's in each month. */
export function optionChecks(subject: OptionSubject) {
  const { premiumTicks, futureTick, premium, contracts, exercise, limits } = subject.product;
  const clauses = [...clausesIn([premiumTicks]), futureTick.incrementClause];
  const largest = premiumTicks.map((one) => one.increment).sort((a, b) => compare(parse(b), parse(a)))[0]!;
  const within = compare(parse(largest), parse(futureTick.increment)) <= 0;
  const [future] = subject.filing.underlyings ?? [];
  const same = limits?.basis !== undefined && limits.basis.contracts === future?.limits?.basis?.contracts;
  const basisClauses = [limits?.basis, future?.limits?.basis].flatMap((one) => one?.clause ?? []);
  const [first] = contracts;
  const days = first === undefined ? [] : daysOf(subject, first);
  const late = contracts
    .filter((one) => expiryOf(one.month) > one.underlying.lastTradingDay)
    .map((one) => one.month.code);
  const before = contracts.every((one) => expiryOf(one.month).slice(0, 7) < one.underlying.lastTradingDay.slice(0, 7));
  return {
    largest: term(shortQuantity(largest, premium.unit), ...clauses),
    future: term(shortQuantity(futureTick.increment, premium.unit), futureTick.incrementClause),
    within: within ? term("within", ...clauses) : null,
    contracts: term(count(contracts.length, "month"), ...days),
    late: late.length === 0 ? null : term(late.join(", "), ...days),
    beforeMonth: before && contracts.length > 0 ? term("before", ...days) : null,
    sameBasis: same ? term("same", ...basisClauses) : null,
    noLimit:
      limits === undefined || limits.levels.length === 0 || limits.levels.some((one) => one.type === "limit")
        ? null
        : term("none", ...limits.levels.map((one) => one.clause)),
    inCash: exercise.into.kind === "cash" ? term("cash", exercise.into.clause) : null,
  };
}
