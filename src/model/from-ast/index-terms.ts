import type { Expr, Field, MemberSet as MemberNode, ScreenValue } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, headWords, modifierOf, sectionsOf, statementsOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { constantOf, type Env, text, valueIn } from "../../check/expression.ts";
import { ONE, show } from "../../runtime/exact.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { Condition, Count, GroupStep, Index, IndexInput, MemberSet, Screen, Weights } from "../model.ts";
import { clauseOf, exprHere, integerOf, type Lowering, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { roundingOf } from "./formula.ts";
import { spelt } from "./terms.ts";

type Statistic = GroupStep["statistic"];

const STATISTICS = new Map<string, Statistic>([
  ["median", "median"],
  ["mean", "mean"],
  ["average", "mean"],
  ["volume-weighted median", "volume-weighted-median"],
  ["volume-weighted mean", "volume-weighted-mean"],
  ["vwap", "volume-weighted-mean"],
  ["weighted mean", "weighted-mean"],
]);

/** `providers` is many of `provider`. */
function one(plural: string): string {
  return plural.endsWith("s") ? plural.slice(0, -1) : plural;
}

/** A whole number from one to a million, such as a quorum's. */
export function wholeOf(node: Expr, env: Env, what: string): number | undefined {
  const found = constantOf(node, env);
  if (found === undefined) return undefined;
  if (found.value.d !== 1n || found.value.n <= 0n || found.value.n > 1_000_000n) {
    return report(env.context, "not-a-whole-number", node.span, { what, value: show(found.value) });
  }
  return integerOf(found.value);
}

/** `trades from [A, B]`, with `where kind is "on-demand" and …`. */
export function inputsOf(at: Lowering): IndexInput[] {
  const seen = new Map<string, Expr["span"]>();
  return sectionsOf(at.block, "inputs").flatMap((section) =>
    statementsOf(section.block).flatMap((line): IndexInput[] => {
      const node = line.value.content;
      if (node.kind !== "inputs") return [];
      const what = node.what.text;
      if (what !== "trades" && what !== "offers" && what !== "listings") {
        report(at.context, "word-unknown", node.what.span, {
          field: "inputs",
          word: what,
          known: "trades, offers, listings",
        });
        return [];
      }
      const where = node.when && attributesOf(at, node.when, clauseOf(at.context, line));
      if (node.when !== undefined && where === undefined) return [];
      onlyModifiers(at.context, line.value.modifiers);
      for (const source of node.from) {
        find(at.context, source, "organisation", "venue", "clearing-house");
        const key = `${what} from ${source.text}`;
        const before = seen.get(key);
        if (before === undefined) seen.set(key, source.span);
        else report(at.context, "field-twice", source.span, { field: key }, { related: [{ span: before, label: "said first here" }] });
      }
      return [
        {
          what,
          from: node.from.map((source) => source.text),
          ...(where === undefined ? {} : { where }),
          text: plainWords(node),
          clause: clauseOf(at.context, line),
        },
      ];
    }),
  );
}

/** `kind is "on-demand" and gpu is "H100"`: attributes of an input against texts. */
function attributesOf(at: Lowering, node: Expr, clause: string): Condition | undefined {
  if (node.kind === "logical" && node.operator !== "not") {
    const operands = node.operands.map((part) => attributesOf(at, part, clause));
    return operands.some((part) => part === undefined)
      ? undefined
      : { op: node.operator, operands: operands as Condition[], clause };
  }
  if (node.kind === "logical") {
    const operand = node.operands[0] && attributesOf(at, node.operands[0], clause);
    return operand && { op: "not", operand, clause };
  }
  if (
    node.kind === "comparison" &&
    (node.operator === "=" || node.operator === "!=") &&
    node.left.kind === "reference"
  ) {
    const values = textsOf(node.right);
    const is: Condition | undefined = values && { op: "is", attribute: spelt(node.left), values, clause };
    if (is !== undefined) return node.operator === "=" ? is : { op: "not", operand: is, clause };
  }
  return report(at.context, "phrase-not-here", node.span, { found: text(node) });
}

function textsOf(node: Expr | { readonly kind: "text"; readonly value: string }): string[] | undefined {
  if (node.kind === "text") return [node.value];
  if (node.kind === "reference" && node.path.length === 1) return node.path.map((part) => part.text);
  if (node.kind !== "list") return undefined;
  const all = node.items.map((item) => textsOf(item));
  return all.some((part) => part === undefined) ? undefined : (all.flat() as string[]);
}

export function membersOf(at: Lowering): MemberSet[] {
  const field = fieldOf(at.block, "members");
  const sets: readonly MemberNode[] = contentOf(field, "members-value")?.sets ?? [];
  if (field === undefined) return [];
  return sets.map((set) => ({
    of: set.of.text,
    members: "kind" in set.members ? [set.members.text] : set.members.map((member) => member.text),
    clause: clauseOf(at.context, field),
  }));
}

export function screensOf(at: Lowering, env: Env): Screen[] {
  return sectionsOf(at.block, "screen").flatMap((section) =>
    statementsOf(section.block).flatMap((line) => {
      const node = line.value.content;
      return node.kind === "screen" ? (screenOf(node, env, clauseOf(at.context, line)) ?? []) : [];
    }),
  );
}

function screenOf(node: ScreenValue, env: Env, clause: string): Screen | undefined {
  const words = { text: plainWords(node), clause };
  if (node.action === "clamp") return report(env.context, "meaning-comes-later", node.span, { what: "clamp" });
  const subject = node.subject.text;
  if (node.action === "cap") {
    if (subject !== "source" && subject !== "provider")
      return report(env.context, "word-unknown", node.subject.span, { field: "cap", word: subject, known: "source, provider" });
    if (node.when !== undefined)
      return report(env.context, "phrase-not-here", node.when.span, { found: `when ${text(node.when)}` });
    const at = node.at && shareOf(node.at, env);
    if (node.at !== undefined && at === undefined) return undefined;
    if (at === undefined || node.excess !== "pro-rata-until-none-exceeds") {
      return report(env.context, "value-of-another-kind", node.span, {
        field: "cap",
        wanted:
          "a share and what becomes of the excess: `cap source at 40% of volume, excess pro rata until none exceeds`",
      });
    }
    return { action: "cap", subject, at: show(at), excess: node.excess, ...words };
  }
  if (node.at !== undefined || node.excess !== undefined || node.when?.kind !== "deviation") {
    return report(env.context, "value-of-another-kind", node.span, {
      field: "drop",
      wanted: "a deviation: `when price deviates more than 25% from median of part`",
    });
  }
  const threshold = valueIn(node.when.threshold, pure, env);
  const of = spelt(node.when.value);
  const from = spelt(node.when.from);
  const known = subject === "trade" ? "price from median of part" : "median from median of sources";
  const fits =
    subject === "trade"
      ? of === "price" && from === "median of part"
      : subject === "source" && of === "median" && from === "median of sources";
  if (!fits)
    return report(env.context, "word-unknown", node.when.span, {
      field: `drop ${subject}`,
      word: `${of} from ${from}`,
      known,
    });
  if (threshold !== undefined && threshold.n <= 0n)
    return report(env.context, "not-above-zero", node.when.threshold.span, { what: "a deviation", value: show(threshold) });
  return threshold && { action: "drop", subject, of, threshold: show(threshold), from, ...words };
}

/** `40% of volume`: a share of the whole. */
function shareOf(node: Expr, env: Env): { n: bigint; d: bigint } | undefined {
  const share = node.kind === "of" && spelt(node.right) === "volume" ? node.left : node;
  const value = valueIn(share, pure, env);
  if (value !== undefined && (value.n <= 0n || value.n > value.d * ONE.n)) {
    return report(env.context, "value-of-another-kind", node.span, {
      field: "cap",
      wanted: "a share of the volume above 0% and up to 100%",
    });
  }
  return value;
}

/** What a statistic is of, such as `median of price`, `mean of parts`, `median over providers`. */
export function statisticOf(node: Expr, env: Env): { readonly statistic: Statistic; readonly of: string } | undefined {
  const parts =
    node.kind === "of"
      ? { name: spelt(node.left), of: spelt(node.right) }
      : node.kind === "over" && node.window.kind === "named-window"
        ? { name: spelt(node.value), of: node.window.name.text }
        : undefined;
  const statistic = parts && STATISTICS.get(parts.name);
  if (parts !== undefined && statistic !== undefined) return { statistic, of: one(parts.of) };
  return report(env.context, "word-unknown", node.span, {
    field: "value",
    word: text(node),
    known: [...STATISTICS.keys()].join(", "),
  });
}

/** `part:` and each `for each X { price: … }`, inner to outer in the order of the text. */
export function stepsOf(at: Lowering, env: Env): GroupStep[] {
  const steps: GroupStep[] = [];
  const part = fieldOf(at.block, "part");
  const partExpr = exprHere(at.context, part, "a statistic, such as `volume-weighted median of price`");
  const partStatistic = partExpr && statisticOf(partExpr, env);
  if (part !== undefined && partStatistic !== undefined) {
    const empty = fieldOf(at.block, "empty-part");
    if (empty?.value !== undefined && wordsOf(empty) !== "leave out")
      report(env.context, "value-of-another-kind", empty.value.span, { field: "empty-part", wanted: "`leave out`" });
    if (empty === undefined)
      report(env.context, "field-missing", part.key.span, {
        what: at.what,
        field: "empty-part",
        why: "a part without trades has no price; say `empty-part: leave out`",
      });
    steps.push({
      each: "part",
      ...partStatistic,
      empty: "leave-out",
      text: wordsOf(part),
      clause: clauseOf(at.context, part),
    });
  }
  for (const section of sectionsOf(at.block, "for")) {
    const step = groupOf(at, section, env);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

function groupOf(at: Lowering, section: ReturnType<typeof sectionsOf>[number], env: Env): GroupStep | undefined {
  const words = headWords(section);
  const each = /^each (\S+)$/.exec(words)?.[1];
  if (each === undefined) {
    return report(at.context, "word-unknown", section.head[0]?.span ?? section.span, {
      field: "for",
      word: words,
      known: "each provider, each model, each source",
    });
  }
  for (const one of fieldsOf(section.block))
    if (one.key.text !== "price") report(at.context, "meaning-comes-later", one.key.span, { what: `${one.key.text} of each ${each}` });
  const price = fieldOf(section.block, "price");
  const content = price?.value?.content;
  const tier = content?.kind === "tier" ? content : undefined;
  const expr =
    content?.kind === "expr-value" ? content.expr : tier?.price.kind === "determination" ? undefined : tier?.price;
  if (price?.value !== undefined && expr === undefined)
    return report(at.context, "value-of-another-kind", price.value.span, {
      field: "price",
      wanted: "a statistic, such as `median over providers when >= 3 providers`",
    });
  if (price !== undefined && !onlyModifiers(at.context, price.value?.modifiers ?? [])) return undefined;
  if (price === undefined || expr === undefined) {
    return report(at.context, "field-missing", section.keyword.span, {
      what: `for ${words}`,
      field: "price",
      why: "each group needs one value",
    });
  }
  const statistic = statisticOf(expr, env);
  const atLeast = tier?.when && leastOf(tier.when, env, clauseOf(at.context, price));
  if (statistic === undefined || (tier?.when !== undefined && atLeast === undefined)) return undefined;
  return {
    each,
    ...statistic,
    ...(atLeast === undefined ? {} : { atLeast }),
    text: wordsOf(price),
    clause: clauseOf(at.context, price),
  };
}

/** `>= 3 providers`. */
function leastOf(node: Expr, env: Env, clause: string): Count | undefined {
  if (node.kind === "comparison" && node.operator === ">=" && node.right.kind === "quantity")
    return countOf(node.right, env, clause);
  return report(env.context, "phrase-not-here", node.span, { found: text(node) });
}

/** `3 sources`: a count of things that are no unit. */
export function countOf(node: Expr, env: Env, clause: string): Count | undefined {
  if (node.kind !== "quantity") return report(env.context, "phrase-not-here", node.span, { found: text(node) });
  const count = wholeOf(node.number, env, `the number of ${spelt(node.unit)}`);
  return count === undefined ? undefined : { count, of: plural(spelt(node.unit)), clause };
}

function plural(word: string): string {
  return word.endsWith("s") ? word : `${word}s`;
}

const OBSERVED: readonly string[] = ["trade", "offer", "listing", "observation", "price"];

/** What observations can be counted and grouped by: their own kinds, who gives them, the parts of the window, and what the index names. */
export function columnsOf(at: Lowering, inputs: readonly IndexInput[], members: readonly MemberSet[]): ReadonlySet<string> {
  const attributes = (node: Condition | undefined): string[] => {
    if (node?.op === "is") return [node.attribute];
    if (node?.op === "not") return attributes(node.operand);
    return node?.op === "and" || node?.op === "or" ? node.operands.flatMap(attributes) : [];
  };
  return new Set([
    ...OBSERVED,
    ...["source", "provider", "part"],
    ...inputs.flatMap((input) => attributes(input.where)),
    ...members.map((set) => set.of),
    ...sectionsOf(at.block, "for").flatMap((section) => /^each (\S+)$/.exec(headWords(section))?.[1] ?? []),
  ]);
}

/** Reports a value over what the index knows nothing of, or over single observations where they were grouped. */
export function overKnown(at: Lowering, field: Field, over: string, columns: ReadonlySet<string>, steps: readonly GroupStep[]): void {
  const span = field.value?.content.span ?? field.span;
  const known = [...columns].map(plural).join(", ");
  if (!columns.has(over)) report(at.context, "word-unknown", span, { field: "value", word: plural(over), known });
  else if (OBSERVED.includes(over) && steps.length > 0)
    report(at.context, "phrase-not-here", span, { found: text({ span }) }, {
      help: `the inputs were made into one price for each ${steps.at(-1)?.each ?? "group"}: take the value over ${plural(steps.at(-1)?.each ?? "group")}`,
    });
}

export function quorumOf(at: Lowering, env: Env, columns: ReadonlySet<string>): Count[] {
  const field = fieldOf(at.block, "quorum");
  const content = field?.value?.content;
  if (field === undefined || content === undefined) return [];
  if (content.kind !== "list-value" && content.kind !== "expr-value") {
    report(at.context, "value-of-another-kind", content.span, { field: "quorum", wanted: "counts, such as `3 sources, 20 trades`" });
    return [];
  }
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [])) return [];
  const items = content.kind === "list-value" ? content.items : [content.expr];
  return items.flatMap((item) => {
    const count = countOf(item, env, clauseOf(at.context, field));
    if (count === undefined || columns.has(one(count.of))) return count ?? [];
    const known = [...columns].map(plural).join(", ");
    report(at.context, "word-unknown", item.span, { field: "quorum", word: count.of, known });
    return [];
  });
}

/** `equal, cap 2 * equal share, excess pro rata until none exceeds`. */
export function weightsOf(at: Lowering, env: Env): Weights | undefined {
  const field = fieldOf(at.block, "weights");
  if (field?.value === undefined) return undefined;
  const words = wordsOf(field);
  const match = /^equal(?:, cap ([0-9._]+) \* equal share, excess pro rata until none exceeds)?$/.exec(words);
  if (match === null) {
    return report(env.context, "value-of-another-kind", field.value.span, {
      field: "weights",
      wanted: "`equal`, or `equal, cap 2 * equal share, excess pro rata until none exceeds`",
    });
  }
  const clause = clauseOf(at.context, field);
  if (match[1] === undefined) return { scheme: "equal", text: words, clause };
  return {
    scheme: "equal",
    capTimesEqualShare: match[1].replaceAll("_", ""),
    excess: "pro-rata-until-none-exceeds",
    text: words,
    clause,
  };
}

/** `value: STATISTIC, round MODE to PLACE`; its rounding must be said. */
export function valueOf(at: Lowering, field: Field, unit: Unit, env: Env): Index["value"] | undefined {
  const content = field.value?.content;
  const expr = exprHere(at.context, field, "a statistic, such as `mean of parts`");
  const own = modifierOf(field, "round");
  const other = fieldOf(at.block, "round");
  if (content === undefined || expr === undefined) return undefined;
  const found = statisticOf(expr, env);
  if (own !== undefined && other !== undefined)
    return report(at.context, "field-twice", other.span, { field: "round" }, { related: [{ span: own.span, label: "said first here" }] });
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "round")) return undefined;
  const rounding = own?.rounding ?? contentOf(other, "rounding-value")?.rounding;
  if (rounding === undefined) return report(env.context, "rounding-missing", field.span, { what: "the index value" });
  const round = roundingOf(rounding, unit, env, clauseOf(at.context, field));
  if (found === undefined || round === undefined) return undefined;
  if (round.reference !== undefined)
    return report(at.context, "rounding-reference", rounding.span, { mode: rounding.mode.text });
  return {
    statistic: found.statistic,
    over: found.of,
    round,
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
  };
}
