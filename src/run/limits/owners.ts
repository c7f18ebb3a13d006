import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { LimitTable } from "../../model/generated/limits.ts";
import type { Interest, Owners } from "../../model/generated/owners.ts";
import { add, compare, multiply, ONE, parse, type Rational, show, ZERO } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import type { Span } from "../../text/source.ts";
import type { InputFile } from "../input-file.ts";

type Placed = Interest & { readonly place: Span };

/** Who owns whom, checked: no circle, no owner of which more than the whole is held, no account in two groups. */
export type Ownership = {
  readonly interests: readonly Placed[];
  /** The group of an account that acts together with others. */
  readonly groups: ReadonlyMap<string, string>;
};

/** The interests and groups of a file of owners; what is wrong with them is told with both places. */
export function ownershipOf(file: InputFile<Owners> | undefined, problems: Diagnostic[]): Ownership {
  const interests = (file?.data.interests ?? []).map((one, at): Placed => {
    return { ...one, place: file?.place(`/interests/${at}`) as Span };
  });
  checkWholes(interests, problems);
  checkCircles(interests, problems);
  const groups = new Map<string, { readonly name: string; readonly place: Span }>();
  (file?.data.groups ?? []).forEach(({ name, accounts }, group) =>
    accounts.forEach((account, at) => {
      const place = file?.place(`/groups/${group}/accounts/${at}`) as Span;
      const before = groups.get(account);
      if (before === undefined) groups.set(account, { name, place });
      else {
        const related = [{ span: before.place, label: `is in the group ${before.name} here` }];
        const params = { account, first: before.name, second: name };
        problems.push(diagnostic("account-in-two-groups", place, params, { related }));
      }
    }),
  );
  return { interests, groups: new Map([...groups].map(([account, { name }]) => [account, name])) };
}

function checkWholes(interests: readonly Placed[], problems: Diagnostic[]): void {
  const totals = new Map<string, { readonly total: Rational; readonly place: Span }>();
  for (const { of, share, place } of interests) {
    const before = totals.get(of);
    const total = add(before?.total ?? ZERO, parse(share));
    totals.set(of, { total, place });
    if (compare(total, ONE) <= 0 || (before !== undefined && compare(before.total, ONE) > 0)) continue;
    const related =
      before === undefined ? [] : [{ span: before.place, label: `${show(before.total)} is held with this` }];
    problems.push(diagnostic("ownership-over-whole", place, { owner: of, total: show(total) }, { related }));
  }
}

function checkCircles(interests: readonly Placed[], problems: Diagnostic[]): void {
  const by = new Map<string, Placed[]>();
  for (const one of interests) by.set(one.holder, [...(by.get(one.holder) ?? []), one]);
  const done = new Set<string>();
  for (const { holder } of interests) {
    const path: Placed[] = [];
    const walk = (owner: string): boolean => {
      for (const one of by.get(owner) ?? []) {
        const back = path.findIndex((step) => step.holder === one.of);
        if (one.of === owner || back >= 0) {
          const first = path[back] ?? one;
          const related = first === one ? [] : [{ span: first.place, label: "and comes back to it from here" }];
          problems.push(diagnostic("ownership-circular", one.place, { owner: one.of, other: owner }, { related }));
          return true;
        }
        if (done.has(one.of)) continue;
        path.push(one);
        if (walk(one.of)) return true;
        path.pop();
      }
      done.add(owner);
      return false;
    };
    if (!done.has(holder) && walk(holder)) return;
  }
}

/**
 * Whom each owner's positions are added to, itself first, under the aggregation of one product: holders of its share or more, by way of others too, where
 * shares multiply along a chain, add up over several, and control counts as the whole (17 CFR 150.4). An exception of a kind that the product does not
 * name, or one that has ended, is a finding.
 */
export function holdersUnder(
  table: LimitTable,
  { interests }: Ownership,
  date: string,
  problems: Diagnostic[],
  day: Span,
): (owner: string) => readonly string[] {
  const { aggregation } = table;
  const [first] = interests;
  if (first === undefined) return (owner) => [owner];
  if (aggregation?.share === undefined) {
    problems.push(diagnostic("aggregation-unsaid", first.place, { product: table.product.id }));
    return (owner) => [owner];
  }
  const counted = interests.filter((one) => !excepted(one, aggregation.except ?? [], date, problems, day));
  const into = new Map<string, Placed[]>();
  for (const one of counted) into.set(one.of, [...(into.get(one.of) ?? []), one]);
  const from = new Map<string, Placed[]>();
  for (const one of counted) from.set(one.holder, [...(from.get(one.holder) ?? []), one]);
  const threshold = numberOf(aggregation.share);
  const known = new Map<string, readonly string[]>();
  return (owner) => {
    const before = known.get(owner);
    if (before !== undefined) return before;
    const above = new Set<string>();
    const open = [owner];
    for (let of = open.pop(); of !== undefined; of = open.pop()) {
      for (const { holder } of into.get(of) ?? []) if (!above.has(holder)) open.push(holder);
      if (of !== owner) above.add(of);
    }
    // Each holder's share is made of those it has of holders nearer to the owner; every holder is worked out once.
    const shares = new Map<string, Rational>([[owner, ONE]]);
    const shareOf = (holder: string): Rational => {
      const done = shares.get(holder);
      if (done !== undefined) return done;
      let sum = ZERO;
      for (const one of from.get(holder) ?? []) {
        if (one.of !== owner && !above.has(one.of)) continue;
        sum = add(sum, one.control === true ? shareOf(one.of) : multiply(shareOf(one.of), parse(one.share)));
      }
      shares.set(holder, sum);
      return sum;
    };
    const holders = [...above].sort().filter((holder) => compare(shareOf(holder), threshold) >= 0);
    const all = [owner, ...holders];
    known.set(owner, all);
    return all;
  };
}

function excepted(
  { holder, except, place }: Placed,
  kinds: readonly string[],
  date: string,
  problems: Diagnostic[],
  day: Span,
): boolean {
  if (except === undefined) return false;
  if (!kinds.includes(except.kind)) {
    const params = { owner: holder, kind: except.kind, what: "a kind of its own", allowed: kinds.join(", ") || "none" };
    problems.push(diagnostic("exemption-beyond-terms", place, params));
  } else if (except.until !== undefined && except.until < date) {
    const params = { owner: holder, kind: except.kind, until: except.until, date };
    const related = [{ span: day, label: "the day of the book" }];
    problems.push(diagnostic("exemption-not-in-force", place, params, { related }));
  }
  return true;
}
