import type { Index } from "../../model/model.ts";
import type { Code } from "./code.ts";
import { call, list, object, text, texts } from "./code.ts";

type Retirement = NonNullable<Index["retired"]>[number];

/** The retirements of one column. */
export function retiredOf(index: Index, column: string): readonly Retirement[] {
  return (index.retired ?? []).filter(({ of }) => of === column);
}

/** Successors whose prices are linked to those before. */
export function linksOf(index: Index): string[] {
  return (index.retired ?? []).flatMap(({ successor }) => successor ?? []);
}

/** Retirements as code. */
export function retiredCode(retired: readonly Retirement[]): Code {
  const entries = retired.map(({ member, effective, successor }) =>
    object(
      "Retired",
      {
        member: text(member),
        effective: text(effective),
        successor: successor === undefined ? undefined : text(successor),
      },
      false,
    ),
  );
  return list(entries, entries.length > 1);
}

/** The members of a column on the day of the print as code. */
export function membersCode(index: Index, column: string, members: readonly string[]): Code {
  const names = texts(members);
  const retired = retiredOf(index, column);
  return retired.length === 0 ? names : call("membersOn", "given.date", names, retiredCode(retired));
}

/** The fixed share of a name: its own, or that of the member it follows. */
export function sharesOf(index: Index): { readonly member: string; readonly share: string }[] {
  const shares = [...(index.weights?.shares ?? [])];
  for (const { member, successor } of [...(index.retired ?? [])].sort((a, b) => (a.effective < b.effective ? -1 : 1))) {
    const own = shares.find((one) => one.member === member);
    if (own !== undefined && successor !== undefined) shares.push({ ...own, member: successor });
  }
  return shares;
}
