import { type Context, find, report } from "../../check/context.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import type { Filing } from "../model.ts";
import { type Lowering, whatOf } from "./builder.ts";
import type { Root } from "./close.ts";
import { type LoweredOption, optionOf } from "./option.ts";
import { withSeries } from "./option-months.ts";
import { type LoweredPerpetual, perpetualOf } from "./perpetual.ts";
import { fundedInSessions, scheduleEnd } from "./perpetual-sessions.ts";
import type { LoweredProduct } from "./product.ts";
import { sessionsHold, type SessionMemory } from "./session-days.ts";
import type { Known } from "./spread-legs.ts";
import { type LoweredSpread, spreadOf } from "./spread.ts";
import { withCombinations } from "./spread-months.ts";

/** Products that are no futures: what is on futures, and what has no contract months. */
export type Specials = {
  readonly options: Map<string, LoweredOption>;
  readonly spreads: Map<string, LoweredSpread>;
  readonly perpetuals: Map<string, LoweredPerpetual>;
};

/** No products yet. */
export function noSpecials(): Specials {
  return { options: new Map(), spreads: new Map(), perpetuals: new Map() };
}

/** Takes over what `name` was lowered to before. */
export function keepSpecial(specials: Specials, before: Specials, name: string): void {
  keep(specials.options, name, before.options.get(name));
  keep(specials.spreads, name, before.spreads.get(name));
  keep(specials.perpetuals, name, before.perpetuals.get(name));
}

/** Adds the options, spreads and perpetuals whose terms stand: the first two take sizes and prices from futures, wherever those are declared. */
export function lowerSpecials(
  { options, spreads, perpetuals }: Specials,
  declared: ReadonlyMap<string, { readonly context: Context; readonly at: Lowering }>,
  known: Known,
): void {
  for (const [name, { context, at }] of declared) {
    const { keyword } = context.declaration;
    if (keyword === "spread") keep(spreads, name, spreadOf(at, known));
    else if (keyword === "perpetual") keep(perpetuals, name, perpetualOf(at));
    else {
      const on = futureOf(context, known);
      keep(options, name, on && optionOf(at, on));
    }
  }
}

/** The days each product is first listed on, and the date rules of those that have contract months. */
export function datesOfSpecials({ options, spreads, perpetuals }: Specials): {
  readonly firsts: readonly string[];
  readonly dates: readonly ProductDates[];
} {
  const firsts = [
    ...[...options.values()].map((one) => one.option.listing.first),
    ...[...spreads.values()].map((one) => one.spread.listing.first),
    ...[...perpetuals.values()].map((one) => one.perpetual.listing.first),
  ];
  return { firsts, dates: [...options.values(), ...spreads.values()].map((one) => one.productDates) };
}

/** What the model of `name` is of on a day, with its months; undefined where it is none of these. */
export function specialRoot(
  { options, spreads, perpetuals }: Specials,
  name: string,
  world: DateWorld,
  weeks: SessionMemory,
  asOf: string | undefined,
): Root | undefined {
  const option = options.get(name);
  const spread = spreads.get(name);
  const perpetual = perpetuals.get(name);
  if (option !== undefined) {
    const { option: listed, asOf: date } = withSeries(option, world, weeks, asOf);
    return { kind: "option", root: name, asOf: date, option: listed };
  }
  if (spread !== undefined) {
    const { spread: listed, asOf: date } = withCombinations(spread, world, weeks, asOf);
    return { kind: "spread", root: name, asOf: date, spread: listed };
  }
  if (perpetual === undefined) return undefined;
  fundedInSessions(perpetual, world);
  const listed = perpetual.perpetual;
  const date = asOf ?? listed.listing.first;
  sessionsHold(perpetual.at, perpetual.sessions, world, weeks, date, scheduleEnd(listed, date));
  return { kind: "perpetual", root: name, asOf: date, perpetual: listed };
}

/** The sentences of a filing speak of a future settled in cash: one of another contract would say what is not so. */
export function unfiled(context: Context, filings: readonly Filing[], how: string): void {
  for (const one of filings.filter(({ amendment }) => amendment === undefined)) {
    const span = context.clauses.place(one.clause);
    if (span !== undefined) report(context, "meaning-comes-later", span, { what: `form ${one.form}`, how });
  }
}

function keep<T>(map: Map<string, T>, name: string, value: T | undefined): void {
  if (value !== undefined) map.set(name, value);
}

/** The future an option is on, whose terms stand; undefined after a finding, here or at the future. */
function futureOf(context: Context, { products, references }: Known): LoweredProduct | undefined {
  const { declaration } = context;
  const head = declaration.head.find((one) => one.kind === "head-on");
  if (head === undefined)
    return report(context, "field-missing", declaration.name.span, {
      what: whatOf(declaration),
      field: "on …",
      why: "an option is on a future",
    });
  const found = find(context, head.name, "future");
  if (found !== undefined && references.has(found.name))
    return report(context, "value-of-another-kind", head.span, {
      field: "option … on",
      wanted: `a future whose terms are here; \`${found.name}\` only restates another exchange's`,
    });
  return found && products.get(found.name);
}
