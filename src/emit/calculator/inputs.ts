import type { Decision, IndexReads, Inputs, Restatement } from "../../model/generated/inputs.ts";
import type { ContractModel, Formula, Index, Product } from "../../model/model.ts";
import { clausesIn, clausesOfListing, clausesOfRule } from "../dependencies.ts";
import type { TraceEntry } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { present } from "../present.ts";
import { calendarOf } from "../product.ts";
import { type Dependency, traceValues } from "../trace-values.ts";
import { dailyFields } from "./daily-code.ts";
import { finalFields } from "./final-code.ts";
import { contractName, formulasIn } from "../../model/formulas.ts";
import { fallbackFields, otherIndices } from "./index-code.ts";
import { attributesOf, KIND_OF, weighsBySize } from "./index-columns.ts";
import { knownIn } from "./index-quotes.ts";
import { calculatorFile, functionName } from "./names.ts";

/** The file that says what the functions of a calculator read. */
export const INPUTS_FILE = "calculator/inputs.json";

/** inputs.json beside a calculator, with where each of its values came from. */
export function inputsOf(model: ContractModel): { readonly content: string; readonly trace: TraceEntry[] } {
  const { product, compiler } = model;
  const inputs: Inputs = present({
    format: "tenor-inputs/1" as const,
    compiler,
    module: calculatorFile(model).replace(/^.*\//, ""),
    indices: model.indices.map((index) => indexReads(model, index)),
    daily: product && dailyReads(product),
    final: product && finalReads(product),
  });
  return { content: writeJson(inputs), trace: traceValues(INPUTS_FILE, inputs, origins(model)) };
}

function indexReads(model: ContractModel, index: Index): IndexReads {
  const { publish, zone } = index;
  const { id, from, to, weekend, closed, clause } = calendarOf(model, index.calendar);
  return present({
    id: index.id,
    title: index.title,
    function: functionName(index),
    unit: index.price.unit,
    calendar: { id, from, to, weekend, closed: closed.map(({ date }) => date), clause },
    publish: publish && { at: publish.at, zone: publish.zone, clause: publish.clause },
    window: windowReads(index, zone),
    inputs: index.inputs.map(({ what, from: sources, clause: said }) => ({
      kind: KIND_OF[what],
      from: sources,
      clause: said,
    })),
    attributes: attributesOf(index),
    known: knownNames(index),
    sized: weighsBySize(index),
    fallback: fallbackFields(index),
    indices: otherIndices(index),
    restate: index.restate && restatedUntil(index.restate, zone),
    restated:
      index.restated && Object.fromEntries(index.restated.map((one) => [one.index, restatedUntil(one, one.zone)])),
    links: linksIn(index),
    determinations: index.fallback.flatMap((one) =>
      one.kind === "determination" ? [{ by: one.by, under: one.under, clause: one.clause }] : [],
    ),
    clause: index.clause,
  });
}

function knownNames(index: Index): IndexReads["known"] {
  const known = Object.entries(knownIn(index) ?? {}).map(([column, names]) => ({ column, names: [...names] }));
  return known.length === 0 ? undefined : known;
}

function restatedUntil({ until, neverAfter, above, clause }: NonNullable<Index["restate"]>, zone: string): Restatement {
  return present({ until, zone, neverAfter, above: above?.share, aboveClause: above?.clause, clause });
}

function linksIn({ retired = [] }: Index): IndexReads["links"] {
  const links = retired.flatMap(({ successor, member, effective, clause }) =>
    successor === undefined ? [] : [{ successor, of: member, from: effective, clause }],
  );
  return links.length === 0 ? undefined : links;
}

function windowReads({ window, accrual }: Index, zone: string): IndexReads["window"] {
  switch (window?.kind) {
    case "clock": {
      const { kind, from, until, text, clause } = window;
      return { kind, from, until, zone, text, clause };
    }
    case "count": {
      const { kind, count, text, clause } = window;
      return { kind, count, text, clause };
    }
    case "month": {
      const { kind, period, start, days, text, clause } = window;
      const of = { ...(period && { period }), ...(start && { start }) };
      return { kind, ...of, days, ...(accrual && { accrues: accrual.lookback }), text, clause };
    }
    case "hours": {
      const { kind, period, start, set, text, clause } = window;
      const of = { ...(period && { period }), ...(start && { start }) };
      const hours = set && { from: set.from, until: set.until, days: set.days, except: set.except, clause: set.clause };
      return { kind, ...of, zone, ...(hours && { set: hours }), text, clause };
    }
    case "trailing": {
      const { kind, milliseconds, text, clause } = window;
      return { kind, milliseconds, text, clause };
    }
    default:
      return undefined;
  }
}

function dailyReads({ dailySettlement: daily }: Product): Inputs["daily"] {
  const { month, dates, spreads, lead, time, indices } = dailyFields(daily);
  const tiers = [...daily.groups.flatMap((group) => group.tiers), ...daily.newlyListed];
  return present({
    month: [...month],
    groups: daily.groups.map((group) => group.months),
    dates: dates.length > 0 ? [...dates] : undefined,
    spreads,
    lead,
    time,
    indices: [...indices],
    determinations: tiers.flatMap(({ price }) => decisions(price)),
    clause: daily.clause,
  });
}

function finalReads(product: Product): Inputs["final"] {
  const { averaged, sets, single, unpublished, settlement, contracts } = finalFields(product);
  const { price, priceDay, clause } = product.finalSettlement;
  return present({
    averaged: [...averaged],
    sets: sets && Object.fromEntries(Object.entries(sets).map(([index, places]) => [index, [...places]])),
    single: [...single],
    unpublished: unpublished ? true : undefined,
    settlement: settlement ? true : undefined,
    contracts:
      contracts.length === 0
        ? undefined
        : contracts.map((one) => present({ name: contractName(one), product: one.product, place: one.place })),
    priceDay,
    determinations: decisions(price),
    clause,
  });
}

function decisions(formula: Formula): Decision[] {
  return formulasIn(formula).flatMap((one) =>
    one.op === "determination" ? [{ by: one.by, under: one.under, clause: one.clause }] : [],
  );
}

/** What values depend on beside the clause they stand in. */
function origins({ indices, product }: ContractModel): Dependency[] {
  const ofIndices = indices.flatMap((index, at) => {
    const below = (names: string, clauses: readonly string[]): Dependency => ({
      at: new RegExp(`^/indices/${at}/(?:${names})(?:/|$)`),
      clauses,
    });
    const { price, inputs, members, screens, steps, value, quorum, fallback, quotes } = index;
    return [
      below("unit", [price.clause]),
      ...(index.accrual === undefined ? [] : [below("window/accrues", [index.accrual.clause])]),
      below("attributes|known", clausesIn([inputs, members, screens, steps, quorum, quotes])),
      ...(index.restate?.above === undefined ? [] : [below("restate/above", [index.restate.above.clause])]),
      below("sized", clausesIn([screens, steps, value])),
      below("fallback|indices|determinations", clausesIn(fallback)),
    ];
  });
  if (!product) return ofIndices;
  // The years a calendar is given for reach from the first to the last date of the listed months.
  const span = [
    ...clausesOfListing(product),
    ...clausesOfRule(product, product.dates),
    ...product.dates.map((one) => one.clause),
  ];
  return [
    ...ofIndices,
    { at: /^\/indices\/\d+\/calendar\//, clauses: [...new Set(span)] },
    { at: /^\/daily\//, clauses: clausesIn(product.dailySettlement) },
    { at: /^\/final\//, clauses: clausesIn(product.finalSettlement) },
  ];
}
