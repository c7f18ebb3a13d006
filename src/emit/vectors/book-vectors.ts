import type { Product } from "../../model/model.ts";
import { add, divide, fromInteger, multiply, parse, roundTo, subtract, toFixed } from "../../runtime/exact.ts";
import { finalFields } from "../calculator/final-code.ts";
import { interpretBands, interpretFinal, interpretMoney } from "./interpret-settlement.ts";
import type { Json, JsonObject } from "./read.ts";
import { exact } from "./read.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, text, vectorOf } from "./vector.ts";

const DAYS = ["2027-02-01", "2027-02-02", "2027-02-03", "2027-02-04"];

/** Vectors of the final settlement: days that differ, an average that is a tie, a missing day, a day too many, zero. */
export function finalVectors(product: Product): Vector[] {
  const fields = finalFields(product);
  const { increment } = product.finalSettlement.round;
  const base = basePrice(seedOf(`${product.id} final`), increment);
  const half = divide(parse(increment), fromInteger(2));
  const input = (price: (at: number) => string, days: readonly string[] = DAYS): JsonObject => ({
    period: product.contracts[0]?.period ?? "2027-02",
    ...(fields.averaged.length > 0
      ? {
          days: DAYS,
          prints: Object.fromEntries(
            fields.averaged.map((index) => [index, Object.fromEntries(days.map((day, at) => [day, price(at)]))]),
          ),
        }
      : {}),
    ...(fields.single.length > 0
      ? { indices: Object.fromEntries(fields.single.map((index) => [index, price(0)])) }
      : {}),
    ...(fields.settlement ? { settlement: price(0) } : {}),
    ...(fields.determination ? { determination: null } : {}),
  });
  const steps = (at: number, by: number): string => text(add(base, multiply(fromInteger(at * by), parse(increment))));
  const make = (name: string, given: JsonObject): Vector =>
    vectorOf(
      `${product.id}: final settlement, ${name}`,
      "finalSettlement",
      [given],
      () => ({ period: given["period"] as string, price: interpretFinal(product, given) }),
      () => ["final-settlement"],
    );
  const refused = (name: string, given: JsonObject, code: string): Vector =>
    refusedVector(`${product.id}: final settlement, ${name}`, "finalSettlement", [given], code);
  return [
    make(
      "prints that differ",
      input((at) => steps(at, 3)),
    ),
    make(
      "prints all alike",
      input(() => text(base)),
    ),
    make(
      "an average halfway between two ticks",
      input(() => text(add(base, half))),
    ),
    make(
      "an average halfway above the next tick",
      input(() => text(add(add(base, parse(increment)), half))),
    ),
    make(
      "prints of zero",
      input(() => "0"),
    ),
    ...(fields.averaged.length > 0
      ? [
          refused(
            "a day without a print",
            input(() => text(base), DAYS.slice(0, -1)),
            "missing-print",
          ),
          refused(
            "a print of a day that does not count",
            input(() => text(base), [...DAYS, "2027-02-06"]),
            "unexpected-print",
          ),
          refused("days out of order", { ...input(() => text(base)), days: [...DAYS].reverse() }, "days-not-ascending"),
        ]
      : []),
    refused("a field it does not read", { ...input(() => text(base)), note: "x" }, "unknown-field"),
  ];
}

/** Vectors of ticks, money and price bands. */
export function bookVectors(product: Product): Vector[] {
  const { id, ticks, price, dailySettlement, priceLimits } = product;
  const { increment } = dailySettlement.round;
  const base = basePrice(seedOf(`${id} book`), increment);
  const moved = text(add(base, parse(increment)));
  const { currency } = price;
  const settlementRole = ticks.find((tick) => tick.increment === increment)?.role;
  const decimals = ticks.find((tick) => tick.increment === increment)?.decimals ?? 0;
  const variation = (name: string, lots: string, from: string, to: string): Vector =>
    vectorOf(
      `${id}: variation margin, ${name}`,
      "variationMargin",
      [{ lots, previous: from, settlement: to }],
      () => ({ amount: interpretMoney(product, subtract(parse(to), parse(from)), lots), currency }),
      () => ["money"],
    );
  const value = (name: string, args: readonly Json[]): Vector =>
    vectorOf(
      `${id}: settlement value, ${name}`,
      "settlementValue",
      args,
      () => ({ amount: interpretMoney(product, exact(args[0]), args[1] as string), currency }),
      () => ["money"],
    );
  const between = text(add(base, divide(parse(increment), fromInteger(4))));
  return [
    variation("one tick up, one lot", "1", text(base), moved),
    variation("one tick up, short", "-3", text(base), moved),
    variation("no move", "250", text(base), text(base)),
    variation("to zero", "7", text(base), "0"),
    refusedVector(
      `${id}: variation margin, between two ticks`,
      "variationMargin",
      [{ lots: "1", previous: text(base), settlement: between }],
      "off-tick",
    ),
    refusedVector(
      `${id}: variation margin, half a lot`,
      "variationMargin",
      [{ lots: "0.5", previous: text(base), settlement: text(base) }],
      "not-an-integer",
    ),
    value("ten lots", [text(base), "10"]),
    value("ten lots short", [text(base), "-10"]),
    ...(settlementRole === undefined
      ? []
      : [
          vectorOf(
            `${id}: ticks of a price`,
            "ticks",
            [text(base), settlementRole],
            () => String(divide(base, parse(increment)).n),
            () => ["ticks"],
          ),
          refusedVector(`${id}: ticks of a price between two`, "ticks", [between, settlementRole], "off-tick"),
          ...(["up", "down", "half-even", "toward-zero"] as const).map((mode) =>
            vectorOf(
              `${id}: round ${mode} to a tick`,
              "roundToTick",
              [between, settlementRole, mode],
              () => toFixed(roundTo(parse(between), parse(increment), mode), decimals),
              () => ["ticks"],
            ),
          ),
        ]),
    refusedVector(`${id}: a tick that does not exist`, "ticks", [text(base), "nothing"], "unknown-tick"),
    ...(priceLimits
      ? [
          vectorOf(
            `${id}: price bands`,
            "priceBands",
            [text(base)],
            () => interpretBands(product, text(base)),
            () => ["price-bands"],
          ),
        ]
      : []),
  ];
}
