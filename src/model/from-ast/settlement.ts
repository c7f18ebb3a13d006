import type { CaseArm, Section, Statement, Value } from "../../ast/nodes.ts";
import {
  contentOf,
  fieldOf,
  fieldsOf,
  headWords,
  modifierOf,
  sectionOf,
  sectionsOf,
  statementsOf,
} from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import { headOf } from "../../check/block.ts";
import type { DailySettlement, FinalSettlement, Rounding, Tier, TierGroup } from "../model.ts";
import { clauseOf, exprHere, type Lowering, missing, onlyModifiers, plainWords, required, wordsOf } from "./builder.ts";
import { formulaOf, roundingOf, tierOf } from "./formula.ts";
import { productEnv, type ProductTerms } from "./terms.ts";

/** The daily settlement as waterfalls by month group; undefined after a finding. */
export function dailySettlementOf(at: Lowering, terms: ProductTerms): DailySettlement | undefined {
  const section = sectionOf(at.block, "daily-settlement");
  if (section === undefined || terms.price === undefined) {
    return section === undefined
      ? missing(at, "daily-settlement", "variation margin is paid on the day's settlement price")
      : undefined;
  }
  const round = settlementRounding(at, section, terms);
  const sections = sectionsOf(section.block, "for");
  const groups = sections.flatMap((group) => groupOf(at, group, terms) ?? []);
  for (const line of statementsOf(section.block))
    report(
      at.context,
      "phrase-not-here",
      line.span,
      { found: plainWords(line) },
      { help: "put it into `for all months { … }`" },
    );
  everyMonth(at, section, sections);
  const newlyListed = newlyListedOf(at, section, terms);
  const lastDay = lastDayOf(at, section, terms);
  if (round === undefined) return undefined;
  return {
    groups,
    newlyListed,
    ...(lastDay === undefined ? {} : { lastDay }),
    round,
    clause: clauseOf(at.context, section),
  };
}

const GROUPS = new Map<string, Pick<TierGroup, "months" | "order">>([
  ["lead month", { months: "lead" }],
  ["other months", { months: "other" }],
  ["other months, nearest first", { months: "other", order: "nearest-first" }],
  ["all months", { months: "all" }],
]);

/** Each month is in exactly one group: all of them, or the lead month and the others. */
function everyMonth(at: Lowering, section: Section, groups: readonly Section[]): void {
  const named = groups.map((one) => ({ one, months: GROUPS.get(headWords(one))?.months }));
  // A group whose head means nothing has its finding already.
  if (named.some(({ months }) => months === undefined)) return;
  const has = (months: string) => named.some((group) => group.months === months);
  const lacks =
    groups.length === 0 ? "all" : has("all") ? undefined : has("lead") ? (has("other") ? undefined : "other") : "lead";
  const why = "each month needs a waterfall";
  if (lacks !== undefined) missing(at, `for ${lacks} month${lacks === "lead" ? "" : "s"} { … }`, why, section.keyword);
  const doubled = has("all") ? named.find(({ months }) => months !== "all") : undefined;
  if (doubled !== undefined)
    report(
      at.context,
      "phrase-not-here",
      doubled.one.head[0]?.span ?? doubled.one.span,
      { found: `for ${headWords(doubled.one)}` },
      {
        help: "`for all months` has these months too: keep one of the two",
      },
    );
}

function groupOf(at: Lowering, section: Section, terms: ProductTerms): TierGroup | undefined {
  const words = headWords(section);
  const group = GROUPS.get(words);
  if (group === undefined) {
    return report(at.context, "word-unknown", section.head[0]?.span ?? section.span, {
      field: "for",
      word: words,
      known: [...GROUPS.keys()].join(" · "),
    });
  }
  const id = words.split(",")[0]?.replace(/ /g, "-") ?? words;
  const env = productEnv(at.context, terms, { month: "this" });
  for (const field of fieldsOf(section.block))
    report(at.context, "meaning-comes-later", field.span, { what: field.key.text, how: "for some months" });
  const lines = linesOf(at, section);
  if (lines === undefined) return undefined;
  if (lines.length === 0)
    return missing(at, "a line that gives a price", `for ${words} needs a waterfall`, section.keyword);
  const tiers = lines.map((line, place) => armOf(at, `${id}/${place + 1}`, line, terms, env));
  // A waterfall that lacks a line is another one: nothing is proved of it.
  if (!tiers.every((tier) => tier !== undefined)) return undefined;
  return { ...group, text: `for ${words}`, tiers, clause: clauseOf(at.context, section) };
}

type Line = { readonly node: object; readonly value: Value };

/** The lines of a waterfall: of one `first of { … }`, or the block's own; undefined after a finding. */
function linesOf(at: Lowering, section: Section): Line[] | undefined {
  const lines = statementsOf(section.block);
  const several = lines.find((line) => line.value.content.kind === "first-of-value" && lines.length > 1);
  if (several !== undefined)
    return report(
      at.context,
      "phrase-not-here",
      several.span,
      { found: "first of" },
      {
        help: "a waterfall is one `first of { … }`, or its lines alone",
      },
    );
  return lines.flatMap((line: Statement): Line[] => {
    const content = line.value.content;
    if (content.kind === "first-of-value") return content.arms.map((arm) => ({ node: arm, value: armValue(arm) }));
    return [{ node: line, value: line.value }];
  });
}

/** An arm's value with the arm's own condition as its line's. */
function armValue(arm: CaseArm): Value {
  const content = arm.value.content;
  if (arm.when === undefined) return arm.value;
  if (content.kind === "tier") return { ...arm.value, content: { ...content, when: arm.when } };
  if (content.kind === "expr-value")
    return { ...arm.value, content: { kind: "tier", price: content.expr, when: arm.when, span: arm.span } };
  return arm.value;
}

function armOf(at: Lowering, id: string, line: Line, terms: ProductTerms, env: Env): Tier | undefined {
  const price = terms.price;
  return price && tierOf(id, line.value, price.unit, terms, env, clauseOf(at.context, line.node));
}

/** `settlement of nearest month listed before, else H100_RENTAL`: tried in order. */
function newlyListedOf(at: Lowering, section: Section, terms: ProductTerms): Tier[] {
  const field = fieldOf(section.block, "newly-listed");
  const price = terms.price;
  if (field?.value === undefined || price === undefined) {
    if (field === undefined)
      missing(at, "newly-listed", "a month has no previous settlement on its first day", section.keyword);
    return [];
  }
  const env = productEnv(at.context, terms, { month: "this" });
  const content = field.value.content;
  const clause = clauseOf(at.context, field);
  const values = content.kind === "first-of-value" ? content.arms.map(armValue) : [field.value];
  if (content.kind === "first-of-value" && !onlyModifiers(at.context, field.value.modifiers)) return [];
  const tiers = values.map((value, place) =>
    tierOf(`newly-listed/${place + 1}`, value, price.unit, terms, env, clause),
  );
  return tiers.every((tier) => tier !== undefined) ? tiers : [];
}

function lastDayOf(at: Lowering, section: Section, terms: ProductTerms): Tier | undefined {
  const field = fieldOf(section.block, "last-day");
  if (field?.value === undefined || terms.price === undefined) return undefined;
  const env = productEnv(at.context, terms, { month: "this" });
  return tierOf("last-day/1", field.value, terms.price.unit, terms, env, clauseOf(at.context, field));
}

function settlementRounding(at: Lowering, section: Section, terms: ProductTerms): Rounding | undefined {
  const field = fieldOf(section.block, "round");
  const node = contentOf(field, "rounding-value")?.rounding;
  if (field === undefined)
    return report(at.context, "rounding-missing", section.keyword.span, { what: "the settlement price" });
  if (node === undefined || terms.price === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? []))
    return undefined;
  return roundingOf(
    node,
    terms.price.unit,
    productEnv(at.context, terms, { month: "this" }),
    clauseOf(at.context, field),
  );
}

/** True when a final price is made of index values and of averages of them over one set of days; otherwise a finding. */
function settlesBy(at: Lowering, value: Typed, within = false, seen: Typed[] = []): boolean {
  const refused = (found: string) => {
    report(
      at.context,
      "phrase-not-here",
      value.node.span,
      { found },
      {
        help: "a final price is made of indices and of averages of them over days",
      },
    );
    return false;
  };
  if ("left" in value) return settlesBy(at, value.left, within, seen) && settlesBy(at, value.right, within, seen);
  if (value.op === "constant" || value.op === "index") return true;
  if (value.op !== "average" || within) return refused(text(value.node));
  if (value.over.kind !== "days" && value.over.kind !== "interval") return refused(text(value.node));
  const other = seen.find((one) => one.op === "average" && text(one.over.node) !== text(value.over.node));
  if (other !== undefined)
    return (
      report(at.context, "meaning-comes-later", value.node.span, { what: "average", how: "over two sets of days" }) ??
      false
    );
  seen.push(value);
  return settlesBy(at, value.of, true, seen);
}

/** The final settlement in cash; undefined after a finding. */
export function finalSettlementOf(at: Lowering, terms: ProductTerms, paid: boolean): FinalSettlement | undefined {
  const section = sectionOf(at.block, "final-settlement");
  if (section === undefined) return missing(at, "final-settlement", "a contract must end in a price");
  const method = headWords(section) || (headOf(section, "head-text")?.text.value ?? "");
  if (method !== "cash")
    return report(at.context, "meaning-comes-later", section.keyword.span, {
      what: `final-settlement ${method || "without a method"}`,
    });
  for (const line of statementsOf(section.block))
    report(at.context, "phrase-not-here", line.span, { found: plainWords(line) }, { help: "write `price: …`" });
  for (const one of ["day", "pay"].flatMap((key) => fieldOf(section.block, key) ?? []))
    report(
      at.context,
      "meaning-comes-later",
      one.span,
      { what: one.key.text, how: "in a final settlement" },
      {
        help: "name the day in `dates`: the price is that of `last-trading-day`, paid on `final-settlement-day`",
      },
    );
  const field = required(at, "price", "it says what the contract settles to", section.block);
  const expr = exprHere(at.context, field, "an index, or an average of one");
  const price = terms.price;
  if (field === undefined || expr === undefined || price === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const value = typed(expr, env);
  const own = modifierOf(field, "round");
  const roundField = fieldOf(section.block, "round");
  if (own !== undefined && roundField !== undefined)
    return report(
      at.context,
      "field-twice",
      roundField.span,
      { field: "round" },
      {
        related: [{ span: own.span, label: "said first here" }],
      },
    );
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "round")) return undefined;
  const rounding = contentOf(roundField, "rounding-value")?.rounding ?? own?.rounding;
  if (rounding === undefined && roundField !== undefined) return undefined;
  if (rounding === undefined)
    return report(at.context, "rounding-missing", field.span, { what: "the final settlement price" });
  const round = roundingOf(rounding, price.unit, env, clauseOf(at.context, roundField ?? field));
  if (
    value === undefined ||
    !expectUnit(value, price.unit, env, { span: price.node.span, label: `prices are in ${text(price.node)}` }) ||
    !settlesBy(at, value)
  )
    return undefined;
  return (
    round && {
      method: "cash",
      price: formulaOf(inUnit(value, price.unit), clauseOf(at.context, field)),
      round,
      text: wordsOf(field),
      ...(paid ? { days: "final-settlement-day" } : {}),
      clause: clauseOf(at.context, section),
    }
  );
}
