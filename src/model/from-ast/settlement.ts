import type { CaseArm, Section, Statement, Value } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headWords, modifierOf, sectionOf, sectionsOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed } from "../../check/expression.ts";
import { headOf } from "../../check/block.ts";
import type { DailySettlement, FinalSettlement, Rounding, Tier, TierGroup } from "../model.ts";
import { clauseOf, type Lowering, missing, required, wordsOf } from "./builder.ts";
import { formulaOf, roundingOf, tierOf } from "./formula.ts";
import { exprOf, productEnv, type ProductTerms } from "./terms.ts";

/** The daily settlement as waterfalls by month group; undefined after a finding. */
export function dailySettlementOf(at: Lowering, terms: ProductTerms): DailySettlement | undefined {
  const section = sectionOf(at.block, "daily-settlement");
  if (section === undefined || terms.price === undefined) {
    return section === undefined
      ? missing(at, "daily-settlement", "variation margin is paid on the day's settlement price")
      : undefined;
  }
  const round = settlementRounding(at, section, terms);
  const groups = sectionsOf(section.block, "for").flatMap((group) => groupOf(at, group, terms) ?? []);
  if (groups.length === 0) missing(at, "for … months { … }", "each month needs a waterfall", section.keyword);
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
  const tiers = linesOf(section).flatMap((line, place) => {
    const tier = armOf(at, `${id}/${place + 1}`, line, terms, env);
    return tier === undefined ? [] : [tier];
  });
  return { ...group, text: `for ${words}`, tiers, clause: clauseOf(at.context, section) };
}

type Line = { readonly node: object; readonly value: Value };

/** The lines of a waterfall: of `first of { … }`, or the block's own. */
export function linesOf(section: Section): Line[] {
  const first = sectionOf(section.block, "first");
  const body = first?.block ?? section.block;
  const lines = statementsOf(body).flatMap((line: Statement): Line[] => {
    const content = line.value.content;
    if (content.kind === "first-of-value" || content.kind === "case-value")
      return content.arms.map((arm) => ({ node: arm, value: armValue(arm) }));
    return [{ node: line, value: line.value }];
  });
  return lines;
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
  return values.flatMap(
    (value, place) => tierOf(`newly-listed/${place + 1}`, value, price.unit, terms, env, clause) ?? [],
  );
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
  if (node === undefined || terms.price === undefined) return undefined;
  return roundingOf(
    node,
    terms.price.unit,
    productEnv(at.context, terms, { month: "this" }),
    clauseOf(at.context, field),
  );
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
  const field = required(at, "price", "it says what the contract settles to", section.block);
  const expr = exprOf(field);
  const price = terms.price;
  if (field === undefined || expr === undefined || price === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const value = typed(expr, env);
  const rounding =
    contentOf(fieldOf(section.block, "round"), "rounding-value")?.rounding ?? modifierOf(field, "round")?.rounding;
  if (rounding === undefined)
    return report(at.context, "rounding-missing", field.span, { what: "the final settlement price" });
  const roundField = fieldOf(section.block, "round");
  const round = roundingOf(rounding, price.unit, env, clauseOf(at.context, roundField ?? field));
  if (
    value === undefined ||
    !expectUnit(value, price.unit, env, { span: price.node.span, label: `prices are in ${text(price.node)}` })
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
