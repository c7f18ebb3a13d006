import { ruleName } from "../../model/declared-rules.ts";
import { instantOf } from "../../prove/instants.ts";
import { parseDay } from "../../value/day.ts";
import { clausesIn } from "../dependencies.ts";
import type { Product, Rounding, TierGroup } from "../../model/model.ts";
import { formulaCondition, formulaWords, roundingWords } from "./formula-words.ts";
import { type Contract, type FutureSubject, priceOf, type Subject } from "./names.ts";
import { term } from "./term.ts";
import { controlsView, CUSTODY, movingView, obligationWords, under } from "./view-controls.ts";
import { eachWords } from "./size-words.ts";
import { moneyWords, quantity } from "./units.ts";
import { count, duration, list, percent, ratioWords, spaced, thousands } from "./words.ts";

/** Daily settlement, step by step. */
export function dailyView({ product, names }: FutureSubject) {
  const daily = product.dailySettlement;
  const noun = `contract ${product.contract.period}`;
  const months = (group: TierGroup): string =>
    ({
      expiring: `the ${noun} on its last trading day`,
      spot: `each ${noun} in its spot period`,
      lead: "the lead month",
      other: `each other ${noun}`,
      all: `each ${noun}`,
    })[group.months];
  const rounded = (round: Rounding) =>
    term(`${roundingWords(round, product.price.unit)}${tied(round)}`, ...clausesIn(round));
  return {
    groups: daily.groups.map((group) => ({
      months: term(months(group), group.clause),
      order: group.order === undefined ? null : term(`the nearest ${noun} first`, group.clause),
      round: group.round === undefined ? null : rounded(group.round),
      tiers: group.tiers.map((tier) => ({
        price: term(formulaWords(tier.price, names), tier.clause, ...clausesIn(tier.price)),
        when:
          tier.when === undefined
            ? null
            : term(formulaCondition(tier.when, names), tier.clause, ...clausesIn(tier.when)),
      })),
    })),
    newlyListed: daily.newlyListed.map((tier) => ({
      price: term(formulaWords(tier.price, names), tier.clause, ...clausesIn(tier.price)),
      when:
        tier.when === undefined ? null : term(formulaCondition(tier.when, names), tier.clause, ...clausesIn(tier.when)),
    })),
    // Where prices may be below zero, such a one is a price like any other.
    floor: product.price.signed ? null : term("below zero", product.price.clause),
    lastDay: daily.lastDay === undefined ? null : term(formulaWords(daily.lastDay.price, names), daily.lastDay.clause),
    round: rounded(daily.round),
  };
}

/** The calculator's rule for ties on the one day without a previous settlement price; said where ties lean to it. */
const tied = ({ mode }: Rounding): string =>
  mode === "nearest-ties-toward" ? ", or to the even multiple where there is none" : "";

/** Final settlement in cash, its arithmetic and what its smallest step is worth. */
export function finalView({ product, names }: FutureSubject) {
  const final = product.finalSettlement;
  const paid = product.dates.find((date) => date.name === final.days);
  const fixed = product.dates.find((date) => date.name === final.priceDay);
  const step = product.ticks.find((tick) => tick.role === final.round.role);
  // Only in a plain average does each value weigh the same.
  const plain = final.price.op === "average" ? product.contracts : [];
  const lengths = plain.map((contract) => contract.averaging.length).filter((length) => length > 0);
  const shortest = lengths.reduce((least, length) => Math.min(least, length), lengths[0] ?? 0);
  return {
    price: term(
      formulaWords(final.price, { ...names, once: ` on the ${spaced(fixed?.name ?? "last trading day")}` }),
      final.clause,
      final.price.clause,
    ),
    round: term(roundingWords(final.round, product.price.unit), ...clausesIn(final.round)),
    fixed: fixed === undefined ? null : term(`the ${spaced(fixed.name)}`, fixed.clause),
    paid: paid === undefined ? null : term(`the ${spaced(paid.name)}`, final.clause, paid.clause),
    step:
      step === undefined
        ? null
        : {
            increment: term(
              quantity(step.increment, product.price.unit).replace(/ of .*$/, ""),
              step.clause,
              product.price.clause,
            ),
            value: term(
              `${moneyWords(step.value.amount, step.value.currency)}${eachWords(product)}`,
              step.clause,
              product.size.clause,
            ),
          },
    // The fewer values an average has, the more one of them weighs: Appendix C to Part 38, (c)(4)(i)(F).
    shortest: shortest === 0 ? null : term(thousands(shortest), final.clause, product.listing.clause),
  };
}

/**
 * Whether trading in every contract listed at first ends before the last print of its average is published, Appendix C to Part 38, (c)(4)(i)(F);
 * null where no last close is stated, or where nothing is averaged.
 */
export function fixingView({ product, index }: FutureSubject) {
  const { publish } = index;
  const dated = product.contracts.flatMap(({ code, lastClose, averaging }) => {
    const last = parseDay(averaging[averaging.length - 1] ?? "");
    const known = publish && last !== undefined ? instantOf(last, publish.at, publish.zone) : undefined;
    return known === undefined || lastClose === undefined ? [] : [{ code, late: Date.parse(lastClose.utc) >= known }];
  });
  if (publish === undefined || dated.length === 0) return null;
  const clauses = [
    publish.clause,
    product.sessions.lastClose?.clause ?? product.sessions.clause,
    product.listing.clause,
  ];
  const late = dated.filter((one) => one.late).map((one) => one.code);
  return {
    late: late.length === 0 ? null : term(list(late), ...clauses),
    contracts: term(count(dated.length, "contract"), ...clauses),
  };
}

/** Price limits, orders, margin and participants. */
export function tradingView({ product }: Pick<Subject, "product">) {
  const { orders } = product;
  const priceLimits = "priceLimits" in product ? product.priceLimits : undefined;
  const price = priceOf(product);
  const noun = product.kind === "spread" ? "spread" : "contract";
  const at = product.clause;
  return {
    none: term("none", at),
    priceLimits:
      priceLimits === undefined
        ? null
        : {
            bands: term(
              list(priceLimits.bands.map(percent)),
              priceLimits.clause,
              ...(priceLimits.referenceClause === undefined ? [] : [priceLimits.referenceClause]),
            ),
            round: term(
              roundingWords(priceLimits.round, price.unit),
              priceLimits.clause,
              ...clausesIn(priceLimits.round),
            ),
            halts: priceLimits.halts.map((halt) => ({
              at: term(percent(halt.at), priceLimits.haltClause ?? priceLimits.clause),
              what: term(
                halt.stop
                  ? "trading stops for the rest of the trade date"
                  : `trading pauses for ${duration(halt.milliseconds ?? 0)}`,
                priceLimits.haltClause ?? priceLimits.clause,
              ),
            })),
            ...movingView(priceLimits, price.unit),
          },
    ...controlsView(orders),
    min: orders?.min === undefined ? null : term(count(orders.min.contracts, noun), orders.min.clause),
    types:
      orders?.types === undefined
        ? null
        : term(
            list(
              orders.types.values.map((one) => ORDER_TYPES[one] ?? spaced(one)),
              "or",
            ),
            orders.types.clause,
          ),
    validity:
      orders?.validity === undefined
        ? null
        : term(
            list(
              orders.validity.values.map((one) => VALIDITY[one] ?? spaced(one)),
              "or",
            ),
            orders.validity.clause,
          ),
    max: orders?.max === undefined ? null : term(count(orders.max.contracts, noun), orders.max.clause),
    matching:
      orders?.matching === undefined
        ? null
        : {
            value: term(MATCHING[orders.matching.value] ?? spaced(orders.matching.value), orders.matching.clause),
            under: under(orders.matching),
          },
    noCancellation:
      orders?.noCancellation === undefined
        ? null
        : {
            ticks: term(count(orders.noCancellation.ticks, "tick"), orders.noCancellation.clause),
            under: under(orders.noCancellation),
          },
    block:
      orders?.block === undefined
        ? null
        : {
            min: term(count(orders.block.min, noun), orders.block.clause),
            report:
              orders.block.reportWithinMilliseconds === undefined
                ? null
                : term(duration(orders.block.reportWithinMilliseconds), orders.block.clause),
          },
    margin: marginView(product.margin),
    collateral: "finalSettlement" in product ? collateralView(product) : null,
    participants: product.participants.map((one) => ({
      name: term(PARTICIPANTS[one.name] ?? spaced(one.name), one.clause),
      terms: term(participantWords(one), one.clause),
    })),
  };
}

/** The margins that are proposed, each with what it is a share of. */
export function marginView(margin: Contract["margin"]) {
  return margin.map((one) => ({
    name: term(`${one.name} margin`, one.clause),
    rate: term(
      `${percent(one.rate)} of ${one.of === "price" ? "the settlement price times the trading unit" : `the ${one.of} margin`}`,
      one.clause,
    ),
  }));
}

/** What each side pays in where that is all it can lose. */
function collateralView({ fullCollateral, finalSettlement, price }: Product) {
  const { bounds } = finalSettlement;
  if (fullCollateral === undefined || bounds === undefined) return null;
  const { clause } = fullCollateral;
  const at = (value: string, own: string) => term(quantity(value, price.unit), clause, own);
  return {
    whole: term("the whole of what it can lose", clause),
    floor: at(bounds.floor, bounds.floorClause),
    cap: at(bounds.cap, bounds.capClause),
    proposed: fullCollateral.proposed ? term("proposed to the clearing house", clause) : null,
  };
}

const MATCHING: { readonly [value: string]: string | undefined } = {
  "price-time": "by price and, at the same price, by time of entry",
  "pro-rata": "by price and, at the same price, in proportion to size",
};

const VALIDITY: { readonly [value: string]: string | undefined } = {
  day: "for the trade date",
  "good-till-cancelled": "until it is cancelled",
  "good-till-date": "until a day it names",
  "immediate-or-cancel": "for as much as trades at once, the rest being cancelled",
  "fill-or-kill": "to trade whole at once or be cancelled",
  "at-the-open": "for the opening",
  "at-the-close": "for the close",
};

const ORDER_TYPES: { readonly [value: string]: string | undefined } = {
  limit: "a limit order",
  market: "a market order",
  "market-to-limit": "a market order whose rest becomes a limit order",
  "market-with-protection": "a market order with protection",
  stop: "a stop order",
  "stop-limit": "a stop-limit order",
  "stop-with-protection": "a stop order with protection",
  iceberg: "an iceberg order",
};

const PARTICIPANTS: { readonly [name: string]: string | undefined } = {
  retail: "retail participants",
  professional: "professional participants",
  "eligible-contract-participant": "eligible contract participants",
  custody: "what participants bring",
  aml: "prevention of money laundering",
};

type Participant = Contract["participants"][number];

function participantWords(one: Participant): string {
  const parts: string[] = [];
  if (one.allowedIn !== undefined && one.allowedIn.length > 0) parts.push(`admitted in ${list(one.allowedIn)} only`);
  if (one.leverageAtMost !== undefined) parts.push(`with leverage of at most ${ratioWords(one.leverageAtMost)}`);
  if (one.custody !== undefined) parts.push(`held ${CUSTODY[one.custody] ?? spaced(one.custody)}`);
  if (one.obligation !== undefined) parts.push(...obligationWords(one.obligation));
  if (one.under !== undefined) parts.push(`under ${ruleName(one.under)} of the Exchange`);
  return parts.length === 0 ? one.text : parts.join(", ");
}
