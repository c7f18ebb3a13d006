import type { Condition, GroupStep, Index, Screen } from "../../model/model.ts";
import { notYet } from "./spec-text.ts";

/** What a calculator calls the inputs of an index one by one: `trades` are each a `trade`. */
export const KIND_OF = { trades: "trade", offers: "offer", listings: "listing", prints: "print" } as const;

const ONE_BY_ONE = ["trade", "offer", "listing", "print", "observation", "price"];

/** One of what `plural` names: `parts` is `part`, `companies` is `company`; a singular stays. */
export function singular(plural: string): string {
  return plural.endsWith("ies") ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, "");
}

/** The column a word of the spec means, in the singular, or `undefined` where it means the observations one by one. */
export function columnNamed(word: string): string | undefined {
  const one = singular(word);
  return ONE_BY_ONE.includes(one) || word === "all" ? undefined : one;
}

/** A screen made plain: what is judged, and for a single observation the group whose median judges it. */
export type PlainScreen = {
  readonly screen: Screen;
  readonly column: string | undefined;
  readonly center: string | undefined;
};

/** The screens of inputs of an index in their order; those that clamp what was made of inputs are not among them. */
export function screensOf(index: Index): PlainScreen[] {
  return index.screens
    .filter((screen) => !clampsGroups(screen) && !limitsMove(screen))
    .map((screen) => {
      const column = columnNamed(screen.subject);
      if (column !== undefined) return { screen, column, center: undefined };
      return { screen, column, center: columnNamed(/^median of (.+)$/.exec(screen.from ?? "")?.[1] ?? "all") };
    });
}

/** True for a screen that acts on what a grouping gave: `clamp source to 0.5% of median of sources`. */
export function clampsGroups(screen: Screen): boolean {
  return screen.action === "clamp" && !limitsMove(screen) && columnNamed(screen.subject) !== undefined;
}

/** True for the screen that holds the value itself near the one before: `clamp value to 5% of previous value`. */
export function limitsMove({ action, subject }: Screen): boolean {
  return action === "clamp" && subject === "value";
}

/** True where a screen reads the value before, or what was left out then. */
export function screensReadPrevious(index: Index): boolean {
  return index.screens.some(({ from }) => from === "previous value") || screensExclude(index);
}

/** True where a screen takes back later what it left out. */
export function screensExclude(index: Index): boolean {
  return index.screens.some(({ readmit }) => readmit !== undefined);
}

/** One grouping of an index; without a statistic every group must be a single price. */
export type PlainStep = {
  readonly each: string;
  readonly within: readonly string[];
  readonly step: GroupStep | undefined;
  readonly clause: string;
};

/**
 * The groupings of an index, inner to outer, each inside the columns that later ones still need. A step or value over a
 * column that no step made takes one price for each of it.
 */
export function stepsOf(index: Index): PlainStep[] {
  const steps: Omit<PlainStep, "within">[] = [];
  for (const step of index.steps) {
    const of = columnNamed(step.of);
    if (of !== undefined && of !== steps.at(-1)?.each) steps.push({ each: of, step: undefined, clause: step.clause });
    steps.push({ each: step.each, step, clause: step.clause });
  }
  const over = columnNamed(index.value.over);
  if (over !== steps.at(-1)?.each) {
    if (over === undefined) return notYet("a value over observations that are grouped", index.value.clause);
    steps.push({ each: over, step: undefined, clause: index.value.clause });
  }
  return steps.map((one, at) => ({ ...one, within: steps.slice(at + 1).map(({ each }) => each) }));
}

const GIVEN = ["source", "provider", "part"];

/** The columns an index reads beside source and part, each once, in the order the spec names them. */
export function attributesOf(index: Index): string[] {
  const named = [
    ...index.inputs.flatMap(({ where }) => (where ? attributesIn(where) : [])),
    ...index.members.map(({ of }) => of),
    ...(index.quotes ?? []).map(({ by }) => (by === "unit" || by === "grade" ? by : undefined)),
    ...screensOf(index).flatMap(({ column, center, screen }) => [column, center, screen.behind]),
    ...stepsOf(index).map(({ each }) => each),
    ...[...index.quorum, ...index.steps.flatMap(({ quorum }) => quorum ?? [])].map(({ of }) => columnNamed(of)),
  ];
  return [...new Set(named)].filter((name) => name !== undefined).filter((name) => !GIVEN.includes(name));
}

function attributesIn(condition: Condition): string[] {
  if (condition.op === "is") return [condition.attribute];
  if (condition.op === "not") return attributesIn(condition.operand);
  if (condition.op === "and" || condition.op === "or") return condition.operands.flatMap(attributesIn);
  return notYet("a condition on inputs other than `is`", condition.clause);
}

/** True where prices are weighed by size, so that every observation must have one. */
export function weighsBySize(index: Index): boolean {
  const bySize = [...index.steps.map(({ statistic }) => statistic), index.value.statistic].some((one) =>
    one.startsWith("volume-weighted"),
  );
  const weighs = index.weights?.scheme === "volume" || index.steps.some(({ weigh }) => weigh?.by === "volume");
  return bySize || weighs || index.screens.some(({ action, of }) => action === "cap" || of === "size");
}

/** The kinds of input each computed tier uses: those that replace nothing first, then each substitution. */
export function computedTiers(
  index: Index,
): { readonly kinds: readonly string[]; readonly fallback: number | undefined }[] {
  const substitutes = index.fallback.flatMap((one, at) => (one.kind === "substitute" ? [{ ...one, at }] : []));
  const replacing = substitutes.map(({ use }) => use);
  const primary = [...new Set(index.inputs.map(({ what }) => what))].filter((what) => !replacing.includes(what));
  const kindsOf = (whats: readonly string[]): string[] => whats.map((what) => KIND_OF[what as keyof typeof KIND_OF]);
  return [
    { kinds: kindsOf(primary), fallback: undefined },
    ...substitutes.map(({ use, inPlaceOf, at, when, clause }) => {
      if (when !== undefined && when.op !== "fails") return notYet("a substitution on another condition", clause);
      return { kinds: kindsOf(primary.map((what) => (what === inPlaceOf ? use : what))), fallback: at };
    }),
  ];
}
