import type { Fate, Verdict } from "./judge.ts";
import { DISTANCES, type Distance } from "./nearness.ts";

/** What is counted of one kind of mutation. */
export type Count = {
  cases: number;
  readonly fates: Record<Fate, number>;
  /** Mutants in one neighbourhood that have findings, and those of them whose findings are all near the damage. */
  withFindings: number;
  near: number;
  readonly distances: Record<Distance, number>;
  formatted: number;
  emitted: number;
  /** Accepted ones by what they changed. */
  readonly changes: Record<string, number>;
  cpu: number;
  slowest: number;
};

/** The counts of a run: by kind, the codes of findings far from the damage, and everything that must not be. Plain data, so that it can be kept. */
export type Tally = {
  readonly kinds: Record<string, Count>;
  readonly far: Record<string, number>;
  readonly problems: { readonly number: number; readonly kind: string; readonly path: string; readonly what: string }[];
  problemCount: number;
};

/** More are only counted: whoever mends the first hundred runs it again. */
const KEPT = 100;

export function emptyTally(): Tally {
  return { kinds: {}, far: {}, problems: [], problemCount: 0 };
}

export function add(tally: Tally, verdict: Verdict): void {
  const count = (tally.kinds[verdict.kind] ??= emptyCount());
  count.cases++;
  count.fates[verdict.fate]++;
  for (const one of verdict.distances) count.distances[one]++;
  if (verdict.distances.length > 0) {
    count.withFindings++;
    if (verdict.far.length === 0) count.near++;
  }
  if (verdict.formatted) count.formatted++;
  if (verdict.emitted) count.emitted++;
  if (verdict.change !== undefined) count.changes[verdict.change] = (count.changes[verdict.change] ?? 0) + 1;
  count.cpu += verdict.cpu;
  count.slowest = Math.max(count.slowest, verdict.cpu);
  for (const code of verdict.far) tally.far[code] = (tally.far[code] ?? 0) + 1;
  for (const what of verdict.problems) {
    tally.problemCount++;
    const { number, kind, path } = verdict;
    if (tally.problems.length < KEPT) tally.problems.push({ number, kind, path, what });
  }
}

/** The counts of several runs as those of one. */
export function joined(tallies: readonly Tally[]): Tally {
  const all = emptyTally();
  for (const one of tallies) {
    for (const [kind, count] of Object.entries(one.kinds)) addCount((all.kinds[kind] ??= emptyCount()), count);
    for (const [code, times] of Object.entries(one.far)) all.far[code] = (all.far[code] ?? 0) + times;
    all.problems.push(...one.problems.slice(0, KEPT - all.problems.length));
    all.problemCount += one.problemCount;
  }
  return all;
}

function addCount(sum: Count, one: Count): void {
  sum.cases += one.cases;
  sum.withFindings += one.withFindings;
  sum.near += one.near;
  sum.formatted += one.formatted;
  sum.emitted += one.emitted;
  sum.cpu += one.cpu;
  sum.slowest = Math.max(sum.slowest, one.slowest);
  for (const fate of Object.keys(one.fates) as Fate[]) sum.fates[fate] += one.fates[fate];
  for (const distance of DISTANCES) sum.distances[distance] += one.distances[distance];
  for (const [change, times] of Object.entries(one.changes)) sum.changes[change] = (sum.changes[change] ?? 0) + times;
}

function emptyCount(): Count {
  return {
    ...{ cases: 0, withFindings: 0, near: 0, formatted: 0, emitted: 0, cpu: 0, slowest: 0, changes: {} },
    fates: { "not-text": 0, shape: 0, found: 0, accepted: 0 },
    distances: { lines: 0, block: 0, related: 0, declaration: 0, file: 0, elsewhere: 0 },
  };
}

/** All kinds as one. */
export function total(tally: Tally): Count {
  const sum = emptyCount();
  for (const one of Object.values(tally.kinds)) addCount(sum, one);
  return sum;
}

/** The share of mutants whose shape is right, so that their names are resolved. */
export function reached({ fates, cases }: Count): number {
  return (fates.found + fates.accepted) / cases;
}

/** The table of a run in Markdown: one line a kind, the sum at last, then where the findings stood and what the accepted ones changed. */
export function tableOf(tally: Tally): string {
  const row = (kind: string, one: Count): string =>
    `| ${[
      kind,
      grouped(one.cases),
      percent(reached(one)),
      percent(one.fates.accepted / one.cases),
      one.withFindings === 0 ? "–" : percent(one.near / one.withFindings),
      grouped(one.formatted),
      grouped(one.emitted),
      (one.cpu / one.cases).toFixed(1),
      one.slowest.toFixed(0),
    ].join(" | ")} |`;
  const sum = total(tally);
  const found = DISTANCES.reduce((all, one) => all + sum.distances[one], 0);
  return [
    "| mutation | mutants | parse | accepted | findings near | formatted | emitted | ms mean | ms most |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ...Object.entries(tally.kinds)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, one]) => row(kind, one)),
    row("**all**", sum),
    "",
    `Findings: ${DISTANCES.map((one) => `${one} ${percent(sum.distances[one] / found)}`).join(", ")}.`,
    `Accepted: ${Object.entries(sum.changes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([change, times]) => `${change} ${grouped(times)}`)
      .join(", ")}.`,
    "",
  ].join("\n");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, "_");
}
