import { contentOf, headOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { text, unitOf, unitsDiffer } from "../../check/expression.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import { sameUnit } from "../../value/unit.ts";
import type { Option } from "../model.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, required, wordsOf } from "./builder.ts";
import { spanRule } from "./date-rule.ts";
import { calendarOf, type Dates, datesBlock, datesOf, requiredDay } from "./dates.ts";
import { contractHead } from "./head.ts";
import { limitsOf } from "./limits.ts";
import { listingOf, type ListingTerms } from "./listing.ts";
import { exerciseOf, marksOf } from "./option-clauses.ts";
import { cabinetOf, oneWord, optionTicks, strikesOf } from "./option-terms.ts";
import { participantsOf } from "./participants.ts";
import { classificationOf } from "./classification.ts";
import { contractOf, type LoweredProduct } from "./product.ts";
import { ordersOf } from "./orders.ts";
import { fullCollateralOf } from "./full-collateral.ts";
import { marginOf } from "./risk.ts";
import { complianceOf } from "./compliance.ts";
import { partiesOf } from "./parties-of.ts";
import { type SessionTerms, sessionsOf } from "./sessions.ts";
import type { ProductTerms } from "./terms.ts";

/** An option whose terms stand; its months are worked out for a date by `withSeries`. */
export type LoweredOption = {
  readonly at: Lowering;
  readonly option: Omit<Option, "contracts">;
  readonly on: LoweredProduct;
  readonly dates: Dates;
  readonly listing: ListingTerms;
  readonly sessions: SessionTerms;
  readonly productDates: ProductDates;
};

/** An option as the model has it, without its months; undefined after a finding. */
export function optionOf(at: Lowering, on: LoweredProduct): LoweredOption | undefined {
  const { context } = at;
  const { declaration } = context;
  const parties = partiesOf(at, "the option");
  const contract = contractOf(at);
  const dates = datesOf(at, contract?.period);
  requiredDay(at, dates, "last-trading-day", "an option has a last trading day");
  requiredDay(at, dates, "expiry", "an option has a day on which it is exercised for the last time");
  const section = datesBlock(at.block);
  const calendar = section && calendarOf(at, section);
  const listing = listingOf(at, dates.scope, calendar);
  const sessions = sessionsOf(at, dates.scope.dates);
  const style = styleOf(at);
  const underlying = underlyingOf(at, on, dates);
  const premium = premiumOf(at, on);
  const ticks = optionTicks(at, on);
  const unit = on.terms.price?.unit;
  const strikes = unit && strikesOf(at, on, unit);
  const exercise = unit && exerciseOf(at, on, unit, sessions?.term.zone);
  const terms: ProductTerms = {
    ...on.terms,
    ...(contract === undefined ? {} : { period: contract.period }),
    ticks: new Map((ticks?.ticks ?? []).map((one) => [one.role, rational(one.increment)])),
    clauses: new Map((ticks?.ticks ?? []).map((one) => [`tick.${one.role}`, one.clause])),
    intervals: new Set(dates.scope.intervals.keys()),
    unread: ticks === undefined,
  };
  const marks = marksOf(at, terms, premium?.payment === "futures-style");
  const cabinet = ticks && cabinetOf(at, ticks.sized);
  const limits = limitsOf(at, terms, dates.scope);
  const orders = ordersOf(at, terms);
  const margin = marginOf(at, terms);
  fullCollateralOf(at);
  const participants = participantsOf(at);
  const compliance = complianceOf(at);
  const classification = classificationOf(at);
  if (!dates.whole || !contract || !listing || !sessions || !parties || !style || !underlying) return undefined;
  if (!premium || !ticks || !strikes || !exercise || !marks) return undefined;
  if (sectionOf(at.block, "cabinet") !== undefined && cabinet === undefined) return undefined;
  const { product } = on;
  const settlement = product.ticks.find((one) => one.role === "settlement") ?? product.ticks[0];
  const outright = product.ticks.find((one) => one.role === "outright") ?? settlement;
  if (settlement === undefined || outright === undefined) return undefined;
  return {
    at,
    on,
    dates,
    listing,
    sessions,
    productDates: { id: declaration.name.text, period: contract.period, dates: dates.named },
    option: {
      kind: "option",
      ...contractHead(at),
      ...parties,
      on: { product: product.id, title: product.title, clause: onClause(at) },
      style,
      underlying,
      contract,
      size: product.size,
      premium,
      futureTick: {
        increment: outright.increment,
        settlement: settlement.increment,
        incrementClause: outright.clause,
        clause: settlement.clause,
      },
      tickValueExactTo: product.tickValueExactTo,
      premiumTicks: ticks.premiumTicks,
      ticks: ticks.ticks,
      classification,
      listing: listing.term,
      dates: dates.terms,
      intervals: dates.intervals,
      sessions: sessions.term,
      strikes,
      exercise,
      marks,
      ...(cabinet === undefined ? {} : { cabinet }),
      ...(limits === undefined ? {} : { limits }),
      ...(orders === undefined ? {} : { orders }),
      margin,
      participants,
      ...(compliance === undefined ? {} : { compliance }),
    },
  };
}

function rational(decimal: string): { n: bigint; d: bigint } {
  const [whole = "0", part = ""] = decimal.split(".");
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) };
}

function onClause(at: Lowering): string {
  const head = headOf(at.context.declaration, "head-on");
  return head === undefined ? clauseOf(at.context, at.context.declaration) : clauseOf(at.context, head);
}

const STYLES = ["european", "american"] as const;

function styleOf(at: Lowering): Option["style"] | undefined {
  const field = required(at, "style", "it says on which days it may be exercised");
  const word = oneWord(field);
  const value = STYLES.find((one) => one === word);
  if (field?.value === undefined) return undefined;
  if (value !== undefined) return { value, clause: clauseOf(at.context, field) };
  const known = STYLES.join(", ");
  return report(at.context, "word-unknown", field.value.span, { field: "style", word: word ?? wordsOf(field), known });
}

/** `nearest GPH month with last-trading-day on or after expiry`. */
function underlyingOf(at: Lowering, on: LoweredProduct, dates: Dates): Option["underlying"] | undefined {
  const field = required(at, "underlying", "it says which month of the future a series is on");
  const node = contentOf(field, "period-value")?.period;
  if (field?.value === undefined) return undefined;
  if (!onlyModifiers(at.context, field.value.modifiers)) return undefined;
  if (
    node?.kind !== "nearest-period" ||
    node.product?.text !== on.product.id ||
    node.with?.date.text !== "last-trading-day"
  )
    return report(at.context, "value-of-another-kind", field.value.span, {
      field: "underlying",
      wanted: `\`nearest ${on.product.id} month with last-trading-day on or after expiry\``,
    });
  const rule = spanRule(node, dates.scope);
  return rule && { text: wordsOf(field), rule, clause: clauseOf(at.context, field) };
}

const PAYMENTS = ["up-front", "futures-style"] as const;

function premiumOf(at: Lowering, on: LoweredProduct): Option["premium"] | undefined {
  const { context } = at;
  const field = required(at, "premium", "it says what a premium counts");
  const paid = required(at, "paid", "it says whether premiums are paid up-front or margined as futures are");
  const expr = exprHere(context, field, "money per unit, such as `USD / GPU_hour of H100_SXM`");
  const unit = expr && unitOf(expr, { context, known: [] });
  const word = oneWord(paid);
  const payment = PAYMENTS.find((one) => one === word);
  const { price } = on.terms;
  if (field === undefined || paid?.value === undefined || expr === undefined || unit === undefined || !price)
    return undefined;
  if (payment === undefined)
    return report(context, "word-unknown", paid.value.span, {
      field: "paid",
      word: word ?? wordsOf(paid),
      known: PAYMENTS.join(", "),
    });
  if (!sameUnit(unit, price.unit))
    return unitsDiffer(context, expr, price.unit, unit, {
      span: price.node.span,
      label: `prices of ${on.product.id} are in ${text(price.node)}`,
    });
  return {
    currency: on.product.price.currency,
    unit: on.product.price.unit,
    payment,
    paymentClause: clauseOf(context, paid),
    clause: clauseOf(context, field),
  };
}
