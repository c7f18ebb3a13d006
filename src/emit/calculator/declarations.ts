import type { ContractModel, Index, Product } from "../../model/model.ts";
import { key, quote } from "./code.ts";
import type { DailyFields } from "./daily-code.ts";
import { dailyFields } from "./daily-code.ts";
import { BANDS, COMMON } from "./declared-types.ts";
import { deliveryTypes } from "./delivery-types.ts";
import { finalFields } from "./final-code.ts";
import { fallbackFields, kindsOf, otherIndices } from "./index-code.ts";
import { hasColumns } from "./index-kernel.ts";
import { linksOf } from "./index-members.ts";
import { attributesOf, screensExclude, screensReadPrevious, weighsBySize } from "./index-columns.ts";
import { functionName, mainIndex } from "./names.ts";
import { perpetualTypes } from "./perpetual-types.ts";
import { oneLine } from "./spec-text.ts";

/** The text of the `.d.ts` beside a calculator: every function, every field it takes and returns, and what is refused. */
export function declarations(model: ContractModel): string {
  const { product, perpetual } = model;
  const sections = [
    COMMON.trim(),
    ...model.indices.map(indexTypes),
    `/** The reference price of this ${(product ?? perpetual) ? "product" : "calculator"}: ${mainIndex(model).id}. */\nexport { ${functionName(mainIndex(model))} as referencePrice };${hasColumns(mainIndex(model)) ? `\nexport { ${functionName(mainIndex(model))}OfColumns as referencePriceOfColumns };` : ""}`,
    ...(perpetual ? [perpetualTypes(perpetual)] : []),
    ...(product ? [dailyTypes(product), finalTypes(product), bookTypes(product), ...deliveryTypes(product)] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** `export type NAME = …` of these texts, on as many lines as it takes. */
function unionType(name: string, names: readonly string[]): string {
  const line = `${names.map(quote).join(" | ")};`;
  if (`export type ${name} = ${line}`.length <= 120) return `export type ${name} = ${line}`;
  if (line.length <= 118) return `export type ${name} =\n  ${line}`;
  return `export type ${name} =\n${names.map((one) => `  | ${quote(one)}`).join("\n")};`;
}

const union = (names: readonly string[]): string => (names.length === 0 ? "string" : names.map(quote).join(" | "));

/** A field of an observation that is one of these texts, on as many lines as it takes. */
function unionField(name: string, names: readonly string[]): string {
  const line = `  readonly ${name}: ${union(names)};`;
  if (line.length <= 120) return line;
  return `  readonly ${name}:\n${names.map((one) => `    | ${quote(one)}`).join("\n")};`;
}

/** \`Name\` of a function \`name\`. */
const typeName = (name: string): string => `${(name[0] as string).toUpperCase()}${name.slice(1)}`;

function indexTypes(index: Index): string {
  const name = functionName(index);
  const kinds = kindsOf(index);
  const attributes = attributesOf(index);
  const fallback = fallbackFields(index);
  const kindNames = Object.keys(kinds);
  const sources = Object.values(kinds);
  const known = sources.some((from) => from.length === 0) ? [] : [...new Set(sources.flat())];
  const excluded = [
    ...(screensExclude(index) ? ["; readonly excluded: readonly string[]"] : []),
    ...(index.base === undefined ? [] : ["; readonly chain?: Chain | null"]),
  ].join("");
  const optional = (needed: boolean): string => (needed ? "" : "?");
  return [
    `export type ${typeName(name)}Observation = {`,
    `  readonly kind${optional(kindNames.length > 1)}: ${union(kindNames)};`,
    unionField("source", known),
    ...(index.window?.kind === "month"
      ? ["  readonly day: Day;"]
      : [`  readonly time${optional(index.window !== undefined)}: Instant;`]),
    "  readonly price: Decimal;",
    `  readonly size${optional(weighsBySize(index))}: Decimal;`,
    ...(attributes.length > 0
      ? [`  readonly attributes: { ${attributes.map((one) => `readonly ${key(one)}: string`).join("; ")} };`]
      : []),
    "  /** Where there is one, it stands once for each kind and source. */",
    "  readonly id?: string;",
    "};",
    "",
    `export type ${typeName(name)}Input = {`,
    "  readonly date: Day;",
    `  readonly observations: readonly ${typeName(name)}Observation[];`,
    ...(index.window?.kind === "month"
      ? [`  /** ${oneLine(index.window.text)} up to that date, in their order. */`, "  readonly days: readonly Day[];"]
      : []),
    ...(index.accrual === undefined
      ? []
      : [
          `  /** Every business day of ${index.calendar} from ${index.accrual.lookback} before the one that counts for the first of the days, to the last. */`,
          "  readonly business: readonly Day[];",
        ]),
    ...(index.window?.kind === "clock" || index.window?.kind === "trailing"
      ? [
          `  /** ${oneLine(index.window.text)} on that date, in UTC: \`from\` is included and \`until\` is not. */`,
          "  readonly window: { readonly from: Instant; readonly until: Instant };",
        ]
      : []),
    ...(fallback.includes("previous")
      ? [
          `  /** The print before; \`null\` where there never was one. Needed when ${screensReadPrevious(index) ? "a screen or the fallback" : "the fallback"} comes to it. */`,
          `  readonly previous?: { readonly value: Decimal; readonly repeats: Whole${excluded} } | null;`,
        ]
      : []),
    ...(fallback.includes("indices")
      ? [
          "  /** Today's value of other indices; `null` for one that was not published. Needed when the fallback comes to it. */",
          `  readonly indices?: { ${otherIndices(index)
            .map((one) => `readonly ${key(one)}?: Decimal | null`)
            .join("; ")} };`,
        ]
      : []),
    ...(linksOf(index).length > 0
      ? [
          "  /** Of each successor in force: what it and the member it follows were on the day before. */",
          `  readonly links?: { ${linksOf(index)
            .map((one) => `readonly ${key(one)}?: { readonly retired: Decimal; readonly successor: Decimal }`)
            .join("; ")} };`,
        ]
      : []),
    ...(fallback.includes("determination") ? ["  readonly determination?: Determination | null;"] : []),
    "};",
    "",
    `/** ${oneLine(`${index.id}: ${index.title}, in ${index.price.unit}`)}. */`,
    `export function ${name}(input: ${typeName(name)}Input): ReferencePrice;`,
    ...(hasColumns(index) ? columnsTypes(name, typeName(name), kindNames, known) : []),
  ].join("\n");
}

/** The batch form of an index: its inputs as columns. */
function columnsTypes(name: string, type: string, kinds: readonly string[], known: readonly string[]): string[] {
  return [
    "",
    "/** Rows of one kind: whole milliseconds after `since`, whole multiples of `tick` and `unit`, and places in `sources`. */",
    `export type ${type}Columns = {`,
    `  readonly kind${kinds.length > 1 ? "" : "?"}: ${union(kinds)};`,
    "  readonly since: Instant;",
    "  readonly time: Int32Array;",
    "  readonly price: Int32Array;",
    "  readonly tick: Decimal;",
    "  readonly size: Int32Array;",
    "  readonly unit: Decimal;",
    "  readonly source: Uint8Array | Uint16Array;",
    `  readonly sources: readonly (${union(known)})[];`,
    "};",
    "",
    "/** The print from columns: fastest in order of time, and the same in any order. */",
    `export function ${name}OfColumns(`,
    `  input: Omit<${type}Input, "observations"> & { readonly columns: readonly ${type}Columns[] },`,
    '): Omit<ReferencePrice, "evidence"> & {',
    '  readonly groups: ReferencePrice["evidence"]["groups"];',
    "  readonly rows: { readonly used: number; readonly dropped: number };",
    "};",
  ];
}

function dailyTypes(product: Product): string {
  const fields = dailyFields(product.dailySettlement);
  const tiers = [
    ...product.dailySettlement.groups.flatMap((group) => group.tiers),
    ...product.dailySettlement.newlyListed,
    ...(product.dailySettlement.lastDay ? [product.dailySettlement.lastDay] : []),
  ];
  return [
    "/** Sizes are whole contracts. Where there is an `id`, it stands once among the trades of its month or pair of months. */",
    "export type Trade = { readonly time: Instant; readonly price: Decimal; readonly size: Whole; readonly id?: string };",
    "",
    "/** The best bid and offer from `time` on; `null` for a side without orders. */",
    "export type Quote = { readonly time: Instant; readonly bid: Decimal | null; readonly ask: Decimal | null };",
    "",
    "export type DailySettlementInput = {",
    "  readonly date: Day;",
    ...(fields.time
      ? [
          "  /** The settlement time of the day as an instant; windows end at it and do not include it. */",
          "  readonly settlementTime: Instant;",
        ]
      : []),
    ...(fields.lead ? ["  /** The period of the lead month. */", "  readonly lead: string;"] : []),
    "  /** Every month listed on the day, in any order. */",
    "  readonly months: readonly {",
    "    readonly period: string;",
    "    /** The settlement of the day before; `null` on the day the month is listed. */",
    "    readonly previous: Decimal | null;",
    ...monthFields(fields),
    "    /** Only of a month that trades by another text of the contract: its settlement by that text, `null` before it has one. */",
    "    readonly settled?: Decimal | null;",
    "  }[];",
    ...(fields.spreads
      ? [
          "  /** Trades of calendar spreads, at the price of the first leg less the second; each pair of months once. */",
          "  readonly spreads: readonly { readonly legs: readonly [string, string]; readonly trades: readonly Trade[] }[];",
        ]
      : []),
    ...(fields.indices.length > 0
      ? [
          "  /** Today's value of an index; `null` for one that was not published. Needed when a tier comes to it. */",
          `  readonly indices?: { ${fields.indices.map((one) => `readonly ${key(one)}?: Decimal | null`).join("; ")} };`,
        ]
      : []),
    "};",
    "",
    unionType(
      "Tier",
      tiers.map(({ id }) => id),
    ),
    "",
    "/** Months in the order of their periods. */",
    "export type DailySettlement = {",
    "  readonly date: Day;",
    "  readonly months: readonly {",
    "    readonly period: string;",
    "    readonly price: Decimal;",
    "    readonly tier: Tier;",
    "    readonly skipped: readonly { readonly tier: Tier; readonly reason: string }[];",
    "    readonly steps: readonly Step[];",
    "  }[];",
    "};",
    "",
    "/** The settlement price of every month on one day. */",
    "export function dailySettlement(input: DailySettlementInput): DailySettlement;",
  ].join("\n");
}

function monthFields({ month, dates, determination }: DailyFields): string[] {
  return [
    ...(month.includes("trades") ? ["    readonly trades: readonly Trade[];"] : []),
    ...(month.includes("quotes") ? ["    readonly quotes: readonly Quote[];"] : []),
    ...(month.includes("finalSettlement")
      ? [
          "    /** The final settlement price on the last trading day of the month; `null` on every other day. */",
          "    readonly finalSettlement: Decimal | null;",
        ]
      : []),
    ...(month.includes("spot")
      ? ["    /** True while the day lies in the month's spot period. */", "    readonly spot: boolean;"]
      : []),
    ...(month.includes("expiring")
      ? ["    /** True on the last trading day of the month. */", "    readonly expiring: boolean;"]
      : []),
    ...(dates.length > 0
      ? [
          "    /** The dates of the month in instruments.json. */",
          `    readonly dates: { ${dates.map((one) => `readonly ${key(one)}: Day`).join("; ")} };`,
        ]
      : []),
    ...(determination ? ["    readonly determination?: Determination | null;"] : []),
  ];
}

function finalTypes(product: Product): string {
  const { averaged, sets, single, unpublished, settlement, determination } = finalFields(product);
  const print = unpublished ? "Decimal | null" : "Decimal";
  const prints = averaged.map((one) => `readonly ${key(one)}: { readonly [day: Day]: ${print} }`).join("; ");
  return [
    "export type FinalSettlementInput = {",
    "  readonly period: string;",
    ...(averaged.length > 0
      ? [
          ...(sets === undefined
            ? [
                "  /** The days that are averaged, ascending: `averaging` of the month in instruments.json. */",
                "  readonly days: readonly Day[];",
              ]
            : [
                "  /** The sets of days that are averaged, each ascending: `averagingSets` of the month in instruments.json. */",
                "  readonly sets: readonly (readonly Day[])[];",
              ]),
          unpublished
            ? "  /** A print for each of these days and no other; `null` says that it was not published. */"
            : "  /** A print for each of these days and no other. */",
          `  readonly prints: { ${prints} };`,
        ]
      : []),
    ...(single.length > 0
      ? [`  readonly indices: { ${single.map((one) => `readonly ${key(one)}: ${print}`).join("; ")} };`]
      : []),
    ...(settlement
      ? ["  /** The settlement price of the last trading day. */", "  readonly settlement: Decimal;"]
      : []),
    ...(determination ? ["  readonly determination?: Determination | null;"] : []),
    "};",
    "",
    ...(unpublished
      ? [
          "export type FinalSettlement = {",
          "  readonly period: string;",
          "  readonly price: Decimal;",
          "  /** The lines that were passed over, and why. */",
          "  readonly skipped: readonly { readonly text: string; readonly reason: string; readonly clause: string }[];",
          "  readonly steps: readonly Step[];",
          "};",
        ]
      : [
          "export type FinalSettlement = { readonly period: string; readonly price: Decimal; readonly steps: readonly Step[] };",
        ]),
    "",
    "/** The final settlement price of one month. */",
    "export function finalSettlement(input: FinalSettlementInput): FinalSettlement;",
  ].join("\n");
}

function bookTypes(product: Product): string {
  return `
export type TickRole = ${union(product.ticks.map(({ role }) => role))};

/** The ten rounding modes; \`nearest\` (ties) and \`toward\` lean to a reference price and need one, the others take none. */
export type RoundingMode =
  "half-even" | "half-away" | "half-up" | "half-down" | "up" | "down" | "away" | "toward-zero" | "nearest" | "toward";

/** An exact amount of money. */
export type Amount = { readonly amount: Decimal; readonly currency: ${quote(product.price.currency)} };

/** How many ticks of this role make up the price; a price between two ticks is refused with \`off-tick\`. */
export function ticks(price: Decimal, role: TickRole): Whole;

/** The price rounded to the tick of this role in the mode named. */
export function roundToTick(price: Decimal, role: TickRole, mode: RoundingMode, reference?: Decimal): Decimal;

/** What the contracts stand for at this price; lots are signed. */
export function settlementValue(price: Decimal, lots: Whole): Amount;

/**
 * What a position receives, or pays where it is negative: \`(settlement - previous) × size × lots\`, lots signed. \`previous\`
 * is the settlement before, or the price dealt at.
 */
export function variationMargin(position: {
  readonly lots: Whole;
  readonly previous: Decimal;
  readonly settlement: Decimal;
}): Amount;${product.priceLimits ? BANDS : ""}`.trim();
}
