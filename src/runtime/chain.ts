// A basket that goes on from a base: between rebalancings its members move it by what their prices did since the last one.
import type { Rational } from "./exact.ts";
import { divide, multiply, show } from "./exact.ts";
import { nameOf } from "./grouping.ts";
import { inside, readDate, readFields, readObject, readPrice, refuseAt } from "./input.ts";
import type { IndexInput } from "./observations.ts";
import type { Chain, Chained, Group, Pool } from "./pool.ts";
import { dropWhere } from "./pool.ts";

/** The value on the first day, that day, and the days from which on the first print sets all weights anew. */
export type Chaining = { readonly base: Rational; readonly from: string; readonly rebalances: readonly string[] };

/** `previous.chain` of the input; undefined where there is none. Refused: `chain-out-of-order` for one of today or later. */
function readChain({ fields, date, reads }: IndexInput): Chain | undefined {
  const { previous } = fields;
  if (previous === undefined || previous === null) return undefined;
  const given = readObject(previous, "previous")["chain"];
  if (given === undefined || given === null) return undefined;
  const chain = readFields(given, "previous.chain", ["date", "value", "prices"]);
  const day = readDate(chain["date"], "previous.chain.date");
  if (day >= date) refuseAt("previous.chain.date", "chain-out-of-order", `a day before ${date}`, day);
  const prices = readObject(chain["prices"], "previous.chain.prices");
  for (const [name, price] of Object.entries(prices)) positive(price, inside("previous.chain.prices", name));
  readPrice(chain["value"], "previous.chain.value", reads.signed, reads.increment);
  return { date: day, value: chain["value"] as string, prices: prices as Readonly<Record<string, string>> };
}

function positive(value: unknown, place: string): Rational {
  const price = readPrice(value, place, false);
  return price.n > 0n ? price : refuseAt(place, "price-not-positive", "a price above zero", show(price));
}

/**
 * Gives each member of `column` the value of the basket at its last rebalancing times what its price became since, so that their weighted mean goes on from there and
 * weights that are set anew move nothing. On the first day all are the base. A member without a price then is left out, and its inputs with it.
 * Refused: `before-base`, and `missing-input` where a later day is not given `previous.chain`.
 */
export function chainGroups(pool: Pool, given: IndexInput, chaining: Chaining, column: string, clause: string): Pool {
  const { base, from, rebalances } = chaining;
  const { date } = given;
  if (date < from) refuseAt("date", "before-base", `${from} or later`, date);
  const before = readChain(given);
  if (before === undefined && date > from)
    refuseAt("previous.chain", "missing-input", "the chain of the print before", "nothing");
  const named = (group: Group): string => group.keys[column] as string;
  const unknown = pool.groups.filter(
    (group) => group.value.n <= 0n || (before && !Object.hasOwn(before.prices, named(group))),
  );
  const left = pool.groups.filter((group) => !unknown.includes(group));
  const against = new Map(
    unknown.flatMap((one) => one.observations.map((at) => [at, `${nameOf(one.keys)} has no price to go on from`])),
  );
  const value = before === undefined ? base : readPrice(before.value, "previous.chain.value", true);
  const groups = left.map((group) => {
    const then = before === undefined ? group.value : positive(before.prices[named(group)], "previous.chain.prices");
    return { ...group, value: multiply(value, divide(group.value, then)) };
  });
  const since = before === undefined ? "the base" : `the print of ${before.date}`;
  return {
    ...dropWhere(pool, clause, ({ at }) => against.get(at)),
    groups,
    tables: [...pool.tables, groups],
    steps: [
      ...pool.steps,
      ...groups.map((group) => ({ text: `${nameOf(group.keys)}, from ${since} on`, value: show(group.value), clause })),
    ],
    chain: {
      ...(before && { before }),
      prices: Object.fromEntries(left.map((group) => [named(group), show(group.value)])),
      renews: before === undefined || rebalances.some((day) => before.date < day && day <= date),
    },
  };
}

/** What the next print goes on from: this one where weights are set anew, else what it went on from itself. */
export function chainAfter(chained: Chained | undefined, given: IndexInput, printed: string): Chain | undefined {
  if (chained === undefined) return readChain(given);
  return chained.renews ? { date: given.date, value: printed, prices: chained.prices } : chained.before;
}
