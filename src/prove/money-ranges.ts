import type { Product } from "../model/model.ts";
import { divide, gcd, multiply, parse, type Rational, ratio, show } from "../runtime/exact.ts";

/** The smallest kind of whole number that holds every value of a step; `int53` is what a double holds exactly. */
export type Width = "int32" | "int53" | "int64" | "int128" | "big";

/** One step of settling a position: what it is, in which unit, between which whole numbers, and why no value lies outside. */
export type RangeStep = {
  readonly step: "lots" | "previous" | "settlement" | "change" | "product" | "rounded" | "total";
  readonly formula: string;
  readonly unit: string;
  readonly low: string;
  readonly high: string;
  readonly width: Width;
  readonly because: string;
  readonly clauses: readonly string[];
};

/** A bound that the spec does not give, and the words that would. */
export type MissingBound = { readonly step: RangeStep["step"]; readonly wanted: string; readonly clause: string };

/**
 * What the range proof of a product's variation margin says. `proved`: no row with at most `most` lots leaves the whole numbers of a double, and rows with more take
 * exact arithmetic of any length. `checked`: a bound is missing, and every row is looked at.
 */
export type MoneyRanges = {
  readonly kernel: "proved" | "checked";
  readonly most?: number;
  readonly steps: readonly RangeStep[];
  readonly missing: readonly MissingBound[];
};

/** A product's money in whole numbers: what a price unit and an amount unit stand for, and what one lot makes of one price unit. */
export type WholeMoney = {
  readonly priceUnit: Rational;
  readonly amountUnit: Rational;
  readonly factor: bigint;
  /** Price units of each tick, ascending; empty where every whole number is on one. */
  readonly ticks: readonly number[];
};

const COLUMN_LOW = -(2n ** 31n);
const COLUMN_HIGH = 2n ** 31n - 1n;
/** More rows than any column of this runtime can have. */
const MOST_ROWS = 2n ** 32n;

/** What is held and margined in lots: a product, or a perpetual, whose positions nothing in its terms bounds. */
export type Held = Pick<Product, "clause" | "size" | "price" | "ticks" | "tickValueExactTo"> &
  Partial<Pick<Product, "payment" | "limits">> & { readonly kind: Product["kind"] | "perpetual" };

/** Prices as whole numbers of the greatest step that all ticks are multiples of; every tick is worth a whole number of amount units, and so is that step. */
export function wholeMoney({ ticks, tickValueExactTo }: Pick<Held, "ticks" | "tickValueExactTo">): WholeMoney {
  const steps = ticks.map(({ increment }) => parse(increment));
  const amountUnit = parse(tickValueExactTo.amount);
  const [first] = ticks;
  if (first === undefined) throw new Error("a product without ticks");
  const multiplier = divide(parse(first.value.amount), parse(first.increment));
  const unit = steps.reduce(greatestStep);
  // The greatest common step is a sum of ticks, taken some times each, and so its worth is a whole number as theirs are.
  const worth = divide(multiply(unit, multiplier), amountUnit);
  if (worth.d !== 1n) throw new Error("ticks whose common step is not worth a whole amount");
  const counts = steps.map((one) => Number(divide(one, unit).n)).sort((a, b) => a - b);
  return { priceUnit: unit, amountUnit, factor: worth.n, ticks: counts.includes(1) ? [] : counts };
}

function greatestStep(a: Rational, b: Rational): Rational {
  return ratio(gcd(a.n * b.d, b.n * a.d), a.d * b.d);
}

/**
 * The range proof of a product's variation margin over columns of so many bits, `divisor` amount units to what it is rounded to. What a position limit
 * bounds is used for columns of 32 bits alone: others take all rows one way.
 */
export function moneyRanges(product: Held, divisor = 1n, bits: 32 | 64 = 32): MoneyRanges {
  const columnLow = -(2n ** BigInt(bits - 1));
  const columnHigh = -columnLow - 1n;
  const { priceUnit, amountUnit, factor } = wholeMoney(product);
  const { price, tickValueExactTo } = product;
  const prices = `${show(priceUnit)} ${price.unit}`;
  const money = `${show(amountUnit)} ${tickValueExactTo.currency}`;
  const limit = bits === 32 ? statedLimit(product) : undefined;
  const lots = limit?.contracts ?? columnHigh;
  const high = columnHigh;
  const low = price.signed ? columnLow : 0n;
  const change = high - low;
  const most = lots * change * factor;
  const fits = limit !== undefined && most < 2n ** (divisor > 1n ? 52n : 53n) && limit.contracts <= columnHigh;
  const column = `a column holds whole numbers of ${bits} bits`;
  const step = (
    name: RangeStep["step"],
    formula: string,
    unit: string,
    from: bigint,
    to: bigint,
    because: string,
    clauses: readonly string[],
  ): RangeStep => ({
    step: name,
    formula,
    unit,
    low: String(from),
    high: String(to),
    width: widthOf(from, to),
    because,
    clauses,
  });
  const priced = (name: "previous" | "settlement"): RangeStep =>
    step(name, name, prices, low, high, price.signed ? column : `prices are zero or more; ${column}`, [
      price.clause,
      ...product.ticks.map(({ clause }) => clause),
    ]);
  const held =
    limit === undefined
      ? step("lots", "lots", "contracts", columnLow, columnHigh, column, [])
      : step(
          "lots",
          "lots",
          "contracts",
          -lots,
          lots,
          `no more than the position limit; a row with more takes exact arithmetic of any length`,
          [limit.clause],
        );
  const largest = limit === undefined ? -columnLow * change * factor : most;
  const { rate } = product.payment ?? {};
  const terms = [
    ...new Set([product.size.clause, ...(rate === undefined ? [] : [rate.clause]), product.tickValueExactTo.clause]),
  ];
  const amounts = divisor > 1n ? largest / divisor + 1n : largest;
  return {
    kernel: fits ? "proved" : "checked",
    ...(fits ? { most: Number(lots) } : {}),
    steps: [
      held,
      priced("previous"),
      priced("settlement"),
      step("change", "settlement - previous", prices, -change, change, "the difference of the two", []),
      step("product", `lots × change × ${factor}`, money, -largest, largest, "the product of the ranges", terms),
      ...(divisor > 1n
        ? [
            step(
              "rounded",
              `product / ${divisor}`,
              `${show(multiply(amountUnit, { n: divisor, d: 1n }))} ${tickValueExactTo.currency}`,
              -amounts,
              amounts,
              "a rounding moves a value by less than one",
              terms,
            ),
          ]
        : []),
      step(
        "total",
        "the sum of all rows",
        money,
        -amounts * MOST_ROWS,
        amounts * MOST_ROWS,
        "no column has more than 2^32 rows",
        [],
      ),
    ],
    missing: fits ? [] : missingBounds(product, limit),
  };
}

/** The largest position that a limit of all months or of a single month allows; accountability levels are no limits, and those of the spot month hold on some days only. */
function statedLimit({ limits }: Held): { readonly contracts: bigint; readonly clause: string } | undefined {
  const ofScope = (scope: "all-months" | "single-month") => {
    const levels = limits?.levels.filter((one) => one.scope === scope) ?? [];
    const from = levels.some((one) => one.from === undefined);
    return from && levels.every(({ type }) => type === "limit") ? levels : [];
  };
  const all = [ofScope("all-months"), ofScope("single-month")].flatMap((levels) => {
    const [most] = [...levels].sort((a, b) => b.contracts - a.contracts);
    return most === undefined ? [] : [{ contracts: BigInt(most.contracts), clause: most.clause }];
  });
  return all.sort((a, b) => (a.contracts < b.contracts ? -1 : 1))[0];
}

function missingBounds(
  product: Held,
  limit: { readonly contracts: bigint; readonly clause: string } | undefined,
): MissingBound[] {
  const { factor } = wholeMoney(product);
  const change = COLUMN_HIGH - (product.price.signed ? COLUMN_LOW : 0n);
  const enough = (2n ** 53n - 1n) / (change * factor);
  const clause = limit?.clause ?? product.limits?.clause ?? product.clause;
  const wanted =
    enough > 0n
      ? `\`${product.kind === "perpetual" ? "position" : "single-month"}: N contracts\` in \`limits\`, a limit and no accountability level, with N at most ${enough}`
      : "a larger tick: with this one no position of one contract is proved to fit";
  return [{ step: "lots", wanted, clause }];
}

/** The smallest width that holds both ends. */
export function widthOf(low: bigint, high: bigint): Width {
  const inside = (bits: bigint): boolean => low >= -(2n ** (bits - 1n)) && high < 2n ** (bits - 1n);
  if (inside(32n)) return "int32";
  if (low > -(2n ** 53n) && high < 2n ** 53n) return "int53";
  return inside(64n) ? "int64" : inside(128n) ? "int128" : "big";
}
