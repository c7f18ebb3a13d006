import type { Index } from "../../model/model.ts";
import { compare, divide, fromInteger, multiply, refuse } from "../../runtime/exact.ts";
import type { Row } from "./interpret-screens.ts";
import type { JsonObject } from "./read.ts";
import { exact, fieldsOf, needed } from "./read.ts";

type Rows = { readonly left: readonly Row[]; readonly values: readonly Row[] };

/** The members of a basket with a base as they go on from its last rebalancing; without a base what was given. */
export function chainedRows(index: Index, { left, values }: Rows, input: JsonObject): Rows {
  const { base } = index;
  if (base === undefined) return { left, values };
  const date = input["date"] as string;
  if (date < base.from) refuse("before-base", date);
  const previous = input["previous"] ?? null;
  const given = previous === null ? null : (fieldsOf(previous)["chain"] ?? null);
  if (given === null && date > base.from) needed(undefined, "missing-input", "previous.chain");
  const { over } = index.value;
  const name = (row: Row): string => row.cells[over] as string;
  const chain = given === null ? undefined : fieldsOf(given);
  const then = chain && fieldsOf(chain["prices"]);
  const known = values.filter(
    (row) => compare(row.price, fromInteger(0)) > 0 && (then === undefined || then[name(row)] !== undefined),
  );
  const level = exact(chain === undefined ? base.value : chain["value"]);
  return {
    left: left.filter((row) => known.some((one) => name(one) === name(row))),
    values: known.map((row) => ({
      ...row,
      price: multiply(level, then === undefined ? fromInteger(1) : divide(row.price, exact(then[name(row)]))),
    })),
  };
}
