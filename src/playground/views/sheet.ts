import { limitTerms } from "../../emit/filing/limit-words.ts";
import { groupWords } from "../../emit/filing/listing-words.ts";
import { eachWords, sizeWords } from "../../emit/filing/size-words.ts";
import { moneyWords, quantity, shortQuantity, unitWords } from "../../emit/filing/units.ts";
import {
  capital,
  clock,
  count,
  duration,
  longDate,
  percent,
  spaced,
  weekdays,
  withArticle,
  zoneName,
} from "../../emit/filing/words.ts";
import type { ContractModel, LimitLevel, Orders, PriceLimits, Sessions, TierGroup, Tier } from "../../model/model.ts";
import { el, type Piece } from "../piece.ts";
import { titleOf } from "../contracts.ts";
import { indexRows } from "./index-rows.ts";
import { row, type Row } from "./row.ts";

/** The specification sheet of a contract or an index: one table of its terms, as an exchange prints it for those who trade. */
export function sheet(model: ContractModel): Piece[] {
  const rows = [...named(model), ...terms(model), ...model.indices.flatMap((one) => indexRows(one, model))];
  const shown = rows.filter((one) => one.says.length > 0);
  return [
    el("h3", {}, titleOf(model)),
    el(
      "dl",
      { is: "sheet" },
      shown.map(({ name, says, clauses }) => el("div", { clauses }, el("dt", {}, name), el("dd", {}, says))),
    ),
  ];
}

function named(model: ContractModel): Row[] {
  const { product, option, spread, perpetual, reference, organisations } = model;
  const own = product ?? option ?? spread ?? perpetual;
  if (own === undefined) {
    if (reference === undefined) return [];
    return [row("Contract", `${reference.code}: ${reference.title}`, reference.clause)];
  }
  const title = (id: string) => organisations.find((one) => one.id === id)?.title ?? id;
  return [
    row(
      "Contract",
      `${own.id}: ${withArticle(own.kind === "structured" ? "structured contract" : own.kind)}`,
      own.clause,
    ),
    row("Exchange", title(own.venue), own.venueClause),
    row("Clearing house", title(own.clearing), own.clearingClause),
  ];
}

function terms(model: ContractModel): Row[] {
  const { product, option, spread, perpetual } = model;
  const own = product ?? option ?? spread ?? perpetual;
  if (own === undefined) return [];
  return [
    ...(product === undefined ? [] : [row("Underlying", product.underlying.index, product.underlying.clause)]),
    ...(perpetual === undefined ? [] : [row("Underlying", perpetual.underlying.index, perpetual.underlying.clause)]),
    ...(option === undefined
      ? []
      : [
          row("Underlying", `${option.on.product}: ${option.on.title}`, option.on.clause),
          row("Style", capital(option.style.value), option.style.clause),
          row("Underlying month", option.underlying.text, option.underlying.clause),
        ]),
    ...(spread?.legs ?? []).map((leg) => row(`Leg ${leg.product}`, leg.text, leg.clause)),
    row("Size", product === undefined ? quantity(own.size.value, own.size.unit) : sizeWords(product), own.size.clause),
    row(
      "Quoted in",
      unitWords(option?.premium.unit ?? (product ?? spread ?? perpetual)?.price.unit ?? ""),
      priceClause(model),
    ),
    ...own.ticks.map((tick) =>
      row(
        `Tick, ${spaced(tick.role)}`,
        `${shortQuantity(tick.increment, option?.premium.unit ?? (product ?? spread ?? perpetual)?.price.unit ?? "")}, worth ${moneyWords(tick.value.amount, tick.value.currency)}${product === undefined ? "" : eachWords(product)} per contract`,
        tick.clause,
        own.size.clause,
      ),
    ),
    ...listed(model),
    ...hours(own.sessions),
    ...settled(model),
    ...limited(model),
    ...orderRows(own.orders),
    ...own.margin.map((one) => row(`Margin, ${spaced(one.name)}`, one.text, one.clause)),
    ...(product?.fullCollateral === undefined
      ? []
      : [row("Margin", product.fullCollateral.text, product.fullCollateral.clause)]),
    ...own.participants.map((one) => row(capital(spaced(one.name)), one.text, one.clause)),
    ...own.classification.map((one) => row(one.scheme.toUpperCase(), spaced(one.value), one.clause)),
  ];
}

const priceClause = ({ product, option, spread, perpetual }: ContractModel): string | undefined =>
  option?.premium.clause ?? (product ?? spread ?? perpetual)?.price.clause;

function listed({ product, option, spread, perpetual }: ContractModel): Row[] {
  if (perpetual !== undefined) return [row("Listed from", longDate(perpetual.listing.first), perpetual.listing.clause)];
  const own = product ?? option ?? spread;
  if (own === undefined) return [];
  const { listing, dates, intervals, contract } = own;
  return [
    row(
      "Listed",
      `${capital(listing.groups.map((group) => groupWords(group, contract.period)).join(""))}, from ${longDate(listing.first)}`,
      listing.clause,
    ),
    ...[...dates, ...intervals].map((one) => row(capital(spaced(one.name)), one.text, one.clause)),
  ];
}

function hours(sessions: Sessions): Row[] {
  const zone = zoneName(sessions.zone);
  const times = sessions.trade.map(
    (one) => `${weekdays(one.days)} ${clock(one.from)} to ${clock(one.until)}${one.nextDay ? " the next day" : ""}`,
  );
  return [
    row("Trading hours", `${times.join("; ")}, ${zone}`, ...sessions.trade.map((one) => one.clause)),
    ...(sessions.lastClose === undefined
      ? []
      : [row("Last close", sessions.lastClose.text, sessions.lastClose.clause)]),
    ...(sessions.settlement === undefined
      ? []
      : [row("Settlement time", sessions.settlement.text, sessions.settlement.clause)]),
  ];
}

const MONTHS: Readonly<Record<TierGroup["months"], string>> = {
  expiring: "the expiring month",
  spot: "the spot month",
  lead: "the lead month",
  other: "other months",
  all: "all months",
};

function lines(tiers: readonly Tier[]): Piece {
  return el(
    "ol",
    {},
    tiers.map((tier) => el("li", { clauses: [tier.clause] }, tier.text)),
  );
}

function settled({ product, perpetual, option, spread }: ContractModel): Row[] {
  if (perpetual !== undefined) {
    const { mark, funding } = perpetual;
    return [
      row("Mark", mark.text, mark.clause),
      row("Funding", [funding.intervalText, ": ", funding.rate.text], funding.clause, funding.rate.clause),
    ];
  }
  if (option !== undefined) {
    const { exercise } = option;
    return [
      row("Strikes", option.strikes.rungs.map((one) => one.text).join("; "), option.strikes.clause),
      ...(exercise.automatic === undefined
        ? []
        : [row("Automatic exercise", exercise.automatic.text, exercise.automatic.clause)]),
      row("Exercised into", exercise.into.text, exercise.into.clause),
      row("Assignment", exercise.assignment.text, exercise.assignment.clause),
    ];
  }
  if (spread !== undefined) return [row("Prices of legs", spread.legPrices.text, spread.legPrices.clause)];
  if (product === undefined) return [];
  const { dailySettlement: daily, finalSettlement: final } = product;
  return [
    ...daily.groups.map((group) => row(`Daily settlement, ${MONTHS[group.months]}`, lines(group.tiers), group.clause)),
    row("Final settlement", `${capital(final.method)}: ${final.text}`, final.clause),
  ];
}

const TYPES: Readonly<Record<LimitLevel["type"], string>> = { limit: "limit", accountability: "accountability level" };

function limited({ product, option }: ContractModel): Row[] {
  const limits = product?.limits ?? option?.limits;
  return [
    ...(limits?.levels ?? []).map((one) =>
      row(`${capital(spaced(one.scope))} ${TYPES[one.type]}`, count(one.contracts, "contract"), one.clause),
    ),
    ...(limits === undefined
      ? []
      : limitTerms(limits).map((one) => row("Positions", capital(one.text), ...one.clauses))),
    ...(limits?.reportable === undefined
      ? []
      : [row("Reportable", `From ${count(limits.reportable.contracts, "contract")}`, limits.reportable.clause)]),
    ...bands(product?.priceLimits),
  ];
}

function bands(limits: PriceLimits | undefined): Row[] {
  if (limits === undefined) return [];
  const { bands: shares, halts, dynamic, expand, reset, clause, haltClause } = limits;
  const stopped = halts.map(({ at, milliseconds, stop }) =>
    stop || milliseconds === undefined ? `stop at ${percent(at)}` : `${duration(milliseconds)} at ${percent(at)}`,
  );
  return [
    row("Price limits", `${shares.map(percent).join(", ")} around the previous settlement`, clause),
    ...(stopped.length === 0 ? [] : [row("Halts", stopped.join("; "), haltClause ?? clause)]),
    ...(dynamic === undefined ? [] : [row("Dynamic band", dynamic.text, dynamic.clause)]),
    ...(expand === undefined ? [] : [row("Expanded limits", expand.text, expand.clause)]),
    ...(reset === undefined ? [] : [row("Reset of limits", reset.text, reset.clause)]),
  ];
}

function orderRows(orders: Orders | undefined): Row[] {
  const { max, block, reasonability, killSwitch, actions } = orders ?? {};
  return [
    ...(max === undefined ? [] : [row("Largest order", count(max.contracts, "contract"), max.clause)]),
    ...(block === undefined ? [] : [row("Block trades", `From ${count(block.min, "contract")}`, block.clause)]),
    ...(reasonability === undefined
      ? []
      : [row("Prices of orders", capital(reasonability.text), reasonability.clause)]),
    ...(killSwitch === undefined
      ? []
      : [row("Kill switch", capital(killSwitch.values.map(spaced).join(", ")), killSwitch.clause)]),
    ...(actions === undefined ? [] : [row("Resting orders", capital(actions.text), actions.clause)]),
  ];
}
