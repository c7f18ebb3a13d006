import type { MoneyRanges } from "../../prove/money-ranges.ts";
import type { Fallback, Index } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code, Declaration, Statement } from "./code.ts";
import {
  arrow,
  call,
  commented,
  constant,
  count,
  flag,
  list,
  map,
  number,
  object,
  text as literal,
  texts,
} from "./code.ts";
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
import { demandCode, heldCode, screenCode, weighingCode } from "./index-screens.ts";
import { accrualCode, daysCode } from "./index-accrual.ts";
import { chainingCode } from "./index-chain.ts";
import { columnsCode, hasColumns } from "./index-kernel.ts";
import { knownIn, quotesCode } from "./index-quotes.ts";
import { linksOf, membersCode, retiredCode, retiredOf } from "./index-members.ts";
import { tierCode } from "./index-tiers.ts";
import { roundingCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";
import { whereCode, whereInWords } from "./where-code.ts";

/** Part of a calculator: its constants and functions, and for each exported function or tier of it the clauses it states. */
export type Section = {
  readonly parts: readonly Declaration[];
  readonly trace: readonly { readonly at: string; readonly clauses: readonly string[] }[];
  /** What is proved of its functions over columns. */
  readonly ranges?: readonly (MoneyRanges & { readonly at: string })[];
};

/** Where the tier of the inputs themselves stands among the fallbacks. */
const BEFORE_ALL = -1;

/** The function of an index, named `name`, with the constants and the helper it needs. */
export function indexCode(index: Index, name: string, spec: SpecText): Section {
  const tiers = [...computedTiers(index).map(({ fallback }) => fallback ?? BEFORE_ALL), ...otherFallbacks(index)];
  const entries = tiers
    .sort((a, b) => a - b)
    .map((at) => tierCode(index, name, at === BEFORE_ALL ? undefined : at, spec));
  const title = oneLine(`${index.id}: ${index.title}, in ${index.price.unit}`);
  const parts: Declaration[] = [
    readsCode(index, name),
    roundCode(index, name),
    ...accrualCode(index, name),
    ...chainingCode(index, name),
    attemptCode(index, name, spec),
    {
      kind: "function",
      name,
      exported: true,
      parameters: ["input"],
      doc: `${title} (${spec.where(index.clause)}).`,
      body: [
        { op: "const", name: "given", code: call("readIndexInput", "input", `${name}Reads`) },
        {
          op: "return",
          name: "",
          code: call(
            "firstWithValue",
            "given",
            literal(index.id),
            `${name}Round`,
            commented(entries.map(({ item }) => item)),
          ),
        },
      ],
    },
    ...(hasColumns(index) ? columnsCode(index, name, entries[0]?.clauses[0] as string) : []),
  ];
  return {
    parts,
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
  "quotes",
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
  if (window?.kind === "month") return literal("days");
  if (window?.kind === "hours") return literal("hours");
  if (window?.kind === "count") return literal("times");
  return window?.kind === "trailing" ? count(window.milliseconds) : flag(window !== undefined);
}

function readsCode(index: Index, name: string): Declaration {
  const kinds = Object.entries(kindsOf(index)).map(([kind, from]) => [kind, texts(from)] as const);
  const { window } = index;
  const known = knownIn(index);
  const fields = {
    kinds: map(Object.fromEntries(kinds)),
    attributes: texts(attributesOf(index)),
    known: known && map(Object.fromEntries(Object.entries(known).map(([column, names]) => [column, texts(names)]))),
    sized: flag(weighsBySize(index)),
    window: windowRead(window),
    accrues: index.accrual && flag(true),
    chained: index.base && flag(true),
    signed: flag(index.price.signed),
    excludes: flag(screensExclude(index)),
    version: index.version && literal(index.version.text),
    links: linksOf(index).length > 0 ? texts(linksOf(index)) : undefined,
    fallback: texts(fallbackFields(index)),
    indices: texts(otherIndices(index)),
    increment: number(index.value.round.increment),
  };
  return constant(`${name}Reads`, object("IndexReads", fields));
}

function roundCode(index: Index, name: string): Declaration {
  const { round } = index.value;
  if (round.reference !== undefined) return notYet("an index whose rounding leans to a price", round.clause);
  return constant(`${name}Round`, roundingCode(round));
}

/** The helper that computes a value from some kinds of input. */
function attemptCode(index: Index, name: string, spec: SpecText): Declaration {
  const body: Statement[] = [{ op: "let", name: "pool", code: call("poolOf", "given", "kinds") }];
  const step = (clause: string, code: Code): void => {
    body.push({ op: "set", name: "pool", code, comment: spec.cite(clause) });
  };
  for (const { what, from, where, clause } of index.inputs) {
    if (!where) continue;
    const line = object("InputLine", { kind: literal(KIND_OF[what]), from: texts(from) }, false);
    step(
      clause,
      call("keepWhere", "pool", line, arrow("one", whereCode(where)), literal(whereInWords(where)), literal(clause)),
    );
  }
  for (const { of, members, clause } of index.members) {
    step(clause, call("keepMembers", "pool", literal(of), membersCode(index, of, members), literal(clause)));
  }
  for (const { clause, code } of quotesCode(index)) step(clause, code);
  const { window } = index;
  if (window) {
    const clause = literal(window.clause);
    const parts = window.kind === "clock" ? window.parts : 1;
    if (window.kind === "count") step(window.clause, call("keepLast", "pool", count(window.count), clause));
    else if (window.kind === "month") step(window.clause, call("cutIntoDays", "pool", daysCode(index, name), clause));
    else if (window.kind === "hours") step(window.clause, call("cutIntoHours", "pool", "given.hours", clause));
    else step(window.clause, call("cutIntoParts", "pool", "given.window", count(parts), clause));
  }
  for (const plain of screensOf(index)) step(plain.screen.clause, screenCode(plain));
  for (const plain of stepsOf(index)) {
    step(plain.clause, groupingCode(plain));
    if (plain.step?.empty === "repeat")
      step(plain.clause, call("repeatEmptyParts", "pool", texts(plain.within), literal(plain.clause)));
    const followed = retiredOf(index, plain.each).filter(({ successor }) => successor !== undefined);
    const [first] = followed;
    if (first)
      step(
        first.clause,
        call("linkSuccessors", "pool", "given", literal(plain.each), retiredCode(followed), literal(first.clause)),
      );
    for (const screen of index.screens.filter(clampsGroups)) {
      if (columnNamed(screen.subject) !== plain.each) continue;
      const level = number(screen.threshold as string);
      step(screen.clause, call("clampGroups", "pool", texts(plain.within), level, literal(screen.clause)));
    }
  }
  const {
    base,
    value: { over },
  } = index;
  if (base)
    step(base.clause, call("chainGroups", "pool", "given", `${name}Chaining`, literal(over), literal(base.clause)));
  // Parts that nothing is said of must not be empty either.
  const partStep = stepsOf(index).find(({ each, step: own }) => each === "part" && own?.empty === undefined);
  if (partStep) step(partStep.clause, call("requireEveryPart", "pool"));
  const { weights, value, quorum } = index;
  if (weights) step(weights.clause, call("weighGroups", "pool", weighingCode(index), literal(weights.clause)));
  if (quorum.length > 0) {
    const demands = quorum.map(demandCode);
    step((quorum[0] as { clause: string }).clause, call("requireQuorum", "pool", list(demands, demands.length > 1)));
  }
  const statistic = weights && value.statistic === "mean" ? "weighted-mean" : value.statistic;
  const said = oneLine(value.text.split(", round")[0] as string);
  const trim = value.trim === undefined ? [] : [number(value.trim)];
  const last = index.accrual
    ? call("accruedOver", "pool", "given", `${name}Accrual`, literal(said), literal(value.clause))
    : call("valueOver", "pool", literal(statistic), literal(said), literal(value.clause), ...trim);
  return {
    kind: "function",
    name: `${name}From`,
    exported: false,
    parameters: ["given", "kinds"],
    doc: `The value of ${index.id} from these kinds of input, or the reasons why they give none.`,
    body: [...body, { op: "return", name: "", code: heldCode(index, last), comment: spec.cite(value.clause) }],
  };
}

function groupingCode({ each, within, step, clause }: ReturnType<typeof stepsOf>[number]): Code {
  if (!step) return call("oneOfEach", "pool", literal(each), texts(within), literal(clause));
  const { atLeast } = step;
  const fields = {
    each: literal(each),
    within: texts(within),
    statistic: literal(step.statistic),
    trim: step.trim === undefined ? undefined : number(step.trim),
    weigh: step.weigh && literal(step.weigh.by),
    quorum: step.quorum && list(step.quorum.map(demandCode)),
    round:
      step.round &&
      object(
        "StepRounding",
        { mode: literal(runtimeMode(step.round)), increment: number(step.round.increment) },
        false,
      ),
    atLeast: atLeast && object("AtLeast", { count: count(atLeast.count), of: literal(atLeast.of) }, false),
    text: literal(oneLine(step.text)),
    clause: literal(clause),
  };
  return call("valueOfEach", "pool", object("Grouping", fields));
}
