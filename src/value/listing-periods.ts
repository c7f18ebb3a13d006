import type { CompiledCalendar } from "./calendar-compile.ts";
import type { Outcome } from "./calendar.ts";
import type { CompiledDateRule } from "./date-rule-compile.ts";
import type { DateWorld } from "./date-rule-node.ts";
import type { DateRule, ProductDates } from "./date-rule.ts";
import type { Day } from "./day.ts";
import type { ProductRules } from "./product-rules.ts";
import type { ListedPeriod, ListingGroup, ListingProblem, ListingRule } from "./listing.ts";
import { answer, refuse } from "./calendar.ts";
import { compileDateRule } from "./date-rule-compile.ts";
import { NO_DAY, parseDay } from "./day.ts";
import { compileMembers, malformedGroups, windowOf } from "./listing-window.ts";
import { formatPeriod, parsePeriod, periodIndexOfDay } from "./month.ts";

/** A listing rule ready to be asked about any day. */
export type CompiledListing = {
  /** The periods listed on a day, nearest first; none before the first listing day. */
  readonly on: (asOf: Day) => Outcome<readonly ListedPeriod[], ListingProblem>;
  /**
   * The periods listed on any day from `from` to `to`, nearest first: of those that were listed after `from` and those whose last day
   * lies before `to`, all changes between the two days are made.
   */
  readonly during: (from: Day, to: Day) => Outcome<readonly ListedPeriod[], ListingProblem>;
  /** Asked right after `on(asOf)` answered: the last day, from that one on, on which it answers the same. */
  readonly unchangedThrough: (asOf: Day) => Day;
};

/** How many periods a search may pass over: 300 years of months, ten of days. */
const SEARCH = 3_650;

/** The listing worked out so far. It grows with the latest day asked about and answers do not depend on the order of questions. */
type State = { front: number; readonly since: Map<number, Day>; nextAdded: Day };

/**
 * Compiles a listing of a product; refuses it with everything wrong with its dates. `onListed` is told of each period on the day it becomes
 * listed, before any date of it is asked for: a date that is fixed when listed rests on that day. `rules` are the product's in the same world.
 */
export function compileListing(
  rule: ListingRule,
  world: DateWorld,
  product: ProductDates,
  onListed: (period: number, day: Day) => void = () => undefined,
  rules?: ProductRules,
): Outcome<CompiledListing, readonly ListingProblem[]> {
  const compiled = (one: DateRule) =>
    rules === undefined ? compileDateRule(one, world, product, rule.calendar) : rules.rule(one, rule.calendar);
  const add = rule.add === undefined ? undefined : compiled(rule.add);
  const last = compiled(rule.last);
  const problems: ListingProblem[] = [...(add?.ok === false ? add.problem : []), ...(last.ok ? [] : last.problem)];
  const first = parseDay(rule.first);
  if (first === undefined) problems.push({ kind: "listing-malformed", why: `\`${rule.first}\` does not exist` });
  const calendars = calendarsOf(rule.groups, world, problems);
  problems.push(...malformedGroups(rule.groups, product.period, SEARCH));
  if (rule.add === undefined && rule.groups.some((group) => group.members.kind !== "exact")) {
    problems.push({ kind: "listing-malformed", why: "it does not say when the next is added" });
  }
  const earliest = rule.firstPeriod === undefined ? undefined : parsePeriod(rule.firstPeriod);
  if (rule.firstPeriod !== undefined && earliest?.kind !== product.period) {
    problems.push({ kind: "listing-malformed", why: `\`${rule.firstPeriod}\` is no contract ${product.period}` });
  }
  if (problems.length > 0 || add?.ok === false || !last.ok || first === undefined) return refuse(problems);
  return answer(
    listing(rule.groups, product, { day: first, period: earliest?.index }, add?.value, last.value, calendars, onListed),
  );
}

function calendarsOf(
  groups: readonly ListingGroup[],
  world: DateWorld,
  problems: ListingProblem[],
): ReadonlyMap<string, CompiledCalendar> {
  const found = new Map<string, CompiledCalendar>();
  for (const { members } of groups) {
    if (members.kind !== "open-days") continue;
    const calendar = world.calendar(members.calendar);
    if (calendar.ok) found.set(members.calendar, calendar.value);
    else problems.push(calendar.problem);
  }
  return found;
}

function listing(
  groups: readonly ListingGroup[],
  product: ProductDates,
  start: { readonly day: Day; readonly period: number | undefined },
  add: CompiledDateRule | undefined,
  last: CompiledDateRule,
  calendars: ReadonlyMap<string, CompiledCalendar>,
  onListed: (period: number, day: Day) => void,
): CompiledListing {
  const unit = product.period;
  const first = start.day;
  const members = groups.map((group) => compileMembers(group, unit, calendars));
  const lasts = new Map<number, Day>();
  let state: State | undefined;

  const dayOf = (rule: CompiledDateRule, period: number): Outcome<Day, ListingProblem> => {
    const day = rule.day(period);
    if (day !== NO_DAY) return answer(day);
    const why = rule.resolve(period);
    if (why.ok) throw new Error("a date that resolves is also found without its steps");
    return why;
  };
  const lastDay = (period: number): Outcome<Day, ListingProblem> => {
    const known = lasts.get(period);
    if (known !== undefined) return answer(known);
    const found = dayOf(last, period);
    if (found.ok) lasts.set(period, found.value);
    return found;
  };
  /** The next period after (or before) one that some group has for a member; undefined when there is none near. */
  const neighbour = (period: number, step: 1 | -1): Outcome<number | undefined, ListingProblem> => {
    for (let at = period + step, left = SEARCH; left > 0; at += step, left--) {
      for (const member of members) {
        const is = member(at);
        if (!is.ok) return is;
        if (is.value) return answer(at);
      }
    }
    return answer(undefined);
  };
  const unbounded = (): Outcome<never, ListingProblem> => refuse({ kind: "listing-unbounded", group: 0, unit });

  /** The nearest period that is neither replaced nor expired on the first listing day. */
  const firstFront = (): Outcome<number | undefined, ListingProblem> => {
    const gone = (period: number): Outcome<boolean, ListingProblem> => {
      const replaced = add === undefined ? answer(Infinity) : dayOf(add, period);
      if (!replaced.ok) return replaced;
      const end = lastDay(period);
      return end.ok ? answer(replaced.value <= first || end.value < first) : end;
    };
    let front = neighbour(periodIndexOfDay(unit, first) - 1, 1);
    if (front.ok && front.value === undefined) front = neighbour(periodIndexOfDay(unit, first), -1);
    for (let left = SEARCH; left > 0 && front.ok && front.value !== undefined; left--) {
      const earlier = neighbour(front.value, -1);
      if (!earlier.ok) return earlier;
      if (earlier.value === undefined) break;
      const is = gone(earlier.value);
      // Nothing before the first row of a table can have been listed.
      if (!is.ok && is.problem.kind === "not-in-table") break;
      if (!is.ok) return is;
      if (is.value) break;
      front = earlier;
    }
    let beforeTable: Outcome<never, ListingProblem> | undefined;
    for (let left = SEARCH; left > 0 && front.ok && front.value !== undefined; left--) {
      const is = gone(front.value);
      if (is.ok && !is.value) return front;
      if (!is.ok && is.problem.kind !== "not-in-table") return is;
      if (!is.ok) beforeTable ??= is;
      front = neighbour(front.value, 1);
    }
    if (!front.ok) return front;
    return beforeTable ?? (add === undefined ? answer(undefined) : unbounded());
  };

  const listFrom = (since: Map<number, Day>, front: number, day: Day): ListingProblem | undefined => {
    const found = windowOf(groups, members, unit, front, SEARCH);
    if (!found.ok) return found.problem;
    let before: { readonly period: number; readonly last: Day } | undefined;
    for (const period of found.value) {
      const isNew = !since.has(period);
      if (isNew) onListed(period, day);
      const end = lastDay(period);
      if (!end.ok) return end.problem;
      if (isNew && end.value < day) {
        return { kind: "expires-before-listed", period: formatPeriod(unit, period), listed: day, last: end.value };
      }
      if (before !== undefined && end.value < before.last) {
        return {
          kind: "listing-out-of-order",
          earlier: formatPeriod(unit, before.period),
          later: formatPeriod(unit, period),
        };
      }
      before = { period, last: end.value };
      if (isNew) since.set(period, day);
    }
    return undefined;
  };

  /** Carries the listing forward until the front is not replaced on `asOf` any more. */
  const advance = (asOf: Day): Outcome<State, ListingProblem> => {
    if (state === undefined) {
      const nearest = firstFront();
      if (!nearest.ok) return nearest;
      const early = start.period !== undefined && nearest.value !== undefined && nearest.value < start.period;
      const front = early ? neighbour(start.period - 1, 1) : nearest;
      if (!front.ok) return front;
      const since = new Map<number, Day>();
      const problem = front.value === undefined ? undefined : listFrom(since, front.value, first);
      if (problem !== undefined) return refuse(problem);
      state = { front: front.value ?? 0, since, nextAdded: Infinity };
    }
    if (add === undefined) return answer(state);
    for (;;) {
      const { front, since }: State = state;
      const replaced = dayOf(add, front);
      if (!replaced.ok) return replaced;
      if (replaced.value > asOf) {
        state.nextAdded = replaced.value;
        return answer(state);
      }
      const next = neighbour(front, 1);
      if (!next.ok) return next;
      // Of exact periods the last has none behind it.
      if (next.value === undefined)
        return groups.every((one) => one.members.kind === "exact") ? answer(state) : unbounded();
      const later = dayOf(add, next.value);
      if (later.ok && later.value < replaced.value) {
        const [a, b] = [formatPeriod(unit, front), formatPeriod(unit, next.value)];
        return refuse({ kind: "listing-out-of-order", earlier: a, later: b });
      }
      const problem = listFrom(since, next.value, replaced.value);
      if (problem !== undefined) return refuse(problem);
      state.front = next.value;
    }
  };

  /** Everything listed so far, in order: sorted anew only when something has been added. */
  let ordered: ListedPeriod[] | undefined;
  const during = (from: Day, to: Day): Outcome<readonly ListedPeriod[], ListingProblem> => {
    if (to < first) return answer([]);
    const advanced = advance(to);
    if (!advanced.ok) return advanced;
    if (ordered === undefined || ordered.length !== advanced.value.since.size) {
      ordered = [...advanced.value.since].map(([period, listed]) => ({ period, listed, last: lasts.get(period)! }));
      ordered.sort((a, b) => a.period - b.period);
    }
    const found: ListedPeriod[] = [];
    for (const one of ordered) if (one.listed <= to && one.last >= from) found.push(one);
    return answer(found);
  };
  let ends = Infinity;
  const on = (asOf: Day): Outcome<readonly ListedPeriod[], ListingProblem> => {
    const found = during(asOf, asOf);
    ends = Infinity;
    if (!found.ok || asOf < first) return found;
    for (const one of found.value) if (one.last < ends) ends = one.last;
    // What later days have been asked about is known already, and is listed on a day of its own.
    for (const one of ordered ?? []) if (one.listed > asOf && one.listed <= ends) ends = one.listed - 1;
    return found;
  };
  const unchangedThrough = (asOf: Day): Day =>
    asOf < first ? first - 1 : Math.min(ends, (state?.nextAdded ?? Infinity) - 1);
  return { on, during, unchangedThrough };
}

/** The lead period on a day: the nearest listed one whose `until` day (from which the next one leads) is still to come. */
export function leadPeriod(
  listed: readonly ListedPeriod[],
  until: CompiledDateRule,
  asOf: Day,
): Outcome<ListedPeriod | undefined, ListingProblem> {
  for (const one of listed) {
    const day = until.resolve(one.period);
    if (!day.ok) return day;
    if (day.value.day > asOf) return answer(one);
  }
  return answer(undefined);
}
