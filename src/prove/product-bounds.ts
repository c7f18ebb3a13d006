import { formulasIn, indicesOf } from "../model/formulas.ts";
import type { ContractModel, Formula, Product, Rounding, Tier } from "../model/model.ts";
import { add, multiply, parse, subtract } from "../runtime/exact.ts";
import { numberOf } from "../value/rational.ts";
import { indexBounds } from "./index-bounds.ts";
import { ANY, bounds, FROM_ZERO, hullOf, isWithin, type Range, roundedTo, within } from "./intervals.ts";
import { decidedIn, endOf, openLeaves, type PriceBounds } from "./price-bounds.ts";
import { rangeOf, type Read } from "./ranges.ts";

/** The bounds of the prices of a future or structured contract: of each group of months on a day, of the final price, and of what is delivered for each unit. */
export function productBounded(product: Product, model: ContractModel): PriceBounds[] {
  const { dailySettlement: daily, finalSettlement: final } = product;
  const read = reading(product, model);
  const say = (of: string, name: string, range: Range, formulas: readonly Formula[], clauses: readonly string[]) =>
    saying({ of, function: name, range, formulas, clauses }, product, model, read);
  const groups = daily.groups.map((group) => {
    const tiers = [...group.tiers, ...daily.newlyListed];
    const formulas = [...tiers.map(({ price }) => price), ...(daily.lastDay === undefined ? [] : [final.price])];
    const round = group.round ?? daily.round;
    const ofTiers = settledBy(tiers, round, product, model, read);
    const range = daily.lastDay === undefined ? ofTiers : hullOf(ofTiers, finalRange(product, model, read));
    const clauses = [...tiers.map(({ clause }) => clause), round.clause];
    return say(`the settlement ${group.text}`, "dailySettlement", range, formulas, clauses);
  });
  const range = finalRange(product, model, read);
  return [
    ...groups,
    say("the final settlement", "finalSettlement", range, [final.price], [final.round.clause]),
    ...(final.delivery === undefined
      ? []
      : [
          say(
            "what is delivered, a unit",
            "deliveryInvoice",
            delivered(final.delivery, hullOf(range, ownOf(read))),
            [final.price],
            [...final.delivery.grades, ...final.delivery.locations].map(({ clause }) => clause),
          ),
        ]),
  ];
}

type Said = {
  readonly of: string;
  readonly function: string;
  readonly range: Range;
  readonly formulas: readonly Formula[];
  readonly clauses: readonly string[];
};

/** The bounds with why they are there, in words; what is decided by a body is told beside. */
function saying(
  { range, formulas, clauses, ...named }: Said,
  product: Product,
  model: ContractModel,
  read: Read,
): PriceBounds {
  const { price, finalSettlement: final } = product;
  const fixed = final.bounds;
  const decided = fixed === undefined ? formulas.flatMap((one) => decisionsOf(one, model)) : [];
  const names = [...new Set(formulas.flatMap(indicesOf))];
  const indices = names.map((id) => `the bounds of ${id}`);
  const stated = [
    ...formulas.flatMap(formulasIn).map(({ clause }) => clause),
    ...model.indices.filter(({ id }) => names.includes(id)).flatMap((one) => indexBounds(one, model).clauses),
  ];
  const held = fixed
    ? "floor and cap"
    : [...(price.signed ? [] : ["a price below zero is none"]), ...indices].join("; ");
  const end = (side: "low" | "high") =>
    endOf(
      range,
      side,
      held || "what it is made of",
      openLeaves(formulas, side, (leaf) => rangeOf(leaf, model, read)),
    );
  const own = fixed ? [fixed.floorClause, fixed.capClause] : [price.clause];
  return {
    ...named,
    unit: price.unit,
    low: end("low"),
    high: end("high"),
    unless: [...new Set(decided.map(({ text }) => text))],
    clauses: [...new Set([...own, ...clauses, ...stated, ...decided.map(({ clause }) => clause)])],
  };
}

/** What bodies may decide in the place of what a formula reads. */
function decisionsOf(formula: Formula, model: ContractModel): { readonly text: string; readonly clause: string }[] {
  return formulasIn(formula).flatMap((one) => {
    if (one.op === "determination")
      return [{ text: `determination by ${one.by} under "${one.under}"`, clause: one.clause }];
    if (one.op !== "index") return [];
    return decidedIn(model.indices.find(({ id }) => id === one.index)?.fallback ?? []);
  });
}

/** Prices that are not signed are zero or more: a line that comes to less gives none. */
const floored = (range: Range, { price }: Product): Range => (price.signed ? range : within(range, FROM_ZERO));

function settledBy(tiers: readonly Tier[], round: Rounding, product: Product, model: ContractModel, read: Read): Range {
  const ranges = tiers
    .filter(({ price }) => price.op !== "determination")
    .map(({ price }) => roundedTo(floored(rangeOf(price, model, read), product), parse(round.increment)));
  return ranges.length === 0 ? floored(ANY, product) : ranges.reduce(hullOf);
}

function finalRange(product: Product, model: ContractModel, read: Read): Range {
  const { price, round } = product.finalSettlement;
  return roundedTo(floored(rangeOf(price, model, read), product), parse(round.increment));
}

/**
 * What a formula of a day can read. Settlements of days before and of other months lie in the least range that holds whatever lines make of the market
 * and that no line leaves when it starts within it; an end that some line does leave is open.
 */
function reading(product: Product, model: ContractModel): Read {
  const { groups, newlyListed, round } = product.dailySettlement;
  const all = [
    ...groups.flatMap((one) => one.tiers.map((tier) => ({ tier, round: one.round ?? round }))),
    ...newlyListed.map((tier) => ({ tier, round })),
  ];
  const fresh = all.filter(({ tier }) => !formulasIn(tier.price).some((one) => EARLIER.has(one.op)));
  const outside = floored(ANY, product);
  const made = (lines: typeof all, read: Read): Range[] => [
    ...lines.map(({ tier, round: own }) => settledBy([tier], own, product, model, read)),
    finalRange(product, model, read),
  ];
  let own = made(fresh, readOf(outside, product, model)).reduce(hullOf);
  // An end that moves is opened, and the other may move then: twice is enough, for there are two.
  for (let turn = 0; turn < 2; turn += 1) {
    const next = made(all, readOf(own, product, model)).reduce(hullOf, own);
    own = bounds(
      isWithin(bounds(next.low, undefined), bounds(own.low, undefined)) ? own.low : outside.low,
      isWithin(bounds(undefined, next.high), bounds(undefined, own.high)) ? own.high : undefined,
    );
  }
  return readOf(own, product, model);
}

const EARLIER: ReadonlySet<string> = new Set(["previous-settlement", "settlement", "change"]);

function readOf(own: Range, product: Product, model: ContractModel): Read {
  return (leaf) => {
    if (leaf.op === "previous-settlement" || leaf.op === "settlement") return own;
    if (leaf.op === "change")
      return own.low && own.high ? { low: subtract(own.low, own.high), high: subtract(own.high, own.low) } : ANY;
    if (leaf.op === "final-settlement") return finalRange(product, model, readOf(own, product, model));
    if (leaf.op !== "index") return undefined;
    const index = model.indices.find(({ id }) => id === leaf.index);
    return index && indexBounds(index, model).range;
  };
}

/** The range of settlements of the product itself. */
const ownOf = (read: Read): Range => read({ op: "previous-settlement", month: "this", unit: "", clause: "" }) ?? ANY;

/** A settlement price times each differential of grade and place, and what is added; rounded where the spec says so. */
function delivered(
  { grades, locations, round }: NonNullable<Product["finalSettlement"]["delivery"]>,
  settled: Range,
): Range {
  const turn = (range: Range, { factor, add: added }: (typeof grades)[number]): Range => {
    const one = (end: Range["low"]) => end && add(multiply(end, numberOf(factor)), numberOf(added));
    return bounds(one(range.low), one(range.high));
  };
  const all = grades.flatMap((grade) => locations.map((place) => turn(turn(settled, grade), place))).reduce(hullOf);
  return round === undefined ? all : roundedTo(all, parse(round.increment));
}
