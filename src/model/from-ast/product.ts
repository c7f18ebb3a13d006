import { contentOf, fieldOf, sectionOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { listedMonths } from "../../value/listing-window.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import { type Day, NO_DAY, parseDay } from "../../value/day.ts";
import type { ProductRules } from "../../value/product-rules.ts";
import { numberOf } from "../../value/rational.ts";
import { lazily } from "../lazily.ts";
import { monthDays, noteMonthDays } from "../month-days.ts";
import type { Product } from "../model.ts";
import { clauseOf, type Lowering, missing, oneName, required, wordsOf } from "./builder.ts";
import { classificationOf } from "./classification.ts";
import { dailyWithin, isStructured } from "./bounds.ts";
import { calendarOf, type Dates, datesBlock, datesOf } from "./dates.ts";
import { finalSettlementOf } from "./final-settlement.ts";
import { contractHead } from "./head.ts";
import { limitsOf } from "./limits.ts";
import { fullCollateralOf } from "./full-collateral.ts";
import { listingOf, type ListingTerms } from "./listing.ts";
import type { MonthInputs } from "./month-inputs.ts";
import { contractMonths, writtenMonths } from "./months.ts";
import { ordersOf } from "./orders.ts";
import { participantsOf } from "./participants.ts";
import { complianceOf } from "./compliance.ts";
import { partiesOf } from "./parties-of.ts";
import { marginOf, priceLimitsOf } from "./risk.ts";
import { quickMonths } from "./quick-months.ts";
import { checkSessionDays, type SessionMemory } from "./session-days.ts";
import { type SessionTerms, sessionsOf } from "./sessions.ts";
import { dailySettlementOf } from "./settlement.ts";
import { sizesOf } from "./sizes.ts";
import type { ProductTerms } from "./terms.ts";

/** A product whose terms stand; its contract months are worked out for a date by `withMonths`. */
export type LoweredProduct = {
  readonly at: Lowering;
  readonly product: Omit<Product, "contracts">;
  readonly dates: Dates;
  readonly listing: ListingTerms;
  readonly sessions: SessionTerms;
  readonly productDates: ProductDates;
  /** What its expressions refer to; an option on it takes its size and price from here. */
  readonly terms: ProductTerms;
};

const PERIODS = ["day", "week", "month", "quarter", "year"] as const;

/** A future as the model has it, without its contract months; undefined after a finding. */
export function productOf(at: Lowering): LoweredProduct | undefined {
  const { context } = at;
  const { declaration } = context;
  const sizes = sizesOf(at);
  const contract = contractOf(at);
  const dates = datesOf(at, contract?.period);
  if (datesBlock(at.block) === undefined) missing(at, "dates", "a contract has a last trading day");
  const section = datesBlock(at.block);
  const calendar = section && calendarOf(at, section);
  const listing = listingOf(at, dates.scope, calendar);
  const sessions = sessionsOf(at, new Set([...dates.scope.dates, ...(dates.scope.unread ?? [])]));
  const terms: ProductTerms = {
    ...(sizes?.terms ?? { ticks: new Map(), unread: true }),
    ...(contract === undefined ? {} : { period: contract.period }),
    intervals: new Set([...dates.scope.intervals.keys(), ...(dates.scope.unread ?? [])]),
    dates: new Set([...dates.scope.dates, ...(dates.scope.unread ?? [])]),
    ...(sessions?.term.settlement === undefined ? {} : { settlement: sessions.term.settlement.at }),
    ...(calendar === undefined ? {} : { dayCalendar: calendar }),
  };
  const began = contentOf(fieldOf(sectionOf(at.block, "listing")?.block, "first"), "date-value")?.date;
  const day = began?.kind === "day-literal" ? parseDay(began.text) : undefined;
  if (contract !== undefined && day !== undefined) {
    const product = { id: declaration.name.text, period: contract.period, dates: dates.named };
    at.doubtful.push({ context, product, first: day, doubts: dates.doubts });
  }
  const parties = partiesOf(at, "the contract");
  const underlying = underlyingOf(at);
  const plain = dailySettlementOf(at, terms);
  const final = finalSettlementOf(at, terms, dates.scope.dates.has("final-settlement-day"), sessions?.term.zone);
  const daily = plain && final?.bounds ? dailyWithin(at, plain, final.bounds) : plain;
  const limits = limitsOf(at, terms, dates.scope);
  const priceLimits = priceLimitsOf(at, terms, sizes?.price.signed ?? false);
  const orders = ordersOf(at, terms);
  const margin = marginOf(at, terms);
  const fullCollateral = fullCollateralOf(at);
  const participants = participantsOf(at);
  const compliance = complianceOf(at);
  const classification = classificationOf(at);
  if (!dates.whole || !sizes || !contract || !listing || !sessions || !parties || !underlying || !daily || !final)
    return undefined;
  const { terms: _, ...sized } = sizes;
  if (sized.flow !== undefined && final.method === "delivery")
    return report(
      context,
      "phrase-not-here",
      (sectionOf(at.block, "final-settlement")?.keyword ?? declaration.name).span,
      { found: "delivery" },
      { help: "a contract whose size is by the hours of its month ends in cash" },
    );
  if (sized.payment?.rate !== undefined && final.method === "delivery")
    return report(
      context,
      "phrase-not-here",
      (fieldOf(at.block, "quanto") ?? declaration.name).span,
      { found: "quanto" },
      { help: "an invoice of a delivery is paid in the currency of the price: let the contract end in cash" },
    );
  const listedIn = listedMonths(listing.rule.groups);
  return {
    at,
    dates,
    listing,
    sessions,
    terms,
    productDates: {
      id: declaration.name.text,
      period: contract.period,
      ...(listedIn === undefined ? {} : { months: listedIn }),
      dates: dates.named,
    },
    product: {
      kind: isStructured(at) ? "structured" : "future",
      ...contractHead(at),
      ...parties,
      underlying,
      contract,
      ...sized,
      classification,
      listing: listing.term,
      dates: dates.terms,
      intervals: dates.intervals,
      ...(dates.leadMonth === undefined ? {} : { leadMonth: dates.leadMonth }),
      sessions: sessions.term,
      dailySettlement: daily,
      finalSettlement: final,
      ...(limits === undefined ? {} : { limits }),
      ...(priceLimits === undefined ? {} : { priceLimits }),
      ...(orders === undefined ? {} : { orders }),
      margin,
      ...(fullCollateral === undefined ? {} : { fullCollateral }),
      participants,
      ...(compliance === undefined ? {} : { compliance }),
    },
  };
}

/**
 * The product with the contract months listed on `asOf`, or on its first listing day, and with `until` on any day from then to that one;
 * without any where its dates are not sound. `sound` are its date rules where they are. The months are written out when they are first read.
 */
export function withMonths(
  lowered: LoweredProduct,
  world: DateWorld,
  memory: SessionMemory,
  sound: ProductRules | undefined,
  on: { readonly asOf: string | undefined; readonly until: string | undefined },
): { readonly product: Product; readonly asOf: string } {
  const { product, at } = lowered;
  const date = on.asOf ?? product.listing.first;
  const from = parseDay(date) as Day;
  const until = parseDay(on.until === undefined || on.until < date ? date : on.until);
  const days = sound === undefined ? undefined : quickMonths(monthInputs(lowered, world), sound, from, until);
  const made: Product =
    days === undefined
      ? { ...product, contracts: sound === undefined ? [] : contractMonths(monthInputs(lowered, world), from, until) }
      : lazily({ ...product }, "contracts", () => writtenMonths(monthInputs(lowered, world), days));
  if (days !== undefined) noteMonthDays(made, days);
  let last = NO_DAY;
  for (const month of monthDays(made)) for (const day of month.dates) if (day > last) last = day;
  const settlement = product.sessions.settlement?.at.slice(0, 5);
  if (last !== NO_DAY) checkSessionDays(at, lowered.sessions.data, settlement, world, from, last, memory);
  return { product: made, asOf: date };
}

function monthInputs(lowered: LoweredProduct, world: DateWorld): MonthInputs {
  const { product, at } = lowered;
  return {
    at,
    id: product.id,
    world,
    product: lowered.productDates,
    namedBy: product.contract.namedBy,
    dates: lowered.dates,
    listing: lowered.listing,
    span: sectionOf(at.block, "listing")?.keyword.span ?? at.context.declaration.name.span,
    ...(product.sessions.lastClose === undefined ? {} : { lastClose: product.sessions.lastClose }),
    ...(product.leadMonth === undefined ? {} : { leadMonth: product.leadMonth }),
    ...(product.limits === undefined ? {} : { limits: product.limits }),
    finalSettlement: product.finalSettlement,
    ...(product.flow === undefined ? {} : { flow: { counted: product.flow, size: numberOf(product.size.value) } }),
    said: new Set<string>(),
    rules: new Map(),
    spans: new Map(),
  };
}

/** What a contract is named by, as `contract:` says it; undefined after a finding. */
export function contractOf(at: Lowering): Product["contract"] | undefined {
  const field = required(at, "contract", "it says what one contract is named by: day, week, month, quarter or year");
  const words = field === undefined ? [] : wordsOf(field).replace(/,/g, "").split(" ");
  const named = words.slice(1).join(" ");
  if (field?.value === undefined) return undefined;
  const period = PERIODS.find((one) => one === words[0]);
  if (period === undefined) {
    return report(at.context, "word-unknown", field.value.span, {
      field: "contract",
      word: words[0] ?? "",
      known: PERIODS.join(", "),
    });
  }
  const ends = ["", "named by start", "named by end"].map((one) => (one === "" ? one : `${one} of ${period}`));
  if (!["", "named by start", "named by end", ...ends].includes(named)) {
    return report(at.context, "value-of-another-kind", field.value.span, {
      field: "contract",
      wanted: "day, week, month, quarter or year, and where needed `named by start` or `named by end`",
    });
  }
  return { period, namedBy: words.includes("end") ? "end" : "start", clause: clauseOf(at.context, field) };
}

function underlyingOf(at: Lowering): Product["underlying"] | undefined {
  const { context } = at;
  const field = required(at, "underlying", "it says which reference price the contract settles to");
  const name = oneName(context, field, "one index");
  const index = name && find(context, name, "index");
  return index && field && { index: index.name, clause: clauseOf(context, field) };
}
