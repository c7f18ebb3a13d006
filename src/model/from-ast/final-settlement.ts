import { fieldOf, headOf, headWords, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { FinalSettlement } from "../model.ts";
import { clauseOf, type Lowering, missing } from "./builder.ts";
import { PRICED } from "./dates.ts";
import { DELIVERY_FIELDS, deliveryOf } from "./delivery.ts";
import { finalPriceOf } from "./final-price.ts";
import type { ProductTerms } from "./terms.ts";

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
  const day = fieldOf(section.block, "day");
  if (day !== undefined && fieldOf(sectionOf(at.block, "daily-settlement")?.block, "last-day") === undefined)
    report(
      at.context,
      "phrase-not-here",
      day.span,
      { found: "day" },
      { help: "a contract that ends in its own settlement price has it on `last-trading-day`: leave `day` out" },
    );
  const priced = finalPriceOf(at, section, terms);
  if (priced === undefined || (method === "delivery" && delivery === undefined)) return undefined;
  return {
    method,
    ...priced,
    ...(paid ? { days: "final-settlement-day" } : {}),
    ...(day === undefined ? {} : { priceDay: PRICED }),
    ...(delivery === undefined ? {} : { delivery }),
    clause: clauseOf(at.context, section),
  };
}
