import type { MoneyRanges } from "../../prove/money-ranges.ts";
import type { Fallback, Index } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { call, list, number, object, quote, statement } from "./code.ts";
import { runtimeMode } from "./formula-code.ts";
import { formulasIn } from "../../model/formulas.ts";
import {
  KIND_OF,
  attributesOf,
  clampsGroups,
  columnNamed,
  computedTiers,
  screensExclude,
  screensOf,
  screensReadPrevious,
  stepsOf,
  weighsBySize,
} from "./index-columns.ts";
import { demandCode, screenCode, weighingCode } from "./index-screens.ts";
import { accrualCode, daysCode } from "./index-accrual.ts";
import { chainingCode } from "./index-chain.ts";
import { columnsCode, hasColumns } from "./index-kernel.ts";
import { linksOf, membersCode, retiredCode, retiredOf } from "./index-members.ts";
import { tierCode } from "./index-tiers.ts";
import { roundingCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";
import { whereCode, whereInWords } from "./where-code.ts";

/** Part of a calculator: its text, and for each exported function or tier of it the clauses it states. */
export type Section = {
  readonly text: string;
  readonly trace: readonly { readonly at: string; readonly clauses: readonly string[] }[];
  /** What is proved of its functions over columns. */
  readonly ranges?: readonly (MoneyRanges & { readonly at: string })[];
};

const strings = (values: readonly string[]): Code => list(values.map(quote));

/** Where the tier of the inputs themselves stands among the fallbacks. */
const BEFORE_ALL = -1;

/** The function of an index, named `name`, with the constants and the helper it needs. */
export function indexCode(index: Index, name: string, spec: SpecText): Section {
  const tiers = [...computedTiers(index).map(({ fallback }) => fallback ?? BEFORE_ALL), ...otherFallbacks(index)];
  const entries = tiers
    .sort((a, b) => a - b)
    .map((at) => tierCode(index, name, at === BEFORE_ALL ? undefined : at, spec));
  const title = oneLine(`${index.id}: ${index.title}, in ${index.price.unit}`);
  const text = [
    readsCode(index, name),
    roundCode(index, name),
    ...accrualCode(index, name),
    ...chainingCode(index, name),
    attemptCode(index, name, spec),
    "",
    `/** ${title} (${spec.where(index.clause)}). */`,
    `export function ${name}(input) {`,
    `  const given = readIndexInput(input, ${name}Reads);`,
    `  return firstWithValue(given, ${quote(index.id)}, ${name}Round, [`,
    ...entries.map(({ code }) => code),
    "  ]);",
    "}",
    ...(hasColumns(index) ? columnsCode(index, name, entries[0]?.clauses[0] as string) : []),
  ].join("\n");
  return {
    text,
    trace: [
      { at: `#${name}`, clauses: clausesOfIndex(index) },
      ...(hasColumns(index) ? [{ at: `#${name}OfColumns`, clauses: clausesOfIndex(index) }] : []),
      ...entries.map(({ tier, clauses }) => ({ at: `#${name}/${tier}`, clauses })),
    ],
  };
}

/** The parts of an index that its value depends on. */
const VALUED = [
  "price",
  "inputs",
  "members",
  "window",
  "screens",
  "steps",
  "weights",
  "value",
  "quorum",
  "fallback",
  "version",
  "retired",
] as const;

/** The clauses an index's value depends on. */
function clausesOfIndex(index: Index): string[] {
  return [...new Set([index.clause, ...clausesIn(VALUED.map((part) => index[part]))])];
}

/** The positions of the fallbacks that are no substitution. */
function otherFallbacks(index: Index): number[] {
  return index.fallback.flatMap(({ kind }, at) => (kind === "substitute" ? [] : [at]));
}

/** Other indices that a fallback formula reads, each once. */
export function otherIndices(index: Index): string[] {
  const formulas = index.fallback.flatMap((one) => (one.kind === "formula" ? formulasIn(one.formula) : []));
  return [...new Set(formulas.flatMap((one) => (one.op === "index" ? [one.index] : [])))];
}

/** The fields of the input that fallbacks and screens read. */
export function fallbackFields(index: Index): ("previous" | "indices" | "determination")[] {
  const has = (kind: Fallback["kind"]): boolean => index.fallback.some((one) => one.kind === kind);
  return [
    ...(has("previous") || screensReadPrevious(index) || index.base !== undefined ? ["previous" as const] : []),
    ...(otherIndices(index).length > 0 ? ["indices" as const] : []),
    ...(has("determination") ? ["determination" as const] : []),
  ];
}

/** The sources each kind of input may come from; an empty list allows all. */
export function kindsOf(index: Index): Record<string, string[]> {
  const kinds: Record<string, string[]> = {};
  for (const { what, from, clause } of index.inputs) {
    const kind = KIND_OF[what];
    const known = kinds[kind];
    if (known && (known.length === 0 || from.length === 0 || from.some((one) => known.includes(one)))) {
      return notYet("two inputs of one kind and source", clause);
    }
    kinds[kind] = [...(known ?? []), ...from];
  }
  return kinds;
}

/** What the calculator asks for of when inputs were made. */
function windowRead(window: Index["window"]): Code {
  if (window?.kind === "month") return quote("days");
  if (window?.kind === "count") return quote("times");
  return window?.kind === "trailing" ? String(window.milliseconds) : String(window !== undefined);
}

function readsCode(index: Index, name: string): string {
  const kinds = Object.entries(kindsOf(index)).map(([kind, from]) => [kind, strings(from)] as const);
  const { window } = index;
  const fields = {
    kinds: object(Object.fromEntries(kinds)),
    attributes: strings(attributesOf(index)),
    sized: String(weighsBySize(index)),
    window: windowRead(window),
    accrues: index.accrual && "true",
    chained: index.base && "true",
    signed: String(index.price.signed),
    excludes: String(screensExclude(index)),
    version: index.version && quote(index.version.text),
    links: linksOf(index).length > 0 ? strings(linksOf(index)) : undefined,
    fallback: strings(fallbackFields(index)),
    indices: strings(otherIndices(index)),
    increment: number(index.value.round.increment),
  };
  return statement(`const ${name}Reads = `, object(fields));
}

function roundCode(index: Index, name: string): string {
  const { round } = index.value;
  if (round.reference !== undefined) return notYet("an index whose rounding leans to a price", round.clause);
  return statement(`const ${name}Round = `, roundingCode(round));
}

/** The helper that computes a value from some kinds of input. */
function attemptCode(index: Index, name: string, spec: SpecText): string {
  const lines: string[] = [];
  const step = (clause: string, code: Code): void => {
    lines.push("", `  // ${spec.cite(clause)}`, statement("pool = ", code, 2));
  };
  for (const { what, from, where, clause } of index.inputs) {
    if (!where) continue;
    const line = object({ kind: quote(KIND_OF[what]), from: strings(from) }, false);
    step(
      clause,
      call("keepWhere", "pool", line, `(one) => ${whereCode(where)}`, quote(whereInWords(where)), quote(clause)),
    );
  }
  for (const { of, members, clause } of index.members) {
    step(clause, call("keepMembers", "pool", quote(of), membersCode(index, of, members), quote(clause)));
  }
  const { window } = index;
  if (window) {
    const clause = quote(window.clause);
    const parts = window.kind === "clock" ? window.parts : 1;
    if (window.kind === "count") step(window.clause, call("keepLast", "pool", String(window.count), clause));
    else if (window.kind === "month") step(window.clause, call("cutIntoDays", "pool", daysCode(index, name), clause));
    else step(window.clause, call("cutIntoParts", "pool", "given.window", String(parts), clause));
  }
  for (const plain of screensOf(index)) step(plain.screen.clause, screenCode(plain));
  for (const plain of stepsOf(index)) {
    step(plain.clause, groupingCode(plain));
    if (plain.step?.empty === "repeat")
      step(plain.clause, call("repeatEmptyParts", "pool", strings(plain.within), quote(plain.clause)));
    const followed = retiredOf(index, plain.each).filter(({ successor }) => successor !== undefined);
    const [first] = followed;
    if (first)
      step(
        first.clause,
        call("linkSuccessors", "pool", "given", quote(plain.each), retiredCode(followed), quote(first.clause)),
      );
    for (const screen of index.screens.filter(clampsGroups)) {
      if (columnNamed(screen.subject) !== plain.each) continue;
      const level = number(screen.threshold as string);
      step(screen.clause, call("clampGroups", "pool", strings(plain.within), level, quote(screen.clause)));
    }
  }
  const {
    base,
    value: { over },
  } = index;
  if (base) step(base.clause, call("chainGroups", "pool", "given", `${name}Chaining`, quote(over), quote(base.clause)));
  // Parts that nothing is said of must not be empty either.
  const partStep = stepsOf(index).find(({ each, step: own }) => each === "part" && own?.empty === undefined);
  if (partStep) step(partStep.clause, call("requireEveryPart", "pool"));
  const { weights, value, quorum } = index;
  if (weights) step(weights.clause, call("weighGroups", "pool", weighingCode(index), quote(weights.clause)));
  if (quorum.length > 0) {
    const demands = quorum.map(demandCode);
    step((quorum[0] as { clause: string }).clause, call("requireQuorum", "pool", list(demands, demands.length > 1)));
  }
  const statistic = weights && value.statistic === "mean" ? "weighted-mean" : value.statistic;
  const said = oneLine(value.text.split(", round")[0] as string);
  const trim = value.trim === undefined ? [] : [number(value.trim)];
  const last = index.accrual
    ? call("accruedOver", "pool", "given", `${name}Accrual`, quote(said), quote(value.clause))
    : call("valueOver", "pool", quote(statistic), quote(said), quote(value.clause), ...trim);
  return [
    "",
    `/** The value of ${index.id} from these kinds of input, or the reasons why they give none. */`,
    `function ${name}From(given, kinds) {`,
    "  let pool = poolOf(given, kinds);",
    ...lines,
    "",
    `  // ${spec.cite(value.clause)}`,
    statement("return ", last, 2),
    "}",
  ].join("\n");
}

function groupingCode({ each, within, step, clause }: ReturnType<typeof stepsOf>[number]): Code {
  if (!step) return call("oneOfEach", "pool", quote(each), strings(within), quote(clause));
  const { atLeast } = step;
  const fields = {
    each: quote(each),
    within: strings(within),
    statistic: quote(step.statistic),
    trim: step.trim === undefined ? undefined : number(step.trim),
    weigh: step.weigh && quote(step.weigh.by),
    quorum: step.quorum && list(step.quorum.map(demandCode)),
    round:
      step.round && object({ mode: quote(runtimeMode(step.round)), increment: number(step.round.increment) }, false),
    atLeast: atLeast && object({ count: String(atLeast.count), of: quote(atLeast.of) }, false),
    text: quote(oneLine(step.text)),
    clause: quote(clause),
  };
  return call("valueOfEach", "pool", object(fields));
}
