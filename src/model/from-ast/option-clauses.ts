import type { Field, Name } from "../../ast/nodes.ts";
import { contentOf, fieldOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { typed, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { Option } from "../model.ts";
import { bodyOf } from "./bodies.ts";
import {
  clauseOf,
  exprHere,
  integerOf,
  type Lowering,
  missing,
  onlyModifiers,
  plainWords,
  wordsOf,
} from "./builder.ts";
import { isWord } from "./clause-words.ts";
import { roundingOf } from "./formula.ts";
import { underOf } from "./under.ts";
import { decimalsCarried, oneWord, priceOf } from "./option-terms.ts";
import type { LoweredProduct } from "./product.ts";
import { productEnv, type ProductTerms } from "./terms.ts";
import { clock } from "./windows.ts";

type Exercise = Option["exercise"];

/** When and how the option is exercised, and what comes of it; undefined after a finding. */
export function exerciseOf(
  at: Lowering,
  on: LoweredProduct,
  unit: Unit,
  zone: string | undefined,
): Exercise | undefined {
  const section = sectionOf(at.block, "exercise");
  if (section === undefined) return missing(at, "exercise", "an option ends by being exercised or not");
  const { block } = section;
  const automatic = fieldOf(block, "automatic");
  const contrary = fieldOf(block, "contrary");
  const assignment = fieldOf(block, "assignment");
  const into = fieldOf(block, "into");
  if (contrary === undefined)
    return missing(at, "contrary", "it says until when holders may say otherwise", section.keyword);
  if (assignment === undefined) return missing(at, "assignment", "it says which sellers are chosen", section.keyword);
  if (into === undefined) return missing(at, "into", "it says what an exercised option becomes", section.keyword);
  const by = automatic && automaticOf(at, automatic, on, unit);
  const until = untilOf(at, contrary, zone);
  const method = assignmentOf(at, assignment);
  const kind = intoOf(at, into, on);
  if ((automatic !== undefined && by === undefined) || !until || method === undefined || kind === undefined)
    return undefined;
  return {
    ...(by === undefined ? {} : { automatic: by }),
    contrary: until,
    assignment: { method, text: wordsOf(assignment), clause: clauseOf(at.context, assignment) },
    into: { kind, text: wordsOf(into), clause: clauseOf(at.context, into) },
    clause: clauseOf(at.context, section),
  };
}

/** `in the money by >= 0.01 against settlement`. */
function automaticOf(
  at: Lowering,
  field: Field,
  on: LoweredProduct,
  unit: Unit,
): NonNullable<Exercise["automatic"]> | undefined {
  const { context } = at;
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  const words = clauses.map(plainWords).join(", ");
  const level = clauses[0]?.parts.find((part) => part.kind === "number" || part.kind === "binary");
  const against = /^in the money by >= .+ against (.+)$/.exec(words)?.[1];
  if (!onlyModifiers(context, field.value?.modifiers ?? [])) return undefined;
  const settlements = ["settlement", `${on.product.id} settlement`];
  if (level === undefined || clauses.length !== 1 || !settlements.includes(against ?? ""))
    return report(context, "value-of-another-kind", field.value?.span ?? field.span, {
      field: "automatic",
      wanted: `\`in the money by >= 0.01 against settlement\`, the settlement of ${on.product.id} on the day`,
    });
  const by = priceOf(at, level, unit);
  return by && { by: show(by), against: "settlement", text: words, clause: clauseOf(context, field) };
}

/** `until 17:30`. */
function untilOf(at: Lowering, field: Field, zone: string | undefined): Exercise["contrary"] | undefined {
  const moments = contentOf(field, "moment-value")?.moments ?? [];
  const [first] = moments;
  const time = first?.relation === "until" ? first.at : undefined;
  if (field.value === undefined) return undefined;
  if (time === undefined || moments.length !== 1 || first?.on !== undefined || first?.nextDay === true)
    return report(at.context, "value-of-another-kind", field.value.span, {
      field: field.key.text,
      wanted: "a time of the day, such as `until 17:30`",
    });
  const own = time.zone?.text ?? zone;
  return own === undefined ? undefined : { until: clock(time), zone: own, clause: clauseOf(at.context, field) };
}

const ASSIGNMENTS = new Map<string, Exercise["assignment"]["method"]>([
  ["pro rata", "pro-rata"],
  ["random by SHA-256", "random"],
]);

function assignmentOf(at: Lowering, field: Field): Exercise["assignment"]["method"] | undefined {
  const words = wordsOf(field);
  const method = ASSIGNMENTS.get(words);
  if (method !== undefined || field.value === undefined) return method;
  return report(at.context, "word-unknown", field.value.span, {
    field: "assignment",
    word: words,
    known: [...ASSIGNMENTS.keys()].join(", "),
  });
}

function intoOf(at: Lowering, field: Field, on: LoweredProduct): Exercise["into"]["kind"] | undefined {
  const word = oneWord(field);
  if (word === "cash") return "cash";
  if (word === on.product.id) return "future";
  return report(at.context, "word-unknown", field.value?.span ?? field.span, {
    field: "into",
    word: word ?? wordsOf(field),
    known: `${on.product.id}, cash`,
  });
}

type Marks = Option["marks"];

/** How series are valued; undefined after a finding. */
export function marksOf(at: Lowering, terms: ProductTerms, margined: boolean): Marks | undefined {
  const section = sectionOf(at.block, "marks");
  if (section === undefined) return missing(at, "marks", "a series is valued every day");
  const { context } = at;
  const need = (key: string, why: string): Field | undefined =>
    fieldOf(section.block, key) ?? missing(at, key, why, section.keyword);
  const model = need("model", "it says by which formula, and to how many decimals");
  const rate = need("rate", "the formula discounts with it");
  const volatility = need("volatility", "a series that was not dealt has none of its own");
  const year = need("year", "time is counted in years");
  const round = need("round", "a mark is a settlement price");
  if (!model || !rate || !volatility || !year || !round || terms.price === undefined) return undefined;
  if (oneWord(model) !== "black-76")
    return report(context, "word-unknown", model.value?.span ?? model.span, {
      field: "model",
      word: oneWord(model) ?? wordsOf(model),
      known: "black-76",
    });
  if (!onlyModifiers(context, model.value?.modifiers ?? [], "carry")) return undefined;
  const decimals = decimalsCarried(at, model);
  const rated = rateOf(at, rate, margined);
  const stated = statedBy(at, volatility);
  const days = exprHere(context, year, "a number of days, such as `365`");
  const count = days && valueIn(days, pure, { context, known: [] });
  const node = contentOf(round, "rounding-value")?.rounding;
  const env = productEnv(context, terms);
  const rounding = node && roundingOf(node, terms.price.unit, env, clauseOf(context, round));
  if (decimals === undefined || !rated || !stated || count === undefined || days === undefined || !rounding)
    return undefined;
  if (count.d !== 1n || count.n < 360n || count.n > 366n)
    return report(context, "not-a-whole-number", days.span, {
      what: "a number of days a year has, from 360 to 366",
      value: show(count),
    });
  if (rounding.reference !== undefined)
    return report(context, "phrase-not-here", round.value?.span ?? round.span, { found: wordsOf(round) });
  return {
    model: "black-76",
    decimals,
    modelClause: clauseOf(context, model),
    rate: rated,
    volatility: stated,
    year: { days: integerOf(count), clause: clauseOf(context, year) },
    round: rounding,
    clause: clauseOf(context, section),
  };
}

/** `4.25%`, or `by clearing-house, under "Rule 814"`; premiums that are margined as futures are not discounted. */
function rateOf(at: Lowering, field: Field, margined: boolean): Marks["rate"] | undefined {
  const clause = clauseOf(at.context, field);
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  const [only] = clauses[0]?.parts ?? [];
  const number = clauses.length === 1 && clauses[0]?.parts.length === 1 && only?.kind !== "moment" ? only : undefined;
  if (number === undefined) {
    const stated = statedBy(at, field);
    if (stated === undefined || !margined) return stated && { kind: "stated", ...stated };
  }
  const value = number && typed(number, { context: at.context, known: [] });
  const constant = number && value && valueIn(number, pure, { context: at.context, known: [] });
  if (number !== undefined && constant === undefined) return undefined;
  if (margined && constant?.n !== 0n)
    return report(at.context, "value-of-another-kind", field.value?.span ?? field.span, {
      field: "rate",
      wanted: "`0%` here: a premium that is margined as a future is not paid in advance, so nothing is discounted",
    });
  return constant && { kind: "constant", value: show(constant), clause };
}

/** `by clearing-house, under "Rule 814"`. */
function statedBy(at: Lowering, field: Field): { by: string; under: string; clause: string } | undefined {
  const parts = contentOf(field, "clauses-value")?.clauses[0]?.parts ?? [];
  const [by, who] = parts;
  const under = underOf(field);
  const name = who?.kind === "reference" ? (who.path[0] as Name) : undefined;
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "under")) return undefined;
  if (!isWord(by, "by") || name === undefined || !/^by [\w-]+(?:,? under "[^"]*")?$/.test(wordsOf(field)))
    return report(at.context, "value-of-another-kind", field.value?.span ?? field.span, {
      field: field.key.text,
      wanted: 'who states it, such as `by clearing-house, under "Rule 814"`',
    });
  if (under === undefined)
    return report(at.context, "determination-without-rule", field.value?.span ?? field.span, { by: name.text });
  const body = bodyOf(at.context, name);
  return body === undefined ? undefined : { by: body, under, clause: clauseOf(at.context, field) };
}
