import type { BlockItem } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headOf, headWords, keyOf, sectionOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { codeItems } from "./code.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import type { Reference } from "../model.ts";
import { clauseOf, type Lowering, oneName, required, wordsOf } from "./builder.ts";
import { dayText, monthNumberOf } from "./date-rule.ts";
import { type Dates, datesOf, requiredDay } from "./dates.ts";
import { titled } from "./head.ts";
import { contractOf } from "./product.ts";
import { sizesOf } from "./sizes.ts";

/** A reference whose facts stand; its contract months are worked out for a day by `referenceMonths`. */
export type LoweredReference = {
  readonly at: Lowering;
  readonly reference: Omit<Reference, "contracts" | "untold">;
  readonly dates: Dates;
  readonly productDates: ProductDates;
  /** The latest day of the sources it restates: its months are those of that day. */
  readonly asOf: string;
};

/** What a reference states; anything else would be a term of a contract it does not define. */
const STATED = ["venue", "code", "restates", "contract", "size", "price", "tick-value", "tick"];
const STATED_BLOCKS = ["listing", "dates", "final-settlement"];

/** True when a product restates the facts of another exchange's contract. */
export function isReference(at: Lowering): boolean {
  return fieldOf(at.block, "restates") !== undefined;
}

/** A reference as the model has it, without its contract months; undefined after a finding. */
export function referenceOf(at: Lowering): LoweredReference | undefined {
  const { context } = at;
  const { declaration } = context;
  const before = context.diagnostics.length;
  for (const item of at.block.items) refuseTerm(at, item);
  const restates = restatesOf(at);
  const venueField = required(at, "venue", "it says which exchange lists the contract");
  const venueName = oneName(context, venueField, "one venue");
  const venue = venueName && find(context, venueName, "venue");
  const contract = contractOf(at);
  const months = monthsOf(at);
  const dates = datesOf(at, contract?.period);
  requiredDay(at, dates, "last-trading-day", "a contract has a last trading day");
  const sized = ["size", "price", "tick-value"].some((key) => fieldOf(at.block, key)) || sectionOf(at.block, "tick");
  const sizes = sized ? sizesOf(at) : undefined;
  const on = headOf(declaration, "head-on")?.name;
  const product = on && find(context, on, "future", "option");
  const failed = !dates.whole || context.diagnostics.length > before;
  if (failed || !restates || !venueField || !venue || !contract || (sized && !sizes)) return undefined;
  const { terms: _, ...stated } = sizes ?? { terms: undefined };
  const { id, ...head } = titled(context, declaration, at.block);
  const numbers = months === undefined ? {} : { months: months.numbers };
  return {
    at,
    dates,
    asOf: restates.asOf,
    productDates: { id: declaration.name.text, period: contract.period, dates: dates.named, ...numbers },
    reference: {
      keyword: declaration.keyword === "option" ? "option" : "future",
      id,
      ...codeOf(at, venue.name),
      ...head,
      venue: venue.name,
      venueClause: clauseOf(context, venueField),
      restates: { sources: restates.sources, clause: restates.clause },
      ...(product === undefined ? {} : { on: { product: product.name, clause: clauseOf(context, declaration) } }),
      contract,
      ...(months === undefined ? {} : { months }),
      ...stated,
      ...settlementOf(at),
      dates: dates.terms,
    },
  };
}

/** The product's code on its exchange: what `code` says, or its name without the exchange's in front of it. */
function codeOf(at: Lowering, venue: string): Pick<Reference, "code" | "codeClause"> {
  const field = fieldOf(at.block, "code");
  const name = at.context.declaration.name.text;
  if (field !== undefined) {
    const [root, beyond] = codeItems(at, field) ?? [];
    if (beyond !== undefined)
      report(at.context, "value-of-another-kind", beyond.span, {
        field: "code",
        wanted: "the exchange's own code alone",
      });
    return { code: root?.text ?? name, codeClause: clauseOf(at.context, field) };
  }
  return { code: name.startsWith(`${venue}_`) ? name.slice(venue.length + 1) : name };
}

/** Reports an item that a reference cannot state: what trades and settles the contract is the exchange's own text. */
function refuseTerm(at: Lowering, item: BlockItem): void {
  const key = keyOf(item)?.split(" ")[0];
  const inner = item.kind === "section" ? (item.block?.items ?? []) : [];
  if (key === "listing" || key === "final-settlement") {
    for (const one of inner) if (key !== "listing" || keyOf(one) !== "months") refuse(at, one);
  } else if (key === "dates") {
    for (const one of inner) if (one.kind !== "field" || contentOf(one, "date-value") === undefined) refuse(at, one);
  } else if (key === undefined || !(STATED.includes(key) || STATED_BLOCKS.includes(key))) refuse(at, item);
}

function refuse(at: Lowering, item: BlockItem): void {
  // A field that could not be read has its finding already.
  if (item.kind === "field" && item.value === undefined && item.block === undefined) return;
  const span = item.kind === "field" ? item.key.span : item.kind === "section" ? item.keyword.span : item.span;
  const term = span.source.text.slice(span.start, span.end);
  report(at.context, "reference-states-term", span, { product: at.context.declaration.name.text, term });
}

type Restated = { readonly sources: string[]; readonly asOf: string; readonly clause: string };

function restatesOf(at: Lowering): Restated | undefined {
  const { context } = at;
  const field = fieldOf(at.block, "restates");
  const names = contentOf(field, "names-value")?.names;
  if (field === undefined || names === undefined) return undefined;
  const found = names.flatMap((name) => {
    const symbol = find(context, name, "source");
    const stated = fieldOf(symbol?.declaration.block, "date");
    const date = contentOf(stated, "date-value")?.date;
    if (symbol === undefined) return [];
    if (date?.kind === "day-literal") {
      const day = dayText(context, date);
      return day === undefined ? [] : [{ id: symbol.name, day }];
    }
    if (stated !== undefined) {
      // A day that could not be read has its finding.
      if (stated.value === undefined) return [];
      const wanted = "the day of which the facts are, such as 2026-10-01";
      return report(context, "value-of-another-kind", stated.value.span, { field: "date", wanted }) ?? [];
    }
    report(context, "field-missing", name.span, {
      what: `the source ${symbol.name}`,
      field: "date",
      why: "facts are those of a day",
    });
    return [];
  });
  const asOf = found
    .map((one) => one.day)
    .sort()
    .at(-1);
  if (asOf === undefined || found.length < names.length) return undefined;
  return { sources: found.map((one) => one.id), asOf, clause: clauseOf(context, field) };
}

/** `months: [Mar, Jun, Sep, Dec]` in `listing`: which months there are contracts of; how many are listed is not stated. */
function monthsOf(at: Lowering): Reference["months"] {
  const { context } = at;
  const section = sectionOf(at.block, "listing");
  const field = fieldOf(section?.block, "months");
  const groups = contentOf(field, "cycle-value")?.groups;
  const [group, ...more] = groups ?? [];
  if (field === undefined || group === undefined) return undefined;
  if (group.pattern !== "months" || group.count !== undefined || more.length > 0) {
    return report(context, "value-of-another-kind", field.value?.span ?? field.span, {
      field: "months",
      wanted: "the months of the year that have a contract, such as `[Mar, Jun, Sep, Dec]`",
    });
  }
  const numbers = group.months.map((one) => monthNumberOf(context, one));
  const again = group.months.find((_, i) => numbers[i] !== undefined && numbers.indexOf(numbers[i]) !== i);
  if (again !== undefined) return report(context, "field-twice", again.span, { field: again.text });
  const all = numbers.filter((one) => one !== undefined);
  if (all.length < numbers.length) return undefined;
  return { numbers: [...all].sort((a, b) => a - b), text: wordsOf(field), clause: clauseOf(context, field) };
}

function settlementOf(at: Lowering): Pick<Reference, "settlement"> {
  const section = sectionOf(at.block, "final-settlement");
  if (section === undefined) return {};
  const method = headWords(section);
  if (method === "cash" || method === "delivery")
    return { settlement: { method, clause: clauseOf(at.context, section) } };
  report(at.context, "word-unknown", section.keyword.span, {
    field: "final-settlement",
    word: method,
    known: "cash, delivery",
  });
  return {};
}
