import type { Expr, Field } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, headWords, modifierOf, sectionsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { constantOf, type Env, text } from "../../check/expression.ts";
import { type Unit } from "../../value/unit.ts";
import type { Count, GroupStep, Index, Weights } from "../model.ts";
import { clauseOf, exprHere, integerOf, type Lowering, onlyModifiers, wordsOf } from "./builder.ts";
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
    return report(env.context, "number-out-of-range", node.span, {
      what,
      least: "1",
      most: "1_000_000",
      value: text(node),
    });
  }
  return integerOf(found.value);
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
    if (one.key.text !== "price")
      report(at.context, "meaning-comes-later", one.key.span, { what: one.key.text, how: `of each ${each}` });
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

/** `providers` of `provider`; a plural stays. */
export function plural(word: string): string {
  return word.endsWith("s") ? word : `${word}s`;
}

export function quorumOf(at: Lowering, env: Env, columns: ReadonlySet<string>): Count[] {
  const field = fieldOf(at.block, "quorum");
  const content = field?.value?.content;
  if (field === undefined || content === undefined) return [];
  if (content.kind !== "list-value" && content.kind !== "expr-value") {
    report(at.context, "value-of-another-kind", content.span, {
      field: "quorum",
      wanted: "counts, such as `3 sources, 20 trades`",
    });
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
    return report(
      at.context,
      "field-twice",
      other.span,
      { field: "round" },
      { related: [{ span: own.span, label: "said first here" }] },
    );
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
