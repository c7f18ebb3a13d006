import type { Field, Value } from "../../ast/nodes.ts";
import {
  contentOf,
  fieldOf,
  fieldsOf,
  flagged,
  headOf,
  modifierOf,
  nameOf,
  sectionsOf,
  statementsOf,
  textOf,
} from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed, unitOf } from "../../check/expression.ts";
import { spell, type Unit } from "../../value/unit.ts";
import type { Fallback, Formula, Index, Principle } from "../model.ts";
import { allProse, clauseOf, type Lowering, missing, required, wordsOf } from "./builder.ts";
import { dayText } from "./date-rule.ts";
import { conditionOf, formulaOf, roundingOf, typedCondition, windowOf } from "./formula.ts";
import { inputsOf, membersOf, quorumOf, screensOf, stepsOf, valueOf, weightsOf, wholeOf } from "./index-terms.ts";
import { knownZone, timeOf } from "./sessions.ts";
import { clock, exprOf, productEnv, spelt, typedWindow } from "./terms.ts";

/** An index declaration as the model has it; undefined after a finding. */
export function indexOf(at: Lowering): Index | undefined {
  const { context } = at;
  const { declaration } = context;
  const zoneName = headOf(declaration, "head-zone")?.zone;
  const zone =
    zoneName === undefined
      ? report(context, "zone-missing", declaration.name.span, { what: at.what })
      : knownZone(context, zoneName);
  const calendar = headOf(declaration, "head-on")?.name.text;
  if (calendar === undefined)
    report(context, "calendar-missing", declaration.name.span, {
      what: `${at.what} is published on certain days, so it`,
    });
  const priceField = required(at, "price", "it says what a value counts");
  const priceExpr = exprOf(priceField);
  const unit = priceExpr && unitOf(priceExpr, { context, known: [] });
  const valueField = required(at, "value", "it says how the inputs become one price");
  if (
    zone === undefined ||
    calendar === undefined ||
    unit === undefined ||
    priceExpr === undefined ||
    priceField === undefined
  )
    return undefined;
  const env = productEnv(context, { price: { unit, node: priceExpr }, ticks: new Map(), intervals: new Set() });
  const currency = unit.dimension.find((one) => one.base.kind === "currency");
  if (currency === undefined) return report(context, "index-not-in-money", priceExpr.span, { unit: spell(unit) });
  const inputs = inputsOf(at);
  if (sectionsOf(at.block, "inputs").length === 0) missing(at, "inputs", "it says whose prices count");
  const value = valueField && valueOf(at, valueField, unit, env);
  const fallback = fallbackOf(at, unit, env);
  if (value === undefined) return undefined;
  return {
    id: declaration.name.text,
    title: declaration.title?.value ?? declaration.name.text,
    clause: clauseOf(context, declaration),
    narrative: allProse(context, declaration, at.block),
    zone,
    calendar,
    ...administration(at, zone),
    price: {
      currency: currency.base.name,
      unit: spell(unit),
      signed: flagged(priceField, "signed"),
      clause: clauseOf(context, priceField),
    },
    inputs,
    members: membersOf(at),
    ...windowTerm(at, env),
    screens: screensOf(at, env),
    steps: stepsOf(at, env),
    ...optional("weights", weightsOf(at, env)),
    value,
    quorum: quorumOf(at, env),
    fallback,
    ...restatement(at),
    governance: sectionsOf(at.block, "governance").flatMap((section) =>
      fieldsOf(section.block).flatMap((field) => principleOf(at, field) ?? []),
    ),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function administration(
  at: Lowering,
  zone: string,
): Pick<Index, "administrator" | "administratorClause" | "licence" | "publish"> {
  const { context } = at;
  const administrator = fieldOf(at.block, "administrator");
  const name = nameOf(administrator);
  const licence = fieldOf(at.block, "licence");
  const until = contentOf(licence, "moment-value")?.moments[0]?.on;
  const day = until?.kind === "day-literal" ? dayText(context, until) : undefined;
  const publish = timeOf(at, fieldOf(at.block, "publish"), zone, new Set());
  return {
    ...(name === undefined || administrator === undefined
      ? {}
      : { administrator: name.text, administratorClause: clauseOf(context, administrator) }),
    ...(licence === undefined
      ? {}
      : { licence: { text: wordsOf(licence), ...optional("until", day), clause: clauseOf(context, licence) } }),
    ...optional("publish", publish),
  };
}

function windowTerm(at: Lowering, env: Env): Pick<Index, "window"> {
  const field = fieldOf(at.block, "window");
  const node = contentOf(field, "window-value")?.window;
  const window = node && typedWindow(node, at.context, { ticks: new Map(), intervals: new Set() }, env);
  return field === undefined || window === undefined ? {} : { window: windowOf(window, clauseOf(at.context, field)) };
}

function restatement(at: Lowering): Pick<Index, "restate"> {
  const field = fieldOf(at.block, "restate");
  const moments = contentOf(field, "moment-value")?.moments ?? [];
  const until = moments.find((one) => one.at !== undefined)?.at;
  const never = moments.find((one) => one.relation === "never-after")?.on;
  if (field === undefined || until === undefined) return {};
  const neverAfter = never?.kind === "date-reference" ? never.path.map((one) => one.text).join(".") : undefined;
  return {
    restate: {
      text: wordsOf(field),
      until: clock(until),
      ...optional("neverAfter", neverAfter),
      clause: clauseOf(at.context, field),
    },
  };
}

/** The lines of `fallback`, which must end in a price that is always there or in a determination: proved by `settles`. */
function fallbackOf(at: Lowering, unit: Unit, env: Env): Fallback[] {
  const sections = sectionsOf(at.block, "fallback");
  if (sections.length === 0) missing(at, "fallback", "it says what happens when the inputs do not suffice");
  return sections.flatMap((section) =>
    statementsOf(section.block).flatMap(
      (line) => fallbackLine(at, line.value, clauseOf(at.context, line), unit, env) ?? [],
    ),
  );
}

function fallbackLine(at: Lowering, value: Value, clause: string, unit: Unit, env: Env): Fallback | undefined {
  const content = value.content;
  const words = text(value).replace(/\s+/g, " ");
  const node =
    content.kind === "tier"
      ? content
      : content.kind === "expr-value"
        ? { price: content.expr, span: content.span }
        : undefined;
  if (node === undefined)
    return report(at.context, "value-of-another-kind", value.span, {
      field: "fallback",
      wanted: "a line that gives a price",
    });
  if (node.price.kind === "determination") {
    const under = node.price.under?.value;
    if (under === undefined)
      return report(at.context, "determination-without-rule", node.price.span, { by: node.price.by.text });
    return { kind: "determination", by: node.price.by.text, under, text: words, clause };
  }
  const said = spelt(node.price);
  const tier = content.kind === "tier" ? content : undefined;
  if (tier?.inPlaceOf !== undefined) {
    const when = tier.when && typedCondition(tier.when, env);
    if (tier.when !== undefined && when === undefined) return undefined;
    const condition = when === undefined ? {} : { when: conditionOf(when, clause) };
    return { kind: "substitute", use: said, inPlaceOf: tier.inPlaceOf.text, ...condition, text: words, clause };
  }
  if (said === "previous value") {
    const limit = tier?.atMost;
    if (limit === undefined) return report(at.context, "fallback-without-limit", value.span, {});
    const node = limit.kind === "quantity" ? limit.number : limit;
    const atMost = wholeOf(node, env, "the number of publications");
    return atMost === undefined ? undefined : { kind: "previous", atMost, text: words, clause };
  }
  const found = typed(node.price, env);
  if (found === undefined || !expectUnit(found, unit, env)) return undefined;
  const rounding = value.modifiers.find((one) => one.kind === "round")?.rounding;
  const inner = formulaOf(inUnit(found, unit), clause);
  const round = rounding && roundingOf(rounding, unit, env, clause);
  if (rounding !== undefined && round === undefined) return undefined;
  if (round === undefined && inner.op !== "index")
    return report(at.context, "rounding-missing", value.span, { what: "this fallback" });
  const formula: Formula =
    round === undefined ? inner : { op: "round", of: inner, rounding: round, unit: spell(unit), clause };
  return { kind: "formula", formula, text: words, clause };
}

/** `principle-17: unmet, because "…"`. */
function principleOf(at: Lowering, field: Field): Principle | undefined {
  const number = /^principle-(\d+)$/.exec(field.key.text)?.[1];
  if (number === undefined) {
    return report(at.context, "word-unknown", field.key.span, {
      field: "governance",
      word: field.key.text,
      known: "principle-1 to principle-19",
    });
  }
  const statement = textOf(field);
  const because = modifierOf(field, "because")?.text.value;
  const clause = clauseOf(at.context, field);
  if (statement !== undefined) return { principle: Number(number), met: true, statement, clause };
  if (because === undefined)
    return report(at.context, "field-missing", field.key.span, {
      what: field.key.text,
      field: "because",
      why: "an unmet principle says why",
    });
  return { principle: Number(number), met: nameOf(field)?.text !== "unmet", statement: because, clause };
}
