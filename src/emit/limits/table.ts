import type {
  ContractModel,
  ContractMonth,
  DatedLimit,
  Limits,
  Option,
  Perpetual,
  Product,
} from "../../model/model.ts";
import type { Level, LimitTable, MonthLevels } from "../../model/generated/limits.ts";
import { engineLimits } from "../engine-config/limit-terms.ts";
import { present } from "../present.ts";
import { lastDayOf } from "../product.ts";

/** What of a model has limits: a future, a structured contract, an option or a perpetual; undefined where it states none. */
export function limited(
  model: ContractModel,
): { readonly of: Product | Option | Perpetual; readonly limits: Limits; readonly asOf: string } | undefined {
  const of = model.product ?? model.option ?? model.perpetual;
  if (of?.limits === undefined) return undefined;
  return { of, limits: of.limits, asOf: model.asOf ?? of.listing.first };
}

/** The table of levels of a product with limits, as `schema/limits.schema.json` describes it. */
export function limitTable(model: ContractModel): LimitTable {
  const found = limited(model);
  if (found === undefined) throw new Error(`${model.root} states no limits`);
  const { of, limits, asOf } = found;
  const terms = engineLimits(limits);
  const { diminishing, reportable, reportedIn, aggregate, aggregation, exemptions } = terms;
  return present({
    format: "tenor-limits/1" as const,
    compiler: model.compiler,
    asOf,
    product: { id: of.id, title: of.title, kind: of.kind, clause: of.clause },
    counting: present({ value: terms.counting?.value ?? ("net" as const), clause: terms.counting?.clause }),
    diminishing,
    reportable,
    reportedIn,
    basis: basisOf(limits.basis),
    otherMonthsBasis: basisOf(limits.otherMonthsBasis),
    aggregate,
    aggregation,
    exemptions,
    allMonths: limits.levels
      .filter(({ scope }) => scope === "all-months")
      .map(({ type, contracts, clause }) => ({ type, contracts, clause })),
    months: monthsOf(of, limits),
    clause: limits.clause,
  });
}

function basisOf(basis: Limits["basis"]): LimitTable["basis"] {
  if (basis === undefined) return undefined;
  return { contracts: basis.contracts, text: basis.text, steps: [...basis.steps], clause: basis.clause };
}

function monthsOf(of: Product | Option | Perpetual, limits: Limits): MonthLevels[] {
  if (of.kind === "perpetual") return [];
  if (of.kind !== "option") return of.contracts.map((month) => monthOf(month, limits, of.listing.clause));
  return of.contracts.map(({ month, underlying }) => ({
    ...monthOf(month, limits, of.listing.clause),
    underlying: { product: of.on.product, period: underlying.period, clause: underlying.clause },
  }));
}

function monthOf(month: ContractMonth, limits: Limits, clause: string): MonthLevels {
  const { code, period, listed } = month;
  const lastDay = lastDayOf(month);
  return present({
    code,
    period,
    listed,
    lastDay,
    averaging: limits.diminishing === undefined ? undefined : [...month.averaging],
    levels: levelsOf(month.limits, listed, lastDay),
    clause,
  });
}

type Start = { readonly day: string; readonly edge: "open" | "close" };

/**
 * The levels of a month one after another: those of a single month hold until the first of the spot month begins, which then takes their
 * place, and the last to the close of the last day.
 */
function levelsOf(dated: readonly DatedLimit[], listed: string, lastDay: string): Level[] {
  const end: Start = { day: lastDay, edge: "close" };
  const spot = dated.find(({ scope, type }) => scope === "spot-month" && type === "limit");
  const spotBegins: Start = spot?.from === undefined ? end : { day: spot.from, edge: spot.fromEdge ?? "open" };
  return dated.flatMap((one): Level[] => {
    const { scope, type, contracts, clause } = one;
    if (scope === "all-months") return [];
    const begins: Start =
      one.from === undefined ? { day: listed, edge: "open" } : { day: one.from, edge: one.fromEdge ?? "open" };
    const from = later(begins, { day: listed, edge: "open" });
    const next: Start = one.until === undefined ? end : { day: one.until, edge: one.untilEdge ?? "open" };
    const to = scope === "single-month" && spot !== undefined ? earlier(next, spotBegins) : next;
    // A contract listed within its spot month never has the level of other months.
    if (key(from) >= key(to)) return [];
    return [{ scope, type, contracts, from: from.day, fromEdge: from.edge, to: to.day, toEdge: to.edge, clause }];
  });
}

/** Days are written so that their texts are in their order; the open of a day is before its close. */
function key({ day, edge }: Start): string {
  return `${day}${edge === "open" ? "1" : "2"}`;
}

function earlier(a: Start, b: Start): Start {
  return key(a) <= key(b) ? a : b;
}

function later(a: Start, b: Start): Start {
  return key(a) >= key(b) ? a : b;
}
