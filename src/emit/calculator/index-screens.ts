import type { Count, Index } from "../../model/model.ts";
import type { Code } from "./code.ts";
import { call, count, flag, map, none, number, object, text, texts } from "./code.ts";
import type { PlainScreen } from "./index-columns.ts";
import { columnNamed, limitsMove, stepsOf } from "./index-columns.ts";
import { retiredCode, retiredOf, sharesOf } from "./index-members.ts";

const optional = (name: string | undefined): Code => (name === undefined ? none : text(name));

/** One screen as code. */
export function screenCode({ screen, column, center }: PlainScreen): Code {
  const clause = text(screen.clause);
  const level = (value: string | undefined): Code => number(value as string);
  if (screen.action === "cap") return call("capVolume", "pool", text(column as string), level(screen.at), clause);
  if (screen.action === "clamp") {
    if (screen.threshold !== undefined)
      return call("clampToMedian", "pool", optional(center), level(screen.threshold), clause);
    const bounds = {
      low: screen.low === undefined ? undefined : number(screen.low),
      high: screen.high === undefined ? undefined : number(screen.high),
    };
    return call("clampPrices", "pool", object("Bounds", bounds, false), clause);
  }
  if (screen.of === "age") {
    const age = count(screen.milliseconds as number);
    if (screen.behind !== undefined) return call("dropBehindNewest", "pool", text(screen.behind), age, clause);
    return call("dropOlder", "pool", optional(column), age, clause);
  }
  if (screen.comparison !== undefined) {
    const what = text(screen.of as string);
    return call("dropComparing", "pool", what, text(screen.comparison), level(screen.value), clause);
  }
  if (screen.from === "previous value")
    return call("dropFarFromPrevious", "pool", "given", level(screen.threshold), clause);
  if (column === undefined) return call("dropDeviating", "pool", optional(center), level(screen.threshold), clause);
  const judged = object(
    "GroupScreen",
    {
      threshold: level(screen.threshold),
      others: flag(judgedByOthers(screen.from)),
      readmit: screen.readmit === undefined ? undefined : level(screen.readmit),
      excluded: screen.readmit === undefined ? texts([]) : call("excludedBefore", "given"),
    },
    false,
  );
  return call("dropDeviatingGroups", "pool", text(column), judged, clause);
}

/** A value held near the one before, where the index says how far it may move. */
export function heldCode({ screens }: Index, value: Code): Code {
  const limit = screens.find(limitsMove);
  if (limit === undefined) return value;
  return call("heldToPrevious", value, "given", number(limit.threshold as string), text(limit.clause));
}

/** True where what is judged is left out of what it is judged by. */
export function judgedByOthers(from: string | undefined): boolean {
  return from?.startsWith("median of other ") ?? false;
}

/** One demand of a quorum as code. */
export function demandCode({ count: least, of }: Count): Code {
  const column = columnNamed(of);
  return object(
    "Demand",
    { count: count(least), of: text(of), column: column === undefined ? undefined : text(column) },
    false,
  );
}

/** How many members of the column that is weighed the index declares; undefined where it declares none. */
function membersWeighed(index: Index): Code | undefined {
  const set = index.members.find(({ of }) => of === stepsOf(index).at(-1)?.each);
  if (set === undefined) return undefined;
  if (retiredOf(index, set.of).length === 0) return count(set.members.length);
  return call("countMembersOn", "given.date", texts(set.members), retiredCode(retiredOf(index, set.of)));
}

/** How an index weighs its groups as code. */
export function weighingCode(index: Index): Code {
  const weights = index.weights as NonNullable<Index["weights"]>;
  const members = membersWeighed(index);
  const fixed = weights.shares && sharesOf(index);
  return object("Weighing", {
    scheme: text(weights.scheme),
    column: fixed === undefined ? undefined : text(stepsOf(index).at(-1)?.each as string),
    shares: fixed && map(Object.fromEntries(fixed.map(({ member, share }) => [member, number(share)]))),
    members,
    capTimesEqualShare: weights.capTimesEqualShare === undefined ? undefined : number(weights.capTimesEqualShare),
    cap: weights.cap === undefined ? undefined : number(weights.cap),
  });
}
