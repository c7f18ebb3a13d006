import { contentOf, fieldOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { DateRule } from "../../value/date-rule.ts";
import type { YearDigits } from "../../value/contract-code.ts";
import type { ListingRule } from "../../value/listing.ts";
import type { Listing } from "../model.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, required, wordsOf } from "./builder.ts";
import { dateRule, type DateScope, dayText } from "./date-rule.ts";
import { codeOf } from "./code.ts";
import { exactPeriod, listingGroups } from "./listing-groups.ts";

/** The listing cycle as the model has it, and as the rule that is resolved. */
export type ListingTerms = { readonly term: Listing; readonly rule: ListingRule };

/** The `listing` block; undefined after a finding. `calendar` is that of the product's dates. */
export function listingOf(at: Lowering, scope: DateScope, calendar: string | undefined): ListingTerms | undefined {
  const { context } = at;
  const section = sectionOf(at.block, "listing");
  if (section === undefined) return missing(at, "listing", "it says which months are listed and since when");
  const first = required(at, "first", "it says on which day trading begins", section.block);
  const months = required(at, "months", "it says how many months are listed", section.block);
  const exactOnly = contentOf(months, "cycle-value")?.groups.every((one) => one.pattern === "exact") ?? false;
  const add = exactOnly
    ? fieldOf(section.block, "add")
    : required(at, "add", "it says when the next month is added", section.block);
  const firstNode = contentOf(first, "date-value")?.date;
  const groups = contentOf(months, "cycle-value")?.groups;
  const addNode = contentOf(add, "date-value")?.date;
  if (firstNode === undefined || groups === undefined || months === undefined) return undefined;
  if (addNode === undefined && !(exactOnly && add === undefined)) return undefined;
  if (firstNode.kind !== "day-literal") {
    return report(context, "value-of-another-kind", firstNode.span, {
      field: "first",
      wanted: "one exact day, such as 2027-01-11",
    });
  }
  const day = dayText(context, firstNode);
  const rule = addNode && dateRule(addNode, scope);
  const read = listingGroups(at, groups, calendar);
  const firstMonth = firstMonthOf(at);
  const digits = yearDigitsOf(at);
  const code = codeOf(at);
  if (digits !== undefined && code !== undefined && code.parts.length > 0) {
    const field = fieldOf(section.block, "year-digits");
    if (field !== undefined) report(context, "field-twice", field.key.span, { field: "year-digits" });
  }
  for (const one of [first, months, add]) onlyModifiers(context, one?.value?.modifiers ?? []);
  if (day === undefined || (addNode !== undefined && rule === undefined) || read === undefined) return undefined;
  const follows = rule === undefined ? {} : { add: rule };
  const on = calendar === undefined ? {} : { calendar };
  const since = firstMonth === undefined ? {} : { firstMonth };
  const last: DateRule = { kind: "reference", date: "last-trading-day" };
  return {
    term: {
      text: wordsOf(months),
      first: day,
      groups: read.map((one) => one.term),
      ...follows,
      ...(add === undefined ? {} : { addText: wordsOf(add) }),
      ...on,
      ...since,
      ...(digits === undefined ? {} : { yearDigits: digits }),
      ...(code === undefined ? {} : { code }),
      clause: clauseOf(context, section),
    },
    rule: {
      first: day,
      groups: read.map((one) => one.rule),
      ...follows,
      last,
      ...on,
      ...(firstMonth === undefined ? {} : { firstPeriod: firstMonth }),
    },
  };
}

function yearDigitsOf(at: Lowering): YearDigits | undefined {
  const field = fieldOf(sectionOf(at.block, "listing")?.block, "year-digits");
  if (field === undefined) return undefined;
  const digits = ([1, 2, 4] as const).find((one) => String(one) === wordsOf(field));
  const wanted = "1, 2 or 4 digits of the year, such as `year-digits: 1`";
  return (
    digits ??
    report(at.context, "value-of-another-kind", field.value?.span ?? field.span, { field: "year-digits", wanted })
  );
}

function firstMonthOf(at: Lowering): string | undefined {
  const field = fieldOf(sectionOf(at.block, "listing")?.block, "first-month");
  const content = field?.value?.content;
  if (content === undefined) return undefined;
  const months = content.kind === "cycle-value" ? content.groups.flatMap((one) => one.exact) : [];
  const alone = content.kind === "cycle-value" && content.groups.length === 1 && months.length === 1;
  const exact = alone ? months[0] : undefined;
  const operand = content.kind === "expr-value" && content.expr.kind === "date-operand" ? content.expr.of : undefined;
  const month = exact ?? operand;
  if (month?.kind === "month-literal" || month?.kind === "day-literal") return exactPeriod(at, month, "first-month");
  return report(at.context, "value-of-another-kind", content.span, {
    field: "first-month",
    wanted: "a month, such as 2027-02",
  });
}
