import type { CycleGroup } from "../../ast/nodes.ts";
import { contentOf, fieldOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { constantOf, text } from "../../check/expression.ts";
import type { DateRule } from "../../value/date-rule.ts";
import type { ListingGroup as ListingData, ListingRule } from "../../value/listing.ts";
import type { Listing, ListingGroup } from "../model.ts";
import { clauseOf, integerOf, type Lowering, missing, onlyModifiers, required, wordsOf } from "./builder.ts";
import { dateRule, type DateScope, dayText, monthNumberOf } from "./date-rule.ts";

/** The listing cycle as the model has it, and as the rule that is resolved. */
export type ListingTerms = { readonly term: Listing; readonly rule: ListingRule };

/** The `listing` block; undefined after a finding. `calendar` is that of the product's dates. */
export function listingOf(at: Lowering, scope: DateScope, calendar: string | undefined): ListingTerms | undefined {
  const { context } = at;
  const section = sectionOf(at.block, "listing");
  if (section === undefined) return missing(at, "listing", "it says which months are listed and since when");
  const first = required(at, "first", "it says on which day trading begins", section.block);
  const months = required(at, "months", "it says how many months are listed", section.block);
  const add = required(at, "add", "it says when the next month is added", section.block);
  const firstNode = contentOf(first, "date-value")?.date;
  const groups = contentOf(months, "cycle-value")?.groups;
  const addNode = contentOf(add, "date-value")?.date;
  if (
    firstNode === undefined ||
    groups === undefined ||
    addNode === undefined ||
    months === undefined ||
    add === undefined
  )
    return undefined;
  if (firstNode.kind !== "day-literal") {
    return report(context, "value-of-another-kind", firstNode.span, {
      field: "first",
      wanted: "one exact day, such as 2027-01-11",
    });
  }
  const day = dayText(context, firstNode);
  const rule = dateRule(addNode, scope);
  const read = groups.map((group) => groupOf(at, group));
  const firstMonth = firstMonthOf(at);
  for (const one of [first, months, add]) onlyModifiers(context, one?.value?.modifiers ?? []);
  if (day === undefined || rule === undefined || read.some((one) => one === undefined)) return undefined;
  const all = read as { term: ListingGroup; rule: ListingData }[];
  const on = calendar === undefined ? {} : { calendar };
  const since = firstMonth === undefined ? {} : { firstMonth };
  const last: DateRule = { kind: "reference", date: "last-trading-day" };
  return {
    term: {
      text: wordsOf(months),
      first: day,
      groups: all.map((one) => one.term),
      add: rule,
      addText: wordsOf(add),
      ...on,
      ...since,
      clause: clauseOf(context, section),
    },
    rule: {
      first: day,
      groups: all.map((one) => one.rule),
      add: rule,
      last,
      ...on,
      ...(firstMonth === undefined ? {} : { firstPeriod: firstMonth }),
    },
  };
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
  if (month?.kind === "month-literal") return month.text;
  return report(at.context, "value-of-another-kind", content.span, {
    field: "first-month",
    wanted: "a month, such as 2027-02",
  });
}

function groupOf(at: Lowering, group: CycleGroup): { term: ListingGroup; rule: ListingData } | undefined {
  const { context } = at;
  if (group.pattern === "exact")
    return report(context, "meaning-comes-later", group.span, { what: "an exact list of months" });
  if (group.count === undefined) {
    return report(context, "value-of-another-kind", group.span, {
      field: "months",
      wanted: "a count, such as `12 consecutive`",
    });
  }
  const count = constantOf(group.count, { context, known: [] });
  if (count === undefined) return undefined;
  if (count.value.d !== 1n || count.value.n <= 0n || count.value.n > 1000n) {
    return report(context, "number-out-of-range", group.count.span, {
      what: "a number of months",
      least: "1",
      most: "1_000",
      value: text(group.count),
    });
  }
  const months = group.months.map((one) => monthNumberOf(context, one));
  if (months.some((one) => one === undefined)) return undefined;
  if (count.unit.terms.length > 0)
    return report(context, "value-of-another-kind", group.count.span, {
      field: "months",
      wanted: "a plain number of months, such as `12 consecutive`",
    });
  const again = group.months.find((one, at) => months.indexOf(months[at]) !== at && one !== undefined);
  if (again !== undefined) return report(context, "field-twice", again.span, { field: again.text });
  const n = integerOf(count.value);
  const members =
    group.pattern === "consecutive"
      ? ({ kind: "consecutive" } as const)
      : ({ kind: "cycle", months: months as number[] } as const);
  return {
    term: { join: group.joined, pattern: group.pattern, count: n, months: months as number[], exact: [] },
    rule: { join: group.joined === "then" ? "then" : "and", members, extent: { kind: "count", count: n } },
  };
}
