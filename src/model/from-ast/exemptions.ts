import type { Block, Declaration, Field, Section } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headWords, sectionOf, sectionsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { standardUnit, type Unit } from "../../value/unit.ts";
import type { Exemption } from "../model.ts";
import { clauseOf, exprHere, integerOf, type Lowering, onlyModifiers } from "./builder.ts";
import { notAboveZero } from "./countable.ts";
import { underOf } from "./under.ts";
import { contractsOf } from "./whole-contracts.ts";

const DAY = standardUnit("day") as Unit;
const SCOPES = ["spot-month", "single-month", "all-months"] as const;
/** No grant is asked for over longer than this; 17 CFR 150.5(a)(2) has a year for contracts under Federal limits. */
const LONGEST = 3_660;

/** The kinds of exemption a product knows, each with the terms its `exemption` block states. */
export function exemptionsOf(at: Lowering, block: Block, env: Env): Exemption[] {
  const field = fieldOf(block, "exemptions");
  const names = contentOf(field, "names-value")?.names ?? [];
  const sections = sectionsOf(block, "exemption");
  for (const section of sections) {
    const word = headWords(section);
    if (names.some((one) => one.text === word)) continue;
    // Read all the same, so that what is wrong inside is told.
    if (leftOut(at.context.declaration, block, section)) {
      termsOf(at, section, env);
      continue;
    }
    const known = names.map((one) => one.text).join(", ") || "none: `exemptions` lists them";
    const related = field === undefined ? [] : [{ span: field.span, label: "lists the kinds there are" }];
    const place = section.head[0]?.span ?? section.keyword.span;
    report(at.context, "word-unknown", place, { field: "exemption", word, known }, { related });
  }
  return names.map((one): Exemption => {
    const section = sections.find((other) => headWords(other) === one.text);
    const terms = section === undefined ? {} : termsOf(at, section, env);
    return { name: one.text, ...terms, clause: clauseOf(at.context, field ?? one) };
  });
}

/**
 * Whether a section of a block of limits has the terms of a kind of exemption that is not listed and that nobody can be told of: taken over from a product
 * whose list was said anew, removed by an amendment, or with a list that could not be read.
 */
export function leftOut(declaration: Declaration, block: Block, section: Section): boolean {
  const field = fieldOf(block, "exemptions");
  const names = contentOf(field, "names-value")?.names;
  const word = headWords(section);
  if (section.keyword.text !== "exemption" || names?.some((one) => one.text === word) === true) return false;
  const { span: whole } = declaration;
  const { span } = section;
  if (span.source.path !== whole.source.path || span.start < whole.start || span.end > whole.end) return true;
  if (field === undefined) return false;
  return names === undefined || field.span.source.text.slice(field.span.start, field.span.end).includes(word);
}

type Terms = Omit<Exemption, "name" | "clause">;

function termsOf(at: Lowering, section: Section, env: Env): Terms {
  const field = (key: string) => fieldOf(section.block, key);
  const term = <T>(key: string, read: (one: Field) => T | undefined) => {
    const one = field(key);
    const value = one?.value === undefined ? undefined : read(one);
    return one === undefined || value === undefined ? undefined : { value, clause: clauseOf(at.context, one) };
  };
  const level = term("level", (one) => contractsOf(at, one, env));
  const scopes = term("scopes", (one) => scopesOf(at, one));
  const lasts = term("lasts", (one) => daysOf(at, one, env));
  const until = term("until", (one) => endOf(at, one));
  const application = term("application", (one) => ruleOf(at, one));
  return {
    ...(level === undefined ? {} : { level: { contracts: level.value, clause: level.clause } }),
    ...(scopes === undefined ? {} : { scopes: { values: scopes.value, clause: scopes.clause } }),
    ...(lasts === undefined ? {} : { lasts: { days: lasts.value, clause: lasts.clause } }),
    ...(until === undefined ? {} : { until: { date: until.value, clause: until.clause } }),
    ...(application === undefined ? {} : { application: { under: application.value, clause: application.clause } }),
  };
}

/** The rule of an application, `under "Rule 559"` and nothing else. */
function ruleOf(at: Lowering, field: Field): string | undefined {
  const under = underOf(field);
  const parts = contentOf(field, "clauses-value")?.clauses.flatMap((one) => one.parts) ?? [];
  if (under !== undefined && parts.length === 2) return under;
  const wanted = '`under` and a rule in quotes, such as `under "Rule 559"`';
  return report(at.context, "value-of-another-kind", field.value?.span ?? field.span, { field: "application", wanted });
}

type Scope = NonNullable<Exemption["scopes"]>["values"][number];

function scopesOf(at: Lowering, field: Field): Scope[] | undefined {
  const names = contentOf(field, "names-value")?.names ?? [];
  const strange = names.find((one) => !SCOPES.some((scope) => scope === one.text));
  if (strange === undefined) return SCOPES.filter((scope) => names.some((one) => one.text === scope));
  const params = { field: "scopes", word: strange.text, known: SCOPES.join(", ") };
  return report(at.context, "word-unknown", strange.span, params);
}

function daysOf(at: Lowering, field: Field, env: Env): number | undefined {
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [])) return undefined;
  const expr = exprHere(at.context, field, "a number of days, such as `365 day`");
  const days = expr && valueIn(expr, DAY, env);
  if (expr === undefined || days === undefined) return undefined;
  if (days.n <= 0n) return notAboveZero(at.context, expr, "the length of an exemption", text(expr));
  if (days.d === 1n && days.n <= BigInt(LONGEST)) return integerOf(days);
  const params = { what: "the days of an exemption", least: "1", most: String(LONGEST), value: show(days) };
  return report(at.context, "number-out-of-range", expr.span, params);
}

/** The last day; one before the contract is listed would exempt nobody. */
function endOf(at: Lowering, field: Field): string | undefined {
  const node = contentOf(field, "date-value")?.date;
  if (node?.kind !== "day-literal") {
    const wanted = "a day, such as `2029-12-31`";
    return report(at.context, "value-of-another-kind", field.value?.span ?? field.span, { field: "until", wanted });
  }
  const first = fieldOf(sectionOf(at.block, "listing")?.block, "first");
  const listed = contentOf(first, "date-value")?.date;
  if (first === undefined || listed?.kind !== "day-literal" || listed.text <= node.text) return node.text;
  const related = [{ span: first.span, label: "the contract is listed from here on" }];
  return report(at.context, "exemption-ended", node.span, { until: node.text, first: listed.text }, { related });
}
