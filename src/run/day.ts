import { diagnostic, type Diagnostic, sortDiagnostics } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import type { ProductDay, SettlementDay } from "../model/generated/settlement.ts";
import { toFixed } from "../runtime/exact.ts";
import { dailyPrices } from "./daily.ts";
import type { DayInput, Desk, ProductOutput } from "./desk.ts";
import { finalSettlements } from "./final.ts";
import { notePositions, strangePositions, sumOf, variationMargins } from "./margin.ts";
import { monthsOfDay } from "./months.ts";
import { strangeRows } from "./observations.ts";
import { referencePrices } from "./reference.ts";

/** A settled day, or everything that keeps it from being one; there is nothing in between. */
export type DayOutcome =
  | { readonly kind: "settled"; readonly day: SettlementDay }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

type ProductOutcome = { readonly settled: ProductDay | undefined; readonly determined: boolean };

/** Settles one day: reference prices, daily and final settlements, and what every account receives or pays. */
export function settleDay(day: DayInput): DayOutcome {
  const problems: Diagnostic[] = [...otherDays(day), ...strangeRows(day), ...strangePositions(day)];
  const outcomes = day.products.map((output) => settleProduct({ day, output, problems }));
  const products = outcomes.flatMap(({ settled }) => settled ?? []);
  const { determination } = day;
  if (problems.length === 0 && determination !== undefined && !outcomes.some(({ determined }) => determined)) {
    const { of, month, settlement } = determination.data;
    const named = [of, month, settlement].filter((one) => one !== undefined).join(" ");
    problems.push(diagnostic("determination-unused", determination.place("/of"), { of: named }));
  }
  if (problems.length > 0) return { kind: "refused", diagnostics: sortDiagnostics(problems) };
  return { kind: "settled", day: { format: "tenor-settlement/1", date: day.date, products, ...totalsOf(products) } };
}

/** Inputs of another day than the one being settled. */
function otherDays({ date, book, market, determination }: DayInput): Diagnostic[] {
  return [book, market, ...(determination === undefined ? [] : [determination])].flatMap((file) =>
    file.data.date === date
      ? []
      : [diagnostic("input-other-day", file.place("/date"), { found: file.data.date, wanted: date })],
  );
}

function settleProduct(desk: Desk): ProductOutcome {
  const { problems, output } = desk;
  const before = problems.length;
  const of = monthsOfDay(desk);
  if (of === undefined) return { settled: undefined, determined: false };
  notePositions(desk, of);
  const prints = referencePrices(desk);
  if (problems.length > before) return { settled: undefined, determined: prints.determined };
  const finals = finalSettlements(desk, of, prints);
  if (problems.length > before) return { settled: undefined, determined: true };
  const daily = dailyPrices(desk, of, prints, finals);
  const determined = prints.determined || finals.determined || daily?.determined === true;
  const margins = daily && variationMargins(desk, daily.months);
  if (daily === undefined || margins === undefined) return { settled: undefined, determined };
  const { engine } = output;
  const settled: ProductDay = {
    product: engine.product.id,
    title: engine.product.title,
    currency: engine.price.currency,
    unit: engine.price.unit,
    asOf: engine.asOf,
    ...(of.trade.settlement === undefined ? {} : { settlementTime: of.trade.settlement }),
    ...(of.lead === undefined ? {} : { lead: of.lead }),
    references: [...prints.references],
    months: [...daily.months],
    ...margins,
  };
  return { settled, determined };
}

/** What each account receives or pays over all products, and the sum over all accounts, by currency. */
function totalsOf(products: readonly ProductDay[]): Pick<SettlementDay, "accounts" | "totals"> {
  const currencies = [...new Set(products.map(({ currency }) => currency))].sort();
  const accounts: SettlementDay["accounts"] = [];
  const totals: SettlementDay["totals"] = [];
  for (const currency of currencies) {
    const of = products.filter((one) => one.currency === currency);
    const payments = of.flatMap((one) => one.payments);
    const decimals = Math.max(0, ...payments.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
    for (const account of [...new Set(payments.map((one) => one.account))].sort()) {
      const own = payments.filter((one) => one.account === account);
      accounts.push({ account, owner: own[0]?.owner ?? "", amount: toFixed(sumOf(own), decimals), currency });
    }
    const balanced = of.every((one) => one.balance.every(({ net }) => net === "0"));
    totals.push({ currency, amount: toFixed(sumOf(payments), decimals), balanced });
  }
  return { accounts, totals };
}

/** The products to settle: the one named, or those of the book; nothing to settle and a name that the build lacks are problems. */
export function productsWanted(
  day: Pick<DayInput, "book" | "known">,
  named: string | undefined,
): { readonly products: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const known = day.known.products.join(", ");
  if (named !== undefined) {
    return day.known.products.includes(named)
      ? { products: [named], diagnostics: [] }
      : {
          products: [],
          diagnostics: [diagnostic("usage-product-unknown", placeOf("--product"), { name: named, known })],
        };
  }
  const products = [...new Set(day.book.data.positions.map(({ product }) => product))].sort();
  return products.length > 0
    ? { products: products.filter((one) => day.known.products.includes(one)), diagnostics: [] }
    : { products, diagnostics: [diagnostic("nothing-to-settle", placeOf(day.book.source.path), { known })] };
}

export type { ProductOutput };
