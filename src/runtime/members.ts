// Members of a basket over time: who is one on a day, and how the price of a successor goes on from the one before.
import { multiply, show } from "./exact.ts";
import { nameOf } from "./grouping.ts";
import type { IndexInput } from "./observations.ts";
import { readLink } from "./observations.ts";
import type { Pool } from "./pool.ts";

/** A member that ends with the day before `effective`, and what takes its place from then on. */
export type Retired = { readonly member: string; readonly effective: string; readonly successor?: string };

/** The members in force on a day: without those retired by then, with their successors. */
export function membersOn(date: string, members: readonly string[], retired: readonly Retired[]): readonly string[] {
  let inForce = members;
  // A successor may retire in its turn: in order of time each finds those before it already in place.
  for (const { member, effective, successor } of [...retired].sort((a, b) => (a.effective < b.effective ? -1 : 1))) {
    if (effective > date) continue;
    inForce = inForce.flatMap((one) => (one !== member ? [one] : successor === undefined ? [] : [successor]));
  }
  return inForce;
}

/** The name under which a member has a price of an earlier day: its own, or that of a member it follows by `date`; undefined where it has none. */
export function nameBefore(
  prices: Readonly<Record<string, string>>,
  member: string,
  retired: readonly Retired[],
  date: string,
): string | undefined {
  let name: string | undefined = member;
  while (name !== undefined && !Object.hasOwn(prices, name)) {
    const follower: string = name;
    name = retired.find(({ successor, effective }) => successor === follower && effective <= date)?.member;
  }
  return name;
}

/** How many members there are on a day. */
export function countMembersOn(date: string, members: readonly string[], retired: readonly Retired[]): number {
  return membersOn(date, members, retired).length;
}

/** Multiplies the values of successors so that the basket goes on from the members they follow, as if nothing had changed that day. */
export function linkSuccessors(
  pool: Pool,
  given: IndexInput,
  column: string,
  retired: readonly Retired[],
  clause: string,
): Pool {
  const steps = [...pool.steps];
  const groups = pool.groups.map((group) => {
    let { value } = group;
    // Through every member it follows, the newest first.
    let name = group.keys[column] as string;
    for (;;) {
      const followed = retired.find(({ successor, effective }) => successor === name && effective <= given.date);
      if (followed === undefined) break;
      value = multiply(value, readLink(given, name));
      name = followed.member;
    }
    if (name === group.keys[column]) return group;
    steps.push({ text: `${nameOf(group.keys)}, linked to ${name}`, value: show(value), clause });
    return { ...group, value };
  });
  return { ...pool, groups, tables: [...pool.tables.slice(0, -1), groups], steps };
}
