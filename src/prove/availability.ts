import type { ContractModel, DailySettlement, Fallback, Formula, Tier, TierGroup } from "../model/model.ts";
import { formulasIn, indicesOf, isOverDays, sidesOf } from "../model/formulas.ts";
import { implies, knownOf, sameness } from "./conditions.ts";
import { hasZero } from "./intervals.ts";
import { rangeOf } from "./ranges.ts";

/** Where a line stands: the group it is in, and all groups in their order. */
export type Place = { readonly model: ContractModel; readonly daily: DailySettlement; readonly group?: TierGroup };

/** True when the formula has a value on every settlement day; an index has one because its own fallback is proved. */
export function certain(formula: Formula, at: Place): boolean {
  switch (formula.op) {
    case "observe":
      return ["volume", "count"].includes(formula.what);
    case "settlement":
    case "change":
      return formula.month === "lead" && leadIsSettled(at);
    case "days":
      return [formula.start, formula.end].every(({ month }) => month !== "nearest-listed-before");
    case "average":
    case "lowest":
    case "highest":
    case "round":
      return certain(formula.of, at);
    case "first":
      return formula.options.some((one) => certain(one, at));
    case "case":
      return partsOf(formula).every((one) => certain(one, at));
    case "divide":
      return certain(formula.left, at) && certain(formula.right, at) && !hasZero(rangeOf(formula.right, at.model));
    case "add":
    case "subtract":
    case "multiply":
    case "minimum":
    case "maximum":
      return certain(formula.left, at) && certain(formula.right, at);
    default:
      return true;
  }
}

/** What may not be there on a day. */
const READ: ReadonlySet<string> = new Set(["index", "contract-settlement"]);

/** True when a final price can be had although an index was not published on a day: by a number, a determination or its own settlement. */
export function certainUnpublished(formula: Formula): boolean {
  if ("left" in formula) return certainUnpublished(formula.left) && certainUnpublished(formula.right);
  if (isOverDays(formula) || formula.op === "round") return certainUnpublished(formula.of);
  if (formula.op === "case") return partsOf(formula).every(certainUnpublished);
  return formula.op === "first" ? formula.options.some(certainUnpublished) : !READ.has(formula.op);
}

/** The sides of the conditions of a choice and its prices: without one of them it may have none. */
function partsOf({ arms, otherwise }: Extract<Formula, { op: "case" }>): Formula[] {
  return [...arms.flatMap(({ when, price }) => [...sidesOf(when), price]), otherwise];
}

/** True when the formula is never below zero where a price must not be. */
export function possible(formula: Formula, model: ContractModel): boolean {
  const { low } = rangeOf(formula, model);
  return model.product?.price.signed === true || (low !== undefined && low.n >= 0n);
}

/** True when a line gives a price on every day it is tried; with `below` one that may be below zero counts too. */
export function alwaysPrices(tier: Tier, at: Place, below = false): boolean {
  const open = tier.when === undefined || knownOf(tier.when, at.model) === "always";
  return open && certain(tier.price, at) && (below || possible(tier.price, at.model));
}

/** The lead month has its settlement of the day before any month of this group is tried. */
function leadIsSettled({ daily, group }: Place): boolean {
  if (group === undefined) return true;
  const place = daily.groups.indexOf(group);
  const before = daily.groups.slice(0, place);
  // On its last day the lead month is in the group of that day; in its spot period it cannot be where both have lines.
  const late = daily.groups.slice(place).some(({ months }) => months === "expiring" || months === "lead");
  return before.some(({ months }) => months === "lead") && !late;
}

/** Another index may be waiting for a decision of its own that day, so what is computed from it is no certain end. */
export function certainFallback(line: Fallback, model: ContractModel): boolean {
  const daily = { groups: [], newlyListed: [] } as unknown as Place["daily"];
  return (
    line.kind === "determination" ||
    (line.kind === "formula" && indicesOf(line.formula).length === 0 && certain(line.formula, { model, daily }))
  );
}

/** Why a line of the group can never have its price, whatever the day brings; undefined where it can. */
export function neverThere({ price, when }: Tier, { daily, group }: Place): string | undefined {
  if (group === undefined) return undefined;
  const leaves = [...formulasIn(price), ...(when === undefined ? [] : formulasIn(when))];
  const place = daily.groups.indexOf(group);
  const own = daily.groups.findIndex(({ months }) => months === "lead");
  const ofLead = leaves.some((one) => (one.op === "settlement" || one.op === "change") && one.month === "lead");
  const spread = leaves.some((one) => one.op === "observe" && one.against === "lead");
  if (group.months === "lead" && ofLead)
    return "it asks for the settlement of the lead month, which is only being found";
  if (group.months === "lead" && spread)
    return "a month has no spread with itself, and these are lines of the lead month";
  if (ofLead && own > place) return "the lead month is settled only after these months";
  const nearer = leaves.some(
    (one) =>
      ((one.op === "settlement" || one.op === "change") && one.month === "nearest-listed-before") ||
      (one.op === "observe" && one.what === "implied"),
  );
  if (nearer && place === 0 && group.months === "lead") return "no other month is settled before the lead month";
  return undefined;
}

/** What must be there for a leaf to have a value. */
function needs(formula: Formula): string[] {
  if (formula.op !== "observe") return [sameness(formula)];
  const { what, of, month, against, window } = formula;
  if (what === "volume" || what === "count") return [];
  const where = sameness({ ...formula, what: "vwap" });
  if (of !== "quotes") return what === "implied" ? [sameness(formula)] : [where];
  const seen = JSON.stringify([
    month,
    against,
    window?.kind === "trailing" ? [window.milliseconds, window.before] : [],
  ]);
  const sides = what === "bid" || what === "ask" ? [what] : ["bid", "ask"];
  return sides.map((side) => `${side} ${seen}`);
}

function needsOf(tier: Tier, at: Place): Set<string> {
  const leaves = [tier.price, ...(tier.when === undefined ? [] : formulasIn(tier.when))]
    .flatMap(formulasIn)
    .filter((one) => !("left" in one) && one.op !== "round" && !isOverDays(one) && !certain(one, at));
  return new Set(leaves.flatMap(needs));
}

/** True when `earlier` gives a price on every day on which `later` could. */
export function shadows(earlier: Tier, later: Tier, at: Place): boolean {
  const open = earlier.when === undefined || (later.when !== undefined && implies(later.when, earlier.when, at.model));
  if (!open || !(possible(earlier.price, at.model) || sameness(earlier.price) === sameness(later.price))) return false;
  if (formulasIn(earlier.price).some((one) => one.op === "divide")) return false;
  const have = needsOf(later, at);
  return [...needsOf(earlier, at)].every((one) => have.has(one));
}
