import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Position } from "../model/generated/book.ts";
import type { MonthDay, Payment, ProductDay } from "../model/generated/settlement.ts";
import type { Amount } from "../runtime/book.ts";
import { add, parse, type Rational, toFixed, ZERO } from "../runtime/exact.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import { call } from "./calculator.ts";
import { type DayInput, type Desk, noteRefusal } from "./desk.ts";
import type { MonthsOfDay } from "./months.ts";
import { listed } from "./observations.ts";

/** What is wrong with a book whatever it is settled at: products the build does not have, and rows that contradict one another. */
export function strangePositions({ book, known }: DayInput): Diagnostic[] {
  const seen = new Set<string>();
  const owners = new Map<string, string>();
  return book.data.positions.flatMap((one, at) => {
    const { account, owner, product, month } = one;
    const found: Diagnostic[] = [];
    const row = `/positions/${at}`;
    if (!known.products.includes(product)) {
      const near = didYouMean(suggest(product, known.products));
      found.push(
        diagnostic(
          "position-product-unknown",
          book.place(`${row}/product`),
          { product, known: listed(known.products) },
          near === undefined ? {} : { help: near },
        ),
      );
    }
    const key = JSON.stringify([account, product, month]);
    if (seen.has(key)) found.push(diagnostic("position-twice", book.place(row), { account, product, month }));
    seen.add(key);
    const first = owners.get(account) ?? owner;
    owners.set(account, first);
    if (first !== owner) {
      found.push(diagnostic("account-two-owners", book.place(`${row}/owner`), { account, first, second: owner }));
    }
    return found;
  });
}

/** Positions of the product in months that are not listed, or that are listed only today. */
export function notePositions(desk: Desk, { months, waiting }: MonthsOfDay): void {
  const { book } = desk.day;
  const product = desk.output.engine.product.id;
  const periods = months.map(({ month }) => month.period);
  book.data.positions.forEach(({ product: of, month }, at) => {
    // A month that waits for its final price moves nothing on a day between.
    if (of !== product || waiting.includes(month)) return;
    const place = book.place(`/positions/${at}/month`);
    const found = months.find((one) => one.month.period === month);
    if (found === undefined) {
      desk.problems.push(diagnostic("month-not-listed", place, { product, month, known: listed(periods) }));
    } else if (found.previous === undefined) {
      desk.problems.push(diagnostic("position-in-new-month", place, { product, month }));
    }
  });
}

/**
 * What every position receives, or pays where it is negative, as the generated calculator says; and the proof: in each month the
 * lots held long, short and net over all accounts, and what they come to together. `deskOf` is where the text of a month is.
 */
export function variationMargins(
  desk: Desk,
  months: readonly MonthDay[],
  waiting: readonly string[],
  deskOf: (month: string) => Desk = () => desk,
): Pick<ProductDay, "payments" | "balance" | "total"> | undefined {
  const product = desk.output.engine.product.id;
  const held = desk.day.book.data.positions
    .map((position, at) => ({ position, at: `/positions/${at}` }))
    .filter(({ position }) => position.product === product && !waiting.includes(position.month));
  const payments = held.flatMap(({ position, at }) => paymentOf(deskOf(position.month), months, position, at) ?? []);
  if (payments.length < held.length) return undefined;
  const decimals = Math.max(0, ...payments.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
  const balance = [...new Set(payments.map(({ month }) => month))].sort().map((month) => {
    const of = payments.filter((one) => one.month === month);
    const lots = of.map((one) => BigInt(one.lots));
    const total = (wanted: (lot: bigint) => boolean) => lots.filter(wanted).reduce((sum, lot) => sum + lot, 0n);
    return {
      month,
      long: String(total((lot) => lot > 0n)),
      short: String(-total((lot) => lot < 0n)),
      net: String(total(() => true)),
      amount: toFixed(sumOf(of), decimals),
    };
  });
  return { payments, balance, total: toFixed(sumOf(payments), decimals) };
}

/** The exact sum of amounts. */
export function sumOf(amounts: readonly { readonly amount: string }[]): Rational {
  return amounts.reduce((sum, { amount }) => add(sum, parse(amount)), ZERO);
}

function paymentOf(desk: Desk, months: readonly MonthDay[], position: Position, at: string): Payment | undefined {
  const { account, owner, month, product } = position;
  const found = months.find((one) => one.month === month);
  if (found?.previous === undefined) throw new Error(`${product} ${month} has no two settlements`);
  const { previous, settlement } = found;
  const lots = String(position.lots);
  const own = desk.output.engine.size.per === undefined ? {} : { month };
  const called = call<Amount>(desk.output.calculator, "variationMargin", { lots, previous, settlement, ...own });
  if (called.kind === "refused") {
    return noteRefusal(desk, `the payment of ${account} in ${product} ${month}`, called.refusal, [
      [/^lots$/, () => desk.day.book.place(`${at}/lots`)],
      [/^previous$/, () => desk.day.market.place(`/previous/settlements/${product}/${month}`)],
      [/^/, () => desk.day.book.place(at)],
    ]);
  }
  const paid = { account, owner, month, lots, previous, settlement, amount: called.value.amount };
  // On its last day the contract is settled to the end, and nothing is left to be lost.
  if (desk.output.engine.fullCollateral === undefined || found.final) return paid;
  const kept = call<Amount>(desk.output.calculator, "collateral", { lots, price: settlement, ...own });
  if (kept.kind === "refused")
    return noteRefusal(desk, `the collateral of ${account} in ${product} ${month}`, kept.refusal, [
      [/^/, () => desk.day.book.place(at)],
    ]);
  return { ...paid, collateral: kept.value.amount };
}
