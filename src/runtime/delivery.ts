// A delivery: what the buyer pays for what arrives, and what a side that fails pays the other.
import type { Amount, Worth } from "./book.ts";
import { money } from "./book.ts";
import type { Rational, RoundingMode } from "./exact.ts";
import { add, fromInteger, multiply, roundTo, show } from "./exact.ts";
import { readChoice, readCount, readDetermination, readFields, readPrice, refuseAt } from "./input.ts";
import type { Step } from "./pool.ts";

/** What the settlement price is made for a grade or at a place: times `factor`, plus `add`. */
export type Differential = { readonly factor: Rational; readonly add: Rational; readonly clause: string };

/** What a side that fails pays: a share of the settlement price, money per contract, or what a body determines. */
export type FailureTerms =
  | { readonly kind: "share"; readonly share: Rational; readonly text: string; readonly clause: string }
  | { readonly kind: "amount"; readonly amount: Rational; readonly text: string; readonly clause: string }
  | { readonly kind: "determination"; readonly by: string; readonly under: string; readonly clause: string };

/** The terms of a delivery; the steps of settlement prices are those a price is on one of. */
export type DeliveryTerms = {
  readonly grades: Readonly<Record<string, Differential>>;
  readonly locations: Readonly<Record<string, Differential>>;
  readonly round?: {
    readonly mode: RoundingMode;
    readonly increment: Rational;
    readonly text: string;
    readonly clause: string;
  };
  readonly multiple: bigint;
  readonly increments: readonly Rational[];
  readonly priceClause: string;
  readonly failures: Readonly<Record<"seller" | "buyer", FailureTerms>>;
};

/** What the buyer pays the seller for a delivery, below zero the seller the buyer; every number is text, exact. */
export type Invoice = {
  readonly grade: string;
  readonly location: string;
  readonly price: string;
  readonly amount: Amount;
  readonly steps: readonly Step[];
};

/**
 * `settlement price × factor of grade × factor of place + what is added for each`, rounded where the spec says so, times size and lots.
 * Refused: `unknown-grade`, `unknown-location`, `off-tick`, and lots that are no multiple of the tender's with `not-a-multiple`.
 */
export function invoiceOf(worth: Worth, terms: DeliveryTerms, input: unknown): Invoice {
  const fields = readFields(input, "", ["grade", "location", "lots", "price"]);
  const grade = readChoice(fields["grade"], "grade", Object.keys(terms.grades), "unknown-grade");
  const location = readChoice(fields["location"], "location", Object.keys(terms.locations), "unknown-location");
  const lots = readLots(fields["lots"], terms);
  const price = readSettlement(fields["price"], worth, terms);
  const of = terms.grades[grade] as Differential;
  const at = terms.locations[location] as Differential;
  const steps: Step[] = [{ text: "settlement price", value: show(price), clause: terms.priceClause }];
  const graded = add(multiply(price, of.factor), of.add);
  steps.push({ text: `of ${grade}`, value: show(graded), clause: of.clause });
  const placed = add(add(multiply(multiply(price, of.factor), at.factor), of.add), at.add);
  steps.push({ text: `at ${location}`, value: show(placed), clause: at.clause });
  const { round } = terms;
  const delivered = round === undefined ? placed : roundTo(placed, round.increment, round.mode);
  if (round !== undefined) steps.push({ text: round.text, value: show(delivered), clause: round.clause });
  const amount = money(worth, multiply(multiply(delivered, worth.multiplier), lots));
  return { grade, location, price: show(delivered), amount, steps };
}

/** What the side that failed pays the other; without the determination the spec asks for it is refused with `determination-needed`. */
export function failureOf(
  worth: Worth,
  terms: DeliveryTerms,
  input: unknown,
): { readonly paidBy: string; readonly amount: Amount; readonly steps: readonly Step[] } {
  const fields = readFields(input, "", ["side", "lots", "price"], ["determination"]);
  const side = readChoice(fields["side"], "side", ["seller", "buyer"], "unknown-side") as "seller" | "buyer";
  const lots = readLots(fields["lots"], terms);
  const price = readSettlement(fields["price"], worth, terms);
  const failure = terms.failures[side];
  const steps: Step[] = [{ text: "settlement price", value: show(price), clause: terms.priceClause }];
  if (failure.kind === "determination") {
    const { value } = readDetermination(fields["determination"], "determination", failure, false, worth.exactTo);
    const text = `determined by ${failure.by} under ${failure.under}`;
    steps.push({ text, value: show(value), clause: failure.clause });
    return { paidBy: side, amount: money(worth, value), steps };
  }
  const each = failure.kind === "amount" ? failure.amount : multiply(multiply(price, worth.multiplier), failure.share);
  steps.push({ text: `${failure.text} a contract`, value: show(each), clause: failure.clause });
  return { paidBy: side, amount: money(worth, multiply(each, lots)), steps };
}

function readLots(value: unknown, { multiple }: DeliveryTerms): Rational {
  const lots = readCount(value, "lots");
  if (lots === 0n || lots % multiple !== 0n)
    refuseAt("lots", "not-a-multiple", `a multiple of ${multiple} contracts`, String(lots));
  return fromInteger(lots);
}

/** A settlement price of the product: on the step of the daily or of the final ones. */
function readSettlement(value: unknown, worth: Worth, { increments }: DeliveryTerms): Rational {
  const price = readPrice(value, "price", worth.signed);
  const on = increments.some(({ n, d }) => (price.n * d) % (price.d * n) === 0n);
  if (!on) refuseAt("price", "off-tick", `a multiple of ${increments.map(show).join(" or ")}`, show(price));
  return price;
}
