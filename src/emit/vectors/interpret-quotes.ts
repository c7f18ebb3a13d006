import type { Index } from "../../model/model.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, divide, multiply, parse, roundTo, subtract } from "../../runtime/exact.ts";
import { exact } from "./read.ts";
import { text } from "./vector.ts";

type Quoted = NonNullable<Index["quotes"]>[number]["of"][number];

/** What turns an input with these columns into a price of the index, one after the other. */
function turning(index: Index, cells: Readonly<Record<string, unknown>>): Quoted[] {
  return (index.quotes ?? []).flatMap(({ by, of }) => {
    const own = by === "all" ? of[0] : of.find(({ name }) => name === cells[by]);
    return own === undefined ? [] : [own];
  });
}

/** The price and size of an input in the unit and of the grade of the index. */
export function turnedQuote(
  index: Index,
  cells: Readonly<Record<string, unknown>>,
  price: Rational,
  size: Rational,
): { readonly price: Rational; readonly size: Rational } {
  return turning(index, cells).reduce(
    (so, { times, plus, sizes }) => ({
      price: add(multiply(so.price, exact(times)), exact(plus)),
      size: multiply(so.size, exact(sizes)),
    }),
    { price, size },
  );
}

const FINE = "0.000000001";

/** A price of the index as an input with these columns would quote it, to nine decimals where it has no end. */
export function quotedPrice(index: Index, cells: Readonly<Record<string, unknown>>, price: string): string {
  const steps = turning(index, cells).reverse();
  if (steps.length === 0) return price;
  const quoted = steps.reduce((so, { times, plus }) => divide(subtract(so, exact(plus)), exact(times)), parse(price));
  return text(roundTo(quoted, parse(FINE), "half-even"));
}
