import type { Product } from "../../model/model.ts";
import { dailyFields } from "./daily-code.ts";
import { marginFunctions, marginTypes } from "./interface-margin.ts";
import { deliveryFunctions, deliveryTypes } from "./interface-delivery.ts";
import { contractName } from "../../model/formulas.ts";
import { finalFields } from "./final-code.ts";
import { POSITION, amountType, steps } from "./interface-common.ts";
import type { CalculatorFunction, Field, NamedType, Type } from "./interface.ts";
import {
  choice,
  day,
  decimal,
  exact,
  flag,
  instant,
  listOf,
  mapOf,
  named,
  optional,
  orNull,
  pairOf,
  record,
  said,
  taking,
  whole,
  words,
} from "./interface.ts";

const amount = named("Amount");

/** What the calculator offers of a product: settlements, ticks, money, bands and deliveries. */
export function productInterface(product: Product): { types: NamedType[]; functions: CalculatorFunction[] } {
  const { price, size, ticks, priceLimits, dailySettlement, finalSettlement } = product;
  const { delivery } = finalSettlement;
  const role = named("TickRole");
  const flows = product.flow !== undefined;
  const month: Field = { name: "month", type: named("ContractMonth") };
  const refuses = ["amount-not-exact", "off-tick", ...(flows ? ["unknown-month"] : [])];
  const value = { refuses, returns: amount, clause: size.clause } as const;
  return {
    types: [
      ...dailyTypes(product),
      ...finalTypes(product),
      { name: "TickRole", type: choice(ticks.map((tick) => tick.role)) },
      {
        name: "RoundingMode",
        doc: "The ten rounding modes; `nearest` (ties) and `toward` lean to a reference price and need one, the others take none.",
        type: choice(MODES),
      },
      amountType(product.tickValueExactTo.currency),
      ...(flows ? [] : marginTypes(product)),
      ...(flows
        ? [
            {
              name: "ContractMonth",
              doc: "A listed contract month: each has a size of its own.",
              type: choice(product.contracts.map(({ period }) => period)),
            },
          ]
        : []),
      ...(delivery ? deliveryTypes(product) : []),
    ],
    functions: [
      {
        name: "dailySettlement",
        service: "daily",
        doc: "The settlement price of every month on one day.",
        parameters: [{ name: "input", type: named("DailySettlementInput") }],
        returns: named("DailySettlement"),
        refuses: ["ambiguous-quote", "ambiguous-trade", "crossed-quote", "duplicate", "no-price", "off-tick"],
        clause: dailySettlement.clause,
      },
      {
        name: "finalSettlement",
        service: "final",
        doc: "The final settlement price of one month.",
        parameters: [{ name: "input", type: named("FinalSettlementInput") }],
        returns: named("FinalSettlement"),
        refuses: ["days-not-ascending", "determination-needed", "missing-print", "no-days", "unexpected-print"],
        clause: finalSettlement.clause,
      },
      {
        name: "ticks",
        service: "ticks",
        doc: "How many ticks of this role make up the price; a price between two ticks is refused with `off-tick`.",
        parameters: [
          { name: "price", type: decimal(price.unit) },
          { name: "role", type: role },
        ],
        returns: whole("tick"),
        refuses: ["off-tick", "unknown-tick"],
        clause: price.clause,
      },
      {
        name: "roundToTick",
        service: "ticks",
        doc: "The price rounded to the tick of this role in the mode named; modes that lean to a price need it as `reference`.",
        parameters: [
          { name: "price", type: decimal(price.unit) },
          { name: "role", type: role },
          { name: "mode", type: named("RoundingMode") },
          { name: "reference", type: decimal(price.unit), optional: true },
        ],
        returns: decimal(price.unit),
        refuses: ["rounding-mode-unknown", "rounding-reference-missing", "rounding-reference-unused", "unknown-tick"],
        clause: price.clause,
      },
      {
        name: "settlementValue",
        service: "margin",
        doc: "What the contracts stand for at this price; lots are signed.",
        parameters: [
          { name: "price", type: decimal(price.unit) },
          { name: "lots", type: whole("contract") },
          ...(flows ? [month] : []),
        ],
        ...value,
      },
      {
        name: "variationMargin",
        service: "margin",
        doc: "What a position receives, or pays where it is negative: `(settlement - previous) × size × lots`, lots signed. `previous` is the settlement before, or the price dealt at.",
        parameters: taking("position", flows ? { ...POSITION, month: month.type } : POSITION),
        ...value,
      },
      ...(product.fullCollateral === undefined
        ? []
        : [collateralFunction(product.fullCollateral.clause, price.unit, refuses, flows ? { month: month.type } : {})]),
      ...(priceLimits ? [bandsFunction(product, priceLimits.clause)] : []),
      ...(flows ? [] : marginFunctions(product)),
      ...(delivery ? deliveryFunctions(product) : []),
    ],
  };
}

const MODES = [
  "half-even",
  "half-away",
  "half-up",
  "half-down",
  "up",
  "down",
  "away",
  "toward-zero",
  "nearest",
  "toward",
];

function collateralFunction(
  clause: string,
  unit: string,
  refuses: readonly string[],
  month: Readonly<Record<string, Type>>,
): CalculatorFunction {
  return {
    name: "collateral",
    service: "margin",
    doc: "All that a position can lose from `price` on, which is what it pays in: `(price - floor) × size × lots` bought, `(cap - price) × size × lots` sold; lots are signed, the amount is zero or more.",
    parameters: taking("position", { lots: whole("contract"), price: decimal(unit), ...month }),
    refuses: [...refuses, "out-of-bounds"].sort(),
    returns: amount,
    clause,
  };
}

function bandsFunction({ price }: Product, clause: string): CalculatorFunction {
  return {
    name: "priceBands",
    service: "bands",
    doc: "The lowest and the highest price of each band around a previous settlement; `at` is the share of it.",
    parameters: [{ name: "previousSettlement", type: decimal(price.unit) }],
    returns: listOf(record({ at: exact(), lower: decimal(price.unit), upper: decimal(price.unit) })),
    refuses: ["off-tick"],
    clause,
  };
}

function dailyTypes({ dailySettlement: daily, price }: Product): NamedType[] {
  const fields = dailyFields(daily);
  const tiers = [
    ...daily.groups.flatMap((group) => group.tiers),
    ...daily.newlyListed,
    ...(daily.lastDay ? [daily.lastDay] : []),
  ];
  const spread = record({ legs: pairOf(words), trades: listOf(named("Trade")) });
  return [
    {
      name: "Trade",
      doc: "Sizes are whole contracts. Where there is an `id`, it stands once among the trades of its month or pair of months.",
      type: record({ time: instant, price: decimal(price.unit), size: whole("contract"), id: optional(words) }),
    },
    {
      name: "Quote",
      doc: "The best bid and offer from `time` on; `null` for a side without orders.",
      type: record({ time: instant, bid: orNull(decimal(price.unit)), ask: orNull(decimal(price.unit)) }),
    },
    {
      name: "DailySettlementInput",
      type: record({
        date: day,
        settlementTime: fields.time
          ? said(instant, "The settlement time of the day as an instant; windows end at it and do not include it.")
          : undefined,
        lead: fields.lead ? said(words, "The period of the lead month.") : undefined,
        months: said(listOf(monthType(daily, price.unit)), "Every month listed on the day, in any order."),
        spreads: fields.spreads
          ? said(
              listOf(spread),
              "Trades of calendar spreads, at the price of the first leg less the second; each pair of months once.",
            )
          : undefined,
        indices:
          fields.indices.length > 0
            ? optional(
                record(Object.fromEntries(fields.indices.map((one) => [one, optional(orNull(decimal()))]))),
                "Today's value of an index; `null` for one that was not published. Needed when a tier comes to it.",
              )
            : undefined,
      }),
    },
    { name: "Tier", type: choice(tiers.map(({ id }) => id)) },
    {
      name: "DailySettlement",
      doc: "Months in the order of their periods.",
      type: record({
        date: day,
        months: listOf(
          record({
            period: words,
            price: decimal(price.unit),
            tier: named("Tier"),
            skipped: listOf(record({ tier: named("Tier"), reason: words })),
            steps,
          }),
        ),
      }),
    },
  ];
}

function monthType(daily: Product["dailySettlement"], unit: string): Type {
  const { month, dates, determination } = dailyFields(daily);
  const when = (name: (typeof month)[number], field: Type | Field): Type | Field | undefined =>
    month.includes(name) ? field : undefined;
  return record({
    period: words,
    previous: said(orNull(decimal(unit)), "The settlement of the day before; `null` on the day the month is listed."),
    trades: when("trades", listOf(named("Trade"))),
    quotes: when("quotes", listOf(named("Quote"))),
    finalSettlement: when(
      "finalSettlement",
      said(
        orNull(decimal(unit)),
        "The final settlement price on the last trading day of the month; `null` on every other day.",
      ),
    ),
    spot: when("spot", said(flag, "True while the day lies in the month's spot period.")),
    expiring: when("expiring", said(flag, "True on the last trading day of the month.")),
    dates:
      dates.length > 0
        ? said(
            record(Object.fromEntries(dates.map((one) => [one, day]))),
            "The dates of the month in instruments.json.",
          )
        : undefined,
    determination: determination ? optional(orNull(named("Determination"))) : undefined,
    settled: optional(
      orNull(decimal(unit)),
      "Only of a month that trades by another text of the contract: its settlement by that text, `null` before it has one.",
    ),
  });
}

function finalTypes(product: Product): NamedType[] {
  const { averaged, sets, single, unpublished, choices, settlement, contracts, determination } = finalFields(product);
  const { unit } = product.price;
  const print = unpublished ? orNull(decimal()) : decimal();
  const averages = averaged.length > 0;
  const exactly = "A print for each of these days and no other";
  return [
    {
      name: "FinalSettlementInput",
      type: record({
        period: words,
        days:
          averages && sets === undefined
            ? said(listOf(day), "The days that are averaged, ascending: `averaging` of the month in instruments.json.")
            : undefined,
        sets:
          averages && sets !== undefined
            ? said(
                listOf(listOf(day)),
                "The sets of days that are averaged, each ascending: `averagingSets` of the month in instruments.json.",
              )
            : undefined,
        prints: averages
          ? said(
              record(Object.fromEntries(averaged.map((one) => [one, mapOf(day, print)]))),
              unpublished ? `${exactly}; \`null\` says that it was not published.` : `${exactly}.`,
            )
          : undefined,
        indices: single.length > 0 ? record(Object.fromEntries(single.map((one) => [one, print]))) : undefined,
        contracts:
          contracts.length > 0
            ? said(
                record(
                  Object.fromEntries(
                    contracts.map((one) => [
                      contractName(one),
                      unpublished ? orNull(decimal(one.unit)) : decimal(one.unit),
                    ]),
                  ),
                ),
                "Settlement prices of the day: of another product's contract of the same period, or of the one at that place among those that trade.",
              )
            : undefined,
        settlement: settlement ? said(decimal(unit), "The settlement price of the last trading day.") : undefined,
        determination: determination ? optional(orNull(named("Determination"))) : undefined,
      }),
    },
    {
      name: "FinalSettlement",
      type: record({
        period: words,
        price: decimal(unit),
        skipped:
          unpublished || choices
            ? said(
                listOf(record({ text: words, reason: words, clause: words })),
                "The lines that were passed over, and why.",
              )
            : undefined,
        steps,
      }),
    },
  ];
}
