import type { Block } from "../ast/nodes.ts";
import type { Span } from "../text/source.ts";
import { isChange } from "./amended.ts";
import type { Amendment } from "./amendments.ts";
import { headWords, keyOf } from "./block.ts";
import { report } from "./context.ts";

/** One clause that an amendment changes: its path, where, and how. */
type Change = { readonly path: string; readonly span: Span; readonly how: "state" | "add" | "remove" };

/**
 * The amendments without those that overlap one before: two of one thing that change the same clause of the same contract months from the
 * same day on are a finding, because neither is the later one.
 */
export function withoutOverlaps(amendments: readonly Amendment[]): Amendment[] {
  const left = new Set<Amendment>(amendments);
  amendments.forEach((later, at) => {
    for (const earlier of amendments.slice(0, at)) {
      const together = earlier.target.name === later.target.name && earlier.effective === later.effective;
      const months = together ? common(earlier, later) : undefined;
      if (months === undefined) continue;
      const before = changes(earlier);
      for (const change of changes(later)) {
        const other = before.find((one) => clash(one, change));
        if (other === undefined) continue;
        const related = [{ span: other.span, label: `${earlier.id} changes it here` }];
        const params = { clause: `${later.target.name}/${change.path}`, first: earlier.id, second: later.id, months };
        left.delete(later);
        report(later.context, "amendments-overlap", change.span, { ...params, day: later.effective }, { related });
      }
    }
  });
  return [...left];
}

/** Adding to a list and adding something else to it are one change; anything else at the same clause is two. */
function clash(one: Change, other: Change): boolean {
  const stated = one.how === "state" && other.how === "state";
  const same = stated ? one.path === other.path : lastOf(one.path) === lastOf(other.path);
  return same && !(one.how === other.how && one.how !== "state");
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The contract months that two amendments are both for, in words; undefined where there are none. */
function common(one: Amendment, other: Amendment): string | undefined {
  const from = [one.months?.from, other.months?.from]
    .filter((month) => month !== undefined)
    .sort()
    .at(-1);
  const to = [one.months?.to, other.months?.to].filter((month) => month !== undefined).sort()[0];
  if (from !== undefined && to !== undefined && to < from) return undefined;
  if (from === undefined && to === undefined) return "all contract months";
  return `contract months${from === undefined ? "" : ` from ${from}`}${to === undefined ? "" : ` to ${to}`}`;
}

function changes({ declaration: { block } }: Amendment): Change[] {
  return (block?.items ?? []).flatMap((item): Change[] => {
    if (!isChange(item)) return leaves({ kind: "block", type: "", items: [item], span: item.span }, "");
    const how = item.keyword.text === "add" ? "add" : "remove";
    return item.block.items.flatMap((entry) =>
      entry.kind === "field" ? [{ path: entry.key.text, span: entry.key.span, how }] : [],
    );
  });
}

function leaves(block: Block, above: string): Change[] {
  let lines = 0;
  return block.items.flatMap((item): Change[] => {
    if (item.kind === "statement") return lines++ > 0 ? [] : [{ path: `${above}lines`, span: item.span, how: "state" }];
    if (item.kind === "let") return [{ path: `${above}${item.name.text}`, span: item.name.span, how: "state" }];
    if (item.kind === "field") {
      const path = `${above}${item.key.text}`;
      const own: Change[] = item.value === undefined ? [] : [{ path, span: item.key.span, how: "state" }];
      return [...own, ...(item.block === undefined ? [] : leaves(item.block, `${path}/`))];
    }
    return leaves(item.block, `${above}${sectionPath(item)}/`);
  });
}

function sectionPath(item: Extract<Block["items"][number], { kind: "section" }>): string {
  const title = item.head.find((one) => one.kind === "head-text")?.text.value;
  if (item.keyword.text === "for") return headWords(item);
  return [item.keyword.text, title].filter(Boolean).join(" ") || (keyOf(item) ?? "");
}
