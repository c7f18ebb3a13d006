import { limitRoundings } from "./moving-bands.ts";
import type { ContractModel, Product } from "../../model/model.ts";
import type { Dependency } from "../trace-values.ts";
import { clausesIn, clausesOfListing, clausesOfRule } from "../dependencies.ts";
import { calendarOf, productOf } from "../product.ts";

/** What values of engine.json depend on beside the clause they carry. */
export function engineOrigins(model: ContractModel): Dependency[] {
  const { product } = productOf(model);
  const { sessions } = product;
  const ticks = product.ticks.map(({ clause }) => clause);
  const roundings = clausesIn([
    product.dailySettlement.round,
    product.finalSettlement.round,
    ...limitRoundings(product.priceLimits),
  ]);
  const schedule = [
    ...clausesIn([sessions.trade, sessions.settlement]),
    ...calendarClauses(model, [sessions.calendar]),
    ...clausesOfListing(product),
  ];
  return [
    ...sharedOrigins(model, "/months"),
    { at: /^\/product\/period$/, clauses: [product.contract.clause] },
    { at: /^\/price\/(scale|priceUnit)$/, clauses: [...ticks, ...roundings] },
    { at: /^\/price\/ticks\/\d+\/units$/, clauses: [...ticks, ...roundings] },
    { at: /^\/price\/ticks\/\d+\/value\//, clauses: valueClauses(product) },
    { at: /^\/months\/\d+\/size\//, clauses: [...valueClauses(product), ...ticks, ...sizeClauses(model)] },
    { at: /^\/settlement\/(daily|final)\/tick$/, clauses: [...ticks, ...roundings] },
    {
      at: /^\/settlement\/final\/events\/\d+\/(index|days)$/,
      clauses: product.finalSettlement.observed?.map(({ clause }) => clause) ?? [],
    },
    { at: /^\/settlement\/final\/(text|paid)$/, clauses: clausesIn(product.finalSettlement.price) },
    {
      at: /^\/settlement\/final\/paid$/,
      clauses: product.dates.filter((one) => one.name === product.finalSettlement.days).map(({ clause }) => clause),
    },
    {
      at: /^\/priceLimits\/(of|bands|example)/,
      clauses: product.priceLimits?.referenceClause === undefined ? [] : [product.priceLimits.referenceClause],
    },
    {
      at: /^\/priceLimits\/((dynamic|expand)\/)?(increment|bands|distance|example)/,
      clauses: [...ticks, ...roundings],
    },
    { at: /^\/limits\/basis\/contracts$/, clauses: clausesIn(product.limits?.basis?.formula) },
    { at: /^\/sessions\/(schedule|calendar)/, clauses: schedule },
    { at: /^\/months\/\d+\/firstOpen$/, clauses: [sessions.clause, ...schedule] },
  ];
}

/** What values of instruments.json depend on beside the clause they carry. */
export function instrumentOrigins(model: ContractModel): Dependency[] {
  const { product } = productOf(model);
  const { price } = product.finalSettlement;
  return [
    ...sharedOrigins(model, "/instruments"),
    { at: /^\/instruments\/\d+\/ticks\/\d+\/value\//, clauses: [...valueClauses(product), ...sizeClauses(model)] },
    { at: /^\/instruments\/\d+\/size\//, clauses: sizeClauses(model) },
    {
      at: /^\/instruments\/\d+\/averaging(?:Sets\/\d+)?$/,
      clauses: [...clausesIn(price), ...calendarClauses(model, namesOf(price, "calendar"))],
    },
  ];
}

/** The dates of a month follow from its listing, its rules and the calendars those are counted on. */
function sharedOrigins(model: ContractModel, list: string): Dependency[] {
  const { product } = productOf(model);
  const under = (path: string): RegExp => new RegExp(`^${list}/\\d+/${path}`);
  const listing = clausesOfListing(product);
  const counted = calendarClauses(
    model,
    [...product.dates, ...product.intervals].flatMap(({ calendar }) => calendar ?? []),
  );
  const from = (rule: unknown): string[] => [...clausesOfRule(product, rule), ...counted];
  const dates = product.contracts.flatMap((month, i) => [
    ...month.dates.map(({ name }, j) => ({
      at: new RegExp(`^${list}/${i}/dates/${j}/`),
      clauses: from(product.dates.find((one) => one.name === name)?.rule),
    })),
    ...month.intervals.map(({ name }, j) => {
      const term = product.intervals.find((one) => one.name === name);
      return { at: new RegExp(`^${list}/${i}/intervals/${j}/`), clauses: from([term?.from, term?.to]) };
    }),
  ]);
  const closing = { kind: "reference", date: product.sessions.lastClose?.date };
  return [
    ...dates,
    { at: under("(code|period|listed)$"), clauses: [product.clause, ...listing] },
    { at: under("lastClose/"), clauses: [product.sessions.clause, ...from(closing)] },
    { at: under("limits/"), clauses: from(product.limits?.levels.map((level) => level.from)) },
    {
      at: under("lead/until$"),
      clauses: product.leadMonth ? from(product.leadMonth.until) : [],
    },
  ];
}

/** A tick's worth per contract is the tick times the size, in the currency of the price, or of payment at the rate into it. */
function valueClauses({ size, price, payment, tickValueExactTo }: Product): string[] {
  return [size.clause, price.clause, ...clausesIn([payment]), tickValueExactTo.clause];
}

/** How many hours or days a month has depends on the period it is named by, and on the calendar whose days are counted. */
function sizeClauses(model: ContractModel): string[] {
  const { product } = productOf(model);
  if (product.flow === undefined) return [];
  const { calendar } = product.flow;
  return [product.contract.clause, ...calendarClauses(model, calendar === undefined ? [] : [calendar])];
}

function calendarClauses(model: ContractModel, names: readonly string[]): string[] {
  return [...new Set(names)].map((name) => calendarOf(model, name).clause);
}

/** Every value of the property `key` inside a part of the model. */
function namesOf(part: unknown, key: string): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === key && typeof value === "string" ? [value] : namesOf(value, key),
  );
}
