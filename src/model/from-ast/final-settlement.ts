import type { Section } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headOf, headWords, modifierOf, sectionOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import type { FinalSettlement } from "../model.ts";
import { clauseOf, exprHere, type Lowering, missing, onlyModifiers, plainWords, required, wordsOf } from "./builder.ts";
import { DELIVERY_FIELDS, deliveryOf } from "./delivery.ts";
import { formulaOf, roundingOf } from "./formula.ts";
import { productEnv, type ProductTerms } from "./terms.ts";

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
  if (value.op === "constant" || value.op === "index" || (value.op === "settlement" && !within)) return true;
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

/** Ways a contract ends. */
const METHODS = ["cash", "delivery"] as const;

/** The final settlement in cash or by delivery; `zone` is that of the sessions. Undefined after a finding. */
export function finalSettlementOf(
  at: Lowering,
  terms: ProductTerms,
  paid: boolean,
  zone?: string,
): FinalSettlement | undefined {
  const section = sectionOf(at.block, "final-settlement");
  if (section === undefined) return missing(at, "final-settlement", "a contract must end in a price");
  const said = headWords(section) || (headOf(section, "head-text")?.text.value ?? "");
  const method = METHODS.find((one) => one === said);
  const word = section.keyword.span;
  if (said === "")
    return report(
      at.context,
      "field-missing",
      word,
      { what: "`final-settlement`", field: "cash", why: "it says how the contract ends, in cash or by delivery" },
      {
        help: "write `final-settlement cash { … }` or `final-settlement delivery { … }`",
        fixes: [
          { title: "write `final-settlement cash`", edits: [{ span: { ...word, start: word.end }, text: " cash" }] },
        ],
      },
    );
  if (method === undefined)
    return report(at.context, "word-unknown", section.head[0]?.span ?? word, {
      field: "final-settlement",
      word: said,
      known: METHODS.join(", "),
    });
  for (const line of statementsOf(section.block))
    report(at.context, "phrase-not-here", line.span, { found: plainWords(line) }, { help: "write `price: …`" });
  const day = fieldOf(section.block, "day");
  if (day !== undefined)
    report(
      at.context,
      "meaning-comes-later",
      day.span,
      { what: "day", how: "in a final settlement" },
      { help: "leave it out: the price is that of `last-trading-day`" },
    );
  const delivery = method === "delivery" ? deliveryOf(at, section, terms, zone) : undefined;
  if (method === "cash")
    for (const one of DELIVERY_FIELDS.flatMap((key) => fieldOf(section.block, key) ?? []))
      report(
        at.context,
        "phrase-not-here",
        one.span,
        { found: one.key.text },
        { help: "it belongs to `final-settlement delivery { … }`: a settlement in cash delivers nothing" },
      );
  const priced = finalPriceOf(at, section, terms);
  if (priced === undefined || (method === "delivery" && delivery === undefined)) return undefined;
  return {
    method,
    ...priced,
    ...(paid ? { days: "final-settlement-day" } : {}),
    ...(delivery === undefined ? {} : { delivery }),
    clause: clauseOf(at.context, section),
  };
}

/** The price a contract ends in and its rounding; undefined after a finding. */
function finalPriceOf(
  at: Lowering,
  section: Section,
  terms: ProductTerms,
): Pick<FinalSettlement, "price" | "round" | "text"> | undefined {
  const field = required(at, "price", "it says what the contract settles to", section.block);
  const expr = exprHere(at.context, field, "an index, or an average of one");
  const price = terms.price;
  if (field === undefined || expr === undefined || price === undefined) return undefined;
  const env = finalEnv(at, terms);
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
    !settlesBy(at, value) ||
    !ownSettlementGiven(at, value)
  )
    return undefined;
  return (
    round && {
      price: formulaOf(inUnit(value, price.unit), clauseOf(at.context, field)),
      round,
      text: wordsOf(field),
    }
  );
}

/** What names mean in a final price: `settlement` is the month's own settlement price of its last trading day. */
function finalEnv(at: Lowering, terms: ProductTerms): Env {
  const env = productEnv(at.context, terms);
  return {
    ...env,
    reference: (node) =>
      terms.price !== undefined && node.path.length === 1 && node.path[0]?.text === "settlement"
        ? { op: "settlement", month: "this", unit: terms.price.unit, node }
        : env.reference?.(node),
  };
}

/** False, after a finding, when a final price is the day's settlement and that day is settled by the final price. */
function ownSettlementGiven(at: Lowering, value: Typed): boolean {
  const lastDay = fieldOf(sectionOf(at.block, "daily-settlement")?.block, "last-day");
  const own = ownSettlement(value);
  if (own === undefined || lastDay === undefined) return true;
  report(
    at.context,
    "phrase-not-here",
    own.node.span,
    { found: text(own.node) },
    {
      help: "leave `last-day` out: the last day is then settled as any other, and that price is final",
      related: [{ span: lastDay.span, label: "takes the final settlement for the day's price" }],
    },
  );
  return false;
}

function ownSettlement(value: Typed): Typed | undefined {
  if ("left" in value) return ownSettlement(value.left) ?? ownSettlement(value.right);
  return value.op === "settlement" ? value : undefined;
}
