import type { Index } from "../../model/model.ts";
import { PRINT, groups, steps } from "./interface-common.ts";
import type { CalculatorFunction, Field, NamedType, Type } from "./interface.ts";
import {
  choice,
  day,
  decimal,
  instant,
  listOf,
  named,
  optional,
  orNull,
  record,
  said,
  whole,
  words,
} from "./interface.ts";
import { fallbackFields, kindsOf, otherIndices } from "./index-code.ts";
import { attributesOf, screensExclude, screensReadPrevious, weighsBySize } from "./index-columns.ts";
import { hasColumns } from "./index-kernel.ts";
import { linksOf } from "./index-members.ts";
import { knownIn } from "./index-quotes.ts";
import { functionName } from "./names.ts";
import { oneLine } from "./spec-text.ts";

/** `Name` of a function `name`. */
const typeName = (name: string): string => `${(name[0] as string).toUpperCase()}${name.slice(1)}`;

/** What the calculator offers of an index: the types of its inputs, its function and, where there is one, the form for columns. */
export function indexInterface(index: Index, main: boolean): { types: NamedType[]; functions: CalculatorFunction[] } {
  const name = functionName(index);
  const type = typeName(name);
  const fields = inputFields(index, type);
  const { observations: _, ...rest } = fields;
  const columns = hasColumns(index);
  const alias = (given: string): { readonly alias?: string } => (main ? { alias: given } : {});
  return {
    types: [
      { name: `${type}Observation`, type: observationType(index) },
      { name: `${type}Input`, type: record(fields) },
      ...(columns ? [{ name: `${type}Columns`, doc: COLUMNS, type: columnsType(index) }] : []),
    ],
    functions: [
      {
        name,
        service: "index",
        index: index.id,
        ...alias("referencePrice"),
        doc: oneLine(`${index.id}: ${index.title}, in ${index.price.unit}.`),
        parameters: [{ name: "input", type: named(`${type}Input`) }],
        returns: named("ReferencePrice"),
        refuses: REFUSED,
        clause: index.clause,
      },
      ...(columns
        ? [
            {
              name: `${name}OfColumns`,
              service: "index-columns" as const,
              index: index.id,
              ...alias("referencePriceOfColumns"),
              doc: "The print from columns: fastest in order of time, and the same in any order.",
              parameters: [{ name: "input", type: record({ ...rest, columns: listOf(named(`${type}Columns`)) }) }],
              returns: record({ ...PRINT, groups, rows: record({ used: COUNT, dropped: COUNT }), steps }),
              refuses: REFUSED,
              clause: index.clause,
            },
          ]
        : []),
    ],
  };
}

const COUNT: Type = { kind: "count" };

const COLUMNS =
  "Rows of one kind: whole milliseconds after `since`, whole multiples of `tick` and `unit`, and places in `sources`.";

const REFUSED = [
  "determination-needed",
  "duplicate",
  "instant-far-from-date",
  "negative-price",
  "no-value",
  "not-a-date",
  "not-an-instant",
  "size-not-positive",
  "unknown-kind",
  "unknown-source",
  "window-empty",
];

/** The sources that are known for every kind of input; none where any may be. */
function sourcesOf(index: Index): readonly string[] {
  const sources = Object.values(kindsOf(index));
  return sources.some((from) => from.length === 0) ? [] : [...new Set(sources.flat())];
}

/** The unit of every input; undefined where each says its own, or is of an index that has its own. */
function quotedUnit({ price, quotes = [] }: Index): string | undefined {
  const said = quotes.find(({ by }) => by !== "grade");
  return said === undefined ? price.unit : said.by === "all" ? said.of[0]?.name : undefined;
}

function observationType(index: Index): Type {
  const kinds = Object.keys(kindsOf(index));
  const attributes = attributesOf(index);
  const allowed = knownIn(index) ?? {};
  const when = (needed: boolean, type: Type): Type | Field => (needed ? type : optional(type));
  return record({
    kind: when(kinds.length > 1, choice(kinds)),
    source: choice(sourcesOf(index)),
    ...(index.window?.kind === "month" ? { day } : { time: when(index.window !== undefined, instant) }),
    price: decimal(quotedUnit(index)),
    size: when(weighsBySize(index), decimal()),
    attributes:
      attributes.length === 0
        ? undefined
        : record(Object.fromEntries(attributes.map((one) => [one, choice(allowed[one] ?? [])]))),
    id: optional(words, "Where there is one, it stands once for each kind and source."),
  });
}

function inputFields(index: Index, type: string): Readonly<Record<string, Type | Field | undefined>> {
  const { window, accrual } = index;
  const fallback = fallbackFields(index);
  const comesTo = screensReadPrevious(index) ? "a screen or the fallback" : "the fallback";
  return {
    date: day,
    observations: listOf(named(`${type}Observation`)),
    days:
      window?.kind === "month"
        ? said(listOf(day), `${oneLine(window.text)} up to that date, in their order.`)
        : undefined,
    hours:
      window?.kind === "hours"
        ? said(
            listOf(instant),
            `When each hour of ${oneLine(window.text)} begins up to the end of that date, in UTC and in their order.`,
          )
        : undefined,
    business:
      accrual &&
      said(
        listOf(day),
        `Every business day of ${index.calendar} from ${accrual.lookback} before the one that counts for the first of the days, to the last.`,
      ),
    window:
      window?.kind === "clock" || window?.kind === "trailing"
        ? said(
            record({ from: instant, until: instant }),
            `${oneLine(window.text)} on that date, in UTC: \`from\` is included and \`until\` is not.`,
          )
        : undefined,
    previous: fallback.includes("previous")
      ? optional(
          orNull(previousType(index)),
          `The print before; \`null\` where there never was one. Needed when ${comesTo} comes to it.`,
        )
      : undefined,
    indices: fallback.includes("indices")
      ? optional(
          record(Object.fromEntries(otherIndices(index).map((one) => [one, optional(orNull(decimal()))]))),
          "Today's value of other indices; `null` for one that was not published. Needed when the fallback comes to it.",
        )
      : undefined,
    links:
      linksOf(index).length > 0
        ? optional(
            record(
              Object.fromEntries(
                linksOf(index).map((one) => [one, optional(record({ retired: decimal(), successor: decimal() }))]),
              ),
            ),
            "Of each successor in force: what it and the member it follows were on the day before.",
          )
        : undefined,
    determination: fallback.includes("determination") ? optional(orNull(named("Determination"))) : undefined,
  };
}

function previousType(index: Index): Type {
  return record({
    value: decimal(index.price.unit),
    repeats: whole(),
    excluded: screensExclude(index) ? listOf(words) : undefined,
    chain: index.base === undefined ? undefined : optional(orNull(named("Chain"))),
  });
}

function columnsType(index: Index): Type {
  const kinds = Object.keys(kindsOf(index));
  const int32: Type = { kind: "column", of: "int32" };
  return record({
    kind: kinds.length > 1 ? choice(kinds) : optional(choice(kinds)),
    since: instant,
    time: int32,
    price: int32,
    tick: decimal(index.price.unit),
    size: int32,
    unit: decimal(),
    source: { kind: "column", of: "place" },
    sources: listOf(choice(sourcesOf(index))),
  });
}
