import type { CaseArm, Section, Statement, Value } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headWords, sectionOf, sectionsOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Env } from "../../check/expression.ts";
import { divide, parse } from "../../runtime/exact.ts";
import type { DailySettlement, Rounding, Tier, TierGroup } from "../model.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, plainWords } from "./builder.ts";
import { roundingOf, tierOf } from "./formula.ts";
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
  const groups = sections.flatMap((group) => groupOf(at, group, terms, round) ?? []);
  for (const line of statementsOf(section.block))
    report(
      at.context,
      "phrase-not-here",
      line.span,
      { found: plainWords(line) },
      {
        help:
          plainWords(line) === "final-settlement"
            ? "write `last-day: final-settlement`"
            : "put it into `for all months { … }`",
      },
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
  ["expiring month", { months: "expiring" }],
  ["spot month", { months: "spot" }],
  ["lead month", { months: "lead" }],
  ["other months", { months: "other" }],
  ["other months, nearest first", { months: "other", order: "nearest-first" }],
  ["all months", { months: "all" }],
]);

/** Each month has a group: all of them, or those with a name of their own and the others. */
function everyMonth(at: Lowering, section: Section, groups: readonly Section[]): void {
  const named = groups.map((one) => ({ one, months: GROUPS.get(headWords(one))?.months }));
  // A group whose head means nothing has its finding already.
  if (named.some(({ months }) => months === undefined)) return;
  const has = (months: string) => named.some((group) => group.months === months);
  const own = has("lead") || has("spot") || has("expiring");
  const lacks = groups.length === 0 ? "all" : has("all") || (own && has("other")) ? undefined : own ? "other" : "lead";
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

function groupOf(
  at: Lowering,
  section: Section,
  terms: ProductTerms,
  whole: Rounding | undefined,
): TierGroup | undefined {
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
  if (group.months === "spot" && !terms.intervals.has("spot-period"))
    return missing(at, "spot-period", "`for spot month` is of the months in it: say it in `dates`", section.keyword);
  const field = fieldOf(section.block, "round");
  const round = field && roundOf(at, section, terms);
  // What is settled today is the previous settlement of tomorrow, whatever group the month is in then.
  if (field !== undefined && round !== undefined && whole !== undefined && !onGrid(round.increment, whole.increment))
    report(
      at.context,
      "phrase-not-here",
      field.span,
      { found: `to ${round.increment}` },
      { help: `prices of all months are multiples of ${whole.increment}: round to a multiple of it` },
    );
  const lines = linesOf(at, section);
  if (lines === undefined) return undefined;
  if (lines.length === 0)
    return missing(at, "a line that gives a price", `for ${words} needs a waterfall`, section.keyword);
  const tiers = lines.map((line, place) => armOf(at, `${id}/${place + 1}`, line, terms, env));
  // A waterfall that lacks a line is another one: nothing is proved of it.
  if (!tiers.every((tier) => tier !== undefined)) return undefined;
  const rounded = round === undefined ? {} : { round };
  return { ...group, text: `for ${words}`, tiers, ...rounded, clause: clauseOf(at.context, section) };
}

/** True when every multiple of `coarse` is one of `fine`. */
const onGrid = (coarse: string, fine: string): boolean => divide(parse(coarse), parse(fine)).d === 1n;

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
  const env = productEnv(at.context, terms, { month: "this", lastDay: true });
  return tierOf("last-day/1", field.value, terms.price.unit, terms, env, clauseOf(at.context, field));
}

function settlementRounding(at: Lowering, section: Section, terms: ProductTerms): Rounding | undefined {
  return fieldOf(section.block, "round") === undefined
    ? report(at.context, "rounding-missing", section.keyword.span, { what: "the settlement price" })
    : roundOf(at, section, terms);
}

/** The rounding that a block states; undefined after a finding. */
function roundOf(at: Lowering, section: Section, terms: ProductTerms): Rounding | undefined {
  const field = fieldOf(section.block, "round");
  const node = contentOf(field, "rounding-value")?.rounding;
  if (
    field === undefined ||
    node === undefined ||
    terms.price === undefined ||
    !onlyModifiers(at.context, field.value?.modifiers ?? [])
  )
    return undefined;
  return roundingOf(
    node,
    terms.price.unit,
    productEnv(at.context, terms, { month: "this" }),
    clauseOf(at.context, field),
  );
}
