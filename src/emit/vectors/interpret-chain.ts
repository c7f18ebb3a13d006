import type { Index } from "../../model/model.ts";
import { compare, divide, fromInteger, multiply, refuse } from "../../runtime/exact.ts";
import { retiredOf } from "../calculator/index-members.ts";
import type { Row } from "./interpret-screens.ts";
import type { JsonObject } from "./read.ts";
import { exact, fieldsOf, needed } from "./read.ts";

type Rows = { readonly left: readonly Row[]; readonly values: readonly Row[] };

type Prices = Readonly<Record<string, unknown>>;

/** The price that a member has in an earlier print, by its own name or one it follows on the date; undefined without one. */
function priceThen(index: Index, prices: Prices, name: string, date: string): unknown {
  const own = prices[name];
  const followed = retiredOf(index, index.value.over).find(
    ({ successor, effective }) => successor === name && effective <= date,
  );
  return own !== undefined || followed === undefined ? own : priceThen(index, prices, followed.member, date);
}

/** What the day goes on from: the print before a retirement where one of its members is gone since. */
function goneOnFrom(index: Index, chain: JsonObject, date: string): JsonObject {
  const prices = fieldsOf(chain["prices"]);
  const gone = retiredOf(index, index.value.over).filter(
    ({ successor, effective, member }) =>
      successor === undefined && effective <= date && priceThen(index, prices, member, date) !== undefined,
  );
  if (gone.length === 0) return chain;
  const last = fieldsOf(needed(chain["last"], "missing-input", "previous.chain.last"));
  if (gone.some(({ effective }) => (last["date"] as string) >= effective))
    refuse("chain-out-of-order", last["date"] as string);
  return last;
}

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
  const chain = given === null ? undefined : goneOnFrom(index, fieldsOf(given), date);
  const prices = chain && fieldsOf(chain["prices"]);
  const then = (row: Row): unknown => prices && priceThen(index, prices, name(row), date);
  const known = values.filter(
    (row) => compare(row.price, fromInteger(0)) > 0 && (prices === undefined || then(row) !== undefined),
  );
  const level = exact(chain === undefined ? base.value : chain["value"]);
  return {
    left: left.filter((row) => known.some((one) => name(one) === name(row))),
    values: known.map((row) => ({
      ...row,
      price: multiply(level, prices === undefined ? fromInteger(1) : divide(row.price, exact(then(row) as string))),
    })),
  };
}
