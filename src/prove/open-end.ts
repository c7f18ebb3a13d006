import { formulasIn, indicesOf } from "../model/formulas.ts";
import type { ContractModel, Formula, Index, Tier } from "../model/model.ts";
import { monthDays } from "../model/month-days.ts";
import { certain, type Place } from "./availability.ts";
import { leafWords } from "./counterexample.ts";

/** A day and what is missing on it so that no line of a group of months has a price: the first day on which one of them is listed. */
export function dayWithoutPrice(tiers: readonly Tier[], place: Place): string {
  const { product } = place.model;
  const [month] = product?.contracts ?? [];
  const missing = tiers.flatMap(({ price, when }) =>
    [price, ...(when === undefined ? [] : formulasIn(when))]
      .flatMap(formulasIn)
      .flatMap((leaf) => lacking(leaf, place)),
  );
  const on = month === undefined ? "" : `on ${later(month.listed, product?.listing.first)} in ${month.period}, `;
  return `${on}${without(missing)}: no line has a price`;
}

/** Another day of the final settlement on which indices were not published; undefined where the contract lists no month. */
export function dayUnpublished(price: Formula, model: ContractModel): string {
  const [first] = model.product === undefined ? [] : monthDays(model.product);
  const month = first && model.product?.contracts[0];
  const day = month?.averaging[0] ?? month?.dates.find(({ name }) => name === "last-trading-day")?.date;
  const names = [...new Set(indicesOf(price))];
  const contracts = formulasIn(price).flatMap((one) => (one.op === "contract-settlement" ? [leafWords(one)] : []));
  return `${day === undefined ? "" : `on ${day}, `}${without([...names.map((id) => `a print of ${id}`), ...contracts])}: no line has a price`;
}

/** What an index lacks on the day of the model, so that neither its inputs nor any line gives a value. */
export function dayWithoutValue(index: Index, model: ContractModel): string {
  const lines = index.fallback.flatMap((line): string[] => {
    if (line.kind === "previous") return ["a value published before"];
    return line.kind === "formula" ? indicesOf(line.formula).map((id) => `a print of ${id}`) : [];
  });
  const inputs = index.inputs.map(({ what, from }) => (what === "prints" ? `prints of ${from.join(", ")}` : what));
  return `${model.asOf === undefined ? "" : `on ${model.asOf}, `}${without([...inputs, ...lines])}: no line has a value`;
}

/** What may be missing of a leaf, in words; a volume or a count of nothing is none either. */
function lacking(leaf: Formula, place: Place): string[] {
  if (leaf.op === "observe")
    return [leaf.what === "implied" || leaf.of === "spread-trades" ? "trades of calendar-spread" : leaf.of];
  return "left" in leaf || COMPOSED.has(leaf.op) || certain(leaf, place) ? [] : [leafWords(leaf)];
}

const COMPOSED: ReadonlySet<string> = new Set(["round", "first", "case", "average", "lowest", "highest"]);

function without(things: readonly string[]): string {
  const all = [...new Set(things)];
  return all.length === 0 ? "where no condition holds" : `without ${all.join(", ")}`;
}

const later = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a);
