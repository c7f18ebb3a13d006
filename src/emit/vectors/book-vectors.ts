import type { Product } from "../../model/model.ts";
import { add, divide, fromInteger, parse, roundTo, subtract, toFixed } from "../../runtime/exact.ts";
import { collateralVectors } from "./collateral-vectors.ts";
import { interpretBands, interpretMoney } from "./interpret-settlement.ts";
import type { Json } from "./read.ts";
import { exact } from "./read.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, text, vectorOf } from "./vector.ts";

/** Vectors of ticks, money and price bands. */
export function bookVectors(product: Product): Vector[] {
  const { id, ticks, tickValueExactTo, dailySettlement, priceLimits } = product;
  const { increment } = dailySettlement.round;
  const base = basePrice(seedOf(`${id} book`), increment);
  const moved = text(add(base, parse(increment)));
  const { currency } = tickValueExactTo;
  const settlementRole = ticks.find((tick) => tick.increment === increment)?.role;
  const decimals = ticks.find((tick) => tick.increment === increment)?.decimals ?? 0;
  const [first] = product.flow === undefined ? [] : product.contracts;
  const variation = (name: string, lots: string, from: string, to: string, month = first?.period): Vector =>
    vectorOf(
      `${id}: variation margin, ${name}`,
      "variationMargin",
      [{ lots, previous: from, settlement: to, ...(month === undefined ? {} : { month }) }],
      () => ({ amount: interpretMoney(product, subtract(parse(to), parse(from)), lots, month), currency }),
      () => ["money"],
    );
  const value = (name: string, given: readonly Json[], month = first?.period): Vector => {
    const args = month === undefined ? given : [...given, month];
    return vectorOf(
      `${id}: settlement value, ${name}`,
      "settlementValue",
      args,
      () => ({ amount: interpretMoney(product, exact(args[0]), args[1] as string, month), currency }),
      () => ["money"],
    );
  };
  // Every number of hours or days that a listed month has: months of 720 hours and of 743 are worth other amounts.
  const own = first === undefined ? {} : { month: first.period };
  const counts = product.flow === undefined ? [] : product.contracts;
  const between = text(add(base, divide(parse(increment), fromInteger(4))));
  return [
    variation("one tick up, one lot", "1", text(base), moved),
    variation("one tick up, short", "-3", text(base), moved),
    variation("no move", "250", text(base), text(base)),
    variation("to zero", "7", text(base), "0"),
    ...counts.flatMap(({ period, amount }) => [
      variation(`${period}, of ${amount?.count ?? 0}`, "-11", moved, text(base), period),
      value(`${period}, of ${amount?.count ?? 0}`, [text(base), "3"], period),
    ]),
    refusedVector(
      `${id}: variation margin, between two ticks`,
      "variationMargin",
      [{ lots: "1", previous: text(base), settlement: between, ...own }],
      "off-tick",
    ),
    refusedVector(
      `${id}: variation margin, half a lot`,
      "variationMargin",
      [{ lots: "0.5", previous: text(base), settlement: text(base), ...own }],
      "not-an-integer",
    ),
    ...(first === undefined
      ? []
      : [
          refusedVector(
            `${id}: variation margin, a month that is not listed`,
            "variationMargin",
            [{ lots: "1", previous: text(base), settlement: moved, month: "1999-12" }],
            "unknown-month",
          ),
        ]),
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
    ...collateralVectors(product),
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
