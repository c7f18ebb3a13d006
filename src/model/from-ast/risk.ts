import type { Expr, Field } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, flagged, modifierOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, valueIn } from "../../check/expression.ts";
import { compare, multiply, type Rational, show } from "../../runtime/exact.ts";
import { pure, standardUnit, type Unit } from "../../value/unit.ts";
import type { Halt, MarginTerm, Orders, ParticipantTerm, PriceLimits } from "../model.ts";
import { clauseOf, integerOf, type Lowering, wordsOf } from "./builder.ts";
import { roundingOf } from "./formula.ts";
import { underOf, wholeContracts } from "./limits.ts";
import { exprOf, productEnv, type ProductTerms, spelt } from "./terms.ts";

const SECOND = standardUnit("second") as Unit;

/** `band: [7%, 13%, 20%] of previous settlement, round …` and `halt: …`; undefined when there is no such block or after a finding. */
export function priceLimitsOf(at: Lowering, terms: ProductTerms, signed: boolean): PriceLimits | undefined {
  const section = sectionOf(at.block, "price-limits");
  const field = fieldOf(section?.block, "band");
  const expr = exprOf(field);
  if (section === undefined || field === undefined || expr === undefined || terms.price === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const listed = expr.kind === "of" ? expr : undefined;
  if (listed === undefined || spelt(listed.right) !== "previous settlement") {
    return report(at.context, "value-of-another-kind", expr.span, {
      field: "band",
      wanted: "`[7%, 13%, 20%] of previous settlement`",
    });
  }
  if (signed)
    return report(at.context, "percent-band-on-signed-price", expr.span, { product: at.context.declaration.name.text });
  const bands = shares(listed.left.kind === "list" ? listed.left.items : [listed.left], env, "the bands");
  const modifier = modifierOf(field, "round");
  if (modifier === undefined) return report(at.context, "rounding-missing", field.span, { what: "a price band" });
  const round = roundingOf(modifier.rounding, terms.price.unit, env, clauseOf(at.context, field));
  const halt = fieldOf(section.block, "halt");
  const halts = (contentOf(halt, "halts-value")?.halts ?? []).flatMap((one): Halt[] => {
    const share = valueIn(one.at, pure, env);
    const length = one.duration === "stop" ? undefined : milliseconds(one.duration, env);
    if (share === undefined || (one.duration !== "stop" && length === undefined)) return [];
    return [
      { at: show(share), ...(length === undefined ? {} : { milliseconds: length }), stop: one.duration === "stop" },
    ];
  });
  if (bands === undefined || round === undefined) return undefined;
  return {
    bands: bands.map(show),
    of: "previous-settlement",
    round,
    halts,
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
    ...(halt === undefined ? {} : { haltText: wordsOf(halt), haltClause: clauseOf(at.context, halt) }),
  };
}

function shares(nodes: readonly Expr[], env: Env, what: string): Rational[] | undefined {
  const values = nodes.map((one) => valueIn(one, pure, env));
  if (values.some((one) => one === undefined)) return undefined;
  const all = values as Rational[];
  const first = nodes[0];
  if (first !== undefined && all.some((one, place) => place > 0 && compare(all[place - 1] as Rational, one) >= 0)) {
    return report(env.context, "levels-out-of-order", first.span, { what });
  }
  return all;
}

function milliseconds(node: Expr, env: Env): number | undefined {
  const seconds = valueIn(node, SECOND, env);
  if (seconds === undefined) return undefined;
  const value = multiply(seconds, { n: 1000n, d: 1n });
  if (value.d === 1n && value.n > 0n) return integerOf(value);
  return report(env.context, "not-a-whole-number", node.span, { what: "a time in milliseconds", value: show(value) });
}

/** The `orders` block with its `block { … }`; undefined when there is none. */
export function ordersOf(at: Lowering, terms: ProductTerms): Orders | undefined {
  const section = sectionOf(at.block, "orders");
  if (section === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const max = fieldOf(section.block, "max");
  const contracts = max && wholeContracts(exprOf(max), env);
  const block = sectionOf(section.block, "block");
  const min = block && wholeContracts(exprOf(fieldOf(block.block, "min")), env);
  const within = contentOf(fieldOf(block?.block, "report"), "moment-value")?.moments[0]?.length;
  const reported = within && milliseconds(within, env);
  const matching = fieldOf(section.block, "matching");
  const noCancellation = fieldOf(section.block, "no-cancellation");
  return {
    ...(max === undefined || contracts === undefined ? {} : { max: { contracts, clause: clauseOf(at.context, max) } }),
    ...(block === undefined || min === undefined
      ? {}
      : {
          block: {
            min,
            ...(reported === undefined ? {} : { reportWithinMilliseconds: reported }),
            clause: clauseOf(at.context, block),
          },
        }),
    ...(matching === undefined
      ? {}
      : {
          matching: {
            value: wordsOf(matching).split(",")[0] ?? "",
            ...ruled(matching),
            clause: clauseOf(at.context, matching),
          },
        }),
    ...noCancellationOf(at, noCancellation),
    clause: clauseOf(at.context, section),
  };
}

function ruled(field: Field): { under?: string } {
  const under = underOf(field);
  return under === undefined ? {} : { under };
}

function noCancellationOf(at: Lowering, field: Field | undefined): Pick<Orders, "noCancellation"> {
  if (field === undefined) return {};
  const ticks = /^within ([0-9_]+) ticks?\b/.exec(wordsOf(field))?.[1];
  if (ticks === undefined) {
    report(at.context, "value-of-another-kind", field.span, {
      field: "no-cancellation",
      wanted: "a number of ticks, such as `within 25 ticks`",
    });
    return {};
  }
  return {
    noCancellation: {
      text: wordsOf(field),
      ticks: Number(ticks.replaceAll("_", "")),
      ...ruled(field),
      clause: clauseOf(at.context, field),
    },
  };
}

/** `maintenance: 20%, proposed` · `initial: 110% of maintenance`. */
export function marginOf(at: Lowering, terms: ProductTerms): MarginTerm[] {
  const section = sectionOf(at.block, "margin");
  const env = productEnv(at.context, terms);
  const fields = fieldsOf(section?.block);
  const names = new Set(fields.map((one) => one.key.text));
  return fields.flatMap((field): MarginTerm[] => {
    const expr = exprOf(field);
    if (expr === undefined) return [];
    const of = expr.kind === "of" ? spelt(expr.right) : "price";
    const share = expr.kind === "of" ? expr.left : expr;
    if (of !== "price" && !names.has(of)) {
      report(at.context, "word-unknown", expr.span, {
        field: field.key.text,
        word: of,
        known: ["price", ...names].join(", "),
      });
      return [];
    }
    const rate = valueIn(share, pure, env);
    if (rate === undefined) return [];
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

/** `retail: allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"`. */
export function participantsOf(at: Lowering): ParticipantTerm[] {
  return fieldsOf(sectionOf(at.block, "participants")?.block).map((field) => {
    const words = wordsOf(field);
    const allowed = /\ballowed in \[([^\]]*)\]/.exec(words)?.[1];
    const leverage = /\bleverage at most ([0-9._]+) to 1\b/.exec(words)?.[1];
    return {
      name: field.key.text,
      text: words,
      ...(allowed === undefined ? {} : { allowedIn: allowed.split(",").map((one) => one.trim()) }),
      ...(leverage === undefined ? {} : { leverageAtMost: leverage.replaceAll("_", "") }),
      ...ruled(field),
      clause: clauseOf(at.context, field),
    };
  });
}
