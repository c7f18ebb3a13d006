import type { Expr, Field } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, flagged, modifierOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { meaningOf } from "../../../grammar/fields.ts";
import { type Env, text, valueIn } from "../../check/expression.ts";
import { compare, multiply, parse, type Rational, show } from "../../runtime/exact.ts";
import { pure, standardUnit, type Unit } from "../../value/unit.ts";
import type { Halt, MarginTerm, PriceLimits } from "../model.ts";
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
import { COUNTABLE, tooMany } from "./countable.ts";
import { roundingOf } from "./formula.ts";
import { FULL_COLLATERAL } from "./full-collateral.ts";
import { movingBandsOf } from "./moving-bands.ts";
import { spelt } from "./spelt.ts";
import { productEnv, type ProductTerms } from "./terms.ts";

const SECOND = standardUnit("second") as Unit;

/** `band: [7%, 13%, 20%] of previous settlement, round …` and `halt: …`; undefined when there is no such block or after a finding. */
export function priceLimitsOf(at: Lowering, terms: ProductTerms, signed: boolean): PriceLimits | undefined {
  const section = sectionOf(at.block, "price-limits");
  if (section === undefined) return undefined;
  const field = fieldOf(section.block, "band");
  if (field === undefined) return missing(at, "band", "halts begin where a price has moved to a band", section.keyword);
  const expr = exprHere(at.context, field, "`[7%, 13%, 20%] of previous settlement`");
  if (expr === undefined || terms.price === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const reference = fieldOf(section.block, "reference");
  const levels = levelsOf(at, field, expr, reference);
  if (levels === undefined) return undefined;
  const price = fieldOf(at.block, "price");
  if (signed && price !== undefined) {
    const related = [{ span: price.span, label: "may be below zero" }];
    return report(
      at.context,
      "percent-band-on-signed-price",
      expr.span,
      { product: at.context.declaration.name.text },
      { related },
    );
  }
  const bands = shares(levels.kind === "list" ? levels.items : [levels], env, "the bands");
  const modifier = modifierOf(field, "round");
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "round")) return undefined;
  if (modifier === undefined) return report(at.context, "rounding-missing", field.span, { what: "a price band" });
  const round = roundingOf(modifier.rounding, terms.price.unit, env, clauseOf(at.context, field));
  const halt = fieldOf(section.block, "halt");
  const halts = (contentOf(halt, "halts-value")?.halts ?? []).flatMap((one): Halt[] => {
    const share = valueIn(one.at, pure, env);
    const length = one.duration === "stop" ? undefined : milliseconds(one.duration, env);
    if (share === undefined || (one.duration !== "stop" && length === undefined)) return [];
    if (bands !== undefined && !bands.some((band) => compare(band, share) === 0))
      return (
        report(at.context, "word-unknown", one.at.span, {
          field: "halt",
          word: text(one.at),
          known: bands.map(percent).join(", "),
        }) ?? []
      );
    return [
      { at: show(share), ...(length === undefined ? {} : { milliseconds: length }), stop: one.duration === "stop" },
    ];
  });
  if (bands === undefined || round === undefined) return undefined;
  const behind = halts.findIndex((one, place) => place > 0 && !follows(halts[place - 1], one));
  if (halt !== undefined && behind > 0)
    return report(
      at.context,
      "levels-out-of-order",
      halt.value?.span ?? halt.span,
      { what: "the halts" },
      {
        help: "put them in rising order, and `stop` last",
      },
    );
  return {
    bands: bands.map(show),
    of: "previous-settlement",
    round,
    halts,
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
    ...(reference === undefined ? {} : { referenceClause: clauseOf(at.context, reference) }),
    ...movingBandsOf(at, section.block, terms, bands.at(-1)),
    ...(halt === undefined ? {} : { haltText: wordsOf(halt), haltClause: clauseOf(at.context, halt) }),
  };
}

/** The levels of `band`, measured from the previous settlement as `band` says or, where it does not, as `reference` does; undefined after a finding. */
function levelsOf(at: Lowering, band: Field, expr: Expr, reference: Field | undefined): Expr | undefined {
  const own = expr.kind === "of" ? expr : undefined;
  if (own !== undefined && reference !== undefined) {
    const related = [{ span: band.span, label: "says the price first" }];
    return report(at.context, "field-twice", reference.span, { field: "reference" }, { related });
  }
  const from = reference === undefined ? own?.right : exprHere(at.context, reference, `\`${MEASURED}\``);
  if (reference !== undefined && (from === undefined || !onlyModifiers(at.context, reference.value?.modifiers ?? [])))
    return undefined;
  if (from !== undefined && spelt(from) === MEASURED) return own?.left ?? expr;
  if (reference !== undefined && from !== undefined)
    return report(at.context, "value-of-another-kind", from.span, { field: "reference", wanted: `\`${MEASURED}\`` });
  return report(at.context, "value-of-another-kind", expr.span, {
    field: "band",
    wanted: `\`[7%, 13%, 20%] of ${MEASURED}\``,
  });
}

/** The price that limits are measured from. */
const MEASURED = "previous settlement";

/** Each halt lies further away than the one before, and nothing follows the end of trading. */
function follows(before: Halt | undefined, next: Halt): boolean {
  return before === undefined || (!before.stop && compare(parse(before.at), parse(next.at)) < 0);
}

function percent(share: Rational): string {
  return `${show(multiply(share, { n: 100n, d: 1n }))}%`;
}

function shares(nodes: readonly Expr[], env: Env, what: string): Rational[] | undefined {
  const values = nodes.map((one) => valueIn(one, pure, env));
  if (values.some((one) => one === undefined)) return undefined;
  const all = values as Rational[];
  const low = all.findIndex((one) => one.n <= 0n);
  if (low >= 0) {
    const place = nodes[low] as Expr;
    return report(env.context, "not-above-zero", place.span, { what: "a band", value: text(place) });
  }
  const lower = all.findIndex((one, place) => place > 0 && compare(all[place - 1] as Rational, one) >= 0);
  const [behind, ahead] = [nodes[lower], nodes[lower - 1]];
  if (lower > 0 && behind !== undefined && ahead !== undefined) {
    const related = [{ span: ahead.span, label: "stands before it" }];
    return report(env.context, "levels-out-of-order", behind.span, { what }, { related });
  }
  return all;
}

/** A length of time in whole milliseconds above zero; undefined after a finding. */
export function milliseconds(node: Expr, env: Env): number | undefined {
  const seconds = valueIn(node, SECOND, env);
  if (seconds === undefined) return undefined;
  const value = multiply(seconds, { n: 1000n, d: 1n });
  if (value.d === 1n && value.n > 0n && value.n < COUNTABLE) return integerOf(value);
  if (value.n <= 0n) return report(env.context, "not-above-zero", node.span, { what: "a time", value: text(node) });
  if (value.n < COUNTABLE)
    return report(env.context, "not-a-whole-number", node.span, { what: "a time in milliseconds", value: show(value) });
  return tooMany(env.context, node.span, "a time in milliseconds", show(value));
}

/** `maintenance: 20%, proposed` · `initial: 110% of maintenance`. */
export function marginOf(at: Lowering, terms: ProductTerms): MarginTerm[] {
  const section = sectionOf(at.block, "margin");
  const env = productEnv(at.context, terms);
  const fields = fieldsOf(section?.block);
  const names = new Set(fields.map((one) => one.key.text));
  return fields.flatMap((field): MarginTerm[] => {
    if (field.key.text === FULL_COLLATERAL) return [];
    if (meaningOf("margin", field.key.text) === "later") {
      report(at.context, "meaning-comes-later", field.key.span, { what: field.key.text, how: "in `margin`" });
      return [];
    }
    const expr = exprHere(at.context, field, "a share, such as `20%` or `110% of maintenance`");
    if (expr === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? [], "flag")) return [];
    const strange = (field.value?.modifiers ?? []).find((one) => one.kind === "flag" && plainWords(one) !== "proposed");
    if (strange !== undefined)
      return (
        report(at.context, "word-unknown", strange.span, {
          field: field.key.text,
          word: plainWords(strange),
          known: "proposed",
        }) ?? []
      );
    const of = expr.kind === "of" ? spelt(expr.right) : "price";
    const share = expr.kind === "of" ? expr.left : expr;
    const others = [...names].slice(0, [...names].indexOf(field.key.text));
    if (of !== "price" && !others.includes(of)) {
      report(at.context, "word-unknown", expr.span, {
        field: field.key.text,
        word: of,
        known: ["price", ...others].join(", "),
      });
      return [];
    }
    const rate = valueIn(share, pure, env);
    if (rate === undefined) return [];
    if (rate.n <= 0n)
      return report(at.context, "not-above-zero", share.span, { what: "a margin", value: text(share) }) ?? [];
    return [
      {
        name: field.key.text,
        text: wordsOf(field),
        rate: show(rate),
        of,
        proposed: flagged(field, "proposed"),
        clause: clauseOf(at.context, field),
      },
    ];
  });
}
