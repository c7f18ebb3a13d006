import type { Expr, Field, NoteExpr, Section } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headWords, modifierOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { constantOf, type Env, text, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { Count, GroupStep, Index } from "../model.ts";
import { clauseOf, exprHere, integerOf, type Lowering, onlyModifiers, wordsOf } from "./builder.ts";
import { roundingOf } from "./formula.ts";
import { OBSERVED, one, plural } from "./index-words.ts";
import { spelt } from "./spelt.ts";

type Statistic = GroupStep["statistic"];

const STATISTICS = new Map<string, Statistic>([
  ["median", "median"],
  ["mean", "mean"],
  ["average", "mean"],
  ["volume-weighted median", "volume-weighted-median"],
  ["volume-weighted mean", "volume-weighted-mean"],
  ["vwap", "volume-weighted-mean"],
  ["weighted mean", "weighted-mean"],
  ["weighted median", "volume-weighted-median"],
  ["trimmed mean", "trimmed-mean"],
  ["time-weighted mean", "time-weighted-mean"],
  ["twap", "time-weighted-mean"],
  ["last", "last"],
  ["compounded rate", "compounded-rate"],
]);

/** Statistics that read when an input was made. */
const TIMED: readonly Statistic[] = ["time-weighted-mean", "last"];

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

/** A statistic with what it is of; `trim` is the share a trimmed mean leaves out at each end. */
export type Taken = { readonly statistic: Statistic; readonly of: string; readonly trim?: string };

/** What a statistic is of, such as `median of price`, `mean of parts`, `median over providers`, `trimmed mean of sources by 10%`. */
export function statisticOf(node: Expr, env: Env, timed: boolean, whole = false): Taken | undefined {
  const noted = node.kind === "note" && node.word === "by" ? node : undefined;
  const inner = noted?.value ?? node;
  const parts =
    inner.kind === "of"
      ? { name: spelt(inner.left), of: spelt(inner.right) }
      : inner.kind === "over" && inner.window.kind === "named-window"
        ? { name: spelt(inner.value), of: inner.window.name.text }
        : undefined;
  const statistic = parts && STATISTICS.get(parts.name);
  if (parts === undefined || statistic === undefined || (statistic === "compounded-rate" && !whole))
    return report(env.context, "word-unknown", node.span, {
      field: "value",
      word: text(node),
      known: [...STATISTICS.keys()].join(", "),
    });
  const of = ["days", "hours"].includes(parts.of) && !timed ? "part" : one(parts.of);
  if (TIMED.includes(statistic) && (!timed || !OBSERVED.includes(of)))
    return report(
      env.context,
      "phrase-not-here",
      node.span,
      { found: text(node) },
      { help: "a price stands for a time only among single inputs, and only where `window:` says when they are read" },
    );
  const trim = noted && trimOf(noted.with, env);
  if ((statistic === "trimmed-mean") !== (noted !== undefined))
    return report(env.context, "value-of-another-kind", node.span, {
      field: "value",
      wanted:
        "a share to leave out at each end of a trimmed mean, and of nothing else: `trimmed mean of sources by 10%`",
    });
  return noted !== undefined && trim === undefined ? undefined : { statistic, of, ...(trim && { trim }) };
}

/** The share of a trimmed mean: above 0% and below 50%, because it is left out at each end. */
function trimOf(node: NoteExpr["with"], env: Env): string | undefined {
  const share = node.kind === "moment" || node.kind === "text" ? undefined : valueIn(node, pure, env);
  if (share === undefined) return undefined;
  if (share.n <= 0n || 2n * share.n >= share.d)
    return report(env.context, "value-of-another-kind", node.span, {
      field: "value",
      wanted: "a share above 0% and below 50%, left out at each end",
    });
  return show(share);
}

/** What steps may speak of: when inputs are read, what they can be counted by, and the unit of a price. */
export type Stepping = {
  readonly timed: boolean;
  readonly columns: ReadonlySet<string>;
  readonly unit: Unit;
};

/** `part:` and each `for each X { price: … }`, inner to outer in the order of the text. */
export function stepsOf(at: Lowering, env: Env, about: Stepping): GroupStep[] {
  return at.block.items.flatMap((item): GroupStep[] => {
    if (item.kind === "section" && item.keyword.text === "for") return [groupOf(at, item, env, about) ?? []].flat();
    return item.kind === "field" && item.key.text === "part" ? (partOf(at, item, env, about) ?? []) : [];
  });
}

/** What becomes of a part without inputs; without a value the attempt fails. */
const EMPTY: ReadonlyMap<string, Pick<GroupStep, "empty">> = new Map([
  ["leave out", { empty: "leave-out" }],
  ["repeat the part before", { empty: "repeat" }],
  ["no value", {}],
]);

/** `part: STATISTIC`, with what becomes of a part without inputs. */
function partOf(at: Lowering, part: Field, env: Env, about: Stepping): GroupStep[] | undefined {
  const partExpr = exprHere(at.context, part, "a statistic, such as `volume-weighted median of price`");
  const partStatistic = partExpr && statisticOf(partExpr, env, about.timed);
  if (partStatistic === undefined) return undefined;
  const empty = fieldOf(at.block, "empty-part");
  const words = empty?.value === undefined ? "leave out" : wordsOf(empty);
  if (empty?.value !== undefined && !EMPTY.has(words))
    report(env.context, "value-of-another-kind", empty.value.span, {
      field: "empty-part",
      wanted: "`leave out`, `repeat the part before`, or `no value` where every part must have one",
    });
  if (empty === undefined)
    report(env.context, "field-missing", part.key.span, {
      what: at.what,
      field: "empty-part",
      why: "a part without trades has no price; say `empty-part: leave out`",
    });
  const said = { text: wordsOf(part), clause: clauseOf(at.context, part) };
  return [{ each: "part", ...partStatistic, ...EMPTY.get(words), ...said }];
}

function groupOf(at: Lowering, section: Section, env: Env, about: Stepping): GroupStep | undefined {
  const words = headWords(section);
  const each = /^each (\S+)$/.exec(words)?.[1];
  if (each === undefined) {
    return report(at.context, "word-unknown", section.head[0]?.span ?? section.span, {
      field: "for",
      word: words,
      known: "each provider, each model, each source",
    });
  }
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
  const statistic = statisticOf(expr, env, about.timed);
  const terms = groupTerms(at, section, env, about);
  const atLeast = tier?.when && leastOf(tier.when, env, clauseOf(at.context, price));
  if (statistic === undefined || (tier?.when !== undefined && atLeast === undefined)) return undefined;
  return {
    each,
    ...statistic,
    ...(atLeast === undefined ? {} : { atLeast }),
    ...terms,
    text: wordsOf(price),
    clause: clauseOf(at.context, price),
  };
}

const WEIGH: ReadonlyMap<string, NonNullable<GroupStep["weigh"]>["by"]> = new Map([
  ["volume", "volume"],
  ["count", "count"],
  ["equal", "equal"],
]);

/** `weight`, `quorum` and `round` of a group. */
function groupTerms(
  at: Lowering,
  section: Section,
  env: Env,
  about: Stepping,
): Pick<GroupStep, "weigh" | "quorum" | "round"> {
  const weight = fieldOf(section.block, "weight");
  const said = exprHere(at.context, weight, "`volume`, `count` or `equal`");
  const weigh = said && WEIGH.get(spelt(said));
  if (said !== undefined && weigh === undefined)
    report(at.context, "word-unknown", said.span, {
      field: "weight",
      word: text(said),
      known: [...WEIGH.keys()].join(", "),
    });
  const field = fieldOf(section.block, "round");
  const rounding = contentOf(field, "rounding-value")?.rounding;
  const round = field && rounding && roundingOf(rounding, about.unit, env, clauseOf(at.context, field));
  if (rounding !== undefined && round?.reference !== undefined)
    report(at.context, "rounding-reference", rounding.span, { mode: rounding.mode.text });
  const quorum = countsOf(at, fieldOf(section.block, "quorum"), env, about.columns);
  return {
    ...(weigh && weight && { weigh: { by: weigh, clause: clauseOf(at.context, weight) } }),
    ...(quorum.length > 0 && { quorum }),
    ...(round && { round }),
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

/** `3 sources, 20 trades`: what there must be at the least. */
export function countsOf(at: Lowering, field: Field | undefined, env: Env, columns: ReadonlySet<string>): Count[] {
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

/** `value: STATISTIC, round MODE to PLACE`; its rounding must be said. */
export function valueOf(at: Lowering, field: Field, unit: Unit, env: Env, timed: boolean): Index["value"] | undefined {
  const content = field.value?.content;
  const expr = exprHere(at.context, field, "a statistic, such as `mean of parts`");
  const own = modifierOf(field, "round");
  const other = fieldOf(at.block, "round");
  if (content === undefined || expr === undefined) return undefined;
  const found = statisticOf(expr, env, timed, true);
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
  const round = roundingOf(rounding, unit, env, clauseOf(at.context, own === undefined && other ? other : field));
  if (found === undefined || round === undefined) return undefined;
  if (round.reference !== undefined)
    return report(at.context, "rounding-reference", rounding.span, { mode: rounding.mode.text });
  return {
    statistic: found.statistic,
    over: found.of,
    ...(found.trim === undefined ? {} : { trim: found.trim }),
    round,
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
  };
}
