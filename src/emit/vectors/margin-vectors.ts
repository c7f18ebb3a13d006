import type { Product } from "../../model/model.ts";
import { wholeMoney } from "../../prove/money-ranges.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, divide, fromInteger, multiply, parse, roundTo, toFixed } from "../../runtime/exact.ts";
import { coarserOf } from "../calculator/margin-code.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { interpretMoney } from "./interpret-settlement.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, vectorOf } from "./vector.ts";

/** A position in whole numbers: signed lots, and steps of the column of prices. */
type Position = { readonly lots: number; readonly previous: number; readonly settlement: number };

const MODES = ["half-even", "half-away", "half-up", "half-down", "up", "down", "away", "toward-zero"] as const;

/** Vectors of positions in columns: moves of either sign, ties on both sides of zero in every mode where amounts are rounded, and rows that are wrong. */
export function marginVectors(product: Product): Vector[] {
  const { id, ticks, price } = product;
  const { priceUnit, ticks: counts } = wholeMoney(product);
  const [first] = ticks;
  if (first === undefined) return [];
  const step = counts[0] ?? 1;
  const base = Number(divide(basePrice(seedOf(`${id} columns`), first.increment), priceUnit).n);
  const start = base - (base % step);
  const at = (lots: number, moved: number): Position => ({
    lots,
    previous: start,
    settlement: start + moved * step,
  });
  // More rows than vectors of a machine are wide, and no multiple of it.
  const rows = [at(1, 1), at(-3, 1), at(250, 0), at(0, 7), at(7, -4), at(-1, -1), at(11, 13), at(1, -1), at(2, 3)];
  const coarser = coarserOf(product);
  const rounded = coarser === undefined ? [] : [...rows, ...tiesOf(product, coarser.divisor, at)];
  const called = "variationMarginOfColumns";
  const refused = (name: string, columns: ReturnType<typeof columnsOf>, code: string): Vector =>
    refusedVector(`${id}: positions in columns, ${name}`, called, [columns], code);
  const columns = columnsOf(rows);
  const between = [1, 2, 3, 4, 5, 6, 7]
    .map((more) => start + more)
    .find((one) => counts.every((tick) => one % tick > 0));
  return [
    vectorOf(
      `${id}: positions in columns`,
      called,
      [columns],
      () => amountsOf(product, rows),
      () => ["money"],
    ),
    ...(coarser === undefined
      ? []
      : MODES.map((mode) =>
          vectorOf(
            `${id}: positions in columns, rounded ${mode}`,
            "roundedVariationMarginOfColumns",
            [columnsOf(rounded), mode],
            () => amountsOf(product, rounded, coarser, mode),
            () => ["money"],
          ),
        )),
    ...(price.signed
      ? []
      : [refused("a price below zero", columnsOf([...rows, { ...at(1, 1), previous: -step }]), "negative-price")]),
    ...(between === undefined || counts.length === 0
      ? []
      : [refused("a price between ticks", columnsOf([at(1, 1), { ...at(1, 1), settlement: between }]), "off-tick")]),
    refused("a row short", { ...columns, settlement: columns.settlement.slice(1) }, "columns-differ"),
  ];
}

const columnsOf = (rows: readonly Position[]) => ({
  lots: rows.map(({ lots }) => lots),
  previous: rows.map(({ previous }) => previous),
  settlement: rows.map(({ settlement }) => settlement),
});

/** What each position receives in amount units, exact. */
function exactAmount(product: Product, { lots, previous, settlement }: Position): Rational {
  const { priceUnit, amountUnit } = wholeMoney(product);
  const moved = multiply(priceUnit, fromInteger(settlement - previous));
  return divide(parse(interpretMoney(product, moved, String(lots))), amountUnit);
}

function amountsOf(
  product: Product,
  rows: readonly Position[],
  coarser?: { readonly amount: string; readonly divisor: bigint },
  mode?: (typeof MODES)[number],
) {
  const { amount: unit, currency } = { ...product.tickValueExactTo, ...(coarser && { amount: coarser.amount }) };
  const amounts = rows.map((row) => {
    const exact = exactAmount(product, row);
    if (coarser === undefined || mode === undefined) return exact;
    const divisor = fromInteger(coarser.divisor);
    return divide(roundTo(exact, divisor, mode), divisor);
  });
  const total = multiply(amounts.reduce(add), parse(unit));
  return {
    amounts: amounts.map(({ n }) => Number(n)),
    currency,
    total: toFixed(total, decimalsOf(unit)),
  };
}

/** Positions that lie half-way between two rounded amounts, an even and an odd one, on either side of zero; none where none does. */
function tiesOf(product: Product, divisor: bigint, at: (lots: number, moved: number) => Position): Position[] {
  const found = new Map<string, Position>();
  for (let lots = 1; lots <= 400 && found.size < 2; lots += 1)
    for (let moved = 1; moved <= 20; moved += 1) {
      const twice = 2n * exactAmount(product, at(lots, moved)).n;
      if (twice % divisor !== 0n || (twice / divisor) % 2n === 0n) continue;
      const key = (twice / divisor) % 4n === 1n ? "above even" : "above odd";
      if (!found.has(key)) found.set(key, at(lots, moved));
    }
  return [...found.values()].flatMap(({ lots, previous, settlement }) => [
    { lots, previous, settlement },
    { lots: -lots, previous, settlement },
  ]);
}
