import { type BoundEnd, boundsOf } from "../../prove/bounds.ts";
import type { FutureSubject } from "./names.ts";
import { term } from "./term.ts";
import { quantity } from "./units.ts";

/** What is proved of the size of each price, the contract's own first, with what a body may determine beside. */
export function boundsView({ model, names }: FutureSubject) {
  const all = boundsOf(model);
  const ofIndex = (of: string): boolean => model.indices.some(({ id }) => id === of);
  return [...all.filter(({ of }) => !ofIndex(of)), ...all.filter(({ of }) => ofIndex(of))].map((one) => {
    const end = (side: "lowest" | "highest", { value }: BoundEnd) =>
      term(
        value === undefined
          ? `no ${side} value is stated`
          : `at ${side === "lowest" ? "least" : "most"} ${quantity(value, one.unit)}`,
        ...one.clauses,
      );
    return {
      of: term(ofIndex(one.of) ? `the ${names.index(one.of)}` : ofPrice(one.of), ...one.clauses),
      low: end("lowest", one.low),
      high: end("highest", one.high),
      unless: one.unless.length === 0 ? null : term(one.unless.join(", "), ...one.clauses),
    };
  });
}

/** A price of the contract as a document calls it. */
const ofPrice = (of: string): string =>
  of.replace("settlement", "settlement price").replace("for lead", "for the lead").replace(", nearest first", "");
