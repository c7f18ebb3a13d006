// A basket that goes on from a base: between rebalancings its members move it by what their prices did since the last one.
import type { Rational } from "./exact.ts";
import { divide, multiply, show } from "./exact.ts";
import { nameOf } from "./grouping.ts";
import { inside, readDate, readFields, readObject, readPrice, refuseAt } from "./input.ts";
import type { IndexInput } from "./observations.ts";
import type { Retired } from "./members.ts";
import { nameBefore } from "./members.ts";
import type { Chain, Chained, Group, Linked, Pool } from "./pool.ts";
import { dropWhere } from "./pool.ts";

/** The value on the first day, that day, the days from which on the first print sets all weights anew, and the members that retire. */
export type Chaining = {
  readonly base: Rational;
  readonly from: string;
  readonly rebalances: readonly string[];
  readonly retired: readonly Retired[];
};

/** `previous.chain` of the input; undefined where there is none. Refused: `chain-out-of-order` for one of today or later. */
function readChain(given: IndexInput): Chain | undefined {
  const { previous } = given.fields;
  if (previous === undefined || previous === null) return undefined;
  const chain = readObject(previous, "previous")["chain"];
  if (chain === undefined || chain === null) return undefined;
  const { last } = readFields(chain, "previous.chain", ["date", "value", "prices"], ["last"]);
  const read = readLinked(given, chain, "previous.chain", ["last"]);
  return last === undefined ? read : { ...read, last: readLinked(given, last, "previous.chain.last", []) };
}

/** A print with the prices of its members at a place. */
function readLinked({ date, reads }: IndexInput, value: unknown, place: string, more: readonly string[]): Linked {
  const fields = readFields(value, place, ["date", "value", "prices"], more);
  const day = readDate(fields["date"], inside(place, "date"));
  if (day >= date) refuseAt(inside(place, "date"), "chain-out-of-order", `a day before ${date}`, day);
  const prices = readObject(fields["prices"], inside(place, "prices"));
  for (const [name, price] of Object.entries(prices)) positive(price, inside(inside(place, "prices"), name));
  readPrice(fields["value"], inside(place, "value"), reads.signed, reads.increment);
  return { date: day, value: fields["value"] as string, prices: prices as Readonly<Record<string, string>> };
}

/** The names that leave the basket for good, each as the prices call it: itself, or the member that it followed. */
function leaving(prices: Linked["prices"], { retired }: Chaining, date: string): ReadonlyMap<string, string> {
  const gone = retired.filter(({ successor }) => successor === undefined);
  return new Map(
    gone.flatMap(({ member, effective }) => {
      const name = nameBefore(prices, member, retired, date);
      return name === undefined ? [] : [[name, effective] as const];
    }),
  );
}

/**
 * What a basket goes on from on a day. From the day on which a member retires it is the print before that day, without the member: all weights
 * are set anew there, so that the weight of the member goes to the others and the value does not move by it.
 * Refused: `missing-input` where that print is not given, `chain-out-of-order` where it is not before the day.
 */
function withoutRetired(before: Chain, given: IndexInput, chaining: Chaining): Chain {
  const left = [...leaving(before.prices, chaining, given.date)].filter(([, effective]) => effective <= given.date);
  if (left.length === 0) return before;
  const days = left.map(([, effective]) => effective).sort();
  const { last } = before;
  const place = "previous.chain.last";
  if (last === undefined) return refuseAt(place, "missing-input", `the print before ${days[0]}`, "nothing");
  if (last.date >= (days[0] as string))
    refuseAt(inside(place, "date"), "chain-out-of-order", `a day before ${days[0]}`, last.date);
  const gone = leaving(last.prices, chaining, given.date);
  const stays = ([name]: [string, string]): boolean => (gone.get(name) ?? "9999-99-99") > given.date;
  return { ...last, prices: Object.fromEntries(Object.entries(last.prices).filter(stays)), last };
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
  const handed = readChain(given);
  if (handed === undefined && date > from)
    refuseAt("previous.chain", "missing-input", "the chain of the print before", "nothing");
  const before = handed && withoutRetired(handed, given, chaining);
  const named = (group: Group): string => group.keys[column] as string;
  const called = ({ prices }: Chain, group: Group): string | undefined =>
    nameBefore(prices, named(group), chaining.retired, date);
  const unknown = pool.groups.filter((group) => group.value.n <= 0n || (before && called(before, group) === undefined));
  const left = pool.groups.filter((group) => !unknown.includes(group));
  const against = new Map(
    unknown.flatMap((one) => one.observations.map((at) => [at, `${nameOf(one.keys)} has no price to go on from`])),
  );
  const value = before === undefined ? base : readPrice(before.value, "previous.chain.value", true);
  const groups = left.map((group) => {
    const then =
      before === undefined
        ? group.value
        : positive(before.prices[called(before, group) as string], "previous.chain.prices");
    return { ...group, value: multiply(value, divide(group.value, then)) };
  });
  const prices = Object.fromEntries(left.map((group) => [named(group), show(group.value)]));
  const renews = before === undefined || rebalances.some((day) => before.date < day && day <= date);
  // The print before a retirement is what goes on then: while one is ahead, each print is handed on.
  const next = renews ? prices : before.prices;
  const ahead = [...leaving(next, chaining, "9999-12-31").values()].some((effective) => effective > date);
  const since = before === undefined ? "the base" : `the print of ${before.date}`;
  return {
    ...dropWhere(pool, clause, ({ at }) => against.get(at)),
    groups,
    tables: [...pool.tables, groups],
    steps: [
      ...pool.steps,
      ...groups.map((group) => ({ text: `${nameOf(group.keys)}, from ${since} on`, value: show(group.value), clause })),
    ],
    chain: { ...(before && { before }), prices, renews, ahead },
  };
}

/** What the next print goes on from: this one where weights are set anew, else what it went on from itself; with this one while a member is still to retire. */
export function chainAfter(chained: Chained | undefined, given: IndexInput, printed: string): Chain | undefined {
  if (chained === undefined) return readChain(given);
  const { before, prices, renews, ahead } = chained;
  const today = { date: given.date, value: printed, prices };
  const { date, value, prices: then } = renews || before === undefined ? today : before;
  const next = { date, value, prices: then };
  return ahead ? { ...next, last: today } : next;
}
