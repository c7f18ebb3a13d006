import { blocks, fieldSpec, sectionType } from "../../grammar/fields.ts";
import type { Declaration, HeadClause, Keyword } from "../ast/nodes.ts";
import type { DateExpr, PeriodExpr } from "../ast/time-nodes.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import type { Symbol } from "../resolve/workspace.ts";
import type { Span } from "../text/source.ts";
import { parseDay } from "../value/day.ts";
import { headOf } from "./block.ts";
import { type Context, find, report } from "./context.ts";

/** What an amendment may change: a product, or what products are made of. */
export const AMENDABLE: readonly Keyword[] = [
  "future",
  "option",
  "spread",
  "perpetual",
  "structured",
  "index",
  "calendar",
  "grade",
  "venue",
  "clearing-house",
  "organisation",
];
const WITH_MONTHS: readonly Keyword[] = ["future", "option", "spread", "structured"];
/** What all contract months of a product share, so that no amendment changes it for some of them. */
const SHARED: readonly string[] = ["venue", "clearing", "code", "chapter", "contract", "listing"];

/** An amendment whose head was understood. */
export type Amendment = {
  readonly id: string;
  readonly context: Context;
  readonly declaration: Declaration;
  readonly target: Symbol;
  /** `YYYY-MM-DD`: from the open of this trade date on. */
  readonly effective: string;
  readonly effectiveSpan: Span;
  /** The first and the last contract month it is for, `YYYY-MM`, both in it; absent where it is for all. */
  readonly months?: Months;
};

export type Months = { readonly from?: string; readonly to?: string; readonly span: Span };

/** The amendments among the declarations, sorted by day and then as they stand; whatever is wrong with a head or its fields is a finding. */
export function amendmentsOf(contexts: readonly Context[]): Amendment[] {
  return contexts
    .filter((one) => one.declaration.keyword === "amendment")
    .flatMap((context) => readAmendment(context) ?? [])
    .sort((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0));
}

function readAmendment(context: Context): Amendment | undefined {
  const { declaration } = context;
  const to = headOf(declaration, "head-to");
  const effective = headOf(declaration, "head-effective");
  if (to === undefined) lacks(context, "to", "it says what is changed");
  if (effective === undefined) lacks(context, "effective", "it says from which trade date on");
  const target = to && find(context, to.name, ...AMENDABLE);
  const day = effective && dayOf(context, effective.date);
  const months = headOf(declaration, "head-months");
  const span = months && monthsOf(context, months);
  if (target === undefined || effective === undefined || day === undefined || span === "wrong") return undefined;
  if (span !== undefined && !WITH_MONTHS.includes(target.keyword)) {
    const what = `the ${target.keyword} ${target.name}`;
    return report(context, "amendment-for-all-months", span.span, { what, why: "it has no contract months" });
  }
  if (!fieldsKnown(context, target, span)) return undefined;
  return {
    id: declaration.name.text,
    context,
    declaration,
    target,
    effective: day,
    effectiveSpan: effective.span,
    ...(span === undefined ? {} : { months: span }),
  };
}

function lacks(context: Context, field: string, why: string): void {
  const { name } = context.declaration;
  report(context, "field-missing", name.span, { what: `the amendment ${name.text}`, field, why });
}

function dayOf(context: Context, date: DateExpr): string | undefined {
  if (date.kind !== "day-literal")
    return report(context, "value-of-another-kind", date.span, {
      field: "effective",
      wanted: "a day, such as 2027-09-01",
    });
  // A day that does not exist has its finding from the reader.
  if (parseDay(date.text) !== undefined) return date.text;
  return report(context, "date-impossible", date.span, { text: date.text });
}

function monthsOf(context: Context, head: Extract<HeadClause, { kind: "head-months" }>): Months | "wrong" {
  const from = head.from === undefined ? undefined : monthOf(context, head.from);
  const end = head.until === undefined ? undefined : monthOf(context, head.until);
  if ((head.from !== undefined && from === undefined) || (head.until !== undefined && end === undefined))
    return "wrong";
  const to = end === undefined || head.inclusive ? end : monthBefore(end);
  if (from !== undefined && to !== undefined && to < from) {
    report(context, "amendment-without-months", head.span, {
      months: "none",
      why: `the first would be ${from} and the last ${to}`,
    });
    return "wrong";
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), span: head.span };
}

function monthOf(context: Context, node: DateExpr | PeriodExpr): string | undefined {
  if (node.kind === "month-literal" && /^\d{4}-(0[1-9]|1[0-2])$/.test(node.text)) return node.text;
  return report(context, "value-of-another-kind", node.span, {
    field: "for contract months",
    wanted: "a month, such as 2027-12",
  });
}

function monthBefore(month: string): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 2;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

/** Whether what it changes has fields and blocks of these names, and may be changed for some months alone. */
function fieldsKnown(context: Context, target: Symbol, months: Months | undefined): boolean {
  const spec = blocks.get(target.keyword);
  let known = true;
  for (const item of context.declaration.block?.items ?? []) {
    if (item.kind !== "field" && item.kind !== "section") continue;
    const key = item.kind === "field" ? item.key : item.keyword;
    const code = item.kind === "field" ? "field-unknown" : "section-unknown";
    const there =
      spec !== undefined &&
      (item.kind === "field"
        ? fieldSpec(spec, key.text, item.quoted) !== undefined
        : sectionType(spec, key.text) !== undefined || key.text === "add" || key.text === "remove");
    if (!there) {
      known = false;
      const near = suggest(key.text, Object.keys((item.kind === "field" ? spec?.fields : spec?.sections) ?? {}));
      const help = didYouMean(near);
      const extras = help === undefined ? {} : { help };
      if (code === "field-unknown") report(context, code, key.span, { key: key.text, block: target.keyword }, extras);
      else report(context, code, key.span, { name: key.text, block: target.keyword }, extras);
    } else if (months !== undefined && SHARED.includes(key.text)) {
      known = false;
      const what = `\`${key.text}\` of ${target.name}`;
      report(context, "amendment-for-all-months", key.span, { what, why: "all contract months share it" });
    }
  }
  return known;
}

/** Whether an amendment is for the contract month. */
export function isFor(amendment: Amendment, month: string): boolean {
  const { months } = amendment;
  if (months === undefined) return true;
  return (months.from === undefined || months.from <= month) && (months.to === undefined || month <= months.to);
}
