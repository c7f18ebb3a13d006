import type { ContractModel } from "../../model/model.ts";
import { finalVectors } from "../../emit/vectors/final-vectors.ts";
import { boundsOf } from "./bounds-of.ts";

/** The arguments of a final settlement that can be had, with all that it reads at one level. */
export function atLevel(model: ContractModel, level: string): unknown {
  const { product } = model;
  const vector = product && finalVectors(product).find((one) => !("refused" in one.expected));
  return vector === undefined ? undefined : levelled(vector.arguments[0], level, false);
}

/** Names below which figures of the market stand. */
const READ: ReadonlySet<string> = new Set(["prints", "indices", "contracts"]);

function levelled(given: unknown, level: string, read: boolean): unknown {
  if (typeof given === "string") return read && /^-?\d+(?:\.\d+)?$/.test(given) ? level : given;
  if (Array.isArray(given)) return given.map((one) => levelled(one, level, read));
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, one]) => [
      name,
      levelled(one, level, read || READ.has(name) || name === "settlement"),
    ]),
  );
}

/** A price that the contract may well settle at, for examples: the middle of its bounds, or that of its first vector. */
export function finalPriceOf(model: ContractModel): string | undefined {
  const { product } = model;
  if (product === undefined) return undefined;
  const middle = boundsOf(model)?.middle;
  if (middle !== undefined) return middle;
  const vector = finalVectors(product).find((one) => !("refused" in one.expected));
  if (vector === undefined || "refused" in vector.expected) return undefined;
  const { price } = vector.expected.returns as { readonly price?: string };
  return price;
}
