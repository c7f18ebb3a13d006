import { report } from "../../check/context.ts";
import { show } from "../../runtime/exact.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import { numberOf } from "../../value/rational.ts";
import type { Spread } from "../model.ts";
import type { Lowering } from "./builder.ts";
import { calendarOf, type Dates, datesBlock, datesOf, requiredDay } from "./dates.ts";
import { contractHead } from "./head.ts";
import { listingOf, type ListingTerms } from "./listing.ts";
import { ordersOf } from "./orders.ts";
import { participantsOf } from "./participants.ts";
import { complianceOf } from "./compliance.ts";
import { partiesOf } from "./parties-of.ts";
import { classificationOf } from "./classification.ts";
import { contractOf } from "./product.ts";
import { fullCollateralOf } from "./full-collateral.ts";
import { marginOf } from "./risk.ts";
import { type SessionTerms, sessionsOf } from "./sessions.ts";
import { legPricesOf } from "./spread-leg-prices.ts";
import { type Known, legClause, type LegRead, legsOf } from "./spread-legs.ts";
import { spreadPriceOf } from "./spread-price.ts";
import type { ProductTerms } from "./terms.ts";

/** A spread whose terms stand; its months and combinations are worked out for a date by `withCombinations`. */
export type LoweredSpread = {
  readonly at: Lowering;
  readonly spread: Omit<Spread, "contracts">;
  readonly legs: readonly LegRead[];
  /** Whether its legs are months one after another, all bought. */
  readonly strip: boolean;
  readonly dates: Dates;
  readonly listing: ListingTerms;
  readonly sessions: SessionTerms;
  readonly productDates: ProductDates;
};

/** A strategy of legs as the model has it, without its months; undefined after a finding. */
export function spreadOf(at: Lowering, known: Known): LoweredSpread | undefined {
  const { context } = at;
  const { declaration } = context;
  const parties = partiesOf(at, "the spread");
  const contract = contractOf(at);
  const dates = datesOf(at, contract?.period);
  requiredDay(at, dates, "last-trading-day", "a spread is dealt until one of its legs ends");
  const section = datesBlock(at.block);
  const calendar = section && calendarOf(at, section);
  const listing = listingOf(at, dates.scope, calendar);
  const sessions = sessionsOf(at, dates.scope.dates);
  const read = legsOf(at, known);
  const price = read && spreadPriceOf(at, read);
  const legPrices = read && legPricesOf(at, read);
  const terms: ProductTerms = {
    ticks: new Map((price?.ticks ?? []).map((one) => [one.role, numberOf(one.increment)])),
    clauses: new Map((price?.ticks ?? []).map((one) => [`tick.${one.role}`, one.clause])),
    intervals: new Set(dates.scope.intervals.keys()),
    unread: price === undefined,
  };
  const orders = ordersOf(at, terms);
  const margin = marginOf(at, terms);
  fullCollateralOf(at);
  const participants = participantsOf(at);
  const compliance = complianceOf(at);
  const classification = classificationOf(at);
  if (!dates.whole || !contract || !listing || !sessions || !parties || !read || !price || !legPrices) return undefined;
  const strange = read.legs.find(({ on }) => on.product.contract.period !== contract.period);
  if (strange !== undefined)
    return report(context, "value-of-another-kind", strange.node.span, {
      field: "legs",
      wanted: `products named by ${contract.period} as the spread is; ${strange.on.product.id} is named by ${strange.on.product.contract.period}`,
    });
  const { weights, ...priced } = price;
  const { anchored, ...assigned } = legPrices;
  return {
    at,
    legs: read.legs,
    strip: read.strip,
    dates,
    listing,
    sessions,
    productDates: { id: declaration.name.text, period: contract.period, dates: dates.named },
    spread: {
      kind: "spread",
      ...contractHead(at),
      ...parties,
      contract,
      legs: read.legs.map((leg, i) => ({
        product: leg.on.product.id,
        title: leg.on.product.title,
        month: leg.month,
        lots: leg.lots,
        weight: show(weights[i] ?? { n: 0n, d: 1n }),
        multiplier: show(leg.multiplier),
        unit: leg.on.product.price.unit,
        signed: leg.on.product.price.signed,
        tick: leg.tick,
        anchored: anchored[i] === true,
        because: [leg.on.product.size, leg.on.product.price].map(({ clause }) => ({ clause })),
        ...legClause(at, leg),
      })),
      ...priced,
      legPrices: assigned,
      classification,
      listing: listing.term,
      dates: dates.terms,
      intervals: dates.intervals,
      sessions: sessions.term,
      ...(orders === undefined ? {} : { orders }),
      margin,
      participants,
      ...(compliance === undefined ? {} : { compliance }),
    },
  };
}
